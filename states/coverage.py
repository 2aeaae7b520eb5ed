"""Which service areas in which places some assured ISP serves, and which none does.

The report asks that all service areas, organisation types and places be covered consistently (recommendation 6, 5.13).
A gap is a cell in which no ISP that is assured and in force serves the area in the place; it does not say that sharing
is wanted there. What is for all Wales serves every place of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ALL_WALES = "wales"


@dataclass(frozen=True, slots=True)
class Row:
    """One service area: for each place how many ISPs serve it; the places that none does, and of these being made."""

    area: str
    cells: tuple[int, ...]
    gaps: tuple[str, ...]
    ahead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Service areas by places."""

    places: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def cells(self) -> int:
        """How many cells there are: the denominator."""
        return len(self.rows) * len(self.places)

    @property
    def covered(self) -> int:
        """How many of them some ISP serves."""
        return sum(bool(cell) for row in self.rows for cell in row.cells)


def count(serving: Iterable[tuple[int, str, str]], isps: frozenset[int] | set[int]) -> dict[tuple[str, str], int]:
    """Count the ISPs of this set by area and place."""
    found: dict[tuple[str, str], int] = {}
    for isp, area, place in serving:
        if isp in isps:
            found[area, place] = found.get((area, place), 0) + 1
    return found


def matrix(
    areas: Sequence[str],
    places: Sequence[str],
    assured: Mapping[tuple[str, str], int],
    ahead: Mapping[tuple[str, str], int],
) -> Matrix:
    """Lay out what is covered; `ahead`: what is in development or assurance. A place counts what is for all Wales."""
    return Matrix(tuple(places), tuple(_row(area, places, assured, ahead) for area in areas))


def _row(
    area: str, places: Sequence[str], assured: Mapping[tuple[str, str], int], ahead: Mapping[tuple[str, str], int]
) -> Row:
    def there(of: Mapping[tuple[str, str], int], place: str) -> int:
        return of.get((area, place), 0) + of.get((area, ALL_WALES), 0)

    cells = tuple(there(assured, place) for place in places)
    gaps = tuple(place for place, cell in zip(places, cells, strict=True) if not cell)
    return Row(area, cells, gaps, tuple(place for place in gaps if there(ahead, place)))
