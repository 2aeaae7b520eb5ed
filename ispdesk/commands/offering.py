"""Offers whoever is asked a link to answer by, the same in every mail about a task; knows one that comes back."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from ispdesk import keys
from models.queries import links
from models.tables.clocks import Task
from models.tables.link import Link
from models.tables.person import Person
from models.tables.work import Partner
from notifications.audience import Audience
from states.calendar import local_day
from states.promises import OPENS_FOR

ASKED = frozenset({Audience.HOLDER, Audience.PERSON, Audience.PARTNER_CONTACT, Audience.SUBSTITUTE})
"""Readers of whom a task is asked, or who stand in for them."""
TOKEN = re.compile(r"([1-9][0-9]{0,8})-([a-z2-7]{26})", re.ASCII)
PURPOSE, FORM = "link", "link-form"


def leaves_at_once(part: Audience, task: Task | None, partner: Partner | None) -> bool:
    """Whether whoever is asked waits for no letter of the day: a partner's people do not (our default)."""
    return task is not None and partner is not None and part in ASKED


def token(key: bytes, link: Link) -> str:
    """What stands in the address: the link's number and the mark of whom and what it is bound to."""
    return f"{link.id}-{keys.mark(key, PURPOSE, _bound(link))}"


def _bound(link: Link) -> str:
    return f"{link.id}:{link.person_id}:{link.task_id}:{link.made_at.isoformat()}"


def known(session: Session, written: str) -> Link | None:
    """The link of a token, whatever became of it; None alike where there is none and where the mark is not its own."""
    matched = TOKEN.fullmatch(written)
    if matched is None:
        return None
    link = session.get(Link, int(matched[1]))
    bound = _bound(link) if link else written
    ours = keys.is_ours(keys.of(session), PURPOSE, bound, matched[2])
    return link if ours else None


def form_mark(key: bytes, link: Link, number: int) -> str:
    """The mark of a page's form: it was made by us, for this link, after so many answers."""
    return keys.mark(key, FORM, f"{_bound(link)}:{number}")


def is_form(key: bytes, link: Link, number: int, claimed: str) -> bool:
    """Whether a form that comes back is one of ours."""
    return keys.is_ours(key, FORM, f"{_bound(link)}:{number}", claimed)


def address(session: Session, base_url: str, at: dt.datetime, task: Task, person: Person) -> str:
    """The address at which this person answers this task, in their language; '' where their link was ended.

    The link is made at the first use, and again where it has expired while the task is still open.
    """
    link = links.latest(session, task, person)
    if link is not None and link.ended_at is not None:
        return ""
    if link is None or link.expires < local_day(at):
        link = Link(
            isp_id=task.isp_id,
            task_id=task.id or 0,
            person_id=person.id or 0,
            made_at=at,
            expires=local_day(at) + dt.timedelta(OPENS_FOR),
        )
        session.add(link)
        session.flush()
    lang = "" if person.language == "unknown" else f"/{person.language}"
    return f"{base_url.rstrip('/')}{lang}/answer/{token(keys.of(session), link)}"


def said(
    session: Session,
    base_url: str,
    at: dt.datetime,
    part: Audience,
    task: Task,
    partner: Partner | None,
    person: Person,
) -> dict[str, str]:
    """What only whoever is asked is told: why they are, and the address at which they answer."""
    if not person.reached_at:
        return {}
    why_en, why_cy = reason(part, task, partner, person)
    link = address(session, base_url, at, task, person)
    return {"reason_reader_en": why_en, "reason_reader_cy": why_cy, "answer_link": link}


def reason(part: Audience, task: Task, partner: Partner | None, person: Person) -> tuple[str, str]:
    """Why somebody is asked, as the mail says it."""
    whose = partner.name if partner else ""
    if part is Audience.SUBSTITUTE:
        if not whose:
            return (
                "you are named as substitute for whoever was asked",
                "rydych wedi'ch enwi'n ddirprwy i bwy bynnag y gofynnwyd iddynt",
            )
        return (
            f"you are named as substitute for the contact of {whose}",
            f"rydych wedi'ch enwi'n ddirprwy i gyswllt {whose}",
        )
    if not whose or person.id == task.person_id:
        return "it is asked of you by name", "gofynnir hyn i chi wrth eich enw"
    return f"you are named as the contact of {whose}", f"chi a enwir yn gyswllt {whose}"


PLAIN = (str, int, bool, dt.date, type(None))


def kept(values: Mapping[str, Any], *, whole: bool = False) -> dict[str, Any]:
    """What a notice keeps, so that it can be said again: plain values, none of which opens anything; all if `whole`."""
    kinds = (*PLAIN, list, dict) if whole else PLAIN
    return {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in values.items()
        if isinstance(value, kinds) and key != "answer_link"
    }
