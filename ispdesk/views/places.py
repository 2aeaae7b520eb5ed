"""Places and service areas as pages say them."""

from ispdesk.words.text import Text
from states import places


def place_name(code: str) -> Text:
    """Name a place; a code that is not known stands for itself."""
    said = places.place(code)
    return Text(said.en, said.cy)


def area_name(code: str) -> Text:
    """Name a service area; a code that is not known stands for itself."""
    said = places.area(code)
    return Text(said.en, said.cy)
