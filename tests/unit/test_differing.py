"""Word-level differences: they lead from one text to the other, they are the shortest, and nothing makes them slow."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states import differing
from states.differing import Piece, difference, differs

WORDS = st.lists(st.sampled_from(["a", "b", "ŵy", " ", "\n", ", ", "tŷ"]), max_size=25).map("".join)


def sides(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    return (
        "".join(p.text for p in pieces if p.kind != "new"),
        "".join(p.text for p in pieces if p.kind != "gone"),
    )


def longest_common(one: list[str], two: list[str]) -> int:
    row = [0] * (len(two) + 1)
    for word in one:
        row = [0, *row]
        for place, other in enumerate(two, start=1):
            row[place] = row[place] + 1 if word == other else max(row[place + 1], row[place - 1])
        row.pop()
    return row[-1]


@given(WORDS | st.text(max_size=40), WORDS | st.text(max_size=40))
def test_the_pieces_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert sides(pieces) == (before, after)
    assert differs(pieces) == (before != after)
    assert all(p.text for p in pieces)
    assert all(one.kind != two.kind for one, two in itertools.pairwise(pieces))


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_the_script_is_the_shortest(before: list[str], after: list[str]) -> None:
    steps = differing._script(before, after, differing._Budget(10**6))
    assert [word for kind, word in steps if kind != "new"] == before
    assert [word for kind, word in steps if kind != "gone"] == after
    assert sum(kind == "same" for kind, _ in steps) == longest_common(before, after)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", ()),
        ("", "One.", (("new", "One."),)),
        ("One.", "", (("gone", "One."),)),
        ("The nurse.", "The doctor.", (("same", "The "), ("gone", "nurse"), ("new", "doctor"), ("same", "."))),
        ("Dim newid", "Dim newid", (("same", "Dim newid"),)),
        ("one two three", "four five three", (("gone", "one two"), ("new", "four five"), ("same", " three"))),
        ("A line.\nB line.", "A line.\nB new line.", (("same", "A line.\nB "), ("new", "new "), ("same", "line."))),
    ],
)  # fmt: skip
def test_what_people_read(before: str, after: str, pieces: tuple[tuple[str, str], ...]) -> None:
    assert tuple((p.kind, p.text) for p in difference(before, after)) == pieces


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 50_000, "b a c " * 33_000),
        (" ".join(map(str, range(40_000))), " ".join(map(str, range(40_000, 0, -1)))),
        ("x\n" * 100_000, "y\n" * 100_000),
    ],
)
def test_no_pair_of_texts_takes_long(before: str, after: str) -> None:
    begun = time.process_time()
    pieces = difference(before, after)
    assert sides(pieces) == (before, after)
    assert time.process_time() - begun < 5, "200,000 characters each; about half a second where it was tried"
