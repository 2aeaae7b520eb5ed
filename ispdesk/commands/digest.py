"""The day's letter: one person's waiting notices looked at again, and what is left of them written as one letter.

Whoever is away gets their letter all the same, so that nothing is lost; whoever stands in for them is told the same in
a letter of their own. What was meant for somebody who cannot be reached goes to the team, once.
"""

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import bindparam, update
from sqlmodel import Session

from ispdesk.commands import audiences, offering, preferences, rung_words, standing_in, telling
from ispdesk.commands.people import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models import rows
from models.base import table
from models.database import forget
from models.queries import home, isps, notices, reasons, tasks
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.post import Notice
from models.tables.work import Partner
from notifications.audience import Audience
from notifications.compose import line
from notifications.digest import Named, Waiting, arrange
from notifications.messages import MESSAGES
from states.calendar import ZONE, Calendar, CalendarEndsError, close, local_day
from states.clock import Holding, booked
from states.lifecycle import Party, Role, State
from states.policy import Digest as Limits
from states.preferences import HOURS, writes_on

AT = HOURS[0]
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


def due(session: Session, at: dt.datetime) -> list[tuple[str, int, int]]:
    """Whose letter is to be written now, with the last of their notices: on their days, from their hour on.

    Nobody waits for the day of somebody who is away: whoever stands in for them may come to be told.
    """
    day, calendar = local_day(at), home.calendar(session)
    if not in_time(calendar, at):
        return []
    found = notices.readers(session, day)
    wishes = preferences.of_people(session, [person for _, person, _ in found])
    absent = standing_in.away(session, day)

    def wished(person: int) -> bool:
        wish = wishes[person]
        return dt.datetime.combine(day, wish.at, ZONE) <= at and writes_on(wish.days, calendar, day)

    return [one for one in found if one[1] in absent or wished(one[1])]


@dataclass(frozen=True, slots=True)
class _Item:
    """One notice with what it is about."""

    notice: Any
    seen: reasons.About
    waiting: Waiting


def write_digest(tx: Tx, _payload: WriteDigest) -> Mapping[str, Any]:
    """Write one letter of what still waits for this person, and let go of what has lost its reason."""
    calendar = home.calendar(tx.session)
    if not in_time(calendar, tx.at):
        raise decline(
            "not_now", "Letters of the day are written on working days.", "Ysgrifennir llythyrau ar ddiwrnodau gwaith."
        )
    person = find(tx.session, tx.stream.ref)
    person_id = person.id or 0
    name = notices.dedupe(tx.today)
    written = decline("done", "Today's letter has been written.", "Mae llythyr heddiw wedi'i ysgrifennu.")
    left, gone = _look_again(tx, notices.waiting(tx.session, person_id))
    if not (left and person.reached_at) and notices.written(tx.session, f"{name}:{person.ref}"):
        raise written
    if not person.reached_at:
        passed = sum(_pass_on(tx, item, person_id) for item in left)
        return {"person": person.ref, "letters": 0, "notices": passed, "gone": gone}
    if not left:
        return {"person": person.ref, "letters": 0, "notices": 0, "gone": gone}
    values = _values(tx, left, calendar)
    letter = telling.write_letter(tx, "digest", person, values, telling.About(name))
    if letter is None:
        raise written
    _mark(tx, _CARRIED, [item.notice for item in left], {"letter": letter})
    if person_id in standing_in.away(tx.session, tx.today):
        for item in left:
            _tell_beside(tx, item, person)
    tx.record("digest_written", {"day": tx.today, "letter": letter, "notices": len(left)})
    return {"person": person.ref, "letters": 1, "notices": len(left), "gone": gone}


