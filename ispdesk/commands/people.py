"""People, role mailboxes, grants, absences and facilitators."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints
from sqlmodel import Session, col, select

from ispdesk.access import RESERVED
from ispdesk.commands.organisations import KEEPERS, Name, OtherName, Ref, Standing, clean
from ispdesk.commands.organisations import find as find_organisation
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.wrong_values import WrongValue
from models.queries import people
from models.tables.isp import Isp
from models.tables.journal import Stream
from models.tables.person import Absence, Facilitator, Grant, Person
from models.tables.work import IspFacilitator, Partner
from notifications.safe import UnsafeText, check_address
from states.dates import MONTHS_A_YEAR, months_after
from states.lifecycle import Role

LONGEST_ABSENCE = 2
"""Years that an absence lasts at most, and that its first day lies at most from today (our default)."""
GRANTABLE = tuple(role.value for role in Role if role not in (Role.TIMER, Role.IMPORT))


def writable(address: str) -> str:
    """An address as Unicode composes its letters; refused at the door where no mail could be written to it later."""
    try:
        return check_address(unicodedata.normalize("NFC", clean(address)), "the address")
    except UnsafeText as error:
        raise WrongValue(
            "no mail can be sent to it; write it plainly, like name@organisation.example",
            "ni ellir anfon post yno; ysgrifennwch y cyfeiriad yn blaen, fel enw@sefydliad.example",
        ) from error


PlainName = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(clean)]
Address = Annotated[str, StringConstraints(max_length=320), AfterValidator(writable)]


Telephone = Annotated[str, StringConstraints(max_length=40, pattern=r"^(\+?[0-9 ()./x-]{3,40})?$")]
"""A telephone number as people write it: figures, spaces, brackets, perhaps an extension after an x; '' for none."""


class EnterPerson(Payload):
    """Somebody who acts or is told, or a role mailbox."""

    name_en: PlainName
    name_cy: Annotated[str, StringConstraints(max_length=200), AfterValidator(clean)] = ""
    address: Address | None = None
    telephone: Telephone = ""
    shared: bool = False
    language: Literal["cy", "en", "unknown"] = "unknown"
    organisation: Ref | None = None
    standing: Standing = "entered"
    source: str = ""


class SetLanguage(Payload):
    """The language in which this person wishes to be written to."""

    language: Literal["cy", "en", "unknown"]


class SetTelephone(Payload):
    """The number at which this person is rung at work; '' where none is known any more."""

    telephone: Telephone


class MarkShared(Payload):
    """Whether several people read this address: it is then written to, and cannot sign."""

    shared: bool = True


class GrantRole(Payload):
    """A role for everything, or for `isp:REF`, `organisation:REF` or `group:REF`, between two days if given."""

    role: Literal[GRANTABLE]  # type: ignore[valid-type]  # the values are the table's roles
    scope: Annotated[
        str,
        StringConstraints(pattern=r"^(all|(isp|organisation|group):[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?)$"),
    ] = "all"
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


class EndRole(Payload):
    """End a role in a scope from today on."""

    role: str
    scope: str = "all"


class SetAbsence(Payload):
    """Away from the first to the last day, both included; perhaps with a substitute. Never a reason."""

    first_day: dt.date
    last_day: dt.date
    substitute: Ref | None = None


class EnterFacilitator(Payload):
    """A trained facilitator: a person, or one of a counted number."""

    name_en: Name
    name_cy: OtherName = ""
    person: Ref | None = None
    kind: Literal["fire", "health", "local_authority", "other", "police", "voluntary"]
    authority: str | None = None
    last_assignment: dt.date | None = None
    standing: Standing = "entered"
    source: str = ""


def find(session: Session, ref: str) -> Person:
    """The person of this reference. Declines where there is none."""
    found = people.by_ref(session, ref)
    if found is None:
        raise decline("not_found", f"There is no person “{ref}”.", f"Nid oes person “{ref}”.")
    return found


def enter(tx: Tx, payload: EnterPerson, begun: Stream | None = None) -> Mapping[str, Any]:
    """Enter a person or role mailbox; on a stream that another command has `begun` for them, if given."""
    stream = begun or tx.stream
    if (begun is None and not tx.fresh) or stream.ref in RESERVED:
        raise decline("exists", f"{stream.ref} exists already.", f"Mae {stream.ref} yn bod eisoes.")
    organisation = find_organisation(tx.session, payload.organisation) if payload.organisation else None
    values = payload.model_dump(exclude={"organisation"})
    tx.session.add(Person(ref=stream.ref, organisation_id=organisation.id if organisation else None, **values))
    body = {"language": payload.language, "organisation": payload.organisation, "standing": payload.standing}
    words = {"name": payload.name_en, "address": payload.address or "", "source": payload.source}
    words |= {"telephone": payload.telephone}
    tx.record("person_entered", body, words=words, stream=stream)
    return {"ref": stream.ref}


def set_language(tx: Tx, payload: SetLanguage) -> Mapping[str, Any]:
    """Set the language of mail to this person; a person may set their own."""
    person = find(tx.session, tx.stream.ref)
    if tx.order.actor != person.ref and not tx.roles & KEEPERS:
        raise decline("not_yours", "Only the person may change this.", "Dim ond y person ei hun a gaiff newid hyn.")
    person.language = payload.language
    tx.session.add(person)
    tx.record("language_set", {"language": payload.language})
    return {"ref": tx.stream.ref, "language": payload.language}


def set_telephone(tx: Tx, payload: SetTelephone) -> Mapping[str, Any]:
    """Set the telephone of a person: by themselves, by those who keep the register, or by who coordinates with them."""
    person = find(tx.session, tx.stream.ref)
    _may_describe(tx, person)
    person.telephone = payload.telephone
    tx.session.add(person)
    tx.record("telephone_set", {}, words={"telephone": payload.telephone})
    return {"ref": person.ref, "telephone": person.telephone}


def mark_shared(tx: Tx, payload: MarkShared) -> Mapping[str, Any]:
    """Mark an address as one that several people read, or as one person's own."""
    person = find(tx.session, tx.stream.ref)
    _may_describe(tx, person)
    person.shared = payload.shared
    tx.session.add(person)
    tx.record("marked_shared", {"shared": payload.shared})
    return {"ref": person.ref, "shared": person.shared}


