"""QA groups and their meetings as pages and commands show them: members, dates, agendas, decisions, packs."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.commands.sittings import DECISIONS
from ispdesk.views.listing import title_of
from ispdesk.views.places import place_name
from ispdesk.views.scoring import places
from ispdesk.words.text import Text
from models.queries import home, meetings
from models.tables.isp import Isp, Version
from models.tables.meeting import OF_AGENDA, OF_PERSON, MeetingPack
from models.tables.qa import QaGroup
from states import agenda
from states.calendar import local_day
from states.lifecycle import Party, State
from states.policy import Meetings

SUBMITTED = ("submit", "resubmit")
UNDONE = ("taken_back", "corrected")


@dataclass(frozen=True)
class Member:
    """A member, from when and until when where that is known; at a meeting also whether they are there and so on."""

    ref: str
    name: Text
    chair: bool
    status: str = "not_said"
    chairs: bool = False
    interests: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list. `pack`: the number of the pack that went out last, None where none has."""

    day: dt.date
    capacity: int
    last_submission: dt.date
    pack: int | None = None


@dataclass(frozen=True)
class GroupLine:
    """A group in the list of groups, with its next meeting that can still be made and how many ISPs wait for it."""

    ref: str
    name: Text
    places: tuple[Text, ...]
    members: int
    waiting: int
    next: MeetingLine | None
    makes: MeetingLine | None


@dataclass(frozen=True)
class GroupView:
    """A group: members and those to come, its meetings, and the next that a submission can still make."""

    ref: str
    name: Text
    places: tuple[Text, ...]
    codes: tuple[str, ...]
    members: tuple[Member, ...]
    ahead: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    makes: MeetingLine | None


@dataclass(frozen=True)
class Decided:
    """What a meeting decided on an ISP."""

    trigger: str
    reason: str
    recorded: dt.date


@dataclass(frozen=True)
class AgendaItem:
    """An ISP on an agenda. `reason`: why it was put on by hand; `open`: it still waits for the group; `seen`: how."""

    ref: str
    title: Text
    score: int | None
    how: str
    submitted: dt.date | None
    round: int | None
    reason: str = ""
    interests: tuple[Text, ...] = ()
    decided: Decided | None = None
    open: bool = True
    seen: str = ""


@dataclass(frozen=True)
class LeftOut:
    """An ISP that waits for the group and is not on this agenda, and why not."""

    ref: str
    title: Text
    why: str
    reason: str = ""


@dataclass(frozen=True)
class Pack:
    """A pack that went out."""

    number: int
    content_hash: str
    made: dt.datetime
    isps: int


@dataclass(frozen=True)
class MeetingView:
    """One meeting of a group, as it stands."""

    group: str
    name: Text
    day: dt.date
    capacity: int
    last_submission: dt.date
    today: dt.date
    items: tuple[AgendaItem, ...]
    left: tuple[LeftOut, ...]
    over: int
    with_team: tuple[LeftOut, ...]
    members: tuple[Member, ...]
    quorum: int
    packs: tuple[Pack, ...]

    @property
    def past(self) -> bool:
        """Whether its day is over."""
        return self.day < self.today

    @property
    def begun(self) -> bool:
        """Whether its day has come: who is present and what is decided can be written down."""
        return self.day <= self.today

    @property
    def goes_out(self) -> bool:
        """Whether a pack can be made: from the last submission date on."""
        return self.today >= self.last_submission and bool(self.items)

    @property
    def present(self) -> tuple[Member, ...]:
        """Who is written down as present."""
        return tuple(one for one in self.members if one.status == "present")

    def quorum_for(self, isp: str) -> agenda.Quorum:
        """Whether those written down as present could decide on an ISP, without who declared an interest in it."""
        there = {one.ref for one in self.present}
        interested = {one.ref for one in self.members if isp in one.interests}
        chairing = {one.ref for one in self.members if one.chair or one.chairs}
        return agenda.quorum(there, chairing, interested, self.quorum)

    @property
    def to_decide(self) -> tuple[AgendaItem, ...]:
        """What it has not decided yet."""
        return tuple(one for one in self.items if one.decided is None and one.open)


def _name(row: Any) -> Text:
    return Text(row.name_en or None, row.name_cy or None)


def _line(row: Any, pack: int | None = None) -> MeetingLine:
    return MeetingLine(row.day, row.capacity, row.last_submission, pack)


