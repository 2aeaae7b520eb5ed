"""A meeting's agenda by hand, and the pack that goes out for it, frozen."""

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlmodel import Session, col, select

from ispdesk.commands.groups import find
from ispdesk.commands.isps import find as find_isp
from ispdesk.commands.organisations import Ref
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import isps, meetings
from models.tables.isp import Isp
from models.tables.meeting import OF_AGENDA, MeetingNote, MeetingPack, MeetingPackFile
from models.tables.qa import Meeting, QaGroup
from states.lifecycle import OPEN_ROUND, Party, Role, State

OF_GROUP = frozenset({Role.TEAM_LEAD, Role.ASSURER, Role.GROUP_MEMBER})
"""The team, and the members of the group."""
Reason = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
SUMS = "SHA256SUMS"
"""The list of a pack's files; its own hash is the pack's."""


class ChangeAgenda(Payload):
    """An ISP that is put on the agenda of a day's meeting, or taken off it, and why."""

    day: dt.date
    isp: Ref
    reason: Reason


class PackFile(Payload):
    """One file of a pack, in base64; the ISP that it is about, where it is about one."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    content: Annotated[str, StringConstraints(max_length=30_000_000)]
    isp: Ref | None = None


class FreezePack(Payload):
    """The pack of a day's meeting: the agenda's ISPs in order, and its files."""

    day: dt.date
    isps: tuple[Ref, ...]
    files: tuple[PackFile, ...]


def the_meeting(session: Session, group: QaGroup, day: dt.date) -> Meeting:
    """The group's meeting of a day. Declines where it does not meet then."""
    found = session.exec(select(Meeting).where(Meeting.group_id == group.id, Meeting.day == day)).first()
    if found is None:
        raise decline("not_found", f"The group does not meet on {day}.", f"Nid yw'r grŵp yn cwrdd ar {day}.")
    return found


def note(tx: Tx, group: QaGroup, day: dt.date, kind: str, seq: int, *, isp: int | None, person: int | None) -> None:
    """Write one thing down for a meeting."""
    made = MeetingNote(group_id=group.id or 0, day=day, kind=kind, isp_id=isp, person_id=person, seq=seq,
                       by=tx.order.actor)  # fmt: skip
    tx.session.add(made)


def end(tx: Tx, group: QaGroup, day: dt.date, kinds: Sequence[str], *, isp: int | None, person: int | None) -> int:
    """End what was written down of these kinds about an ISP, a person, or a person and an ISP; return how many."""
    chosen = select(MeetingNote).where(
        MeetingNote.group_id == group.id,
        MeetingNote.day == day,
        col(MeetingNote.kind).in_(kinds),
        ~col(MeetingNote.ended),
        MeetingNote.isp_id == isp,
        MeetingNote.person_id == person,
    )
    found = list(tx.session.exec(chosen))
    for one in found:
        one.ended = True
        tx.session.add(one)
    return len(found)


def _change(tx: Tx, payload: ChangeAgenda, kind: str) -> Mapping[str, Any]:
    group = find(tx.session, tx.stream.ref)
    meeting = the_meeting(tx.session, group, payload.day)
    if meeting.day < tx.today:
        raise decline("past", "That meeting has been held.", "Mae'r cyfarfod hwnnw wedi'i gynnal.")
    isp = find_isp(tx.session, payload.isp)
    if kind == "on":
        _with(tx, group, isp)
    end(tx, group, payload.day, OF_AGENDA, isp=isp.id, person=None)
    row = tx.record(
        "agenda_put_on" if kind == "on" else "agenda_taken_off",
        {"day": payload.day, "isp": isp.ref},
        words={"reason": payload.reason},
    )
    note(tx, group, payload.day, kind, row.seq, isp=isp.id, person=None)
    return {"ref": group.ref, "day": payload.day.isoformat(), "isp": isp.ref}


def _with(tx: Tx, group: QaGroup, isp: Isp) -> None:
    """Decline an ISP that does not wait for this group: nothing could be decided of it."""
    version = isps.standing_at(tx.session, isp.id or 0, "progress") or isps.standing_at(
        tx.session, isp.id or 0, "force"
    )
    waits = version is not None and State(version.state) in OPEN_ROUND and version.holder == Party.GROUP
    if not waits or isp.group_id != group.id:
        raise decline(
            "not_with_group",
            f"{isp.ref} is not with this group: refer it to the group first.",
            f"Nid yw {isp.ref} gyda'r grŵp hwn: cyfeiriwch ef at y grŵp yn gyntaf.",
        )


def put_on(tx: Tx, payload: ChangeAgenda) -> Mapping[str, Any]:
    """Put an ISP on an agenda, whatever its score, and though the pack has gone out."""
    return _change(tx, payload, "on")


def take_off(tx: Tx, payload: ChangeAgenda) -> Mapping[str, Any]:
    """Take an ISP off an agenda; it may come on the next by its score."""
    return _change(tx, payload, "off")


def freeze_pack(tx: Tx, payload: FreezePack) -> Mapping[str, Any]:
    """Keep the pack as it goes out: from the last submission date on, never changed afterwards."""
    group = find(tx.session, tx.stream.ref)
    meeting = the_meeting(tx.session, group, payload.day)
    if tx.today < meeting.last_submission:
        raise decline(
            "too_early",
            f"The pack goes out on {meeting.last_submission}; until then ISPs can be submitted for this meeting.",
            f"Anfonir y pecyn ar {meeting.last_submission}; tan hynny gellir cyflwyno ISPs ar gyfer y cyfarfod hwn.",
        )
    if not payload.isps:
        raise decline("empty", "There is nothing on the agenda.", "Nid oes dim ar yr agenda.")
    before = [one for one in meetings.packs(tx.session, group.id or 0, payload.day) if one.day == payload.day]
    contents = {one.name: _bytes(one.content) for one in payload.files}
    sums = sums_of(contents)
    made = MeetingPack(
        group_id=group.id or 0,
        day=payload.day,
        number=len(before) + 1,
        isps=list(payload.isps),
        content_hash=hashlib.sha256(sums).hexdigest(),
        made_at=tx.at,
        made_by=tx.order.actor,
    )
    tx.session.add(made)
    tx.session.flush()
    rows = {ref: find_isp(tx.session, ref).id for ref in {one.isp for one in payload.files if one.isp}}
    for one in payload.files:
        content = contents[one.name]
        kept = MeetingPackFile(pack_id=made.id or 0, isp_id=rows[one.isp] if one.isp else None, name=one.name,
                               content=content, content_hash=hashlib.sha256(content).hexdigest())  # fmt: skip
        tx.session.add(kept)
    body = {"day": payload.day, "number": made.number, "isps": list(payload.isps), "hash": made.content_hash}
    tx.record("pack_frozen", body)
    return {"ref": group.ref, "day": payload.day.isoformat(), "number": made.number, "hash": made.content_hash}


def sums_of(contents: Mapping[str, bytes]) -> bytes:
    """The list of files as `sha256sum -c` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(contents.items()))
    return "".join(lines).encode()


def _bytes(written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError) as error:
        raise decline("wrong_value", "The file is not whole.", "Nid yw'r ffeil yn gyfan.") from error


SPECS: tuple[Spec[Any], ...] = (
    Spec("put_on_agenda", "group", ChangeAgenda, OF_GROUP, put_on),
    Spec("take_off_agenda", "group", ChangeAgenda, OF_GROUP, take_off),
    Spec("freeze_pack", "group", FreezePack, OF_GROUP, freeze_pack),
)
