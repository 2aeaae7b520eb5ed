"""The outbox's questions and writes: what is due, one letter under its lock, where a letter goes next.

Built once: together they are most of what sending a letter costs.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, literal_column, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from models import rows
from models.base import table
from models.tables.isp import Version
from models.tables.post import Attempt, Letter, LetterBytes

_LETTER, _BYTES, _ATTEMPT, _VERSION = table(Letter), table(LetterBytes), table(Attempt), table(Version)
_ABOUT = tuple(_LETTER[name] for name in ("asks", "isp_ref", "version_id", "entered_seq"))
INTO_ATTEMPT = rows.into(Attempt)
_DUE = (
    select(*(_LETTER[n] for n in ("id", "fence", "address", "message")), *_ABOUT)
    .where(_LETTER.status == "queued", _LETTER.next_at <= bindparam("at"))
    .order_by(_LETTER.next_at, _LETTER.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
FROZEN = select(_BYTES.letter_id, _BYTES.raw).where(_BYTES.letter_id.in_(bindparam("ids", expanding=True)))
_DUE_OF_THESE = _DUE.where(_LETTER.id.in_(bindparam("ids", expanding=True)))


class _At(GenericFunction[int]):
    """Where the `@` of an address stands, from 1; every address that is sent to has one."""

    type = Integer()
    name = "strpos"
    inherit_cache = True


@compiles(_At, "sqlite")
def _instr(at: Any, compiler: Any, **how: Any) -> str:
    return f"instr{compiler.process(at.clause_expr, **how)}"


_HOST = func.substr(_LETTER.address, _At(_LETTER.address, literal_column("'@'")) + literal_column("1"))
BEGUN = (
    select(_HOST, func.count())
    .where(
        _LETTER.id == _ATTEMPT.letter_id,
        _ATTEMPT.phase == "started",
        _ATTEMPT.at > bindparam("since"),
        _ATTEMPT.at <= bindparam("at"),
    )
    .group_by(_HOST)
)
_WAITING = (
    select(_LETTER.id, _LETTER.address)
    .where(_LETTER.status == "queued", _LETTER.next_at <= bindparam("at"))
    .order_by(_LETTER.next_at, _LETTER.id)
    .limit(bindparam("most"))
)
ONE = (
    select(
        *(_LETTER[name] for name in ("id", "fence", "status", "beat", "owner", "attempts", "kind", "message_id")),
        _LETTER.settled_at,
        *_ABOUT,
    )
    .where(_LETTER.id == bindparam("letter"))
    .with_for_update()
)
SENDING = select(_LETTER.id, _LETTER.owner, _LETTER.fence, _LETTER.beat).where(_LETTER.status == "sending")
COUNTED = select(_LETTER.status, func.count()).group_by(_LETTER.status)
ENTERED = select(_VERSION.id, _VERSION.entered_seq).where(_VERSION.id.in_(bindparam("ids", expanding=True)))
FIRST_TRY = select(func.min(_ATTEMPT.at)).where(_ATTEMPT.letter_id == bindparam("letter"))
REACHED = select(_ATTEMPT.phase).where(_ATTEMPT.letter_id == bindparam("letter"), _ATTEMPT.fence == bindparam("under"))


def due(ids: Sequence[int] | None) -> Select[Any]:
    """The due letters, locked; of these ids where some are given."""
    return _DUE if ids is None else _DUE_OF_THESE.params(ids=list(ids))


def waiting(full: Sequence[str]) -> Select[Any]:
    """Due letters and their addresses, but for those on hosts that are full."""
    beside = [~func.lower(_LETTER.address).endswith(f"@{host}", autoescape=True) for host in full]
    return _WAITING.where(*beside) if beside else _WAITING


_OF_THESE = update(Letter.__table__).where(_LETTER.id.in_(bindparam("ids", expanding=True)))  # type: ignore[attr-defined]  # SQLModel's
SUPERSEDED = _OF_THESE.values(status="superseded", owner=None, next_at=None, settled_at=bindparam("when"))
TAKEN = _OF_THESE.values(
    status="sending",
    owner=bindparam("by"),
    fence=_LETTER.fence + 1,
    attempts=_LETTER.attempts + 1,
    beat=_LETTER.beat + 1,
)
_OF_ONE = update(Letter.__table__).where(_LETTER.id == bindparam("letter"))  # type: ignore[attr-defined]  # likewise
_OURS = _OF_ONE.where(_LETTER.fence == bindparam("under"), _LETTER.status == "sending")
ALIVE = _OURS.values(beat=_LETTER.beat + 1)
TAKEN_BY_SERVER = _OURS.values(status="sent", owner=None, next_at=None, settled_at=bindparam("done"))
PLACED = _OF_ONE.values(
    status=bindparam("to"),
    owner=None,
    fence=bindparam("under"),
    next_at=bindparam("again"),
    settled_at=bindparam("done"),
)
