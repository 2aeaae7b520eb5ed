"""What bounces, case by case; and what findings point at."""

import datetime as dt

import pytest

from states.bouncing import Held, Progress, Reversed, Round, bounces, progress, reversed_handovers
from states.calendar import Calendar
from states.lifecycle import Party
from states.returning import Part, Pointer, grouped, pointer

CALENDAR = Calendar(dt.date(2026, 1, 1), dt.date(2026, 12, 31), 1)
T, G, C = Party.TEAM, Party.GROUP, Party.COORDINATOR


@pytest.mark.parametrize(
    ("rounds", "brought", "why"),
    [
        ([Round(1, "a", True, 2, 0)], [Progress.NOT_KNOWN], None),
        ([Round(1, "a", True, 2, 0), Round(2, "a", False)], [Progress.UNCHANGED], None),
        ([Round(1, "a", True, 2, 0), Round(2, "b", False)], [Progress.NOT_KNOWN], None),
        ([Round(1, "a", True, 2, 0), Round(2, "b", True, 1)], [Progress.NOTHING_MET, Progress.NOT_KNOWN],
         Progress.NOTHING_MET),
        ([Round(1, "a", True, 2, 1), Round(2, "b", True, 1)], [Progress.SOME, Progress.NOT_KNOWN], None),
        ([Round(1, "a", True, 2, 2), Round(2, "a", True, 1)], [Progress.UNCHANGED, Progress.NOT_KNOWN],
         Progress.UNCHANGED),
        ([Round(1, None, True, 0), Round(2, None, True, 0)], [Progress.SOME, Progress.NOT_KNOWN], None),
        ([Round(1, "a", True, 1), Round(2, "b", True, 1, 1), Round(3, "c", True)],
         [Progress.NOTHING_MET, Progress.SOME, Progress.NOT_KNOWN], None),
    ],
)  # fmt: skip
def test_an_item_bounces_by_the_last_return_of_which_something_is_known(
    rounds: list[Round], brought: list[Progress], why: Progress | None
) -> None:
    assert list(progress(rounds)) == brought
    assert bounces(rounds) is why


def at(hour: int, minute: int = 0, day: int = 3, month: int = 3) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("went", "came", "found"),
    [
        (at(8, 30), at(9, 30), True),  # sixty minutes
        (at(8, 30), at(9, 31), False),
        (at(9, 0), at(9, 10), True),  # what happens at the opening is before it: the other has it at the opening
        (at(8, 50), at(9, 0), False),  # and is back before it
        (at(9, 1), at(9, 50), False),
        (at(8, 30, 7), at(9, 15, 7), False),  # a Saturday
        (at(7, 30, 1, 4), at(8, 15, 1, 4), True),  # nine o'clock in summer
    ],
)
def test_a_hand_over_reversed_within_the_hour_over_an_opening(
    went: dt.datetime, came: dt.datetime, *, found: bool
) -> None:
    held = [Held(at(8, 0, 2), T), Held(went, G), Held(came, T)]
    day = went.date()
    assert reversed_handovers(held, CALENDAR) == ((Reversed(T, G, went, came, day),) if found else ())


def test_what_goes_on_to_somebody_else_or_is_not_dated_or_changes_nothing_is_no_reversal() -> None:
    went, came = at(8, 30), at(9, 10)
    for held in (
        [Held(at(8, 0, 2), T), Held(went, G), Held(came, C)],
        [Held(None, T), Held(None, G), Held(came, T)],
        [Held(at(8, 0, 2), T), Held(went, T), Held(came, T)],
    ):
        assert reversed_handovers(held, CALENDAR) == ()
    held = [Held(None, T), Held(went, G), Held(at(8, 45), G), Held(came, T)]
    assert len(reversed_handovers(held, CALENDAR)) == 1


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("", Pointer(Part.WHOLE)), ("whole", Pointer(Part.WHOLE)),
        ("section:purpose", Pointer(Part.SECTION, "purpose")),
        ("Flow 007", Pointer(Part.FLOW, "7")), ("flows", Pointer(Part.FLOWS)), ("partners", Pointer(Part.PARTNERS)),
        ("the cover", Pointer(Part.WHOLE, words="the cover")),
    ],
)  # fmt: skip
def test_what_a_finding_points_at(about: str, found: Pointer) -> None:
    assert pointer(about) == found


def test_findings_are_grouped_in_the_documents_order_and_flows_by_number() -> None:
    abouts = {1: "flow:10", 2: "section:b", 3: "flow:2", 4: "", 5: "section:a", 6: "flow:2", 7: "section:none"}
    found = [(at.part.value, at.key, numbers) for at, numbers in grouped(abouts, ["a", "b"])]
    assert found == [
        ("whole", "", [4, 7]), ("section", "a", [5]), ("section", "b", [2]), ("flow", "2", [3, 6]), ("flow", "10", [1]),
    ]  # fmt: skip
