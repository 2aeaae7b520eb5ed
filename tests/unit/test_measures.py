"""What measures are made of: quantiles that occurred, counts and lengths that are only bounded, days by party."""

import datetime as dt
import math

from hypothesis import given
from hypothesis import strategies as st

from states.calendar import Calendar, opening
from states.lifecycle import Party, State
from states.lives import NOWHERE, Bounds, Held, Life, Span, any_of, opened, reach
from states.measures import SHARES, Lengths, Tally, bucket, buckets, period, quantile, share_in, share_of, within
from states.measuring import Figures, Measuring
from states.when import When, on

CALENDAR = Calendar(dt.date(2025, 1, 1), dt.date(2027, 12, 31), 1)
MONDAY = dt.date(2026, 3, 2)
AT = dt.date(2026, 6, 30)


def day(n: int) -> dt.date:
    """So many calendar days after a Monday."""
    return MONDAY + dt.timedelta(n)


def noon(n: int) -> dt.datetime:
    return opening(day(n)) + dt.timedelta(hours=3)


LENGTHS = st.lists(st.integers(0, 400), min_size=1, max_size=40)


@given(LENGTHS, st.sampled_from(SHARES))
def test_a_quantile_occurred_and_is_the_smallest_within_which_the_share_lies(values: list[int], share: int) -> None:
    found = quantile(sorted(values), share)
    assert found in values
    assert sum(one <= found for one in values) * 100 >= share * len(values)
    assert sum(one < found for one in values) * 100 < share * len(values)


def test_quantiles_by_hand() -> None:
    ten = list(range(1, 11))
    assert [quantile(ten, share) for share in SHARES] == [5, 8, 10]
    assert [quantile([7], share) for share in SHARES] == [7, 7, 7]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=30))
def test_whatever_the_true_lengths_were_their_quantiles_lie_within_the_bounds(
    known: list[tuple[int, int, int]],
) -> None:
    lengths = Lengths()
    for true, below, above in known:
        lengths.add(Bounds(max(true - below, 0), true + above if above < 29 else None))
    lengths.add(None)
    spread = lengths.spread()
    truly = sorted(true for true, _, _ in known)
    for share, bounds in zip(SHARES, (spread.median, spread.p80, spread.p95), strict=True):
        assert bounds is not None
        most = math.inf if bounds.most is None else bounds.most
        assert bounds.least <= quantile(truly, share) <= most
    assert (spread.n, spread.not_known) == (len(known), 1)


def test_of_nothing_there_is_no_quantile() -> None:
    lengths = Lengths()
    lengths.add(None)
    assert (lengths.spread().n, lengths.spread().median, lengths.spread().not_known) == (0, None, 1)


def test_a_share_is_bounded_by_what_may_be_of_the_one_part_or_the_other() -> None:
    passed, failed = Tally(), Tally()
    for answer in (True, True, None):
        passed.add(answer)
    for answer in (True, None, False):
        failed.add(answer)
    assert share_of(passed, failed) == Bounds(50, 75)  # 2 of 4; 3 of 4
    assert share_of(Tally(), Tally()) is None
    assert share_in(Tally(10, 10), Tally(110, 110)) == Bounds(9, 9)
    assert share_in(Tally(1, 10), Tally(2, 110)) == Bounds(1, 100)
    assert share_in(Tally(0, 3), Tally(0, 3)) is None


def test_an_interval_is_within_days_out_of_them_or_perhaps() -> None:
    first, last = day(0), day(10)
    assert within(on(day(0)), first, last) is True
    assert within(When(day(2), day(10)), first, last) is True
    assert within(When(day(2), day(11)), first, last) is None
    assert within(When(None, day(5)), first, last) is None
    assert within(When(), first, last) is None
    assert within(on(day(11)), first, last) is False
    assert within(When(None, day(-1)), first, last) is False


def test_ages_fall_into_groups_where_one_is_certain() -> None:
    assert [bucket(Bounds(n, n)) for n in (0, 10, 11, 60, 61, 121)] == [0, 0, 1, 3, 4, 5]
    assert bucket(Bounds(5, 12)) is None
    assert bucket(Bounds(121, None)) == 5
    assert bucket(Bounds(5, None)) is None
    assert buckets([Bounds(1, 1), None, Bounds(200, 210)]) == ((1, 0, 0, 0, 0, 1), 1)


