"""What the team marks for the public register: an ISP that is left out for a reason, and one that is an exemplar.

Somebody looks at the reason again each year.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, StringConstraints

from ispdesk.access import TEAM
from ispdesk.commands import telling
from ispdesk.commands.isps import find
from ispdesk.commands.organisations import clean
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import isps, registering
from models.tables.isp import Isp
from models.tables.register import RegisterMark
from notifications.audience import Audience
from states.lifecycle import IN_FORCE, Role, State
from states.register import look_again

AGAIN: Final = dt.timedelta(days=28)
"""After so many days the team lead is told again of one that nobody has looked at (our default)."""
Reason = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Words = Annotated[str, StringConstraints(max_length=500), AfterValidator(clean)]


class LeaveOut(Payload):
    """Why the public register does not show the ISP; given again, it is left out for another year."""

    reason: Reason


class PutIn(Payload):
    """The ISP is shown again, for a reason if one is given."""

    reason: Annotated[str, StringConstraints(max_length=1000)] = ""


class LookAgain(Payload):
    """The day by which somebody was to look at it again."""

    review_by: dt.date


class MarkExemplar(Payload):
    """What others can take from it, in one language or both: it is public."""

    why_en: Words = ""
    why_cy: Words = ""


class EndExemplar(Payload):
    """It is no exemplar any more."""


def leave_out(tx: Tx, payload: LeaveOut) -> Mapping[str, Any]:
    """Leave an ISP out of the public register until somebody puts it in; a year on, somebody looks again."""
    isp = find(tx.session, tx.stream.ref)
    if isp.counted_as is not None or not isps.versions(tx.session, isp.id or 0):
        raise decline(
            "nothing",
            f"{isp.ref} is only counted: no register shows it.",
            f"Dim ond ei gyfrif a wneir o {isp.ref}: nid oes cofrestr yn ei ddangos.",
        )
    before = registering.marks(tx.session, isp.id or 0).get("not_listed")
    by = look_again(tx.today)
    body = {"review_by": by, "again": before is not None}
    row = tx.record("left_out_of_register", body, words={"reason": payload.reason})
    mark = before or RegisterMark(isp_id=isp.id or 0, kind="not_listed", since=tx.today, seq=row.seq)
    mark.review_by, mark.seq, mark.reminded = by, row.seq, None
    tx.session.add(mark)
    return {"ref": isp.ref, "review_by": by.isoformat()}


def put_in(tx: Tx, payload: PutIn) -> Mapping[str, Any]:
    """Show an ISP in the public register again."""
    isp = find(tx.session, tx.stream.ref)
    tx.session.delete(_marked(tx, isp, "not_listed"))
    tx.record("put_into_register", {}, words={"reason": payload.reason})
    return {"ref": isp.ref}


def remind(tx: Tx, payload: LookAgain) -> Mapping[str, Any]:
    """Tell the team lead that it is a year ago, and again until somebody has looked."""
    isp = find(tx.session, tx.stream.ref)
    mark = registering.marks(tx.session, isp.id or 0).get("not_listed")
    told = mark is not None and mark.reminded is not None and mark.reminded > tx.today - AGAIN
    if mark is None or mark.review_by != payload.review_by or payload.review_by > tx.today or told:
        return {"ref": isp.ref, "told": False}
    row = tx.record("look_at_listing_again", {"review_by": payload.review_by})
    mark.reminded = tx.today
    tx.session.add(mark)
    version = isps.versions(tx.session, isp.id or 0)[0]
    values = telling.isp_values(tx.session, isp, version) | {"since": mark.since}
    about = telling.About(f"{tx.stream.name}:{row.seq}:listing_again", isp, version, outlives=True)
    telling.tell(tx, "listing_again", [Audience.TEAM_LEAD], values, about, seq=row.seq)
    return {"ref": isp.ref, "told": True}


def mark_exemplar(tx: Tx, payload: MarkExemplar) -> Mapping[str, Any]:
    """Show an ISP in force as an exemplar, and what others can take from it."""
    isp = find(tx.session, tx.stream.ref)
    if not payload.why_en and not payload.why_cy:
        raise decline(
            "wrong_value",
            "Say what others can take from it, in English or in Welsh.",
            "Dywedwch beth y gall eraill ei gymryd ohono, yn Gymraeg neu yn Saesneg.",
        )
    force = isps.standing_at(tx.session, isp.id or 0, "force")
    if force is None or State(force.state) not in IN_FORCE:
        raise decline(
            "not_in_force",
            f"{isp.ref} is not in force: only what is can be an exemplar.",
            f"Nid yw {isp.ref} mewn grym: dim ond un sydd mewn grym a all fod yn batrwm.",
        )
    row = tx.record("marked_exemplar", {}, words={"why_en": payload.why_en, "why_cy": payload.why_cy})
    mark = registering.marks(tx.session, isp.id or 0).get("exemplar")
    mark = mark or RegisterMark(isp_id=isp.id or 0, kind="exemplar", since=tx.today, seq=row.seq)
    mark.seq = row.seq
    tx.session.add(mark)
    return {"ref": isp.ref}


def end_exemplar(tx: Tx, _payload: EndExemplar) -> Mapping[str, Any]:
    """Show it as an exemplar no longer."""
    isp = find(tx.session, tx.stream.ref)
    tx.session.delete(_marked(tx, isp, "exemplar"))
    tx.record("exemplar_ended", {})
    return {"ref": isp.ref}


def _marked(tx: Tx, isp: Isp, kind: str) -> RegisterMark:
    """The mark that there is. Declines where there is none."""
    mark = registering.marks(tx.session, isp.id or 0).get(kind)
    if mark is None:
        raise decline("nothing", f"{isp.ref} is not marked so.", f"Nid yw {isp.ref} wedi'i farcio felly.")
    return mark


LEAD = frozenset({Role.TEAM_LEAD})
SPECS: tuple[Spec[Any], ...] = (
    Spec("leave_out_of_register", "isp", LeaveOut, LEAD, leave_out),
    Spec("put_into_register", "isp", PutIn, LEAD, put_in),
    Spec("remind_of_listing", "isp", LookAgain, frozenset({Role.TIMER}), remind),
    Spec("mark_exemplar", "isp", MarkExemplar, TEAM, mark_exemplar),
    Spec("end_exemplar", "isp", EndExemplar, TEAM, end_exemplar),
)
"""What the public is not shown is the team lead's to answer for; what it is recommended is the team's."""
