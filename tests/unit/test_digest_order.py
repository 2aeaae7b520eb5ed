"""The order of the day's letter, against a slow and obvious model, and each rule by an example."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from notifications.digest import HEADINGS, Waiting, arrange

MONDAY = dt.date(2026, 3, 2)


def one(notice: int, about: str, *, asks: bool = True, theirs: bool = True, due: int | None = None) -> Waiting:
    return Waiting(notice, about, asks, theirs, None if due is None else MONDAY + dt.timedelta(due))


def said(waiting: list[Waiting], most: int = 20) -> list[tuple[str, list[str]]]:
    return [(part.heading, [named.about for named in part.named]) for part in arrange(waiting, most).sections]


def test_whose_turn_it_is_comes_first_and_news_last() -> None:
    waiting = [one(1, "news", asks=False, theirs=False), one(2, "others", theirs=False), one(3, "yours")]
    assert said(waiting) == [("yours", ["yours"]), ("others", ["others"]), ("news", ["news"])]


def test_what_only_tells_of_an_isp_that_the_reader_now_holds_is_theirs() -> None:
    assert said([one(1, "A", asks=False)]) == [("yours", ["A"])]


def test_the_longest_overdue_comes_first_then_the_nearest_due_then_what_has_no_date() -> None:
    waiting = [one(1, "none"), one(2, "soon", due=3), one(3, "overdue", due=-1), one(4, "long", due=-40)]
    assert said(waiting) == [("yours", ["long", "overdue", "soon", "none"])]


def test_what_is_due_on_the_same_day_keeps_the_order_in_which_it_was_written() -> None:
    assert said([one(7, "B", due=1), one(5, "A", due=1), one(6, "C", due=1)]) == [("yours", ["A", "C", "B"])]


def test_an_isp_is_named_once_under_its_first_heading_with_all_that_is_said_of_it() -> None:
    waiting = [one(3, "A", asks=False, theirs=False, due=-9), one(1, "A", theirs=False, due=4), one(2, "A", due=7)]
    (section,) = arrange(waiting, 20).sections
    (named,) = section.named
    assert (section.heading, named.notices, named.due) == ("yours", (1, 2, 3), MONDAY + dt.timedelta(7))


def test_beyond_the_budget_the_rest_is_a_number_and_the_first_in_order_are_named() -> None:
    waiting = [one(n, f"Y{n}", due=n) for n in range(3)] + [one(9, "O", theirs=False, due=-5)]
    found = arrange(waiting, 2)
    assert said(waiting, 2) == [("yours", ["Y0", "Y1"])]
    assert (found.unnamed, found.yours) == (("Y2", "O"), 3)
    assert said(waiting, 0) == []


def test_nothing_waits() -> None:
    found = arrange([], 20)
    assert (found.sections, found.unnamed, found.yours) == ((), (), 0)


WAITING = st.lists(
    st.builds(
        one,
        st.integers(1, 10_000),
        st.sampled_from("ABCDEFG"),
        asks=st.booleans(),
        theirs=st.booleans(),
        due=st.none() | st.integers(-5, 5),
    ),
    unique_by=lambda notice: notice.notice,
    max_size=25,
)


def rank(notices: list[Waiting]) -> tuple[int, int, dt.date, int]:
    """Where one ISP stands: the slow, obvious way."""
    places = [0 if n.theirs else 1 if n.asks else 2 for n in notices]
    days = [n.due for n, place in zip(notices, places, strict=True) if place == min(places) and n.due]
    return min(places), 0 if days else 1, min(days, default=MONDAY), min(n.notice for n in notices)


@given(WAITING, st.integers(0, 8))
def test_every_isp_is_named_once_or_counted_once_in_the_obvious_order(waiting: list[Waiting], most: int) -> None:
    by_about = {about: [n for n in waiting if n.about == about] for about in {n.about for n in waiting}}
    ordered = sorted(by_about, key=lambda about: rank(by_about[about]))
    found = arrange(waiting, most)
    named = [named for part in found.sections for named in part.named]
    assert [entry.about for entry in named] == ordered[:most]
    assert list(found.unnamed) == ordered[most:]
    headings = [part.heading for part in found.sections]
    assert headings == sorted(set(headings), key=HEADINGS.index)
    assert all(part.named for part in found.sections)
    for entry in named:
        assert sorted(entry.notices) == sorted(n.notice for n in by_about[entry.about])
    assert found.yours == sum(any(n.theirs for n in notices) for notices in by_about.values())
