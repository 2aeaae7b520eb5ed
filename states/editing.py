"""Changes of single numbers of a policy, as a page asks for them: which key, what stands there, what is to stand.

A field only carries what was typed into a policy's mapping; `states.parsing` says what is wrong with it. Whose word a
number is, is written beside it: a table whose numbers change is labelled with the day and the reason.
"""

import copy
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from states.fields import Key, Problem
from states.parsing import MEASURES
from states.words import Sentence

Kind = Literal["whole", "percent", "offset", "amount", "line", "readers", "yes", "confirm"]
Content = Mapping[str, Any]
NEW = "new"
"""What a rung is called on the page before it has a name."""
UNITS = ("working days", "days", "weeks", "months", "years")
SIDES = ("before", "on", "after")
PER_CENT = 100
LABEL = re.compile(r"the team, (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}): (?P<reason>.*)", re.DOTALL)
_OURS = Sentence("our default", "ein rhagosodiad ni")
_MOST_SOURCE = 300
"""Characters of a reason that stand beside a number; the whole of it stands in the policy's history."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be changed: its key in the mapping, and how it is typed."""

    key: Key
    kind: Kind

    @property
    def id(self) -> str:
        """What the field of the form is called."""
        return "-".join(self.key)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds: one value by name, and of a field that takes several, all of them."""

    one: Callable[[str], str]
    many: Callable[[str], Sequence[str]]


def of_backlog() -> tuple[Field, ...]:
    """The levels of the queue, and after how many clear measurements a level is announced again."""
    share = "share_over_budget"
    limits = tuple(
        Field(("backlog", measure, level), "percent" if measure == share else "whole")
        for measure in MEASURES
        for level in ("amber", "red")
    )
    return (*limits, Field(("backlog", "clear_after"), "whole"))


def of_letter() -> tuple[Field, ...]:
    """The letter of the day."""
    return (Field(("digest", "most"), "whole"),)


def of_score(content: Content) -> tuple[Field, ...]:
    """The points of each part of the queue's score that the policy writes down."""
    return tuple(Field(("score", name, "points"), "whole") for name in content.get("score", {}))


def of_timer(content: Content, kind: str) -> tuple[Field, ...]:
    """A clock's names, its length and its rungs; a rung that does not exist yet is the last."""
    timer = content["timers"][kind]
    at = ("timers", kind)
    form = next((name for name in ("budget", "after", "before") if name in timer), None)
    fields = [Field((*at, name), "line") for name in ("name_en", "name_cy")]
    fields += [Field((*at, form), "amount")] if form else []
    for name in [*sorted(timer.get("rungs", {}), key=lambda one: _rung(timer["rungs"][one])["on"]), NEW]:
        rung = (*at, "rungs", name)
        fields += [
            Field((*rung, "on"), "offset"),
            Field((*rung, "to"), "readers"),
            Field((*rung, "urgent"), "yes"),
            Field((*rung, "confirm"), "confirm"),
        ]
    return tuple(fields)


def _rung(written: Any) -> dict[str, Any]:
    """A rung as a table, however it is written."""
    return dict(written) if isinstance(written, Mapping) else {"on": written, "to": ["holder"]}


def value_at(content: Content, key: Key) -> Any:
    """What stands at this key, or None."""
    found: Any = content
    for place, part in enumerate(key):
        if place and key[place - 1] == "rungs" and isinstance(found, Mapping) and part in found:
            found = _rung(found[part])
            continue
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


def typed_of(content: Content, field: Field) -> dict[str, str | tuple[str, ...]]:
    """What the form holds for a field before anybody types: by name, as `read` reads it."""
    value = value_at(content, field.key)
    if field.kind == "percent":
        return {field.id: "" if value is None else f"{round(float(value) * PER_CENT, 2):g}"}
    if field.kind == "offset":
        side = "before" if value is None or value < 0 else "after" if value else "on"
        return {field.id: "" if value is None else str(abs(value)), f"{field.id}-side": side}
    if field.kind == "amount":
        number, _, unit = str(value).partition(" ")
        return {field.id: number, f"{field.id}-unit": next((one for one in UNITS if one in (unit, f"{unit}s")), "days")}
    if field.kind == "readers":
        return {field.id: tuple(value or ())}
    if field.kind == "yes":
        return {field.id: ("yes",) if value else ()}
    return {field.id: "" if value is None else str(value)}


def read(content: Content, fields: Iterable[Field], typed: Typed) -> dict[str, Any]:
    """The content with what was typed; what is no number stays as it was typed, for the parser to refuse."""
    after: dict[str, Any] = copy.deepcopy(dict(content))
    chosen = list(fields)
    for field in chosen:
        if NEW in field.key[3:4]:
            continue
        value = _read(field, typed)
        if value != value_at(after, field.key) and not (value is None and value_at(after, field.key) is None):
            _put(after, field.key, value)
    for field in chosen:
        if field.kind == "offset":
            _rungs(after, field, typed)
    return after


def _read(field: Field, typed: Typed) -> Any:
    return _READ.get(field.kind, _line)(field, typed)


def _line(field: Field, typed: Typed) -> Any:
    return typed.one(field.id).strip() or None


def _whole(field: Field, typed: Typed) -> Any:
    return _number(typed.one(field.id).strip())


def _percent(field: Field, typed: Typed) -> Any:
    number = _number(typed.one(field.id).strip())
    return number if isinstance(number, str) else number / PER_CENT


