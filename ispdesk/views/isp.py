"""Everything one ISP's page shows, contradictions included."""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import Session

from ispdesk.commands import facts as loader
from ispdesk.commands import signatures
from ispdesk.views.clocks import time_view, timer_rows
from ispdesk.views.history import events
from ispdesk.views.listing import (
    NO_DATE,
    ONLY_COUNTED,
    area_text,
    holder_of,
    shown_version,
    since_of,
    standing_of,
    title_of,
)
from ispdesk.views.places import place_name
from ispdesk.views.shapes import (
    Accord,
    Claim,
    Contradiction,
    DatedFact,
    IspView,
    OpenMove,
    PartnerCount,
    PartnerRow,
    SignOff,
    Version,
    When,
)
from ispdesk.views.sources import sourced
from ispdesk.views.telephone import call_rows, open_tasks, waiting_answers
from ispdesk.words import both
from ispdesk.words.text import Text
from models.queries import ahead, isps, record, signing, tasks
from models.queries.partners import of_isp, stated
from models.tables.isp import Isp
from models.tables.isp import Version as VersionRow
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.work import CAPACITIES, Partner, Signoff
from states import names
from states.calendar import local_day
from states.decide import open_moves
from states.lifecycle import Role

SAID_AS = frozenset(CAPACITIES) - {"as_stated"}
EVERYBODY = frozenset(Role) - {Role.TIMER, Role.IMPORT}


def isp_view(session: Session, ref: str, at: dt.datetime) -> IspView | None:
    """One ISP, or None where there is none of this reference."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    versions = isps.versions(session, isp.id or 0)
    shown = shown_version(versions)
    force = next((v for v in versions if v.place == "force"), None)
    progress = next((v for v in versions if v.place == "progress"), None)
    said = record.said(session, isp)
    facts = said.facts
    accords = _accords(session, isp)
    partners = [partner for partner in of_isp(session, isp.id or 0) if partner.valid_to is None]
    asked = [task.person_id for task in tasks.of_isp(session, isp.id or 0)]
    actors = {row.actor for row in ahead.history(session, f"isp:{isp.ref}")}
    contacts = [partner.contact_id for partner in partners]
    ahead.people(session, actors, [*asked, *contacts, isp.coordinator_person_id])
    waiting = open_tasks(session, isp)
    return IspView(
        ref=isp.ref,
        title=title_of(isp),
        state=shown.state if shown else f"counted-{isp.counted_as or 'made-known'}",
        standing=standing_of(isp),
        purpose=_in_english(isp.purpose),
        areas=tuple(place_name(code) for code in isp.places),
        service_area=area_text(isp),
        lead=_organisation(said, isp.lead_id),
        coordinator=_coordinator(session, isp, said),
        facilitators=_facilitators(isp, said),
        in_force=Version(force.number, force.state) if force else None,
        in_progress=Version(progress.number, progress.state) if progress else None,
        holder=holder_of(shown) if shown else None,
        since=since_of(session, isp, shown) if shown else When(why_unknown=ONLY_COUNTED),
        moves=_moves(session, isp, versions, at),
        facts=tuple(_fact(fact) for fact in facts),
        contradictions=_contradictions(facts, partners),
        partners=tuple(_partner(session, isp, partner, accords) for partner in partners),
        partner_count=_count(isp, facts, partners),
        sign_offs=_sign_offs(session, isp, versions),
        timers=timer_rows(session, isp, versions, at),
        time=time_view(session, isp, at) if versions else None,
        calls=call_rows(session, isp, at, waiting),
        answers=waiting_answers(session, isp, waiting),
        history=events(session, isp),
        notes=(Text(isp.note),) if isp.note else (),
    )


def _in_english(words: str) -> Text | None:
    """Words of a source that is in English; nobody has given them in Welsh."""
    return Text(words) if words else None


def _organisation(said: record.Said, row: int | None) -> Text | None:
    found = said.bodies.get(row or 0)
    return Text(found.kind or None, found.value or None) if found else None


def _coordinator(session: Session, isp: Isp, said: record.Said) -> Text | None:
    if isp.coordinator_person_id and (person := session.get(Person, isp.coordinator_person_id)):
        return Text(person.name_en, person.name_cy or None)
    body = _organisation(said, isp.coordinator_organisation_id)
    if body is None:
        return _in_english(isp.coordinator_role)
    if not isp.coordinator_role:
        return body
    return Text(f"{isp.coordinator_role}, {body.en}")


def _facilitators(isp: Isp, said: record.Said) -> tuple[Text, ...]:
    found = tuple(Text(f.kind, f.value or None) for f in said.facilitators)
    return (*found, Text(isp.facilitator_note)) if isp.facilitator_note else found


def _moves(session: Session, isp: Isp, versions: list[VersionRow], at: dt.datetime) -> tuple[OpenMove, ...]:
    found = []
    alive = [version for version in versions if version.place != "past" or len(versions) == 1]
    seen = loader.load_all(session, isp, alive, "", local_day(at))
    for version in alive:
        for move in open_moves(seen[version.number], EVERYBODY, version.profile):
            label = names.TRIGGERS[move.move.trigger]
            who = tuple(role.value for role in sorted(move.move.by - {Role.TIMER}, key=list(Role).index))
            unmet = tuple(Text(said.en, said.cy) for said in move.unmet)
            found.append(OpenMove(move.move.trigger.value, Text(label.en, label.cy), who, unmet))
    return tuple(found)


def _when(row: record.Row | Signoff) -> When:
    unknown = None if row.happened_from or row.happened_to or row.as_printed else NO_DATE
    return When(row.happened_from, row.happened_to, row.as_printed or None, why_unknown=unknown)


def _fact(row: record.Row) -> DatedFact:
    label = both(f"fact.{row.kind}")
    en = f"{label.en}: {row.value}" if row.value else label.en
    cy = f"{label.cy}: {row.value}" if row.value else label.cy
    return DatedFact(Text(en, cy), _when(row), sourced(row.source, row.note))


def _contradictions(facts: list[record.Row], partners: list[Partner]) -> tuple[Contradiction, ...]:
    """What the sources say against each other: a text agreed while it is still being signed, counts that differ."""
    found = []
    by_kind: dict[str, list[record.Row]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    agreed, signing = by_kind.get("text_agreed", []), by_kind.get("signoff_underway", [])
    if agreed and signing:
        claims = tuple(Claim(Text(f.as_printed or f.value), sourced(f.source)) for f in (*agreed, *signing))
        about = Text("Finished, or still being signed", "Wedi'i orffen, neu'n dal i gael ei lofnodi")
        found.append(Contradiction(about, claims))
    stated = next((int(f.value) for f in by_kind.get("partners_stated", ()) if f.value.isdigit()), None)
    listed = sum(p.count or 1 for p in partners if p.listed)
    if stated is not None and stated != listed:
        claims = (
            Claim(
                Text(f"{stated} partners stated", f"nodir {stated} partner"),
                sourced(by_kind["partners_stated"][0].source),
            ),
            Claim(Text(f"{listed} listed", f"rhestrir {listed}"), sourced(partners[0].source) if partners else None),
        )
        found.append(Contradiction(Text("Number of partners", "Nifer y partneriaid"), claims))
    return tuple(found)


def _partner(session: Session, isp: Isp, row: Partner, accords: Mapping[int | None, Accord]) -> PartnerRow:
    body = session.get(Organisation, row.organisation_id) if row.organisation_id else None
    return PartnerRow(
        name=_partner_name(session, row),
        kind="class" if row.kind == "class" else "named",
        members=row.count,
        condition=Text(row.condition) if row.condition else None,
        accord=accords.get(row.organisation_id, "not_known"),
        coordinates=body is not None and body.id == isp.coordinator_organisation_id,
    )


def _accords(session: Session, isp: Isp) -> dict[int | None, Accord]:
    """What is known of each partner organisation's signature of the Accord; the partners are read with it."""
    said: dict[int | None, set[str]] = {}
    for _, body, status in stated(session, isp.id or 0):
        if body is not None:
            ahead.keep(session, [body])
            said.setdefault(body.id, set()).add(status or "")
    return {
        body: "signed" if "signed" in every else "not_signed" if "not-signed" in every else "not_known"
        for body, every in said.items()
    }