def test_a_period_is_whole_months_that_end_with_that_of_the_day() -> None:
    assert period(dt.date(2012, 9, 30), 3) == (dt.date(2012, 7, 1), dt.date(2012, 8, 1), dt.date(2012, 9, 1))
    assert period(dt.date(2026, 1, 15), 2) == (dt.date(2025, 12, 1), dt.date(2026, 1, 1))


def test_a_length_counts_the_openings_and_is_bounded_where_its_ends_are() -> None:
    assert opened((noon(0),) * 2, (noon(4),) * 2, CALENDAR) == Bounds(4, 4)  # Tuesday to Friday
    assert opened((noon(0), noon(1)), (noon(3), noon(8)), CALENDAR) == Bounds(2, 6)
    assert opened((noon(0), noon(4)), (noon(3), noon(8)), CALENDAR) == Bounds(0, 6)
    assert opened((None, noon(1)), (noon(3), noon(3)), CALENDAR) == Bounds(2, None)
    assert opened(NOWHERE, (noon(3), noon(3)), CALENDAR) is None
    assert opened((dt.datetime(2012, 1, 1, tzinfo=dt.UTC),) * 2, (noon(3),) * 2, CALENDAR) is None


def test_a_told_day_counts_from_the_next_opening_and_a_statement_without_one_from_nowhere() -> None:
    assert reach(on(day(0)), noon(0), "done") == (noon(0), noon(0))
    told = opening(day(0)) + dt.timedelta(microseconds=1)
    assert reach(on(day(0)), noon(3), "done") == (told, told)
    assert reach(When(), noon(3), "done") == (noon(3), noon(3))
    assert reach(When(), noon(3), "stated") == NOWHERE
    assert reach(When(None, day(0)), noon(3), "stated") == (None, told)


def test_yes_before_not_known_before_no() -> None:
    assert any_of([False, None, True]) is True
    assert any_of([False, None]) is None
    assert any_of([]) is False


MOVES = (
    ("made_known", State.IDENTIFIED, Party.NOBODY, 0), ("take_up", State.SCOPING, Party.COORDINATOR, 1),
    ("start_workshops", State.WORKSHOPS, Party.COORDINATOR, 4), ("confirm_flows", State.DRAFT, Party.COORDINATOR, 39),
    ("submit", State.QA_QUEUE, Party.TEAM, 42), ("claim", State.QA_REVIEW, Party.TEAM, 43),
    ("return_for_amendment", State.RETURNED, Party.COORDINATOR, 49), ("resubmit", State.QA_QUEUE, Party.TEAM, 56),
    ("claim", State.QA_REVIEW, Party.TEAM, 57), ("assure", State.ASSURED, Party.NOBODY, 60),
)  # fmt: skip


def lived(moves: int = len(MOVES), *, contents: tuple[str, str] = ("a", "b")) -> Life:
    """One ISP with so many moves, each at noon."""
    made = MOVES[:moves]
    spans = []
    for place, (kind, state, _, n) in enumerate(made):
        left = on(day(made[place + 1][3])) if place + 1 < len(made) else None
        content = contents[kind == "resubmit"] if kind in ("submit", "resubmit") else None
        spans.append(Span(1, state, on(day(n)), left, place, kind, "done", noon(n), content))
    held = [Held(place, noon(n), party) for place, (_, _, party, n) in enumerate(made)]
    return Life("A1", on(day(0)), tuple(spans), holdings={1: held}, minutes=((day(20), 90),))


def measured(*lives: Life, at: dt.date = AT) -> Figures:
    measuring = Measuring(at, opening(at) + dt.timedelta(hours=9), period(at), CALENDAR)
    for life in lives:
        measuring.add(life)
    return measuring.found


