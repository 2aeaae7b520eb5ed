"""What is known of a signature, at any day; when an action is reminded of; how well an authority is covered."""

import datetime as dt

import pytest

from states.accord import Standing, Statement, reminders, signed_at, standing, tell_again
from states.training import Cover, Doing, cover, doing, refresher_due
from states.when import When, on

MAY, JUNE, JULY = dt.date(2026, 5, 1), dt.date(2026, 6, 1), dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        ([], Standing.NOT_KNOWN),
        ([Statement("not-known")], Standing.NOT_KNOWN),
        ([Statement("not-signed")], Standing.NOT_SIGNED),
        ([Statement("not-signed"), Statement("signed")], Standing.SIGNED),
        ([Statement("signed", on(MAY), on(JUNE))], Standing.NOT_KNOWN),
        ([Statement("signed", on(MAY), on(JUNE)), Statement("not-signed", on(JUNE))], Standing.NOT_SIGNED),
        ([Statement("signed", on(MAY), on(JUNE)), Statement("signed", on(JULY))], Standing.SIGNED),
    ],
)
def test_what_is_known_now(stated: list[Statement], known: Standing) -> None:
    assert standing(stated) is known


@pytest.mark.parametrize(
    ("stated", "day", "signed"),
    [
        ([Statement("signed", on(MAY))], MAY, True),
        ([Statement("signed", on(MAY))], MAY - dt.timedelta(1), False),
        ([Statement("signed", When(None, JUNE))], MAY, None),
        ([Statement("signed", When(None, JUNE))], JUNE, True),
        ([Statement("signed", on(MAY), on(JULY))], JUNE, True),
        ([Statement("signed", on(MAY), on(JULY))], JULY, False),
        ([Statement("signed", on(MAY), When(JUNE, JULY))], JUNE, None),
        ([Statement("signed", on(MAY), on(JUNE)), Statement("signed", on(JULY))], JULY, True),
        ([Statement("not-signed", on(MAY))], JULY, False),
    ],
)
def test_what_stood_on_a_day(stated: list[Statement], day: dt.date, signed: bool | None) -> None:  # noqa: FBT001
    assert signed_at(stated, day) is signed


def test_an_action_is_reminded_of_before_on_and_every_four_weeks_after_its_day() -> None:
    days = {-15: 0, -14: 1, -1: 1, 0: 2, 27: 2, 28: 3, 56: 4}
    assert {away: reminders(JUNE, JUNE + dt.timedelta(away)) for away in days} == days
    assert not tell_again(MAY, JULY)
    assert tell_again(MAY, dt.date(2026, 8, 1))


def test_how_well_an_authority_is_covered() -> None:
    assert [cover(n, n) for n in (0, 1, 2, 3, 7, 8, 10)] == [
        Cover.NONE, Cover.FEW, Cover.FEW, Cover.SOME, Cover.SOME, Cover.MANY, Cover.MANY,
    ]  # fmt: skip
    assert cover(0, 47) is Cover.NOT_KNOWN
    assert cover(9, 56) is Cover.MANY
    assert doing(1, idle=False) is Doing.AT_WORK
    assert [doing(0, idle=one) for one in (False, True, None)] == [Doing.RECENT, Doing.IDLE, Doing.NOT_KNOWN]
    assert refresher_due(MAY, None) == dt.date(2028, 5, 1)
    assert refresher_due(MAY, JULY) == dt.date(2028, 7, 1)
    assert refresher_due(None, None) is None
