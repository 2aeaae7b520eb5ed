"""Reads a policy from the mapping of its file, or lists everything that is wrong with it, each with its key."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from states.lifecycle import LIFECYCLE, PROFILES, Party, Role, State, Trigger
from states.policy import (
    AUDIENCES,
    DAYS_A_WEEK,
    MAX_BUDGET,
    SIGNOFF_ORDERS,
    TASKS,
    Anchor,
    Backlog,
    Confirm,
    Digest,
    Limit,
    Period,
    Policy,
    Rung,
    Timer,
)
from states.words import Sentence

Key = tuple[str, ...]
MEASURES = ("count", "oldest_working_days", "share_over_budget", "projected_clearance_months")
SHORT = {-1: "clock_reminder", 0: "clock_due", 1: "clock_overdue"}
"""The message of a rung that is written as a number only: before, at and after the due day."""
TIMER_KEYS = frozenset(
    {
        "name_en", "name_cy", "source", "budget", "after", "before", "anchor", "held_by", "task", "states", "starts",
        "rounds", "moves", "rungs",
    },
)  # fmt: skip
AUTOMATIC = frozenset(move.trigger.value for move in LIFECYCLE if Role.TIMER in move.by)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the key it is about, outermost table first, and what to do, in words."""

    key: Key
    said: Sentence

    def __str__(self) -> str:
        return f"{'.'.join(self.key) or 'policy'}: {self.said.en}"


class PolicyError(Exception):
    """The policy was not read; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems

    @property
    def errors(self) -> list[str]:
        """Each problem as a line."""
        return [str(problem) for problem in self.problems]


def parse(mapping: Mapping[str, Any]) -> Policy:
    """Read a whole policy. Raises PolicyError with every problem."""
    reader = _Reader()
    policy = reader.policy(mapping, whole=True)
    if reader.problems:
        raise PolicyError(reader.problems)
    return policy


def problems_of(mapping: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with what a file has; what it has not is no problem here."""
    reader = _Reader()
    reader.policy(mapping, whole=False)
    return reader.problems


def working_days(written: object) -> int | None:
    """Read a budget: "30 working days", or "6 weeks" (five working days each). None without a unit or out of range."""
    match = re.fullmatch(r"(\d{1,3}) (weeks?|working days?)", str(written))
    if not match:
        return None
    days = int(match[1]) * (DAYS_A_WEEK if match[2].startswith("week") else 1)
    return days if 1 <= days <= MAX_BUDGET else None


def period(written: object, *, before: bool) -> Period | None:
    """Read "3 months", "12 weeks", "10 days" or "2 years". None where it is none of these."""
    match = re.fullmatch(r"(\d{1,3}) (day|week|month|year)s?", str(written))
    if not match:
        return None
    number, unit = int(match[1]), match[2]
    if unit in ("month", "year"):
        return Period(months=number * (12 if unit == "year" else 1), before=before)
    return Period(days=number * (7 if unit == "week" else 1), before=before)


