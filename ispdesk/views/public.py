"""The public register as anybody sees it: assured ISPs and those in development, in both languages, and no more.

Nothing of flows, systems, contacts, people or drafts is read here. Which step of its development an ISP has reached is
not shown: whether it was returned is between its partners and the team.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlmodel import Session

from ispdesk.commands.telling import house
from ispdesk.views.listing import NO_DATE
from ispdesk.views.places import area_name, place_name
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.views.signing import accords_of
from ispdesk.views.values import When
from ispdesk.words.text import LANGS, Text
from models.queries import registered
from models.queries.registered import CURRENT, Asked
from states.folding import plain
from states.markup import blocks
from states.places import AUTHORITIES, SERVICE_AREAS
from states.register import Listed, without_contacts
from states.searching import words_of

Standing = Literal["force", "overdue", "developing", "ended"]
PURPOSE = ("introduction", "purposes", "purpose")
"""Sections that say what an ISP is for; the first that is written stands in the summary."""
WORDS_OF_PURPOSE = 120
"""How much of it (our default)."""
MOST_BODIES = 20
"""Organisations that a part of a name may mean before somebody has to say which."""
SECTORS = ("public", "voluntary", "housing_other")


@dataclass(frozen=True)
class Filters:
    """What somebody asks the register for, as the address has it; '' asks for nothing."""

    q: str = ""
    standing: str = ""
    area: str = ""
    place: str = ""
    sector: str = ""
    organisation: str = ""
    exemplars: str = ""

    def query(self) -> dict[str, str]:
        """The same for an address, without what is not asked."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class PublicRow:
    """One entry of the register. Whoever leads it is an organisation; a person is never named."""

    ref: str
    title: Text
    standing: Standing
    areas: tuple[Text, ...]
    places: tuple[Text, ...]
    lead: Text | None
    lead_ref: str | None
    version: int
    assured: When
    review: dt.date | None
    exemplar: bool


@dataclass(frozen=True)
class Choice:
    """A term that entries are found under."""

    code: str
    name: Text


@dataclass(frozen=True)
class RegisterView:
    """A page of the register. `bodies`: what the words for an organisation may mean, where that is not one."""

    filters: Filters
    rows: tuple[PublicRow, ...]
    found: int
    page: int
    areas: tuple[Choice, ...]
    places: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    body: Text | None


@dataclass(frozen=True)
class PublicPartner:
    """A partner of what is in force, as an organisation or a class of them. `accord`: signed, not_signed, not_known."""

    name: Text
    ref: str | None
    count: int | None
    accord: str | None


@dataclass(frozen=True)
class PublicIsp:
    """One entry with everything that is public of it. `records` are the assurance records, the latest first."""

    row: PublicRow
    partners: tuple[PublicPartner, ...]
    purpose: Text
    records: tuple[tuple[str, dt.date], ...]
    next_begun: bool
    successor: str | None
    exemplar_why: Text
    begun_from: int


@dataclass(frozen=True)
class Known:
    """What every page of the register chooses from; it is the same until the record grows. Names are folded."""

    areas: tuple[Choice, ...]
    places: tuple[Choice, ...]
    bodies: tuple[tuple[Choice, str, str], ...]


def known(session: Session) -> Known:
    """The service areas and places of the register, and every organisation."""
    every = (Choice(one.ref, Text(one.name_en, one.name_cy or None)) for one in registered.bodies(session))
    return Known(
        areas=_choices(registered.codes(session, "area"), SERVICE_AREAS, area_name),
        places=_choices(registered.codes(session, "place"), AUTHORITIES, place_name),
        bodies=tuple((one, plain(one.name.en or ""), plain(one.name.cy or "")) for one in every),
    )


def register_view(
    session: Session, filters: Filters, among: Known, page: int, today: dt.date, size: int = PAGE_SIZE
) -> RegisterView:
    """One page of what matches, of so many entries."""
    asked, meant = asked_of(filters, among)
    found, refs = registered.found(session, asked, today, (page - 1) * size, size)
    return RegisterView(
        filters=filters,
        rows=rows_of(session, refs, today),
        found=found,
        page=page,
        areas=among.areas,
        places=among.places,
        bodies=meant if len(meant) > 1 else (),
        body=meant[0].name if len(meant) == 1 else None,
    )


def _choices(codes: list[str], known: Mapping[str, Any], name: Any) -> tuple[Choice, ...]:
    order = {code: place for place, code in enumerate(known)}
    return tuple(Choice(code, name(code)) for code in sorted(codes, key=lambda one: (order.get(one, len(order)), one)))


