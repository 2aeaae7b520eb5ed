"""Any history: the clock against a slow model and against a diary kept day by day, whatever happens in which order.

The diary is written as the days pass, by what was known then. The clock reckons anew from the history each time: that
both agree says that paused days, totals and counted days need no stored counter, and that a restart loses nothing.
"""

import datetime as dt
from dataclasses import replace
from functools import cache

import clock_oracle as oracle
from by_hand import STORED, WALES, budget_of
from clock_oracle import at
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from states.calendar import Calendar, may_be_closed, opening
from states.clock import Holding, Projection, booked, counted, in_force, project, totals
from states.lifecycle import Party
from states.words import Sentence

BEGINS = (
    dt.date(2026, 3, 23),  # summer time begins on the 29th, Easter is on 3 and 6 April
    dt.date(2026, 10, 19),  # it ends on the 25th
    dt.date(2026, 12, 17),  # Christmas, 28 December, New Year's Day
    dt.date(2022, 5, 26),  # 2 and 3 June
    dt.date(2022, 9, 13),  # the 19th
    dt.date(2023, 4, 26),  # 1 and 8 May
    dt.date(2027, 2, 24),  # St David's Day may be closed
)
HOURS = st.sampled_from(
    [(0, 0, 0), (8, 59, 59), (9, 0, 0), (9, 0, 1), (12, 0, 0), (16, 59, 0), (17, 0, 0), (17, 0, 1), (23, 59, 59)]
)
PARTIES = st.sampled_from([Party.TEAM, Party.TEAM, Party.GROUP, Party.COORDINATOR, Party.PARTNERS])
BUDGETS = st.integers(1, 9)
OFFSETS = st.frozensets(st.integers(-6, 7), max_size=4)
OURS = frozenset({Party.TEAM, Party.GROUP})
HOLIDAYS = frozenset(STORED)
Claims = dict[int, dt.datetime]


@cache
def calendar_with(closed: frozenset[dt.date]) -> Calendar:
    """The calendar of Wales with these closures: a value, whose 2,500 openings need not be listed 13,000 times."""
    return replace(WALES, closed={**STORED, **dict.fromkeys(closed, Sentence("Closed", "Ar gau"))})


