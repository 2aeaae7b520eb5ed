"""Measures as one long table, for CSV: one figure a line, in codes that are the same in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from ispdesk.views.measures import AgeRow, Measures
from states.lives import Bounds
from states.measures import BUCKETS, Spread

COLUMNS = ("measure", "of", "figure", "at_least", "at_most")


@dataclass(frozen=True)
class Figure:
    """One figure: `most` is None where nothing is known above; both are where nothing is known at all."""

    measure: str
    of: str
    figure: str
    least: int | None
    most: int | None

    def cells(self) -> tuple[str, ...]:
        """As a line of the table; an empty cell is not known."""
        shown = ("" if number is None else str(number) for number in (self.least, self.most))
        return (self.measure, self.of, self.figure, *shown)


def figures(view: Measures) -> Iterator[Figure]:
    """Every figure."""
    for measure, rows in (("standing", view.standing), ("reached", view.reached)):
        for row in rows:
            yield _bounds(measure, row.key, "isps", row.isps)
            yield _bounds(measure, row.key, "percent_of_identified", row.share)
    for state, counted in view.ended:
        yield _bounds("ended", state.value, "isps", counted)
    for way in view.ways:
        yield from _spread("way", way.key, way.took)
    for stage in view.stages:
        yield from _spread("stage", stage.state.value, stage.took)
        for party, days in stage.by_party:
            yield Figure("stage_days_with", f"{stage.state.value}:{party.value}", "working_days", days, days)
    for with_party in view.parties:
        yield from _spread("party", with_party.party.value, with_party.had)
    for age in (*view.ages, view.waited):
        yield from _age(age)
    for month in view.flows:
        for name in ("submitted", "resubmitted", "assured", "returned", "other"):
            yield _bounds("month", month.first.strftime("%Y-%m"), name, getattr(month, name))
    for name, number in view.undated:
        yield Figure("month", "not_known", name, number, number)
    yield from _quality(view)
    for name in ("under", "within", "over", "not_known"):
        number = getattr(view.workshops, name)
        yield Figure("workshops", "four_to_six_weeks", name, number, number)
    yield from _spread("hours", "assured_isps", view.hours.by_isp, unit="minutes")
    yield Figure("hours", "all_isps", "minutes", view.hours.minutes, view.hours.minutes)


def _quality(view: Measures) -> Iterator[Figure]:
    first, returns = view.first_time, view.returns
    for name in ("passed", "corrected", "returned", "other"):
        yield _bounds("first_decision", name, "versions", getattr(first, name))
    yield _bounds("first_decision", "passed", "percent", first.share)
    yield Figure("first_decision", "not_known", "versions", first.not_known, first.not_known)
    for number, counted in enumerate(returns.by_number):
        yield _bounds("returns", str(number), "versions", counted)
    yield Figure("returns", "not_known", "versions", returns.not_known, returns.not_known)
    yield _bounds("bouncing", "resubmitted_unchanged", "resubmissions", returns.again)
    yield Figure("bouncing", "reversed", "hand_overs", returns.reversed, returns.reversed)


def _age(row: AgeRow) -> Iterator[Figure]:
    of = row.state.value if row.state else "awaiting_since_first_submitted"
    yield _bounds("open", of, "versions", row.open)
    yield from _spread("age", of, row.age)
    for place, number in enumerate(row.groups):
        name = f"to_{BUCKETS[place]}" if place < len(BUCKETS) else f"over_{BUCKETS[-1]}"
        yield Figure("age_group", of, name, number, number)
    yield Figure("age_group", of, "not_known", row.unsaid, row.unsaid)


def _spread(measure: str, of: str, spread: Spread, unit: str = "working_days") -> Iterator[Figure]:
    yield Figure(measure, of, "number", spread.n, spread.n)
    yield Figure(measure, of, "not_known", spread.not_known, spread.not_known)
    for name in ("median", "p80", "p95"):
        yield _bounds(measure, of, f"{name}_{unit}", getattr(spread, name))


def _bounds(measure: str, of: str, figure: str, bounds: Bounds | None) -> Figure:
    return Figure(measure, of, figure, bounds.least if bounds else None, bounds.most if bounds else None)
