"""Changes that touch no sign-off: spelling, contacts, dates. Signatories are told, and may object."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge
from pydantic import StringConstraints

from ispdesk.commands import facts, signatures, telling
from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.signing import SIGNERS, speaks_for, standing_partner
from ispdesk.commands.signing_rounds import EDITORS, last_day
from ispdesk.commands.work import Number
from models.queries import home
from models.tables.isp import Isp, Version
from models.tables.signing import MinorChange, Objection
from models.tables.work import Partner
from states import staleness
from states.lifecycle import Role
from states.signatures import SIGNED
from states.staleness import MINOR_KINDS, OBJECTION_DAYS, Change
from states.words import Sentence

KINDS = {
    "spelling": Sentence("spelling or wording that changes no meaning", "sillafu neu eiriad nad yw'n newid ystyr"),
    "contacts": Sentence("names or contact details", "enwau neu fanylion cyswllt"),
    "dates": Sentence("dates", "dyddiadau"),
}


class MarkMinor(Payload):
    """Say that what changed in one part since it was signed is spelling, contacts or dates alone.

    `expected` of the order is the content hash that the person saw.
    """

    part: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    kind: Literal[MINOR_KINDS]  # type: ignore[valid-type]  # the values are the rules'


class ObjectToChange(Payload):
    """A partner objects: the change is more than that. `change`: the row of the mark."""

    change: Annotated[int, Ge(1)]
    partner: Number
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def mark_minor(tx: Tx, payload: MarkMinor) -> Mapping[str, Any]:
    """Mark the change of one part, against everything that was signed of it."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    content = facts.content_hash(tx.session, version.id or 0)
    if tx.order.expected is not None and tx.order.expected != content:
        raise decline(
            "changed_meanwhile",
            "The text has changed since you opened this page: look at it again.",
            "Mae'r testun wedi newid ers i chi agor y dudalen hon: edrychwch arno eto.",
        )
    every = facts.partners(tx.session, isp)
    touched = _touched(tx, isp, version, every, content, payload.part)
    found = {change for changes in touched.values() for change in changes}
    if not found:
        raise decline(
            "not_found",
            "Nothing in this part has changed for anybody who signed it.",
            "Nid oes dim yn y rhan hon wedi newid i neb a'i llofnododd.",
        )
    if not all(staleness.may_be_minor(change) for change in found):
        raise decline(
            "material",
            "A section or flow that is new, gone, or between others is more than spelling, contacts or dates.",
            "Mae adran neu lif newydd, un a ddilëwyd, neu un rhwng cyrff eraill yn fwy na mater o eiriad.",
        )
    until = last_day(home.calendar(tx.session), tx.today, OBJECTION_DAYS)
    if until is None:
        raise decline(
            "calendar_ends",
            "The calendar does not reach so far: ask the operator to add a year.",
            "Nid yw'r calendr yn ymestyn mor bell: gofynnwch i'r gweithredwr ychwanegu blwyddyn.",
        )
    body = {"version": version.number, "part": payload.part, "minor": payload.kind, "until": until}
    row = tx.record("marked_minor", body)
    made = [
        MinorChange(
            version_id=version.id or 0,
            part=payload.part,
            before=before,
            after=after,
            kind=payload.kind,
            object_until=until,
            seq=row.seq,
        )
        for before, after in sorted({(c.before or "", c.after or "") for c in found})
    ]
    tx.session.add_all(made)
    tx.session.flush()
    kind = KINDS[payload.kind]
    values = telling.isp_values(tx.session, isp, version) | {
        "kind_en": kind.en,
        "kind_cy": kind.cy,
        "due": until,
        "link": f"{telling.house(tx.session).base_url}/isps/{isp.ref}/sign-off/changes",
    }
    for partner in every:
        if partner.id in touched:
            about = telling.About(
                f"{tx.stream.name}:{row.seq}:{partner.line}:minor_change", isp, version, partner, outlives=True
            )
            telling.tell(
                tx, "minor_change", ["partner_contact"], values | {"partner": partner.name}, about, seq=row.seq
            )
    return {"ref": isp.ref, "part": payload.part, "marks": [one.id for one in made], "object_until": until.isoformat()}


def _touched(
    tx: Tx, isp: Isp, version: Version, every: list[Partner], content: str, part: str
) -> dict[int, list[Change]]:
    """For each partner, what has changed in this part since its signatures that were not withdrawn."""
    rows = signatures.rows_of(tx.session, isp, version, every, content)
    found: dict[int, list[Change]] = {}
    for partner, said in rows.items():
        for row in said:
            if not row.withdrawn and row.signoff.outcome in SIGNED:
                changed = [change for change in row.touched if change.key == part]
                if changed:
                    found.setdefault(partner, []).extend(changed)
    return found


def object_to(tx: Tx, payload: ObjectToChange) -> Mapping[str, Any]:
    """Object: for this partner the change is one like any other, so that its sign-off no longer holds."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    partner = standing_partner(tx, isp, payload.partner)
    if not speaks_for(tx, isp, partner):
        raise decline("not_yours", "This is another partner's to say.", "Partner arall sydd i ddweud hyn.")
    mark = tx.session.get(MinorChange, payload.change)
    if mark is None or mark.version_id != version.id:
        raise decline("not_found", "There is no such change here.", "Nid oes newid o'r fath yma.")
    if tx.today > mark.object_until:
        raise decline(
            "too_late",
            "The ten working days for an objection have passed: tell the coordinator.",
            "Mae'r deg diwrnod gwaith i wrthwynebu wedi mynd heibio: dywedwch wrth y cydlynydd.",
        )
    if tx.session.get(Objection, (mark.id, partner.id)) is not None:
        raise decline("done", "You have objected already.", "Rydych wedi gwrthwynebu eisoes.")
    row = tx.record(
        "objected",
        {"version": version.number, "partner": partner.line, "part": mark.part, "of": mark.seq},
        words={"reason": payload.reason},
    )
    tx.session.add(Objection(minor_id=mark.id or 0, partner_id=partner.id or 0, seq=row.seq))
    tx.session.flush()
    _tell(tx, isp, version, partner, row.seq)
    return {"ref": isp.ref, "partner": partner.line, "change": mark.id}


def _tell(tx: Tx, isp: Isp, version: Version, partner: Partner, seq: int) -> None:
    values = telling.isp_values(tx.session, isp, version) | {
        "partner": partner.name,
        "link": f"{telling.house(tx.session).base_url}/isps/{isp.ref}/sign-off",
    }
    about = telling.About(f"{tx.stream.name}:{seq}:objection", isp, version, partner, outlives=True)
    telling.tell(tx, "objection", ["coordinator"], values, about, seq=seq)


SPECS: tuple[Spec[Any], ...] = (
    Spec("mark_minor", "isp", MarkMinor, EDITORS, mark_minor),
    Spec("object_to_change", "isp", ObjectToChange, SIGNERS - {Role.COORDINATOR, Role.IMPORT}, object_to),
)
