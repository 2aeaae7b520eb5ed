"""The two foldings: what is signed and what is indexed rest on them, so their results are written down here."""

import pytest

from states.folding import folded, plain


@pytest.mark.parametrize(
    ("given", "as_name", "as_words"),
    [
        ("  Gwent   Health BOARD ", "gwent health board", "gwent health board"),
        ("Bwrdd Iechyd Ynys M\u00f4n", "bwrdd iechyd ynys m\u00f4n", "bwrdd iechyd ynys mon"),
        ("T\u0177  Cymorth", "t\u0177 cymorth", "ty cymorth"),
        ("T\u0079\u0302", "ty\u0302", "ty"),
        ("Stra\u00dfe\u00a0\ufb01n", "strasse fin", "strasse fin"),
        ("\n\t", "", ""),
    ],
)
def test_what_is_stored_was_folded_like_this(given: str, as_name: str, as_words: str) -> None:
    assert (folded(given), plain(given)) == (as_name, as_words)
