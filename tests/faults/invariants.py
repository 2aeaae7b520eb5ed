"""I1 to I13: what has to hold of the record, the acknowledged commands and the mail server after any fault.

`check` is the one checker that every harness uses. A line of its answer begins with the name of what does not hold.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from ispdesk.access import RESERVED
from ispdesk.commands import clocks
from models import chain
from models.database import reading
from models.queries import home
from models.tables.calendar import Heartbeat
from models.tables.clocks import Draft, RungClaim, TimerRow
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import CommandRow, History, Ledger, Stream
from models.tables.person import Facilitator, Person
from models.tables.post import Attempt, Letter, Notice
from models.tables.qa import GroupMember
from models.tables.work import IspFacilitator, Partner
from states.calendar import ZONE
from states.lifecycle import ENDS, Party, Role

TERMINAL = frozenset({"sent", "failed", "uncertain", "superseded", "held"})
Key = tuple[str, str, str, int, str]


def check(
    engine: Engine,
    acked: Mapping[str, Mapping[str, Any]],
    sink: Iterable[str],
    *,
    at: dt.datetime | None = None,
    slack: dt.timedelta = dt.timedelta(0),
) -> list[str]:
    """Say everything that does not hold, once faults have stopped and the rounds have run; nothing where all does.

    `acked` are the answers that callers got, by command id; `sink` the Message-ID of each letter a server answered
    for, once an acceptance. `at` is the instant up to which rungs have to have fired: by default that of the last
    sweep. `slack` is how far two processes' readings of the clock may lie apart without an order being told by them.
    """
    with reading(engine) as session:
        seen = _Seen(session, at)
        accepted = Counter(sink)
        return [
            *_i1(seen, acked),
            *_i2(seen),
            *_i3(seen),
            *(f"I4 {problem}" for problem in chain.verify(session).problems),
            *_i5(seen),
            *_i6(seen),
            *_i7(seen),
            *_i8(seen, accepted),
            *_i9(seen, accepted),
            *_i10(seen),
            *_i11(seen, slack),
            *_i12(seen),
            *_i13(seen),
        ]


class _Seen:
    """The record, read once."""

    def __init__(self, session: Session, at: dt.datetime | None) -> None:
        self.session = session
        self.history = list(session.exec(select(History).order_by(col(History.stream), col(History.seq))))
        self.streams = {row.name: row for row in session.exec(select(Stream))}
        self.commands = {row.id: row for row in session.exec(select(CommandRow))}
        self.isps = {row.id: row for row in session.exec(select(Isp))}
        self.versions = {row.id: row for row in session.exec(select(Version))}
        self.letters = {row.id: row for row in session.exec(select(Letter))}
        self.attempts = list(session.exec(select(Attempt)))
        self.claims = {_key_of(row): row for row in session.exec(select(RungClaim))}
        self.rungs = [row for row in self.history if row.kind == "rung_fired"]
        self.notices = list(session.exec(select(Notice).order_by(col(Notice.id))))
        self.people = {row.id: row for row in session.exec(select(Person))}
        beat = session.get(Heartbeat, "sweep")
        self.at = at or (beat.last_at if beat else dt.datetime.min.replace(tzinfo=dt.UTC))

    def stream_of(self, version: Version) -> str:
        return f"isp:{self.isps[version.isp_id].ref}"


def _key_of(claim: RungClaim) -> Key:
    return claim.stream, claim.timer_kind, claim.subject, claim.round, claim.rung


def _rung_of(row: History) -> Key:
    body = row.body
    return row.stream, body["timer"], body["subject"], body["round"], body["rung"]


def _i1(seen: _Seen, acked: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Each acknowledged command is in the history, under the answer that was given."""
    written = {row.command_id for row in seen.history}
    for id_, answer in acked.items():
        row = seen.commands.get(id_)
        if row is None or row.outcome != "moved" or (id_ not in written and row.kind != "measure"):
            yield f"I1 {id_}: was acknowledged and is not in the history"
        elif row.answer != answer:
            yield f"I1 {id_}: was answered otherwise than the record says"
    for id_ in written - {id_ for id_, row in seen.commands.items() if row.outcome == "moved"}:
        yield f"I1 {id_}: is in the history without a command that moved anything"