def asked_of(filters: Filters, among: Known) -> tuple[Asked, tuple[Choice, ...]]:
    """What the record is asked, and which organisations the words for one may mean."""
    meant = _meant(among, filters.organisation) if filters.organisation else ()
    words = tuple(words_of(filters.q))
    asked = Asked(
        standing=filters.standing or CURRENT,
        area=filters.area or None,
        place=filters.place or None,
        sector=filters.sector or None,
        bodies=tuple(one.code for one in meant) if filters.organisation else None,
        exemplar=bool(filters.exemplars),
        words=words,
    )
    return (replace(asked, bodies=()) if filters.q and not words else asked), meant


def _meant(among: Known, words: str) -> tuple[Choice, ...]:
    """The organisations that these words name: one by its reference or whole name, else all that have them in it."""
    exact = next((one for one, _, _ in among.bodies if one.code == words), None)
    folded = plain(words)
    exact = exact or next((one for one, en, cy in among.bodies if folded in (en, cy)), None)
    if exact is not None:
        return (exact,)
    return tuple(one for one, en, cy in among.bodies if folded in en or folded in cy)[:MOST_BODIES]


def rows_of(session: Session, refs: list[str], today: dt.date) -> tuple[PublicRow, ...]:
    """These entries, in order of reference."""
    exemplars = registered.exemplars(session, refs)
    return tuple(_row(one, today, exemplar=one.ref in exemplars) for one in registered.rows(session, refs))


def _row(one: Any, today: dt.date, *, exemplar: bool) -> PublicRow:
    standing: Standing = one.standing
    if standing == Listed.FORCE.value and one.overdue_from is not None and one.overdue_from <= today:
        standing = "overdue"
    assured = (
        When(one.assured_from, one.assured_to) if one.assured_from or one.assured_to else When(why_unknown=NO_DATE)
    )
    return PublicRow(
        ref=one.ref,
        title=Text(one.title_en or None, one.title_cy or None),
        standing=standing,
        areas=tuple(area_name(code) for code in one.service_areas),
        places=tuple(place_name(code) for code in one.places),
        lead=Text(one.lead_en, one.lead_cy or None) if one.lead else None,
        lead_ref=one.lead,
        version=one.number,
        assured=assured,
        review=one.review_date if standing in ("force", "overdue") else None,
        exemplar=exemplar,
    )


def public_isp(session: Session, ref: str, today: dt.date) -> PublicIsp | None:
    """One entry; None where the register does not have it, whether or not there is such an ISP."""
    one = registered.one(session, ref)
    if one is None:
        return None
    row = _row(one, today, exemplar=one.exemplar is not None)
    shown = row.standing != "developing"
    marked = row.exemplar and one.exemplar_seq is not None
    words = registered.words_of(session, [(f"isp:{ref}", one.exemplar_seq)]) if marked else {}
    why = next(iter(words.values()), {})
    return PublicIsp(
        row=row,
        partners=_partners(session, one.isp_id) if shown else (),
        purpose=_purpose(session, one) if shown else Text(),
        records=tuple((each.number, each.decided_on) for each in registered.records(session, one.isp_id))
        if shown
        else (),
        next_begun=shown and bool(one.next_begun),
        successor=one.successor,
        exemplar_why=Text(why.get("why_en"), why.get("why_cy")),
        begun_from=registered.begun_from(session, one.isp_id) if row.exemplar else 0,
    )


def _partners(session: Session, isp_id: int) -> tuple[PublicPartner, ...]:
    found = registered.partners(session, isp_id)
    accords = accords_of(session, [one.body_id for one in found])
    return tuple(
        PublicPartner(
            name=Text(one.name_en, one.name_cy or None) if one.name_en else Text(one.name, one.name),
            ref=one.ref,
            count=one.count,
            accord=accords.get(one.body_id, "not_known") if one.kind == "named" else None,
        )
        for one in found
    )


def _purpose(session: Session, one: Any) -> Text:
    """What it is for, from the text that was assured; where that does not say, as the record describes it."""
    said: dict[str, str] = {}
    found = registered.written(session, one.version_id, PURPOSE)
    for section in sorted(found, key=lambda each: -PURPOSE.index(each.key)):
        if section.text.strip():
            said[section.lang] = section.text
    if not said and one.purpose:
        described = _shortened(one.purpose)
        return Text(described, described)  # the record does not say in which language it is
    return Text(*(_shortened(said[lang]) if lang in said else None for lang in reversed(LANGS)))


def _shortened(text: str) -> str:
    """The beginning of a text without headings and contacts, as one paragraph."""
    whole = " ".join(item for block in blocks(text) if block.kind != "heading" for item in block.items)
    words = without_contacts(whole).split()
    return " ".join(words[:WORDS_OF_PURPOSE]) + (" …" if len(words) > WORDS_OF_PURPOSE else "")


def base_url(session: Session) -> str:
    """Where the pages are for everybody, without a slash at its end."""
    return house(session).base_url.rstrip("/")
