"""What has to hold after each step and at the end, asked of the database beside the desk; broken rules as sentences.

It counts working days and folds holdings in its own way where that is possible, so that a fault of the rules shows.
"""

import datetime as dt
import json
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Engine, bindparam, select

from ispdesk.simulate.look import Record, VersionSeen, versions_of
from models import chain
from models.base import EPOCH, table
from models.database import reading
from models.queries import home
from models.tables.journal import History, Ledger
from states import clock, dates
from states.calendar import ZONE, Calendar, CalendarEndsError
from states.lifecycle import ENDS, Party
from states.policy import Policy, Timer

OPENS = dt.time(9)
SATURDAY = 5
TIMERS = """
    SELECT version_id, kind, subject, round, started_seq, started_at, anchor, floor_at, policy_version, status, counted,
           due_day, fire_at, next_rung_at, next_rung
    FROM timer WHERE stream = ? AND status <> 'stopped' ORDER BY id
"""
HOLDINGS = "SELECT seq, since, party FROM holding WHERE version_id = ? ORDER BY seq"
HELD_BACK = """
    SELECT g.since, CASE
        WHEN h.kind IN ('put_on_hold', 'resumed') THEN h.kind = 'put_on_hold'
        WHEN json_extract(h.body, '$.undoes') IS NOT NULL THEN json_extract(u.body, '$.before.on_hold')
        ELSE 0 END
    FROM holding g JOIN history h ON h.stream = ? AND h.seq = g.seq
    LEFT JOIN history u ON u.stream = h.stream AND u.seq = json_extract(h.body, '$.undoes')
    WHERE g.version_id = ? AND g.since IS NOT NULL AND (
        h.kind IN ('put_on_hold', 'resumed') OR json_extract(h.body, '$.undoes') IS NOT NULL
        OR json_extract(h.body, '$.to') IN (SELECT value FROM json_each(?)))
    ORDER BY g.seq
"""
ENDED = json.dumps(sorted(ENDS))
STREAM = "SELECT length, head FROM stream WHERE name = ?"
LAST_ROW = "SELECT seq, hash FROM history WHERE stream = ? ORDER BY seq DESC LIMIT 1"
CLAIMS = "SELECT timer_kind, subject, round, rung, due_at, claimed_at, history_seq FROM rung_claim WHERE stream = ?"
FIRED = "SELECT count(*) FROM history WHERE stream = ? AND kind = 'rung_fired'"
OPEN_TASKS = "SELECT number, kind, waits, until FROM task WHERE version_id = ? AND done_at IS NULL"
STALE_ASKS = """
    SELECT l.dedupe FROM letter l JOIN version v ON v.id = l.version_id
    WHERE l.isp_ref = ? AND l.asks AND l.status = 'queued' AND l.entered_seq <> v.entered_seq
"""
TWICE_TOLD = """
    SELECT n.seq, n.person_id FROM notice n JOIN history h ON h.stream = n.stream AND h.seq = n.seq
    WHERE n.stream = ? AND h.kind = 'rung_fired' GROUP BY n.seq, n.person_id, n.message HAVING count(*) > 1
"""
PRINT = """
    SELECT (SELECT n || chain FROM ledger_head), (SELECT max(id) FROM letter), (SELECT max(id) FROM notice),
           (SELECT group_concat(id || status || coalesce(next_rung_at, '') || counted) FROM timer WHERE stream = ?)
"""


STANDS = """
    SELECT i.ref, s.head, (SELECT max(id) FROM letter WHERE isp_ref = i.ref), (
        SELECT group_concat(json_array(id, status, counted, due_day, fire_at, next_rung_at, next_rung, anchor,
                                      floor_at, policy_version))
        FROM timer WHERE stream = s.name AND status <> 'stopped')
    FROM isp i JOIN stream s ON s.name = 'isp:' || i.ref
"""
_ROW, _LINK = table(History), table(Ledger)
GROWN = (
    select(*_ROW, _LINK.n, _LINK.chain)
    .where(_ROW.stream == _LINK.stream, _ROW.seq == _LINK.seq, _LINK.n > bindparam("after"))
    .order_by(_LINK.n)
)
STANDS_ONE, STANDS_ALL = f"{STANDS} WHERE i.ref = ?", f"{STANDS} ORDER BY i.id"


class TimerSeen(NamedTuple):
    """A timer's row as the database has it; instants in microseconds, days as written."""

    version_id: int
    kind: str
    subject: str
    round: int
    started_seq: int
    started_at: int
    anchor: str | None
    floor_at: int | None
    policy_version: int
    status: str
    counted: int
    due_day: str | None
    fire_at: int | None
    next_rung_at: int | None
    next_rung: str | None


