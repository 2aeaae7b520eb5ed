"""Reads a policy from the mapping of its file, or lists everything that is wrong with it, each with its key."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from states.fields import Fields, Key, PolicyError, Problem
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
    Meetings,
    Period,
    Policy,
    Reviews,
    Rung,
    Timer,
)
from states.score import DEFAULTS, MOST_POINTS, Weight
from states.words import Sentence

__all__ = ["MEASURES", "Key", "PolicyError", "Problem", "parse", "period", "problems_of", "working_days"]
MEASURES = ("count", "oldest_working_days", "share_over_budget", "projected_clearance_months")
SHORT = {-1: "clock_reminder", 0: "clock_due", 1: "clock_overdue"}
"""The message of a rung that is written as a number only: before, at and after the due day."""
TOP = frozenset(
    {"name", "profile", "signoff_order", "timers", "backlog", "digest", "score", "review", "meetings", "reviews"}
)
FORMS = ("budget", "after", "before")
TIMER_KEYS = frozenset(
    {
        "name_en", "name_cy", "source", "budget", "after", "before", "anchor", "held_by", "task", "states", "starts",
        "rounds", "moves", "rungs",
    },
)  # fmt: skip
PAST = frozenset(
    {
        Anchor.OPERATION_AND_ASSURANCE, Anchor.CONSENT, Anchor.ACTIVITY, Anchor.WORKSHOP,
        Anchor.ASSURED_WITHOUT_SIGNATURE, Anchor.FACILITATOR,
    },
)  # fmt: skip
"""Anchors that have happened when a clock is reckoned from them."""
LONGEST_MONTH = 31
MAX_NAME = 60
MAX_PERIOD = {"day": 3660, "week": 520, "month": 120, "year": 10}
"""A period longer than ten years is a slip of the keyboard."""
MOST_MONTHS, MOST_WEEKS = 120, 26
"""An interval of more than ten years, or a date moved by more than half a year, is a slip of the keyboard."""
AUTOMATIC = frozenset(move.trigger.value for move in LIFECYCLE if Role.TIMER in move.by)


def parse(mapping: Mapping[str, Any]) -> Policy:
    """Read a whole policy. Raises PolicyError with every problem."""
    reader = _Reader(whole=True)
    policy = reader.policy(mapping)
    if reader.problems:
        raise PolicyError(reader.problems)
    return policy


def problems_of(mapping: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with what a file has; what it has not is no problem here."""
    reader = _Reader(whole=False)
    reader.policy(mapping)
    return reader.problems


def working_days(written: object) -> int | None:
    """Read a budget: "30 working days", or "6 weeks" (five working days each). None without a unit or out of range."""
    match = re.fullmatch(r"([0-9]{1,3}) (weeks?|working days?)", str(written))
    if not match:
        return None
    days = int(match[1]) * (DAYS_A_WEEK if match[2].startswith("week") else 1)
    return days if 1 <= days <= MAX_BUDGET else None


def period(written: object, *, before: bool) -> Period | None:
    """Read "3 months", "12 weeks", "10 days" or "2 years". None where it is none of these, or longer than ten years."""
    match = re.fullmatch(r"([0-9]{1,4}) (day|week|month|year)s?", str(written))
    if not match or int(match[1]) > MAX_PERIOD[match[2]]:
        return None
    number, unit = int(match[1]), match[2]
    if unit in ("month", "year"):
        return Period(months=number * (12 if unit == "year" else 1), before=before)
    return Period(days=number * (7 if unit == "week" else 1), before=before)