def _i2(seen: _Seen) -> Iterator[str]:
    """Rows are numbered from 1 without a gap, in each stream and in the ledger."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in seen.history:
        numbers[row.stream].append(row.seq)
    for name, stream in seen.streams.items():
        if numbers[name] != list(range(1, stream.length + 1)):
            yield f"I2 {name}: its rows are not 1 to {stream.length}"
    ledger = list(seen.session.exec(select(Ledger.n).order_by(col(Ledger.n))))
    if ledger != list(range(1, len(seen.history) + 1)):
        yield "I2 the ledger does not number every row once"


def _i3(seen: _Seen) -> Iterator[str]:
    """What the rows say, folded, is what the version and its holdings say."""
    states: dict[tuple[str, int], tuple[str, str, bool]] = {}
    held: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    rows = {(row.stream, row.seq): row for row in seen.history}
    for row in seen.history:
        key = (row.stream, row.body.get("version", 0))
        before = states.get(key, ("", "", False))
        if "to" in row.body and "holder" in row.body:
            on_hold = before[2] and row.body["to"] not in ENDS
            if "undoes" in row.body:
                on_hold = rows[row.stream, row.body["undoes"]].body["before"]["on_hold"]
            states[key] = (row.body["to"], row.body["holder"], on_hold)
        elif row.kind in ("put_on_hold", "resumed"):
            states[key] = (*before[:2], row.kind == "put_on_hold")
        else:
            continue
        _, holder, on_hold = states[key]
        held[key].append((row.seq, Party.NOBODY.value if on_hold else holder))
    for version in seen.versions.values():
        key = (seen.stream_of(version), version.number)
        if states.pop(key, None) != (version.state, version.holder, version.on_hold):
            yield f"I3 {key[0]} version {key[1]}: is {version.state} with {version.holder}, its history says otherwise"
        chosen = select(HoldingRow).where(HoldingRow.version_id == version.id).order_by(col(HoldingRow.seq))
        if [(row.seq, row.party) for row in seen.session.exec(chosen)] != held[key]:
            yield f"I3 {key[0]} version {key[1]}: who held it is not what its history says"
    for stream, number in states:
        yield f"I3 {stream} version {number}: has a history and no row"


def _i5(seen: _Seen) -> Iterator[str]:
    """Each rung has fired at most once, and each claim has exactly the one row that it names."""
    fired = Counter(_rung_of(row) for row in seen.rungs)
    yield from (f"I5 {key}: fired {times} times" for key, times in fired.items() if times > 1)
    rows = {(_rung_of(row), row.seq) for row in seen.rungs}
    claims = {(key, claim.history_seq) for key, claim in seen.claims.items()}
    yield from (f"I5 {key}: fired in row {seq} without its claim" for key, seq in sorted(rows - claims))
    yield from (f"I5 {key}: claimed for row {seq}, which does not say so" for key, seq in sorted(claims - rows))


def _i6(seen: _Seen) -> Iterator[str]:
    """No timer is past a rung, neither by its cache nor when it is projected again from who held the ISP."""
    for timer in seen.session.exec(select(TimerRow).where(TimerRow.status != "stopped")):
        where = f"I6 {timer.stream} {timer.kind} {timer.subject} round {timer.round}"
        if timer.next_rung_at is not None and timer.next_rung_at <= seen.at:
            yield f"{where}: {timer.next_rung} was due at {timer.next_rung_at} and has not fired"
        rule, version = clocks.timer_of(seen.session, timer), seen.versions.get(timer.version_id)
        if rule is None or version is None:
            continue
        for mark in clocks.projection(seen.session, version, timer, rule, seen.at).rungs:
            key = (timer.stream, timer.kind, timer.subject, timer.round, mark.rung.name)
            if mark.at <= seen.at and key not in seen.claims:
                yield f"{where}: {mark.rung.name} should have fired at {mark.at}"


def _i7(seen: _Seen) -> Iterator[str]:
    """Each fired rung told somebody, what is urgent has a letter of its own, and no letter lacks its rung."""
    told = {(notice.stream, notice.seq) for notice in seen.notices}
    for row in seen.rungs:
        if (row.stream, row.seq) not in told:
            yield f"I7 {row.stream} row {row.seq}: the rung {row.body['rung']} told nobody"
    for notice in seen.notices:
        person, letter = seen.people[notice.person_id], seen.letters.get(notice.letter_id)
        if notice.urgent and person.address and (letter is None or letter.message != notice.message):
            yield f"I7 {notice.stream} row {notice.seq}: the letter to {person.ref} is missing"
        if letter is not None and letter.person_id != notice.person_id:
            yield f"I7 {notice.stream} row {notice.seq}: what {person.ref} is told went to somebody else"
    prefixes = {
        f"rung:{stream}:{kind}:{subject}:{round_}:{rung}" for stream, kind, subject, round_, rung in seen.claims
    }
    for letter in seen.letters.values():
        if letter.dedupe.startswith("rung:") and letter.dedupe.rpartition(":")[0] not in prefixes:
            yield f"I7 letter {letter.dedupe}: its rung has not fired"


def _i8(seen: _Seen, accepted: Mapping[str, int]) -> Iterator[str]:
    """A server took a letter once, and once more at the most for each attempt recorded as ambiguous."""
    doubtful = Counter(row.letter_id for row in seen.attempts if row.phase == "ambiguous")
    known = {letter.message_id: letter for letter in seen.letters.values()}
    for message, times in accepted.items():
        letter = known.get(message)
        if letter is None:
            yield f"I8 {message}: was sent and is in no outbox"
        elif times > 1 + doubtful[letter.id]:
            yield f"I8 {message}: was taken {times} times, {doubtful[letter.id]} attempts are recorded as ambiguous"


def _i9(seen: _Seen, accepted: Mapping[str, int]) -> Iterator[str]:
    """What is marked as sent was taken by a server."""
    for letter in seen.letters.values():
        if letter.status == "sent" and not accepted.get(letter.message_id):
            yield f"I9 {letter.message_id}: is marked as sent and was never taken"


def _i10(seen: _Seen) -> Iterator[str]:
    """Whoever acted held the role then. Grants are followed in the order of commits; relations as far as kept."""
    order = {(row.stream, row.seq): row.n for row in seen.session.exec(select(Ledger))}
    granted: dict[str, set[str]] = defaultdict(set)
    related = _relations(seen)
    people = {row.ref for row in seen.session.exec(select(Person))}
    for row in sorted(seen.history, key=lambda row: order.get((row.stream, row.seq), 0)):
        person = row.stream.partition(":")[2]
        if row.kind == "role_granted":
            granted[person].add(row.body["role"])
        name = row.actor.partition(":")[0]
        if name in RESERVED:
            if row.role != RESERVED[name].value:
                yield f"I10 {row.stream} row {row.seq}: {row.actor} acted as {row.role}"
        elif row.actor not in people:
            yield f"I10 {row.stream} row {row.seq}: there is no {row.actor}"
        elif row.role not in granted[row.actor] | related[row.stream, row.actor] and person != row.actor:
            yield f"I10 {row.stream} row {row.seq}: {row.actor} was not {row.role} then"
        if row.kind == "role_ended":
            granted[person].discard(row.body["role"])


def _relations(seen: _Seen) -> dict[tuple[str, str], set[str]]:
    """Roles that come with being named for an ISP, from its stream and stream by stream."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    session = seen.session
    refs = {row.id: row.ref for row in session.exec(select(Person))}
    for row in seen.history:
        if row.body.get("coordinator_person"):
            found[row.stream, row.body["coordinator_person"]].add(Role.COORDINATOR.value)
    streams = {isp.id: f"isp:{isp.ref}" for isp in seen.isps.values()}
    facilitators = {row.id: row.person_id for row in session.exec(select(Facilitator))}
    for named in session.exec(select(IspFacilitator)):
        person = refs.get(facilitators[named.facilitator_id] or 0, "")
        found[streams[named.isp_id], person].add(Role.FACILITATOR.value)
    for partner in session.exec(select(Partner).where(col(Partner.contact_id).is_not(None))):
        found[streams[partner.isp_id], refs[partner.contact_id or 0]].add(Role.PARTNER_CONTACT.value)
    for member in session.exec(select(GroupMember)):
        for isp in seen.isps.values():
            if isp.group_id == member.group_id:
                found[streams[isp.id], refs[member.person_id]].add(Role.GROUP_MEMBER.value)
    return found


