"""What states a version has been in and when, folded from its history: what reports as at a date are drawn from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select

from models.tables.isp import Version
from models.tables.journal import History
from states.calendar import local_day
from states.lifecycle import DEVELOPING, State
from states.lives import Span
from states.when import When


def of_isp(session: Session, ref: str, versions: Iterable[Version]) -> list[Span]:
    """Every span of every version of one ISP, in the order of its history; what was undone is left out."""
    submitted = {v.number: When(v.submitted_from, v.submitted_to) for v in versions}
    rows = session.exec(select(History).where(History.stream == f"isp:{ref}").order_by(col(History.seq)))
    return fold(rows, submitted)


def fold(rows: Iterable[Any], submitted: Mapping[int, When]) -> list[Span]:
    """Fold the rows of one stream into spans; what undoes another row takes its span away and opens the one before.

    A row has the names of `History`.
    """
    standing: dict[int, list[tuple[Any, When]]] = {}
    for row in rows:
        if not isinstance(row.body, dict) or "to" not in row.body or "version" not in row.body:
            continue
        number = int(row.body["version"])
        stack = standing.setdefault(number, [])
        undone = row.body.get("undoes")
        if undone is not None and any(kept.seq == undone for kept, _ in stack):
            while stack and stack[-1][0].seq >= int(undone):
                stack.pop()
            continue
        stack.append((row, _when(row, submitted.get(number))))
    return sorted((span for stack in standing.values() for span in _spans(stack)), key=lambda span: span.seq)


def _spans(stack: list[tuple[Any, When]]) -> Iterator[Span]:
    """The spans of one version: each lasts to the next."""
    for place, (row, when) in enumerate(stack):
        left = stack[place + 1][1] if place + 1 < len(stack) else None
        body = row.body
        yield Span(
            int(body["version"]), State(body["to"]), when, left, row.seq, row.kind, row.standing, row.recorded_at,
            body.get("content"),
        )  # fmt: skip


def _when(row: Any, submitted: When | None) -> When:
    """When a row happened: as told, else for a statement not known, else on the day it was recorded."""
    if row.happened_from or row.happened_to:
        return When(row.happened_from, row.happened_to)
    if row.kind == "taken_on" and submitted is not None and submitted.known and row.body["to"] not in DEVELOPING:
        return submitted
    if row.standing != "done":
        return When()
    day = local_day(row.recorded_at)
    return When(day, day)