class AnyHistory(RuleBasedStateMachine):
    """One ISP and its budget for the team and the group, from its first event on."""

    @initialize(begins=st.sampled_from(BEGINS), hour=HOURS, party=PARTIES, budget=BUDGETS, offsets=OFFSETS)
    def submitted(
        self, begins: dt.date, hour: tuple[int, int, int], party: Party, budget: int, offsets: frozenset[int]
    ) -> None:
        self.now = at(begins, *hour)
        self.closed = set(HOLIDAYS)
        self.floor: dt.datetime | None = None
        self.budget, self.offsets = budget, offsets
        self.log = [(self.now.isoformat(), party.value)]  # all that is stored
        self.fired: Claims = {}  # claims of the clock, and beside them those of the model
        self.rung: Claims = {}
        self.diary: list[tuple[dt.date, Party]] = []
        self.current, self.pending = party, None
        self.lines_until = self.now

    # What the desk has stored is put together anew each time.

    @property
    def calendar(self) -> Calendar:
        return calendar_with(frozenset(self.closed - HOLIDAYS))

    @property
    def holdings(self) -> list[Holding]:
        return in_force([Holding(dt.datetime.fromisoformat(since), Party(party)) for since, party in self.log])

    @property
    def records(self) -> list[oracle.Record]:
        return oracle.kept([(dt.datetime.fromisoformat(since), Party(party)) for since, party in self.log])

    @property
    def rungs(self) -> list[int]:
        return sorted({0, *(offset for offset in self.offsets if offset >= 1 - self.budget)})

    def seen(self) -> Projection:
        return project(budget_of(self.budget, self.rungs), self.holdings, self.calendar, self.now, floor=self.floor)

    # What happens.

    @rule(days=st.sampled_from([0, 0, 1, 1, 2, 3, 5, 12]), hour=HOURS)
    def time_passes(self, days: int, hour: tuple[int, int, int]) -> None:
        before = self.seen()
        day = self.now.astimezone(oracle.LONDON).date() + dt.timedelta(days)
        self.now = max(self.now, at(day, *hour))
        self._write()
        after = self.seen()
        assert after.rungs == before.rungs  # time alone moves nothing
        assert after.counted >= before.counted

    @rule(which=st.integers(0, 4), seconds=st.sampled_from([-3600, -1, 0, 0, 1, 3600]))
    def a_rung_is_near(self, which: int, seconds: int) -> None:
        """An hour or a second before or after a rung, or at its instant: where a slip would show."""
        ahead = sorted(when for _, when in self._model().values() if when > self.now)
        if ahead:
            self.now = max(self.now, ahead[which % len(ahead)] + dt.timedelta(seconds=seconds))
            self._write()

    @rule(party=PARTIES)
    def handed_over(self, party: Party) -> None:
        self._begin()
        self.current, self.pending = party, None  # it takes the place of a hold that was still to begin
        self.log.append((self.now.isoformat(), party.value))

    @rule()
    def held(self) -> None:
        self._at_next_opening(Party.NOBODY)

    @rule(party=PARTIES)
    def resumed(self, party: Party) -> None:
        self._at_next_opening(party)

    @rule(days=st.integers(0, 12), back=st.booleans())
    def closure_entered(self, days: int, back: bool) -> None:  # noqa: FBT001 - Hypothesis fills it
        """On a day to come, on this day until its close, or too late."""
        today = self.now.astimezone(oracle.LONDON).date()
        day = today + dt.timedelta(-days if back else days)
        assert may_be_closed(day, self.now) is (self.now <= at(day, 17))
        if not may_be_closed(day, self.now):
            return
        counted = self.seen().counted
        was_ours = any(line == (day, party) for line in self._lines() for party in OURS)
        self.closed.add(day)
        self.floor = self.now
        self.diary = [line for line in self.diary if line[0] != day]  # it had opened, and has not closed
        assert self.seen().counted == counted - was_ours  # every other counted day stays counted
        self._nothing_in_the_past()

    @rule(budget=BUDGETS, offsets=OFFSETS)
    def policy_adopted(self, budget: int, offsets: frozenset[int]) -> None:
        before = self.seen()
        self.budget, self.offsets, self.floor = budget, offsets, self.now
        after = self.seen()
        assert (after.counted, after.running) == (before.counted, before.running)
        self._nothing_in_the_past()

    @rule()
    def swept(self) -> None:
        """Every passed rung is claimed in order, once; a second run claims nothing."""
        for mark in self.seen().rungs:
            if mark.at <= self.now and mark.rung.offset not in self.fired:
                self.fired[mark.rung.offset] = mark.at
        for offset, (_, when) in sorted(self._model().items()):
            if when <= self.now and offset not in self.rung:
                self.rung[offset] = when
        assert self.fired == self.rung
        assert [m for m in self.seen().rungs if m.at <= self.now and m.rung.offset not in self.fired] == []

    @rule()
    @precondition(lambda self: len(self.log) > 1)
    def restarted(self) -> None:
        """From the log alone, in another process: the same."""
        before = self.seen()
        self.log = [(str(since), str(party)) for since, party in self.log]
        assert self.seen() == before == self.seen()

    # What holds.

    @invariant()
    def every_day_is_booked_to_one_party(self) -> None:
        days = booked(self.holdings, self.calendar, self.now)
        assert [(day.day, day.opened) for day in days] == self._lines()
        assert [(day.day, day.opened) for day in days] == oracle.diary(self.records, self.closed, self.now)
        assert [day.closed for day in days] == [oracle.holder(self.records, at(day.day, 17)) for day in days]
        found = totals(days)
        assert sum(found.values()) == len(days) == len({day.day for day in days})
        assert found == {party: sum(who is party for _, who in self._lines()) for party in Party}

    @invariant()
    def the_clock_agrees_with_the_model(self) -> None:
        found, expected = self.seen(), self._model()
        assert {mark.rung.offset: (mark.day, mark.at) for mark in found.rungs} == expected
        assert found.counted == sum(who in OURS for _, who in self._lines())
        assert found.counted == counted(OURS, self.holdings, self.calendar, self.now)
        assert found.due == (expected[0][0] if 0 in expected else None)
        assert found.fire_at == (expected[0][1] if 0 in expected else None)
        assert found.running is (self.records[-1][1] in OURS)

    @invariant()
    def what_is_paused_cannot_become_overdue(self) -> None:
        found = self.seen()
        if not found.running:
            assert all(mark.at < self.records[-1][0] for mark in found.rungs)

    def _model(self) -> oracle.Marks:
        return oracle.marks(self.budget, self.rungs, OURS, self.records, self.closed, self.floor)

    def _nothing_in_the_past(self) -> None:
        earliest = at(oracle.next_to_open(self.now, self.closed), 17)
        assert all(mark.at >= earliest for mark in self.seen().rungs)

    def _at_next_opening(self, party: Party) -> None:
        self._begin()
        day = oracle.next_to_open(self.now, self.closed)
        assert opening(self.calendar.opening_after(self.now)) == at(day, 9)
        self.pending = (at(day, 9), party)
        self.log.append((at(day, 9).isoformat(), party.value))
        self._begin()

    def _begin(self) -> None:
        if self.pending is not None and self.pending[0] <= self.now:
            self.current, self.pending = self.pending[1], None

    def _write(self) -> None:
        """Write a line for each day whose opening lies behind: what happens exactly at an opening counts before it."""
        day = self.lines_until.astimezone(oracle.LONDON).date()
        while at(day, 9) < self.now:
            if at(day, 9) >= self.lines_until and oracle.works(day, self.closed):
                if self.pending is not None and self.pending[0] <= at(day, 9):
                    self.current, self.pending = self.pending[1], None
                self.diary.append((day, self.current))
            day += oracle.DAY
        self.lines_until = self.now
        self._begin()

    def _lines(self) -> list[tuple[dt.date, Party]]:
        """The diary, and today's line where it is nine o'clock exactly."""
        today = self.now.astimezone(oracle.LONDON).date()
        if self.now == at(today, 9) and oracle.works(today, self.closed):
            return [*self.diary, (today, self.current)]
        return self.diary


AnyHistory.TestCase.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyHistory = AnyHistory.TestCase
