"""Processes are killed at random over a real database and a real mail server, and nothing is lost."""

import json
import random
from dataclasses import asdict

import harness
import pytest

SHORT, FULL = 30, 1000
"""Kills in each run, and by `make faults`."""


def _run(database: str, kills: int, server: str | None, seed: int) -> harness.Figures:
    figures = harness.on(database, kills, seed, server)
    print(json.dumps(asdict(figures)))  # noqa: T201 - pytest shows it where a test fails, with the seed to repeat
    return figures


def _server(database: str, request: pytest.FixtureRequest) -> str | None:
    return request.getfixturevalue("postgresql_server") if database == "postgresql" else None


def _assert_nothing_lost(figures: harness.Figures) -> None:
    assert figures.ok, figures
    assert (figures.lost, figures.rungs_twice, figures.rungs_missed) == (0, 0, 0)
    assert (figures.letters_dropped, figures.unrecorded_duplicates, figures.errors) == (0, 0, 0)
    assert figures.acked
    assert figures.rungs
    assert figures.accepted


@pytest.mark.faults
@pytest.mark.timeout(180)
def test_kills_at_random_lose_nothing(database: str, request: pytest.FixtureRequest) -> None:
    seed = random.SystemRandom().randrange(2**31)
    _assert_nothing_lost(_run(database, SHORT, _server(database, request), seed))


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_thousand_kills_lose_nothing(database: str, request: pytest.FixtureRequest) -> None:
    seed = random.SystemRandom().randrange(2**31)
    _assert_nothing_lost(_run(database, FULL, _server(database, request), seed))
