"""Signing by a mailed link: whoever does it has shown by a mailed code, for this answer, that the mail is theirs."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from ispdesk.commands.links import CLOSED, why_closed
from ispdesk.commands.shape import Tx, decline
from models.base import canonical
from models.queries import sessions, signing, signins
from models.tables.clocks import Task
from models.tables.link import Link
from models.tables.person import Person
from models.tables.work import Partner

BY_LINK: Final = "link:"
"""What the operator of an order that comes through a link begins with."""
ANSWERED: Final = ("partner", "outcome", "capacity", "note", "asked_as")
"""What is answered by a link; a code confirms these, the text they are given to, and nothing else."""


def about(link_id: int, before: int, content: str, answer: Mapping[str, Any]) -> str:
    """What a code is asked for: one answer to one content, after so many earlier ones. Another answer needs another."""
    said = {name: answer[name] for name in ANSWERED} | {"content": content, "before": before}
    return f"sign:{link_id}:{hashlib.sha256(canonical(said).encode()).hexdigest()[:32]}"


def check(tx: Tx, partner: Partner, how: str | None, content: str, answer: Mapping[str, Any]) -> None:
    """Decline a sign-off through a link that is not open, not for this partner, or not confirmed by a code.

    Without a link nobody is believed who says that a code was: they sit in a session that began with one, or it is not.
    """
    operator = tx.order.operator or ""
    if not operator.startswith(BY_LINK):
        if how == "code" and not (tx.order.recording or sessions.by_code(tx.session, tx.order.actor)):
            raise decline(
                "not_confirmed",
                "No code to this address stands behind this: sign by the link in the mail, or sign in by a code.",
                "Nid oes cod i'r cyfeiriad hwn y tu ôl i hyn: llofnodwch drwy'r ddolen yn y neges, neu mewngofnodwch "
                "â chod.",
            )
        return
    number = operator.removeprefix(BY_LINK)
    link = tx.session.get(Link, int(number)) if number.isdecimal() else None
    task = tx.session.get(Task, link.task_id) if link else None
    person = tx.session.get(Person, link.person_id) if link else None
    ours = link is not None and person is not None and person.ref == tx.order.actor
    if link is None or task is None or not ours or (task.kind, task.partner_id) != ("sign_off", partner.id):
        raise decline(
            "not_found", "This link is for no sign-off of yours.", "Nid yw'r ddolen hon at lofnod gennych chi."
        )
    closed = why_closed(link, task, tx.today)
    if closed is not None:
        raise decline("link_closed", CLOSED[closed].en, CLOSED[closed].cy)
    before = sum(said.partner_id == partner.id for said, _ in signing.said(tx.session, task.version_id))
    asked = about(link.id or 0, before, content, answer)
    if how != "code" or not signins.confirmed(tx.session, link.person_id, "address", asked):
        raise decline(
            "not_confirmed",
            "Confirm your address by a code first: nobody signs by a link alone.",
            "Cadarnhewch eich cyfeiriad â chod yn gyntaf: nid oes neb yn llofnodi drwy ddolen yn unig.",
        )