class _Reader(Fields):
    """Reads a policy, table by table."""

    def policy(self, mapping: Mapping[str, Any]) -> Policy:
        self.unknown((), mapping, TOP)
        timers = self.table(("timers",), mapping.get("timers", {}))
        if self.whole and not timers and isinstance(mapping.get("timers", {}), Mapping):
            self.wrong(("timers",), "must have at least one timer", "rhaid cael o leiaf un amserydd")
        return Policy(
            name=self.name(mapping),
            profile=self.one((), mapping, "profile", PROFILES, None),
            signoff_order=self.one((), mapping, "signoff_order", SIGNOFF_ORDERS, "either"),
            timers=tuple(self.timers(timers)),
            backlog=self.backlog(self.table(("backlog",), mapping.get("backlog", {}))),
            digest=self.digest(self.table(("digest",), mapping.get("digest", {}))),
            score=self.score(self.table(("score",), mapping.get("score", {}))),
            second_reader=self.review(self.table(("review",), mapping.get("review", {}))),
            meetings=self.meetings(self.table(("meetings",), mapping.get("meetings", {}))),
            reviews=self.reviews(self.table(("reviews",), mapping.get("reviews", {}))),
        )

    def name(self, mapping: Mapping[str, Any]) -> str:
        name = self.text((), mapping, "name")
        if len(name) > MAX_NAME:
            self.wrong(("name",), f"must have at most {MAX_NAME} characters", f"{MAX_NAME} nod ar y mwyaf")
        return name

    def timers(self, timers: Mapping[str, Any]) -> Iterable[Timer]:
        for kind, row in timers.items():
            self.called(("timers", kind))
            if isinstance(row, Mapping):
                yield self.timer(kind, row)
            else:
                self.table(("timers", kind), row)

    def timer(self, kind: str, table: Mapping[str, Any]) -> Timer:
        at = ("timers", kind)
        self.unknown(at, table, TIMER_KEYS)
        name = Sentence(self.line(at, table, "name_en"), self.line(at, table, "name_cy"))
        source = self.text(at, table, "source")
        lives = frozenset(map(State, self.choices(at, table, "states", State)))
        forms = [form for form in FORMS if form in table]
        if len(forms) > 1 or (self.whole and not forms):
            self.wrong(
                (*at, *forms[1:2]),
                'needs either budget = "30 working days", after = "3 months" or before = "3 months"',
                'mae angen naill ai budget = "30 working days", after = "3 months" neu before = "3 months"',
            )
        rungs = self.rungs((*at, "rungs"), table.get("rungs", {}))
        days = self.days(at, table["budget"]) if "budget" in table else None
        reckoned = [self.period(at, form, table[form]) for form in forms if form != "budget"]
        made = Timer(kind, name, source, str(table[forms[0]]) if forms else "", lives, rungs)
        if len(forms) != 1:
            return made
        return self.budget(at, table, made, days) if "budget" in table else self.date(at, table, made, reckoned[0])

    def days(self, at: Key, written: object) -> int | None:
        days = working_days(written)
        if days is None:
            self.wrong(
                (*at, "budget"),
                f'must be 1 to {MAX_BUDGET} working days with their unit, such as "30 working days" or "6 weeks"',
                f'rhaid iddo fod yn 1 i {MAX_BUDGET} diwrnod gwaith gyda\'r uned, megis "30 working days"',
            )
        return days

    def period(self, at: Key, form: str, written: object) -> Period | None:
        read = period(written, before=form == "before")
        if read is None:
            self.wrong(
                (*at, form),
                'must be a number with its unit, such as "3 months", "12 weeks" or "10 days", at most ten years',
                'rhaid iddo fod yn rhif gyda\'i uned, megis "3 months", "12 weeks", deng mlynedd ar y mwyaf',
            )
        return read

    def budget(self, at: Key, table: Mapping[str, Any], made: Timer, days: int | None) -> Timer:
        self.misplaced(at, table, ("anchor", "moves"), "a date (after, before)", "ddyddiad (after, before)")
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

    def marks(self, at: Key, days: int | None, rungs: tuple[Rung, ...]) -> None:
        """The rungs of a budget: one at its due day, none before its first counted day."""
        if (self.whole or rungs) and not any(rung.offset == 0 for rung in rungs):
            self.wrong(at, "one rung must be 0, or it never falls due", "rhaid i un ris fod yn 0")
        for rung in rungs:
            if days and rung.offset < 1 - days:
                self.wrong(
                    (*at, rung.name),
                    "would fire before the first counted day",
                    "byddai'n tanio cyn y diwrnod cyntaf a gyfrifir",
                )

    def date(self, at: Key, table: Mapping[str, Any], made: Timer, read: Period | None) -> Timer:
        self.misplaced(at, table, ("held_by", "task", "starts", "rounds"), "a budget", "gyllideb")
        moves = self.one(at, table, "moves", AUTOMATIC, None) if "moves" in table else None
        if moves is not None:
            self.possible((*at, "moves"), moves, made.states)
        elif not made.rungs and not self.left_out(table, "rungs"):
            self.wrong((*at, "rungs"), "must name at least one rung", "rhaid enwi o leiaf un ris")
        anchor = Anchor(self.one(at, table, "anchor", Anchor, None))
        if read is not None and anchor in PAST and table.get("anchor") == anchor:
            self.after(at, read, made.rungs)
        return Timer(
            made.kind, made.name, made.source, made.written, made.states, made.rungs,
            period=read or Period(),
            anchor=anchor,
            moves=Trigger(moves) if moves else None,
        )  # fmt: skip

    def after(self, at: Key, read: Period, rungs: tuple[Rung, ...]) -> None:
        """What is reckoned from something that has happened comes after it."""
        if read.before:
            self.wrong((*at, "before"), "cannot be before what has happened", "ni all fod cyn yr hyn a ddigwyddodd")
            return
        most = read.months * LONGEST_MONTH + read.days
        for rung in rungs:
            if -rung.offset + 2 * (-rung.offset // DAYS_A_WEEK) > most:
                self.wrong(
                    (*at, "rungs", rung.name),
                    "would fire before the day that it is reckoned from",
                    "byddai'n tanio cyn y diwrnod y cyfrifir ohono",
                )

    def possible(self, at: Key, moves: str, lives: frozenset[State]) -> None:
        sources = {move.source for move in LIFECYCLE if move.trigger.value == moves and Role.TIMER in move.by}
        if lives and not lives & sources:
            known = ", ".join(sorted(sources))
            self.wrong(at, f"is made only from {known}: name it in states", f"dim ond o {known}: enwch ef yn states")

    def rungs(self, at: Key, written: object) -> tuple[Rung, ...]:
        table = self.table(at, written)
        return tuple(sorted((self.rung((*at, name), name, row) for name, row in table.items()), key=lambda r: r.offset))

    def rung(self, at: Key, name: str, written: object) -> Rung:
        self.called(at)
        short = isinstance(written, int) and not isinstance(written, bool)
        if not short and not isinstance(written, Mapping):
            self.wrong(
                at,
                'must be a number of working days, such as -5, or a table such as { on = -5, to = ["team"] }',
                'rhaid iddo fod yn nifer o ddiwrnodau gwaith, megis -5, neu dabl megis { on = -5, to = ["team"] }',
            )
            return Rung(name, 0, SHORT[0], ())
        row: Mapping[str, Any] = {"on": written, "to": ["holder"]} if short else self.table(at, written)
        self.unknown(at, row, {"on", "message", "to", "urgent", "confirm", "source"})
        offset = row.get("on")
        if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) > MAX_BUDGET:
            if not self.left_out(row, "on"):
                en = f"must be a whole number of working days, -{MAX_BUDGET} to {MAX_BUDGET}"
                cy = f"rhaid iddo fod yn nifer cyfan o ddiwrnodau gwaith, -{MAX_BUDGET} i {MAX_BUDGET}"
                if short:
                    self.wrong(at, en, cy)
                else:
                    self.amiss(at, row, "on", en, cy)
            offset = 0
        if not isinstance(row.get("urgent", False), bool):
            self.wrong((*at, "urgent"), "must be true or false", "rhaid iddo fod yn true neu false")
        usual = SHORT[(offset > 0) - (offset < 0)]
        return Rung(
            name=name,
            offset=offset,
            message=self.text(at, {"message": usual, **row}, "message"),
            audiences=self.choices(at, row, "to", AUDIENCES),
            urgent=bool(row.get("urgent", False)),
            confirm=Confirm(self.one(at, row, "confirm", Confirm, None)) if "confirm" in row else None,
            source=self.text(at, row, "source") if "source" in row else "",
        )

    def digest(self, table: Mapping[str, Any]) -> Digest:
        at = ("digest",)
        self.unknown(at, table, {"most", "urgent", "source"})
        urgent = table.get("urgent", [])
        if not isinstance(urgent, list) or not all(isinstance(name, str) for name in urgent):
            self.wrong((*at, "urgent"), "must list messages", "rhaid rhestru negeseuon")
            urgent = []
        source = self.text(at, table, "source") if "most" in table else Digest().source
        return Digest(self.whole_number(at, table, "most", Digest().most), frozenset(urgent), source)

    def meetings(self, table: Mapping[str, Any]) -> Meetings:
        at = ("meetings",)
        self.unknown(at, table, {"quorum", "source"})
        source = self.text(at, table, "source") if "quorum" in table else Meetings().source
        return Meetings(self.whole_number(at, table, "quorum", Meetings().quorum), source)

    def reviews(self, table: Mapping[str, Any]) -> Reviews:
        at, usual = ("reviews",), Reviews()
        self.unknown(at, table, {"first", "later", "longest", "tolerance", "a_month", "source"})
        first = self.span(at, table, "first", usual.first, "months", MOST_MONTHS)
        later = self.span(at, table, "later", usual.later, "months", MOST_MONTHS)
        longest = self.span(at, table, "longest", usual.longest, "months", MOST_MONTHS)
        if longest < max(first, later):
            self.wrong((*at, "longest"), "must not be below first or later", "ni chaiff fod yn llai na first na later")
        weeks = self.span(at, table, "tolerance", usual.tolerance, "weeks", MOST_WEEKS)
        a_month = self.whole_number(at, table, "a_month", usual.a_month)
        source = self.text(at, table, "source") if set(table) - {"source"} else usual.source
        return Reviews(first, later, longest, weeks, a_month, source)

    def score(self, table: Mapping[str, Any]) -> Mapping[str, Weight]:
        """The points of each part of the queue's score; what is not said stays our default."""
        self.unknown(("score",), table, DEFAULTS)
        return {**DEFAULTS, **{name: self.weight(("score", name), table[name]) for name in DEFAULTS if name in table}}

    def weight(self, at: Key, written: object) -> Weight:
        row = self.table(at, written)
        if row is not written:
            return Weight(0)
        self.unknown(at, row, {"points", "source"})
        points = row.get("points", 0)
        if isinstance(points, bool) or not isinstance(points, int) or not 0 <= points <= MOST_POINTS:
            self.wrong(
                (*at, "points"),
                f"must be a whole number, 0 to {MOST_POINTS}",
                f"rhaid iddo fod yn rhif cyfan, 0 i {MOST_POINTS}",
            )
            points = 0
        if "points" not in row and not self.left_out(row, "points"):
            self.wrong((*at, "points"), "is missing", "ar goll")
        return Weight(points, self.text(at, row, "source"))

    def review(self, table: Mapping[str, Any]) -> bool:
        at = ("review",)
        self.unknown(at, table, {"second_reader", "source"})
        asked = table.get("second_reader", False)
        if not isinstance(asked, bool):
            self.wrong((*at, "second_reader"), "must be true or false", "rhaid iddo fod yn true neu false")
        if "second_reader" in table:
            self.text(at, table, "source")
        return asked is True

    def backlog(self, table: Mapping[str, Any]) -> Backlog:
        at = ("backlog",)
        self.unknown(at, table, {*MEASURES, "throughput", "clear_after", "clear_after_source", "to"})
        limits = {}
        for measure in MEASURES:
            if measure in table or self.whole:
                limits[measure] = self.limit(at, table, measure)
        low, high, source = self.throughput(table.get("throughput"))
        return Backlog(
            limits=limits,
            months_min=low,
            months_max=high,
            months_source=source,
            clear_after=self.whole_number(at, table, "clear_after", 3),
            audiences=self.choices(at, table, "to", AUDIENCES),
            clear_after_source=self.text(at, {"clear_after_source": "our default", **table}, "clear_after_source"),
        )

    def limit(self, above: Key, table: Mapping[str, Any], measure: str) -> Limit:
        at, row = (*above, measure), table.get(measure)
        if not isinstance(row, Mapping):
            known = "amber, red, source"
            self.amiss(above, table, measure, f"must be a table with {known}", f"rhaid iddo fod yn dabl â {known}")
            return Limit(0, 0, "")
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
        if not isinstance(rate, Mapping):
            self.table(at, rate)
            return None, None, Sentence("", "")
        row = rate
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
