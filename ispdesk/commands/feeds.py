"""Private calendar feeds: opening one, and renewing its link so that the one before it opens nothing any more."""

from collections.abc import Mapping
from typing import Any

from ispdesk.commands.organisations import KEEPERS
from ispdesk.commands.organisations import find as find_organisation
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import appointments
from models.tables.appointment import CalendarFeed
from states.lifecycle import Role


class OpenFeed(Payload):
    """The feed of the stream's person or organisation; `renew`: the link that there is shall open nothing any more."""

    renew: bool = False


def of_person(tx: Tx, payload: OpenFeed) -> Mapping[str, Any]:
    """Open or renew a person's feed; a person may do so for themselves."""
    person = find_person(tx.session, tx.stream.ref)
    if tx.order.actor != person.ref and not tx.roles & KEEPERS:
        raise decline("not_yours", "Only the person may open this.", "Dim ond y person ei hun a gaiff agor hwn.")
    return _open(tx, payload)


def of_organisation(tx: Tx, payload: OpenFeed) -> Mapping[str, Any]:
    """Open or renew an organisation's feed."""
    find_organisation(tx.session, tx.stream.ref)
    return _open(tx, payload)


def _open(tx: Tx, payload: OpenFeed) -> Mapping[str, Any]:
    feed = appointments.feed(tx.session, tx.stream.name)
    if feed is None:
        feed = CalendarFeed(stream=tx.stream.name, renewed_at=tx.at)
    elif payload.renew:
        feed.number, feed.renewed_at = feed.number + 1, tx.at
    else:
        return {"ref": tx.stream.ref, "number": feed.number}
    tx.session.add(feed)
    tx.record("feed_opened", {"number": feed.number})
    return {"ref": tx.stream.ref, "number": feed.number}


SPECS: tuple[Spec[Any], ...] = (
    Spec("open_person_feed", "person", OpenFeed, None, of_person),
    Spec("open_organisation_feed", "organisation", OpenFeed, KEEPERS | {Role.DESIGNATED_PERSON}, of_organisation),
)
