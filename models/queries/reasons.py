"""What a notice or a letter is about, as that stands now, and whether the reason for what it asks has gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, tuple_
from sqlalchemy import select as core_select
from sqlmodel import Session

from models import rows
from models.base import table
from models.tables.clocks import Draft, Task, TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.post import Notice

ASKS = frozenset({"asked", "redirect_confirmed"})
"""Rows that ask somebody for a task."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An ISP and one of its versions as both stand now: as much of them as a letter says."""

    id: int
    number: int
    state: str
    holder: str
    on_hold: bool
    entered_seq: int
    isp_id: int
    ref: str
    title_en: str
    title_cy: str


@dataclass(frozen=True, slots=True)
class Row:
    """What the history row that wrote a notice says."""

    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about, as it stands now: the history row that wrote it, and the version, clock, task or draft.

    `timer`, `task`, `draft`: rows with the columns of their tables that are asked for below.
    """

    row: Row | None
    version: Standing | None
    timer: Any = None
    task: Any = None
    draft: Any = None


_NOTICE, _HISTORY, _VERSION, _ISP = table(Notice), table(History), table(Version), table(Isp)
_TIMER, _TASK, _DRAFT = table(TimerRow), table(Task), table(Draft)
_TOLD = (
    core_select(
        *(_NOTICE[name] for name in ("id", "stream", "seq", "message", "letter_id")),
        _HISTORY.kind,
        _HISTORY.body,
        *(_VERSION[name] for name in ("id", "number", "state", "holder", "on_hold", "entered_seq")),
        *(_ISP[name] for name in ("id", "ref", "title_en", "title_cy")),
    )
    .select_from(Notice.__table__)  # type: ignore[attr-defined]  # SQLModel's
    .outerjoin(History.__table__, (_HISTORY.stream == _NOTICE.stream) & (_HISTORY.seq == _NOTICE.seq))  # type: ignore[attr-defined]  # likewise
    .outerjoin(Version.__table__, _VERSION.id == _NOTICE.version_id)  # type: ignore[attr-defined]  # likewise
    .outerjoin(Isp.__table__, _ISP.id == _VERSION.isp_id)  # type: ignore[attr-defined]  # likewise
    .order_by(_NOTICE.id)
)
_OF_NOTICES = _TOLD.where(_NOTICE.id.in_(bindparam("ids", expanding=True)))
_OF_LETTERS = _TOLD.where(
    _NOTICE.stream.in_(bindparam("streams", expanding=True)), _NOTICE.letter_id.in_(bindparam("ids", expanding=True))
)
_CLOCK = core_select(
    *(_TIMER[name] for name in ("id", "stream", "kind", "subject", "round", "status", "anchor", "due_day")),
    _TIMER.policy_version,
)
_CLOCKS = _CLOCK.where(
    tuple_(_TIMER.stream, _TIMER.kind, _TIMER.subject, _TIMER.round).in_(bindparam("keys", expanding=True))
)
_CLOCKS_BY_ID = _CLOCK.where(_TIMER.id.in_(bindparam("keys", expanding=True)))
_RUNNING = _CLOCK.where(
    tuple_(_TIMER.stream, _TIMER.subject).in_(bindparam("keys", expanding=True)), _TIMER.status != "stopped"
).order_by(_TIMER.id.desc())
_TASKS = core_select(*(_TASK[name] for name in ("isp_id", "number", "until", "done_at"))).where(
    tuple_(_TASK.isp_id, _TASK.number).in_(bindparam("keys", expanding=True))
)
_DRAFTS = core_select(*(_DRAFT[name] for name in ("id", "stream", "drafted_seq", "status", "timer_id")))
_DRAFTED = _DRAFTS.where(tuple_(_DRAFT.stream, _DRAFT.drafted_seq).in_(bindparam("keys", expanding=True)))
_SENT = _DRAFTS.where(_DRAFT.id.in_(bindparam("keys", expanding=True)))
"""Built once; each is asked once for all the notices looked at, and not at all where none of them needs it."""


def about(session: Session, notices: Sequence[int]) -> dict[int, About]:
    """Find what these notices are about."""
    found = rows.connection(session).execute(_OF_NOTICES, {"ids": list(notices)}).all() if notices else []
    return _about(session, found)


def about_letters(session: Session, letters: Mapping[int, str]) -> dict[int, About]:
    """What the first notice of each of these letters is about; with each letter, the ISP whose stream wrote it."""
    if not letters:
        return {}
    asked = {"ids": list(letters), "streams": sorted({f"isp:{ref}" for ref in letters.values()})}
    found = rows.connection(session).execute(_OF_LETTERS, asked).all()
    firsts = {letter: notice for notice, _, _, _, letter, *_ in reversed(found)}
    seen = _about(session, [row for row in found if row[0] == firsts[row[4]]])
    return {letter: seen[notice] for letter, notice in firsts.items()}


def _about(session: Session, found: Sequence[Any]) -> dict[int, About]:
    told = [
        _Told(id_, stream, seq, message, Row(kind, body) if kind else None, _standing(rest))
        for id_, stream, seq, message, _, kind, body, *rest in found
    ]
    sent = _by(session, _SENT, [one.draft for one in told if one.draft], "id")
    drafted = _by(session, _DRAFTED, [(o.stream, o.seq) for o in told if o.drafted], "stream", "drafted_seq")
    fired = _by(session, _CLOCKS, [one.clock for one in told if one.clock], "stream", "kind", "subject", "round")
    drawn = _by(session, _CLOCKS_BY_ID, [row.timer_id for row in sent.values()], "id")
    asked = _by(session, _RUNNING, [one.subject for one in told if one.subject], "stream", "subject")
    timers = {
        one.id: fired.get(one.clock)
        or (drawn.get(sent[one.draft].timer_id) if one.draft in sent else None)
        or asked.get(one.subject)
        for one in told
    }
    numbers = {one.id: one.task(timers[one.id]) for one in told}
    tasks = _by(session, _TASKS, [key for key in numbers.values() if key], "isp_id", "number")
    return {
        one.id: About(
            one.row,
            one.version,
            timers[one.id],
            tasks.get(numbers[one.id]),
            drafted.get((one.stream, one.seq)) if one.drafted else None,
        )
        for one in told
    }


@dataclass(frozen=True, slots=True)
class _Told:
    """One notice with its history row, and the keys of what else that row names."""

    id: int
    stream: str
    seq: int
    message: str
    row: Row | None
    version: Standing | None

    @property
    def clock(self) -> tuple[str, str, str, int] | None:
        """The clock whose rung fired."""
        if self.row is None or self.row.kind != "rung_fired":
            return None
        body = self.row.body
        return self.stream, body["timer"], body["subject"], body["round"]

    @property
    def drafted(self) -> bool:
        """Whether it asks for a word on a draft."""
        return self.clock is not None and self.message == "draft_waiting"

    @property
    def draft(self) -> int | None:
        """The draft that was sent."""
        return self.row.body["draft"] if self.row is not None and self.row.kind == "draft_sent" else None

    @property
    def subject(self) -> tuple[str, str] | None:
        """What the clock of the task that was asked runs for."""
        if self.row is None or self.row.kind not in ASKS or self.version is None:
            return None
        return self.stream, f"v{self.version.number}/t{self.row.body['task']}"

    def task(self, timer: Any) -> tuple[int, int] | None:
        """The task that was asked, or that this clock runs for."""
        if self.version is None:
            return None
        if self.subject is not None and self.row is not None:
            return self.version.isp_id, self.row.body["task"]
        number = timer.subject.partition("/t")[2] if timer else ""
        return (self.version.isp_id, int(number)) if number else None


def _standing(row: Sequence[Any]) -> Standing | None:
    return Standing(*row) if row[0] is not None else None


def _by(session: Session, statement: Any, keys: Sequence[Any], *names: str) -> dict[Any, Any]:
    """The rows of these keys, by key."""
    if not keys:
        return {}
    found = session.connection().execute(statement, {"keys": list(dict.fromkeys(keys))}).all()
    key = attrgetter(*names)
    return {key(row): row for row in found}


def why_gone(seen: About, entered_seq: int | None) -> str | None:
    """Why what a notice or letter asks is asked no more (a word of GONE), or None while it is asked.

    A date never pauses: what it asks is asked on hold too.
    """
    version, timer = seen.version, seen.timer
    if version is not None and entered_seq is not None and version.entered_seq != entered_seq:
        return "left"
    if version is not None and version.on_hold and (timer is None or timer.anchor is None):
        return "hold"
    if seen.draft is not None and seen.draft.status != "waiting":
        return "decided"
    if seen.task is not None and seen.task.done_at is not None:
        return "answered"
    if timer is not None and timer.status == "stopped":
        return "stopped"
    return None
