"""Both people's changes together: only where they lie apart, and then each word of both is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.merging import merged

BASE = "One fine day the nurse rang.\n\nThe doctor came at noon.\n\nEverybody went home."
WET = BASE.replace("fine", "wet")
TEXT = st.lists(st.sampled_from(["a", "b", "c", " ", "\n"]), max_size=15).map("".join)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (WET, BASE.replace("home", "to bed"), WET.replace("home", "to bed")),
        (BASE + "\n\nMore.", "First.\n\n" + BASE, "First.\n\n" + BASE + "\n\nMore."),
        (BASE.replace("nurse", "clerk"), BASE.replace("nurse", "doctor"), None),
        (BASE.replace("fine day", "wet day"), BASE.replace("fine day", "fine week"), None),
        (BASE + " Mine.", BASE + " Theirs.", None),
        (BASE, BASE.replace("fine", "wet"), BASE.replace("fine", "wet")),
        (BASE + "!", BASE + "!", BASE + "!"),
        ("", BASE + " More.", None),
    ],
)  # fmt: skip
def test_both_changes(mine: str, theirs: str, both: str | None) -> None:
    assert merged(BASE, mine, theirs) == both
    assert merged(BASE, theirs, mine) == both


@given(TEXT, TEXT)
def test_a_change_of_one_alone_is_that_change(base: str, mine: str) -> None:
    assert merged(base, mine, base) == mine
    assert merged(base, base, mine) == mine


@given(TEXT, TEXT, TEXT)
def test_no_new_word_of_either_is_lost(base: str, mine: str, theirs: str) -> None:
    both = merged(base, mine, theirs)
    assert both == merged(base, theirs, mine)
    if both is None or mine == theirs:
        return
    for letter in "abc":
        added = sum(max(0, text.count(letter) - base.count(letter)) for text in (mine, theirs))
        taken = sum(max(0, base.count(letter) - text.count(letter)) for text in (mine, theirs))
        assert both.count(letter) >= base.count(letter) + added - taken - min(added, taken) * 2
