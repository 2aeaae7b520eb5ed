"""Regional QA groups: entering one, its members and its meetings."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from annotated_types import Ge, Le
from sqlmodel import Session, select

from ispdesk.commands.organisations import KEEPERS, Name, OtherName, Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.tables.qa import GroupMember, Meeting, QaGroup


class EnterGroup(Payload):
    """A regional QA group and the local authorities it serves."""

    name_en: Name
    name_cy: OtherName = ""
    places: tuple[str, ...] = ()


class AddMember(Payload):
    """A member, perhaps its chair."""

    person: Ref
    chair: bool = False


class AddMeeting(Payload):
    """A meeting: its day, how many ISPs it can take, and the last day to submit for it."""

    day: dt.date
    capacity: Annotated[int, Ge(1), Le(50)]
    last_submission: dt.date


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


def add_member(tx: Tx, payload: AddMember) -> Mapping[str, Any]:
    """Add a member from today on."""
    group = find(tx.session, tx.stream.ref)
    person = find_person(tx.session, payload.person)
    tx.session.add(
        GroupMember(group_id=group.id or 0, person_id=person.id or 0, chair=payload.chair, valid_from=tx.today)
    )
    tx.record("member_added", payload.model_dump())
    return {"ref": tx.stream.ref, "person": payload.person}


def add_meeting(tx: Tx, payload: AddMeeting) -> Mapping[str, Any]:
    """Add a meeting to come."""
    group = find(tx.session, tx.stream.ref)
    if payload.last_submission > payload.day:
        raise decline(
            "wrong_value",
            "The last day to submit must not be after the meeting.",
            "Rhaid i'r diwrnod olaf i gyflwyno beidio â bod ar ôl y cyfarfod.",
        )
    if tx.session.exec(select(Meeting).where(Meeting.group_id == group.id, Meeting.day == payload.day)).first():
        raise decline(
            "exists", "The group meets on that day already.", "Mae'r grŵp yn cwrdd ar y diwrnod hwnnw eisoes."
        )
    tx.session.add(Meeting(group_id=group.id or 0, **payload.model_dump()))
    tx.record("meeting_set", payload.model_dump())
    return {"ref": tx.stream.ref, "day": payload.day.isoformat()}


SPECS: tuple[Spec[Any], ...] = (
    Spec("enter_group", "group", EnterGroup, KEEPERS, enter, creates=True),
    Spec("add_member", "group", AddMember, KEEPERS, add_member),
    Spec("add_meeting", "group", AddMeeting, KEEPERS, add_meeting),
)
