"""What states a version has been in and when, folded from its history: what reports as at a date are drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
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
    spans: dict[int, Span] = {}
    standing: dict[int, list[int]] = {}
    for row in rows:
        if not isinstance(row.body, dict) or "to" not in row.body or "version" not in row.body:
            continue
        number = int(row.body["version"])
        stack = standing.setdefault(number, [])
        if row.body.get("undoes") in stack:
            while stack and stack[-1] >= int(row.body["undoes"]):
                del spans[stack.pop()]
            if stack:
                spans[stack[-1]] = replace(spans[stack[-1]], left=None)
            continue
        when = _when(row, submitted.get(number))
        if stack:
            spans[stack[-1]] = replace(spans[stack[-1]], left=when)
        state, content = State(row.body["to"]), row.body.get("content")
        spans[row.seq] = Span(number, state, when, None, row.seq, row.kind, row.standing, row.recorded_at, content)
        stack.append(row.seq)
    return [spans[seq] for seq in sorted(spans)]


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
