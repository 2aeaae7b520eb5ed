"""What the shipped fonts can show: Welsh whole, and a name for what they cannot."""

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ispdesk.documents import glyphs
from ispdesk.documents.glyphs import showable, shown

PARAGRAPH = {"kind": "paragraph", "number": ""}
WELSH = "abcdefghijklmnopqrstuvwxyzâêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ"


def test_every_welsh_letter_and_every_sign_of_our_words_can_be_shown() -> None:
    from ispdesk.words import WORDS

    ours = "".join(word.en + word.cy for word in WORDS.values())
    for char in {*WELSH, *WELSH.upper(), *ours, *"“”…•£€"}:
        assert ord(char) in shown() or char == "\n", char
    assert showable(WELSH) == WELSH


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tŷ 🎉", "tŷ [party popper]"),
        ("中", "[cjk unified ideograph-4e2d]"),
        ("a\u200bb\u200e", "ab"),
        ("🎉 y\u0302", "[party popper] ŷ"),
        ("\ue000", "[u+e000]"),
        ("a\u2001b\u3000c", "a b c"),
        ({"a": ["🎉", 1, None]}, {"a": ["[party popper]", 1, None]}),
    ],
)
def test_what_stands_for_what_cannot_be_shown(text: object, said: object) -> None:
    assert showable(text) == said


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_paper_is_made_of_any_text(text: str) -> None:
    import datetime as dt
    import io

    from ispdesk.documents import pdf

    data = {
        "lang": "en", "title": "T", "subtitle": "S", "reference": "R", "version": "V", "status": "S", "printed": "P",
        "parts": [{"heading": "H", "lang": "cy", "more": "", "blocks": [PARAGRAPH | {"text": text}]}],
        "life": "L", "responsible": "R",
    }  # fmt: skip
    made = pdf.make("summary", data, dt.date(2026, 3, 2))
    assert pypdf.PdfReader(io.BytesIO(made)).pages


def test_a_font_without_a_map_shows_nothing() -> None:
    assert list(glyphs._of(b"\x00\x01\x00\x00\x00\x00" + b"\x00" * 20)) == []
