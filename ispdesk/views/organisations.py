"""Organisations and the Accord: the list, and one organisation with all that follows from its signature."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.views.isp_shapes import Accord
from ispdesk.views.listing import title_of
from ispdesk.views.places import place_name
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.views.sources import sourced
from ispdesk.views.values import When
from ispdesk.words import WORDS, both
from ispdesk.words.text import Text
from models.queries import people, signatories, support
from models.tables.organisation import Accord as Row
from models.tables.organisation import Organisation
from states.accord import Standing, standing
from states.lifecycle import Role

MOST = 500
"""Partners without the Accord that one answer lists; a country has far fewer."""


@dataclass(frozen=True)
class BodyRow:
    """One organisation of the list, with how many ISPs at work or in force it is a partner of."""

    ref: str
    name: Text
    kind: Text | None
    sector: str | None
    places: tuple[Text, ...]
    accord: Accord
    isps: int


@dataclass(frozen=True)
class BodiesView:
    """A page of the list; how many have signed, have not, and of how many nobody knows; actions open and late."""

    rows: tuple[BodyRow, ...]
    found: int
    counts: dict[str, int]
    actions: int
    late: int


@dataclass(frozen=True)
class Stated:
    """One statement about a signature; `ended` where it was withdrawn."""

    status: str
    when: When
    ended: When | None
    office: str
    evidence: str
    source: Text | None


@dataclass(frozen=True)
class ActionRow:
    """Something asked of the organisation after it signed."""

    number: int
    text: Text
    due: dt.date
    late: bool
    outcome: str | None
    done_on: dt.date | None


@dataclass(frozen=True)
class PartRow:
    """An ISP that the organisation is a partner of; no state where it is only counted."""

    ref: str
    title: Text
    state: str | None
    observer: bool


@dataclass(frozen=True)
class BodyView:
    """One organisation."""

    ref: str
    name: Text
    kind: Text | None
    sector: str | None
    places: tuple[Text, ...]
    accord: Accord
    statements: tuple[Stated, ...]
    designated: tuple[Text, ...]
    designated_refs: tuple[str, ...]
    actions: tuple[ActionRow, ...]
    isps: tuple[PartRow, ...]
    facilitators: tuple[tuple[Text, dt.date | None], ...]
    contacts: int
    minutes: int
    source: Text | None
    note: str

    def numbered(self, number: int) -> ActionRow | None:
        """One action."""
        return next((one for one in self.actions if one.number == number), None)


@dataclass(frozen=True)
class Unsigned:
    """A partner that is known not to have signed, and in which ISP."""

    organisation: str
    name: Text
    isp: str
    title: Text
    line: int


def bodies_view(session: Session, words: str, known: str, part: str, page: int, today: dt.date) -> BodiesView:
    """A page of the organisations that fit: words of the name, what is known of the Accord; `part`: partners only."""
    which = [signatories.named(words)] if words else []
    which += list(signatories.BY_STANDING[Standing(known)]) if known else []
    which += [signatories.IS_PARTNER] if part else []
    found, rows = signatories.listed(session, which, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    stated = signatories.statements(session, [one.id or 0 for one, _ in rows])
    actions, late = signatories.count_open(session, today)
    return BodiesView(
        tuple(
            BodyRow(
                one.ref,
                name_of(one),
                kind_of(one),
                one.sector,
                tuple(place_name(code) for code in one.places),
                standing(stated.get(one.id or 0, ())).value,
                isps,
            )
            for one, isps in rows
        ),
        found,
        {one.value: number for one, number in signatories.counts(session).items()},
        actions,
        late,
    )


def name_of(body: Organisation) -> Text:
    """Its name in the languages in which it is known."""
    return Text(body.name_en, body.name_cy or None)


def kind_of(body: Organisation) -> Text | None:
    """Its type in words; a code that has none stands for itself."""
    if body.kind is None:
        return None
    key = f"orgkind.{body.kind}"
    return both(key) if key in WORDS else Text(body.kind, body.kind)


def body_view(session: Session, ref: str, today: dt.date) -> BodyView | None:
    """One organisation; None where there is none of this reference."""
    body = signatories.by_ref(session, ref)
    if body is None:
        return None
    rows = signatories.of(session, body.id or 0)
    number, minutes = support.contacts_of(session, body.id or 0)
    designated = people.with_role(session, {Role.DESIGNATED_PERSON}, [f"organisation:{ref}"], today)
    return BodyView(
        ref,
        name_of(body),
        kind_of(body),
        body.sector,
        tuple(place_name(code) for code in body.places),
        standing(signatories.statement(one) for one in rows).value,
        tuple(_stated(one) for one in reversed(rows)),
        tuple(Text(one.name_en, one.name_cy or None) for one in designated),
        tuple(one.ref for one in designated),
        tuple(
            ActionRow(
                one.number,
                Text(one.text_en or None, one.text_cy or None),
                one.due,
                one.outcome is None and one.due < today,
                one.outcome,
                one.done_on,
            )
            for one in signatories.actions(session, body.id or 0)
        ),
        tuple(
            PartRow(isp.ref, title_of(isp), versions[0].state if versions else None, partner.observer)
            for isp, partner, versions in signatories.partner_of(session, body.id or 0)
        ),
        tuple(
            (Text(one.name_en, one.name_cy or None), one.last_assignment)
            for one in signatories.facilitators(session, body.id or 0)
        ),
        number,
        minutes,
        sourced(body.source),
        body.note,
    )


def _stated(row: Row) -> Stated:
    ended = When(row.ended_from, row.ended_to) if row.ended_to is not None else None
    return Stated(
        row.status.replace("-", "_"),
        When(row.happened_from, row.happened_to),
        ended,
        row.office,
        row.evidence,
        sourced(row.source),
    )


def unsigned_view(session: Session) -> tuple[Unsigned, ...]:
    """Every partner of an ISP at work or in force that is known not to have signed."""
    return tuple(
        Unsigned(body.ref, name_of(body), isp.ref, title_of(isp), partner.line)
        for isp, partner, body in signatories.unsigned_partners(session, MOST)
    )
