"""Papers that were handed out, kept as they were: whoever has one can check it by its SHA-256 at any time."""

import datetime as dt
import hashlib

from sqlmodel import Session

from models.queries import reviews
from models.tables.review import RecordPaper


def kept(session: Session, record_id: int, lang: str) -> bytes | None:
    """The paper of a record in this language, where it was handed out before."""
    found = session.get(RecordPaper, (record_id, lang))
    return found.content if found else None


def keep(session: Session, record_id: int, lang: str, content: bytes, at: dt.datetime) -> bytes:
    """Keep a paper that is about to be handed out; where somebody was first, theirs is the paper."""
    found = kept(session, record_id, lang)
    if found is not None:
        return found
    sha256 = hashlib.sha256(content).hexdigest()
    session.add(RecordPaper(record_id=record_id, lang=lang, sha256=sha256, content=content, made_at=at))
    session.flush()
    return content


def language_of(session: Session, record_id: int, sha256: str) -> str | None:
    """The language of the paper with this SHA-256; None where no paper of the record has it."""
    papers = reviews.papers(session, record_id).values()
    return next((paper.lang for paper in papers if paper.sha256 == sha256), None)
