"""What a letter about the backlog says: the measures that reached the level, and whose queue it is."""

import datetime as dt
from typing import Any

from sqlmodel import Session

from ispdesk.commands import telling
from models.queries import helpers, home
from models.tables.qa import QaGroup
from states.backlog import Level, Measurement
from states.helpers import IDLE_MONTHS, Numbers, count
from states.policy import Anchor, Policy

NAMES = {
    "count": ("ISPs with an open round", "ISPs â rownd agored"),
    "oldest_working_days": ("Longest wait, working days", "Yr arhosiad hwyaf, diwrnodau gwaith"),
    "share_over_budget": ("Share over budget", "Cyfran dros y gyllideb"),
    "projected_clearance_months": ("Projected time to clear, months", "Amser clirio a ragwelir, misoedd"),
}


def _span(least: float | None, most: float | None) -> str:
    """A figure that may be bounded: "124-145"; nothing where it is not known."""
    if least is None:
        return ""
    return f"{int(least)}" if most is None or int(most) == int(least) else f"{int(least)}-{int(most)}"


def idle_months(policy: Policy) -> int:
    """After how many months without an assignment a facilitator is idle, by the policy's clock for it."""
    timer = next((one for one in policy.timers if one.anchor is Anchor.FACILITATOR), None)
    return (timer.period.months if timer and timer.period else 0) or IDLE_MONTHS


def trained(session: Session, day: dt.date) -> Numbers:
    """How many are trained, and how many of them idle, on this day."""
    adopted = home.policy(session)
    months = idle_months(adopted[1]) if adopted else IDLE_MONTHS
    return count((one for *_, one in helpers.trained(session, day, absences=False).values()), day, months)


def values(session: Session, seen: Measurement, policy: Policy, level: Level, group: QaGroup | None) -> dict[str, Any]:
    """What the letter needs; without a group it is about the whole queue."""
    inside = telling.house(session)
    figures = {
        "count": str(seen.count),
        "oldest_working_days": _span(seen.oldest.min, seen.oldest.max),
        "share_over_budget": "" if seen.share.min is None else f"{round(seen.share.min * 100)}%",
        "projected_clearance_months": _span(seen.clearance_min, seen.clearance_max),
    }
    people = trained(session, seen.day)
    measures = []
    for name, reached in seen.reached.items():
        if reached is Level.GREEN:
            continue
        limit = getattr(policy.backlog.limits[name], reached.value)
        shown = f"{round(limit * 100)}%" if name == "share_over_budget" else str(int(limit))
        en, cy = NAMES[name]
        measures.append({"name_en": en, "name_cy": cy, "value": figures[name] or None, "limit": shown})
    return {
        "level": level.value,
        "measured": seen.day,
        "count": seen.count,
        "measures": measures,
        "oldest_days": None if seen.oldest.min is None else int(seen.oldest.min),
        "oldest_most": None if seen.oldest.max is None else int(seen.oldest.max),
        "oldest_known_for": seen.oldest.known_for,
        "clearance_min": seen.clearance_min,
        "clearance_max": seen.clearance_max,
        "reckoned_en": seen.method.en,
        "reckoned_cy": seen.method.cy,
        "scope_en": group.name_en if group else "",
        "scope_cy": (group.name_cy or group.name_en) if group else "",
        "trained": people.trained,
        "idle": people.idle,
        "idle_months": idle_months(policy),
        "idle_unknown": people.unknown,
        "helpers_link": f"{inside.base_url}/programme",
        **telling.asked_by(inside),
        "link": f"{inside.base_url}/queue",
    }
