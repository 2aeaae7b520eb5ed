"""Who asks, as whoever is asked knows them: the coordinator by name, organisation and telephone, else the team."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.commands import audiences
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Person
from notifications.audience import Audience
from notifications.compose import AskedBy, House
from states import places


@dataclass(frozen=True, slots=True)
class Asker:
    """The coordinator's name and organisation in both languages, and their telephone; '' where it is not known."""

    name_en: str
    name_cy: str
    body_en: str
    body_cy: str
    telephone: str

    def in_full(self) -> AskedBy:
        """The name with the organisation, as a mail says who asks."""
        return AskedBy(
            ", ".join(part for part in (self.name_en, self.body_en) if part),
            ", ".join(part for part in (self.name_cy, self.body_cy) if part),
            self.telephone,
        )


def coordinator(session: Session, isp: Isp, day: dt.date) -> Asker | None:
    """Who coordinates an ISP on this day; None where nobody is named."""
    found = audiences.behind(session, Audience.COORDINATOR, audiences.Subject(isp), day)
    person = found[0] if found else None
    if person is None and not isp.coordinator_role and isp.coordinator_organisation_id is None:
        return None
    body = _body(session, isp, person)
    return Asker(
        name_en=person.name_en if person else isp.coordinator_role,
        name_cy=(person.name_cy or person.name_en) if person else isp.coordinator_role,
        body_en=body.name_en if body else "",
        body_cy=(body.name_cy or body.name_en) if body else "",
        telephone=person.telephone if person else "",
    )


def _body(session: Session, isp: Isp, person: Person | None) -> Organisation | None:
    rows = (person.organisation_id if person else None, isp.coordinator_organisation_id, isp.lead_id)
    row = next((row for row in rows if row is not None), None)
    return session.get(Organisation, row) if row is not None else None


def asked_by(session: Session, isp: Isp, inside: House, day: dt.date) -> dict[str, Any]:
    """Who asks for a task, as its mails say it: the coordinator, or the team where nobody is named."""
    found = coordinator(session, isp, day)
    team = AskedBy(inside.team_en, inside.team_cy, inside.team_telephone)
    return {"asked_by": found.in_full() if found else team}


def of_task(isp: Isp) -> dict[str, Any]:
    """What a message that may ask somebody for something says to everybody else too: no link, which services, where."""
    return {"answer_link": "", **area(isp)}


def area(isp: Isp) -> dict[str, Any]:
    """Which services in which places an ISP is about; '' where nothing is known of either."""
    services = [places.area(code) for code in isp.service_areas]
    return {
        f"area_{lang}": "; ".join(
            part
            for part in (
                ", ".join(one.in_language(lang) for one in services),
                places.joined(isp.places, lang),
            )
            if part
        )
        for lang in ("en", "cy")
    }
