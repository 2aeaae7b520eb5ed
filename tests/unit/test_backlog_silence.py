"""A level acknowledged for a stated time is silent, then returns: cases by hand, and a model beside the rule."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.backlog import Alarm, Level, Silence, silent_until, step
from states.calendar import Calendar
from states.words import Sentence

FIRST = dt.date(2026, 3, 2)
"""A Monday: day 0 of the rows below; every day is a measurement."""
LETTERS = {"g": Level.GREEN, "a": Level.AMBER, "r": Level.RED}
GOOD_FRIDAY = {dt.date(2026, 4, 3): Sentence("Good Friday", "Dydd Gwener y Groglith")}
CALENDAR = Calendar(dt.date(2026, 1, 1), dt.date(2026, 12, 31), 1, GOOD_FRIDAY)


def run(levels: str, acknowledged: dict[int, int], clear_after: int = 3) -> str:
    """Announcements for a row of levels; after measurement n, what is announced is acknowledged until day m."""
    alarm, said = Alarm(), ""
    for n, letter in enumerate(levels):
        alarm, announced = step(alarm, LETTERS[letter], clear_after, FIRST + dt.timedelta(n))
        said += "." if announced is None else announced.value[0]
        if n in acknowledged and alarm.announced is not Level.GREEN:
            until = FIRST + dt.timedelta(acknowledged[n])
            alarm = Alarm(alarm.announced, alarm.recent, Silence(alarm.announced, until))
    return said


@pytest.mark.parametrize(
    ("levels", "acknowledged", "announced"),
    [
        ("rrrrrr", {0: 3}, "r..r.."),  # silent on days 1 and 2, said once more on day 3, then not again
        ("rrrrrr", {}, "r....."),  # without an acknowledgement nothing returns
        ("rrrrrr", {0: 3, 3: 5}, "r..r.r"),  # acknowledged again
        ("aarrr", {0: 4}, "a.r.."),  # a higher level is said at once, and nothing returns on day 4
        ("rraaa", {0: 3}, "r...."),  # the time is over and it does not stand any more
        ("raaggg", {0: 1}, "r....."),
        ("rraarr", {0: 3}, "r...r."),  # it returns with the first measurement that finds it standing
        ("rgggrr", {0: 9}, "r....."),  # armed again meanwhile, and still acknowledged
        ("rgggaa", {0: 9}, "r....."),  # what lies below an acknowledged level is not said either
        ("rgggrr", {0: 5}, "r....r"),
        ("rgggaaa", {0: 6}, "r.....a"),  # over, and amber is news
        ("rgggrr", {0: 2}, "r...r."),  # over while it was clear: armed as ever
        ("agggrg", {0: 9}, "a...r."),
    ],
)
def test_an_acknowledged_level_is_silent_until_its_time_is_over(
    levels: str, acknowledged: dict[int, int], announced: str
) -> None:
    assert run(levels, acknowledged) == announced


def test_a_silence_that_is_over_and_clear_is_forgotten() -> None:
    alarm = Alarm(Level.RED, (Level.GREEN,) * 2, Silence(Level.RED, FIRST + dt.timedelta(1)))
    assert step(alarm, Level.GREEN, 3, FIRST)[0] == Alarm(Level.GREEN, (Level.GREEN,) * 3, alarm.silence)
    assert step(alarm, Level.GREEN, 3, FIRST + dt.timedelta(1))[0] == Alarm(Level.GREEN, (Level.GREEN,) * 3)


def model(levels: str, acknowledged: dict[int, int], clear_after: int) -> str:
    """The same rule told otherwise: each day is judged anew from the whole row of days before it."""
    said = ""
    for n, letter in enumerate(levels):
        armed, silence = 0, None
        order = ["gar".index(one) for one in levels]
        for day in range(n):
            if said[day] != ".":
                armed, silence = "gar".index(said[day]), None
            else:
                last = order[max(0, day + 1 - clear_after) : day + 1]
                if len(last) == clear_after and all(level < armed for level in last):
                    armed = max(last)
                    if silence is not None and day >= silence[1]:
                        silence = None
            if day in acknowledged and armed:
                silence = (armed, acknowledged[day])
        level = "gar".index(letter)
        if silence is None:
            new = level > armed
        elif n < silence[1]:
            new = level > silence[0] and level > armed
        else:
            new = level >= silence[0] or level > armed
        said += letter if new else "."
    return said


ACKNOWLEDGED = st.dictionaries(st.integers(0, 24), st.integers(0, 30), max_size=4)


@given(st.text("gar", max_size=25), ACKNOWLEDGED, st.integers(1, 4))
def test_the_rule_is_that_of_the_model(levels: str, acknowledged: dict[int, int], clear_after: int) -> None:
    assert run(levels, acknowledged, clear_after) == model(levels, acknowledged, clear_after)


@given(st.text("ga", max_size=25), ACKNOWLEDGED)
def test_a_higher_level_is_never_silenced(levels: str, acknowledged: dict[int, int]) -> None:
    assert run(levels + "r", acknowledged)[-1] == "r"


@pytest.mark.parametrize(
    ("hour", "days", "until"),
    [
        (dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC), 5, dt.date(2026, 3, 9)),  # Monday 10:00: Tuesday is the first day
        (dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), 5, dt.date(2026, 3, 6)),  # before the opening: Monday is
        (dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC), 1, dt.date(2026, 3, 3)),
        (dt.datetime(2026, 3, 6, 18, tzinfo=dt.UTC), 1, dt.date(2026, 3, 9)),  # over a weekend
        (dt.datetime(2026, 4, 2, 10, tzinfo=dt.UTC), 1, dt.date(2026, 4, 6)),  # over Good Friday and the weekend
    ],
)
def test_a_silence_lasts_so_many_working_days_from_the_next_opening(
    hour: dt.datetime, days: int, until: dt.date
) -> None:
    assert silent_until(CALENDAR, hour, days) == until
