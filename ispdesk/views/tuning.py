"""The numbers of the policy in force as the team's pages show and change them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.words import WORDS, both, dates
from ispdesk.words.text import Text
from models.tables.calendar import PolicyRow
from states import editing
from states.editing import Field
from states.names import READERS
from states.parsing import parse
from states.policy import Reader
from states.words import Sentence, listed

PARTS = ("backlog", "letter", "score", "clocks")
"""The pages of numbers, as their addresses name them."""


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a heading, with whose word their numbers are."""

    title: Text
    source: Text
    fields: tuple[Field, ...]
    rung: str = ""


@dataclass(frozen=True)
class PartView:
    """One page of numbers: the policy's version, its content, what can be changed and what stands there."""

    version: int
    content: Mapping[str, Any]
    title: Text
    groups: tuple[Group, ...]
    stored: Mapping[str, str | tuple[str, ...]]

    @property
    def values(self) -> Mapping[str, Text]:
        """What stands there as people read it, by field."""
        return {field.id: shown(field, editing.value_at(self.content, field.key)) for field in self.fields}

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the page."""
        return tuple(field for group in self.groups for field in group.fields)


@dataclass(frozen=True)
class ClockRow:
    """A clock in the list: its kind, name, length as written, how many rungs, and whose word its length is."""

    kind: str
    name: Text
    length: Text
    rungs: tuple[Text, ...]
    source: Text


@dataclass(frozen=True)
class Changed:
    """One number that would change: of what, which, and how it read and would read."""

    of: Text
    what: Text
    before: Text
    after: Text


def row_in_force(session: Session) -> PolicyRow | None:
    """The version of the policy that is in force."""
    return session.exec(select(PolicyRow).order_by(col(PolicyRow.version).desc()).limit(1)).first()


def text(words: Sentence) -> Text:
    """A rule's sentence, as a page shows it; what is only in one language says so."""
    return Text(words.en or None, words.cy or None)


def source(written: str) -> Text:
    """Whose word a number is."""
    words = editing.source_words(written)
    return Text(dates.spelled(words.en, "en"), dates.spelled(words.cy, "cy") or None)


def rung_label(name: str) -> Text:
    """What people call a rung; a name of the policy's own stands as it is."""
    if name == editing.NEW:
        return both("settings.rung.new")
    stem, _, number = name.rpartition("_")
    usual = stem if number.isdecimal() and f"rung.{name}" not in WORDS else name
    if f"rung.{usual}" not in WORDS:
        return Text(name.replace("_", " "), name.replace("_", " "))
    words = both(f"rung.{usual}")
    return words if usual == name or number == "1" else Text(f"{words.en} {number}", f"{words.cy} {number}")


def clock_rows(session: Session) -> tuple[ClockRow, ...]:
    """Every clock of the policy in force, in its order."""
    row = row_in_force(session)
    if row is None:
        return ()
    return tuple(
        ClockRow(
            timer.kind, text(timer.name), amount(*timer.written.partition(" ")[::2]),
            tuple(rung_label(rung.name) for rung in timer.rungs), source(timer.source),
        )
        for timer in parse(row.content).timers
    )  # fmt: skip


def part_view(session: Session, part: str, kind: str = "") -> PartView | None:
    """One page of numbers; None where there is none of that name, or no policy yet."""
    row = row_in_force(session)
    if row is None or (part == "clocks") != bool(kind):
        return None
    content = row.content
    if part == "clocks" and kind not in content["timers"]:
        return None
    if part == "score" and not content.get("score"):
        return None
    groups = _GROUPS[part](content, kind)
    stored: dict[str, str | tuple[str, ...]] = {}
    for group in groups:
        for field in group.fields:
            stored |= editing.typed_of(content, field)
    title = text(parse(content).timer(kind).name) if kind else both(f"settings.{part}")  # type: ignore[union-attr]
    return PartView(row.version, content, title, tuple(groups), stored)


def _backlog(content: Mapping[str, Any], _kind: str) -> list[Group]:
    fields, written = editing.of_backlog(), content["backlog"]
    groups = [
        Group(
            both(f"settings.measure.{measure}"),
            source(written[measure]["source"]),
            tuple(field for field in fields if field.key[1] == measure),
        )
        for measure in dict.fromkeys(field.key[1] for field in fields[:-1])
    ]
    again = source(written.get("clear_after_source", "our default"))
    return [*groups, Group(both("settings.again"), again, fields[-1:])]


