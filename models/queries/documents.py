"""Questions about a version's document: its sections and their revisions, writers, comments, and who is of the ISP."""

import datetime as dt
from typing import Any

from sqlalchemy import and_, bindparam
from sqlmodel import Session, col, func, select

from models.database import remembered, remembers
from models.tables.document import (
    DocumentTemplate,
    SectionComment,
    SectionReady,
    SectionRevision,
    SectionWriter,
)
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import HistoryWords
from models.tables.person import Facilitator, Person
from models.tables.work import IspFacilitator, Partner, Section

_OF_REVISION = frozenset({"section_revision"})
_SECTION = select(Section).where(
    col(Section.version_id) == bindparam("version"),
    col(Section.key) == bindparam("key"),
    col(Section.lang) == bindparam("lang"),
)
_SECTIONS = (
    select(Section)
    .where(col(Section.version_id) == bindparam("version"))
    .order_by(col(Section.position), col(Section.lang), col(Section.id))
)


def section(session: Session, version_id: int, key: str, lang: str) -> Section | None:
    """One section in one language."""
    return session.scalars(_SECTION, {"version": version_id, "key": key, "lang": lang}).first()


def sections(session: Session, version_id: int) -> list[Section]:
    """All sections of a version, in the order in which they are signed."""

    def read() -> list[Section]:
        return list(session.scalars(_SECTIONS, {"version": version_id}))

    return list(remembered(session, frozenset({"section"}), ("document", version_id), read))


def revisions(session: Session, version_id: int, key: str, lang: str) -> list[SectionRevision]:
    """Every revision of a section in one language, the latest first; those in the other are read with them."""

    def read() -> list[SectionRevision]:
        chosen = select(SectionRevision).where(SectionRevision.version_id == version_id, SectionRevision.key == key)
        return list(session.exec(chosen.order_by(col(SectionRevision.revision).desc())))

    kept = remembered(session, _OF_REVISION, ("revisions", version_id, key), read)
    return [row for row in kept if row.lang == lang]


def revision(session: Session, version_id: int, key: str, lang: str, number: int) -> SectionRevision | None:
    """One revision of a section."""
    if remembers(session, ("revisions", version_id, key)):
        return next((row for row in revisions(session, version_id, key, lang) if row.revision == number), None)
    chosen = select(SectionRevision).where(
        SectionRevision.version_id == version_id,
        SectionRevision.key == key,
        SectionRevision.lang == lang,
        SectionRevision.revision == number,
    )
    return session.exec(chosen).first()


def as_at(session: Session, version_id: int, at: dt.datetime) -> list[SectionRevision]:
    """The text of a version as it stood at an instant: of each section the latest revision written until then."""
    until = col(SectionRevision.written_at).is_(None) | (col(SectionRevision.written_at) <= at)
    chosen = select(SectionRevision).where(SectionRevision.version_id == version_id, until)
    latest: dict[tuple[str, str], SectionRevision] = {}
    for row in session.exec(chosen.order_by(col(SectionRevision.revision))):
        latest[row.key, row.lang] = row
    return list(latest.values())


def authors(session: Session, version_id: int) -> list[tuple[str, str, str, dt.datetime | None]]:
    """Who wrote each revision, and when, with its key and language; the latest last."""

    def read() -> list[tuple[str, str, str, dt.datetime | None]]:
        chosen = (
            select(SectionRevision.key, SectionRevision.lang, SectionRevision.author, SectionRevision.written_at)
            .where(SectionRevision.version_id == version_id)
            .order_by(col(SectionRevision.revision))
        )
        return [(key, lang, author, when) for key, lang, author, when in session.exec(chosen)]

    return list(remembered(session, _OF_REVISION, ("authors", version_id), read))


def writers(session: Session, version_id: int) -> dict[tuple[str, str], Person]:
    """Who writes which section in which language."""

    def read() -> dict[tuple[str, str], Person]:
        chosen = select(SectionWriter, Person).join(Person, col(Person.id) == col(SectionWriter.person_id))
        found = session.exec(chosen.where(SectionWriter.version_id == version_id))
        return {(row.key, row.lang): person for row, person in found}

    return dict(remembered(session, frozenset({"section_writer", "person"}), ("writers", version_id), read))


def ready(session: Session, version_id: int) -> dict[tuple[str, str], SectionReady]:
    """What somebody called ready, by key and language."""

    def read() -> dict[tuple[str, str], SectionReady]:
        found = session.exec(select(SectionReady).where(SectionReady.version_id == version_id))
        return {(row.key, row.lang): row for row in found}

    return dict(remembered(session, frozenset({"section_ready"}), ("ready", version_id), read))


def comment(session: Session, version_id: int, number: int) -> SectionComment | None:
    """The comment of this number."""
    chosen = select(SectionComment).where(SectionComment.version_id == version_id, SectionComment.number == number)
    return session.exec(chosen).first()


def comments(
    session: Session, stream: str, version_id: int, key: str | None = None
) -> list[tuple[SectionComment, HistoryWords | None]]:
    """Comments in the order in which they were made, each with its words; on one section, or on all."""

    def read() -> list[tuple[SectionComment, HistoryWords | None]]:
        beside = and_(
            col(HistoryWords.stream) == stream,
            col(HistoryWords.seq) == col(SectionComment.seq),
            col(HistoryWords.name) == "said",
        )
        chosen = select(SectionComment, HistoryWords).outerjoin(HistoryWords, beside)
        mine = chosen.where(SectionComment.version_id == version_id).order_by(col(SectionComment.number))
        return [(row, words) for row, words in session.exec(mine)]

    kept = remembered(session, frozenset({"section_comment", "history_words"}), ("comments", version_id), read)
    return [(row, words) for row, words in kept if key in (None, row.key)]


def last_comment(session: Session, version_id: int) -> int:
    """The number of a version's last comment; 0 where there is none."""
    chosen = select(func.max(SectionComment.number)).where(SectionComment.version_id == version_id)
    return session.exec(chosen).one() or 0


def begun(session: Session, version: Version) -> dt.datetime:
    """When a version was begun, as far as the record knows: the first time that anybody held it."""

    def read() -> dt.datetime | None:
        chosen = select(func.min(HoldingRow.since)).where(HoldingRow.version_id == version.id)
        found: dt.datetime | None = session.exec(chosen).one()
        return found

    return remembered(session, frozenset({"holding"}), ("begun", version.id), read) or version.entered_at


def people_of(session: Session, isp: Isp) -> list[Person]:
    """The people of an ISP: its coordinator, its facilitators, and its partners' contacts; each once, by name."""
    facilitators = (
        select(Facilitator.person_id)
        .join(IspFacilitator, col(IspFacilitator.facilitator_id) == col(Facilitator.id))
        .where(IspFacilitator.isp_id == isp.id)
    )
    contacts = select(Partner.contact_id).where(Partner.isp_id == isp.id, col(Partner.valid_to).is_(None))
    chosen = select(Person).where(
        (col(Person.id) == isp.coordinator_person_id) | col(Person.id).in_(facilitators) | col(Person.id).in_(contacts)
    )
    return list(session.exec(chosen.order_by(col(Person.name_en), col(Person.ref))))


def template(session: Session) -> DocumentTemplate | None:
    """The last template that was adopted; without content it says that the shipped one is used again."""
    chosen: Any = select(DocumentTemplate).order_by(col(DocumentTemplate.number).desc()).limit(1)
    found: DocumentTemplate | None = session.exec(chosen).first()
    return found
