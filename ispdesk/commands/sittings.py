"""A meeting's sitting: who is there, who has an interest in what, and whether the group may decide on an ISP.

A decision of the group is a move of the ISP. It names the meeting at which it was made, or is made by the chair
between meetings with a reason. Whoever has declared an interest in an ISP takes no part in deciding on it.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from ispdesk.commands import facts
from ispdesk.commands.agendas import OF_GROUP, end, note, the_meeting
from ispdesk.commands.groups import find
from ispdesk.commands.isps import find as find_isp
from ispdesk.commands.organisations import Ref
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home, meetings
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.meeting import OF_PERSON
from models.tables.qa import QaGroup
from states.agenda import quorum
from states.lifecycle import Party, Role, Trigger
from states.policy import Meetings

TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER})
DECISIONS = (
    Trigger.ASSURE, Trigger.ASSURE_WITH_OBSERVATIONS, Trigger.ASSURE_ONCE_CORRECTED, Trigger.RETURN_FOR_AMENDMENT,
    Trigger.USE_OTHER_INSTRUMENT,
)  # fmt: skip
"""What a group decides (design §5)."""


class Attend(Payload):
    """Whether a member is there on the day of a meeting, sends apologies, or neither; and stands in for the chair."""

    day: dt.date
    person: Ref
    status: Literal["present", "apologies", "not_said"]
    chairs: bool = False


class DeclareInterest(Payload):
    """A member's interest in an ISP at a day's meeting; or that one declared by mistake is withdrawn, with why."""

    day: dt.date
    isp: Ref
    person: Ref
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""
    withdrawn: bool = False


def attend(tx: Tx, payload: Attend) -> Mapping[str, Any]:
    """Write down who is there; everybody may for themselves, the team and the chair for all."""
    group, person, members = _member(tx, payload.person)
    the_meeting(tx.session, group, payload.day)
    if payload.status == "present" and payload.day > tx.today:
        raise decline(
            "in_the_future",
            "Who is present is written down on the day of the meeting or afterwards.",
            "Cofnodir pwy sy'n bresennol ar ddiwrnod y cyfarfod neu wedyn.",
        )
    if payload.chairs and payload.person == tx.order.actor and not (tx.roles & TEAM or _chairs(tx, members)):
        raise decline(
            "not_yours",
            "The chair or the team says who stands in for the chair.",
            "Y cadeirydd neu'r tîm sy'n dweud pwy sy'n dirprwyo dros y cadeirydd.",
        )
    end(tx, group, payload.day, (*OF_PERSON, "chair"), isp=None, person=person)
    said = {"day": payload.day, "person": payload.person, "status": payload.status, "chairs": payload.chairs}
    row = tx.record("attendance_noted", said)
    kinds = (*((payload.status,) if payload.status in OF_PERSON else ()), *(("chair",) if payload.chairs else ()))
    for kind in kinds:
        note(tx, group, payload.day, kind, row.seq, isp=None, person=person)
    return {"ref": group.ref, "person": payload.person, "status": payload.status}


def _member(tx: Tx, ref: str) -> tuple[QaGroup, int, list[Any]]:
    """The group and the member's row. Declines whoever is none, and who may not speak for them."""
    group = find(tx.session, tx.stream.ref)
    members = meetings.members(tx.session, tx.today, group.id)
    found = next((one for one in members if one.ref == ref), None)
    if found is None:
        raise decline("not_a_member", f"“{ref}” is no member of this group.", f"Nid yw “{ref}” yn aelod o'r grŵp hwn.")
    if ref != tx.order.actor and not (tx.roles & TEAM or _chairs(tx, members)):
        raise decline(
            "not_yours",
            "Only the chair and the team speak for other members.",
            "Dim ond y cadeirydd a'r tîm sy'n siarad dros aelodau eraill.",
        )
    return group, found.id, members


def _chairs(tx: Tx, members: list[Any]) -> bool:
    return any(one.ref == tx.order.actor and one.chair for one in members)


def declare_interest(tx: Tx, payload: DeclareInterest) -> Mapping[str, Any]:
    """Declare an interest: its holder leaves the item."""
    group, person, _ = _member(tx, payload.person)
    the_meeting(tx.session, group, payload.day)
    isp = find_isp(tx.session, payload.isp)
    before = end(tx, group, payload.day, ("interest",), isp=isp.id, person=person)
    if payload.withdrawn and not (before and payload.reason):
        raise decline(
            "reason_missing",
            "Only an interest that was declared is withdrawn, with a reason.",
            "Dim ond buddiant a ddatganwyd a dynnir yn ôl, gyda rheswm.",
        )
    said = {"day": payload.day, "person": payload.person, "isp": isp.ref, "withdrawn": payload.withdrawn}
    row = tx.record("interest_declared", said, words={"reason": payload.reason})
    if not payload.withdrawn:
        note(tx, group, payload.day, "interest", row.seq, isp=isp.id, person=person)
    return {"ref": group.ref, "person": payload.person, "isp": isp.ref}


