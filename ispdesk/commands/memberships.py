"""Who is in a QA group, from when to when, and who chairs it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlmodel import col, or_, select

from ispdesk.commands import invitations
from ispdesk.commands.groups import find
from ispdesk.commands.organisations import KEEPERS, Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.tables.person import Person
from models.tables.qa import GroupMember, QaGroup
from states.dates import months_after

MONTHS = 60
"""A membership begins and ends within so many months of today (our default)."""


class AddMember(Payload):
    """A member, perhaps its chair: from today on, or from a first to a last day, both included."""

    person: Ref
    chair: bool = False
    first_day: dt.date | None = None
    last_day: dt.date | None = None


class EndMember(Payload):
    """Whose membership ends: today, so that it no longer holds, or with a last day."""

    person: Ref
    last_day: dt.date | None = None


class NameChair(Payload):
    """The member who chairs the group from today on, or no longer does."""

    person: Ref
    chair: bool = True


def _within(tx: Tx, *days: dt.date | None) -> None:
    """Decline days that lie far off."""
    far = months_after(tx.today, MONTHS)
    if any(day is not None and not tx.today - (far - tx.today) <= day <= far for day in days):
        raise decline(
            "wrong_value",
            f"Give days within {MONTHS // 12} years of today.",
            f"Rhowch ddiwrnodau o fewn {MONTHS // 12} mlynedd i heddiw.",
        )


def _held(tx: Tx, group: QaGroup, person: Person, since: dt.date) -> list[GroupMember]:
    """Their memberships that have not ended before a day."""
    mine = select(GroupMember).where(GroupMember.group_id == group.id, GroupMember.person_id == person.id)
    lasting = or_(col(GroupMember.valid_to).is_(None), col(GroupMember.valid_to) >= since)
    return list(tx.session.exec(mine.where(lasting).order_by(col(GroupMember.valid_from))))


def add_member(tx: Tx, payload: AddMember) -> Mapping[str, Any]:
    """Add a member; who is one on any of these days already is not added twice."""
    group = find(tx.session, tx.stream.ref)
    person = find_person(tx.session, payload.person)
    first, last = payload.first_day or tx.today, payload.last_day
    _within(tx, first, last)
    if last is not None and last < first:
        raise decline(
            "wrong_value",
            "The last day must not be before the first.",
            "Rhaid i'r diwrnod olaf beidio â bod cyn y cyntaf.",
        )
    if any(last is None or one.valid_from is None or one.valid_from <= last for one in _held(tx, group, person, first)):
        raise decline(
            "exists",
            f"“{payload.person}” is a member then already: name them chair, or end the membership first.",
            f"Mae “{payload.person}” yn aelod bryd hynny eisoes: enwch nhw'n gadeirydd, neu dewch â'r aelodaeth i ben.",
        )
    tx.session.add(
        GroupMember(
            group_id=group.id or 0, person_id=person.id or 0, chair=payload.chair, valid_from=first, valid_to=last
        )
    )
    tx.record("member_added", payload.model_dump(exclude_none=True))
    return _kept(tx, group, payload.person)


def _kept(tx: Tx, group: QaGroup, person: str) -> Mapping[str, Any]:
    """Bring the invitations up to date and answer."""
    tx.session.flush()
    invitations.keep_group(tx, group)
    return {"ref": tx.stream.ref, "person": person}


def _no_member(person: str) -> Exception:
    return decline("not_found", f"“{person}” is no member of this group.", f"Nid yw “{person}” yn aelod o'r grŵp hwn.")


def end_member(tx: Tx, payload: EndMember) -> Mapping[str, Any]:
    """End a membership: it no longer holds from today on, or after its last day."""
    group = find(tx.session, tx.stream.ref)
    person = find_person(tx.session, payload.person)
    yesterday = tx.today - dt.timedelta(1)
    last = payload.last_day or yesterday
    _within(tx, payload.last_day)
    if last < yesterday:
        raise decline(
            "wrong_value",
            "What has been decided with them stands: give a last day from yesterday on.",
            "Mae'r hyn a benderfynwyd gyda nhw yn sefyll: rhowch ddiwrnod olaf o ddoe ymlaen.",
        )
    held = _held(tx, group, person, tx.today)
    if not held:
        raise _no_member(payload.person)
    for one in held:
        if one.valid_from is not None and one.valid_from > last:
            tx.session.delete(one)
        else:
            one.valid_to = last
            tx.session.add(one)
    tx.record("member_ended", payload.model_dump(exclude_none=True))
    return _kept(tx, group, payload.person)


def name_chair(tx: Tx, payload: NameChair) -> Mapping[str, Any]:
    """Name the chair; who chaired before is a member from today on. What was before stays as it was."""
    group = find(tx.session, tx.stream.ref)
    person = find_person(tx.session, payload.person)
    mine = _held(tx, group, person, tx.today)
    if not any(one.valid_from is None or one.valid_from <= tx.today for one in mine):
        raise _no_member(payload.person)
    others = select(GroupMember).where(GroupMember.group_id == group.id, col(GroupMember.chair).is_(True))
    lasting = or_(col(GroupMember.valid_to).is_(None), col(GroupMember.valid_to) >= tx.today)
    before = [one for one in tx.session.exec(others.where(lasting)) if one.person_id != person.id]
    for one in before if payload.chair else ():
        _turn(tx, one, chair=False)
    for one in mine:
        _turn(tx, one, chair=payload.chair)
    tx.record("chair_named", payload.model_dump())
    tx.session.flush()
    return {"ref": tx.stream.ref, "person": payload.person, "chair": payload.chair}


def _turn(tx: Tx, row: GroupMember, *, chair: bool) -> None:
    """From today on, or from its first day where that is later, a membership with another part."""
    if row.chair == chair:
        return
    if row.valid_from is not None and row.valid_from >= tx.today:
        row.chair = chair
        tx.session.add(row)
        return
    after = GroupMember(
        group_id=row.group_id, person_id=row.person_id, chair=chair, valid_from=tx.today, valid_to=row.valid_to
    )
    row.valid_to = tx.today - dt.timedelta(1)
    tx.session.add_all([row, after])


SPECS: tuple[Spec[Any], ...] = (
    Spec("add_member", "group", AddMember, KEEPERS, add_member),
    Spec("end_member", "group", EndMember, KEEPERS, end_member),
    Spec("name_chair", "group", NameChair, KEEPERS, name_chair),
)
