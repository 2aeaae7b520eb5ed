"""What was typed into a form, and what is wrong with it."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import FormData, UploadFile

from ispdesk.commands.shape import Refused
from ispdesk.words import Lang, said

MOST_FIELDS: Final = 2000
_FIGURES = re.compile(r"[0-9]{1,4}", re.ASCII)
_YEAR = 4


@dataclass(frozen=True)
class Upload:
    """A file that came with a form, whole."""

    name: str
    content: bytes


@dataclass
class Form:
    """What was typed, by field; and what is wrong: `errors` by the id of the field to mend, `general` about it all."""

    typed: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything was posted."""
        return bool(self.typed or self.files)

    @property
    def wrong(self) -> bool:
        """Whether anything is wrong with it."""
        return bool(self.errors or self.general)

    def value(self, name: str, stored: object = "") -> str:
        """What the field shows: what was typed, or else what is stored."""
        if name in self.typed:
            return self.typed[name]
        return "" if self.typed or stored is None else str(stored)

    def chosen(self, name: str, stored: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The values of a field that takes several: those typed, or else those stored."""
        return self.many.get(name, ()) if self.typed else stored

    def text(self, name: str) -> str:
        """What was typed into a field, without the blanks around it."""
        return self.typed.get(name, "").strip()

    def need(self, name: str, words: str) -> str:
        """What was typed; where there is nothing, these words say so."""
        found = self.text(name)
        if not found:
            self.errors.setdefault(name, words)
        return found

    def number(self, name: str, words: str) -> int | None:
        """A whole number from 0, or None where nothing was typed; these words where it is no number."""
        typed = self.text(name)
        if not typed:
            return None
        if not _FIGURES.fullmatch(typed):
            self.errors.setdefault(name, words)
            return None
        return int(typed)

    def day(self, name: str, lang: Lang, *, needed: bool = True) -> dt.date | None:
        """A day typed as `NAME-day`, `NAME-month` and `NAME-year`; what is wrong is said at the first of them."""
        parts = [self.text(f"{name}-{part}") for part in ("day", "month", "year")]
        if not any(parts) and not needed:
            return None
        if not all(_FIGURES.fullmatch(part) for part in parts) or len(parts[2]) != _YEAR:
            empty = next(
                (part for part, typed in zip(("day", "month", "year"), parts, strict=True) if not typed), "day"
            )
            self.errors[f"{name}-{empty}"] = said("answer.error.day", lang)
            return None
        try:
            return dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
        except ValueError:
            self.errors[f"{name}-day"] = said("answer.error.no_day", lang)
            return None

    def refuse(self, refused: Refused, lang: Lang) -> None:
        """Put every reason of a refusal above the form."""
        self.general.extend(reason.in_language(lang) for reason in refused.reasons)


async def of(data: FormData) -> Form:
    """What came in; of a field that comes twice the first counts, and `many` has them all.

    Ends of lines become one character, and text is put into its composed form: what cannot be seen is refused at the
    door, in words.
    """
    many: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    for name, value in data.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if value.filename or content:
                files.setdefault(name, Upload(value.filename or "", content))
        else:
            many.setdefault(name, []).append(unicodedata.normalize("NFC", value.replace("\r\n", "\n")))
    return Form({name: found[0] for name, found in many.items()}, {n: tuple(v) for n, v in many.items()}, files)
