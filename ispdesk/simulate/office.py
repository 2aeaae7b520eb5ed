"""What happens in the country beside single ISPs: the team's decisions, closures, policies, absences, the Accord.

OFFICE is the table: how many working days lie between two of a kind on average, and what is then asked of the desk.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from ispdesk import policies
from ispdesk.simulate.country import LEAD, TEAM, Country
from ispdesk.simulate.look import Record

BUDGETS = ("20 working days", "25 working days", "30 working days", "35 working days")


@dataclass(frozen=True, slots=True)
class Office:
    """What these are written from."""

    record: Record
    country: Country
    today: dt.date
    chance: Random
    left_alone: frozenset[str] = frozenset()


Asked = tuple[str, str, str, dict[str, Any]]
"""A command, its stream, who gives it, what it carries."""


def decide_drafts(office: Office) -> Iterator[Asked]:
    """Escalations that wait are sent or dropped, by the team; some wait longer."""
    for id_, stream in office.record.rows("SELECT id, stream FROM draft WHERE status = 'waiting' ORDER BY id"):
        if stream in office.left_alone:
            continue
        how = office.chance.random()
        if how < 0.15:  # noqa: PLR2004 - one in seven is decided today
            yield "send_draft", stream, office.chance.choice(TEAM), {"draft": id_}
        elif how < 0.2:  # noqa: PLR2004 - fewer are dropped
            yield "drop_draft", stream, office.chance.choice(TEAM), {"draft": id_, "reason": "Settled by telephone."}


LAPSING = """
    SELECT t.stream, v.number FROM timer t JOIN version v ON v.id = t.version_id
    JOIN rung_claim c ON c.stream = t.stream AND c.timer_kind = t.kind AND c.subject = t.subject AND c.round = t.round
    WHERE t.kind = 'review_lapse' AND c.rung = 'due' AND t.status <> 'stopped' ORDER BY t.stream
"""


def decide_lapses(office: Office) -> Iterator[Asked]:
    """The team decides upon lapses that a clock has proposed."""
    for stream, number in office.record.rows(LAPSING):
        if stream not in office.left_alone and office.chance.random() < 0.5:  # noqa: PLR2004 - the others may begin their review
            payload = {"trigger": "lapse", "version": number, "reason": "No review although it was asked for."}
            yield "move", stream, LEAD, payload


def close_a_day(office: Office) -> Iterator[Asked]:
    """A day on which nobody works, entered some weeks before or on the morning itself."""
    day = office.today + dt.timedelta(days=office.chance.choice((0, 1, 10, 30)))
    names = {"reason_en": "Severe weather", "reason_cy": "Tywydd garw"}
    yield "close_day", "calendar:wales", LEAD, {"day": day.isoformat(), **names}


def adopt_a_policy(office: Office) -> Iterator[Asked]:
    """The board changes the budget of the first decision; running clocks take the new number or keep theirs."""
    content = policies.shipped("current")
    content["timers"]["qa_first_decision"]["budget"] = office.chance.choice(BUDGETS)
    reproject = office.chance.random() < 0.5  # noqa: PLR2004 - either way
    payload = {"content": content, "reason": "The board decided so.", "reproject": reproject}
    yield "adopt_policy", "policy:policy", LEAD, payload


def state_an_accord(office: Office) -> Iterator[Asked]:
    """A body signs the Accord, or turns out not to have signed it."""
    body = office.chance.choice(office.country.bodies)
    status = office.chance.choice(("signed", "signed", "not-signed"))
    yield "state_accord", f"organisation:{body.ref}", LEAD, {"status": status}


def go_away(office: Office) -> Iterator[Asked]:
    """A coordinator is away, and somebody stands in."""
    body, other = office.chance.sample(office.country.bodies, 2)
    last = office.today + dt.timedelta(days=office.chance.randint(1, 20))
    away = {"first_day": office.today.isoformat(), "last_day": last.isoformat()}
    who = body.person("coordinator")
    yield "set_absence", f"person:{who}", who, {**away, "substitute": other.person("coordinator")}


def acknowledge(office: Office) -> Iterator[Asked]:
    """Somebody of the team acknowledges the level of the queue; refused where there is none."""
    yield "acknowledge", "queue:whole", office.chance.choice(TEAM), {}


Table = tuple[tuple[float, Callable[[Office], Iterator[Asked]]], ...]
OFFICE: Table = (
    (1, decide_drafts), (5, decide_lapses), (210, close_a_day), (420, adopt_a_policy), (60, state_an_accord),
    (15, go_away), (30, acknowledge),
)  # fmt: skip
