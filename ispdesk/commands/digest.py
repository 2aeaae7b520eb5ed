"""The day's letter: one person's waiting notices looked at again, and what is left of them written as one letter.

Whoever is away gets their letter all the same, so that nothing is lost; whoever stands in for them is told the same in
a letter of their own. What was meant for somebody who cannot be reached goes to the team, once.
"""

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.commands import audiences, offering, rung_words, telling
from ispdesk.commands.people import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home, isps, notices
from models.tables.isp import Version
from models.tables.person import Person
from models.tables.post import Letter, Notice
from notifications.audience import Audience
from notifications.compose import line
from notifications.digest import Named, Waiting, arrange
from notifications.messages import MESSAGES
from states.calendar import ZONE, Calendar, CalendarEndsError, close, local_day
from states.clock import Holding, booked
from states.lifecycle import Party, Role, State
from states.policy import Digest as Limits

AT = dt.time(8, 30)
"""From when on a working day the letters are written, in Wales; until the close (design §7)."""
PARTY = {
    Audience.COORDINATOR: Party.COORDINATOR,
    Audience.FACILITATOR: Party.COORDINATOR,  # facilitators work for the coordinator
    Audience.PARTNER_CONTACT: Party.PARTNERS,
    Audience.DESIGNATED_PERSON: Party.PARTNERS,
    Audience.SENIOR_SPONSOR: Party.PARTNERS,
    Audience.TEAM: Party.TEAM,
    Audience.TEAM_LEAD: Party.TEAM,
    Audience.GROUP: Party.GROUP,
}


class WriteDigest(Payload):
    """Write this person's letter of the day."""


def in_time(calendar: Calendar, at: dt.datetime) -> bool:
    """Whether letters of the day are written now: on a working day between 08:30 and the close.

    Where the calendar does not know the day, Monday to Friday work: that is better than silence.
    """
    day = local_day(at)
    try:
        works = calendar.is_working(day)
    except CalendarEndsError:
        works = day.weekday() < len(("Mon", "Tue", "Wed", "Thu", "Fri"))
    return works and dt.datetime.combine(day, AT, ZONE) <= at <= close(day)


@dataclass(frozen=True, slots=True)
class _Item:
    """One notice with what it is about."""

    notice: Notice
    seen: notices.About
    waiting: Waiting


def write_digest(tx: Tx, _payload: WriteDigest) -> Mapping[str, Any]:
    """Write one letter of what still waits for this person, and let go of what has lost its reason."""
    calendar = home.calendar(tx.session)
    if not in_time(calendar, tx.at):
        raise decline(
            "not_now", "Letters of the day are written on working days.", "Ysgrifennir llythyrau ar ddiwrnodau gwaith."
        )
    person = find(tx.session, tx.stream.ref)
    name = notices.dedupe(tx.today)
    if tx.session.exec(select(Letter.id).where(Letter.dedupe == f"{name}:{person.ref}")).first() is not None:
        raise decline("done", "Today's letter has been written.", "Mae llythyr heddiw wedi'i ysgrifennu.")
    left, gone = _look_again(tx, notices.waiting(tx.session, person.id or 0))
    if not person.address:
        passed = sum(_pass_on(tx, item) for item in left)
        return {"person": person.ref, "letters": 0, "notices": passed, "gone": gone}
    if not left:
        return {"person": person.ref, "letters": 0, "notices": 0, "gone": gone}
    values = _values(tx, left, calendar)
    letter = telling.write_letter(tx, "digest", person, values, telling.About(name))
    for item in left:
        item.notice.letter_id = letter.id if letter else None
        tx.session.add(item.notice)
        for substitute in notices.substitutes(tx.session, person.id or 0, tx.today):
            _copy(tx, item.notice, substitute, Audience(item.notice.audience), Audience.SUBSTITUTE)
    tx.record("digest_written", {"day": tx.today, "letter": letter.id if letter else None, "notices": len(left)})
    return {"person": person.ref, "letters": 1, "notices": len(left), "gone": gone}


