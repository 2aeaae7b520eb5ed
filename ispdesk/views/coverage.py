"""The coverage matrix: service area by place, and by type of organisation, with its gaps and what they are out of."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.views.lives import Lives
from ispdesk.views.places import area_name, place_name
from ispdesk.views.targets import Relevant, countrys, place_codes, relevant
from ispdesk.words.text import Text
from models.queries import coverage as queries
from models.queries import targets
from states.coverage import Matrix, count, matrix
from states.lifecycle import DEVELOPING, IN_FORCE, OPEN_ROUND
from states.places import SERVICE_AREAS


@dataclass(frozen=True)
class Kind:
    """A type of organisation: how many take part in an assured ISP, are known here, and are relevant."""

    code: str
    taking_part: int
    known: int
    relevant: Relevant


@dataclass(frozen=True)
class AreaRow:
    """A service area with a count for each place, or for each type of organisation; names of places that lack it."""

    code: str
    name: Text
    cells: tuple[int, ...]
    gaps: tuple[Text, ...]
    ahead: tuple[Text, ...]


@dataclass(frozen=True)
class CoverageView:
    """All of it. With a place chosen the columns of `by_kind` are of ISPs that serve that place."""

    place: str
    places: tuple[tuple[str, Text], ...]
    rows: tuple[AreaRow, ...]
    kinds: tuple[Kind, ...]
    columns: tuple[str, ...]
    """The types of organisation that head the columns of `by_kind`: those that take part in some assured ISP."""
    by_kind: tuple[AreaRow, ...]
    covered: int
    cells: int
    nowhere: int
    counted: int


def coverage_view(session: Session, place: str = "") -> CoverageView | None:
    """What is covered now; None for a place that this country has not."""
    assured, ahead = queries.cells(session), queries.cells(session, assured=False)
    used = {place for _, place in (*assured, *ahead)}
    codes = countrys(used)
    if place and place not in codes:
        return None
    laid = matrix(_areas({area for area, _ in (*assured, *ahead)}), codes, assured, ahead)
    types = queries.types(session, place)
    nowhere, counted = queries.not_placed(session)
    rows, taking, known = targets.denominators(session), queries.taking_part(session), queries.of_kinds(session)
    kinds = [kind for kind in sorted(known) if taking.get(kind)]
    return CoverageView(
        place,
        tuple((code, place_name(code)) for code in codes),
        tuple(_rows(laid)),
        tuple(Kind(k, taking.get(k, 0), known[k], relevant(rows, "kind", k)) for k in sorted(known)),
        tuple(kinds),
        tuple(
            AreaRow(row.area, area_name(row.area), tuple(types.get((row.area, k), (0, 0))[0] for k in kinds), (), ())
            for row in laid.rows
        ),
        laid.covered,
        laid.cells,
        nowhere,
        counted,
    )


@dataclass(frozen=True)
class CoverageAt:
    """Coverage at a day, for the board: cells covered out of all, and each area's gaps."""

    covered: int
    cells: int
    rows: tuple[AreaRow, ...]
    nowhere: int


def coverage_at(session: Session, known: Lives, day: dt.date) -> CoverageAt:
    """What was covered at the end of a day by ISPs certainly assured then; areas and places as they are known now."""
    serving = queries.placed(session)
    assured = {one.id for one in known.isps if one.life.was_in(IN_FORCE, day) is True}
    ahead = {one.id for one in known.isps if one.life.was_in(DEVELOPING | OPEN_ROUND, day) is True}
    areas = _areas({area for _, area, _ in serving})
    laid = matrix(areas, place_codes(known), count(serving, assured), count(serving, ahead))
    nowhere = len(assured - {isp for isp, *_ in serving})
    return CoverageAt(laid.covered, laid.cells, tuple(_rows(laid)), nowhere)


def _areas(used: set[str]) -> Sequence[str]:
    """Every service area of the list, and what else is used."""
    return (*SERVICE_AREAS, *sorted(used - set(SERVICE_AREAS)))


def _rows(laid: Matrix) -> list[AreaRow]:
    return [
        AreaRow(
            row.area,
            area_name(row.area),
            row.cells,
            tuple(place_name(code) for code in row.gaps),
            tuple(place_name(code) for code in row.ahead),
        )
        for row in laid.rows
    ]
