"""A policy: timers with their rungs, backlog limits, sign-off order; every number labelled with its source.

`parse` turns the mapping of a TOML file into a Policy or lists every error; it opens no file.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from states.lifecycle import PROFILES, Party, State
from states.words import Sentence

AUDIENCES = frozenset({"holder", "coordinator", "facilitator", "team", "board_secretary"})
DAYS_A_WEEK = 5
MAX_BUDGET = 260
"""Working days: a budget longer than a working year is a slip of the keyboard."""
SIGNOFF_ORDERS = frozenset({"before_qa", "after_qa", "either"})


@dataclass(frozen=True, slots=True)
class Rung:
    """A mark on a timer's count: `offset` working days before (negative), at (0) or after (positive) its due day."""

    name: str
    offset: int
    message: str
    audiences: tuple[str, ...]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Timer:
    """A budget of working days, counted while one of `parties` holds the ISP, begun by entering one of `starts`.

    `resubmission`: for later QA rounds only (True), for the first only (False), or for any (None).
    """

    kind: str
    budget: int
    written: str
    source: str
    parties: frozenset[Party]
    states: frozenset[State]
    starts: frozenset[State]
    resubmission: bool | None
    rungs: tuple[Rung, ...]
    name: Sentence


@dataclass(frozen=True, slots=True)
class Limit:
    """Amber and red of one measure, in the measure's own unit, and where the numbers come from."""

    amber: float
    red: float
    source: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The limits of the queue and how clearance is reckoned where assurance dates are not known."""

    limits: Mapping[str, Limit]
    months_min: int | None
    months_max: int | None
    months_source: Sentence
    clear_after: int
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the rules' numbers."""

    name: str
    profile: str
    signoff_order: str
    timers: tuple[Timer, ...]
    backlog: Backlog

    def timer(self, kind: str) -> Timer | None:
        """The timer of this kind, or None."""
        return next((timer for timer in self.timers if timer.kind == kind), None)


class PolicyError(Exception):
    """The policy was not read; `errors` says everything that is wrong with it, a line each."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("; ".join(errors))
        self.errors = errors


class _Reader:
    """Reads a mapping and collects every error instead of stopping at the first."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def text(self, where: str, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.errors.append(f"{where}: “{key}” must be a text")
            return ""
        return value

    def number(self, where: str, table: Mapping[str, Any], key: str) -> float:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            self.errors.append(f"{where}: “{key}” must be a number, 0 or more")
            return math.nan  # compares as false with everything: one error for one fault
        return value

    def months(self, where: str, table: Mapping[str, Any], key: str) -> int | None:
        value = self.number(where, table, key)
        if not math.isnan(value) and value != int(value):
            self.errors.append(f"{where}: “{key}” must be a whole number of months")
            return None
        return None if math.isnan(value) else int(value)

    def choices(self, where: str, table: Mapping[str, Any], key: str, allowed: frozenset[str]) -> tuple[str, ...]:
        value = table.get(key)
        if not isinstance(value, list) or not value or any(str(item) not in allowed for item in value):
            self.errors.append(f"{where}: “{key}” must list one or more of {', '.join(sorted(allowed))}")
            return ()
        return tuple(map(str, value))

    def unknown(self, where: str, table: Mapping[str, Any], allowed: set[str]) -> None:
        self.errors.extend(f"{where}: “{key}” is not known here" for key in table if key not in allowed)


def working_days(written: object) -> int | None:
    """Read a budget: a whole number of working days, or "6 weeks" (five working days each). None if it is neither."""
    if isinstance(written, bool):
        return None
    if isinstance(written, int):
        return written if 1 <= written <= MAX_BUDGET else None
    match = re.fullmatch(r"(\d{1,3}) (weeks?|working days?)", str(written))
    if not match:
        return None
    days = int(match[1]) * (DAYS_A_WEEK if match[2].startswith("week") else 1)
    return days if 1 <= days <= MAX_BUDGET else None


def parse(mapping: Mapping[str, Any]) -> Policy:
    """Read a policy from the mapping of its file. Raises PolicyError with every error."""
    reader = _Reader()
    reader.unknown("policy", mapping, {"name", "profile", "signoff_order", "timers", "backlog"})
    name = reader.text("policy", mapping, "name")
    profile = reader.text("policy", mapping, "profile")
    if profile and profile not in PROFILES:
        reader.errors.append(f"policy: “profile” must be one of {', '.join(PROFILES)}")
    order = mapping.get("signoff_order", "either")
    if not isinstance(order, str) or order not in SIGNOFF_ORDERS:
        reader.errors.append(f"policy: “signoff_order” must be one of {', '.join(sorted(SIGNOFF_ORDERS))}")
    tables = mapping.get("timers", {})
    if not isinstance(tables, Mapping):
        reader.errors.append("policy: “timers” must be a table")
        tables = {}
    timers = tuple(_timer(reader, kind, table) for kind, table in tables.items() if isinstance(table, Mapping))
    reader.errors.extend(f"timers.{kind}: must be a table" for kind, t in tables.items() if not isinstance(t, Mapping))
    table = mapping.get("backlog")
    backlog = _backlog(reader, table if isinstance(table, Mapping) else {})
    if reader.errors:
        raise PolicyError(reader.errors)
    return Policy(name, profile, str(order), timers, backlog)


