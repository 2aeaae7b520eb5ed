"""Who is told beside somebody who is away: whoever stands in, or where nobody does, whoever else has the role.

Whoever is away is told all the same, so that nothing waits for their return unseen (design §6).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.commands.audiences import Subject, colleagues
from models.database import remembered
from models.tables.organisation import Organisation
from models.tables.person import Absence, Person
from notifications.audience import Audience
from states.lifecycle import Party
from states.words import Sentence

Told = tuple[Person, Audience]
"""Somebody who is told, and the part that they play."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who is told because another is away, in whose part, and the reason as their mail gives it."""

    person: Person
    part: Audience
    why: Sentence


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as a sentence names it; `cy_of` as it stands after Welsh "i" (to, for)."""

    en: str
    cy: str
    cy_of: str


_PARTS = {
    Audience.COORDINATOR: _Part("the coordinator of {isp}", "cydlynydd {isp}", "gydlynydd {isp}"),
    Audience.FACILITATOR: _Part("a facilitator of {isp}", "hwylusydd {isp}", "hwylusydd {isp}"),
    Audience.PARTNER_CONTACT: _Part("the contact of {body}", "cyswllt {body}", "gyswllt {body}"),
    Audience.PERSON: _Part("whoever was asked", "pwy bynnag y gofynnwyd iddynt", "bwy bynnag y gofynnwyd iddynt"),
    Audience.DESIGNATED_PERSON: _Part(
        "the Designated Person of {body}", "Person Dynodedig {body}", "Berson Dynodedig {body}"
    ),
    Audience.SENIOR_SPONSOR: _Part("the senior sponsor of {body}", "uwch noddwr {body}", "uwch noddwr {body}"),
    Audience.TEAM: _Part("a member of the WASPI team", "aelod o dîm WASPI", "aelod o dîm WASPI"),
    Audience.TEAM_LEAD: _Part("the WASPI team's lead", "arweinydd tîm WASPI", "arweinydd tîm WASPI"),
    Audience.GROUP: _Part(
        "a member of the QA group", "aelod o'r grŵp sicrhau ansawdd", "aelod o'r grŵp sicrhau ansawdd"
    ),
    Audience.BOARD_SECRETARY: _Part(
        "the programme board's secretary", "ysgrifennydd bwrdd y rhaglen", "ysgrifennydd bwrdd y rhaglen"
    ),
    Audience.OPERATOR: _Part(
        "whoever looks after this installation",
        "pwy bynnag sy'n gofalu am y gosodiad hwn",
        "bwy bynnag sy'n gofalu am y gosodiad hwn",
    ),
}
_NEXT: dict[Audience, tuple[Audience, ...]] = {
    Audience.COORDINATOR: (Audience.DESIGNATED_PERSON, Audience.TEAM),
    Audience.FACILITATOR: (Audience.COORDINATOR,),
    Audience.PARTNER_CONTACT: (Audience.DESIGNATED_PERSON, Audience.COORDINATOR),
    Audience.PERSON: (Audience.PARTNER_CONTACT, Audience.COORDINATOR, Audience.TEAM),
    Audience.DESIGNATED_PERSON: (Audience.TEAM,),
    Audience.SENIOR_SPONSOR: (Audience.DESIGNATED_PERSON, Audience.TEAM),
    Audience.TEAM: (),
    Audience.TEAM_LEAD: (Audience.TEAM,),
    Audience.GROUP: (Audience.TEAM,),
    Audience.BOARD_SECRETARY: (Audience.TEAM_LEAD,),
    Audience.OPERATOR: (Audience.TEAM_LEAD,),
}
"""Where a part is passed whose only holder is away and named nobody (our default)."""


def away(session: Session, day: dt.date) -> dict[int, int | None]:
    """Who is away on this day, by row, with whoever stands in; of several absences, the one that names somebody."""

    def read() -> dict[int, int | None]:
        chosen = select(Absence.person_id, Absence.substitute_id).where(
            col(Absence.first_day) <= day, col(Absence.last_day) >= day
        )
        found: dict[int, int | None] = {}
        for person, substitute in session.exec(chosen.order_by(col(Absence.id))):
            found[person] = substitute or found.get(person)
        return found

    return remembered(session, frozenset({"absence"}), ("away", day), read)


def beside(session: Session, told: Sequence[Told], about: Subject, day: dt.date) -> list[Beside]:
    """Who is told beside these, each once; nobody who is among them already."""
    absent = away(session, day)
    found: dict[int, Beside] = {}
    among = {person.id for person, _ in told}
    for person, reader in told:
        if person.id not in absent or reader is Audience.SUBSTITUTE:  # whose own substitute is told for the first
            continue
        for new in _instead(session, person, reader, told, about, day):
            if new.person.id not in among and new.person.reached_at:
                found.setdefault(new.person.id or 0, new)
    return list(found.values())


def _instead(
    session: Session, person: Person, reader: Audience, told: Sequence[Told], about: Subject, day: dt.date
) -> Iterable[Beside]:
    part = _part(about, reader)
    named = _part_named(session, part, about)
    substitute = _substitute(session, person, day)
    if substitute is not None:
        why = Sentence(
            f"you are named as substitute for {named.en}, who is away",
            f"rydych wedi'ch enwi'n ddirprwy i {named.cy_of}, sydd i ffwrdd",
        )
        return [Beside(substitute, reader, why)]
    absent = away(session, day)
    if any(other.id not in absent and other.reached_at and _part(about, theirs) is part for other, theirs in told):
        return []  # a colleague with the same part is there, and is told
    why = Sentence(
        f"{named.en} is away, and nobody is named as substitute", f"mae {named.cy} i ffwrdd, ac ni enwyd dirprwy"
    )
    for role in (part, *_NEXT.get(part, (Audience.TEAM,))):
        there = [p for p in colleagues(session, role, about, day) if p.id not in absent and p.reached_at]
        if there:
            return [Beside(one, role, why) for one in there]
    return []


def _substitute(session: Session, person: Person, day: dt.date) -> Person | None:
    """Whoever stands in, or stands in for them where they are away too; None where that leads nowhere."""
    absent, met = away(session, day), {person.id or 0}
    row = absent.get(person.id or 0)
    while row is not None and row not in met:
        if row not in absent:
            found = session.get(Person, row)
            return found if found is not None and found.reached_at else None
        met.add(row)
        row = absent[row]
    return None


def _part(about: Subject, reader: Audience) -> Audience:
    """The part behind a reader that is named by what it holds."""
    if reader is not Audience.HOLDER:
        return reader
    if about.task is not None or about.partner is not None:
        return Audience.PERSON if about.task is not None and about.task.person_id else Audience.PARTNER_CONTACT
    holder = Party(about.version.holder) if about.version else Party.NOBODY
    return {Party.TEAM: Audience.TEAM, Party.GROUP: Audience.GROUP}.get(holder, Audience.COORDINATOR)


def _part_named(session: Session, part: Audience, about: Subject) -> _Part:
    named = _PARTS.get(part, _PARTS[Audience.PERSON])
    values: dict[str, Any] = {"isp": about.isp.ref if about.isp else ""}
    lead = session.get(Organisation, about.isp.lead_id) if about.isp and about.isp.lead_id else None
    en = about.partner.name if about.partner else (lead.name_en if lead else "")
    cy = about.partner.name if about.partner else ((lead.name_cy or lead.name_en) if lead else "")
    return _Part(
        named.en.format(**values, body=en), named.cy.format(**values, body=cy), named.cy_of.format(**values, body=cy)
    )
