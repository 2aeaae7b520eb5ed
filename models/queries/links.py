"""Questions about links: one by its number, the latest of a person and task, and what was said through one."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.queries import ahead
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.journal import History, HistoryWords
from models.tables.link import Link
from models.tables.person import Person
from states.promises import ROWS, SAID, Standing, Told, fold


def latest(session: Session, task: Task, person: Person) -> Link | None:
    """The link made last for this person and task, or None."""
    chosen = select(Link).where(Link.task_id == task.id, Link.person_id == person.id)
    return session.exec(chosen.order_by(col(Link.id).desc()).limit(1)).first()


def of_isp(session: Session, isp: Isp) -> list[tuple[Link, Task, Person]]:
    """Every link of an ISP with its task and person, the latest first."""
    chosen = (
        select(Link, Task, Person)
        .join(Task, col(Task.id) == col(Link.task_id))
        .join(Person, col(Person.id) == col(Link.person_id))
        .where(Link.isp_id == isp.id)
    )
    return list(session.exec(chosen.order_by(col(Link.id).desc())))


def operator_of(link: Link) -> str:
    """What a command that comes through this link names as its operator."""
    return f"link:{link.id}"


def said_through(session: Session, stream: str, link: Link) -> list[History]:
    """The answers that were given through this link, the first first."""
    chosen = select(History).where(
        History.stream == stream, History.operator == operator_of(link), col(History.kind).in_(sorted(SAID))
    )
    return list(session.exec(chosen.order_by(col(History.seq))))


def words_of(session: Session, stream: str, seqs: Iterable[int]) -> dict[int, dict[str, str]]:
    """The words beside these rows of a stream; those that were removed are not there."""
    chosen = select(HistoryWords).where(HistoryWords.stream == stream, col(HistoryWords.seq).in_(list(seqs)))
    found: dict[int, dict[str, str]] = {}
    for row in session.exec(chosen):
        if row.text is not None:
            found.setdefault(row.seq, {})[row.name] = row.text
    return found


def standings(session: Session, stream: str) -> dict[int, Standing]:
    """How each task of an ISP stands, by its number, as far as anything was said or missed."""
    kept = ahead.history_kept(session, stream)
    chosen = select(History).where(History.stream == stream, col(History.kind).in_(sorted(ROWS)))
    rows: dict[int, list[Told]] = {}
    for row in session.exec(chosen.order_by(col(History.seq))) if kept is None else kept:
        if row.kind not in ROWS:
            continue
        told = Told(row.kind, row.seq, row.recorded_at, _day(row.body.get("until")))
        rows.setdefault(int(row.body["task"]), []).append(told)
    return {number: fold(found) for number, found in rows.items()}


def standing(session: Session, stream: str, task: Task) -> Standing:
    """How one task stands."""
    return standings(session, stream).get(task.number, Standing())


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
