"""Who has signed the Accord, for anybody. Who is not in the list may have signed: it is not known, and is said so."""

from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from ispdesk.views.places import place_name
from ispdesk.views.signing import accords_of
from ispdesk.views.values import When
from ispdesk.words.text import Text
from models.queries import registered
from states.folding import plain
from states.places import AUTHORITIES

SHOWN: Final = 50
"""Organisations on one page (our default)."""
COLUMNS: Final = (
    "reference", "name_en", "name_cy", "sector", "places_en", "places_cy", "accord", "signed_from", "signed_to",
)  # fmt: skip


@dataclass(frozen=True)
class Signatory:
    """An organisation that is stated to have signed, and when as far as that is known."""

    ref: str
    name: Text
    sector: str | None
    codes: tuple[str, ...]
    since: When

    @property
    def places(self) -> tuple[Text, ...]:
        """Where it works."""
        return tuple(place_name(code) for code in self.codes)


@dataclass(frozen=True)
class SignatoriesView:
    """A page of them. `not_known`: organisations of which nobody has said whether they have signed."""

    rows: tuple[Signatory, ...]
    found: int
    not_known: int
    places: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Known:
    """Every signatory by name, each with its names folded, and of how many organisations it is not known."""

    rows: tuple[tuple[Signatory, str], ...]
    not_known: int
    places: tuple[tuple[str, Text], ...]


def known(session: Session) -> Known:
    """What every page of them is chosen from; it is the same until the record grows."""
    rows, not_known = _all(session)
    used = {code for row in rows for code in row.codes}
    order = [*AUTHORITIES, *sorted(used - set(AUTHORITIES))]
    places = tuple((code, place_name(code)) for code in order if code in used)
    return Known(tuple((row, plain(f"{row.name.en} {row.name.cy or ''}")) for row in rows), not_known, places)


def signatories_view(among: Known, words: str, sector: str, place: str, page: int) -> SignatoriesView:
    """One page of those that match, by name."""
    folded = plain(words)
    fits = [
        row
        for row, named in among.rows
        if folded in named
        and (not sector or row.sector == sector)
        and (not place or place in row.codes or "wales" in row.codes)
    ]
    return SignatoriesView(tuple(fits[(page - 1) * SHOWN : page * SHOWN]), len(fits), among.not_known, among.places)


def _all(session: Session) -> tuple[tuple[Signatory, ...], int]:
    bodies = registered.bodies(session)
    accords = accords_of(session, [one.id for one in bodies])
    since = registered.signatures(session)
    rows = tuple(
        Signatory(
            ref=one.ref,
            name=Text(one.name_en, one.name_cy or None),
            sector=one.sector,
            codes=tuple(one.places or ()),
            since=When(*since.get(one.id, (None, None))),
        )
        for one in bodies
        if accords.get(one.id) == "signed"
    )
    return rows, sum(one.id not in accords for one in bodies)


def plain_row(row: Signatory) -> dict[str, Any]:
    """One as programs read it, in the order of COLUMNS."""
    values = (
        row.ref, row.name.en, row.name.cy, row.sector, "; ".join(one.en or "" for one in row.places),
        "; ".join(one.cy or "" for one in row.places), "signed",
        row.since.earliest.isoformat() if row.since.earliest else None,
        row.since.latest.isoformat() if row.since.latest else None,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))
