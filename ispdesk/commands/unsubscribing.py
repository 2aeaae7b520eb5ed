"""One click in a mail program that ends what only tells: the address it posts to, and what it changes (RFC 8058).

Whatever waits for the reader still comes, since nobody else would be told (design §6): from then on a letter of the
day is written only where something waits. What leaves at once by nature, or because they chose so, is no part of it.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from ispdesk import keys
from ispdesk.commands.people import find
from ispdesk.commands.preferences import CHOSEN, SetPreferences, can_be_off, of_people, set_preferences
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home
from models.tables.person import Person
from notifications.backoff import Kind
from notifications.messages import MESSAGES
from states.preferences import Choice, Preferences

PURPOSE = "unsubscribe"
TOKEN = re.compile(rf"([1-9][0-9]{{0,11}})-([A-Za-z2-7]{{{keys.LENGTH}}})", re.ASCII)
NEVER_WAITS = frozenset(
    {
        "invitation",
        "invitation_changed",
        "invitation_cancelled",
        "handover_offered",
        "handover_answered",
        "question_answered",
    }
)
"""Messages that are always a letter of their own: commands tell them as urgent, so no letter of the day has them."""


class Unsubscribe(Payload):
    """No more of what only tells in the letters of the day."""


def address(session: Session, base_url: str, person: Person) -> str:
    """Where this person's mail program posts; '' where it would not: RFC 8058 §3.1 asks for https."""
    if not base_url.startswith("https://") or not base_url.isascii() or person.id is None:
        return ""
    return f"{base_url.rstrip('/')}/unsubscribe/{person.id}-{keys.mark(keys.of(session), PURPOSE, str(person.id))}"


def behind(session: Session, token: str) -> str | None:
    """Whose letters a token is about; None for one that is made up, or of somebody to whom no mail goes any more."""
    read = TOKEN.fullmatch(token)
    if read is None or not keys.is_ours(keys.of(session), PURPOSE, read[1], read[2]):
        return None
    person = session.get(Person, int(read[1]))
    return person.ref if person is not None and person.address else None


def ended_by_it(session: Session, wishes: Preferences) -> tuple[str, ...]:
    """The messages that one click would end for somebody of these wishes; none where it would change nothing."""
    adopted = home.policy(session)
    at_once = NEVER_WAITS | (adopted[1].digest.urgent if adopted else frozenset())
    return tuple(
        name
        for name in CHOSEN
        if can_be_off(name)
        and MESSAGES[name].kind is not Kind.ESCALATION
        and name not in at_once
        and wishes.choices.get(name) not in (Choice.OFF, Choice.AT_ONCE)
    )


def unsubscribe(tx: Tx, _payload: Unsubscribe) -> Mapping[str, Any]:
    """Turn off for this person what only tells and would wait for their letter of the day."""
    person = find(tx.session, tx.stream.ref)
    if tx.order.actor != person.ref:
        raise decline("not_yours", "Only the person may change this.", "Dim ond y person ei hun a gaiff newid hyn.")
    wishes = of_people(tx.session, [person.id or 0])[person.id or 0]
    ended = ended_by_it(tx.session, wishes)
    if not ended:
        raise decline("done", "These have been turned off already.", "Mae'r rhain wedi'u diffodd eisoes.")
    return set_preferences(tx, SetPreferences(choices=dict.fromkeys(ended, "off")))


SPECS: tuple[Spec[Any], ...] = (Spec("unsubscribe", "person", Unsubscribe, None, unsubscribe),)
