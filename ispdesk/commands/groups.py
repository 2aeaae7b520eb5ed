"""Regional QA groups: entering one, and its meetings."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session, select

from ispdesk.commands import invitations
from ispdesk.commands.organisations import KEEPERS, Name, OtherName
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.when_and_where import Place, Time, a_time, check_ahead, check_place, check_times, some_lines
from models.queries import appointments
from models.tables.appointment import Appointment
from models.tables.meeting import MeetingNote, MeetingPack
from models.tables.qa import Meeting, QaGroup


class EnterGroup(Payload):
    """A regional QA group and the local authorities it serves."""

    name_en: Name
    name_cy: OtherName = ""
    places: tuple[str, ...] = ()


class ChangeGroup(EnterGroup):
    """A group's names and places as they are to be."""


Capacity = Annotated[int, Ge(1), Le(50)]


class AddMeeting(Payload):
    """A meeting: its day, how many ISPs it can take, the last day to submit for it; its times and place where known."""

    day: dt.date
    capacity: Capacity
    last_submission: dt.date
    begins: Time | None = None
    ends: Time | None = None
    place: Place = ""
    online: Place = ""


class MoveMeeting(Payload):
    """The meeting of a day, and what changes of it; what is not given stays."""

    day: dt.date
    to: dt.date | None = None
    capacity: Capacity | None = None
    last_submission: dt.date | None = None
    begins: Time | None = None
    ends: Time | None = None
    place: Place | None = None
    online: Place | None = None


class CancelMeeting(Payload):
    """The meeting of a day that does not take place, and why."""

    day: dt.date
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def find(session: Session, ref: str) -> QaGroup:
    """The group of this reference. Declines where there is none."""
    found = session.exec(select(QaGroup).where(QaGroup.ref == ref)).first()
    if found is None:
        raise decline("not_found", f"There is no QA group “{ref}”.", f"Nid oes grŵp sicrhau ansawdd “{ref}”.")
    return found


def enter(tx: Tx, payload: EnterGroup) -> Mapping[str, Any]:
    """Enter a group."""
    if not tx.fresh:
        raise decline("exists", f"{tx.stream.ref} exists already.", f"Mae {tx.stream.ref} yn bod eisoes.")
    values = payload.model_dump() | {"places": list(payload.places)}
    tx.session.add(QaGroup(ref=tx.stream.ref, **values))
    tx.record("group_entered", {"places": list(payload.places)}, words={"name": payload.name_en})
    return {"ref": tx.stream.ref}


def change(tx: Tx, payload: ChangeGroup) -> Mapping[str, Any]:
    """Change a group's names and the places it serves."""
    group = find(tx.session, tx.stream.ref)
    group.name_en, group.name_cy, group.places = payload.name_en, payload.name_cy, list(payload.places)
    tx.session.add(group)
    words = {"name": payload.name_en, "name_cy": payload.name_cy}
    tx.record("group_changed", {"places": list(payload.places)}, words=words)
    return {"ref": tx.stream.ref}


def _meeting(tx: Tx, group: QaGroup, day: dt.date) -> Meeting | None:
    return tx.session.exec(select(Meeting).where(Meeting.group_id == group.id, Meeting.day == day)).first()


def _submitted_before(day: dt.date, last_submission: dt.date) -> None:
    """Decline a last day to submit after the meeting."""
    if last_submission > day:
        raise decline(
            "wrong_value",
            "The last day to submit must not be after the meeting.",
            "Rhaid i'r diwrnod olaf i gyflwyno beidio â bod ar ôl y cyfarfod.",
        )


def _no_second(tx: Tx, group: QaGroup, day: dt.date) -> None:
    """Decline a second meeting on one day."""
    if _meeting(tx, group, day):
        raise decline(
            "exists", "The group meets on that day already.", "Mae'r grŵp yn cwrdd ar y diwrnod hwnnw eisoes."
        )


def _times(begins: dt.time | None, ends: dt.time | None) -> None:
    """Decline one time without the other, and times that do not fit."""
    if (begins is None) != (ends is None):
        raise decline(
            "wrong_value",
            "Give both times, or neither for a whole day.",
            "Rhowch y ddau amser, neu'r un ohonynt ar gyfer diwrnod cyfan.",
        )
    if begins is not None and ends is not None:
        check_times(begins, ends)


def _time(written: str | None) -> dt.time | None:
    return a_time(written) if written is not None else None


