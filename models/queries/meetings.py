"""Questions about QA groups, their members and meetings: each one question, whatever is on an agenda."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as orm_select

from models.base import table
from models.tables.isp import Isp
from models.tables.journal import History, HistoryWords
from models.tables.meeting import MeetingNote, MeetingPack, MeetingPackFile
from models.tables.person import Person
from models.tables.qa import GroupMember, Meeting, QaGroup

_ISP, _PERSON, _NOTE, _WORDS = table(Isp), table(Person), table(MeetingNote), table(HistoryWords)
_MEMBER, _GROUP, _MEETING, _HISTORY = table(GroupMember), table(QaGroup), table(Meeting), table(History)
_NOW = (
    or_(_MEMBER.valid_from.is_(None), _MEMBER.valid_from <= bindparam("day")),
    or_(_MEMBER.valid_to.is_(None), _MEMBER.valid_to >= bindparam("day")),
)
_MEMBERS = (
    select(
        _MEMBER.group_id, _MEMBER.chair, _PERSON.id, _PERSON.ref, _PERSON.name_en, _PERSON.name_cy,
        _PERSON.organisation_id,
    )
    .join(Person, _PERSON.id == _MEMBER.person_id)
    .where(*_NOW)
    .order_by(_MEMBER.chair.desc(), _PERSON.name_en, _PERSON.id)
)  # fmt: skip
_NOTES = (
    select(
        _NOTE.id, _NOTE.day, _NOTE.kind, _NOTE.by, _NOTE.seq, _ISP.ref.label("isp"), _PERSON.ref.label("person"),
        _PERSON.name_en, _PERSON.name_cy, _WORDS.text.label("reason"),
    )
    .join(QaGroup, _GROUP.id == _NOTE.group_id)
    .outerjoin(Isp, _ISP.id == _NOTE.isp_id)
    .outerjoin(Person, _PERSON.id == _NOTE.person_id)
    .outerjoin(
        HistoryWords.__table__,  # type: ignore[attr-defined]  # SQLModel's
        (_WORDS.stream == "group:" + _GROUP.ref)
        & (_WORDS.seq == _NOTE.seq)
        & (_WORDS.name == "reason")
        & (_NOTE.kind != "decided"),
    )
    .where(_NOTE.group_id == bindparam("group"), _NOTE.day >= bindparam("since"), ~_NOTE.ended)
    .order_by(_NOTE.id)
)  # fmt: skip
_AHEAD = (
    select(_MEETING.group_id, _MEETING.day, _MEETING.capacity, _MEETING.last_submission)
    .where(_MEETING.day >= bindparam("day"))
    .order_by(_MEETING.day, _MEETING.group_id)
)
_ROWS_OF = (
    select(
        *(_HISTORY[name] for name in ("stream", "seq", "kind", "recorded_at", "happened_from", "happened_to", "body")),
        _WORDS.text.label("reason"),
    )
    .outerjoin(
        HistoryWords.__table__,  # type: ignore[attr-defined]  # likewise
        (_WORDS.stream == _HISTORY.stream) & (_WORDS.seq == _HISTORY.seq) & (_WORDS.name == "reason"),
    )
    .where(
        _HISTORY.stream.in_(bindparam("streams", expanding=True)), _HISTORY.kind.in_(bindparam("kinds", expanding=True))
    )
    .order_by(_HISTORY.stream, _HISTORY.seq)
)
_PACK = table(MeetingPack)
_WITH_MEETINGS = (
    select(
        *(_GROUP[name] for name in ("id", "ref", "name_en", "name_cy", "places")), _MEETING.day, _MEETING.capacity,
        _MEETING.last_submission,
    )
    .outerjoin(Meeting, _MEETING.group_id == _GROUP.id)
    .where(_GROUP.ref == bindparam("ref"))
    .order_by(_MEETING.day)
)  # fmt: skip
_NEXT = (
    select(
        _GROUP.id, _GROUP.ref, _GROUP.name_en, _GROUP.name_cy, _GROUP.places, _MEETING.day, _MEETING.capacity,
        _MEETING.last_submission,
        exists(select(_PACK.id).where(_PACK.group_id == _MEETING.group_id, _PACK.day == _MEETING.day)).label("sent"),
    )
    .join(QaGroup, _GROUP.id == _MEETING.group_id)
    .where(_MEETING.day >= bindparam("day"), _MEETING.last_submission >= bindparam("day"))
    .order_by(_MEETING.day, _GROUP.ref)
)  # fmt: skip
"""Built once."""


def groups(session: Session) -> list[QaGroup]:
    """Every QA group."""
    return list(session.exec(orm_select(QaGroup).order_by(col(QaGroup.name_en), col(QaGroup.id))))


def group(session: Session, ref: str) -> QaGroup | None:
    """The group of this reference."""
    return session.exec(orm_select(QaGroup).where(QaGroup.ref == ref)).first()


def with_meetings(session: Session, ref: str) -> list[Any]:
    """A group's meetings, the earliest first, each with the group; one row without a day where it has none yet."""
    return list(session.connection().execute(_WITH_MEETINGS, {"ref": ref}))


