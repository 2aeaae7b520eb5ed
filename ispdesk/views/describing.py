"""What an ISP is said to be, for the form that changes it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.commands.isps import WHOSE
from ispdesk.views.listing import title_of
from ispdesk.views.places import area_name, place_name
from ispdesk.words.text import Text
from models.queries import isps
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.work import Partner
from states.lifecycle import Role
from states.places import AUTHORITIES, SERVICE_AREAS


@dataclass(frozen=True)
class Describing:
    """The values as they are, and what can be chosen."""

    title: Text
    values: dict[str, Any]
    areas: tuple[tuple[str, Text], ...]
    places: tuple[tuple[str, Text], ...]
    leads: tuple[tuple[str, Text], ...]
    submits_itself: bool
    not_theirs: frozenset[str]
    """What the reader may not change."""

    def now(self, name: str) -> Any:
        """What stands there now."""
        return self.values.get(name)


def describing(session: Session, ref: str, roles: AbstractSet[Role]) -> Describing:
    """One ISP's description for these roles; its lead may be one of its partners, or whoever leads it now."""
    isp = isps.by_ref(session, ref) or Isp(ref=ref)
    bodies = session.exec(select(Organisation).where(col(Organisation.id).in_(_candidates(session, isp))))
    chosen = sorted(bodies, key=lambda body: body.name_en)
    lead = next((body.ref for body in chosen if body.id == isp.lead_id), None)
    values = {
        "title_en": isp.title_en,
        "title_cy": isp.title_cy,
        "purpose": isp.purpose,
        "service_areas": list(isp.service_areas),
        "places": list(isp.places),
        "instrument": isp.instrument,
        "lead": lead,
        "submits_itself": isp.submits_itself,
    }
    return Describing(
        title=title_of(isp),
        values=values,
        areas=tuple((code, area_name(code)) for code in _with(SERVICE_AREAS, isp.service_areas)),
        places=tuple((code, place_name(code)) for code in _with(AUTHORITIES, isp.places)),
        leads=tuple((body.ref, Text(body.name_en, body.name_cy or None)) for body in chosen),
        submits_itself=isp.submits_itself,
        not_theirs=frozenset(name for name, by in WHOSE.items() if not roles & by),
    )


def _with(known: Iterable[str], used: list[str]) -> list[str]:
    """The closed list, and whatever else stands there: nothing is lost because it is not in the list."""
    return list(dict.fromkeys([*known, *used]))


def _candidates(session: Session, isp: Isp) -> list[int]:
    partners = select(Partner.organisation_id).where(Partner.isp_id == isp.id, col(Partner.valid_to).is_(None))
    found = {row for row in session.exec(partners) if row is not None}
    return sorted(found | {row for row in (isp.lead_id, isp.coordinator_organisation_id) if row is not None})
