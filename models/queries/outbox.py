"""The outbox as an operator looks at it: letters by what became of them, a page at a time, and how many of each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session

from models.base import table
from models.tables.person import Person
from models.tables.post import Attempt, Letter, LetterBytes, Received

_LETTER, _PERSON, _RECEIVED, _ATTEMPT, _BYTES = map(table, (Letter, Person, Received, Attempt, LetterBytes))
CAME_BACK: Final = ("hard", "soft")
"""Mail that came back and says that the letter was not delivered."""
FIRST_TRY: Final = 1
_RETURNED = select(_RECEIVED.letter_id).where(_RECEIVED.kind.in_(CAME_BACK), _RECEIVED.letter_id.is_not(None))
_BOUNCED: ColumnElement[bool] = _LETTER.id.in_(_RETURNED)
_OF_STATUS: Final[Mapping[str, tuple[str, ...]]] = {
    "failed": ("failed", "uncertain"),
    "sent": ("sent",),
    "held": ("held",),
    "superseded": ("superseded",),
}
_AGAIN: ColumnElement[bool] = (_LETTER.status == "queued") & (_LETTER.attempts > 0) | (
    (_LETTER.status == "sending") & (_LETTER.attempts > FIRST_TRY)
)
_UNDER_WAY = _LETTER.status.in_(("queued", "sending"))
GROUPS: Final[Mapping[str, ColumnElement[bool]]] = {
    "waiting": _UNDER_WAY & ~_AGAIN & ~_BOUNCED,
    "again": _AGAIN & ~_BOUNCED,
    "bounced": _BOUNCED,
    **{group: _LETTER.status.in_(statuses) & ~_BOUNCED for group, statuses in _OF_STATUS.items()},
}
"""What became of a letter; each letter is in one of them. One that came back is bounced, whatever went before."""
_COLUMNS: Final = ("id", "message", "subject", "isp_ref", "status", "attempts", "queued_at", "next_at", "settled_at")
_OF_READER = (_PERSON.ref, _PERSON.name_en, _PERSON.name_cy)
_ROW = select(*(_LETTER[name] for name in _COLUMNS), *_OF_READER, _BOUNCED.label("bounced")).where(
    _PERSON.id == _LETTER.person_id
)


def counts(session: Session) -> dict[str, int]:
    """How many letters are in each group, from the index of statuses: few are under way, and few come back."""
    by_status = dict(_pairs(session, select(_LETTER.status, func.count()).group_by(_LETTER.status)))
    back = dict(_pairs(session, select(_LETTER.status, func.count()).where(_BOUNCED).group_by(_LETTER.status)))
    again = session.execute(select(func.count()).select_from(Letter).where(GROUPS["again"])).scalar_one()
    left = {status: number - back.get(status, 0) for status, number in by_status.items()}
    found = {group: sum(left.get(status, 0) for status in statuses) for group, statuses in _OF_STATUS.items()}
    under_way = left.get("queued", 0) + left.get("sending", 0)
    return {"waiting": under_way - again, "again": again, "bounced": sum(back.values()), **found}


def _pairs(session: Session, question: Any) -> list[tuple[str, int]]:
    return [(status, number) for status, number in session.execute(question)]


def page(session: Session, group: str | None, first: int, most: int) -> Sequence[Any]:
    """Letters of one group, or all, the newest first."""
    chosen = _ROW if group is None else _ROW.where(GROUPS[group])
    return session.execute(chosen.order_by(_LETTER.id.desc()).offset(first).limit(most)).all()


def one(session: Session, number: int) -> Any:
    """One letter with its reader; None where there is none of this number."""
    more = _ROW.add_columns(_LETTER.address, _LETTER.kind, _LETTER.message_id)
    return session.execute(more.where(_LETTER.id == number)).one_or_none()


def frozen(session: Session, number: int) -> Any:
    """What one letter is on the wire, and why words of it were taken out; None where that is not kept."""
    chosen = select(_BYTES.raw, _BYTES.removed).where(_BYTES.letter_id == number)
    return session.execute(chosen).one_or_none()


def attempts(session: Session, number: int, most: int) -> Sequence[Any]:
    """The last phases of its tries, in their order."""
    columns = [_ATTEMPT[name] for name in ("fence", "phase", "code", "enhanced", "reply", "at")]
    chosen = select(*columns).where(_ATTEMPT.letter_id == number).order_by(_ATTEMPT.at.desc(), _ATTEMPT.fence.desc())
    return list(reversed(session.execute(chosen.limit(most)).all()))


def came_back(session: Session, number: int, most: int) -> Sequence[Any]:
    """What came back about it, the newest first."""
    columns = [_RECEIVED[name] for name in ("kind", "enhanced", "diagnostic", "proven", "at")]
    chosen = select(*columns).where(_RECEIVED.letter_id == number).order_by(_RECEIVED.at.desc())
    return session.execute(chosen.limit(most)).all()
