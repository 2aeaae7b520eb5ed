"""Questions about notices: whose wait for the day's letter, who has had it, and whom else the same was told."""

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from models import rows
from models.base import table
from models.tables.person import Absence, Person
from models.tables.post import Letter, Notice


def dedupe(day: dt.date) -> str:
    """What the letters of one day are called; the person's reference follows after a colon."""
    return f"digest:{day}"


def waiting(session: Session, person_id: int) -> list[Any]:
    """One person's waiting notices in the order in which they were written, locked: none can go meanwhile."""
    return list(rows.connection(session).execute(_WAITING, {"person": person_id}))


def readers(session: Session, day: dt.date) -> list[tuple[str, int, int]]:
    """The reference and row of people with waiting notices who have had no digest this day; the last notice of each.

    Those who are away or cannot be reached come first: what is theirs may come to be somebody else's.
    """
    ask = rows.connection(session).execute
    last = {person: notice for person, notice in ask(_LAST)}  # noqa: C416 - rows are not pairs to mypy
    if not last:
        return []
    people = ask(_PEOPLE, {"ids": list(last)}).all()
    named = {f"{dedupe(day)}:{ref}" for _, ref, _ in people}
    told = set(ask(_WRITTEN, {"names": sorted(named)}).scalars())
    absent = set(ask(_ABSENT, {"day": day}).scalars())
    left = [person for person in people if f"{dedupe(day)}:{person.ref}" not in told]
    left.sort(key=lambda person: (bool(person.address) and person.id not in absent, person.ref))
    return [(person.ref, person.id, last[person.id]) for person in left]


def written(session: Session, name: str) -> bool:
    """Whether the letter of this name has been written."""
    return rows.connection(session).execute(_WRITTEN, {"names": [name]}).first() is not None


def same(session: Session, notice: Any, person_id: int) -> list[Any]:
    """This message as others were told it: their row, their address, and why theirs has gone."""
    said = {"stream": notice.stream, "seq": notice.seq, "message": notice.message, "person": person_id}
    return list(rows.connection(session).execute(_SAME, said))


_NOTICE, _PERSON, _ABSENCE, _LETTER = table(Notice), table(Person), table(Absence), table(Letter)
WAITS = (_NOTICE.letter_id.is_(None), _NOTICE.gone_at.is_(None), _NOTICE.urgent.is_(False))
_WAITING = (
    core_select(
        *(_NOTICE[name] for name in ("id", "stream", "seq", "message", "audience", "version_id", "entered_seq")),
        _NOTICE["values"],
    )
    .where(_NOTICE.person_id == bindparam("person"), *WAITS)
    .order_by(_NOTICE.id)
    .with_for_update()
)
_LAST = core_select(_NOTICE.person_id, func.max(_NOTICE.id)).where(*WAITS).group_by(_NOTICE.person_id)
_PEOPLE = core_select(_PERSON.id, _PERSON.ref, _PERSON.address).where(_PERSON.id.in_(bindparam("ids", expanding=True)))
_WRITTEN = core_select(_LETTER.dedupe).where(_LETTER.dedupe.in_(bindparam("names", expanding=True)))
_ON = (_ABSENCE.first_day <= bindparam("day"), _ABSENCE.last_day >= bindparam("day"))
_ABSENT = core_select(_ABSENCE.person_id).where(*_ON)
_SAME = core_select(_NOTICE.person_id, _PERSON.address, _NOTICE.gone_why).where(
    _PERSON.id == _NOTICE.person_id,
    _NOTICE.stream == bindparam("stream"),
    _NOTICE.seq == bindparam("seq"),
    _NOTICE.message == bindparam("message"),
    _NOTICE.person_id != bindparam("person"),
)
"""Built once: the engine asks them for every reader, every morning."""
