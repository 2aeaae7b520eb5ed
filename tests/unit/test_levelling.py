"""Review dates spread: the bounds of any pile, the least that its fullest month can have, 400 ISPs of some shapes."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.levelling import Placed, Wanted, days_for, month_of, months_between, propose, spread

BASE = dt.date(2027, 1, 1)
WEEKS, A_MONTH = 8, 8
"""The shipped policy's."""


def pile(wishes: Iterable[dt.date]) -> list[Wanted]:
    """Reviews that may lie anywhere within their tolerance."""
    return [Wanted(f"I{n:03}", wish, dt.date(2026, 1, 1), dt.date(2036, 1, 1)) for n, wish in enumerate(wishes)]


def least(wanted: Iterable[Wanted], fixed: Mapping[dt.date, int], weeks: int) -> int:
    """The least that any choice can have in its fullest month, counted without choosing (Hall's theorem).

    Reviews whose months all lie between two months have to share those: so many of them divided by so many months.
    """
    reach = [sorted(days_for(one, weeks) or {month_of(one.wish): one.wish}) for one in wanted]
    ends = [(of[0], of[-1]) for of in reach] + [(month, month) for month, n in fixed.items() for _ in range(n)]
    every = months_between(min(a for a, _ in ends), max(b for _, b in ends))
    place = {month: n for n, month in enumerate(every)}
    spans = [(place[a], place[b]) for a, b in ends]
    found = 0
    for a in range(len(every)):
        for b in range(a, len(every)):
            inside = sum(a <= first and last <= b for first, last in spans)
            found = max(found, -(-inside // (b - a + 1)))
    return found


def evenness(load: Mapping[dt.date, int]) -> float:
    """The fullest month to the mean of all from the first with a review to the last."""
    there = [month for month in load if load[month]]
    return max(load.values()) * len(months_between(min(there), max(there))) / sum(load.values())


def within(one: Wanted, placed: Placed, weeks: int) -> None:
    """Check one review's bounds."""
    assert (placed.day - placed.wish).days % 7 == 0
    if placed.why == "fixed":
        assert placed.day == one.wish
        assert not days_for(one, weeks)
        return
    assert abs(placed.day - one.wish) <= dt.timedelta(weeks=weeks)
    assert placed.day >= one.first
    assert placed.day <= (one.wish if one.last is None else one.last)


DAYS = st.integers(0, 400).map(lambda n: BASE + dt.timedelta(n))
WANTED = st.builds(
    lambda wish, first, last: (wish, wish - dt.timedelta(first), None if last is None else wish + dt.timedelta(last)),
    DAYS,
    st.integers(-30, 90),
    st.none() | st.integers(-60, 90),
)


@given(
    st.lists(WANTED, max_size=40),
    st.dictionaries(DAYS.map(month_of), st.integers(1, 6), max_size=8),
    st.integers(0, 9),
    st.integers(1, 5),
)
def test_of_any_pile_the_bounds_hold_and_the_fullest_month_is_the_least_possible(
    given_: list[tuple[dt.date, dt.date, dt.date | None]], fixed: dict[dt.date, int], weeks: int, a_month: int
) -> None:
    wanted = [Wanted(str(n), *one) for n, one in enumerate(given_)]
    plan = spread(wanted, fixed, weeks, a_month)
    by_key = {one.key: one for one in wanted}
    assert sorted(one.key for one in plan.placed) == sorted(by_key)
    for placed in plan.placed:
        within(by_key[placed.key], placed, weeks)
    load = Counter(month_of(one.day) for one in plan.placed)
    load.update(fixed)
    assert {m: n for m, n in load.items() if n} == {m: n for m, n in plan.after.items() if n}
    assert sum(plan.before.values()) == sum(plan.after.values())
    if wanted:
        assert max(load.values()) <= max(plan.enough, least(wanted, fixed, weeks))
    assert spread(reversed(wanted), fixed, weeks, a_month) == plan, "the same pile in another order is another plan"


def uniform(chance: random.Random) -> list[dt.date]:
    return [BASE + dt.timedelta(chance.randrange(730)) for _ in range(400)]


def a_year(chance: random.Random) -> list[dt.date]:
    return [BASE + dt.timedelta(chance.randrange(365)) for _ in range(400)]


def seasonal(chance: random.Random) -> list[dt.date]:
    weights = [30, 10, 40, 5, 5, 5, 10, 3, 25, 15, 20, 5] * 2
    return [BASE + dt.timedelta(30 * chance.choices(range(24), weights)[0] + chance.randrange(30)) for _ in range(400)]


def alternating(_chance: random.Random) -> list[dt.date]:
    months = months_between(BASE, dt.date(2028, 12, 1))[::2]
    return [months[n % 12].replace(day=1 + n % 28) for n in range(400)]


@pytest.mark.parametrize("shape", [uniform, a_year, seasonal, alternating])
def test_400_isps_and_eight_weeks_have_no_month_above_a_quarter_more_than_the_mean(shape: object) -> None:
    for seed in range(3):
        wanted = pile(shape(random.Random(seed)))  # noqa: S311 - a seeded pile  # type: ignore[operator]  # one of the four
        plan = spread(wanted, {}, WEEKS, A_MONTH)
        assert evenness(plan.after) <= 1.25, (seed, evenness(plan.before))
        assert evenness(plan.before) > 1.25, "nothing had to be levelled"
        again = spread(pile(one.day for one in plan.placed), {}, WEEKS, A_MONTH)
        assert not again.moved or evenness(again.after) <= 1.25


def test_one_by_one_in_any_order_they_come_out_as_even() -> None:
    for shape in (uniform, a_year, seasonal):
        load: Counter[dt.date] = Counter()
        for one in pile(shape(random.Random(1))):  # noqa: S311 - likewise
            placed = propose(one, load, WEEKS, A_MONTH)
            within(one, placed, WEEKS)
            load[month_of(placed.day)] += 1
        assert evenness(load) <= 1.25


def test_all_in_one_month_reach_five_months_and_no_more() -> None:
    """400 on days of one November: eight weeks reach September to January, so 80 is the least whatever is done.

    Against the mean of those five months that is even; against the mean of a year, 33.3, no choice is under 2.4 times.
    """
    wanted = pile(dt.date(2027, 11, 1 + n % 30) for n in range(400))
    plan = spread(wanted, {}, WEEKS, A_MONTH)
    assert least(wanted, {}, WEEKS) == 80
    assert len(plan.after) == 5
    assert max(plan.after.values()) == plan.enough == 100  # a quarter more than the mean of 80: fewer dates move
    assert evenness(plan.after) == 1.25
    assert least(wanted, {}, WEEKS) / (400 / 12) == pytest.approx(2.4)


def test_two_piles_a_year_apart_have_the_least_that_hall_allows() -> None:
    """200 each in two Novembers: ten months reached of seventeen; 40 is the least, and 1.25 of the mean cannot be."""
    wanted = pile(dt.date(2027 + n % 2, 11, 1 + n % 30) for n in range(400))
    plan = spread(wanted, {}, WEEKS, A_MONTH)
    assert plan.enough < max(plan.after.values()) == least(wanted, {}, WEEKS) == 40
    assert evenness(plan.after) == pytest.approx(40 * 17 / 400)


def test_a_few_are_never_moved_and_each_that_is_says_why() -> None:
    day = dt.date(2027, 11, 15)
    few = spread(pile([day] * A_MONTH), {}, WEEKS, A_MONTH)
    assert few.moved == ()
    assert {one.why for one in few.placed} == {"stays"}
    more = spread(pile([day] * (A_MONTH + 1)), {}, WEEKS, A_MONTH)
    moved = more.moved[0]
    assert (len(more.moved), moved.weeks, moved.why, moved.had, moved.has) == (1, -3, "full", 8, 0)
    one = propose(Wanted("x", day, BASE, None), {month_of(day): 41, dt.date(2027, 10, 1): 12}, WEEKS, A_MONTH)
    assert (one.day, one.why, one.had, one.has) == (dt.date(2027, 10, 25), "full", 41, 12)


def test_what_may_not_lie_where_it_was_wished_for_says_why() -> None:
    day = dt.date(2027, 11, 15)
    near = spread([Wanted("n", day, day + dt.timedelta(3), day + dt.timedelta(90))], {}, WEEKS, A_MONTH)
    late = spread([Wanted("l", day, BASE, day - dt.timedelta(3))], {}, WEEKS, A_MONTH)
    never = spread([Wanted("f", day, BASE, day - dt.timedelta(90))], {}, WEEKS, A_MONTH)
    unknown = spread([Wanted(f"u{n}", day, BASE, None) for n in range(30)], {}, WEEKS, A_MONTH)
    assert [(p.placed[0].why, p.placed[0].weeks) for p in (near, late, never)] == [
        ("notice", 1),
        ("latest", -1),
        ("fixed", 0),
    ]
    assert {one.weeks <= 0 for one in unknown.placed} == {True}, "moved later though its latest day is not known"
