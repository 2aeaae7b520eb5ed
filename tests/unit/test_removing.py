"""Words are taken out of texts at whatever depth, and what is left is what was there."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from states.removing import mark, times, without

VALUES = st.recursive(
    st.text(max_size=30) | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def test_it_is_found_in_any_case_and_at_any_depth() -> None:
    value = {"a": ["Mrs JONES of Aber", {"b": "mrs Jones"}], "c": 3}
    assert times(value, "mrs jones") == 2
    assert without(value, "mrs jones", "[gone]") == {"a": ["[gone] of Aber", {"b": "[gone]"}], "c": 3}


def test_a_text_whose_lower_case_is_longer_goes_whole() -> None:
    assert without("İ and mrs jones", "mrs jones", "[gone]") == "[gone]"


@given(VALUES, st.text(min_size=4, max_size=8))
def test_nothing_of_it_is_left(value: object, phrase: str) -> None:
    assert times(without(value, phrase, "\0"), phrase) == times(_keys(value), phrase)


def _keys(value: object) -> list[str]:
    """Keys are codes and stay."""
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    return [key for inner in value for key in _keys(inner)] if isinstance(value, list) else []


@given(st.text(max_size=40), st.text(min_size=4, max_size=8))
def test_what_does_not_stand_there_changes_nothing(text: str, phrase: str) -> None:
    if not times(text, phrase):
        assert without(text, phrase, "x") == text


def test_the_mark_says_when_and_why_in_both_languages() -> None:
    assert mark(dt.date(2026, 3, 2), "personal data") == "[tynnwyd 2026-03-02 / removed 2026-03-02: personal data]"
