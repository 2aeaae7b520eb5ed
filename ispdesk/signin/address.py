"""A mailed code that shows that somebody reads their address, before they sign or decline by a link."""

import datetime as dt

from sqlmodel import Session

from ispdesk.signin import codes, limits
from ispdesk.signin.asking import Wait
from ispdesk.signin.codes import Confirmed, Issued, Outcome
from models.tables.person import Person

PURPOSE = "address"


def ask(
    session: Session, person_id: int, about: str, network: str, browser: str, at: dt.datetime
) -> Issued | Wait | None:
    """Write the letter with the code to whoever the link is bound to; None where no mail reaches them.

    The allowances are those of signing in, and count together with it.
    """
    person = session.get(Person, person_id)
    if person is None or not person.reached_at:
        return None
    wait = limits.take(session, "ask-network", network, at)
    wait = wait or limits.take(session, "ask-address", person.reached_at.lower(), at)
    return Wait(wait) if wait else codes.issue(session, person, PURPOSE, at, browser=browser, about=about)


def confirm(
    session: Session, person_id: int, about: str, code: str, network: str, browser: str, at: dt.datetime
) -> Confirmed | Wait:
    """What comes of a code typed in the browser that asked for it, for this very answer of this person's."""
    wait = limits.take(session, "try-network", network, at)
    if wait is not None:
        return Wait(wait)
    said = codes.confirm(session, browser, PURPOSE, code, at, about=about)
    whose = said.person is not None and said.person.id == person_id
    return said if whose or said.outcome is not Outcome.RIGHT else Confirmed(Outcome.ENDED)