def _offset(field: Field, typed: Typed) -> Any:
    number = _number(typed.one(field.id).strip())
    if isinstance(number, str):
        return number or "-"
    return {"before": -number, "on": 0}.get(typed.one(f"{field.id}-side"), number)


def _amount(field: Field, typed: Typed) -> Any:
    written, unit = typed.one(field.id).strip(), typed.one(f"{field.id}-unit")
    return f"{written} {unit[:-1] if written == '1' and unit.endswith('s') else unit}"


def _readers(field: Field, typed: Typed) -> Any:
    return list(typed.many(field.id))


def _yes(field: Field, typed: Typed) -> Any:
    return True if "yes" in typed.many(field.id) else None


_READ: Mapping[str, Callable[[Field, Typed], Any]] = {
    "whole": _whole, "percent": _percent, "offset": _offset, "amount": _amount, "readers": _readers, "yes": _yes,
}  # fmt: skip


def _number(written: str) -> int | str:
    return int(written) if re.fullmatch(r"[0-9]{1,4}", written) else written


def _put(content: dict[str, Any], key: Key, value: Any) -> None:
    """Write a value at a key; None takes it away, where it may be left out."""
    found: Any = content
    for place, part in enumerate(key[:-1]):
        if place and key[place - 1] == "rungs":
            found[part] = _rung(found[part])
        found = found.setdefault(part, {})
    if value is None and key[-1] in ("urgent", "confirm"):
        found.pop(key[-1], None)
    else:
        found[key[-1]] = "" if value is None else value


def _rungs(content: dict[str, Any], field: Field, typed: Typed) -> None:
    """Take a rung away that is to go; add the new one where a number was typed for it."""
    _, kind, _, name, _ = field.key
    rungs = content["timers"][kind].setdefault("rungs", {})
    whole = field.id.removesuffix("-on")
    if name != NEW:
        if "yes" in typed.many(f"{whole}-remove"):
            rungs.pop(name, None)
        return
    if not typed.one(field.id).strip():
        return
    on = _read(field, typed)
    made: dict[str, Any] = {"on": on, "to": list(typed.many(f"{whole}-to"))}
    if "yes" in typed.many(f"{whole}-urgent"):
        made["urgent"] = True
    if typed.one(f"{whole}-confirm"):
        made["confirm"] = typed.one(f"{whole}-confirm")
    rungs[_called(rungs, on)] = made


def _called(rungs: Mapping[str, Any], on: object) -> str:
    """A name for a new rung that no other has, such as escalation_2."""
    usual = "due" if on == 0 else "reminder" if isinstance(on, int) and on < 0 else "escalation_1"
    bare = usual.removesuffix("_1")
    return next(name for name in (usual, *(f"{bare}_{n}" for n in range(2, len(rungs) + 3))) if name not in rungs)


def place_of(problem: Problem, fields: Iterable[Field]) -> str | None:
    """The field at which something wrong is said: the one with the key, or the first within it."""
    chosen = list(fields)
    known = {field.key[3] for field in chosen if "rungs" in field.key}
    if problem.key[2:3] == ("rungs",) and len(problem.key) > len(("timers", "kind", "rungs")):
        name = problem.key[3] if problem.key[3] in known else NEW  # one that has its name only since it was typed
        problem = Problem((*problem.key[:3], name, *problem.key[4:]), problem.said)
    exact = next((field.id for field in chosen if field.key == problem.key), None)
    within = (field.id for field in chosen if field.key[: len(problem.key)] == problem.key)
    above = (field.id for field in chosen if problem.key[: len(field.key)] == field.key)
    return exact or next(within, None) or next(above, None)


def labelled(before: Content, after: Content, day: dt.date, reason: str) -> dict[str, Any]:
    """The content in which each number that changed says whose word it is."""
    label = f"the team, {day.isoformat()}: {' '.join(reason.split())[:_MOST_SOURCE]}"
    made: dict[str, Any] = copy.deepcopy(dict(after))
    for key, owner in _OWNERS:
        if _differs(before, after, key):
            made[key[0]][owner] = label
    for area in ("backlog", "score"):
        for name, written in after.get(area, {}).items():
            if isinstance(written, Mapping) and _differs(before, after, (area, name)):
                made[area][name]["source"] = label
    for kind in after["timers"]:
        _label_clock(before, after, made["timers"][kind], ("timers", kind), label)
    return made


_OWNERS: tuple[tuple[Key, str], ...] = (
    (("backlog", "clear_after"), "clear_after_source"),
    (("digest", "most"), "source"),
)


def _label_clock(before: Content, after: Content, made: dict[str, Any], at: Key, label: str) -> None:
    """A clock's length and each of its marks have labels of their own."""
    if any(_differs(before, after, (*at, form)) for form in ("budget", "after", "before")):
        made["source"] = label
    for name in made.get("rungs", {}):
        if _differs(before, after, (*at, "rungs", name)):
            made["rungs"][name] = {**_rung(made["rungs"][name]), "source": label}


def _differs(before: Content, after: Content, key: Key) -> bool:
    return bool(value_at(before, key) != value_at(after, key))


def source_words(source: str) -> Sentence:
    """Whose word a number is, as people read it; what a file says in one language stands as it is."""
    if source == _OURS.en:
        return _OURS
    ours = LABEL.fullmatch(source)
    if ours is None:
        return Sentence(source, "")
    return Sentence(f"the team, {ours['day']}: {ours['reason']}", f"y tîm, {ours['day']}: {ours['reason']}")
