"""Reviews ahead by month, how a pile could be spread, and the next date of one review, as people see them."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from ispdesk.commands import review_dates as rules
from ispdesk.words import LANGS, Lang, dates, said
from ispdesk.words.text import Text
from models.queries import review_dates
from models.queries.review_dates import Due
from models.tables.isp import Isp, Version
from states.calendar import local_day
from states.levelling import Placed, Plan, month_of, months_between, spread
from states.lifecycle import State
from states.policy import Reviews

MOST_MONTHS: Final = 61
"""Months that the load curve shows, this one included; later ones are counted together."""
WIDTH, HEIGHT = 760, 240
"""Units of the plot."""


@dataclass(frozen=True)
class Month:
    """Reviews of one month, as the dates stand and as they would stand; `over`: more than the team can do."""

    first: dt.date
    now: int
    then: int | None
    over: bool


@dataclass(frozen=True)
class Bar:
    """A month's bar of the plot."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Curve:
    """The load curve as an SVG: bars as the dates stand, a line of steps as they would; the height is `most`."""

    bars: tuple[Bar, ...]
    then: str
    enough: str
    most: int


@dataclass(frozen=True)
class Measured:
    """How even a load is: the fullest month, the mean month, and the one by the other; None without any review."""

    fullest: int
    mean: float
    ratio: float | None


@dataclass(frozen=True)
class LoadView:
    """The reviews ahead. `overdue` lie before this month, `beyond` after the last one shown."""

    months: tuple[Month, ...]
    total: int
    overdue: int
    not_known: int
    beyond: int
    now: Measured
    policy: Reviews
    curve: Curve | None


@dataclass(frozen=True)
class Move:
    """One review date that would move, and why."""

    ref: str
    title: Text
    was: dt.date
    day: dt.date
    own: dt.date
    had: int
    why: Text


@dataclass(frozen=True)
class SpreadView:
    """A pile spread. `least`: no choice within the tolerances has a fullest month of less, None where it has.

    `mark` stands for the moves: what is applied is what was shown. `late`: dates later than the policy allows, which
    no tolerance reaches.
    """

    load: LoadView
    then: Measured
    moves: tuple[Move, ...]
    late: tuple[Due, ...]
    least: int | None
    enough: int
    mark: str


@dataclass(frozen=True)
class Next:
    """The date that is proposed for the next review; `wished` is another where it was moved."""

    day: dt.date
    wished: dt.date
    why: Text

    def chosen(self, day: dt.date | None) -> dict[str, str | None]:
        """What a move carries for the day that was chosen; the one proposed with the date that it was moved from."""
        moved = {"wished_review_date": self.wished.isoformat()} if day == self.day != self.wished else {}
        return {"review_date": day.isoformat() if day else None, **moved}


def load_view(session: Session, at: dt.datetime) -> LoadView:
    """How many reviews each month asks for."""
    return _load(review_dates.in_force(session), rules.numbers(session), local_day(at))


def _load(every: list[Due], policy: Reviews, today: dt.date, then: Mapping[dt.date, int] | None = None) -> LoadView:
    this = month_of(today)
    counted = Counter(month_of(due.review_date) for due in every if due.review_date is not None)
    ahead = [month for month in {*counted, *(then or {})} if month >= this]
    months = months_between(this, max(ahead))[:MOST_MONTHS] if ahead else []
    shown = tuple(
        Month(
            month,
            counted[month],
            None if then is None else then.get(month, 0),
            over=(counted[month] if then is None else then.get(month, 0)) > policy.a_month,
        )
        for month in months
    )
    return LoadView(
        months=shown,
        total=sum(n for month, n in counted.items() if month >= this),
        overdue=sum(n for month, n in counted.items() if month < this),
        not_known=sum(due.review_date is None for due in every),
        beyond=sum(n for month, n in counted.items() if months and month > months[-1]),
        now=_measured([month.now for month in shown]),
        policy=policy,
        curve=_curve(shown, policy.a_month),
    )


def _measured(loads: list[int]) -> Measured:
    """From the first month with a review to the last, as the mean is meant."""
    there = [n for n, load in enumerate(loads) if load]
    between = loads[there[0] : there[-1] + 1] if there else []
    mean = sum(between) / len(between) if between else 0.0
    fullest = max(between, default=0)
    return Measured(fullest, mean, fullest / mean if mean else None)


