"""What tells whether items bounce: the rounds of versions in the queue, from history, and their findings counted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session

from models.base import table
from models.tables.journal import History
from models.tables.qa import Finding

_HISTORY, _FINDING = table(History), table(Finding)
MOVES = ("submit", "resubmit", "return_for_amendment")
UNDONE = ("taken_back", "corrected")


def _rows(session: Session, refs: Sequence[str], kinds: Sequence[str]) -> list[Any]:
    chosen = (
        select(_HISTORY.stream, _HISTORY.seq, _HISTORY.kind, _HISTORY.body)
        .where(_HISTORY.stream.in_([f"isp:{ref}" for ref in refs]), _HISTORY.kind.in_(kinds))
        .order_by(_HISTORY.stream, _HISTORY.seq)
    )
    return list(session.connection().execute(chosen)) if refs else []


def moves(session: Session, refs: Sequence[str]) -> list[Any]:
    """Every submission and return of these ISPs, in order."""
    return _rows(session, refs, MOVES)


def undone(session: Session, refs: Sequence[str]) -> list[Any]:
    """The rows that took moves of these ISPs back."""
    return _rows(session, refs, UNDONE)


def findings(session: Session, versions: Sequence[int]) -> list[Any]:
    """Version, round, how many findings were marked as a must, and how many of those are met."""
    must = _FINDING.severity == "must"
    chosen = (
        select(
            _FINDING.version_id,
            _FINDING.round,
            func.sum(case((must, 1), else_=0)),
            func.sum(case((must & _FINDING.closed, 1), else_=0)),
        )
        .where(_FINDING.version_id.in_(versions))
        .group_by(_FINDING.version_id, _FINDING.round)
    )
    return list(session.connection().execute(chosen)) if versions else []