def _look_again(tx: Tx, found: list[Any]) -> tuple[list[_Item], int]:
    """What is still to be said; what asks and whose reason has gone is marked as gone."""
    left: list[_Item] = []
    gone: dict[str, list[Any]] = {}
    about = reasons.about(tx.session, [notice.id for notice in found])
    for notice in found:
        seen = about[notice.id]
        why = reasons.why_gone(seen, notice.entered_seq) if MESSAGES[notice.message].asks else None
        if why is None:
            left.append(_Item(notice, seen, _weigh(tx.session, notice, seen)))
        else:
            gone.setdefault(why, []).append(notice)
    for why, said in gone.items():
        _mark(tx, _GONE, said, {"at": tx.at, "why": why})
    return left, sum(map(len, gone.values()))


def _mark(tx: Tx, how: Any, said: list[Any], values: Mapping[str, Any]) -> None:
    """Write down for all of these notices at once what has become of them."""
    rows.connection(tx.session).execute(how, {"ids": [notice.id for notice in said], **values})
    forget(tx.session, {Notice.__tablename__})


def _weigh(session: Session, notice: Any, seen: reasons.About) -> Waiting:
    about = seen.version.ref if seen.version else notice.stream.partition(":")[2]
    asks = MESSAGES[notice.message].asks
    return Waiting(notice.id, about, asks, _is_theirs(session, notice, seen, asks=asks), _due(notice, seen))


def _is_theirs(session: Session, notice: Any, seen: reasons.About, *, asks: bool) -> bool:
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


def _due(notice: Any, seen: reasons.About) -> dt.date | None:
    dated = seen.timer.due_day if seen.timer is not None else seen.task.until if seen.task is not None else None
    if seen.timer is not None or seen.task is not None:
        return cast("dt.date | None", dated)
    written = notice.values.get("due")
    return dt.date.fromisoformat(written) if written else None