def _makes(rows: list[Any], packs: dict[dt.date, int], today: dt.date) -> MeetingLine | None:
    known = [
        agenda.Meeting(one.day, one.capacity, one.last_submission, () if one.day in packs else None) for one in rows
    ]
    found = agenda.next_for(known, today)
    return MeetingLine(found.day, found.capacity, found.last_submission) if found else None


def groups_view(session: Session, at: dt.datetime) -> tuple[GroupLine, ...]:
    """Every group."""
    today = local_day(at)
    of_members, waiting = meetings.members(session, today), _waiting(session)
    ahead, packs = meetings.ahead(session, today), meetings.pack_numbers(session, today)
    found = []
    for group in meetings.groups(session):
        rows = [one for one in ahead if one.group_id == group.id]
        sent = {day: number for (group_id, day), number in packs.items() if group_id == group.id}
        found.append(
            GroupLine(
                group.ref,
                _name(group),
                tuple(map(place_name, group.places)),
                sum(one.group_id == group.id for one in of_members),
                waiting.get(group.id or 0, 0),
                _line(rows[0], sent.get(rows[0].day)) if rows else None,
                _makes(rows, sent, today),
            )
        )
    return tuple(found)


def _waiting(session: Session) -> dict[int, int]:
    """How many ISPs wait for each group."""
    chosen = (
        select(Isp.group_id)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(Version.holder == Party.GROUP.value, Version.state == State.QA_REVIEW.value, Version.place != "past")
    )
    found: dict[int, int] = {}
    for group in session.exec(chosen):
        found[group or 0] = found.get(group or 0, 0) + 1
    return found


def group_view(session: Session, ref: str, at: dt.datetime) -> GroupView | None:
    """One group, or None where there is none of this reference."""
    found, today = meetings.with_meetings(session, ref), local_day(at)
    if not found:
        return None
    group, rows = found[0], [row for row in found if row.day is not None]
    packs = {day: number for (_, day), number in meetings.pack_numbers(session, dt.date.min, group.id).items()}
    lines = [_line(row, packs.get(row.day)) for row in rows]
    return GroupView(
        group.ref,
        _name(group),
        tuple(map(place_name, group.places)),
        tuple(group.places),
        tuple(
            Member(one.ref, _name(one), one.chair, since=one.valid_from, until=one.valid_to)
            for one in meetings.memberships(session, today, group.id)
        ),
        tuple(one for one in lines if one.day >= today),
        tuple(reversed([one for one in lines if one.day < today])),
        _makes([row for row in rows if row.day >= today], packs, today),
    )


@dataclass
class _Seen:
    """What a meeting's page and pack are drawn from, read once."""

    group: Any
    meeting: Any
    notes: list[Any]
    packs: list[MeetingPack]
    scores: dict[str, Any]
    rows: list[Any]
    agenda: agenda.Agenda


def _seen(session: Session, ref: str, day: dt.date, at: dt.datetime) -> _Seen | None:
    today = local_day(at)
    rows = [one for one in meetings.with_meetings(session, ref) if one.day is not None and one.day >= min(day, today)]
    found = next((one for one in rows if one.day == day), None)
    if found is None:
        return None
    group = found
    scores = {one.row.ref: one for one in places(session, at) if one.row.group_id == group.id}
    notes = meetings.notes(session, group.id or 0, min(day, today))
    packs = meetings.packs(session, group.id or 0, min(day, today))
    refs = {*scores, *(one.isp for one in notes if one.isp), *(isp for one in packs for isp in one.isps)}
    said = meetings.rows_of(session, sorted(refs), [*SUBMITTED, *DECISIONS, *UNDONE])
    sent = {one.day: tuple(one.isps) for one in packs}
    with_decided = {one.isp for one in notes if one.kind == "decided" and one.day == day}
    ahead = [one for one in rows if one.day >= today or one.day == day]
    if day < today:
        ahead = [found]
    filled = agenda.fill(
        [
            agenda.Item(ref, one.scored.score, _submitted(said, ref), Party(one.row.holder))
            for ref, one in scores.items()
        ],
        [agenda.Meeting(one.day, one.capacity, one.last_submission, sent.get(one.day)) for one in ahead],
        [
            *(agenda.Change(one.day, one.isp, one.kind == "on") for one in notes if one.kind in OF_AGENDA),
            *(agenda.Change(day, ref, on=True) for ref in sorted(with_decided)),
        ],
    )
    mine = next(one for one in filled if one.day == day)
    return _Seen(group, found, [one for one in notes if one.day == day], [p for p in packs if p.day == day], scores,
                 said, mine)  # fmt: skip


