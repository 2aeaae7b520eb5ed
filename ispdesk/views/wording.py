"""The words of messages as the team's pages show and change them, tried on invented samples."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.words.text import Text
from models.queries import people, wordings
from notifications.compose import Composed
from notifications.messages import MESSAGES
from notifications.samples import sample, values
from notifications.wording import CHANGEABLE, PARTS, PLACES, STANDARD, Wording, depends, places
from states.names import READERS


@dataclass(frozen=True)
class MessageLine:
    """One message in the list: to whom it goes, and from which version its own words are, if it has some."""

    name: str
    to: tuple[Text, ...]
    version: int
    own: bool


@dataclass(frozen=True)
class WordingVersion:
    """One version: when, by whom, why, and its words; none where it went back to the shipped ones."""

    version: int
    at: dt.datetime
    by: str
    reason: str
    wording: Wording
    own: bool


@dataclass(frozen=True)
class WordingView:
    """One message's words that hold, and every version.

    `places`: what may stand in braces, with what the sample makes of it; `needed`: the parts in which the shipped words
    must stay; `shipped`: the shipped subject of the sample.
    """

    name: str
    version: int
    wording: Wording
    places: tuple[tuple[str, Text | None], ...]
    needed: frozenset[str]
    shipped: Text
    versions: tuple[WordingVersion, ...]


def wording_rows(session: Session) -> tuple[MessageLine, ...]:
    """Every message whose words can be changed."""
    found = wordings.latest(session)
    return tuple(
        MessageLine(
            name,
            _readers(name),
            found[name].version if name in found else 0,
            bool(name in found and found[name].content),
        )
        for name in CHANGEABLE
    )


def _readers(name: str) -> tuple[Text, ...]:
    return tuple(Text(READERS[one].en, READERS[one].cy) for one in MESSAGES[name].audience)


def wording_view(session: Session, name: str) -> WordingView | None:
    """One message; None where its words cannot be changed."""
    if name not in CHANGEABLE:
        return None
    rows = wordings.versions(session, name)
    versions = tuple(
        WordingVersion(
            row.version,
            row.adopted_at,
            person.name_en if (person := people.by_ref(session, row.adopted_by)) else row.adopted_by,
            row.reason,
            Wording.of(row.content),
            bool(row.content),
        )
        for row in rows
    )
    given = values(name)
    examples = tuple(
        (place, None if place == STANDARD else Text(*(PLACES[place][1](given, lang) for lang in ("en", "cy"))))
        for place in places(name)
    )
    needed = frozenset(part for part in PARTS if depends(name, part))
    shipped = Text(*(sample(name, lang).subject for lang in ("en", "cy")))
    held = versions[0].wording if versions else Wording()
    return WordingView(name, versions[0].version if versions else 0, held, examples, needed, shipped, versions)


def tried(name: str, wording: Wording) -> dict[str, Composed]:
    """The message with these words as its sample reads, in each language."""
    return {lang: sample(name, lang, wording) for lang in ("cy", "en")}