def test_an_isp_that_went_the_whole_way_by_hand() -> None:
    found = measured(lived())
    assert found.stages[State.WORKSHOPS].least == [25]  # five weeks
    assert found.workshops == [Bounds(25, 25)]
    assert found.stages[State.QA_QUEUE].least == [1, 1]
    assert found.ways["to_submission"].least == [30]
    assert found.ways["to_decision"].least == [5]
    assert found.ways["to_assurance"].least == [44]
    days = {party: lengths.least for party, lengths in found.parties.items()}
    assert days == {
        Party.COORDINATOR: [34], Party.PARTNERS: [0], Party.TEAM: [9], Party.GROUP: [0], Party.NOBODY: [1],
    }  # fmt: skip
    assert sum(one for (one,) in days.values()) == 44
    assert found.stage_party[State.WORKSHOPS] == {Party.COORDINATOR: 25, **dict.fromkeys((Party.TEAM, Party.NOBODY), 0)}
    assert found.stage_party[State.QA_QUEUE] == {Party.TEAM: 2, **dict.fromkeys((Party.COORDINATOR, Party.NOBODY), 0)}
    assert found.first_decisions["return_for_amendment"].least == 1
    assert found.returns[1].least == 1
    assert (found.same.least, found.same.most) == (0, 0)
    assert (found.hours.least, found.minutes) == ([90], 90)
    assert found.flows[dt.date(2026, 5, 1), "assured"].least == 1
    assert found.flows[dt.date(2026, 4, 1), "submitted"].least == 1
    assert [found.reached[name].least for name in ("identified", "taken_up", "submitted", "assured")] == [1, 1, 1, 1]


def test_as_at_an_earlier_day_it_was_where_it_was_then() -> None:
    found = measured(lived(), at=day(44))
    assert (found.standing["awaiting"].least, found.standing["assured"].most) == (1, 0)
    assert found.open[State.QA_REVIEW].least == 1
    assert found.ages[State.QA_REVIEW] == [Bounds(1, 1)]
    assert found.waited == [Bounds(2, 2)]
    assert found.hours.least == []
    assert measured(lived(), at=day(-1)).reached["identified"].most == 0


def test_the_same_again_is_told_from_what_was_changed() -> None:
    assert measured(lived(contents=("a", "a"))).same.least == 1


def test_what_was_taken_on_as_it_stood_is_counted_as_not_known() -> None:
    taken = Span(1, State.ASSURED, on(day(3)), None, 1, "taken_on", "stated", noon(3))
    found = measured(Life("T", When(None, day(3)), (taken,), holdings={1: [Held(1, noon(3), Party.NOBODY)]}))
    assert (found.first_not_known, found.returns_not_known) == (1, 1)
    assert found.ways["to_assurance"].not_known == 1
    assert found.flows[dt.date(2026, 3, 1), "assured"].least == 1
    assert found.first_decisions == {}


def test_what_is_only_counted_is_somewhere_and_nothing_else_is_known_of_it() -> None:
    counted = Life("C", on(day(0)), (), frozenset({State.QA_QUEUE}), When(None, day(0)))
    found = measured(counted)
    assert (found.standing["awaiting"].least, found.waited) == (1, [None])
    assert found.undated["submitted"] == 1
    assert found.flows[dt.date(2026, 3, 1), "submitted"].most == 1
    assert found.flows[dt.date(2026, 3, 1), "submitted"].least == 0


def test_what_a_source_only_implies_has_no_length_and_is_no_decision() -> None:
    life = lived()
    implied = [
        Span(s.version, s.state, When() if s.kind == "return_for_amendment" else s.entered,
             When() if s.state is State.QA_REVIEW and s.seq < 6 else s.left, s.seq, s.kind,
             "implied" if s.kind == "return_for_amendment" else s.standing, s.at, s.content)
        for s in life.spans
    ]  # fmt: skip
    holdings = [Held(one.seq, None if one.seq == 6 else one.since, one.party) for one in life.holdings[1]]
    found = measured(Life("A1", life.identified, tuple(implied), holdings={1: holdings}))
    assert "return_for_amendment" not in found.first_decisions
    assert found.stages[State.RETURNED].least == []
    assert found.parties[Party.TEAM].least == []
    assert found.parties[Party.TEAM].not_known == 1
