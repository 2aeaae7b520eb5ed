"""What the forms of flows say: rows read from cells, and what became of a flow that two people changed."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ispdesk.views.flows import FlowLine, FlowsView
from ispdesk.web.form import Form
from ispdesk.words import Lang, said
from states.flow_terms import (
    BY_KEY,
    COLUMNS,
    METHODS,
    SENSITIVITIES,
    Column,
    join_names,
    kept_method,
    shown_method,
    shown_sensitivity,
    split_names,
)
from states.folding import folded

NEW = "new"
SHOWN = tuple(column for column in COLUMNS if column.shown and column.key != "number")
REST = tuple(column for column in COLUMNS if not column.shown)
LONG = frozenset({"occasion", "information", "purpose", "notes", "items", "gateway", "controls"})
"""Columns that hold sentences."""
BLANK_ROWS = ("n1", "n2", "n3")
GREATEST = 9999


@dataclass(frozen=True)
class Difference:
    """A column in which what somebody typed is not what is saved."""

    label: str
    mine: str
    saved: str


@dataclass(frozen=True)
class Conflict:
    """A flow that somebody else changed, or took out, since this person read it; `now` is its revision, or `new`."""

    now: str
    differences: tuple[Difference, ...]

    @property
    def gone(self) -> bool:
        """Whether it was taken out."""
        return self.now == NEW


def cell_text(key: str, values: Mapping[str, Any], lang: Lang) -> str:
    """A cell as it is read."""
    value = values.get(key, "")
    if key == "recipients":
        return "; ".join(value)
    if key == "method":
        return shown_method(value, lang)
    return shown_sensitivity(value, lang) if key == "sensitivity" else str(value)


def typed_cell(key: str, values: Mapping[str, Any]) -> str:
    """A cell as it stands in its field."""
    return join_names(values.get(key, ())) if key == "recipients" else str(values.get(key, ""))


def read_cell(form: Form, key: str, name: str) -> Any:
    """What was typed into a field, as it is kept."""
    if key == "recipients":
        ticked = form.many.get(f"{name}-partner", ())
        return list(dict.fromkeys([*ticked, *split_names(form.text(name))]))
    text = form.text(name)
    return kept_method(text) if key == "method" else text


def read_cells(form: Form, columns: Iterable[Column], before: str = "") -> dict[str, Any]:
    """A row of fields whose names begin alike."""
    return {column.key: read_cell(form, column.key, f"{before}{column.key}") for column in columns}


def check_cells(form: Form, cells: Mapping[str, Any], before: str, lang: Lang) -> None:
    """Say at its field what is too long."""
    for key, value in cells.items():
        texts = value if key == "recipients" else (value,)
        most = BY_KEY["sender"].most if key == "recipients" else BY_KEY[key].most
        if any(len(text) > most for text in texts):
            label = BY_KEY[key].label.in_language(lang)
            form.errors[f"{before}{key}"] = said("flows.error.long", lang, label=label, most=most)


def read_number(form: Form, name: str, lang: Lang) -> int | None:
    """The number of a flow; None where nothing, or no such number, was typed."""
    words = said("flows.error.number", lang, most=GREATEST)
    number = form.number(name, words)
    if number == 0:
        form.errors[name] = words
    return number or None


def fingerprint(cells: Mapping[str, Any]) -> str:
    """What cells held when a page was shown, as one short word: whether somebody has touched them since."""
    said = "\0".join(f"{key}={typed_cell(key, cells)}" for key in sorted(cells))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def conflict(form: Form, mine: Mapping[str, Any], flow: FlowLine | None, seen: str, lang: Lang) -> Conflict | None:
    """Both values side by side, where the flow is not as this person saw it; None where it is."""
    now = str(flow.revision) if flow else NEW
    if not form or seen == now:
        return None
    saved = flow.own if flow else {}
    found = [
        Difference(BY_KEY[key].label.in_language(lang), cell_text(key, mine, lang), cell_text(key, saved, lang))
        for key in mine
        if typed_cell(key, mine) != typed_cell(key, saved)
    ]
    return Conflict(now, tuple(found))


def new_steps(view: FlowsView, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The steps that rows name and that the list does not have."""
    known = {folded(step.name) for step in view.steps if step.position is not None}
    return [{"name": row["step"]} for row in rows if row["step"] and folded(row["step"]) not in known]


def methods(lang: Lang, stored: str, empty: str) -> list[tuple[str, str]]:
    """The ways of transfer to choose from; what is stored and is none of them stays a choice."""
    known = [(method.id, f"{method.name.in_language(lang)} ({method.control.in_language(lang)})") for method in METHODS]
    own = [(stored, stored)] if stored and stored not in dict(known) else []
    return [("", empty), *own, *known]


def sensitivities(lang: Lang, empty: str) -> list[tuple[str, str]]:
    """How sensitive a flow may be."""
    return [("", empty), *((id_, name.in_language(lang)) for id_, name in SENSITIVITIES.items())]