def _may_describe(tx: Tx, person: Person) -> None:
    """The person; those who keep the registers; and the coordinators of ISPs of which this person is a contact."""
    if tx.order.actor == person.ref or tx.roles & KEEPERS:
        return
    works = select(Partner.id).join(Isp, col(Isp.id) == col(Partner.isp_id)).where(Partner.contact_id == person.id)
    actor = people.by_ref(tx.session, tx.order.actor)
    if actor is None or tx.session.exec(works.where(Isp.coordinator_person_id == actor.id)).first() is None:
        raise decline(
            "not_yours",
            "Only the person, or who coordinates an ISP with them, may change this.",
            "Dim ond y person, neu gydlynydd ISP gyda nhw, a gaiff newid hyn.",
        )


def _may_grant(tx: Tx, role: str) -> None:
    """Those who keep the registers do not make or unmake each other."""
    if role in (Role.OPERATOR.value, Role.TEAM_LEAD.value) and not tx.roles & {Role.OPERATOR, Role.IMPORT}:
        en, cy = "Only an operator grants or ends this role.", "Dim ond gweithredydd sy'n rhoi neu'n dileu'r rôl hon."
        raise decline("not_yours", en, cy)


def grant(tx: Tx, payload: GrantRole) -> Mapping[str, Any]:
    """Grant a role."""
    person = find(tx.session, tx.stream.ref)
    _may_grant(tx, payload.role)
    tx.session.add(Grant(person_id=person.id or 0, granted_by=tx.order.actor, **payload.model_dump()))
    tx.record("role_granted", payload.model_dump())
    return {"ref": tx.stream.ref, "role": payload.role, "scope": payload.scope}