def _values(tx: Tx, left: list[_Item], calendar: Calendar) -> dict[str, Any]:
    adopted = home.policy(tx.session)
    limits = adopted[1].digest if adopted else Limits()
    inside = telling.house(tx.session)
    items = {item.notice.id: item for item in left}
    arranged = arrange((item.waiting for item in left), limits.most)
    named = [[items[id_] for id_ in one.notices] for section in arranged.sections for one in section.named]
    ages = _ages(tx, [_latest(said).seen.version for said in named], calendar)
    return {
        "day": tx.today,
        "count": arranged.yours,
        "sections": [
            {
                "heading": section.heading,
                "isps": [_named(tx, named, [items[id_] for id_ in named.notices], ages) for named in section.named],
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


def _latest(items: list[_Item]) -> _Item:
    """The one that is about the latest version."""
    return max(items, key=lambda item: item.seen.version.number if item.seen.version else 0)


def _named(tx: Tx, named: Named, items: list[_Item], ages: Mapping[int, int]) -> dict[str, Any]:
    """One ISP as the letter shows it: as it stands now, and a line for each notice, one that is said twice once."""
    version = _latest(items).seen.version
    first = items[0].notice
    if version is not None:
        seen = telling.isp_values(tx.session, version, version)
    else:
        name_en, name_cy = first.values.get("name_en", ""), first.values.get("name_cy", "")
        empty = dict.fromkeys(("stage_en", "stage_cy", "holder_en", "holder_cy"), "")
        seen = {"ref": "", "title_en": name_en, "title_cy": name_cy, "link": first.values["link"], **empty}
    shown = ("ref", "title_en", "title_cy", "stage_en", "stage_cy", "holder_en", "holder_cy", "link")
    said = {
        f"lines_{lang}": list(dict.fromkeys(line(item.notice.message, item.notice.values, lang) for item in items))
        for lang in ("en", "cy")
    }
    age = ages.get(version.id) if version else None
    about = {"due": named.due, "days": age, "answer_link": _answer_link(tx, items)}
    return {key: seen[key] for key in shown} | about | said


def _answer_link(tx: Tx, items: list[_Item]) -> str:
    """Where the reader answers what they are asked on this ISP; '' where nothing is asked of them."""
    for item in items:
        seen = item.seen.task
        task = tasks.numbered(tx.session, seen.isp_id, seen.number) if seen is not None else None
        if task is not None and Audience(item.notice.audience) in offering.ASKED:
            return offering.address(
                tx.session, telling.house(tx.session).base_url, tx.at, task, find(tx.session, tx.stream.ref)
            )
    return ""


def _ages(tx: Tx, versions: Iterable[reasons.Standing | None], calendar: Calendar) -> dict[int, int]:
    """Working days for which whoever holds a version now has held it; not there where nobody does, or nobody knows."""
    held = {v.id: v.holder for v in versions if v and not v.on_hold and v.holder != Party.NOBODY}
    known: dict[int, int] = {}
    for version, rows_ in isps.holdings_of(tx.session, list(held)).items():
        run = list(itertools.takewhile(lambda row, version=version: row.party == held[version], reversed(rows_)))  # type: ignore[misc]  # bound at once
        parts = [Holding(row.since, Party(row.party)) for row in reversed(run) if row.since is not None]
        if parts and len(parts) == len(run):
            with contextlib.suppress(CalendarEndsError):
                known[version] = len(booked(parts, calendar, tx.at))
    return known


def _pass_on(tx: Tx, item: _Item, person_id: int) -> bool:
    """Tell the team what somebody cannot be told who has no address, unless another reader heard; return whether done.

    Where the team has no address either it keeps waiting: nothing is lost.
    """
    told = notices.same(tx.session, item.notice, person_id)
    heard = any(address and gone_why in (None, "higher_rung") for _, address, gone_why in told)
    if not heard:
        team = audiences.behind(tx.session, Audience.TEAM, audiences.Subject(), tx.today)
        reachable = [person.id or 0 for person in team if person.reached_at]
        for person in reachable:
            _copy(tx, item.notice, person, Audience.TEAM, telling.WHY[Audience.TEAM])
        heard = bool(reachable)
    if heard:
        _mark(tx, _GONE, [item.notice], {"at": tx.at, "why": "passed_on"})
    return heard


def _tell_beside(tx: Tx, item: _Item, person: Person) -> None:
    """Tell whoever stands in for somebody who is away, or has the same role, what they are told."""
    notice, version = item.notice, tx.session.get(Version, item.notice.version_id or 0)
    asked = item.seen.task
    task = tasks.numbered(tx.session, asked.isp_id, asked.number) if asked else None
    partner = tx.session.get(Partner, task.partner_id) if task and task.partner_id else None
    isp = tx.session.get(Isp, version.isp_id) if version else None
    about = audiences.Subject(isp, version, partner, task)
    for new in standing_in.beside(tx.session, [(person, Audience(notice.audience))], about, tx.today):
        _copy(tx, notice, new.person.id or 0, new.part, (new.why.en, new.why.cy))


def _copy(tx: Tx, notice: Any, person_id: int, audience: Audience, why: tuple[str, str]) -> None:
    """Tell somebody else the same, once; it waits for that person's own letter of the day."""
    if any(person_id == told for told, *_ in notices.same(tx.session, notice, 0)):
        return
    row = {
        **{name: getattr(notice, name) for name in ("stream", "seq", "message", "version_id", "entered_seq")},
        "audience": audience.value,
        "person_id": person_id,
        "values": {**notice.values, "reason_reader_en": why[0], "reason_reader_cy": why[1]},
        "urgent": False,
        "created_at": tx.at,
    }
    rows.add(tx.session, Notice, _COPY, row)


_COPY = rows.into(Notice)
_LETTER_OF = update(Notice.__table__).where(table(Notice).id.in_(bindparam("ids", expanding=True)))  # type: ignore[attr-defined]  # SQLModel's
_CARRIED = _LETTER_OF.values(letter_id=bindparam("letter"))
_GONE = _LETTER_OF.values(gone_at=bindparam("at"), gone_why=bindparam("why"))
SPECS: tuple[Spec[Any], ...] = (Spec("write_digest", "person", WriteDigest, frozenset({Role.TIMER}), write_digest),)
