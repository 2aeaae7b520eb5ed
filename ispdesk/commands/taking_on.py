"""Taking on an ISP that exists already, in the state a source states: no move is asserted that nobody recorded."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from ispdesk.commands import facts
from ispdesk.commands.isps import find
from ispdesk.commands.moves import Text, enter
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import isps
from models.tables.isp import Version
from states.calendar import opening
from states.lifecycle import DEVELOPING, ENDS, HOLDS, IN_FORCE, Role, State
from states.when import When


class TakeOn(Payload):
    """An ISP that already exists, in the state a source or the team states; no move is asserted."""

    state: State
    source: Text = ""
    note: Text = ""
    submitted_from: dt.date | None = None
    submitted_to: dt.date | None = None
    review_date: dt.date | None = None
    profile: Literal["wales-2012", "current"] = "current"


def take_on(tx: Tx, payload: TakeOn) -> Mapping[str, Any]:
    """Take an ISP on in the state a source states. Unmet needs become notes; no clock starts from an unknown date."""
    isp = find(tx.session, tx.stream.ref)
    version = isps.standing_at(tx.session, isp.id or 0, "progress")
    if isp.counted_as is None and (version is None or version.state != State.IDENTIFIED):
        raise decline("exists", f"{isp.ref} has been taken on already.", f"Mae {isp.ref} wedi'i gymryd ymlaen eisoes.")
    when = tx.order.happened or When()
    body = {
        "version": version.number if version else 1,
        "to": payload.state,
        "holder": HOLDS[payload.state],
        "counted_as": isp.counted_as,
    }
    row = tx.record("taken_on", body, words={"source": payload.source, "note": payload.note}, standing="stated")
    if version is None:
        version = Version(
            isp_id=isp.id or 0,
            state=payload.state,
            holder=HOLDS[payload.state],
            entered_at=tx.at,
            entered_seq=row.seq,
        )
        isp.counted_as = None
        tx.session.add(isp)
    version.profile, version.review_date = payload.profile, payload.review_date
    if payload.state not in DEVELOPING:
        version.round = 1
        version.submitted_from, version.submitted_to = payload.submitted_from, payload.submitted_to
    if payload.state in IN_FORCE or payload.state is State.LAPSED:
        version.place, version.was_assured = "force", True
        version.assured_content = facts.content_hash(tx.session, version.id or 0) if version.id else None
        version.assured_from, version.assured_to = when.not_before, when.not_after
    if payload.state in ENDS:
        version.place = "past"
    tx.session.add(version)
    tx.session.flush()
    since = None if when.day is None else opening(when.day) + dt.timedelta(microseconds=1)
    enter(tx, isp, version, payload.state, HOLDS[payload.state], row, since, came_from=None, floor=tx.at)
    return {"ref": isp.ref, "state": payload.state.value, "holder": version.holder}


TAKERS = frozenset({Role.TEAM_LEAD, Role.ASSURER, Role.IMPORT})
SPECS: tuple[Spec[Any], ...] = (Spec("take_on", "isp", TakeOn, TAKERS, take_on),)