def end_role(tx: Tx, payload: EndRole) -> Mapping[str, Any]:
    """End a role: it no longer holds from today on."""
    person = find(tx.session, tx.stream.ref)
    chosen = select(Grant).where(Grant.person_id == person.id, Grant.role == payload.role, Grant.scope == payload.scope)
    _may_grant(tx, payload.role)
    grants = [g for g in tx.session.exec(chosen) if g.valid_to is None or g.valid_to >= tx.today]
    if not grants:
        raise decline("not_found", "This person does not hold that role.", "Nid yw'r person hwn yn dal y rôl honno.")
    end_now(tx, grants)
    tx.record("role_ended", payload.model_dump())
    return {"ref": tx.stream.ref, "role": payload.role}


def end_now(tx: Tx, grants: Iterable[Grant]) -> None:
    """End these roles, so that they no longer hold from today on."""
    yesterday = tx.today - dt.timedelta(1)
    for held in grants:
        if held.valid_from and held.valid_from > yesterday:
            tx.session.delete(held)
        else:
            held.valid_to = yesterday
            tx.session.add(held)


def set_absence(tx: Tx, payload: SetAbsence) -> Mapping[str, Any]:
    """Record an absence and who stands in."""
    person = find(tx.session, tx.stream.ref)
    if payload.last_day < payload.first_day:
        raise decline("wrong_value", "The last day is before the first.", "Mae'r diwrnod olaf cyn y cyntaf.")
    _check_absence(tx.today, payload)
    if tx.order.actor != person.ref and not tx.roles & KEEPERS:
        raise decline("not_yours", "Only the person may enter this.", "Dim ond y person ei hun a gaiff nodi hyn.")
    substitute = find(tx.session, payload.substitute) if payload.substitute else None
    if substitute is not None and substitute.id == person.id:
        raise decline("wrong_value", "Somebody else has to stand in.", "Rhaid i rywun arall lenwi'r bwlch.")
    tx.session.add(
        Absence(
            person_id=person.id or 0,
            first_day=payload.first_day,
            last_day=payload.last_day,
            substitute_id=substitute.id if substitute else None,
        ),
    )
    tx.record("absence_entered", payload.model_dump())
    return {"ref": tx.stream.ref}


class EndAbsence(Payload):
    """An absence that ends today, or does not take place: the days with which it was entered.

    `mistaken`: it was entered by mistake, so that it is taken back whole, also when it has begun or is over.
    """

    first_day: dt.date
    last_day: dt.date
    mistaken: bool = False


def end_absence(tx: Tx, payload: EndAbsence) -> Mapping[str, Any]:
    """Take back an absence that has not begun or was entered by mistake; one that has begun ended yesterday."""
    person = find(tx.session, tx.stream.ref)
    if tx.order.actor != person.ref and not tx.roles & KEEPERS:
        raise decline("not_yours", "Only the person may enter this.", "Dim ond y person ei hun a gaiff nodi hyn.")
    chosen = select(Absence).where(
        Absence.person_id == person.id,
        Absence.first_day == payload.first_day,
        Absence.last_day == payload.last_day,
    )
    ahead = chosen if payload.mistaken else chosen.where(col(Absence.last_day) >= tx.today)
    found = tx.session.exec(ahead).all()
    if not found:
        raise decline("not_found", "There is no such absence ahead.", "Nid oes absenoldeb o'r fath o'n blaenau.")
    for absence in found:
        if payload.mistaken or absence.first_day >= tx.today:
            tx.session.delete(absence)
        else:
            absence.last_day = tx.today - dt.timedelta(1)
            tx.session.add(absence)
    tx.record("absence_ended", payload.model_dump())
    return {"ref": tx.stream.ref}


