"""A message, a reader and the facts → subject, text and HTML in the reader's language; or one line of a digest."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notifications.messages import MESSAGES
from notifications.safe import check_address, check_ascii_address, check_text, check_values
from notifications.wording import Wording, said
from notifications.words import filters

Language = Literal["cy", "en", "unknown"]
LANGUAGES: Final[dict[Language, tuple[str, ...]]] = {"cy": ("cy",), "en": ("en",), "unknown": ("cy", "en")}
_TALL_GAP: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


class UnknownMessage(LookupError):  # noqa: N818 - said in the terms of the caller
    """No message has that name; MESSAGES lists those there are."""


class MissingValue(LookupError):  # noqa: N818 - likewise
    """The message needs values that were not given; the error names them."""


@dataclass(frozen=True)
class Recipient:
    """Who a letter goes to; `unknown` language gets both, Welsh first. An empty name takes the other's."""

    name_en: str
    name_cy: str
    address: str
    language: Language

    def __post_init__(self) -> None:
        check_values((self.name_en, self.name_cy), "the recipient's name")
        check_address(self.address, "the recipient's address")
        if self.language not in LANGUAGES:
            raise ValueError(f"A reader's language is cy, en or unknown, not {self.language!r}.")


@dataclass(frozen=True)
class AskedBy:
    """Who asks; an empty telephone is said to be not known."""

    name_en: str
    name_cy: str
    telephone: str = ""


@dataclass(frozen=True)
class House:
    """The installation a mail comes from; every link begins with its `base_url`."""

    name: str
    base_url: str
    team_en: str
    team_cy: str
    team_address: str
    team_telephone: str = ""
    register_statement_en: str = ""  # "The register holds data reconstructed from …": said in each mail
    register_statement_cy: str = ""
    fixed_time: datetime | None = None  # the instant of a home whose time stands still

    def __post_init__(self) -> None:
        check_values(self, "house")
        check_ascii_address(self.team_address, "house.team_address")
        if not self.base_url.startswith(("https://", "http://")):
            raise ValueError(f"house.base_url must begin with https:// or http://, not {self.base_url!r}.")
        if bool(self.register_statement_en) != bool(self.register_statement_cy):
            raise ValueError("A register statement needs both languages.")


@dataclass(frozen=True)
class Composed:
    """What a letter says, before it is a mail."""

    subject: str
    text: str
    html: str
    languages: tuple[str, ...]


def compose(
    message: str,
    recipient: Recipient,
    values: Mapping[str, Any],
    house: House,
    *,
    notice: str = "",
    wording: Wording | None = None,
) -> Composed:
    """Render `message` for `recipient`, with the team's own `wording` where there is one.

    `notice` (see `letter.notice_reference`) lets a reader recognise a repeat. Raises UnknownMessage,
    MissingValue, UnsafeText, ValueError for a link elsewhere, and jinja2.UndefinedError.
    """
    known(message)
    missing = sorted(MESSAGES[message].values - values.keys())
    if missing:
        raise MissingValue(f"The message {message} needs: {', '.join(missing)}.")
    check_values(values, "values")
    check_text(notice, "notice")
    for link in _links(values):
        if not str(link).startswith(house.base_url.rstrip("/") + "/"):
            raise ValueError(f"The link {link!r} leads outside {house.base_url}.")
    languages = LANGUAGES[recipient.language]
    own = {lang: said(wording, values, lang) for lang in languages} if wording else {}
    around = {"house": house, "recipient": recipient, "notice": notice, "languages": languages, "wording": own}
    given = {**values, **around}
    subject = " | ".join(_subject(message, lang, given) for lang in languages)
    return Composed(
        subject=check_text(subject, "subject"),
        text=_frame("txt", message, subject, given),
        html=_frame("html", message, subject, given),
        languages=languages,
    )


def _subject(message: str, lang: str, given: Mapping[str, Any]) -> str:
    """The shipped subject, or the team's with the shipped one at its place."""
    shipped = _render(f"{message}/subject.{lang}.txt", given).strip()
    own = given["wording"].get(lang)
    return "".join(shipped if part is None else part for part in own.subject) if own and own.subject else shipped


def line(message: str, values: Mapping[str, Any], language: str) -> str:
    """What `message` says in one line of a day's letter, in `cy` or `en`, from the plain values its notice keeps.

    Raises UnknownMessage, UnsafeText, ValueError for another language, and jinja2.UndefinedError.
    """
    known(message)
    if language not in LANGUAGES["unknown"]:
        raise ValueError(f"A line is written in cy or in en, not in {language!r}.")
    check_values(values, "values")
    said = _render(f"{message}/line.{language}.txt", values).strip()
    return check_text(said, f"the line of {message}")


def _links(value: object) -> Iterator[object]:
    """Every link among the values, however deep: under `link`, or a key in `_link`, which may be empty."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "link" or str(key).endswith("_link"):
                yield from (inner,) if inner or key == "link" else ()
            else:
                yield from _links(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _links(inner)


def known(message: str) -> None:
    """Raise UnknownMessage, with the list of those there are, unless there is a message of that name."""
    if message not in MESSAGES:
        raise UnknownMessage(f"There is no message {message!r}. There are: {', '.join(sorted(MESSAGES))}.")


def _frame(form: str, message: str, subject: str, given: Mapping[str, Any]) -> str:
    """Put the halves, each rendered in its language, inside the frame of that form."""
    halves = [(lang, _render(f"{message}/body.{lang}.{form}", given)) for lang in given["languages"]]
    whole = _render(f"_frame/letter.{form}", {**given, "subject": subject, "halves": halves})
    lines = "\n".join(line.rstrip() for line in _TALL_GAP.sub("\n\n", whole).split("\n"))
    return lines.strip() + "\n"


def _render(name: str, given: Mapping[str, Any]) -> str:
    return environment().get_template(name).render(given)


@cache
def environment() -> Environment:
    """Load the templates: html escapes, txt does not; in both an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("notifications", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filters())
    return made