def _timer(reader: _Reader, kind: str, table: Mapping[str, Any]) -> Timer:
    where = f"timers.{kind}"
    known = {"name_en", "name_cy", "budget", "source", "parties", "states", "starts", "rounds", "rungs"}
    reader.unknown(where, table, known)
    budget = working_days(table.get("budget"))
    if budget is None:
        reader.errors.append(f"{where}: “budget” must be 1 to {MAX_BUDGET} working days, or a text such as “6 weeks”")
    states = frozenset(State)
    rungs = table.get("rungs", [])
    if not isinstance(rungs, list) or not rungs:
        reader.errors.append(f"{where}: “rungs” must list at least one rung")
        rungs = []
    read = [_rung(reader, f"{where}.rungs[{n}]", rung) for n, rung in enumerate(rungs) if isinstance(rung, Mapping)]
    reader.errors.extend(
        f"{where}.rungs[{n}]: must be a table" for n, rung in enumerate(rungs) if not isinstance(rung, Mapping)
    )
    if rungs and not any(isinstance(rung, Mapping) and rung.get("offset") == 0 for rung in rungs):
        reader.errors.append(f"{where}: one rung must have “offset” 0, or it never falls due")
    names = [rung.name for rung in read]
    reader.errors.extend(f"{where}: two rungs are called “{name}”" for name in {n for n in names if names.count(n) > 1})
    reader.errors.extend(
        f"{where}: rung “{rung.name}” would fire before the first counted day"
        for rung in read
        if budget and rung.offset < 1 - budget
    )
    counted_in = frozenset(map(State, reader.choices(where, table, "states", states)))
    starts = frozenset(map(State, reader.choices(where, table, "starts", states)))
    if counted_in and not starts <= counted_in:
        reader.errors.append(f"{where}: “starts” must be among its “states”")
    return Timer(
        kind=kind,
        budget=budget or 1,
        written=str(table.get("budget")),
        source=reader.text(where, table, "source"),
        parties=frozenset(map(Party, reader.choices(where, table, "parties", frozenset(Party)))),
        states=counted_in,
        starts=starts,
        resubmission=_rounds(reader, where, table.get("rounds", "any")),
        rungs=tuple(sorted(read, key=lambda rung: rung.offset)),
        name=Sentence(reader.text(where, table, "name_en"), reader.text(where, table, "name_cy")),
    )


def _rounds(reader: _Reader, where: str, written: object) -> bool | None:
    known = {"any": None, "first": False, "later": True}
    if not isinstance(written, str) or written not in known:
        reader.errors.append(f"{where}: “rounds” must be any, first or later")
        return None
    return known[written]


def _rung(reader: _Reader, where: str, table: Mapping[str, Any]) -> Rung:
    reader.unknown(where, table, {"name", "offset", "message", "to", "urgent"})
    offset = table.get("offset")
    if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) > MAX_BUDGET:
        reader.errors.append(f"{where}: “offset” must be a whole number of working days")
        offset = 0
    if not isinstance(table.get("urgent", False), bool):
        reader.errors.append(f"{where}: “urgent” must be true or false")
    return Rung(
        name=reader.text(where, table, "name"),
        offset=offset,
        message=reader.text(where, table, "message"),
        audiences=reader.choices(where, table, "to", AUDIENCES),
        urgent=bool(table.get("urgent", False)),
    )


MEASURES = ("count", "oldest_working_days", "share_over_budget", "projected_clearance_months")


def _backlog(reader: _Reader, table: Mapping[str, Any]) -> Backlog:
    reader.unknown("backlog", table, {*MEASURES, "throughput", "clear_after", "to"})
    limits = {}
    for measure in MEASURES:
        row = table.get(measure)
        where = f"backlog.{measure}"
        if not isinstance(row, Mapping):
            reader.errors.append(f"{where}: amber, red and source are missing")
            continue
        reader.unknown(where, row, {"amber", "red", "source"})
        limit = Limit(
            reader.number(where, row, "amber"), reader.number(where, row, "red"), reader.text(where, row, "source")
        )
        if limit.red < limit.amber:
            reader.errors.append(f"{where}: red must not be below amber")
        limits[measure] = limit
    low, high, source = _throughput(reader, table.get("throughput"))
    clear_after = table.get("clear_after", 3)
    if isinstance(clear_after, bool) or not isinstance(clear_after, int) or clear_after < 1:
        reader.errors.append("backlog: “clear_after” must be a whole number of measurements, 1 or more")
        clear_after = 1
    return Backlog(
        limits=limits,
        months_min=low,
        months_max=high,
        months_source=source,
        clear_after=clear_after,
        audiences=reader.choices("backlog", table, "to", AUDIENCES),
    )


def _throughput(reader: _Reader, rate: object) -> tuple[int | None, int | None, Sentence]:
    """The months that all assurances took, where their dates are not known; a policy may be without."""
    where = "backlog.throughput"
    if rate is None:
        return None, None, Sentence("", "")
    if not isinstance(rate, Mapping):
        reader.errors.append(f"{where}: must be a table")
        return None, None, Sentence("", "")
    reader.unknown(where, rate, {"months_min", "months_max", "source", "source_cy"})
    low, high = reader.months(where, rate, "months_min"), reader.months(where, rate, "months_max")
    if low is not None and high is not None and high < low:
        reader.errors.append(f"{where}: months_max must not be below months_min")
    return low, high, Sentence(reader.text(where, rate, "source"), reader.text(where, rate, "source_cy"))
