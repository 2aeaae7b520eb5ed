"""Allowances are arithmetic on one instant; an address counts for its network."""

import datetime as dt

import pytest

from ispdesk.signin.limits import LIMITS, Limit, after_one, network

AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
THREE = Limit(3, dt.timedelta(minutes=3))
MINUTE = dt.timedelta(minutes=1)


def taken(times: int, at: dt.datetime = AT, whole_at: dt.datetime | None = None) -> list[dt.timedelta | None]:
    waits = []
    for _ in range(times):
        whole_at, wait = after_one(whole_at, at, THREE)
        waits.append(wait)
    return waits


def test_so_many_at_once_and_then_one_must_wait() -> None:
    assert taken(5) == [None, None, None, MINUTE, MINUTE]


def test_one_that_was_refused_costs_nothing() -> None:
    whole_at, wait = after_one(AT + 3 * MINUTE, AT, THREE)
    assert (whole_at, wait) == (AT + 3 * MINUTE, MINUTE)


def test_a_share_comes_back_after_its_time_and_all_of_them_after_the_span() -> None:
    assert after_one(AT + 3 * MINUTE, AT + MINUTE, THREE) == (AT + 4 * MINUTE, None)
    assert taken(4, AT + 3 * MINUTE, AT + 3 * MINUTE) == [None, None, None, MINUTE]
    assert taken(4, AT + 99 * MINUTE, AT + 3 * MINUTE) == [None, None, None, MINUTE]  # nothing is saved up


def test_every_limit_lets_somebody_in_and_stops_somebody() -> None:
    assert all(limit.most >= 5 and limit.span <= dt.timedelta(hours=1) for limit in LIMITS.values())


@pytest.mark.parametrize(
    ("address", "counts_for"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "unknown"),
    ],
)
def test_an_address_counts_for_its_network(address: str, counts_for: str) -> None:
    assert network(address) == counts_for
