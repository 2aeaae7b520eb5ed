"""The entry of an ISP in the public register, kept in the transaction of whatever changes it.

Nothing of flows, systems, contacts, people or drafts is in it. While a next version is written, or a review is under
way, the partners stay those of what is in force. Of an ISP in development only the lead organisation is named.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlmodel import Session

from ispdesk.commands import indexing
from models.queries import isps, registering
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from states.calendar import local_day
from states.lifecycle import State
from states.places import area, place
from states.register import Listed, Stand, listed, overdue_from, places_of, revising
from states.searching import indexed

WHOLE: Final = indexing.CHANGES | {
    "take_back", "correct", "begin_isp", "agree_removal",
    "leave_out_of_register", "put_into_register", "mark_exemplar", "end_exemplar",
}  # fmt: skip
"""Commands that may change what an entry says; any other may change how it stands, which is looked at each time."""


def keep(session: Session, isp: Isp, kind: str) -> None:
    """Bring the entry of one ISP up to date after a command of this kind."""
    session.flush()
    versions = isps.versions(session, isp.id or 0)
    stands = [Stand(one.id or 0, one.number, one.place, State(one.state), bool(one.was_assured)) for one in versions]
    before = registering.entry(session, isp.id or 0)
    found = listed(stands) if isp.counted_as is None else None
    if found is None and before is None:
        return
    marks = registering.marks(session, isp.id or 0) if kind in WHOLE or before is None else {}
    if found is None or "not_listed" in marks:
        if before is not None:
            registering.drop(session, isp.id or 0, isp.ref, partners=False)
        return
    standing, stand = found
    version = next(one for one in versions if one.id == stand.id)
    values = {
        "ref": isp.ref,
        "isp_id": isp.id,
        "version_id": version.id,
        "standing": standing.value,
        "overdue_from": overdue_from(stand.state, version.review_date, local_day(version.entered_at))
        if standing is Listed.FORCE
        else None,
    }
    if before is not None and dict(before._mapping) == values and kind not in WHOLE:  # noqa: SLF001 - SQLAlchemy's public name for it
        return
    marks = registering.marks(session, isp.id or 0)
    _write(session, isp, values, _partners(session, isp, standing, stands, kind), exemplar="exemplar" in marks)
    if isp.exemplar_id is not None and (source := session.get(Isp, isp.exemplar_id)) is not None and before is None:
        keep(session, source, "mark_exemplar")  # that another ISP began from it


def _partners(
    session: Session, isp: Isp, standing: Listed, stands: Sequence[Stand], kind: str
) -> list[Mapping[str, Any]]:
    if standing is Listed.DEVELOPING:
        return []
    kept, now = registering.partners_kept(session, isp.id or 0), registering.partners_now(session, isp.id or 0)
    if not kept or not (standing is Listed.ENDED or revising(stands)):
        return now
    if kind != "agree_removal":
        return kept
    names = {one["line"]: one["name"] for one in now}  # words that were removed are removed here too
    return [{**one, "name": names.get(one["line"], one["name"])} for one in kept]


def _write(
    session: Session, isp: Isp, values: Mapping[str, Any], partners: Sequence[Mapping[str, Any]], *, exemplar: bool
) -> None:
    standing = Listed(values["standing"])
    named = registering.bodies(session, [isp.lead_id, *(one["organisation_id"] for one in partners)])
    lead = next((one for one in named if one.id == isp.lead_id), None)
    terms = {("standing", standing.value), *(("area", code) for code in isp.service_areas)}
    terms |= {("place", code) for code in places_of(isp.places)} | {("body", one.ref) for one in named}
    terms |= {("sector", one.sector) for one in named if one.sector}
    if standing is not Listed.ENDED:
        terms.add(("standing", "current"))
    if standing is Listed.FORCE and (exemplar or registering.began_from(session, isp.id or 0)):
        terms.add(("exemplar", "yes"))
    registering.put(session, values, partners)
    registering.put_terms(session, isp.id or 0, isp.ref, terms, indexed(" ".join(_said(isp, lead, partners, standing))))


def _said(isp: Isp, lead: Organisation | None, partners: Sequence[Mapping[str, Any]], standing: Listed) -> list[str]:
    said = [isp.ref, isp.title_en, isp.title_cy, *((lead.name_en, lead.name_cy) if lead else ())]
    said += [text for code in isp.service_areas for text in (area(code).en, area(code).cy)]
    said += [text for code in isp.places for text in (place(code).en, place(code).cy)]
    if standing is not Listed.DEVELOPING:
        said += [isp.purpose, *(one["name"] for one in partners)]
    return said