def _letter(content: Mapping[str, Any], _kind: str) -> list[Group]:
    whose = source(content.get("digest", {}).get("source", "our default"))
    return [Group(both("settings.letter"), whose, editing.of_letter())]


def _score(content: Mapping[str, Any], _kind: str) -> list[Group]:
    return [
        Group(
            both(f"settings.score.{field.key[1]}")
            if f"settings.score.{field.key[1]}" in WORDS
            else Text(field.key[1].replace("_", " "), field.key[1].replace("_", " ")),
            source(content["score"][field.key[1]].get("source", "our default")),
            (field,),
        )
        for field in editing.of_score(content)
    ]


def _clock(content: Mapping[str, Any], kind: str) -> list[Group]:
    timer, fields = content["timers"][kind], editing.of_timer(content, kind)
    whole = tuple(field for field in fields if "rungs" not in field.key)
    groups = [Group(both("settings.clock"), source(timer["source"]), whole)]
    for name in dict.fromkeys(field.key[3] for field in fields if "rungs" in field.key):
        own = editing.value_at(content, ("timers", kind, "rungs", name, "source"))
        whose = Text() if name == editing.NEW else source(own or timer["source"])
        mine = tuple(field for field in fields if field.key[2:4] == ("rungs", name))
        groups.append(Group(rung_label(name), whose, mine, name))
    return groups


_GROUPS = {"backlog": _backlog, "letter": _letter, "score": _score, "clocks": _clock}


def changed(view: PartView, after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Every number of the page that would be another; rungs that come and go among them."""
    found = []
    for group in view.groups:
        for field in group.fields:
            if field.key[3:4] == (editing.NEW,):
                continue
            old, new = (editing.value_at(content, field.key) for content in (view.content, after))
            if old != new:
                found.append(Changed(group.title, label_of(field), shown(field, old), shown(field, new)))
    for kind in {field.key[1] for field in view.fields if "rungs" in field.key}:
        rungs = after["timers"][kind].get("rungs", {})
        for name in rungs.keys() - view.content["timers"][kind].get("rungs", {}).keys():
            for what in ("on", "to"):
                field = Field(("timers", kind, "rungs", name, what), "offset" if what == "on" else "readers")
                new = shown(field, editing.value_at(after, field.key))
                found.append(Changed(rung_label(name), label_of(field), both("settings.none"), new))
    return tuple(found)


def label_of(field: Field) -> Text:
    """What a field is called on the page."""
    if field.key[0] == "backlog" and field.key[-1] in ("amber", "red"):
        return both(f"level.{field.key[-1]}")
    return both(f"settings.field.{field.key[-1]}")


def shown(field: Field, value: Any) -> Text:
    """A value as people read it."""
    if value in (None, "", []):
        return both("settings.none")
    return _SHOWN.get(field.kind, _plainly)(value)


def _plainly(value: Any) -> Text:
    return Text(str(value), str(value))


def _readers(value: Any) -> Text:
    named = [READERS[Reader(name)] for name in value if name in set(Reader)]
    return Text(listed([one.en for one in named], "en"), listed([one.cy for one in named], "cy"))


def _percent(value: Any) -> Text:
    return _plainly(f"{round(float(value) * editing.PER_CENT, 2):g}%")


def _offset(value: Any) -> Text:
    words = both(f"settings.side.{'before' if value < 0 else 'after' if value else 'on'}")
    return words if not value else Text(f"{abs(value)} {words.en}", f"{abs(value)} {words.cy}")


_SHOWN: Mapping[str, Callable[[Any], Text]] = {
    "readers": _readers,
    "percent": _percent,
    "offset": _offset,
    "yes": lambda _: both("settings.yes"),
    "confirm": lambda value: both(f"settings.confirm.{value}"),
    "amount": lambda value: amount(*str(value).partition(" ")[::2]),
}


def amount(number: str, unit: str) -> Text:
    """A length of time as it is written in a policy, in both languages."""
    words = both(f"settings.unit.{unit.rstrip('s').replace(' ', '_')}s")
    one = number == "1"
    return Text(f"{number} {(words.en or '').rstrip('s') if one else words.en}", f"{number} {words.cy}")
