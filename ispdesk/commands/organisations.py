"""Organisations: entering one, its names, its successor, and what is known of its Accord signature."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.wrong_values import WrongValue
from models.base import STANDINGS
from models.tables.organisation import Accord, AuthorityCount, Organisation, OrganisationName, OrganisationSuccessor
from states.lifecycle import Role

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?$")]


def clean(text: str) -> str:
    """Refuse what has no place in a name or an address: control, format and surrogate characters, line ends."""
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text):
        raise WrongValue(
            "there is a character in it that cannot be seen; type it again",
            "mae nod yno na ellir ei weld; teipiwch y testun eto",
        )
    return text


Name = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(clean)]
OtherName = Annotated[str, StringConstraints(max_length=300), AfterValidator(clean)]
"""Names stand in mails, on one line."""
Standing = Literal[STANDINGS]  # type: ignore[valid-type]  # the values are the table's
KEEPERS = frozenset({Role.TEAM_LEAD, Role.OPERATOR, Role.IMPORT})
"""Who keeps the registers of organisations and people."""


class EnterOrganisation(Payload):
    """A body, by its name in English and (where known) in Welsh."""

    name_en: Name
    name_cy: OtherName = ""
    kind: str | None = None
    sector: Literal["public", "voluntary", "housing_other"] | None = None
    places: tuple[str, ...] = ()
    standing: Standing = "entered"
    source: str = ""
    note: str = ""


class AddName(Payload):
    """Another name of it, valid between two days as far as known."""

    name: Name
    lang: Literal["en", "cy", "both"] = "en"
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""


class NameSuccessor(Payload):
    """Which organisation took it over; `happened` of the order says when."""

    successor: Ref
    source: str = ""


class StateAccord(Payload):
    """Signed, not signed or not known; `happened` of the order says when, as far as known."""

    status: Literal["signed", "not-signed", "not-known"]
    standing: Standing = "entered"
    source: str = ""


class StateFacilitators(Payload):
    """How many trained facilitators a source states for a local authority."""

    facilitators: int
    held_by: dt.date | None = None
    source: str = ""


_BY_REF = select(Organisation).where(col(Organisation.ref) == bindparam("ref"))


def find(session: Session, ref: str) -> Organisation:
    """The organisation of this reference. Declines where there is none."""
    found: Organisation | None = session.scalars(_BY_REF, {"ref": ref}).first()
    if found is None:
        raise decline("not_found", f"There is no organisation “{ref}”.", f"Nid oes sefydliad “{ref}”.")
    return found


def _own(tx: Tx) -> Organisation:
    return find(tx.session, tx.stream.ref)


def enter(tx: Tx, payload: EnterOrganisation) -> Mapping[str, Any]:
    """Enter an organisation into the register."""
    if not tx.fresh:
        raise decline("exists", f"{tx.stream.ref} exists already.", f"Mae {tx.stream.ref} yn bod eisoes.")
    tx.session.add(Organisation(ref=tx.stream.ref, **payload.model_dump() | {"places": list(payload.places)}))
    body = {
        "type": payload.kind,
        "sector": payload.sector,
        "places": list(payload.places),
        "standing": payload.standing,
    }
    tx.record("organisation_entered", body, words={"name": payload.name_en, "source": payload.source})
    return {"ref": tx.stream.ref}


def add_name(tx: Tx, payload: AddName) -> Mapping[str, Any]:
    """Add a name."""
    tx.session.add(OrganisationName(organisation_id=_own(tx).id or 0, **payload.model_dump()))
    body = {"lang": payload.lang, "valid_from": payload.valid_from, "valid_to": payload.valid_to}
    tx.record("name_added", body, words={"name": payload.name, "source": payload.source})
    return {"ref": tx.stream.ref}


def name_successor(tx: Tx, payload: NameSuccessor) -> Mapping[str, Any]:
    """Record who took it over."""
    when = tx.order.happened
    tx.session.add(
        OrganisationSuccessor(
            organisation_id=_own(tx).id or 0,
            successor_id=find(tx.session, payload.successor).id or 0,
            happened_from=when.not_before if when else None,
            happened_to=when.not_after if when else None,
            source=payload.source,
        ),
    )
    tx.record("successor_named", {"successor": payload.successor}, words={"source": payload.source})
    return {"ref": tx.stream.ref}


def state_accord(tx: Tx, payload: StateAccord) -> Mapping[str, Any]:
    """Record what is known of its Accord signature; rows that contradict stay beside each other."""
    when = tx.order.happened
    tx.session.add(
        Accord(
            organisation_id=_own(tx).id or 0,
            happened_from=when.not_before if when else None,
            happened_to=when.not_after if when else None,
            **payload.model_dump(),
        ),
    )
    tx.record(
        "accord_stated", {"status": payload.status, "standing": payload.standing}, words={"source": payload.source}
    )
    return {"ref": tx.stream.ref, "accord": payload.status}


def state_facilitators(tx: Tx, payload: StateFacilitators) -> Mapping[str, Any]:
    """Record a stated number of facilitators for the authority that this register stream is about."""
    tx.session.merge(AuthorityCount(authority=tx.stream.ref, **payload.model_dump()))
    body = {"facilitators": payload.facilitators, "held_by": payload.held_by}
    tx.record("facilitators_stated", body, words={"source": payload.source})
    return {"authority": tx.stream.ref}


SPECS: tuple[Spec[Any], ...] = (
    Spec("enter_organisation", "organisation", EnterOrganisation, KEEPERS, enter, creates=True),
    Spec("add_organisation_name", "organisation", AddName, KEEPERS, add_name),
    Spec("name_successor", "organisation", NameSuccessor, KEEPERS, name_successor),
    Spec("state_accord", "organisation", StateAccord, KEEPERS, state_accord),
    Spec("state_facilitators", "register", StateFacilitators, KEEPERS, state_facilitators, creates=True),
)
