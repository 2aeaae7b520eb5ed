"""Questions about what is kept of an ISP after assurance, and the words beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, col, func, select

from models.queries import links
from models.tables.after import (
    Benefit,
    ChangedForm,
    CheckMade,
    ConsentModel,
    IspEvent,
    SelfReturn,
    StaffTraining,
)
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.person import Person
from models.tables.work import Flow, Partner

NUMBERED = CheckMade | IspEvent | Benefit | StaffTraining | ChangedForm
Numbered = TypeVar("Numbered", CheckMade, IspEvent, Benefit, StaffTraining, ChangedForm)
Words = Mapping[int, Mapping[str, str]]


def next_number(session: Session, model: type[NUMBERED], isp_id: int) -> int:
    """The number of the next row of this kind of an ISP."""
    session.flush()
    return (session.exec(select(func.max(model.number)).where(model.isp_id == isp_id)).one() or 0) + 1


def numbered(session: Session, model: type[Numbered], isp_id: int, number: int) -> Numbered | None:
    """One row by its number."""
    return session.exec(select(model).where(model.isp_id == isp_id, model.number == number)).first()


def open_events(session: Session, isp_id: int) -> list[IspEvent]:
    """What is not settled yet, the oldest first."""
    chosen = select(IspEvent).where(IspEvent.isp_id == isp_id, col(IspEvent.how).is_(None))
    return list(session.exec(chosen.order_by(col(IspEvent.number))))


def consent(session: Session, isp_id: int) -> ConsentModel | None:
    """What the ISP says of consent now."""
    chosen = select(ConsentModel).where(ConsentModel.isp_id == isp_id)
    return session.exec(chosen.order_by(col(ConsentModel.id).desc()).limit(1)).first()


def last_round(session: Session, isp_id: int) -> int:
    """The number of the last round of returns; 0 where none was asked for."""
    return session.exec(select(func.max(SelfReturn.round)).where(SelfReturn.isp_id == isp_id)).one() or 0


def waiting(session: Session, isp_id: int) -> list[tuple[SelfReturn, Task]]:
    """The returns that are waited for, each with its task."""
    chosen = select(SelfReturn, Task).join(Task, col(Task.id) == col(SelfReturn.task_id))
    chosen = chosen.where(SelfReturn.isp_id == isp_id, col(SelfReturn.outcome).is_(None))
    return list(session.exec(chosen.order_by(col(SelfReturn.id))))


def return_of(session: Session, task: Task) -> SelfReturn | None:
    """The return that a task asks for."""
    return session.exec(select(SelfReturn).where(SelfReturn.task_id == task.id)).first()


def partners(session: Session, isp_id: int) -> list[tuple[Partner, Person | None]]:
    """The partners that share now, each with its contact; observers share nothing."""
    chosen = (
        select(Partner, Person)
        .outerjoin(Person, col(Person.id) == col(Partner.contact_id))
        .where(Partner.isp_id == isp_id, col(Partner.valid_to).is_(None), col(Partner.observer).is_(False))
    )
    return [(row[0], row[1]) for row in session.exec(chosen.order_by(col(Partner.line)))]


def has_flow(session: Session, version_id: int, number: int) -> bool:
    """Whether a version has a flow of this number."""
    return session.exec(select(Flow.id).where(Flow.version_id == version_id, Flow.number == number)).first() is not None


@dataclass(frozen=True)
class Kept:
    """All that is kept of one ISP after assurance; `words` are those beside each row, by its seq.

    A return comes with its partner and the number of its task.
    """

    checks: list[CheckMade]
    consent: ConsentModel | None
    returns: list[tuple[SelfReturn, Partner, int]]
    events: list[IspEvent]
    benefits: list[Benefit]
    training: list[StaffTraining]
    forms: list[ChangedForm]
    words: Words


def kept(session: Session, isp: Isp) -> Kept:
    """Everything of one ISP, the latest first: eight questions, however much there is."""
    isp_id = isp.id or 0

    def all_of(model: type[Numbered]) -> list[Numbered]:
        return list(session.exec(select(model).where(model.isp_id == isp_id).order_by(col(model.number).desc())))

    checks, events = all_of(CheckMade), all_of(IspEvent)
    benefits, training, forms = all_of(Benefit), all_of(StaffTraining), all_of(ChangedForm)
    model = consent(session, isp_id)
    chosen = (
        select(SelfReturn, Partner, Task.number)
        .join(Partner, col(Partner.id) == col(SelfReturn.partner_id))
        .join(Task, col(Task.id) == col(SelfReturn.task_id))
        .where(SelfReturn.isp_id == isp_id)
        .order_by(col(SelfReturn.round).desc(), col(Partner.line))
    )
    returns = [(row[0], row[1], row[2]) for row in session.exec(chosen)]
    rows: list[Any] = [*checks, *events, *benefits, *training, *forms, *([model] if model else [])]
    seqs = {row.seq for row in rows} | {row.settled_seq for row in events} | {one.seq for one, _, _ in returns}
    words = links.words_of(session, f"isp:{isp.ref}", sorted(seq for seq in seqs if seq is not None))
    return Kept(
        checks,
        model,
        returns,
        events,
        [row for row in benefits if row.struck_seq is None],
        [row for row in training if row.struck_seq is None],
        [row for row in forms if row.struck_seq is None],
        words,
    )


def in_force_citing(session: Session, words: str) -> list[str]:
    """The references of ISPs in force of which a flow names these words as its gateway or basis."""
    wanted = f"%{words.replace('%', '').replace('_', ' ')}%"
    chosen = (
        select(Isp.ref)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .join(Flow, col(Flow.version_id) == col(Version.id))
        .where(Version.place == "force", col(Flow.gateway).ilike(wanted) | col(Flow.basis).ilike(wanted))
    )
    return sorted(set(session.exec(chosen)))


def names_of(session: Session, refs: Iterable[str]) -> dict[str, Person]:
    """People by their references."""
    wanted = sorted(set(refs))
    found = session.exec(select(Person).where(col(Person.ref).in_(wanted))) if wanted else ()
    return {person.ref: person for person in found}


def given_by(session: Session, stream: str, operator: str) -> bool:
    """Whether a return was given through this link."""
    chosen = select(History.seq).where(
        History.stream == stream, History.kind == "return_given", History.operator == operator
    )
    return session.exec(chosen.limit(1)).first() is not None
