"""From plain text to a page: a section's paragraphs and lists, and what changed between two texts."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup, escape

from ispdesk.words import Lang, said
from states.differing import Piece
from states.markup import blocks

_BLOCKS = {
    "bullets": Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>'),
    "numbers": Markup('<ol class="govuk-list govuk-list--number">{}</ol>'),
    "heading": Markup('<h3 class="govuk-heading-s">{}</h3>'),
    "paragraph": Markup('<p class="govuk-body">{}</p>'),
}
_CHANGES = {"gone": Markup("<del>{}{}{}</del>"), "new": Markup("<ins>{}{}{}</ins>")}
_UNSEEN = Markup('<span class="govuk-visually-hidden"> {} </span>')
LONG, KEPT = 600, 200
"""Of a long stretch in which nothing changed, so many characters are shown at its beginning and end."""


def marked(text: str) -> Markup:
    """Return a section's text as paragraphs, lists and headings of the third rank; every letter of it escaped."""
    found = []
    for block in blocks(text):
        items = [escape(item) for item in block.items]
        if block.kind in ("bullets", "numbers"):
            items = [Markup("<li>{}</li>").format(item) for item in items]
        found.append(_BLOCKS[block.kind].format(Markup("").join(items)))
    return Markup("\n").join(found)


def runs(items: Iterable[Mapping[str, str]]) -> list[tuple[str, list[Mapping[str, str]]]]:
    """Return items that follow each other in one kind together: a list of bullets is one list."""
    return [(kind, list(group)) for kind, group in groupby(items, key=itemgetter("kind"))]


def changes(pieces: Iterable[Piece], lang: Lang) -> Markup:
    """Return what stayed, went and came; a reader who does not see the marks hears where each begins and ends."""
    return Markup("").join(_piece(piece, lang) for piece in pieces)


def _piece(piece: Piece, lang: Lang) -> Markup:
    if piece.kind == "same":
        return _same(piece.text, lang)
    begins, ends = (_UNSEEN.format(said(f"changes.{piece.kind}.{part}", lang)) for part in ("begins", "ends"))
    return _CHANGES[piece.kind].format(begins, piece.text, ends)


def _same(text: str, lang: Lang) -> Markup:
    if len(text) <= LONG:
        return escape(text)
    left_out = len(text[KEPT:-KEPT].split())
    gap = Markup('<span class="desk-quiet"> [{}] </span>').format(said("changes.left_out", lang, n=left_out))
    return escape(text[:KEPT]) + gap + escape(text[-KEPT:])
