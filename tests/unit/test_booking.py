"""Whose each working day was: a slow, obvious model beside the product's, over random lives of one to three versions.

The model looks at one opening after another, at each version as its latest row of then says, and asks the rule's three
questions in words; it shares no function with `states.booking`.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from states.booking import Held, awaited, merged, task_holdings
from states.calendar import Calendar
from states.clock import totals
from states.lifecycle import HOLDS, Party, State
from states.words import Sentence

ZONE = ZoneInfo("Europe/London")
FIRST = dt.date(2026, 3, 16)
DAYS = 40
ENDED = {"not_appropriate", "other_instrument", "withdrawn", "merged", "superseded", "retired"}
IN_FORCE = {"assured", "review_due", "in_review", "lapsed"}
HOURS = st.sampled_from([(0, 0), (8, 59), (9, 0), (9, 1), (12, 0), (17, 0), (23, 59)])


def at(day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(dt.UTC)


INSTANTS = st.builds(lambda n, time: at(FIRST + dt.timedelta(n), *time), st.integers(0, DAYS), HOURS)


def calendar(closed: set[int]) -> Calendar:
    days = {dt.date(2026, 4, 3), dt.date(2026, 4, 6)} | {FIRST + dt.timedelta(n) for n in closed}
    return Calendar(dt.date(2026, 1, 1), dt.date(2026, 12, 31), 1, dict.fromkeys(days, Sentence("Closed", "Ar gau")))


@st.composite
def lives(draw: st.DrawFn) -> dict[int, list[Held]]:
    """Versions by number, each with its rows in order of time; a row may put it on hold."""
    found = {}
    for number in range(1, draw(st.integers(1, 3)) + 1):
        instants = sorted(draw(st.lists(INSTANTS, min_size=1, max_size=6)))
        states = draw(st.lists(st.sampled_from(list(State)), min_size=len(instants), max_size=len(instants)))
        held = draw(st.lists(st.booleans(), min_size=len(instants), max_size=len(instants)))
        found[number] = [
            Held(instant, Party.NOBODY if hold else HOLDS[state], state)
            for instant, state, hold in zip(instants, states, held, strict=True)
        ]
    return found


def slow(versions: dict[int, list[Held]], open_days: list[dt.date], now: dt.datetime) -> list[tuple[dt.date, Party]]:
    """Every opening in its life, one by one: whose was it?"""
    begun = min(row.since for rows in versions.values() for row in rows)
    booked = []
    for day in open_days:
        opening = at(day, 9)
        if opening < begun or opening > now:
            continue
        working, standing = None, None
        for number in sorted(versions):
            rows = [row for row in versions[number] if row.since <= opening]
            if rows and rows[-1].state.value not in ENDED:
                if rows[-1].state.value in IN_FORCE:
                    standing = rows[-1]
                else:
                    working = rows[-1]
        chosen = working or standing
        booked.append((day, chosen.party if chosen else None))
    while booked and booked[-1][1] is None and not _alive_later(versions, booked[-1][0], now):
        booked.pop()  # its life is over
    return [(day, party or Party.NOBODY) for day, party in booked]


def _alive_later(versions: dict[int, list[Held]], day: dt.date, now: dt.datetime) -> bool:
    """Whether anything was alive at some instant after this opening, within what is known of its life."""
    instants = {row.since for rows in versions.values() for row in rows if row.since > at(day, 9)}
    for instant in instants:
        for rows in versions.values():
            past = [row for row in rows if row.since <= instant]
            if past and past[-1].state.value not in ENDED:
                return True
    return False


@given(lives(), st.sets(st.integers(0, DAYS + 10), max_size=5), INSTANTS)
@example({1: [Held(at(FIRST, 9), Party.TEAM, State.QA_QUEUE)]}, set(), at(FIRST, 9))
def test_every_working_day_is_booked_to_exactly_one_party_and_the_totals_add_up(
    versions: dict[int, list[Held]], closed: set[int], after: dt.datetime
) -> None:
    days = calendar(closed)
    now = max([after, *(row.since for rows in versions.values() for row in rows)])
    life = merged(versions)
    booked = life.days(days, now)
    every = [FIRST + dt.timedelta(n) for n in range(-5, DAYS + 2)]
    open_days = [day for day in every if days.is_working(day)]
    assert [(day.day, day.opened) for day in booked] == slow(versions, open_days, now)
    sums = totals(booked)
    assert set(sums) == set(Party)
    last = now if life.ended is None else life.ended
    begun = min(row.since for rows in versions.values() for row in rows)
    opened = [d for d in open_days if begun <= at(d, 9) <= last]
    assert sum(sums.values()) == len(opened) - (1 if life.ended and opened and at(opened[-1], 9) == last else 0)


@given(
    INSTANTS,
    st.none() | INSTANTS,
    st.lists(INSTANTS, max_size=4, unique=True),
    st.sets(st.integers(0, DAYS), max_size=4),
    INSTANTS,
)
def test_a_task_counts_each_working_day_from_the_asking_until_it_is_done_but_those_on_hold(
    asked: dt.datetime, done: dt.datetime | None, turns: list[dt.datetime], closed: set[int], now: dt.datetime
) -> None:
    days = calendar(closed)
    done = None if done is None else max(asked, done)
    holds = [(instant, number % 2 == 0) for number, instant in enumerate(sorted(turns))]
    counted = 0
    for n in range(DAYS + 2):
        day = FIRST + dt.timedelta(n)
        opening = at(day, 9)
        on_hold = sum(1 for instant in turns if instant <= opening) % 2 == 1
        open_then = asked <= opening and (done is None or opening < done) and opening <= now
        counted += days.is_working(day) and open_then and not on_hold
    assert awaited(asked, done, holds, days, now) == counted


def test_a_day_is_the_new_versions_while_it_is_worked_on_and_of_the_one_in_force_again_after_it() -> None:
    monday = FIRST
    versions = {
        1: [Held(at(monday, 8), Party.NOBODY, State.ASSURED), Held(at(monday, 10), Party.COORDINATOR, State.IN_REVIEW)],
        2: [
            Held(at(monday + dt.timedelta(1)), Party.TEAM, State.QA_QUEUE),
            Held(at(monday + dt.timedelta(3)), Party.NOBODY, State.WITHDRAWN),
        ],
    }
    booked = merged(versions).days(calendar(set()), at(monday + dt.timedelta(4), 18))
    parties = [day.opened for day in booked]
    # Monday in force; Tuesday in review (the draft came at ten); Wednesday, Thursday with the team; Friday in review.
    assert parties == [Party.NOBODY, Party.COORDINATOR, Party.TEAM, Party.TEAM, Party.COORDINATOR]


def test_a_hold_recorded_but_not_begun_gives_way_to_what_is_recorded_before_it_begins() -> None:
    monday = FIRST
    rows = [
        Held(at(monday, 8), Party.COORDINATOR, State.DRAFT),
        Held(at(monday + dt.timedelta(1), 9), Party.NOBODY, State.DRAFT),
        Held(at(monday, 15), Party.TEAM, State.QA_QUEUE),
    ]
    booked = merged({1: rows}).days(calendar(set()), at(monday + dt.timedelta(1), 18))
    assert [day.opened for day in booked] == [Party.COORDINATOR, Party.TEAM]


def test_a_task_asked_on_hold_begins_when_the_hold_ends() -> None:
    asked = at(FIRST, 12)
    holds = [(at(FIRST, 9), True), (at(FIRST + dt.timedelta(2), 9), False)]
    assert [part.party for part in task_holdings(asked, holds)] == [Party.NOBODY, Party.PARTNERS]
    assert awaited(asked, None, holds, calendar(set()), at(FIRST + dt.timedelta(3), 18)) == 2
