"""Words that people type become words to look up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.folding import plain
from states.searching import MOST_WORDS, forms, words_of


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ynys Môn", ["ynys", "mon"]),
        ("tŷ, dŵr a gŵydd", ["ty", "dwr", "gwydd"]),
        ("Can we share with the police about a child?", ["police", "child"]),
        ("A oes ISP ar gyfer plant", ["isp", "plant"]),
        ("with the", ["with", "the"]),
        ("", []),
        ("' OR 1=1 --", ["or"]),
        ('NEAR(a b) "x" {open}', ["near", "open"]),
    ],
)
def test_words_are_folded_and_say_something(typed: str, found: list[str]) -> None:
    assert words_of(typed) == found


@pytest.mark.parametrize(
    ("mutated", "radical"),
    [("blant", "plant"), ("phlant", "plant"), ("mhlant", "plant"), ("gartref", "cartref"), ("nghartref", "cartref"),
     ("chartref", "cartref"), ("deulu", "teulu"), ("theulu", "teulu"), ("nheulu", "teulu"), ("ddata", "data"),
     ("feddyg", "meddyg"), ("leoliad", "lleoliad"), ("rwydwaith", "rhwydwaith"), ("children", "children"),
     ("families", "familie")],
)  # fmt: skip
def test_a_mutated_word_finds_its_radical(mutated: str, radical: str) -> None:
    assert radical in forms(mutated)
    assert forms(mutated)[0] == mutated


@given(st.text(max_size=300))
def test_nothing_typed_is_anything_but_plain_words(typed: str) -> None:
    words = words_of(typed)
    assert len(words) <= MOST_WORDS
    assert all(word.isascii() and word.isalnum() and word == plain(word) for word in words)
    assert all(form.isascii() and form.isalnum() for word in words for form in forms(word))
