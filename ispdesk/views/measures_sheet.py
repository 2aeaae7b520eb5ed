"""Measures as one long table for CSV, one figure a line in codes; and how a bounded figure is said."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from ispdesk.views.measures import AgeRow, Measures
from ispdesk.words import Lang, said
from states.lives import Bounds
from states.measures import BUCKETS, Spread
from states.measuring import FLOWS

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


def sheet(view: Measures) -> str:
    """Every figure as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(one.cells() for one in figures(view))
    return text.getvalue()


def bounded(bounds: Bounds | None, lang: Lang) -> str:
    """A figure that may be bounded, as people read it; a dash where there is none."""
    if bounds is None:
        return "\N{EN DASH}"
    if bounds.exact is not None:
        return str(bounds.exact)
    if bounds.most is None:
        return said("measures.at_least", lang, least=bounds.least)
    return said("measures.range", lang, least=bounds.least, most=bounds.most)


def figures(view: Measures) -> Iterator[Figure]:
    """Every figure."""
    yield from _funnel(view)
    yield from _lengths(view)
    for age in (*view.ages, view.waited):
        yield from _age(age)
    yield from _flows(view)
    yield from _quality(view)
    for name in ("under", "within", "over", "not_known"):
        yield _number("workshops", "four_to_six_weeks", name, getattr(view.workshops, name))
    yield from _spread("hours", "assured_isps", view.hours.by_isp, unit="minutes")
    yield _number("hours", "all_isps", "minutes", view.hours.minutes)


def _funnel(view: Measures) -> Iterator[Figure]:
    for measure, rows in (("standing", view.standing), ("reached", view.reached)):
        for row in rows:
            yield _bounds(measure, row.key, "isps", row.isps)
            yield _bounds(measure, row.key, "percent_of_identified", row.share)
    for state, counted in view.ended:
        yield _bounds("ended", state.value, "isps", counted)


def _lengths(view: Measures) -> Iterator[Figure]:
    for way in view.ways:
        yield from _spread("way", way.key, way.took)
    for stage in view.stages:
        yield from _spread("stage", stage.state.value, stage.took)
        for party, days in stage.by_party:
            yield _number("stage_days_with", f"{stage.state.value}:{party.value}", "working_days", days)
    for with_party in view.parties:
        yield from _spread("party", with_party.party.value, with_party.had)


def _flows(view: Measures) -> Iterator[Figure]:
    for month in view.flows:
        for name in FLOWS:
            yield _bounds("month", month.first.strftime("%Y-%m"), name, getattr(month, name))
    for name, number in view.undated:
        yield _number("month", "not_known", name, number)


def _quality(view: Measures) -> Iterator[Figure]:
    first, returns = view.first_time, view.returns
    for name in ("passed", "corrected", "returned", "other"):
        yield _bounds("first_decision", name, "versions", getattr(first, name))
    yield _bounds("first_decision", "passed", "percent", first.share)
    yield _number("first_decision", "not_known", "versions", first.not_known)
    for number, counted in enumerate(returns.by_number):
        yield _bounds("returns", str(number), "versions", counted)
    yield _number("returns", "not_known", "versions", returns.not_known)
    yield _bounds("bouncing", "resubmitted_unchanged", "resubmissions", returns.again)
    yield _number("bouncing", "reversed", "hand_overs", returns.reversed)


def _age(row: AgeRow) -> Iterator[Figure]:
    of = row.state.value if row.state else "awaiting_since_first_submitted"
    yield _bounds("open", of, "versions", row.open)
    yield from _spread("age", of, row.age)
    for place, number in enumerate(row.groups):
        name = f"to_{BUCKETS[place]}" if place < len(BUCKETS) else f"over_{BUCKETS[-1]}"
        yield _number("age_group", of, name, number)
    yield _number("age_group", of, "not_known", row.unsaid)


def _spread(measure: str, of: str, spread: Spread, unit: str = "working_days") -> Iterator[Figure]:
    yield _number(measure, of, "number", spread.n)
    yield _number(measure, of, "not_known", spread.not_known)
    for name in ("median", "p80", "p95"):
        yield _bounds(measure, of, f"{name}_{unit}", getattr(spread, name))


def _bounds(measure: str, of: str, figure: str, bounds: Bounds | None) -> Figure:
    return Figure(measure, of, figure, bounds.least if bounds else None, bounds.most if bounds else None)


def _number(measure: str, of: str, figure: str, number: int) -> Figure:
    return Figure(measure, of, figure, number, number)