def _count(isp: Isp, facts: list[record.Row], partners: list[Partner]) -> PartnerCount | None:
    if not partners:
        return None
    listed = sum(p.count or 1 for p in partners if p.listed)
    stated = next((int(f.value) for f in facts if f.kind == "partners_stated" and f.value.isdigit()), None)
    coordinates = [p for p in partners if not p.listed and p.organisation_id == isp.coordinator_organisation_id]
    return PartnerCount(listed, stated, listed + len(coordinates) if coordinates else None)


def _sign_offs(session: Session, isp: Isp, versions: list[VersionRow]) -> tuple[SignOff, ...]:
    every = of_isp(session, isp.id or 0)
    signing.read_said(session, [version.id or 0 for version in versions])
    by_id = {partner.id: partner for partner in every}
    found = []
    for version in versions:
        if not signing.anything_said(session, version.id or 0):
            continue
        content = loader.content_hash(session, version.id or 0)
        of = signatures.rows_of(session, isp, version, every, content)
        found += [(version, row) for rows in of.values() for row in rows if not row.withdrawn]
    outcomes = {"signed_with_reservation": "reservation"}
    return tuple(
        SignOff(
            organisation=_partner_name(session, by_id[row.signoff.partner_id]),
            kind="assent" if row.signoff.asked_as == "assent" else "sign_off",
            outcome=outcomes.get(row.signoff.outcome, row.signoff.outcome),  # type: ignore[arg-type]  # a CHECK holds the rest
            when=_when(row.signoff),
            capacity=row.signoff.capacity if row.signoff.capacity in SAID_AS else None,  # type: ignore[arg-type]  # a closed list
            source=sourced(row.signoff.source),
            version=version.number,
            stale=row.signoff.content_hash is not None and not row.holds,
        )
        for version, row in sorted(found, key=lambda one: one[1].signoff.id or 0)
    )


def _partner_name(session: Session, partner: Partner) -> Text:
    body = session.get(Organisation, partner.organisation_id) if partner.organisation_id else None
    return Text(partner.name, (body.name_cy or None) if body else None)