def decision(
    tx: Tx, isp: Isp, version: Version, trigger: Trigger, *, meeting: dt.date | None, between: bool, reason: str
) -> dict[str, Any]:
    """What a history row says of a group's decision. Declines where the group could not make it so.

    The team decides as it always does; an ISP that is with a group is decided by the group, at a meeting, or between
    meetings by its chair.
    """
    if trigger not in DECISIONS or tx.order.recording:
        return {}
    if meeting is None and not between:
        _only_so(tx, version)
        return {}
    group = tx.session.get(QaGroup, isp.group_id) if isp.group_id else None
    if group is None or version.holder != Party.GROUP:
        raise decline("not_with_group", "It is not with a QA group.", "Nid yw gyda grŵp sicrhau ansawdd.")
    if meeting is None:
        return _between(tx, group, reason)
    return _at(tx, isp, version, group, meeting)


def _only_so(tx: Tx, version: Version) -> None:
    if version.holder == Party.GROUP and not tx.roles & TEAM:
        raise decline(
            "say_meeting",
            "Say at which meeting the group decided this; between meetings its chair decides, with a reason.",
            "Dywedwch ym mha gyfarfod y penderfynodd y grŵp hyn; rhwng cyfarfodydd y cadeirydd sy'n penderfynu, gyda "
            "rheswm.",
        )


def _between(tx: Tx, group: QaGroup, reason: str) -> dict[str, Any]:
    if not _chairs(tx, meetings.members(tx.session, tx.today, group.id)):
        raise decline(
            "not_the_chair",
            "Between meetings only the group's chair decides.",
            "Rhwng cyfarfodydd dim ond cadeirydd y grŵp sy'n penderfynu.",
        )
    if not reason.strip():
        raise decline(
            "reason_missing",
            "Give the reason why it does not wait for a meeting.",
            "Rhowch y rheswm pam nad yw'n aros am gyfarfod.",
        )
    return {"group": group.ref, "between_meetings": True}


def _at(tx: Tx, isp: Isp, version: Version, group: QaGroup, day: dt.date) -> dict[str, Any]:
    the_meeting(tx.session, group, day)
    happened = tx.order.happened.day if tx.order.happened else tx.today
    if happened != day:
        raise decline(
            "wrong_value",
            f"A decision of the meeting happened on its day, {day}.",
            f"Ar ddiwrnod y cyfarfod, {day}, y digwyddodd penderfyniad y cyfarfod.",
        )
    notes = [one for one in meetings.notes(tx.session, group.id or 0, day) if one.day == day]
    present = {one.person for one in notes if one.kind == "present"}
    members = [one for one in meetings.members(tx.session, day, group.id) if one.ref in present]
    interested = {one.person for one in notes if one.kind == "interest" and one.isp == isp.ref}
    chairing = {one.ref for one in members if one.chair} | {one.person for one in notes if one.kind == "chair"}
    if tx.order.actor in interested:
        raise decline(
            "interested",
            "You declared an interest in it: somebody else enters this decision.",
            "Datganoch fuddiant ynddo: rhaid i rywun arall gofnodi'r penderfyniad hwn.",
        )
    _nobody_conflicted(tx, isp, version, {one.ref for one in members} - interested)
    seen = quorum({one.ref for one in members}, chairing, interested, needed(tx))
    if not seen.holds:
        raise decline(
            "no_quorum",
            f"The meeting could not decide this: {seen.needed} members without an interest are needed, the chair or "
            f"who stands in among them; {seen.members} are written down as present.",
            f"Ni allai'r cyfarfod benderfynu hyn: mae angen {seen.needed} aelod heb fuddiant, gan gynnwys y cadeirydd "
            f"neu bwy bynnag sy'n dirprwyo; cofnodir bod {seen.members} yn bresennol.",
        )
    deciding = sorted({one.ref for one in members} - interested)
    return {"group": group.ref, "meeting": day, "deciding": deciding, "interests": sorted(interested)}


def decided(tx: Tx, isp: Isp, row: History, meeting: dt.date | None) -> None:
    """Write down for the meeting that it decided on this ISP."""
    group = tx.session.get(QaGroup, isp.group_id) if meeting and "meeting" in row.body else None
    if meeting is not None and group is not None:
        note(tx, group, meeting, "decided", row.seq, isp=isp.id, person=None)


def needed(tx: Tx) -> int:
    """The policy's quorum."""
    adopted = home.policy(tx.session)
    return (adopted[1].meetings if adopted else Meetings()).quorum


def _nobody_conflicted(tx: Tx, isp: Isp, version: Version, deciding: set[str]) -> None:
    """Decline while somebody who decides wrote or facilitated it, or works for its lead or coordinator (design §3)."""
    for ref in sorted(deciding):
        conflict = facts.load(tx.session, isp, version, ref, tx.today).assurer_conflict
        if conflict:
            raise decline(
                "interest_missing",
                f"{conflict}: write their interest in it down first; they take no part in this decision.",
                f"{conflict}: cofnodwch eu buddiant ynddo yn gyntaf; nid ydynt yn cymryd rhan yn y penderfyniad hwn.",
            )


SPECS: tuple[Spec[Any], ...] = (
    Spec("attend", "group", Attend, OF_GROUP, attend),
    Spec("declare_interest", "group", DeclareInterest, OF_GROUP, declare_interest),
)
