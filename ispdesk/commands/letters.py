"""One letter: composed, frozen as bytes and put into the outbox, in the transaction that gives rise to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from sqlmodel import Session

from ispdesk.commands import unsubscribing
from ispdesk.commands.audiences import Subject
from ispdesk.commands.audiences import behind as people_behind
from models import rows
from models.queries import home, notices, wordings
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.post import Letter, LetterBytes
from models.tables.work import Partner
from notifications.audience import Audience
from notifications.backoff import Kind
from notifications.compose import House, Recipient, compose
from notifications.letter import CalendarPart, Headers, Mailbox, message_id, notice_reference, to_bytes
from notifications.messages import MESSAGES
from notifications.safe import needs_utf8
from notifications.wording import Wording
from states.lifecycle import State


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, and what makes it one of a kind: the same dedupe is never written twice.

    `outlives`: it is asked for as long as its task is open or its date runs, whatever state the version enters.
    `calendar`: what the letter puts into its reader's calendar.
    """

    dedupe: str
    isp: Isp | None = None
    version: Version | None = None
    partner: Partner | None = None
    task: Task | None = None
    person_id: int | None = None
    group_id: int | None = None
    outlives: bool = False
    calendar: CalendarPart | None = None

    @property
    def entry(self) -> int | None:
        """The state entry that it is bound to, or None."""
        return self.version.entered_seq if self.version and not self.outlives else None

    @property
    def subject(self) -> Subject:
        """The same, as the readers are found by."""
        return Subject(self.isp, self.version, self.partner, self.task, self.person_id, self.group_id)


class Writing(Protocol):
    """What a letter is written in: a transaction, and its instant."""

    @property
    def session(self) -> Session:
        """The session."""

    @property
    def at(self) -> dt.datetime:
        """The instant."""

    @property
    def today(self) -> dt.date:
        """The day in Wales."""


def house(session: Session) -> House:
    """The installation that mails come from, as its home says."""
    return _house(tuple(home.facts(session).items()))


@lru_cache(maxsize=16)
def _house(facts: tuple[tuple[str, str], ...]) -> House:
    """A house of these facts; the same facts are checked once."""
    said = dict(facts)
    fixed = said.get("fixed_time")
    return House(
        name=said.get("name") or "ISP Desk",
        base_url=said.get("base_url") or "http://127.0.0.1:8400",
        team_en=said.get("team_en") or "the WASPI team",
        team_cy=said.get("team_cy") or "tîm WASPI",
        team_address=said.get("team_address") or "team@ispdesk.example",
        team_telephone=said.get("team_telephone") or "",
        register_statement_en=said.get("statement_en") or "",
        register_statement_cy=said.get("statement_cy") or "",
        fixed_time=dt.datetime.fromisoformat(fixed) if fixed else None,
    )


BILINGUAL = frozenset({"contact_asked"})
"""Letters in both languages whatever the reader's: they may be passed on."""


def write_letter(tx: Writing, message: str, person: Person, values: Mapping[str, Any], about: About) -> int | None:
    """Compose and freeze a letter to somebody who has an address; None where this one has been written before."""
    dedupe = f"{about.dedupe}:{person.ref}"
    if notices.written(tx.session, dedupe):
        return None
    inside = house(tx.session)
    domain = inside.team_address.rpartition("@")[2]
    name_cy = person.name_cy or person.name_en
    language = "unknown" if message in BILINGUAL else person.language
    reader = Recipient(person.name_en, name_cy, person.address or "", language)  # type: ignore[arg-type]  # a CHECK holds it
    own = wordings.in_force(tx.session, message)
    words = Wording.of(own.content) if own and own.content else None
    composed = compose(message, reader, values, inside, notice=notice_reference(dedupe), wording=words)
    kind = MESSAGES[message].kind
    headers = Headers(
        sender=Mailbox(inside.name, inside.team_address),
        to=Mailbox(person.name_en, person.address or ""),
        reply_to=_replies(tx, kind, person, about) or Mailbox(inside.team_en, inside.team_address),
        dedupe=dedupe,
        domain=domain,
        date=tx.at,
        thread=f"isp:{about.isp.ref}" if about.isp else "",
        unsubscribe=inside.team_address if kind is Kind.DIGEST else "",
        one_click=unsubscribing.address(tx.session, inside.base_url, person) if kind is Kind.DIGEST else "",
    )
    letter = {
        "dedupe": dedupe,
        "message_id": message_id(dedupe, domain),
        "kind": kind.value,
        "message": message,
        "asks": MESSAGES[message].asks,
        "person_id": person.id,
        "address": person.address,
        "subject": composed.subject[:400],
        "isp_ref": about.isp.ref if about.isp else None,
        "version_id": about.version.id if about.version else None,
        "entered_seq": about.entry,
        "status": "queued",
        "queued_at": tx.at,
        "next_at": tx.at,
    }
    number = rows.add(tx.session, Letter, _INTO_LETTER, letter)
    frozen = {"letter_id": number, "raw": to_bytes(composed, headers, about.calendar)}
    rows.add(tx.session, LetterBytes, _INTO_BYTES, frozen)
    return number


_INTO_LETTER, _INTO_BYTES = rows.into(Letter), rows.into(LetterBytes)


ANSWERED_BY_TEAM = frozenset({State.QA_QUEUE, State.QA_REVIEW})
"""States about which the team answers (design §6)."""


def _replies(tx: Writing, kind: Kind, reader: Person, about: About) -> Mailbox | None:
    """The coordinator, who answers what is asked about an ISP; None where the team does, or they would ask themselves.

    Escalations and letters about quality assurance are the team's (design §6).
    """
    state = about.version.state if about.version else None
    if about.isp is None or kind is Kind.ESCALATION or state in ANSWERED_BY_TEAM:
        return None
    found = people_behind(tx.session, Audience.COORDINATOR, about.subject, tx.today)
    if reader in found:
        return None
    plain = ((person, person.reached_at) for person in found if person.reached_at and not needs_utf8(person.reached_at))
    return next((Mailbox(person.name_en, address) for person, address in plain), None)
