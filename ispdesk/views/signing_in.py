"""What somebody sees of their own signing in: open sessions, the second step, the organisation's account."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, select

from ispdesk.commands import telling
from ispdesk.signin import codes, second
from ispdesk.words.text import Text
from models.queries import people, signins
from models.queries import sessions as open_sessions
from models.tables.signin import Identity


@dataclass(frozen=True)
class SessionRow:
    """One browser in which somebody is signed in. `mark`: the first characters of its hash, which name it."""

    mark: str
    how: str
    browser: str
    began_at: dt.datetime
    seen_at: dt.datetime
    strong: bool
    present: bool


@dataclass(frozen=True)
class AccountView:
    """A person's sessions, and what else they can sign in with."""

    sessions: tuple[SessionRow, ...]
    second_step: bool
    paper_left: int
    connected: bool


MARK = 16
"""Characters of a session's hash that tell it from a person's others."""


def account(session: Session, ref: str, present: str, at: dt.datetime) -> AccountView:
    """The sessions of somebody, this one first, and their second step."""
    person = people.by_ref(session, ref)
    number = person.id or 0 if person else 0
    rows = [
        SessionRow(
            row.token_hash[:MARK], row.how, browser_name(row.browser), row.began_at, row.seen_at,
            row.strong_at is not None, row.token_hash == present,
        )
        for row in open_sessions.of_person(session, number, at)
    ]  # fmt: skip
    return AccountView(
        sessions=tuple(sorted(rows, key=lambda row: not row.present)),
        second_step=second.is_set_up(session, number),
        paper_left=second.paper_left(session, number),
        connected=session.exec(select(Identity).where(Identity.person_id == number)).first() is not None,
    )


_BROWSERS = (
    ("Edg/", "Microsoft Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
_MACHINES = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_name(agent: str) -> str:
    """What people call the browser and machine that this says it is; '' where it says neither."""
    named = (next((name for mark, name in table if mark in agent), "") for table in (_BROWSERS, _MACHINES))
    return ", ".join(filter(None, named))


def whose_link(session: Session, token: str, at: dt.datetime) -> Text | None:
    """Whom a link signs in, while it works."""
    person = codes.behind(session, token, at)
    return Text(person.name_en, person.name_cy or None) if person else None


@dataclass(frozen=True)
class SettingUp:
    """An app that is being set up: its key in groups of four, and the address that opens it."""

    key: str
    address: str


def setting_up(session: Session, ref: str, issuer: str) -> SettingUp | None:
    """What an app needs to know, while it is being set up."""
    person = people.by_ref(session, ref)
    key = second.key_of(session, person) if person else None
    address = second.address_for_app(session, person, issuer) if person else None
    if key is None or address is None:
        return None
    return SettingUp(" ".join(key[at : at + 4] for at in range(0, len(key), 4)), address)


def everybodys(session: Session, at: dt.datetime, ref: str | None = None) -> list[tuple[str, SessionRow]] | None:
    """Open sessions with the reference of whose they are; None where there is no such person."""
    person = people.by_ref(session, ref) if ref else None
    if ref and person is None:
        return None
    return [
        (
            who.ref,
            SessionRow(
                row.token_hash[:MARK], row.how, browser_name(row.browser), row.began_at, row.seen_at,
                row.strong_at is not None, present=False,
            ),
        )
        for row, who in signins.open_sessions(session, at, person.id if person else None)
    ]  # fmt: skip


def base_url(session: Session) -> str:
    """The address at which people reach the pages."""
    return telling.house(session).base_url
