"""Measures as at the end of a day, from the lives of ISPs one after another: nothing is kept of a life but numbers.

`first` to `at` are the days that flows (what ended, came, was decided) are counted in. What a source implies and does
not say, and what was taken on as it stood, has no length and is counted as not known.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from states import bouncing
from states.calendar import Calendar, CalendarEndsError
from states.clock import Holding, in_force
from states.lifecycle import DEVELOPING, ENDS, IN_FORCE, OPEN_ROUND, Party, State, Trigger
from states.lives import NOWHERE, Bounds, Life, Reach, Span, any_of, opened
from states.measures import Lengths, Tally, within
from states.when import When

ASSURING: Final = frozenset({Trigger.ASSURE, Trigger.ASSURE_WITH_OBSERVATIONS, Trigger.ASSURE_ONCE_CORRECTED})
DECIDING: Final = ASSURING | {Trigger.RETURN_FOR_AMENDMENT, Trigger.USE_OTHER_INSTRUMENT}
"""Decisions on a round of quality assurance (design §5)."""
STAGES: Final = (
    State.IDENTIFIED, State.SCOPING, State.WORKSHOPS, State.DRAFT, State.QA_QUEUE, State.QA_REVIEW, State.RETURNED,
    State.REVIEW_DUE, State.IN_REVIEW, State.LAPSED,
)  # fmt: skip
"""Stages that something is done in, or waits in; an assured ISP waits for nothing."""
WAYS: Final = ("to_submission", "to_decision", "to_assurance")
"""From being made known (or opened, of a later version) to its first submission; from there to the first decision;
from being made known to assurance."""
FLOWS: Final = ("submitted", "resubmitted", "assured", "returned", "other")
COUNTED_AS: Final = {
    Trigger.SUBMIT.value: "submitted",
    Trigger.RESUBMIT.value: "resubmitted",
    **dict.fromkeys(sorted(trigger.value for trigger in ASSURING), "assured"),
    Trigger.RETURN_FOR_AMENDMENT.value: "returned",
    Trigger.USE_OTHER_INSTRUMENT.value: "other",
}
REACHED: Final = {
    "identified": frozenset(State),
    "taken_up": frozenset(State) - {State.IDENTIFIED, State.NOT_APPROPRIATE, State.MERGED, State.WITHDRAWN},
    "submitted": OPEN_ROUND | IN_FORCE | {State.LAPSED, State.SUPERSEDED, State.RETIRED},
    "assured": IN_FORCE | {State.LAPSED, State.SUPERSEDED, State.RETIRED},
}  # fmt: skip
STANDING: Final = {
    "developing": DEVELOPING, "awaiting": OPEN_ROUND, "assured": IN_FORCE, "lapsed": frozenset({State.LAPSED}),
}  # fmt: skip
MOST_RETURNS: Final = 3
"""Returns that are told apart: none, one, two, and three or more."""


@dataclass(slots=True)
class Figures:
    """Everything that is measured, still as lists of lengths and counts."""

    stages: dict[State, Lengths] = field(default_factory=lambda: defaultdict(Lengths))
    stage_party: dict[State, Counter[Party]] = field(default_factory=lambda: defaultdict(Counter))
    ways: dict[str, Lengths] = field(default_factory=lambda: defaultdict(Lengths))
    parties: dict[Party, Lengths] = field(default_factory=lambda: defaultdict(Lengths))
    open: dict[State, Tally] = field(default_factory=lambda: defaultdict(Tally))
    ages: dict[State, list[Bounds | None]] = field(default_factory=lambda: defaultdict(list))
    waited: list[Bounds | None] = field(default_factory=list)
    flows: dict[tuple[dt.date, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    undated: Counter[str] = field(default_factory=Counter)
    first_decisions: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    first_not_known: int = 0
    returns: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    returns_not_known: int = 0
    same: Tally = field(default_factory=Tally)
    reversed: int = 0
    workshops: list[Bounds | None] = field(default_factory=list)
    hours: Lengths = field(default_factory=Lengths)
    minutes: int = 0
    standing: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    reached: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    ended: dict[State, Tally] = field(default_factory=lambda: defaultdict(Tally))


@dataclass(frozen=True, slots=True)
class _Stay:
    """Adjoining spans of one version in one state, and the span that ended them."""

    begun: Span
    ended: Span | None
    since: Reach
    till: Reach


class Measuring:
    """Measures one life after another; `until` is the last instant that is looked at, on the day `at`."""

    def __init__(self, at: dt.date, until: dt.datetime, months: Sequence[dt.date], calendar: Calendar) -> None:
        self.at, self.months, self.calendar = at, months, calendar
        self.until = until + dt.timedelta.resolution
        self.found = Figures()

    def add(self, life: Life) -> None:
        """Measure one ISP."""
        self._funnel(life)
        self._hours(life)
        versions: dict[int, list[Span]] = defaultdict(list)
        for span in life.spans:
            versions[span.version].append(span)
        for number, spans in versions.items():
            self._version(life, number, spans)

    # The funnel.

    def _funnel(self, life: Life) -> None:
        known = life.identified.had_happened(self.at)
        if known is False:
            return
        found = self.found
        for name, states in REACHED.items():
            found.reached[name].add(known if name == "identified" else life.had_been_in(states, self.at))
        for name, kept in STANDING.items():
            found.standing[name].add(life.was_in(kept, self.at))
        for end in {span.state for span in life.spans if span.state in ENDS}:
            found.ended[end].add(life.was_in(frozenset({end}), self.at))
        for state in life.counted:
            self._counted(state, life.held)

    def _counted(self, state: State, held: When) -> None:
        """One that a source only counts: where it stands, and that nothing else is known of it."""
        found, inside = self.found, within(held, self.months[0], self.at)
        if state in STAGES:
            found.open[state].add(held.had_happened(self.at))
            if held.had_happened(self.at):
                found.ages[state].append(None)
                found.waited.extend([None] if state in OPEN_ROUND else [])
        if inside is False or state not in OPEN_ROUND | IN_FORCE:
            return
        self._count("submitted" if state in OPEN_ROUND else "assured", held)
        if state in OPEN_ROUND:
            found.ways["to_submission"].add(None)
            return
        found.ways["to_assurance"].add(None)
        for party in Party:
            found.parties[party].add(None)
        found.hours.add(None)
        found.first_not_known += 1
        found.returns_not_known += 1

    # One version.

    def _version(self, life: Life, number: int, spans: list[Span]) -> None:
        holdings = life.holdings.get(number, ())
        parts = in_force([Holding(one.since, one.party) for one in holdings if one.since is not None])
        whole = all(one.since is not None for one in holdings)
        for stay in self._stays(life, spans):
            self._stay(stay, parts if whole else None)
        self._rounds(life, spans, parts if whole else None)
        known = [bouncing.Held(one.since, one.party) for one in holdings]
        first = self.months[0]
        self.found.reversed += sum(
            first <= one.day <= self.at for one in bouncing.reversed_handovers(known, self.calendar)
        )

    def _stays(self, life: Life, spans: list[Span]) -> list[_Stay]:
        begun = [spans[0], *(after for before, after in pairwise(spans) if before.state is not after.state)]
        since = [life.since(span) for span in begun]
        return [
            _Stay(span, after, since[n], since[n + 1] if after else NOWHERE)
            for n, (span, after) in enumerate(zip(begun, [*begun[1:], None], strict=True))
        ]

    def _stay(self, stay: _Stay, parts: list[Holding] | None) -> None:
        state, found = stay.begun.state, self.found
        if state not in STAGES:
            return
        ended = stay.ended.entered.had_happened(self.at) if stay.ended else False
        if ended is not False:
            inside = within(stay.ended.entered, self.months[0], self.at) if stay.ended else False
            if inside is not False:
                length = opened(stay.since, stay.till, self.calendar) if inside else None
                found.stages[state].add(length)
                if state is State.WORKSHOPS:
                    found.workshops.append(length)
                if length is not None and length.exact is not None and parts is not None:
                    found.stage_party[state].update(self._by_party(parts, stay.since, stay.till) or {})
        here = stay.begun.held_at(entered=stay.begun.entered.had_happened(self.at), left=ended)
        found.open[state].add(here)
        if here:
            now = (self.until, self.until)
            found.ages[state].append(opened(stay.since, now, self.calendar))

    def _by_party(self, parts: list[Holding], since: Reach, till: Reach) -> Counter[Party] | None:
        """Whose the working days between two instants were; None where an instant is not known."""
        start, end = since[0], till[0]
        if start is None or end is None or since[0] != since[1] or till[0] != till[1]:
            return None
        days: Counter[Party] = Counter()
        ends = [*(one.since for one in parts[1:]), end]
        try:
            for part, stop in zip(parts, ends, strict=False):
                days[part.party] += self.calendar.openings(max(part.since, start), min(stop, end))
        except CalendarEndsError:
            return None
        return days

    # Rounds of quality assurance.

    def _rounds(self, life: Life, spans: list[Span], parts: list[Holding] | None) -> None:
        found, first = self.found, self.months[0]
        taken = next((span for span in spans if span.kind == "taken_on"), None)
        came = next((span for span in spans if span.state in OPEN_ROUND), None)
        decisions = [after for before, after in pairwise(spans) if _decides(before, after)]
        decided = decisions[0] if decisions else None
        assured = next((span for span in spans if span.state in IN_FORCE), None)
        returned = [span for span in spans if span.kind == Trigger.RETURN_FOR_AMENDMENT]
        self._flows(spans)
        since = life.since(spans[0]) if taken is None else NOWHERE
        fresh = came is not None and came.kind == Trigger.SUBMIT
        if came is not None:
            self._way("to_submission", came, since if fresh else NOWHERE, life)
            if decided is not None:
                self._way("to_decision", decided, life.since(came), life)
        if assured is None:
            early = decided is not None
        else:
            early = True
            self._assured(life, assured, since, parts)
            inside = within(_assured_on(assured), first, self.at)
            if inside is not False and (taken is None or taken.state in DEVELOPING):
                before = sum(span.seq < assured.seq for span in returned)
                found.returns[min(before, MOST_RETURNS)].add(inside)
            elif inside is not False:
                found.returns_not_known += 1
        if early:
            self._first_decision(decided, assured, taken)
        if came is not None and any_of(span.was(self.at) for span in spans if span.state in OPEN_ROUND):
            found.waited.append(opened(life.since(came), (self.until, self.until), self.calendar))

    def _way(self, name: str, end: Span, since: Reach, life: Life) -> None:
        inside = within(end.entered, self.months[0], self.at)
        if inside is not False:
            self.found.ways[name].add(opened(since, life.since(end), self.calendar) if inside else None)

    def _assured(self, life: Life, assured: Span, since: Reach, parts: list[Holding] | None) -> None:
        inside = within(_assured_on(assured), self.months[0], self.at)
        if inside is False:
            return
        length = opened(since, life.since(assured), self.calendar) if inside else None
        self.found.ways["to_assurance"].add(length)
        days = self._by_party(parts, since, life.since(assured)) if parts is not None and inside else None
        for party in Party:
            self.found.parties[party].add(None if days is None else Bounds(days[party], days[party]))
        spent = sum(minutes for day, minutes in life.minutes if day <= self.at)
        self.found.hours.add(Bounds(spent, spent) if spent and inside else None)

    def _first_decision(self, decided: Span | None, assured: Span | None, taken: Span | None) -> None:
        when = decided.entered if decided else _assured_on(assured) if assured else None
        inside = within(when, self.months[0], self.at) if when else False
        if inside is False:
            return
        if decided is None or (taken is not None and taken.state not in DEVELOPING):
            self.found.first_not_known += 1
        else:
            self.found.first_decisions[decided.kind].add(inside)

    def _flows(self, spans: list[Span]) -> None:
        """What came and was decided, by month; and resubmissions with what had been submitted before."""
        before: Span | None = None
        submitted: str | None = None
        for span in spans:
            name = _flow(before, span)
            if name is not None:
                self._count(name, span.entered)
            if span.kind == Trigger.RESUBMIT:
                known = submitted is not None and span.content is not None
                inside = within(span.entered, self.months[0], self.at)
                if inside is not False:
                    self.found.same.add(submitted == span.content if known and inside else None)
            if span.kind in (Trigger.SUBMIT, Trigger.RESUBMIT):
                submitted = span.content
            before = span

    def _count(self, name: str, when: When) -> None:
        if when.had_happened(self.at) is False:
            return
        day = when.day
        if day is not None:
            if day >= self.months[0]:
                self.found.flows[day.replace(day=1), name].add(True)
            return
        ends = [*(first - dt.timedelta(1) for first in self.months[1:]), self.at]
        found = [(first, within(when, first, last)) for first, last in zip(self.months, ends, strict=True)]
        for first, inside in found:
            self.found.flows[first, name].add(inside)
        if not any(inside for _, inside in found) and any(inside is None for _, inside in found):
            self.found.undated[name] += 1

    def _hours(self, life: Life) -> None:
        self.found.minutes += sum(minutes for day, minutes in life.minutes if self.months[0] <= day <= self.at)


def _decides(before: Span, after: Span) -> bool:
    """Whether a span was entered by a decision on a round; what a source only implies is none."""
    return after.kind in DECIDING and before.state in OPEN_ROUND and after.standing != "implied"


def _assured_on(span: Span) -> When:
    """When a version was assured; what was taken on in a later state was so before, nobody says when."""
    return span.entered if span.state is State.ASSURED else When(None, span.entered.not_after)


def _flow(before: Span | None, span: Span) -> str | None:
    """What a span's beginning is counted as, if anything."""
    if span.standing == "implied":
        return None
    if span.kind == "taken_on":
        return "submitted" if span.state in OPEN_ROUND else "assured" if span.state is State.ASSURED else None
    if before is not None and span.kind in DECIDING and not _decides(before, span):
        return None
    return COUNTED_AS.get(span.kind)
