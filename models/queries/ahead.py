"""Rows read ahead in one question, so that `session.get` for each of them asks the database nothing."""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from sqlalchemy import tuple_
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel, col, or_, select

from models.database import remembered, remembers
from models.queries.people import by_ref as by_ref_known
from models.queries.people import known
from models.tables.journal import History, HistoryWords
from models.tables.person import EvidenceName, Person

Row = TypeVar("Row", bound=SQLModel)
KEPT: Final = "ispdesk_read_ahead"
STREAMS: Final = "ispdesk_streams"
EVIDENCE: Final = "ispdesk_evidence"
WORDS: Final = "ispdesk_words"


def by_id(session: Session, model: type[Row], ids: Iterable[int | None]) -> dict[int, Row]:
    """The rows of these numbers, kept as long as the session; numbers that are None are passed over."""
    given = {row for row in ids if row is not None}
    here: dict[int, Any] = {
        row: one for row in given if (one := session.identity_map.get(identity_key(model, row))) is not None
    }
    wanted, known = sorted(given - set(here)), _any(model)
    found = list(session.exec(select(model).where(col(known.id).in_(wanted)))) if wanted else []
    keep(session, found)
    return {**here, **{_any(row).id: row for row in found}}


def _any(model: Any) -> Any:
    return model


def people(session: Session, refs: Iterable[str], ids: Iterable[int | None]) -> list[Person]:
    """People by reference and by number: one question for all."""
    given = {row for row in ids if row is not None}
    kept = session.info.setdefault(EVIDENCE, {})
    here = {person.ref for person in session.identity_map.values() if isinstance(person, Person) and person.id in kept}
    by_ref = sorted({ref for ref in refs if ref and ref not in here and not _nobody(session, ref)})
    unread = sorted(row for row in given if session.identity_map.get(identity_key(Person, row)) is None)
    chosen = (
        select(Person, EvidenceName)
        .outerjoin(EvidenceName, col(EvidenceName.person_id) == col(Person.id))
        .where(or_(col(Person.ref).in_(by_ref), col(Person.id).in_(unread)))
    )
    rows = list(session.execute(chosen)) if by_ref or unread else []
    found = [person for person, _ in rows]
    kept.update({person.id: name for person, name in rows})
    keep(session, found)
    for person in found:
        known(session, person)
    for ref in by_ref:  # what is no person's: a timer, an import
        remembered(session, frozenset({"person"}), ("person", ref), lambda: None)
    return found


def history(session: Session, stream: str) -> list[History]:
    """A stream's whole history in its order; a session that only reads asks for it once."""
    kept: dict[str, list[History]] = session.info.setdefault(STREAMS, {})
    if stream not in kept or session.autoflush:  # whoever writes may have added to it
        rows: dict[int, History] = {}
        words: list[HistoryWords] = []
        chosen = select(History, HistoryWords).outerjoin(
            HistoryWords,
            (col(HistoryWords.stream) == col(History.stream)) & (col(HistoryWords.seq) == col(History.seq)),
        )
        for row, said in session.execute(chosen.where(History.stream == stream).order_by(col(History.seq))):
            rows[row.seq] = row
            words.extend([said] if said is not None else [])
        kept[stream] = list(rows.values())
        session.info.setdefault(WORDS, {})[stream] = words
    return kept[stream]


def history_kept(session: Session, stream: str) -> list[History] | None:
    """The same where it has been read and cannot have grown; None where it has to be asked for."""
    kept: dict[str, list[History]] = session.info.get(STREAMS, {})
    return None if session.autoflush else kept.get(stream)


def words(session: Session, stream: str) -> list[HistoryWords]:
    """The words beside a stream's history, removed ones too, in no order."""
    history(session, stream)
    found: list[HistoryWords] = session.info[WORDS][stream]
    return found


def entries(session: Session, entered: Iterable[tuple[str, int]]) -> dict[tuple[str, int], History]:
    """Rows of several streams, by stream and number."""
    wanted = sorted(set(entered))
    chosen = select(History).where(tuple_(col(History.stream), col(History.seq)).in_(wanted))
    return {(row.stream, row.seq): row for row in session.exec(chosen)} if wanted else {}


def _nobody(session: Session, ref: str) -> bool:
    """Whether this has been found to be no person's reference."""
    return remembers(session, ("person", ref)) and by_ref_known(session, ref) is None


def evidence(session: Session, ids: Iterable[int | None]) -> dict[int, EvidenceName]:
    """The names that stand on evidence for those of these people who have left."""
    kept: dict[int, EvidenceName | None] = session.info.setdefault(EVIDENCE, {})
    given = {row for row in ids if row is not None}
    unread = sorted(given - set(kept)) if not session.autoflush else sorted(given)
    chosen = select(EvidenceName).where(col(EvidenceName.person_id).in_(unread))
    found = {one.person_id: one for one in session.exec(chosen)} if unread else {}
    kept.update({row: found.get(row) for row in unread})
    return {row: one for row in given if (one := kept.get(row)) is not None}


def keep(session: Session, rows: Iterable[object]) -> None:
    """Hold on to rows: a session lets go of what nobody holds."""
    session.info.setdefault(KEPT, []).extend(rows)
