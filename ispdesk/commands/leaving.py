"""Removing a person who has left (design §2): role and organisation take the place of the name, but on evidence."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import StringConstraints
from sqlalchemy import delete, update
from sqlmodel import col, or_, select

from ispdesk.commands.people import end_now, find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import content
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.link import Link
from models.tables.organisation import Organisation
from models.tables.person import Absence, EvidenceName, Facilitator, Grant, Person, Preference
from models.tables.qa import TeamTime
from models.tables.review import ReviewDraft
from models.tables.session import WebSession
from models.tables.signin import Identity, OidcAttempt, RecoveryCode, SecondStep, SignIn
from models.tables.token import ApiToken
from models.tables.work import Partner
from states import names
from states.decide import ROLE_NAMES
from states.lifecycle import ENDS, Role, Trigger
from states.words import Sentence

REMOVERS = frozenset({Role.TEAM_LEAD, Role.OPERATOR})
EVIDENCE: Final = frozenset({"signed_off"}) | {
    trigger.value for trigger in Trigger if trigger in names.NEWS or trigger.value.startswith("assure")
}
"""Rows that show who signed or decided; the name stays on them while the ISP lives."""


OF_NOBODY_ELSE: Final[tuple[Any, ...]] = (
    Preference, Absence, TeamTime, Link, WebSession, SignIn, OidcAttempt, Identity, SecondStep, RecoveryCode,
    ReviewDraft,
)  # fmt: skip
"""What is about one person alone, or lets them in: it goes whole."""


class RemovePerson(Payload):
    """Somebody has left. What they signed and decided keeps their name while those ISPs are alive."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]


def remove_person(tx: Tx, payload: RemovePerson) -> Mapping[str, Any]:
    """Take out what is known of a person: name, address, telephone, wishes, absences, sessions, links and roles."""
    person = find(tx.session, tx.stream.ref)
    if person.ref == tx.order.actor:
        raise decline("not_yours", "Somebody else has to do this for you.", "Rhaid i rywun arall wneud hyn i chi.")
    _nothing_waits(tx, person)
    instead = _instead(tx, person)
    if _on_evidence(tx, person):
        tx.session.merge(EvidenceName(person_id=person.id or 0, name_en=person.name_en, name_cy=person.name_cy))
    person.name_en, person.name_cy = instead.en, instead.cy
    person.address, person.telephone, person.address_failed_at = None, "", None
    tx.session.add(person)
    of_person: Any = person.id
    for table in OF_NOBODY_ELSE:
        tx.session.execute(delete(table).where(col(table.person_id) == of_person))
    for token in tx.session.exec(select(ApiToken).where(ApiToken.person_id == person.id)):
        token.name, token.revoked_at = "", token.revoked_at or tx.at  # its number stays in the ids of what it asked for
        tx.session.add(token)
    holds = or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= tx.today)
    end_now(tx, tx.session.exec(select(Grant).where(Grant.person_id == person.id, holds)).all())
    tx.session.execute(update(Partner).where(col(Partner.contact_id) == of_person).values(contact_id=None))
    tx.session.execute(
        update(Facilitator)
        .where(col(Facilitator.person_id) == of_person)
        .values(name_en=instead.en, name_cy=instead.cy)
    )
    for words in content.words_of(tx.session, tx.stream.name):
        words.text, words.salt, words.removed = None, "", f"removed {tx.today.isoformat()}: the person has left"
        tx.session.add(words)
    tx.session.flush()
    tx.session.expire_all()
    tx.record("person_removed", {"as": instead.en}, words={"reason": payload.reason})
    return {"ref": tx.stream.ref, "as": instead.en}


def _nothing_waits(tx: Tx, person: Person) -> None:
    """Decline while something still waits for them: it would be lost with them."""
    over = [state.value for state in ENDS]
    leads = (
        select(Isp.ref)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(Isp.coordinator_person_id == person.id, Version.place != "past", col(Version.state).not_in(over))
        .order_by(Isp.ref)
    )
    asked = (
        select(Isp.ref)
        .join(Task, col(Task.isp_id) == col(Isp.id))
        .where(Task.person_id == person.id, col(Task.done_at).is_(None))
        .order_by(Isp.ref)
    )
    held = list(dict.fromkeys([*tx.session.exec(leads), *tx.session.exec(asked)]))
    if held:
        refs = ", ".join(held[:10])
        raise decline(
            "still_theirs",
            f"Something still waits for them: {refs}. Hand it over first.",
            f"Mae rhywbeth yn dal i aros amdanynt: {refs}. Trosglwyddwch ef yn gyntaf.",
        )


def _instead(tx: Tx, person: Person) -> Sentence:
    """Role and organisation, as far as known."""
    body = tx.session.get(Organisation, person.organisation_id) if person.organisation_id else None
    held = set(tx.session.exec(select(Grant.role).where(Grant.person_id == person.id)))
    if tx.session.exec(select(Partner.id).where(Partner.contact_id == person.id).limit(1)).first() is not None:
        held.add(Role.PARTNER_CONTACT.value)
    role = next((ROLE_NAMES[role] for role in Role if role.value in held), None)
    en = (role.en if role else "somebody").removeprefix("the ").removeprefix("an ").removeprefix("a ")
    cy = role.cy if role else "rhywun"
    return Sentence(
        f"Formerly {en}" + (f", {body.name_en}" if body else ""),
        f"Gynt {cy}" + (f", {body.name_cy or body.name_en}" if body else ""),
    )


def _on_evidence(tx: Tx, person: Person) -> bool:
    """Whether they signed or decided something about an ISP that is alive."""
    over = [state.value for state in ENDS]
    alive = (
        select(Isp.ref)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(Version.place != "past", col(Version.state).not_in(over))
    )
    done = select(History.stream).where(History.actor == person.ref, col(History.kind).in_(EVIDENCE)).distinct()
    streams = set(tx.session.exec(done))
    return bool(streams) and any(f"isp:{ref}" in streams for ref in tx.session.exec(alive))


SPECS: tuple[Spec[Any], ...] = (
    Spec("remove_person", "person", RemovePerson, REMOVERS, remove_person, strong=lambda _: True),
)
