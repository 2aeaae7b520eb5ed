"""The little markup of a section: every word stays, and nothing but blocks comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.markup import Block, blocks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("One\ntwo\n\nthree", (Block("paragraph", ("One two",)), Block("paragraph", ("three",)))),
        ("- a\n- b\n  more", (Block("bullets", ("a", "b more")),)),
        ("- a\n\n- b\n\nEnd", (Block("bullets", ("a", "b")), Block("paragraph", ("End",)))),
        ("1. a\n2) b", (Block("numbers", ("a", "b")),)),
        ("1. a\n\n2. b\n- c", (Block("numbers", ("a", "b")), Block("bullets", ("c",)))),
        ("## Head\nText", (Block("heading", ("Head",)), Block("paragraph", ("Text",)))),
        ("# Un\n## Dau", (Block("heading", ("Un",)), Block("heading", ("Dau",)))),
        ("-5 degrees", (Block("paragraph", ("-5 degrees",)),)),
        ("2026. Then", (Block("paragraph", ("2026. Then",)),)),
        ("-", (Block("paragraph", ("-",)),)),
        ("Say:\n- a", (Block("paragraph", ("Say:",)), Block("bullets", ("a",)))),
        ("<b>*bold*</b> [x](y)", (Block("paragraph", ("<b>*bold*</b> [x](y)",)),)),
    ],
)
def test_blocks(text: str, found: tuple[Block, ...]) -> None:
    assert blocks(text) == found


@given(st.text(alphabet="ab ŵ\n-1.#*", max_size=60))
def test_no_letter_is_lost_and_no_item_is_empty(text: str) -> None:
    said = blocks(text)
    assert all(item.strip() == item != "" for block in said for item in block.items)
    assert all(len(block.items) == 1 for block in said if block.kind in ("paragraph", "heading"))
    letters = [c for c in text if c.isalpha()]
    assert [c for block in said for item in block.items for c in item if c.isalpha()] == letters