def _check_absence(today: dt.date, payload: SetAbsence) -> None:
    """Decline days that cannot be meant: a first day far from today, and an absence of many years."""
    months = LONGEST_ABSENCE * MONTHS_A_YEAR
    if not months_after(today, -months) <= payload.first_day <= months_after(today, months):
        raise decline(
            "too_far",
            f"The first day lies more than {LONGEST_ABSENCE} years from today: look at the year again.",
            f"Mae'r diwrnod cyntaf yn fwy na {LONGEST_ABSENCE} flynedd o heddiw: edrychwch ar y flwyddyn eto.",
        )
    if payload.last_day >= months_after(payload.first_day, months):
        raise decline(
            "too_long",
            f"An absence lasts at most {LONGEST_ABSENCE} years: look at the last day again.",
            f"Mae absenoldeb yn para {LONGEST_ABSENCE} flynedd ar y mwyaf: edrychwch ar y diwrnod olaf eto.",
        )


def enter_facilitator(tx: Tx, payload: EnterFacilitator) -> Mapping[str, Any]:
    """Enter a trained facilitator; `happened` of the order says when they were trained, as far as known."""
    if not tx.fresh:
        raise decline("exists", f"{tx.stream.ref} exists already.", f"Mae {tx.stream.ref} yn bod eisoes.")
    person = find(tx.session, payload.person) if payload.person else None
    when = tx.order.happened
    tx.session.add(
        Facilitator(
            ref=tx.stream.ref,
            person_id=person.id if person else None,
            trained_from=when.not_before if when else None,
            trained_to=when.not_after if when else None,
            **payload.model_dump(exclude={"person"}),
        ),
    )
    body = {
        "type": payload.kind,
        "authority": payload.authority,
        "standing": payload.standing,
        "person": payload.person,
    }
    tx.record("facilitator_trained", body, words={"name": payload.name_en, "source": payload.source})
    return {"ref": tx.stream.ref}


class NameFacilitator(Payload):
    """Which trained facilitator works on this ISP."""

    facilitator: Ref


def name_facilitator(tx: Tx, payload: NameFacilitator) -> Mapping[str, Any]:
    """Name a facilitator for an ISP; it counts as their last assignment."""
    found = tx.session.exec(select(Facilitator).where(Facilitator.ref == payload.facilitator)).first()
    if found is None:
        raise decline(
            "not_found",
            f"There is no facilitator “{payload.facilitator}”.",
            f"Nid oes hwylusydd “{payload.facilitator}”.",
        )
    isp = tx.session.exec(select(Isp).where(col(Isp.ref) == tx.stream.ref)).one()
    tx.session.merge(IspFacilitator(isp_id=isp.id or 0, facilitator_id=found.id or 0))
    found.last_assignment = max(found.last_assignment or tx.today, tx.today)
    tx.session.add(found)
    tx.record("facilitator_named", {"facilitator": payload.facilitator})
    return {"ref": tx.stream.ref}


SPECS: tuple[Spec[Any], ...] = (
    Spec("enter_person", "person", EnterPerson, KEEPERS, enter, creates=True),
    Spec("set_language", "person", SetLanguage, None, set_language),
    Spec("set_telephone", "person", SetTelephone, None, set_telephone),
    Spec("mark_shared", "person", MarkShared, None, mark_shared),
    Spec("grant_role", "person", GrantRole, KEEPERS, grant),
    Spec("end_role", "person", EndRole, KEEPERS, end_role),
    Spec("set_absence", "person", SetAbsence, None, set_absence),
    Spec("end_absence", "person", EndAbsence, None, end_absence),
    Spec("enter_facilitator", "person", EnterFacilitator, KEEPERS, enter_facilitator, creates=True),
    Spec(
        "name_facilitator",
        "isp",
        NameFacilitator,
        frozenset({Role.COORDINATOR, Role.TEAM_LEAD, Role.ASSURER}),
        name_facilitator,
    ),
)
