"""How a count of the programme is said: a number, between two, or not known; and the names of types of body."""

from ispdesk.words import WORDS, Lang, said
from states.targets import Figure


def figure_words(figure: Figure, lang: Lang) -> str:
    """A number, "3 to 5", or "Not known"."""
    if figure.least is None or figure.most is None:
        return said("unknown", lang)
    if figure.least == figure.most:
        return str(figure.least)
    return said("figure.between", lang, least=figure.least, most=figure.most)


def kind_words(code: str, lang: Lang) -> str:
    """The name of a type of organisation; a type of this home's own stands as it was entered."""
    key = f"org_kind.{code}"
    return said(key, lang) if key in WORDS else code.replace("_", " ")
