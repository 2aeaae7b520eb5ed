"""What a page asks for when somebody signs in: each is one transaction, with its limit in it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk import sessions
from ispdesk.signin import codes, limits, oidc, second
from ispdesk.signin.codes import Confirmed, Issued, Outcome
from models.queries import people, signins
from models.queries import sessions as open_sessions
from models.tables.person import Person


@dataclass(frozen=True, slots=True)
class Wait:
    """It was tried too often; how long to wait."""

    span: dt.timedelta


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is signed in: the session's token, and whether they have a second step that they may go on to.

    `back_to`: the page that they wanted when they asked for the code.
    """

    token: str
    second_step: bool
    back_to: str


def ask(
    session: Session, address: str, network: str, browser: str, at: dt.datetime, back_to: str = ""
) -> tuple[Issued, int | None] | Wait:
    """Make a code for whoever has an address, or for nobody: the same questions and rows, whichever it is.

    The letter is written and sent after the answer has left (`deliver`), so that its time tells nothing either.
    """
    wait = limits.take(session, "ask-network", network, at)
    wait = wait or limits.take(session, "ask-address", address.lower(), at)
    if wait is not None:
        return Wait(wait)
    person = signins.at_address(session, address)
    made = codes.make(session, person, "sign_in", at, browser=browser, back_to=back_to)
    return made, person.id if person else None


def deliver(session: Session, made: Issued, person_id: int, at: dt.datetime) -> None:
    """Write the letter that brings a code."""
    person = session.get(Person, person_id)
    if person is not None:
        codes.write(session, made, person, at)


def enter_by_code(
    session: Session, cookie: str, code: str, network: str, at: dt.datetime, agent: str, before: str | None
) -> Entered | Confirmed | Wait:
    """Sign somebody in who typed the code in the browser that asked for it."""
    wait = limits.take(session, "try-network", network, at)
    return (
        Wait(wait)
        if wait
        else _entered(session, codes.confirm(session, cookie, "sign_in", code, at), "code", at, agent, before)
    )


def enter_by_link(
    session: Session, token: str, network: str, at: dt.datetime, agent: str, before: str | None
) -> Entered | Confirmed | Wait:
    """Sign somebody in who posted the page behind their link."""
    wait = limits.take(session, "try-network", network, at)
    if wait is not None:
        return Wait(wait)
    return _entered(session, codes.follow(session, token, at), "link", at, agent, before)


def _entered(
    session: Session, said: Confirmed, how: str, at: dt.datetime, agent: str, before: str | None
) -> Entered | Confirmed:
    if said.outcome is not Outcome.RIGHT or said.person is None:
        return said
    if before is not None:
        sessions.end(session, before)
    token = sessions.start(session, said.person, how, at, agent)
    return Entered(token, second.is_set_up(session, said.person.id or 0), said.back_to)


def enter_by_provider(
    session: Session, claims: oidc.Claims, attempt: oidc.Attempt, at: dt.datetime, agent: str, before: str | None
) -> tuple[str, str]:
    """Sign in whoever the provider says came back; their reference and the session's token. Raises OidcError."""
    person = oidc.person_of(session, claims, attempt, at)
    if before is not None:
        sessions.end(session, before)
    return person.ref, sessions.start(session, person, "oidc", at, agent, strong=True)


def show_second_step(session: Session, ref: str, code: str, token: str, at: dt.datetime) -> str | Wait | None:
    """The session's new token where the code is right; None where it is not."""
    person = people.by_ref(session, ref)
    wait = limits.take(session, "second-step", ref, at)
    if wait is not None:
        return Wait(wait)
    if person is None or not second.check(session, person, code, at):
        return None
    return sessions.renew(session, token, at)


def begin_second_step(session: Session, ref: str, code: str, at: dt.datetime) -> Outcome | Wait:
    """Begin to set an app up, with the code that whoever looks after the installation handed over."""
    person = people.by_ref(session, ref)
    wait = limits.take(session, "second-step", ref, at)
    if wait is not None:
        return Wait(wait)
    if person is None or person.shared or second.is_set_up(session, person.id or 0):
        return Outcome.ENDED
    said = codes.confirm_handed(session, person, "enrol", code, at)
    if said.outcome is Outcome.RIGHT:
        second.begin(session, person, at)
    return said.outcome


def finish_second_step(
    session: Session, ref: str, code: str, token: str, at: dt.datetime
) -> tuple[list[str], str] | Wait | None:
    """The codes on paper and the session's new token, where the app's first code is right."""
    person = people.by_ref(session, ref)
    wait = limits.take(session, "second-step", ref, at)
    if wait is not None:
        return Wait(wait)
    paper = second.finish(session, person, code, at) if person is not None else None
    if paper is None:
        return None
    renewed = sessions.renew(session, token, at)
    return None if renewed is None else (paper, renewed)


def hand_over(session: Session, ref: str, at: dt.datetime) -> Issued | None:
    """A code with which somebody may set a second step up; None where there is no such person of their own."""
    person = people.by_ref(session, ref)
    if person is None or person.shared:
        return None
    return codes.make(session, person, "enrol", at, browser="")


def new_paper(session: Session, ref: str) -> list[str] | None:
    """New codes on paper for somebody who has an app; None for anybody else."""
    person = people.by_ref(session, ref)
    return second.new_paper(session, person) if person and second.is_set_up(session, person.id or 0) else None


def remove_second_step(session: Session, ref: str) -> bool:
    """Take somebody's app and codes away, and what a second factor stood behind; whether there was one."""
    person = people.by_ref(session, ref)
    return person is not None and second.remove(session, person)


def end_sessions(session: Session, ref: str, present: str, which: str) -> bool:
    """End one of somebody's sessions by the first characters of its hash, or all `others`; whether it was this one."""
    person = people.by_ref(session, ref)
    if person is None or not which:
        return False
    if which == "others":
        sessions.end_all(session, person.id or 0, but=present)
        return False
    return open_sessions.forget_marked(session, person.id or 0, which, present)


def go_to_provider(
    session: Session, chosen: oidc.Provider, found: Mapping[str, Any], browser: str, at: dt.datetime,
    ref: str | None, back_to: str,
) -> str:  # fmt: skip
    """The address at the provider; bound to whoever is signed in already."""
    person = people.by_ref(session, ref) if ref else None
    return oidc.begin(session, chosen, found, browser, at, person_id=person.id if person else None, back_to=back_to)
