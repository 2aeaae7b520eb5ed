"""Editions of the template: one for every day of each profile, whole in both languages."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from states.editions import EDITIONS, Edition, edition_for
from states.words import Sentence


@pytest.mark.parametrize(
    ("profile", "begun", "key"),
    [
        ("wales-2012", dt.date(2009, 1, 1), "2011"),
        ("wales-2012", dt.date(2012, 9, 30), "2011"),
        ("current", dt.date(2012, 9, 30), "2015"),
        ("current", dt.date(2020, 8, 31), "2015"),
        ("current", dt.date(2020, 9, 1), "2020"),
        ("current", dt.date(2026, 3, 2), "2020"),
    ],
)
def test_a_version_is_written_by_the_edition_of_the_day_it_was_begun(profile: str, begun: dt.date, key: str) -> None:
    assert edition_for(profile, begun).key == key


def test_a_profile_without_editions_is_an_error() -> None:
    with pytest.raises(KeyError):
        edition_for("nowhere", dt.date(2026, 1, 1))


def faults(edition: Edition) -> list[str]:
    found = []
    keys = [section.key for section in edition.sections]
    if len(set(keys)) != len(keys):
        found.append("twice")
    for section in edition.sections:
        words = (section.heading, section.guidance)
        found += [section.key for said in words if not said.en.strip() or not said.cy.strip() or said.en == said.cy]
    return found


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_every_section_has_its_words_in_both_languages_and_a_key_of_its_own(edition: Edition) -> None:
    assert faults(edition) == []
    first = edition.sections[0]
    assert faults(replace(edition, sections=(first, first))) == ["twice"]
    assert faults(replace(edition, sections=(replace(first, heading=Sentence("x", "")),))) == [first.key]


def test_editions_of_a_profile_follow_each_other_without_a_gap() -> None:
    for profile in {edition.profile for edition in EDITIONS}:
        days = [(e.valid_from, e.valid_to) for e in EDITIONS if e.profile == profile]
        for (_, ended), (begun, _) in itertools.pairwise(days):
            assert ended is not None
            assert ended + dt.timedelta(1) == begun
        assert days[-1][1] is None


def test_where_a_section_stands() -> None:
    edition = edition_for("current", dt.date(2026, 1, 1))
    assert edition.position("introduction") == 1
    assert edition.position("signatures") == 11
    assert edition.position("purpose") is None
    assert edition.section("purpose") is None
