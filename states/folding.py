"""How names and words are compared: two foldings, and which to use when.

`folded` tells whether two names are the same name; content hashes and what is signed rest on it. `plain` is for finding
and for likeness, where "mon" is to find "Môn"; the search index keeps its result. Neither may change what it returns.
"""

import unicodedata


def folded(name: str) -> str:
    """A name as names are compared: case and spaces do not count, accents do."""
    return " ".join(name.casefold().split())


def plain(words: str) -> str:
    """Words as they are looked for: case, accents and spaces do not count."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(one for one in parts if not unicodedata.combining(one)).split())
