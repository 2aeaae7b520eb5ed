"""One moment of the record: while one page is made, all that it reads comes from one session."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Engine
from sqlmodel import Session

SHARED: ContextVar[dict[Engine, Session] | None] = ContextVar("ispdesk_shared", default=None)
"""The readers of this thread's moment, by engine; None outside one."""


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read within, by this thread, sees one moment of the record, and nothing is read twice.

    A writing transaction ends the moment: what is read after it sees what it wrote. No lock and no connection is kept
    beyond the block, so nothing in it may wait for anybody outside.
    """
    if SHARED.get() is not None:
        yield
        return
    kept: dict[Engine, Session] = {}
    token = SHARED.set(kept)
    try:
        yield
    finally:
        SHARED.reset(token)
        let_go(kept)


def let_go(kept: dict[Engine, Session] | None) -> None:
    """End the sessions of a moment; the next question opens another."""
    while kept:
        kept.popitem()[1].close()