class _Reader:
    """Reads a mapping and collects every problem instead of stopping at the first."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, key: Key, en: str, cy: str) -> None:
        self.problems.append(Problem(key, Sentence(en, cy)))

    def text(self, at: Key, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.wrong((*at, key), "must be a text", "rhaid iddo fod yn destun")
            return ""
        return value

    def number(self, at: Key, table: Mapping[str, Any], key: str) -> float:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            self.wrong((*at, key), "must be a number, 0 or more", "rhaid iddo fod yn rhif, 0 neu fwy")
            return math.nan  # compares as false with everything: one problem for one fault
        return value

    def whole_number(self, at: Key, table: Mapping[str, Any], key: str, default: int) -> int:
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.wrong((*at, key), "must be a whole number, 1 or more", "rhaid iddo fod yn rhif cyfan, 1 neu fwy")
            return default
        return value

    def choices(self, at: Key, table: Mapping[str, Any], key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        value, known = table.get(key), sorted(map(str, allowed))
        if not isinstance(value, list) or not value or any(str(item) not in known for item in value):
            given = [str(item) for item in value if str(item) not in known] if isinstance(value, list) else []
            unknown = f"; not known: {', '.join(given)}" if given else ""
            foreign = f"; anhysbys: {', '.join(given)}" if given else ""
            self.wrong(
                (*at, key),
                f"must list one or more of {', '.join(known)}{unknown}",
                f"rhaid rhestru un neu fwy o {', '.join(known)}{foreign}",
            )
            return ()
        return tuple(map(str, value))

    def one(self, at: Key, table: Mapping[str, Any], key: str, allowed: Iterable[str], default: str | None) -> str:
        value, known = table.get(key, default), sorted(map(str, allowed))
        if not isinstance(value, str) or value not in known:
            self.wrong((*at, key), f"must be one of {', '.join(known)}", f"rhaid iddo fod yn un o {', '.join(known)}")
            return default or known[0]
        return value

    def table(self, at: Key, value: object) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.wrong(at, "must be a table", "rhaid iddo fod yn dabl")
        return {}

    def unknown(self, at: Key, table: Mapping[str, Any], allowed: Iterable[str]) -> None:
        known = sorted(allowed)
        for key in table:
            if key not in known:
                self.wrong(
                    (*at, key),
                    f"is not known here; there are {', '.join(known)}",
                    f"yn anhysbys yma; ceir {', '.join(known)}",
                )

    def policy(self, mapping: Mapping[str, Any], *, whole: bool) -> Policy:
        self.unknown((), mapping, {"name", "profile", "signoff_order", "timers", "backlog", "digest"})
        given = {**({} if whole else {"name": "partial", "profile": "current"}), **mapping}
        timers = self.table(("timers",), mapping.get("timers", {}))
        return Policy(
            name=self.text((), given, "name"),
            profile=self.one((), given, "profile", PROFILES, None),
            signoff_order=self.one((), given, "signoff_order", SIGNOFF_ORDERS, "either"),
            timers=tuple(self.timer(kind, self.table(("timers", kind), row)) for kind, row in timers.items()),
            backlog=self.backlog(self.table(("backlog",), mapping.get("backlog", {})), whole=whole),
            digest=self.digest(self.table(("digest",), mapping.get("digest", {}))),
        )

    def timer(self, kind: str, table: Mapping[str, Any]) -> Timer:
        at = ("timers", kind)
        self.unknown(at, table, TIMER_KEYS)
        name = Sentence(self.text(at, table, "name_en"), self.text(at, table, "name_cy"))
        source = self.text(at, table, "source")
        lives = frozenset(map(State, self.choices(at, table, "states", State)))
        forms = [form for form in ("budget", "after", "before") if form in table]
        if len(forms) != 1:
            self.wrong(
                at,
                'needs either budget = "30 working days", after = "3 months" or before = "3 months"',
                'mae angen naill ai budget = "30 working days", after = "3 months" neu before = "3 months"',
            )
        rungs = self.rungs((*at, "rungs"), table.get("rungs", {}))
        if "budget" in table:
            return self.budget(at, table, Timer(kind, name, source, str(table["budget"]), lives, rungs))
        written = str(table.get("after", table.get("before", "")))
        return self.date(at, table, Timer(kind, name, source, written, lives, rungs), before="before" in table)

    def budget(self, at: Key, table: Mapping[str, Any], made: Timer) -> Timer:
        self.misplaced(at, table, ("anchor", "moves"), "a date (after, before)", "ddyddiad (after, before)")
        days = working_days(table["budget"])
        if days is None:
            self.wrong(
                (*at, "budget"),
                f'must be 1 to {MAX_BUDGET} working days with their unit, such as "30 working days" or "6 weeks"',
                f'rhaid iddo fod yn 1 i {MAX_BUDGET} diwrnod gwaith gyda\'r uned, megis "30 working days"',
            )
        self.marks((*at, "rungs"), days, made.rungs)
        task = self.one(at, table, "task", TASKS, None) if "task" in table else None
        if task is not None:
            self.misplaced(at, table, ("held_by", "starts", "rounds"), "a timer without a task", "amserydd heb dasg")
            held = frozenset({Party.PARTNERS})
            starts: frozenset[State] = frozenset()
        else:
            held = frozenset(map(Party, self.choices(at, table, "held_by", Party)))
            starts = frozenset(map(State, self.choices(at, table, "starts", State)))
            if made.states and not starts <= made.states:
                self.wrong((*at, "starts"), "must be among its states", "rhaid iddynt fod ymhlith ei gyflyrau")
        rounds = self.one(at, table, "rounds", ("any", "first", "later"), "any")
        return Timer(
            made.kind, made.name, made.source, made.written, made.states, made.rungs,
            budget=days or 1,
            parties=held,
            task=task,
            starts=starts,
            resubmission={"any": None, "first": False, "later": True}[rounds],
        )  # fmt: skip

    def misplaced(self, at: Key, table: Mapping[str, Any], keys: Iterable[str], en: str, cy: str) -> None:
        for key in keys:
            if key in table:
                self.wrong((*at, key), f"belongs to {en}", f"yn perthyn i {cy}")

    def marks(self, at: Key, days: int | None, rungs: tuple[Rung, ...]) -> None:
        """The rungs of a budget: one at its due day, none before its first counted day."""
        if not any(rung.offset == 0 for rung in rungs):
            self.wrong(at, "one rung must be 0, or it never falls due", "rhaid i un ris fod yn 0")
        for rung in rungs:
            if days and rung.offset < 1 - days:
                self.wrong(
                    (*at, rung.name),
                    "would fire before the first counted day",
                    "byddai'n tanio cyn y diwrnod cyntaf a gyfrifir",
                )

    def date(self, at: Key, table: Mapping[str, Any], made: Timer, *, before: bool) -> Timer:
        self.misplaced(at, table, ("held_by", "task", "starts", "rounds"), "a budget", "gyllideb")
        read = period(made.written, before=before)
        if made.written and read is None:
            self.wrong(
                (*at, "before" if before else "after"),
                'must be a number with its unit, such as "3 months", "12 weeks" or "10 days"',
                'rhaid iddo fod yn rhif gyda\'i uned, megis "3 months", "12 weeks" neu "10 days"',
            )
        moves = self.one(at, table, "moves", AUTOMATIC, None) if "moves" in table else None
        if not made.rungs and moves is None:
            self.wrong((*at, "rungs"), "must name at least one rung", "rhaid enwi o leiaf un ris")
        return Timer(
            made.kind, made.name, made.source, made.written, made.states, made.rungs,
            period=read or Period(before=before),
            anchor=Anchor(self.one(at, table, "anchor", Anchor, None)),
            moves=Trigger(moves) if moves else None,
        )  # fmt: skip

    def rungs(self, at: Key, written: object) -> tuple[Rung, ...]:
        table = self.table(at, written)
        return tuple(sorted((self.rung((*at, name), name, row) for name, row in table.items()), key=lambda r: r.offset))

    def rung(self, at: Key, name: str, written: object) -> Rung:
        short = isinstance(written, int) and not isinstance(written, bool)
        row: Mapping[str, Any] = {"on": written, "to": ["holder"]} if short else self.table(at, written)
        self.unknown(at, row, {"on", "message", "to", "urgent", "confirm"})
        offset = row.get("on")
        if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) > MAX_BUDGET:
            if row:
                self.wrong(
                    (*at, "on"), "must be a whole number of working days", "rhaid iddo fod yn nifer cyfan o ddiwrnodau"
                )
            offset = 0
        if not isinstance(row.get("urgent", False), bool):
            self.wrong((*at, "urgent"), "must be true or false", "rhaid iddo fod yn true neu false")
        usual = SHORT[(offset > 0) - (offset < 0)]
        return Rung(
            name=name,
            offset=offset,
            message=self.text(at, {"message": usual, **row}, "message"),
            audiences=self.choices(at, row, "to", AUDIENCES) if row else (),
            urgent=bool(row.get("urgent", False)),
            confirm=Confirm(self.one(at, row, "confirm", Confirm, None)) if "confirm" in row else None,
        )

    def digest(self, table: Mapping[str, Any]) -> Digest:
        at = ("digest",)
        self.unknown(at, table, {"most", "urgent", "source"})
        urgent = table.get("urgent", [])
        if not isinstance(urgent, list) or not all(isinstance(name, str) for name in urgent):
            self.wrong((*at, "urgent"), "must list messages", "rhaid rhestru negeseuon")
            urgent = []
        source = self.text(at, table, "source") if table else "our default"
        return Digest(self.whole_number(at, table, "most", Digest().most), frozenset(urgent), source)

    def backlog(self, table: Mapping[str, Any], *, whole: bool) -> Backlog:
        at = ("backlog",)
        self.unknown(at, table, {*MEASURES, "throughput", "clear_after", "to"})
        limits = {}
        for measure in MEASURES:
            if measure in table or whole:
                limits[measure] = self.limit((*at, measure), self.table((*at, measure), table.get(measure)))
        low, high, source = self.throughput(table.get("throughput"))
        return Backlog(
            limits=limits,
            months_min=low,
            months_max=high,
            months_source=source,
            clear_after=self.whole_number(at, table, "clear_after", 3),
            audiences=self.choices(at, table, "to", AUDIENCES) if whole or "to" in table else (),
        )

    def limit(self, at: Key, row: Mapping[str, Any]) -> Limit:
        self.unknown(at, row, {"amber", "red", "source"})
        limit = Limit(self.number(at, row, "amber"), self.number(at, row, "red"), self.text(at, row, "source"))
        if limit.red < limit.amber:
            self.wrong((*at, "red"), "must not be below amber", "rhaid iddo beidio â bod o dan amber")
        return limit

    def throughput(self, rate: object) -> tuple[int | None, int | None, Sentence]:
        """The months that all assurances took, where their dates are not known; a policy may be without."""
        at = ("backlog", "throughput")
        if rate is None:
            return None, None, Sentence("", "")
        row = self.table(at, rate)
        self.unknown(at, row, {"months_min", "months_max", "source", "source_cy"})
        low, high = self.months(at, row, "months_min"), self.months(at, row, "months_max")
        if low is not None and high is not None and high < low:
            self.wrong((*at, "months_max"), "must not be below months_min", "rhaid iddo beidio â bod o dan months_min")
        return low, high, Sentence(self.text(at, row, "source"), self.text(at, row, "source_cy"))

    def months(self, at: Key, row: Mapping[str, Any], key: str) -> int | None:
        value = self.number(at, row, key)
        if not math.isnan(value) and value != int(value):
            self.wrong((*at, key), "must be a whole number of months", "rhaid iddo fod yn nifer cyfan o fisoedd")
            return None
        return None if math.isnan(value) else int(value)