def instant(micros: int) -> dt.datetime:
    """The instant of so many microseconds since 1970."""
    return EPOCH + dt.timedelta(microseconds=micros)


class Checker:
    """Holds the rules against the record; `violations` grows by a sentence for each that does not hold."""

    def __init__(self, engine: Engine, record: Record) -> None:
        self._engine, self._record = engine, record
        self.violations: list[str] = []
        self._calendar: Calendar | None = None
        self._opens: list[dt.date] = []
        self._openings: list[dt.datetime] = []
        self._policies: dict[int, Policy] = {}
        self._heads: dict[str, str] = defaultdict(str)
        self._chained, self._chain = 0, ""
        self._checked: dict[str, tuple[Any, ...]] = {}
        self._booked: dict[int, tuple[Any, ...]] = {}

    def say(self, what: str) -> None:
        """Add a violation; the same one is said once."""
        if what not in self.violations:
            self.violations.append(what)

    def fingerprint(self, stream: str) -> tuple[Any, ...]:
        """What a refused order, a repeated one and one that crashed leave as it was."""
        return self._record.rows(PRINT, stream)[0]

    # The numbers and days by which everything is checked.

    def _learn(self) -> tuple[Calendar, dict[int, Policy]]:
        version = self._record.one(
            "SELECT (SELECT coalesce(max(version), 0) FROM calendar_year) + (SELECT count(*) FROM closure)"
        )
        policies = self._record.one("SELECT coalesce(max(version), 0) FROM policy")
        if self._calendar is None or (version, policies) != self._learnt:
            with reading(self._engine) as session:
                self._calendar = home.calendar(session)
                numbers = range(1, policies + 1)
                self._policies = {n: found for n in numbers if (found := home.policy_at(session, n))}
            self._learnt = (version, policies)
            self._opens = list(_working(self._calendar))
            self._openings = [dt.datetime.combine(day, OPENS, ZONE) for day in self._opens]
        return self._calendar, self._policies

    @property
    def _stored(self) -> Calendar:
        """The calendar as it was last learnt."""
        return self._calendar or self._learn()[0]

    _learnt: tuple[int, int] = (0, 0)

    # One ISP.

    def isp(self, ref: str, at: dt.datetime, *, fresh: bool = True) -> None:
        """Check one ISP. `fresh`: its clocks were reckoned at this instant, so their counts are those of now."""
        self._learn()
        for problem in self._isp(ref, at, fresh=fresh):
            self.say(f"{at:%Y-%m-%d %H:%M} {ref}: {problem}")
        self._checked[ref] = (self._learnt, *self._record.rows(STANDS_ONE, ref))

    def _isp(self, ref: str, at: dt.datetime, *, fresh: bool) -> Iterator[str]:
        stream = f"isp:{ref}"
        yield from self._head(stream)
        versions = {version.id: version for version in versions_of(self._record, ref)}
        for place in ("progress", "force"):
            if sum(v.place == place for v in versions.values()) > 1:
                yield f"more than one version is in {place}"
        claims: dict[tuple[str, str, int], set[str]] = defaultdict(set)
        for kind, subject, round_, rung, due_at, claimed_at, _ in self._record.rows(CLAIMS, stream):
            if claimed_at < due_at:
                yield f"{kind} {subject} round {round_}: {rung} was claimed before it was due"
            claims[kind, subject, round_].add(rung)
        if self._record.one(FIRED, stream) != sum(map(len, claims.values())):
            yield "its rungs that fired are not those that were claimed"
        held = {id_: self._holdings(id_) for id_ in versions}
        for version in versions.values():
            yield from self._version(version, held[version.id], at)
        timers = [TimerSeen(*row) for row in self._record.rows(TIMERS, stream)]
        for timer in timers:
            done = claims[timer.kind, timer.subject, timer.round]
            version = versions[timer.version_id]
            yield from self._timer(stream, version, held[version.id], timer, done, at, fresh=fresh)
        yield from self._tasks(versions.values(), timers)
        yield from (f"the letter {dedupe} asks for what is past" for (dedupe,) in self._record.rows(STALE_ASKS, ref))
        for seq, person in self._record.rows(TWICE_TOLD, stream):
            yield f"the rung of row {seq} was told to person {person} twice"

    def _head(self, stream: str) -> Iterator[str]:
        kept, last = self._record.rows(STREAM, stream), self._record.rows(LAST_ROW, stream)
        if kept != last:
            yield f"the stream {stream} does not end where its last row does"

    def _holdings(self, version: int) -> list[tuple[int, clock.Holding]]:
        rows = self._record.rows(HOLDINGS, version)
        return [(seq, clock.Holding(instant(since), Party(party))) for seq, since, party in rows if since is not None]

    def _version(self, v: VersionSeen, held: Sequence[tuple[int, clock.Holding]], at: dt.datetime) -> Iterator[str]:
        name = f"version {v.number}"
        if v.on_hold and v.hold_until is None:
            yield f"{name}: it is on hold without a day on which that ends"
        if not held:
            yield f"{name}: nobody holds it"
            return
        wanted = Party.NOBODY if v.on_hold else Party(v.holder)
        if held[-1][1].party is not wanted:
            yield f"{name}: its last days are booked to {held[-1][1].party}, not to {wanted}"
        kept = (self._learnt, tuple(held))
        if self._booked.get(v.id) == kept:  # since then only days of the last holder have gone by
            return
        self._booked[v.id] = kept
        own = self._own_totals([one for _, one in held], at)
        days = clock.totals(clock.booked(clock.in_force([one for _, one in held]), self._stored, at))
        if days != own:
            yield f"{name}: its working days are booked as {_counts(days)}, by the calendar they are {_counts(own)}"

    def _own_totals(self, held: Sequence[clock.Holding], at: dt.datetime) -> dict[Party, int]:
        """Working days by party, counted between one holding's beginning and the next."""
        begun: list[clock.Holding] = []
        for one in held:  # what is recorded before an earlier one takes effect takes its place
            begun = [*(before for before in begun if before.since <= one.since), one]
        found = dict.fromkeys(Party, 0)
        for n, one in enumerate(begun):
            first = bisect_left(self._openings, one.since)
            last = bisect_right(self._openings, at)
            if n + 1 < len(begun):
                last = min(last, bisect_left(self._openings, begun[n + 1].since))
            found[one.party] += max(0, last - first)
        return found

    def _timer(
        self,
        stream: str,
        version: VersionSeen,
        held: Sequence[tuple[int, clock.Holding]],
        row: TimerSeen,
        done: set[str],
        at: dt.datetime,
        *,
        fresh: bool,
    ) -> Iterator[str]:
        name = f"{row.kind} {row.subject} round {row.round}"
        timer = self._policies[row.policy_version].timer(row.kind)
        if timer is None or version.place == "past" or version.state not in timer.states:
            yield f"{name}: it has not stopped, and the version is {version.state}"
            return
        if row.status == "paused" and (row.next_rung_at or row.fire_at):
            yield f"{name}: it is paused and has a next rung"
        if row.next_rung in done:
            yield f"{name}: {row.next_rung} has fired and is to come"
        seen = self._projected(stream, held, row, timer, self._stored, at)
        left = sorted((mark.at, mark.rung.offset, mark.rung.name) for mark in seen.rungs if mark.rung.name not in done)
        status = "running" if seen.running or left else "paused"
        wanted = (status, seen.due.isoformat() if seen.due else None, left[0][2] if left else None)
        if (row.status, row.due_day, row.next_rung) != wanted:
            yield f"{name}: kept as {(row.status, row.due_day, row.next_rung)}, reckoned anew {wanted}"
        elif left and row.next_rung_at is not None and instant(row.next_rung_at) != left[0][0]:
            yield f"{name}: {row.next_rung} is kept for {instant(row.next_rung_at)}, reckoned anew {left[0][0]}"
        elif fresh and row.counted != seen.counted:
            yield f"{name}: {row.counted} days are kept as counted, reckoned anew {seen.counted}"

    def _projected(
        self,
        stream: str,
        held: Sequence[tuple[int, clock.Holding]],
        row: TimerSeen,
        timer: Timer,
        calendar: Calendar,
        at: dt.datetime,
    ) -> clock.Projection:
        floor = None if row.floor_at is None else instant(row.floor_at)
        if timer.anchor is not None and row.anchor is not None:
            try:
                return dates.project_date(timer, dt.date.fromisoformat(row.anchor), calendar, floor=floor)
            except CalendarEndsError:
                return clock.Projection(0, 0, None, running=True, rungs=())
        since = instant(row.started_at)
        if timer.task is None:
            of_timer = clock.in_force([one for seq, one in held if seq >= row.started_seq])
            return clock.project(timer, of_timer, calendar, at, floor=floor)
        back = [
            clock.Holding(instant(when), Party.NOBODY if on_hold else Party.PARTNERS)
            for when, on_hold in self._record.rows(HELD_BACK, stream, row.version_id, ENDED)
        ]
        back = clock.in_force(back)
        before = [one.party for one in back if one.since <= since][-1:]
        of_task = [clock.Holding(since, *(before or [Party.PARTNERS])), *(one for one in back if one.since > since)]
        return clock.project(timer, of_task, calendar, at, floor=floor)

    def _tasks(self, versions: Any, timers: Sequence[TimerSeen]) -> Iterator[str]:
        running = {(timer.kind, timer.subject) for timer in timers}
        now = self._policies[max(self._policies)]
        for version in versions:
            rows = self._record.rows(OPEN_TASKS, version.id)
            if rows and version.state in ENDS:
                yield f"version {version.number} has ended with {len(rows)} tasks open"
            if version.holder == Party.PARTNERS and not any(waits for _, _, waits, _ in rows):
                yield f"version {version.number} is with the partners, and nothing is waited for"
            numbers = {f"v{version.number}/t{number}" for number, *_ in rows}
            about = {(k, s) for k, s in running if s.startswith(f"v{version.number}/t")}
            yield from (
                f"{kind} {subject} runs for a task that is closed" for kind, subject in about if subject not in numbers
            )
            for number, kind, _, until in rows:
                rule = next((t for t in now.timers if t.task == kind), None)
                subject = f"v{version.number}/t{number}"
                if rule and until is None and version.state in rule.states and (rule.kind, subject) not in running:
                    yield f"{subject} is open and no clock runs for it"

    # Rounds.

    def swept(self, at: dt.datetime) -> None:
        """After a sweep nothing that runs is past its next rung."""
        late = "SELECT stream, kind, next_rung FROM timer WHERE status <> 'stopped' AND next_rung_at <= ?"
        for stream, kind, rung in self._record.rows(late, (at - EPOCH) // dt.timedelta(microseconds=1)):
            self.say(f"{at:%Y-%m-%d %H:%M} {stream}: {kind} is past its {rung} after a sweep")

    def measured(self, at: dt.datetime) -> None:
        """Each working day is measured once, none is left out."""
        days = [day for (day,) in self._record.rows("SELECT day FROM measurement WHERE scope = 'whole' ORDER BY day")]
        if days:
            first, last = dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[-1])
            self._learn()
            begins, ends = bisect_left(self._opens, first), bisect_right(self._opens, last)
            if days != [day.isoformat() for day in self._opens[begins:ends]]:
                self.say(f"{at:%Y-%m-%d %H:%M} the days measured are not the working days from {first} to {last}")

    # Everything.

    def everything(self, at: dt.datetime, taken: Counter[int], *, anew: bool = False) -> None:
        """Check every rung and letter, each ISP that has changed, and what the chain has grown by since the last time.

        `anew`: every ISP, whether it has changed since it was checked or not.
        """
        if anew:
            self._checked.clear()
            self._booked.clear()
        self._learn()
        for stands in self._record.rows(STANDS_ALL):
            if self._checked.get(stands[0]) != (self._learnt, stands):
                self.isp(stands[0], at, fresh=False)
        self.measured(at)
        self._rungs_once()
        self._letters(taken)
        self._grown()

    def _rungs_once(self) -> None:
        fired = Counter(
            " ".join(row)
            for row in self._record.rows(
                "SELECT stream, json_extract(body, '$.timer', '$.subject', '$.round', '$.rung') FROM history"
                " WHERE kind = 'rung_fired'"
            )
        )
        for rung, times in fired.items():
            if times > 1:
                self.say(f"{rung}: fired {times} times")

    def _letters(self, taken: Counter[int]) -> None:
        doubtful = dict(
            self._record.rows("SELECT letter_id, count(*) FROM attempt WHERE phase = 'ambiguous' GROUP BY letter_id")
        )
        for letter, times in taken.items():
            if times > 1 + doubtful.get(letter, 0):
                self.say(f"letter {letter} was taken {times} times, {doubtful.get(letter, 0)} of them in doubt")
        sent = "SELECT id FROM letter WHERE status = 'sent'"
        for (letter,) in self._record.rows(sent):
            if not taken[letter]:
                self.say(f"letter {letter} is marked as sent and no server took it")

    def _grown(self) -> None:
        """Recompute the chain from where it was proved before; the whole of it is proved at the end."""
        with reading(self._engine) as session:
            for row in session.connection().execute(GROWN, {"after": self._chained}):
                name = f"{row.stream} row {row.seq}"
                self._chain = chain.ledger_link(self._chain, self._chained + 1, row.stream, row.seq, row.hash)
                self._chained += 1
                if (row.n, row.chain) != (self._chained, self._chain):
                    self.say(f"{name}: the ledger does not follow from the link before")
                if row.prev_hash != self._heads[row.stream] or row.hash != chain.row_hash(row):
                    self.say(f"{name}: does not follow from the row before, or was changed")
                self._heads[row.stream] = row.hash


def _counts(days: dict[Party, int]) -> str:
    return ", ".join(f"{party.value} {number}" for party, number in days.items() if number) or "none"


def _working(calendar: Calendar) -> Iterator[dt.date]:
    day = calendar.first
    while day <= calendar.last:
        if day.weekday() < SATURDAY and day not in calendar.closed:
            yield day
        day += dt.timedelta(1)
