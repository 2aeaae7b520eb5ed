import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.places import joined
from states.when import When, on
from states.words import Sentence, listed

DAY = dt.date(2012, 1, 31)
MAYBE = st.none() | st.dates(dt.date(2010, 1, 1), dt.date(2013, 12, 31))


def test_a_day_an_interval_and_not_known() -> None:
    assert (on(DAY).day, on(DAY).known) == (DAY, True)
    assert (When().day, When().known) == (None, False)
    january = When(dt.date(2012, 1, 1), DAY)
    assert (january.day, january.known) == (None, True)
    with pytest.raises(ValueError, match="ends before it begins"):
        When(DAY, dt.date(2012, 1, 1))


@given(MAYBE, MAYBE, st.dates(dt.date(2010, 1, 1), dt.date(2013, 12, 31)))
def test_whether_it_had_happened_is_said_only_where_every_reading_agrees(
    first: dt.date | None, last: dt.date | None, at: dt.date
) -> None:
    if first and last and last < first:
        first, last = last, first
    readings = {
        day <= at
        for day in (first or dt.date.min, last or dt.date.max)
    }  # fmt: skip
    assert When(first, last).had_happened(at) is (readings.pop() if len(readings) == 1 else None)


@pytest.mark.parametrize(
    ("names", "english", "welsh"),
    [
        ((), "", ""),
        (("a",), "a", "a"),
        (("Powys", "Gwent"), "Powys and Gwent", "Powys a Gwent"),
        (("1", "2", "Ynys Môn"), "1, 2 and Ynys Môn", "1, 2 ac Ynys Môn"),
    ],
)
def test_names_are_listed_as_each_language_does(names: tuple[str, ...], english: str, welsh: str) -> None:
    assert (listed(names, "en"), listed(names, "cy")) == (english, welsh)


@pytest.mark.parametrize(
    ("codes", "english", "welsh"),
    [
        (("W06000022",), "Newport", "Casnewydd"),
        (("W06000023", "W06000022"), "Powys and Newport", "Powys a Chasnewydd"),
        (("W06000022", "W06000023"), "Newport and Powys", "Casnewydd a Phowys"),
        (("W06000023", "W06000022", "W06000020"), "Powys, Newport and Torfaen", "Powys, Casnewydd a Thorfaen"),
        (("W06000020", "W06000011"), "Torfaen and Swansea", "Torfaen ac Abertawe"),
        (("W06000020", "W06000002"), "Torfaen and Gwynedd", "Torfaen a Gwynedd"),
        (("W06000020", "Chirk"), "Torfaen and Chirk", "Torfaen a Chirk"),
        ((), "", ""),
    ],
)
def test_places_are_joined_as_each_language_does(codes: tuple[str, ...], english: str, welsh: str) -> None:
    assert (joined(codes, "en"), joined(codes, "cy")) == (english, welsh)


def test_a_sentence_is_filled_in_both_languages() -> None:
    said = Sentence("{n} ISPs", "{n} ISP").with_values(n=3)
    assert (said.in_language("en"), said.in_language("cy")) == ("3 ISPs", "3 ISP")
