"""What rows of a spreadsheet would do to the flows of an ISP: compared with what is there before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ispdesk.documents.flow_sheet import ALL, Content, Rows, filled
from states.flow_terms import (
    BY_KEY,
    COLUMNS,
    INHERITED,
    SHORT,
    column_named,
    kept_method,
    sensitivity_named,
    split_names,
)
from states.folding import folded
from states.words import Sentence, listed

Does = Literal["new", "changed", "same"]
STRANGE = "?"
"""Stands for a column whose heading nobody knows, which was said already."""
GREATEST = 9999
"""The greatest number of a flow."""
HEADINGS_NEEDED = 2
"""From so many known headings on the first row is one of headings."""
SHOWN = tuple(column.key for column in COLUMNS if column.shown)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken: its number from 1, its column by name where it is one, and what to do."""

    row: int
    says: Sentence
    column: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedFlow:
    """One flow as it would be. `changed` are the columns in which it would differ from what is there."""

    row: int
    number: int
    does: Does
    values: Mapping[str, Any]
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that would be done, or why nothing is."""

    flows: tuple[PlannedFlow, ...] = ()
    removed: tuple[int, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    defaults: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def written(self) -> tuple[PlannedFlow, ...]:
        """The flows that would be written."""
        return tuple(flow for flow in self.flows if flow.does != "same")

    @property
    def idle(self) -> bool:
        """Whether nothing would be done."""
        return not (self.written or self.removed or self.steps or self.defaults is not None)

    def payload(self, revisions: Mapping[int, int]) -> dict[str, Any]:
        """The command's payload; `revisions` is what the person saw of each flow."""
        rows = [
            {**flow.values, "number": flow.number, "seen": str(revisions.get(flow.number, "new"))}
            for flow in self.written
        ]
        steps = [{"name": name, "without_flows": why} for name, why in self.steps]
        more = {} if self.defaults is None else {"chosen": dict(self.defaults)}
        return {"rows": rows, "remove": list(self.removed), "steps": steps, **more}


