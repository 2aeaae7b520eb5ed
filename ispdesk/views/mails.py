"""Which messages there are, and how one reads: from the table of messages and its samples; no record is needed."""

from dataclasses import dataclass

from notifications.compose import Composed, Language
from notifications.letter import to_bytes
from notifications.messages import MESSAGES
from notifications.samples import HEADERS, sample
from notifications.welsh import FRAME, Standing, standing
from states.names import READERS
from states.words import Sentence


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message, whom it goes to, and where its Welsh stands."""

    name: str
    kind: str
    to: tuple[Sentence, ...]
    asks: bool
    welsh: Standing


@dataclass(frozen=True, slots=True)
class Preview:
    """One message as its sample reads, its bytes, and where its Welsh stands."""

    name: str
    composed: Composed
    raw: bytes
    welsh: Standing


def message_rows() -> tuple[MessageRow, ...]:
    """Every message, by name."""
    return tuple(
        MessageRow(name, one.kind.value, tuple(READERS[reader] for reader in one.audience), one.asks, standing(name))
        for name, one in sorted(MESSAGES.items())
    )


def frame() -> Standing:
    """Where the Welsh stands of what is around every message."""
    return standing(FRAME)


def preview(name: str, language: Language) -> Preview:
    """Make the message of its sample. Raises UnknownMessage, with the list of those there are."""
    composed = sample(name, language)
    return Preview(name, composed, to_bytes(composed, HEADERS), standing(name))
