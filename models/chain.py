"""The hash chain of history: how a row's hash is made, and the proof that nothing was changed, added or taken out."""

import datetime as dt
import hashlib
import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from models.base import EPOCH, MICROSECOND, canonical, table
from models.database import forget
from models.tables.journal import History, HistoryWords, Ledger, LedgerHead, Stream

ROW_DOMAIN = b"ispdesk-history-v1"
LEDGER_DOMAIN = b"ispdesk-ledger-v1"


def digest(domain: bytes, fields: list[str]) -> str:
    """SHA-256 over the domain and each field with its length before it, so that no two lists collide."""
    hashed = hashlib.sha256(domain)
    for field in fields:
        raw = field.encode()
        hashed.update(len(raw).to_bytes(8, "big") + raw)
    return hashed.hexdigest()


def row_hash(row: Any) -> str:
    """The hash of a history row over its previous hash and everything it says."""
    return digest(
        ROW_DOMAIN,
        [
            row.prev_hash,
            row.stream,
            str(row.seq),
            row.command_id,
            str(row.ordinal),
            row.kind,
            row.standing,
            row.actor,
            row.role,
            row.operator or "",
            _day(row.happened_from),
            _day(row.happened_to),
            str((row.recorded_at - EPOCH) // MICROSECOND),
            canonical(row.body),
        ],
    )


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def words_hash(salt: str, text: str) -> str:
    """What the chain holds of a text: useless for guessing it once text and salt are gone."""
    return digest(b"ispdesk-words-v1", [salt, text])


SALTS = "ispdesk_salts"
"""An execution option of an engine: where a simulation's salts come from. No real home's engine has it."""


def new_salt(session: Session) -> str:
    """A fresh salt of 128 bits."""
    source = session.get_bind().get_execution_options().get(SALTS, _chance)
    return str(source())


def _chance() -> str:
    return secrets.token_hex(16)


def link(stream: Stream, row: History) -> None:
    """Chain a row to its stream. The caller holds the stream's lock, and writes the stream's own row and this one."""
    row.seq = stream.length + 1
    row.prev_hash = stream.head
    row.hash = row_hash(row)
    stream.length, stream.head, stream.last_at = row.seq, row.hash, row.recorded_at


def write(session: Session, rows: Sequence[History]) -> None:
    """Write rows of history in their order."""
    _write(session, _HISTORY_ROW, rows)


def add_words(session: Session, words: HistoryWords) -> None:
    """Lay a row's words beside it."""
    _write(session, _WORDS_ROW, [words])


def _write(session: Session, into: Any, rows: Sequence[Any]) -> None:
    """Insert rows that nothing changes again: no object of the session is kept."""
    names = into.table.c.keys()
    values = [{name: getattr(row, name) for name in names} for row in rows]
    if values:
        session.connection().execute(into, values)
        forget(session, {into.table.name})


_HISTORY_ROW = insert(History.__table__)  # type: ignore[attr-defined]  # SQLModel's
_WORDS_ROW = insert(HistoryWords.__table__)  # type: ignore[attr-defined]  # likewise
_LEDGER_ROW = insert(Ledger.__table__)  # type: ignore[attr-defined]  # likewise
_ALL_HISTORY = core_select(_HISTORY_ROW.table).order_by(table(History).stream, table(History).seq)
_ALL_LINKS = core_select(_LEDGER_ROW.table).order_by(table(Ledger).n)
_ALL_WORDS = core_select(_WORDS_ROW.table)
_LEDGER_HEAD: Any = LedgerHead.__table__  # type: ignore[attr-defined]  # likewise
_HEAD = core_select(_LEDGER_HEAD.c.n, _LEDGER_HEAD.c.chain).where(_LEDGER_HEAD.c.id == 1).with_for_update()
_HEAD_MOVES = update(_LEDGER_HEAD).where(_LEDGER_HEAD.c.id == 1)


def append_to_ledger(session: Session, rows: list[History]) -> None:
    """Chain the rows of one transaction into the order of commits."""
    if not rows:
        return
    connection = session.connection()
    n, link = connection.execute(_HEAD).one()
    links = []
    for row in rows:
        n += 1
        link = ledger_link(link, n, row.stream, row.seq, row.hash)
        links.append({"n": n, "stream": row.stream, "seq": row.seq, "hash": row.hash, "chain": link})
    connection.execute(_LEDGER_ROW, links)
    connection.execute(_HEAD_MOVES, {"n": n, "chain": link})


def ledger_link(previous: str, n: int, stream: str, seq: int, row: str) -> str:
    """One link of the ledger."""
    return digest(LEDGER_DOMAIN, [previous, str(n), stream, str(seq), row])


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of a verification: how much was read, and every place where something is not right."""

    rows: int
    streams: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(session: Session) -> Audit:
    """Recompute every hash of every stream and of the ledger, and compare the words that are still there."""
    problems: list[str] = []
    heads: dict[str, str] = defaultdict(str)
    lengths: dict[str, int] = defaultdict(int)
    times: dict[str, dt.datetime] = {}
    hashes: dict[tuple[str, int], str] = {}
    promised: dict[tuple[str, int, str], str] = {}
    connection = session.connection()
    for row in connection.execute(_ALL_HISTORY):
        where = f"{row.stream} row {row.seq}"
        if row.seq != lengths[row.stream] + 1:
            problems.append(f"{where}: row {lengths[row.stream] + 1} is missing")
        if row.prev_hash != heads[row.stream]:
            problems.append(f"{where}: does not follow the row before it")
        if row.hash != row_hash(row):
            problems.append(f"{where}: was changed after it was written")
        lengths[row.stream], heads[row.stream], times[row.stream] = row.seq, row.hash, row.recorded_at
        hashes[row.stream, row.seq] = row.hash
        for name, value in _promises(row.body).items():
            promised[row.stream, row.seq, name] = value
    streams = session.exec(select(Stream)).all()
    problems.extend(
        f"{stream.name}: its end is not where it was ({stream.length} rows promised)"
        for stream in streams
        if (stream.length, stream.head, stream.last_at)
        != (lengths[stream.name], heads[stream.name], times.get(stream.name))
    )
    known = {stream.name for stream in streams}
    problems.extend(f"{name}: the stream itself is missing" for name in lengths if name not in known)
    problems.extend(_words_problems(session, promised))
    problems.extend(_ledger_problems(session, hashes))
    return Audit(len(hashes), len(streams), tuple(problems))


def _promises(body: Any) -> dict[str, str]:
    return dict(body.get("words", {})) if isinstance(body, dict) else {}


def _words_problems(session: Session, promised: dict[tuple[str, int, str], str]) -> list[str]:
    problems: list[str] = []
    found: set[tuple[str, int, str]] = set()
    for words in session.connection().execute(_ALL_WORDS):
        key = (words.stream, words.seq, words.name)
        found.add(key)
        if key not in promised:
            problems.append(f"{words.stream} row {words.seq}: words “{words.name}” that its row does not know")
        elif words.text is None:
            if not words.removed:
                problems.append(f"{words.stream} row {words.seq}: words “{words.name}” are gone without a reason")
        elif words_hash(words.salt, words.text) != promised[key]:
            problems.append(f"{words.stream} row {words.seq}: words “{words.name}” were changed")
    problems.extend(f"{s} row {n}: words “{name}” are missing" for s, n, name in promised if (s, n, name) not in found)
    return problems


def _ledger_problems(session: Session, hashes: dict[tuple[str, int], str]) -> list[str]:
    problems: list[str] = []
    chain, last = "", 0
    seen: set[tuple[str, int]] = set()
    for link in session.connection().execute(_ALL_LINKS):
        if link.n != last + 1:
            problems.append(f"ledger {link.n}: entry {last + 1} is missing")
        if hashes.get((link.stream, link.seq)) != link.hash:
            problems.append(f"ledger {link.n}: {link.stream} row {link.seq} is not what was committed")
        chain, last = ledger_link(chain, link.n, link.stream, link.seq, link.hash), link.n
        if link.chain != chain:
            problems.append(f"ledger {link.n}: was changed after it was written")
            chain = link.chain
        seen.add((link.stream, link.seq))
    problems.extend(f"{stream} row {seq}: is not in the ledger" for stream, seq in hashes if (stream, seq) not in seen)
    head = session.get(LedgerHead, 1)
    if head is None or (head.n, head.chain) != (last, chain):
        problems.append("ledger: its end is not where it was")
    return problems