def _submitted(rows: list[Any], ref: str) -> dt.date | None:
    """The day of the last submission, as late as it can have been."""
    of = [one for one in rows if one.stream == f"isp:{ref}" and one.kind in SUBMITTED]
    if not of:
        return None
    last = of[-1]
    found: dt.date = last.happened_to or last.happened_from or local_day(last.recorded_at)
    return found


def meeting_view(session: Session, ref: str, day: dt.date, at: dt.datetime) -> MeetingView | None:
    """One meeting; None where the group does not meet on that day."""
    seen = _seen(session, ref, day, at)
    if seen is None:
        return None
    today, adopted = local_day(at), home.policy(session)
    titles = _titles(session, seen)
    reasons = {one.isp: one.reason or "" for one in seen.notes if one.kind in OF_AGENDA}
    return MeetingView(
        group=seen.group.ref,
        name=_name(seen.group),
        day=day,
        capacity=seen.meeting.capacity,
        last_submission=seen.meeting.last_submission,
        today=today,
        items=tuple(_item(seen, one, how.value, titles, reasons) for one, how in seen.agenda.items),
        left=tuple(LeftOut(one, titles[one], why.value, reasons.get(one, "")) for one, why in seen.agenda.left),
        over=seen.agenda.over,
        with_team=tuple(
            LeftOut(one, titles[one], "with_team")
            for one, place in seen.scores.items()
            if place.row.holder == Party.TEAM.value
        ),
        members=tuple(_member(one, seen.notes) for one in meetings.members(session, max(day, today), seen.group.id)),
        quorum=(adopted[1].meetings if adopted else Meetings()).quorum,
        packs=tuple(Pack(one.number, one.content_hash, one.made_at, len(one.isps)) for one in seen.packs),
    )


def _titles(session: Session, seen: _Seen) -> dict[str, Text]:
    """The titles of everything on the agenda or waiting for it."""
    found = {ref: title_of(one.row) for ref, one in seen.scores.items()}
    unknown = sorted({ref for ref, _ in seen.agenda.items} - set(found))
    if unknown:
        chosen = select(Isp).where(col(Isp.ref).in_(unknown))
        found |= {one.ref: title_of(one) for one in session.exec(chosen)}
    return found


def _item(seen: _Seen, ref: str, how: str, titles: dict[str, Text], reasons: dict[str, str]) -> AgendaItem:
    place, decided = seen.scores.get(ref), _decided(seen, ref)
    return AgendaItem(
        ref=ref,
        title=titles[ref],
        score=place.scored.score if place else None,
        how=how if ref in reasons or how != agenda.Placed.BY_HAND else agenda.Placed.SENT.value,
        submitted=_submitted(seen.rows, ref),
        round=place.row.round if place else None,
        reason=reasons.get(ref, ""),
        interests=tuple(_name(one) for one in seen.notes if one.kind == "interest" and one.isp == ref),
        decided=decided,
        open=place is not None and place.row.holder == Party.GROUP.value,
    )


def _decided(seen: _Seen, ref: str) -> Decided | None:
    """The last thing that this meeting decided on an ISP and that still stands."""
    rows = [one for one in seen.rows if one.stream == f"isp:{ref}"]
    undone = {one.body.get("undoes") for one in rows if one.kind in UNDONE}
    numbers = {one.seq for one in seen.notes if one.kind == "decided" and one.isp == ref} - undone
    row = next((one for one in reversed(rows) if one.seq in numbers), None)
    return Decided(row.kind, row.reason or "", local_day(row.recorded_at)) if row else None


def _member(row: Any, notes: list[Any]) -> Member:
    mine = [one for one in notes if one.person == row.ref]
    return Member(
        row.ref,
        _name(row),
        row.chair,
        next((one.kind for one in mine if one.kind in OF_PERSON), "not_said"),
        any(one.kind == "chair" for one in mine),
        tuple(one.isp for one in mine if one.kind == "interest"),
    )


def waiting_for(session: Session, group: str) -> tuple[LeftOut, ...]:
    """The ISPs that wait for a group."""
    chosen = (
        select(Isp)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .join(QaGroup, col(QaGroup.id) == col(Isp.group_id))
        .where(QaGroup.ref == group, Version.holder == Party.GROUP.value, Version.state == State.QA_REVIEW.value)
        .where(Version.place != "past")
    )
    return tuple(LeftOut(one.ref, title_of(one), "waits") for one in session.exec(chosen.order_by(col(Isp.ref))))
