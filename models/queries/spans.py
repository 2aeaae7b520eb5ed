"""What states a version has been in and when, folded from its history: what reports as at a date are drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.tables.isp import Version
from models.tables.journal import History
from states.calendar import local_day
from states.lifecycle import State
from states.when import When


@dataclass(frozen=True, slots=True)
class Span:
    """A version was in a state from when to when, as far as known; `left` is None while it still is."""

    version: int
    state: State
    entered: When
    left: When | None = None

    def held_at(self, *, entered: bool | None, left: bool | None) -> bool | None:
        """Yes, no or not known, from whether it had been entered and left."""
        if entered is False or left is True:
            return False
        return True if entered is True and left is False else None


def of_isp(session: Session, ref: str, versions: Iterable[Version]) -> list[Span]:
    """Every span of every version of one ISP, in the order of its history."""
    submitted = {v.number: When(v.submitted_from, v.submitted_to) for v in versions}
    rows = session.exec(select(History).where(History.stream == f"isp:{ref}").order_by(col(History.seq)))
    spans: list[Span] = []
    open_at: dict[int, int] = {}
    for row in rows:
        if not isinstance(row.body, dict) or "to" not in row.body or "version" not in row.body:
            continue
        number, state = int(row.body["version"]), State(row.body["to"])
        when = _when(row, submitted.get(number))
        if number in open_at:
            before = spans[open_at[number]]
            spans[open_at[number]] = Span(before.version, before.state, before.entered, when)
        open_at[number] = len(spans)
        spans.append(Span(number, state, when))
    return spans


def _when(row: History, submitted: When | None) -> When:
    """When a row happened: as told, else for a statement not known, else on the day it was recorded."""
    if row.happened_from or row.happened_to:
        return When(row.happened_from, row.happened_to)
    if row.kind == "taken_on" and submitted is not None and submitted.known:
        return submitted
    if row.standing != "done":
        return When()
    day = local_day(row.recorded_at)
    return When(day, day)