@dataclass(slots=True)
class _Read:
    flows: list[tuple[int, int | None, dict[str, Any]]] = field(default_factory=list)
    steps: dict[str, tuple[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] | None = None
    problems: list[Problem] = field(default_factory=list)


def plan(rows: Rows, there: Content, *, replace: bool = False) -> Plan:
    """What these rows would do. `replace`: flows that are not among them would be taken out.

    A column that the table does not have leaves what is there; a flow without a number is given the next free one.
    """
    read = _Read()
    left = [row for row in filled(rows) if row[1]]
    keys, body = _headings(left, read)
    for place, cells in body:
        _take(place, dict(zip(keys, cells, strict=False)), cells[len(keys) :], read)
    by_number = {flow["number"]: flow for flow in there.flows}
    flows = _numbered(read, by_number)
    if not read.flows and not read.steps and read.defaults is None and not read.problems:
        read.problems.append(Problem(1, Sentence("There is no row in it.", "Nid oes rhes ynddo.")))
    if read.problems:
        return Plan(flows=tuple(flows), problems=tuple(sorted(read.problems, key=lambda one: one.row)))
    known = {folded(name): why for name, why in there.steps}
    for flow in flows:
        step = flow.values.get("step", "")
        if step and flow.does != "same":
            read.steps.setdefault(folded(step), (step, ""))
    steps = [
        (name, why)
        for folded, (name, why) in read.steps.items()
        if folded not in known or (why and known[folded] != why)
    ]
    taken = {flow.number for flow in flows}
    return Plan(
        flows=tuple(flows),
        removed=tuple(number for number in by_number if number not in taken) if replace else (),
        steps=tuple(steps),
        defaults=read.defaults if read.defaults not in (None, dict(there.defaults)) else None,
    )


def _headings(rows: Sequence[tuple[int, list[str]]], read: _Read) -> tuple[list[str], Sequence[tuple[int, list[str]]]]:
    """The columns, by the headings where there are any, otherwise the shown ones in their order."""
    if not rows:
        return [], []
    place, first = rows[0]
    found = [column_named(cell) if cell else None for cell in first]
    if sum(one is not None for one in found) < HEADINGS_NEEDED:
        return list(SHOWN), rows
    known = [key for key in found if key]
    for cell, key in zip(first, found, strict=True):
        if cell and key is None:
            read.problems.append(
                Problem(
                    place,
                    Sentence(
                        f"There is no column “{cell}”: rename the heading, or leave the column out.",
                        f"Nid oes colofn “{cell}”: ailenwch y pennawd, neu gadewch y golofn allan.",
                    ),
                )
            )
        elif key and known.count(key) > 1 and key not in {one.column for one in read.problems}:
            label = BY_KEY[key].label
            says = Sentence(f"The column “{label.en}” stands twice.", f"Mae'r golofn “{label.cy}” yno ddwywaith.")
            read.problems.append(Problem(place, says, key))
    return [key or (STRANGE if cell else "") for cell, key in zip(first, found, strict=True)], rows[1:]


def _take(place: int, cells: dict[str, str], beyond: Sequence[str], read: _Read) -> None:
    """Read one row."""
    unnamed = cells.pop("", "")
    cells.pop(STRANGE, None)
    if unnamed or any(beyond):
        says = Sentence(
            "There are more cells than headings: give each column a heading.",
            "Mae mwy o gelloedd na phenawdau: rhowch bennawd i bob colofn.",
        )
        read.problems.append(Problem(place, says))
    number = cells.pop("number", "").strip()
    if number == ALL:
        _take_defaults(place, cells, read)
        return
    said = {key for key, text in cells.items() if text}
    if not number and said and said <= {"step", "notes"} and "step" in said:
        name = " ".join(cells["step"].split())
        read.steps.setdefault(folded(name), (name, cells.get("notes", "")))
        return
    values = {key: _value(place, key, text, read) for key, text in cells.items()}
    read.flows.append((place, _number(place, number, read), values))


def _take_defaults(place: int, cells: Mapping[str, str], read: _Read) -> None:
    for key, text in cells.items():
        if text and key not in INHERITED:
            label = BY_KEY[key].label
            says = Sentence(
                f"“{label.en}” cannot be inherited: leave it empty in the row for all flows.",
                f"Ni ellir etifeddu “{label.cy}”: gadewch ef yn wag yn y rhes ar gyfer pob llif.",
            )
            read.problems.append(Problem(place, says, key))
    read.defaults = {
        key: str(_value(place, key, text, read)) for key, text in cells.items() if text and key in INHERITED
    }


def _number(place: int, text: str, read: _Read) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and 0 < int(text) <= GREATEST:
        return int(text)
    says = Sentence(
        f"“{text}” is no number of a flow: use a whole number from 1 to {GREATEST}, or leave it empty.",
        f"Nid yw “{text}” yn rhif llif: defnyddiwch rif cyfan o 1 i {GREATEST}, neu gadewch ef yn wag.",
    )
    read.problems.append(Problem(place, says, "number"))
    return None


def _value(place: int, key: str, text: str, read: _Read) -> Any:
    """A cell as it is kept; what is wrong with it is noted."""
    if key == "recipients":
        names = split_names(text)
        _fits(place, key, max(names, key=len, default=""), BY_KEY["sender"].most, read)
        return names
    if key == "sensitivity":
        found = sensitivity_named(text)
        if found is None:
            says = Sentence(
                f"“{text}” is not how sensitive it is: use {listed([one.en for one in SHORT.values()], 'en')}.",
                f"Nid yw “{text}” yn dweud pa mor sensitif ydyw: {listed([one.cy for one in SHORT.values()], 'cy')}.",
            )
            read.problems.append(Problem(place, says, key))
        return found or ""
    kept = kept_method(text) if key == "method" else text
    if key in {"step", "sender", "method", "sender_team", "recipient_team"}:
        kept = " ".join(kept.split())
    _fits(place, key, kept, BY_KEY[key].most, read)
    return kept


def _fits(place: int, key: str, text: str, most: int, read: _Read) -> None:
    if len(text) > most:
        label = BY_KEY[key].label
        says = Sentence(
            f"“{label.en}” is too long: at most {most} characters.",
            f"Mae “{label.cy}” yn rhy hir: {most} nod ar y mwyaf.",
        )
        read.problems.append(Problem(place, says, key))


def _numbered(read: _Read, there: Mapping[int, Mapping[str, Any]]) -> list[PlannedFlow]:
    """The flows with their numbers, compared with what is there."""
    seen: dict[int, int] = {}
    for place, number, _ in read.flows:
        if number is not None and number in seen:
            says = Sentence(
                f"Flow {number:03} stands in row {seen[number]} already: give it another number.",
                f"Mae llif {number:03} yn rhes {seen[number]} eisoes: rhowch rif arall iddo.",
            )
            read.problems.append(Problem(place, says, "number"))
        elif number is not None:
            seen[number] = place
    last = max([0, *there, *seen])
    found = []
    for place, given, values in read.flows:
        number = given
        if number is None:
            last += 1
            number = last
        before = there.get(number)
        if before is None:
            found.append(PlannedFlow(place, number, "new", values, frozenset(key for key, v in values.items() if v)))
            continue
        whole = {key: value for key, value in before.items() if key != "number"} | values
        changed = frozenset(key for key, value in whole.items() if _same(value) != _same(before.get(key, "")))
        found.append(PlannedFlow(place, number, "changed" if changed else "same", whole, changed))
    return found


def _same(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value