def add_meeting(tx: Tx, payload: AddMeeting) -> Mapping[str, Any]:
    """Add a meeting, and invite the members to one that is still to come."""
    group = find(tx.session, tx.stream.ref)
    _submitted_before(payload.day, payload.last_submission)
    _no_second(tx, group, payload.day)
    begins, ends = _time(payload.begins), _time(payload.ends)
    _times(begins, ends)
    place = some_lines(payload.place)
    check_place(place, payload.online, needed=False)
    where = {"place": place, "online": payload.online}
    plain = payload.model_dump(exclude={"begins", "ends", *where})
    tx.session.add(Meeting(group_id=group.id or 0, **plain))
    given = {name: value for name, value in (("begins", payload.begins), ("ends", payload.ends)) if value is not None}
    tx.record("meeting_set", plain | given, words=where)
    if payload.day >= tx.today:
        invitations.make(tx, "meeting", payload.day, begins=begins, ends=ends, **where)
        invitations.keep_group(tx, group)
    return {"ref": tx.stream.ref, "day": payload.day.isoformat()}


def _ahead(tx: Tx, group: QaGroup, day: dt.date) -> tuple[Meeting, Appointment]:
    """The meeting of a day to come, with its appointment."""
    found = _meeting(tx, group, day)
    if found is None:
        raise decline("not_found", f"The group does not meet on {day}.", f"Nid yw'r grŵp yn cwrdd ar {day}.")
    check_ahead(tx, day)
    known = (one for one in appointments.planned(tx.session, tx.stream.name, "meeting") if one.day == day)
    return found, next(known, None) or invitations.make(tx, "meeting", day)


def move_meeting(tx: Tx, payload: MoveMeeting) -> Mapping[str, Any]:
    """Change a meeting to come, and tell the members where its day, times or place have changed."""
    group = find(tx.session, tx.stream.ref)
    found, planned = _ahead(tx, group, payload.day)
    was = invitations.times(planned)
    day = payload.to or payload.day
    last = payload.last_submission or found.last_submission
    if day != payload.day:
        check_ahead(tx, day)
        _no_second(tx, group, day)
    _submitted_before(day, last)
    found.day, found.last_submission, found.capacity = day, last, payload.capacity or found.capacity
    planned.day = day
    planned.begins = _time(payload.begins) or planned.begins
    planned.ends = _time(payload.ends) or planned.ends
    planned.place = planned.place if payload.place is None else some_lines(payload.place)
    planned.online = planned.online if payload.online is None else payload.online
    _times(planned.begins, planned.ends)
    check_place(planned.place, planned.online, needed=False)
    tx.session.add(found)
    if day != payload.day:
        _take_along(tx, group, payload.day, day)
    tx.record(
        "meeting_moved",
        payload.model_dump(exclude={"place", "online"}, exclude_none=True),
        words={"place": planned.place, "online": planned.online},
    )
    letters = invitations.tell_group(tx, group, planned, invitations.Change(was), changed=True)
    return {"ref": tx.stream.ref, "day": day.isoformat(), "sequence": planned.sequence, "letters": letters}


def _take_along(tx: Tx, group: QaGroup, day: dt.date, to: dt.date) -> None:
    """What is written down for a meeting, and its packs, go with it to another day."""
    for kind in (MeetingNote, MeetingPack):
        for one in tx.session.exec(select(kind).where(kind.group_id == group.id, kind.day == day)):
            one.day = to
            tx.session.add(one)


def _let_go(tx: Tx, group: QaGroup, day: dt.date) -> None:
    """What was written down for a meeting that is not held ends; a pack that has gone out stays."""
    for one in tx.session.exec(select(MeetingNote).where(MeetingNote.group_id == group.id, MeetingNote.day == day)):
        one.ended = True
        tx.session.add(one)


def cancel_meeting(tx: Tx, payload: CancelMeeting) -> Mapping[str, Any]:
    """Call a meeting to come off, and tell the members."""
    group = find(tx.session, tx.stream.ref)
    found, planned = _ahead(tx, group, payload.day)
    tx.session.delete(found)
    _let_go(tx, group, payload.day)
    planned.status = "cancelled"
    tx.record("meeting_cancelled", {"day": payload.day}, words={"reason": payload.reason})
    letters = invitations.tell_group(tx, group, planned, invitations.Change(reason=payload.reason), changed=True)
    return {"ref": tx.stream.ref, "day": payload.day.isoformat(), "letters": letters}


SPECS: tuple[Spec[Any], ...] = (
    Spec("enter_group", "group", EnterGroup, KEEPERS, enter, creates=True),
    Spec("change_group", "group", ChangeGroup, KEEPERS, change),
    Spec("add_meeting", "group", AddMeeting, KEEPERS, add_meeting),
    Spec("move_meeting", "group", MoveMeeting, KEEPERS, move_meeting),
    Spec("cancel_meeting", "group", CancelMeeting, KEEPERS, cancel_meeting),
)
