"""When the rounds of the simulated engine run: at their hours, on days on which the record has something for them."""

import datetime as dt

from ispdesk.simulate.look import Record
from models.base import EPOCH, MICROSECOND
from states.calendar import ZONE

ROUNDS = (
    (dt.time(8, 45), "advance"), (dt.time(8, 50), "open_reviews"), (dt.time(9), "sweep"), (dt.time(9, 5), "digest"),
    (dt.time(9, 10), "send"), (dt.time(17), "sweep"), (dt.time(17, 5), "measure"),
)  # fmt: skip
"""When each round runs on a working day, in the time of Wales."""
FULL = 0.03
"""Share of days on which every round runs; on the others those run for which the record has something to do."""
WEEKLY = {"open_reviews": 0, "digest": 1, "measure": 4}
"""Rounds that otherwise run on one weekday (0 is Monday): what waits for them has to bear waiting."""
DUE = {
    "advance": """
        SELECT EXISTS (SELECT 1 FROM timer WHERE kind = 'review_notice' AND status = 'running' AND due_day <= :today)
            OR EXISTS (SELECT 1 FROM version WHERE on_hold AND hold_until < :today)
            OR EXISTS (SELECT 1 FROM isp JOIN version v ON v.isp_id = isp.id
                       WHERE isp.submits_itself AND v.state = 'draft')
    """,
    "sweep": "SELECT EXISTS (SELECT 1 FROM timer WHERE status <> 'stopped' AND next_rung_at <= :now)",
    "digest": "SELECT EXISTS (SELECT 1 FROM notice WHERE letter_id IS NULL AND gone_at IS NULL AND NOT urgent)",
    "send": """
        SELECT EXISTS (SELECT 1 FROM letter WHERE status = 'queued' AND next_at <= :now)
            OR EXISTS (SELECT 1 FROM letter WHERE status = 'sending')
    """,
}
"""Whether a round has something to do, asked of the record beside the desk's own queries."""


def is_due(record: Record, name: str, at: dt.datetime) -> bool:
    """Whether this round has something to do at this hour."""
    day = at.astimezone(ZONE).date()
    if name in WEEKLY and day.weekday() != WEEKLY[name]:
        return False
    if name not in DUE:
        return True
    return record.has(DUE[name], {"now": (at - EPOCH) // MICROSECOND, "today": day.isoformat()})