def members(session: Session, day: dt.date, group_id: int | None = None) -> list[Any]:
    """Members on this day, the chairs first; of one group or of all."""
    chosen = _MEMBERS if group_id is None else _MEMBERS.where(_MEMBER.group_id == group_id)
    return list(session.connection().execute(chosen, {"day": day}))


def memberships(session: Session, day: dt.date, group_id: int) -> list[Any]:
    """Memberships of one group that hold on this day or begin later, the chairs first."""
    lasting = or_(_MEMBER.valid_to.is_(None), _MEMBER.valid_to >= bindparam("day"))
    chosen = (
        select(
            _MEMBER.chair, _MEMBER.valid_from, _MEMBER.valid_to, _PERSON.ref, _PERSON.name_en, _PERSON.name_cy,
        )
        .join(Person, _PERSON.id == _MEMBER.person_id)
        .where(lasting, _MEMBER.group_id == bindparam("group"))
        .order_by(_MEMBER.chair.desc(), _PERSON.name_en, _PERSON.id, _MEMBER.valid_from)
    )  # fmt: skip
    return list(session.connection().execute(chosen, {"day": day, "group": group_id}))


def ahead(session: Session, day: dt.date) -> list[Any]:
    """The meetings of all groups from this day on."""
    return list(session.connection().execute(_AHEAD, {"day": day}))


def next_meetings(session: Session, day: dt.date) -> list[Any]:
    """The meetings of all groups that something submitted on this day can still make."""
    return list(session.connection().execute(_NEXT, {"day": day}))


def notes(session: Session, group_id: int, since: dt.date) -> list[Any]:
    """What is written down for a group's meetings from this day on and has not ended, in the order it was written."""
    session.flush()
    return list(session.connection().execute(_NOTES, {"group": group_id, "since": since}))


def packs(session: Session, group_id: int, since: dt.date) -> list[MeetingPack]:
    """The packs of a group's meetings from this day on, the latest of each day last."""
    chosen = orm_select(MeetingPack).where(MeetingPack.group_id == group_id, MeetingPack.day >= since)
    return list(session.exec(chosen.order_by(col(MeetingPack.day), col(MeetingPack.number))))


def pack_numbers(session: Session, since: dt.date, group_id: int | None = None) -> dict[tuple[int, dt.date], int]:
    """The number of the last pack of each meeting from this day on, by group and day."""
    chosen = select(_PACK.group_id, _PACK.day, func.max(_PACK.number)).where(_PACK.day >= since)
    if group_id is not None:
        chosen = chosen.where(_PACK.group_id == group_id)
    rows = session.connection().execute(chosen.group_by(_PACK.group_id, _PACK.day))
    return {(group, day): number for group, day, number in rows}


def pack(session: Session, group_id: int, day: dt.date, number: int) -> MeetingPack | None:
    """One pack."""
    chosen = orm_select(MeetingPack).where(
        MeetingPack.group_id == group_id, MeetingPack.day == day, MeetingPack.number == number
    )
    return session.exec(chosen).first()


def files(session: Session, pack_id: int) -> list[MeetingPackFile]:
    """A pack's files, by name."""
    chosen = orm_select(MeetingPackFile).where(MeetingPackFile.pack_id == pack_id)
    return list(session.exec(chosen.order_by(col(MeetingPackFile.name))))


def rows_of(session: Session, refs: Sequence[str], kinds: Sequence[str]) -> list[Any]:
    """The history rows of these kinds in these ISPs' streams, with their reasons."""
    asked = {"streams": [f"isp:{ref}" for ref in refs], "kinds": list(kinds)}
    return list(session.connection().execute(_ROWS_OF, asked)) if refs else []