def _look_again(tx: Tx, found: list[Notice]) -> tuple[list[_Item], int]:
    """What is still to be said; what asks and whose reason has gone is marked as gone."""
    left, gone = [], 0
    for notice in found:
        seen = notices.about(tx.session, notice)
        why = notices.why_gone(seen, notice.entered_seq) if MESSAGES[notice.message].asks else None
        if why is None:
            left.append(_Item(notice, seen, _weigh(tx.session, notice, seen)))
        else:
            _let_go(tx, notice, why)
            gone += 1
    return left, gone


def _let_go(tx: Tx, notice: Notice, why: str) -> None:
    notice.gone_at, notice.gone_why = tx.at, why
    tx.session.add(notice)


def _weigh(session: Session, notice: Notice, seen: notices.About) -> Waiting:
    about = seen.isp.ref if seen.isp else notice.stream.partition(":")[2]
    asks = MESSAGES[notice.message].asks
    return Waiting(notice.id or 0, about, asks, _is_theirs(session, notice, seen, asks=asks), _due(notice, seen))


def _is_theirs(session: Session, notice: Notice, seen: notices.About, *, asks: bool) -> bool:
    """Whether the reader's party holds it or the task is theirs; where nobody holds it, whether they come first."""
    reader = Audience(notice.audience)
    if seen.draft is not None:
        return True
    if seen.task is not None:
        return reader in offering.ASKED
    if seen.version is None:
        return False
    holder = Party.NOBODY if seen.version.on_hold else Party(seen.version.holder)
    if holder is not Party.NOBODY:
        told = seen.row.body.get("holder", holder) if seen.row else holder
        return holder == (told if reader in (Audience.HOLDER, Audience.SUBSTITUTE) else PARTY.get(reader))
    found = rung_words.of_row(session, seen.timer, seen.row.body["rung"]) if seen.timer and seen.row else None
    return asks and (found is None or found[1].audiences[0] == reader)


def _due(notice: Notice, seen: notices.About) -> dt.date | None:
    if seen.timer is not None:
        return seen.timer.due_day
    if seen.task is not None:
        return seen.task.until
    written = notice.values.get("due")
    return dt.date.fromisoformat(written) if written else None


def _values(tx: Tx, left: list[_Item], calendar: Calendar) -> dict[str, Any]:
    adopted = home.policy(tx.session)
    limits = adopted[1].digest if adopted else Limits()
    inside = telling.house(tx.session)
    items = {item.notice.id or 0: item for item in left}
    arranged = arrange((item.waiting for item in left), limits.most)
    return {
        "day": tx.today,
        "count": arranged.yours,
        "sections": [
            {
                "heading": section.heading,
                "isps": [_named(tx, named, [items[id_] for id_ in named.notices], calendar) for named in section.named],
            }
            for section in arranged.sections
        ],
        "more": len(arranged.unnamed),
        "more_link": f"{inside.base_url}/{_place_of(items.values(), set(arranged.unnamed))}",
        "link": f"{inside.base_url}/isps",
        "reason_reader_en": "this is your letter of the day",
        "reason_reader_cy": "dyma'ch llythyr y dydd",
        **telling.asked_by(inside),
    }


def _place_of(items: Any, unnamed: set[str]) -> str:
    """Where what is not named can be seen: the queue, where all of it is there, or the list."""
    states = {item.seen.version.state for item in items if item.waiting.about in unnamed and item.seen.version}
    return "queue" if states and states <= {State.QA_QUEUE, State.QA_REVIEW} else "isps"