def _curve(months: tuple[Month, ...], a_month: int) -> Curve | None:
    if not months:
        return None
    most = max(a_month, *(max(month.now, month.then or 0) for month in months))
    step = WIDTH / len(months)

    def height(n: int) -> float:
        return round(n * HEIGHT / most, 1)

    bars = tuple(
        Bar(round(n * step, 1), round(HEIGHT - height(month.now), 1), round(step * 0.9, 1), height(month.now))
        for n, month in enumerate(months)
    )
    points = [
        f"{x:.1f},{HEIGHT - height(month.then):.1f}"
        for n, month in enumerate(months)
        if month.then is not None
        for x in (n * step, (n + 1) * step)
    ]
    level = HEIGHT - height(a_month)
    return Curve(bars, " ".join(points), f"0,{level:.1f} {WIDTH},{level:.1f}", most)


def spread_view(session: Session, at: dt.datetime) -> SpreadView:
    """How the dates of all reviews would be spread; none that stands moves where the load is even enough already."""
    today, policy = local_day(at), rules.numbers(session)
    every = review_dates.in_force(session)
    first = rules.first_day(session, today)
    pile = [due for due in every if due.state == State.ASSURED and due.review_date and due.review_date >= first]
    movable = {due.ref for due in pile}
    fixed = Counter(month_of(due.review_date) for due in every if due.review_date and due.ref not in movable)
    ahead = {month: n for month, n in fixed.items() if month >= month_of(today)}
    plan = spread((rules.wanted(due, policy, first) for due in pile), ahead, policy.tolerance, policy.a_month)
    stands = Counter(ahead)
    stands.update(month_of(due.review_date) for due in pile if due.review_date)
    even = max(stands.values(), default=0) <= max(plan.enough, *plan.after.values(), 0)
    settled = even and all(_in_bounds(due, policy) for due in pile)
    by_ref = {due.ref: due for due in pile}
    moves = () if settled else tuple(_moves(plan, by_ref))
    then = dict(stands) if settled else plan.after
    fullest = max(then.values(), default=0)
    load = _load(every, policy, today, then)
    return SpreadView(
        load=load,
        then=_measured([month.then or 0 for month in load.months]),
        moves=moves,
        late=tuple(by_ref[one.key] for one in plan.placed if one.why == "fixed"),
        least=fullest if fullest > plan.enough else None,
        enough=plan.enough,
        mark=hashlib.sha256(repr([(one.ref, one.was, one.day) for one in moves]).encode()).hexdigest()[:32],
    )


def _in_bounds(due: Due, policy: Reviews) -> bool:
    """Whether a date lies where it may: a policy may have changed since it was set."""
    own, day = due.own, due.review_date
    return own is None or day is None or abs((day - own).days) <= policy.tolerance * 7


def _moves(plan: Plan, by_ref: Mapping[str, Due]) -> list[Move]:
    found = []
    for one in plan.placed:
        due = by_ref[one.key]
        if due.review_date is not None and one.day != due.review_date:
            title = Text(due.title_en or None, due.title_cy or None)
            found.append(Move(one.key, title, due.review_date, one.day, one.wish, one.had, why_of(one)))
    return found


def why_of(placed: Placed) -> Text:
    """Why a review lies where it does, in both languages."""
    return Text(*(_why(placed, lang) for lang in sorted(LANGS, key=lambda lang: lang != "en")))


def _why(placed: Placed, lang: Lang) -> str:
    weeks = abs(placed.weeks)
    values = {
        "n": weeks,
        "own": dates.day(placed.wish, lang),
        "month": dates.month(placed.wish, lang),
        "had": placed.had,
        "to": dates.month(placed.day, lang),
        "has": placed.has,
    }
    way = "earlier" if placed.day < placed.wish else "later"
    key = {"full": way if weeks else "stays", "room": f"room_{way}"}.get(placed.why, placed.why)
    return said(f"reviews.why.{key}", lang, **values)


def next_review(session: Session, isp: Isp, version: Version, at: dt.datetime) -> Next:
    """The date that would be set for a version's next review now."""
    placed = rules.proposed(session, isp, version, local_day(at))
    return Next(placed.day, placed.wish, why_of(placed))
