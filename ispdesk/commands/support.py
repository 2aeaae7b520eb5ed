"""Advice that the team gave (report 3.13), and changes of the framework and its templates (report 3.5)."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import AfterValidator, StringConstraints

from ispdesk.commands.isps import find as find_isp
from ispdesk.commands.organisations import KEEPERS, OtherName, Ref, clean
from ispdesk.commands.organisations import find as find_organisation
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.tables.organisation import Organisation
from models.tables.support import CHANGE_KINDS, CHANNELS, QUESTION_KINDS, FrameworkChange, HelplineContact
from states.lifecycle import Role

OFFICE = KEEPERS | {Role.ASSURER}
ASKED_BY = (
    "coordinator", "facilitator", "designated_person", "partner_contact", "signing_officer", "senior_sponsor",
    "practitioner", "other",
)  # fmt: skip
"""In which role somebody asked; never who."""
MOST_MINUTES = 24 * 60
STREAM = "register:framework"
Text = Annotated[str, StringConstraints(max_length=2000), AfterValidator(clean)]


class Contact(Payload):
    """Somebody asked: in which role, what kind of question, by which way, how many minutes it took if known."""

    role: Literal[ASKED_BY]  # type: ignore[valid-type]  # the values are named above
    kind: Literal[QUESTION_KINDS]  # type: ignore[valid-type]  # the values are the table's
    channel: Literal[CHANNELS] = "telephone"  # type: ignore[valid-type]  # likewise
    minutes: Annotated[int, Ge(1), Le(MOST_MINUTES)] | None = None
    day: dt.date | None = None


class IspContact(Contact):
    """The same, about an ISP; `organisation`: for which body they asked."""

    organisation: Ref | None = None


class LogChange(Payload):
    """What changed, in at least one language; which edition; which board decided it and when.

    `happened` of the order says when it came into force.
    """

    kind: Literal[CHANGE_KINDS]  # type: ignore[valid-type]  # likewise
    text_en: Text = ""
    text_cy: Text = ""
    edition: Annotated[str, StringConstraints(max_length=100), AfterValidator(clean)] = ""
    board: OtherName = ""
    decided_on: dt.date | None = None
    source: OtherName = ""


def of_isp(tx: Tx, payload: IspContact) -> Mapping[str, Any]:
    """Log a contact about an ISP."""
    isp = find_isp(tx.session, tx.stream.ref)
    body = find_organisation(tx.session, payload.organisation) if payload.organisation else None
    return {"ref": isp.ref, **_log(tx, payload, isp_id=isp.id, body=body)}


def of_organisation(tx: Tx, payload: Contact) -> Mapping[str, Any]:
    """Log a contact of an organisation that is about no ISP."""
    body = find_organisation(tx.session, tx.stream.ref)
    return {"ref": body.ref, **_log(tx, payload, isp_id=None, body=body)}


def _log(tx: Tx, payload: Contact, *, isp_id: int | None, body: Organisation | None) -> dict[str, Any]:
    day = payload.day or tx.today
    if day > tx.today:
        raise decline("wrong_value", "The day must not lie ahead.", "Rhaid i'r diwrnod beidio â bod yn y dyfodol.")
    values = payload.model_dump(include={"role", "kind", "channel", "minutes"}) | {"day": day}
    tx.session.add(HelplineContact(isp_id=isp_id, organisation_id=body.id if body else None, **values))
    tx.record("advice_given", {**values, "organisation": body.ref if body else None})
    return {"day": day.isoformat(), "kind": payload.kind}


def log_change(tx: Tx, payload: LogChange) -> Mapping[str, Any]:
    """Log a change of the framework."""
    if f"register:{tx.stream.ref}" != STREAM:
        raise decline("wrong_value", f"Changes are logged on {STREAM}.", f"Cofnodir newidiadau ar {STREAM}.")
    if not payload.text_en and not payload.text_cy:
        raise decline("wrong_value", "Say what changed.", "Dywedwch beth newidiodd.")
    when = tx.order.happened
    tx.session.add(
        FrameworkChange(
            happened_from=when.not_before if when else None,
            happened_to=when.not_after if when else None,
            **payload.model_dump(),
        )
    )
    said = ("text_en", "text_cy", "board", "source")
    tx.record(
        "framework_changed",
        payload.model_dump(exclude=set(said)),
        words={name: getattr(payload, name) for name in said},
    )
    return {"kind": payload.kind, "edition": payload.edition}


SPECS: tuple[Spec[Any], ...] = (
    Spec("log_isp_contact", "isp", IspContact, OFFICE, of_isp),
    Spec("log_organisation_contact", "organisation", Contact, OFFICE, of_organisation),
    Spec("log_framework_change", "register", LogChange, OFFICE, log_change, creates=True),
)
