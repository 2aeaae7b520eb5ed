"""What an ISP has brought: benefits, asserted or evidenced; staff training; forms that were changed because of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints

from ispdesk.commands.after import KEEPERS, Number, about_nobody
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import after, partners
from models.tables.after import Benefit, ChangedForm, StaffTraining
from models.tables.isp import Isp
from states.lifecycle import Role
from states.when import When

Text = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Said = Annotated[str, StringConstraints(max_length=1000)]
NOTERS = KEEPERS | {Role.PARTNER_CONTACT, Role.IMPORT}
STRUCK = {"benefit": Benefit, "training": StaffTraining, "form": ChangedForm}


class NoteBenefit(Payload):
    """A benefit, as somebody says (`asserted`) or as a source shows (`evidenced`; domain R48); no measured fact."""

    text: Text
    shown: Literal["asserted", "evidenced"]
    source: Said = ""


class NoteTraining(Payload):
    """Training of staff who share under the ISP (domain R44): held, or planned by a day. How many came, never who."""

    topic: Text
    partner: Number | None = None
    planned: dt.date | None = None
    people: Annotated[int, Ge(0), Le(99_999)] | None = None


class TrainingHeld(Payload):
    """Planned training that was held; `happened` of the order says when."""

    number: Number
    people: Annotated[int, Ge(0), Le(99_999)] | None = None


class NoteForm(Payload):
    """A form that was changed because of the ISP (domain R74): its name, what changed, and where it lies."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    change: Text
    reference: Said = ""
    partner: Number | None = None


class StrikeOut(Payload):
    """Take out a benefit, a training or a form that was noted by mistake; history keeps it."""

    what: Literal["benefit", "training", "form"]
    number: Number
    reason: Text


def note_benefit(tx: Tx, payload: NoteBenefit) -> Mapping[str, Any]:
    """Note it. What is evidenced names its source."""
    isp = find(tx.session, tx.stream.ref)
    if payload.shown == "evidenced" and not payload.source:
        raise decline(
            "source",
            "Name the source that shows it; without one it is asserted.",
            "Enwch y ffynhonnell sy'n ei ddangos; hebddi, honiad ydyw.",
        )
    about_nobody(payload.text, payload.source)
    when = tx.order.happened or When()
    number = after.next_number(tx.session, Benefit, isp.id or 0)
    words = {"text": payload.text, "source": payload.source}
    row = tx.record("benefit_noted", {"number": number, "shown": payload.shown}, words=words, happened=when)
    tx.session.add(
        Benefit(
            isp_id=isp.id or 0, number=number, shown=payload.shown, happened_from=when.not_before,
            happened_to=when.not_after, noted_by=tx.order.actor, recorded_at=tx.at, seq=row.seq,
        )
    )  # fmt: skip
    return {"ref": isp.ref, "number": number, "shown": payload.shown}


def note_training(tx: Tx, payload: NoteTraining) -> Mapping[str, Any]:
    """Note training that was held, or that is planned."""
    isp = find(tx.session, tx.stream.ref)
    _partner(tx, isp, payload.partner)
    about_nobody(payload.topic)
    if payload.planned is not None and (tx.order.happened is not None or payload.people is not None):
        raise decline(
            "wrong_value",
            "It is planned or it was held: give the day by which, or when it was.",
            "Mae wedi'i gynllunio neu wedi'i gynnal: rhowch y diwrnod erbyn pryd, neu pryd yr oedd.",
        )
    when = When() if payload.planned else (tx.order.happened or When())
    number = after.next_number(tx.session, StaffTraining, isp.id or 0)
    held = payload.planned is None
    body = {"number": number, "held": held, "planned": payload.planned, "people": payload.people}
    row = tx.record("training_noted", {**body, "partner": payload.partner}, words={"topic": payload.topic},
                    happened=when)  # fmt: skip
    tx.session.add(
        StaffTraining(
            isp_id=isp.id or 0, number=number, line=payload.partner, held=held, planned=payload.planned,
            happened_from=when.not_before, happened_to=when.not_after, people=payload.people,
            noted_by=tx.order.actor, recorded_at=tx.at, seq=row.seq,
        )
    )  # fmt: skip
    return {"ref": isp.ref, "number": number, "held": held}


def training_held(tx: Tx, payload: TrainingHeld) -> Mapping[str, Any]:
    """Write down that planned training was held."""
    isp = find(tx.session, tx.stream.ref)
    found = after.numbered(tx.session, StaffTraining, isp.id or 0, payload.number)
    if found is None or found.struck_seq is not None:
        raise decline("not_found", f"There is no training {payload.number}.", f"Nid oes hyfforddiant {payload.number}.")
    if found.held:
        raise decline("done", "It was held already.", "Mae wedi'i gynnal eisoes.")
    when = tx.order.happened or When(tx.today, tx.today)
    tx.record("training_held", {"number": found.number, "people": payload.people}, happened=when)
    found.held, found.people = True, payload.people
    found.happened_from, found.happened_to = when.not_before, when.not_after
    tx.session.add(found)
    return {"ref": isp.ref, "number": found.number}


def note_form(tx: Tx, payload: NoteForm) -> Mapping[str, Any]:
    """Note a form that was changed."""
    isp = find(tx.session, tx.stream.ref)
    _partner(tx, isp, payload.partner)
    about_nobody(payload.name, payload.change, payload.reference)
    when = tx.order.happened or When()
    number = after.next_number(tx.session, ChangedForm, isp.id or 0)
    words = {"name": payload.name, "change": payload.change, "reference": payload.reference}
    row = tx.record("form_noted", {"number": number, "partner": payload.partner}, words=words, happened=when)
    tx.session.add(
        ChangedForm(
            isp_id=isp.id or 0, number=number, line=payload.partner, happened_from=when.not_before,
            happened_to=when.not_after, noted_by=tx.order.actor, recorded_at=tx.at, seq=row.seq,
        )
    )  # fmt: skip
    return {"ref": isp.ref, "number": number}


def strike_out(tx: Tx, payload: StrikeOut) -> Mapping[str, Any]:
    """Take it out of what is shown and counted."""
    isp = find(tx.session, tx.stream.ref)
    found: Any = after.numbered(tx.session, STRUCK[payload.what], isp.id or 0, payload.number)
    if found is None or found.struck_seq is not None:
        raise decline("not_found", f"There is no {payload.what} {payload.number}.", f"Nid oes {payload.number} yno.")
    if not tx.roles & KEEPERS and found.noted_by != tx.order.actor:
        raise decline("not_yours", "Somebody else noted it.", "Rhywun arall a'i nododd.")
    row = tx.record("struck_out", {"what": payload.what, "number": payload.number}, words={"reason": payload.reason})
    found.struck_seq = row.seq
    tx.session.add(found)
    return {"ref": isp.ref, "what": payload.what, "number": payload.number}


def _partner(tx: Tx, isp: Isp, line: int | None) -> None:
    if line is not None and partners.of_line(tx.session, isp.id or 0, line) is None:
        raise decline("not_found", f"There is no partner {line}.", f"Nid oes partner {line}.")


SPECS: tuple[Spec[Any], ...] = (
    Spec("note_benefit", "isp", NoteBenefit, NOTERS, note_benefit),
    Spec("note_training", "isp", NoteTraining, NOTERS, note_training),
    Spec("training_held", "isp", TrainingHeld, NOTERS, training_held),
    Spec("note_form", "isp", NoteForm, NOTERS, note_form),
    Spec("strike_out", "isp", StrikeOut, NOTERS, strike_out),
)