def _named(tx: Tx, named: Named, items: list[_Item], calendar: Calendar) -> dict[str, Any]:
    """One ISP as the letter shows it: as it stands now, and a line for each notice, one that is said twice once."""
    latest = max(items, key=lambda item: item.seen.version.number if item.seen.version else 0)
    isp, version = latest.seen.isp, latest.seen.version
    first = items[0].notice
    if isp is not None and version is not None:
        seen = telling.isp_values(tx.session, isp, version)
    else:
        name_en, name_cy = first.values.get("name_en", ""), first.values.get("name_cy", "")
        empty = dict.fromkeys(("stage_en", "stage_cy", "holder_en", "holder_cy"), "")
        seen = {"ref": "", "title_en": name_en, "title_cy": name_cy, "link": first.values["link"], **empty}
    shown = ("ref", "title_en", "title_cy", "stage_en", "stage_cy", "holder_en", "holder_cy", "link")
    said = {
        f"lines_{lang}": list(dict.fromkeys(line(item.notice.message, item.notice.values, lang) for item in items))
        for lang in ("en", "cy")
    }
    about = {"due": named.due, "days": _age(tx, version, calendar), "answer_link": _answer_link(tx, items)}
    return {key: seen[key] for key in shown} | about | said


def _answer_link(tx: Tx, items: list[_Item]) -> str:
    """Where the reader answers what they are asked on this ISP; '' where nothing is asked of them."""
    for item in items:
        person = tx.session.get(Person, item.notice.person_id)
        if item.seen.task is not None and person is not None and Audience(item.notice.audience) in offering.ASKED:
            return offering.address(tx.session, telling.house(tx.session).base_url, tx.at, item.seen.task, person)
    return ""


def _age(tx: Tx, version: Version | None, calendar: Calendar) -> int | None:
    """Working days for which whoever holds a version now has held it; None where nobody does, or it is not known."""
    if version is None or version.on_hold or version.holder == Party.NOBODY:
        return None
    held = reversed(isps.holdings(tx.session, version.id or 0))
    run = list(itertools.takewhile(lambda row: row.party == version.holder, held))
    known = [Holding(row.since, Party(row.party)) for row in reversed(run) if row.since is not None]
    if not known or len(known) < len(run):
        return None
    try:
        return len(booked(known, calendar, tx.at))
    except CalendarEndsError:
        return None


def _pass_on(tx: Tx, item: _Item) -> bool:
    """Tell the team what somebody cannot be told who has no address, unless another reader heard; return whether done.

    Where the team has no address either it keeps waiting: nothing is lost.
    """
    told = notices.same(tx.session, item.notice)
    heard = any(person.address and other.gone_why in (None, "higher_rung") for other, person in told)
    if not heard:
        team = audiences.behind(tx.session, Audience.TEAM, audiences.Subject(), tx.today)
        reachable = [person for person in team if person.address]
        for person in reachable:
            _copy(tx, item.notice, person, Audience.TEAM, Audience.TEAM)
        heard = bool(reachable)
    if heard:
        _let_go(tx, item.notice, "passed_on")
    return heard


def _copy(tx: Tx, notice: Notice, person: Person, audience: Audience, because: Audience) -> None:
    """Tell somebody else the same, once; it waits for that person's own letter of the day."""
    before = select(Notice.id).where(
        Notice.stream == notice.stream, Notice.seq == notice.seq, Notice.message == notice.message
    )
    if tx.session.exec(before.where(col(Notice.person_id) == person.id)).first() is not None:
        return
    why_en, why_cy = telling.WHY[because]
    tx.session.add(
        Notice(
            stream=notice.stream,
            seq=notice.seq,
            message=notice.message,
            audience=audience.value,
            person_id=person.id,
            values={**notice.values, "reason_reader_en": why_en, "reason_reader_cy": why_cy},
            urgent=False,
            created_at=tx.at,
            version_id=notice.version_id,
            entered_seq=notice.entered_seq,
        ),
    )
    tx.session.flush()


SPECS: tuple[Spec[Any], ...] = (Spec("write_digest", "person", WriteDigest, frozenset({Role.TIMER}), write_digest),)
