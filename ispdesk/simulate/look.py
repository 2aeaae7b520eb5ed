"""What the simulation sees of its home: plain reads over a connection of its own, beside the desk and its queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from states.lifecycle import State

ALIVE = ("progress", "force")


class Record:
    """A connection that only reads: each question sees what has been committed."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.raw_connection()
        self._cursor = self._connection.cursor()

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that answer a question."""
        return list(self._cursor.execute(question, values).fetchall())

    def one(self, question: str, *values: object) -> Any:
        """The single value that answers a question, or None."""
        row = self._cursor.execute(question, values).fetchone()
        return None if row is None else row[0]

    def has(self, question: str, values: Mapping[str, object]) -> bool:
        """Whether a question with named values is answered by anything but nothing."""
        return bool(self._cursor.execute(question, values).fetchone()[0])

    def close(self) -> None:
        """Give the connection back."""
        self._cursor.close()
        self._connection.close()


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """One version as it stands."""

    id: int
    number: int
    place: str
    state: State
    holder: str
    on_hold: bool
    hold_until: str | None
    round: int
    entered: int
    review_date: str | None


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """An open task, with the line of the partner who was asked."""

    number: int
    kind: str
    line: int | None
    waits: bool


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """A finding that is not met."""

    round: int
    number: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """What somebody who opens an ISP's page sees of it."""

    ref: str
    versions: tuple[VersionSeen, ...]
    version: VersionSeen
    tasks: tuple[TaskSeen, ...]
    findings: tuple[FindingSeen, ...]

    @property
    def in_force(self) -> VersionSeen | None:
        """The version in force, or None."""
        return next((version for version in self.versions if version.place == "force"), None)

    @property
    def working(self) -> VersionSeen | None:
        """The version that commands take as the one at work: in progress, else in force."""
        return next((v for place in ALIVE for v in self.versions if v.place == place), None)


VERSIONS = """
    SELECT v.id, v.number, v.place, v.state, v.holder, v.on_hold, v.hold_until, v.round, v.entered_seq, v.review_date
    FROM version v JOIN isp i ON i.id = v.isp_id WHERE i.ref = ? ORDER BY v.number DESC
"""
TASKS = """
    SELECT t.number, t.kind, p.line, t.waits FROM task t LEFT JOIN partner p ON p.id = t.partner_id
    WHERE t.version_id = ? AND t.done_at IS NULL ORDER BY t.number
"""
FINDINGS = "SELECT round, number, answer IS NOT NULL FROM finding WHERE version_id = ? AND NOT closed ORDER BY id"


def versions_of(record: Record, ref: str) -> tuple[VersionSeen, ...]:
    """Every version of an ISP, the latest first."""
    return tuple(
        VersionSeen(id_, number, place, State(state), holder, bool(on_hold), until, round_, entered, review)
        for id_, number, place, state, holder, on_hold, until, round_, entered, review in record.rows(VERSIONS, ref)
    )


def glance(record: Record, ref: str, prefer: str = "progress") -> Glance | None:
    """Look at an ISP: the version at this place, else another alive, else the latest. None before it is known."""
    versions = versions_of(record, ref)
    if not versions:
        return None
    ranked: Sequence[str] = (prefer, *ALIVE)
    chosen = next((v for place in ranked for v in versions if v.place == place), versions[0])
    tasks = tuple(TaskSeen(n, kind, line, bool(waits)) for n, kind, line, waits in record.rows(TASKS, chosen.id))
    found = tuple(FindingSeen(round_, n, bool(answered)) for round_, n, answered in record.rows(FINDINGS, chosen.id))
    return Glance(ref, versions, chosen, tasks, found)