def _i11(seen: _Seen, slack: dt.timedelta) -> Iterator[str]:
    """No letter that asks was claimed, or got its dot, after the version had left the state it is about."""
    entries: dict[tuple[str, int], list[History]] = defaultdict(list)
    for row in seen.history:
        if "to" in row.body and "holder" in row.body:
            entries[row.stream, row.body["version"]].append(row)
    for attempt in seen.attempts:
        letter = seen.letters[attempt.letter_id]
        if attempt.phase not in ("started", "terminating") or not letter.asks or letter.version_id is None:
            continue
        version = seen.versions[letter.version_id]
        stream = seen.stream_of(version)
        if letter.entered_seq is None:  # a task's or date's clock says for how long it is asked
            continue
        left = next((r for r in entries[stream, version.number] if r.seq > letter.entered_seq), None)
        if left is not None and attempt.at > left.recorded_at + slack:
            yield f"I11 {letter.dedupe}: was {attempt.phase} after {stream} had left the state it asks about"


def _i12(seen: _Seen) -> Iterator[str]:
    """Every letter has come to its end."""
    for letter in seen.letters.values():
        if letter.status not in TERMINAL:
            yield f"I12 {letter.dedupe}: is still {letter.status}"


def _i13(seen: _Seen) -> Iterator[str]:
    """What is not urgent is in one letter of a day, its reader's, or has gone for a reason that holds."""
    for notice in seen.notices:
        where = f"I13 {notice.stream} row {notice.seq} to {seen.people[notice.person_id].ref}"
        letter = seen.letters.get(notice.letter_id)
        if letter is not None and notice.gone_why is not None:
            yield f"{where}: is in a letter and has gone"
        if notice.urgent:
            continue
        if letter is not None and letter.kind != "digest":
            yield f"{where}: is in {letter.dedupe} and not in a letter of the day"
        if letter is None and notice.gone_why is None:
            yield f"{where}: still waits"
        if notice.gone_why is not None and not _holds(seen, notice):
            yield f"{where}: has gone because {notice.gone_why}, which is not so"
    yield from _days_letters(seen)


