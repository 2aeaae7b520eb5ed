"""The board's pack of a quarter: collected once, written in both languages, and kept through the door with its figures.

Figures are as at the quarter's last day (today, where it is not over), as we know it now.
"""

import base64
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from ispdesk.documents import board_paper, pdf, word_paper
from ispdesk.documents.board_paper import LANGS, Lang
from ispdesk.reports.facilitators import TYPES, facilitators
from ispdesk.views.board import (
    OUTPUTS,
    BoardView,
    Since,
    backlog_of,
    changes,
    figures_of,
    forecast_of,
    reviews_ahead,
    unplaced,
    written,
)
from ispdesk.views.board_measures import measures_at
from ispdesk.views.coverage import coverage_at
from ispdesk.views.house import house_view
from ispdesk.views.lives import Lives, lives
from ispdesk.views.targets import Progress, seen
from models.queries import board
from states.calendar import local_day
from states.targets import Quarter, year_of

Tick = Callable[[str], None]
"""Told the name of each step before it is taken."""
STEPS: Final = ("lives", "targets", "queue", "coverage", "forecast", "since", *(f"paper_{lang}" for lang in LANGS))


@dataclass(frozen=True)
class Made:
    """One file of a pack."""

    name: str
    lang: Lang
    content: bytes


@dataclass(frozen=True)
class Pack:
    """A pack as it was made, with what it says."""

    view: BoardView
    files: tuple[Made, ...]

    def payload(self) -> dict[str, Any]:
        """As the command that keeps it takes it."""
        files = [{"name": one.name, "content": base64.b64encode(one.content).decode()} for one in self.files]
        as_at, quarter = self.view.as_at.isoformat(), str(self.view.quarter)
        return {"quarter": quarter, "as_at": as_at, "figures": dict(self.view.figures), "files": files}


def begun(quarter: Quarter, today: dt.date) -> bool:
    """Whether anything can be said of a quarter: one that has not begun has no figures."""
    return quarter.first <= today


def made(session: Session, quarter: Quarter, at: dt.datetime, tick: Tick = lambda _: None) -> Pack:
    """Make the pack of a quarter that has begun: PDF/UA and DOCX in each language. The same record, the same bytes."""
    view = collected(session, quarter, at, tick)
    files: list[Made] = []
    for lang in LANGS:
        tick(f"paper_{lang}")
        content = board_paper.content(view, lang)
        stem = f"board-pack-{quarter}-{lang}"
        files.append(Made(f"{stem}.pdf", lang, pdf.make("board", content, view.made_on)))
        files.append(Made(f"{stem}.docx", lang, word_paper.made(content)))
    return Pack(view, tuple(files))


def collected(session: Session, quarter: Quarter, at: dt.datetime, tick: Tick = lambda _: None) -> BoardView:
    """All that the pack of a quarter says."""
    today = local_day(at)
    day, house = min(quarter.last, today), house_view(session, inbox_open=False)
    tick("lives")
    known, trained = lives(session), _trained(session, day)
    tick("targets")
    progress = Progress(session, year_of(day), day, known, active_on=today)
    targets = seen(progress)
    groups = (cell for group in (*targets.sectors, *targets.places) for cell in group.cells)
    tick("queue")
    backlog, reviews = backlog_of(session, quarter.first, day), reviews_ahead(session, today)
    tick("coverage")
    coverage = coverage_at(session, known, day)
    tick("forecast")
    forecast = forecast_of(session, at)
    tick("since")
    figures = figures_of(known, trained, day)
    no_sector, no_place = unplaced(known, day)
    return BoardView(
        quarter=quarter,
        as_at=day,
        made_on=today,
        over=quarter.last < today,
        house=house.name,
        statement=house.register_statement,
        outputs={name: known.figure(name, day) for name in OUTPUTS},
        trained=trained,
        targets=(*targets.lines, *targets.decision_groups, *(one for one in groups if one.target is not None)),
        year=targets.year,
        backlog=backlog,
        times=measures_at(known, progress.calendar, quarter.first, day),
        coverage=coverage,
        reviews=reviews,
        forecast=forecast,
        unknown_sector=no_sector,
        unknown_place=no_place,
        since=_since(session, known, day, figures),
        written=written(session, str(quarter)),
        figures=figures,
    )


def _trained(session: Session, day: dt.date) -> list[dict[str, Any]]:
    """Table 4-2 as the report prints it, each row with the code of its type."""
    rows = facilitators(session, day)["rows"]
    return [{**row, "kind": kind} for kind, row in zip(TYPES, rows, strict=True)]


def _since(session: Session, known: Lives, day: dt.date, now: dict[str, int | None]) -> Since | None:
    """What the last pack of an earlier day stated, what is known of that day now, and what is new."""
    before = board.pack_before(session, day)
    if before is None:
        return None
    then = figures_of(known, _trained(session, before.as_at), before.as_at)
    return Since(before.quarter, before.number, before.as_at, changes(before.figures, then, now))
