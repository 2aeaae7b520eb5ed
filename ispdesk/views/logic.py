"""The logic model: intended outputs, outcomes and impacts (report Figure 1-1), with what the record says of each."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from ispdesk.views.coverage import coverage_at
from ispdesk.views.targets import Progress
from models.queries import logic
from models.tables.organisation import SECTORS
from states.targets import Figure, Measure, year_of

VERDICTS: Final = {
    "single": "mixed", "knowledge": "mixed", "together": "good", "leaders": "mixed", "culture": "good",
    "monitoring": "limited",
}  # fmt: skip
"""The intended outcomes, and what the evaluation of 2012 found of each (report Table 4-6)."""
IMPACTS: Final = {"users": "good", "efficiency": "mixed", "legal": "not_assessed"}
"""The intended net impacts, and what it found (report Table 4-7)."""
NOT_KEPT: Final = ("hub", "visits")
"""Intended outputs that nothing here counts: members of the Knowledge Hub (Table 4-1), visits to websites."""


@dataclass(frozen=True)
class Shown:
    """One figure of the record beside an output or outcome: its name, and out of how many where that is known."""

    what: str
    figure: Figure
    out_of: int | None = None


@dataclass(frozen=True)
class Outcome:
    """One intended outcome or impact: what was found in 2012, and what the record has to say now."""

    name: str
    verdict: str
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class LogicView:
    """The page."""

    day: dt.date
    outputs: tuple[Shown, ...]
    outcomes: tuple[Outcome, ...]
    impacts: tuple[Outcome, ...]


def logic_view(session: Session, today: dt.date) -> LogicView:
    """What the record says today."""
    of = Progress(session, year_of(today), today)
    cover = coverage_at(session, of.lives, today)
    sponsored, every, together, due = logic.counts(session)

    def exactly(number: int) -> Figure:
        return Figure(number, number)

    def figure(measure: Measure, sector: str = "") -> Figure:
        return of.figure(measure, today, sector)[0]

    shown: dict[str, Callable[[], tuple[Shown, ...]]] = {
        "single": lambda: (
            *(Shown(f"signatories.{one}", figure(Measure.SIGNATORIES, one)) for one in SECTORS),
            Shown("cells", exactly(cover.covered), cover.cells),
        ),
        "knowledge": lambda: (
            Shown("trained", figure(Measure.TRAINED)),
            Shown("active", figure(Measure.ACTIVE)),
        ),
        "together": lambda: (Shown("together", exactly(together)),),
        "leaders": lambda: (Shown("sponsored", exactly(sponsored), every),),
        "monitoring": lambda: (Shown("due", exactly(due)),),
    }
    return LogicView(
        today,
        tuple(
            Shown(measure.value, figure(measure)) for measure in (Measure.SIGNATORIES, Measure.TRAINED, Measure.ASSURED)
        )
        + tuple(Shown(name, Figure()) for name in NOT_KEPT),
        tuple(Outcome(name, verdict, shown[name]() if name in shown else ()) for name, verdict in VERDICTS.items()),
        tuple(Outcome(name, verdict) for name, verdict in IMPACTS.items()),
    )