def _days_letters(seen: _Seen) -> Iterator[str]:
    """A letter of the day was written on its working day, and says something that had been written before it."""
    calendar = home.calendar(seen.session)
    carried: dict[int | None, list[Notice]] = defaultdict(list)
    for notice in seen.notices:
        carried[notice.letter_id].append(notice)
    for letter in seen.letters.values():
        if letter.kind != "digest":
            continue
        day = letter.queued_at.astimezone(ZONE).date()
        if letter.dedupe != f"digest:{day}:{seen.people[letter.person_id].ref}" or not calendar.is_working(day):
            yield f"I13 {letter.dedupe}: was written on {day}"
        if not carried[letter.id]:
            yield f"I13 {letter.dedupe}: says nothing"
        if any(notice.created_at > letter.queued_at for notice in carried[letter.id]):
            yield f"I13 {letter.dedupe}: says what came later"


def _holds(seen: _Seen, notice: Notice) -> bool:
    """Whether the reason why a notice has gone is what the record says too."""
    later = [row for row in seen.history if row.stream == notice.stream and row.seq > notice.seq]
    row = next(row for row in seen.history if (row.stream, row.seq) == (notice.stream, notice.seq))
    clock = _rung_of(row)[:4] if row.kind == "rung_fired" else None
    return {
        "left": lambda: any("to" in entered.body and "holder" in entered.body for entered in later),
        "hold": lambda: any(held.kind == "put_on_hold" for held in seen.history if held.stream == notice.stream),
        "taken_back": lambda: any(undone.body.get("undoes") == notice.seq for undone in later),
        "higher_rung": lambda: any(next_.kind == "rung_fired" and _rung_of(next_)[:4] == clock for next_ in later),
        "stopped": lambda: any(_of(timer) == clock for timer in _stopped(seen)),
        "answered": lambda: any(done.kind == "answered" for done in later),
        "decided": lambda: bool(_decided(seen, notice)),
        "passed_on": lambda: not seen.people[notice.person_id].address,
    }[notice.gone_why or ""]()


def _of(timer: TimerRow) -> tuple[str, str, str, int]:
    return timer.stream, timer.kind, timer.subject, timer.round


def _stopped(seen: _Seen) -> list[TimerRow]:
    return list(seen.session.exec(select(TimerRow).where(TimerRow.status == "stopped")))


def _decided(seen: _Seen, notice: Notice) -> list[Draft]:
    chosen = select(Draft).where(Draft.stream == notice.stream, Draft.drafted_seq == notice.seq)
    return list(seen.session.exec(chosen.where(Draft.status != "waiting")))
