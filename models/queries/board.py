"""Questions about the board's packs, and what a pack tells of the queue and of reviews ahead."""

import datetime as dt
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col
from sqlmodel import select as orm_select

from models.base import table
from models.queries.backlog import WHOLE
from models.tables.isp import Version
from models.tables.journal import History, HistoryWords
from models.tables.post import Notice
from models.tables.qa import MeasurementRow
from models.tables.target import BoardPack, BoardPackFile, BoardText
from states.lifecycle import IN_FORCE, State

STREAM = "queue:whole"
CROSSED = ("level_announced", "level_acknowledged", "step_noted")
_VERSION, _HISTORY, _WORDS, _NOTICE = table(Version), table(History), table(HistoryWords), table(Notice)


def texts(session: Session, quarter: str) -> dict[str, BoardText]:
    """What is written by hand in the pack of a quarter, by its part: the latest version of each."""
    chosen = orm_select(BoardText).where(BoardText.quarter == quarter).order_by(col(BoardText.version))
    return {row.part: row for row in session.exec(chosen)}


def written(session: Session, quarter: str) -> list[BoardText]:
    """Every version of what is written by hand for a quarter, the latest first."""
    chosen = orm_select(BoardText).where(BoardText.quarter == quarter)
    return list(session.exec(chosen.order_by(col(BoardText.id).desc())))


def packs(session: Session, quarter: str | None = None) -> list[BoardPack]:
    """The packs that were made, of one quarter or of all, the latest first."""
    chosen = orm_select(BoardPack).where(*([BoardPack.quarter == quarter] if quarter else []))
    return list(session.exec(chosen.order_by(col(BoardPack.id).desc())))


def pack_before(session: Session, day: dt.date) -> BoardPack | None:
    """The latest pack that states figures as at an earlier day."""
    chosen = orm_select(BoardPack).where(BoardPack.as_at < day)
    return session.exec(chosen.order_by(col(BoardPack.as_at).desc(), col(BoardPack.number).desc())).first()


def names(session: Session, quarter: str) -> dict[int, tuple[str, ...]]:
    """The names of the files of each pack of a quarter, without what is in them."""
    files, kept = table(BoardPackFile), table(BoardPack)
    chosen = select(files.pack_id, files.name).join(BoardPack, kept.id == files.pack_id).where(kept.quarter == quarter)
    found: dict[int, tuple[str, ...]] = {}
    for pack, name in session.connection().execute(chosen.order_by(files.name)):
        found[pack] = (*found.get(pack, ()), name)
    return found


def file(session: Session, quarter: str, number: int, name: str) -> tuple[str, bytes] | None:
    """One file of a pack."""
    chosen = (
        orm_select(BoardPackFile)
        .join(BoardPack, col(BoardPack.id) == col(BoardPackFile.pack_id))
        .where(BoardPack.quarter == quarter, BoardPack.number == number, BoardPackFile.name == name)
    )
    found = session.exec(chosen).first()
    return (found.name, found.content) if found else None


def measurements(session: Session, first: dt.date, last: dt.date) -> list[MeasurementRow]:
    """The whole queue at each close from a day to another, in order."""
    chosen = orm_select(MeasurementRow).where(
        MeasurementRow.scope == WHOLE, col(MeasurementRow.day) >= first, col(MeasurementRow.day) <= last
    )
    return list(session.exec(chosen.order_by(col(MeasurementRow.day))))


def reviews(session: Session) -> list[dt.date | None]:
    """The review date of each version in force; None where there is none."""
    states = sorted({*(state.value for state in IN_FORCE), State.LAPSED.value})
    chosen = select(_VERSION.review_date).where(_VERSION.place == "force", _VERSION.state.in_(states))
    return list(session.connection().execute(chosen).scalars())


def crossings(session: Session) -> list[Any]:
    """What was announced, acknowledged and done about the queue, in order: kind, body, days, role of who did it."""
    chosen = select(
        *(_HISTORY[name] for name in ("seq", "kind", "role", "recorded_at", "happened_from", "body")),
    ).where(_HISTORY.stream == STREAM, _HISTORY.kind.in_(CROSSED))
    return list(session.connection().execute(chosen.order_by(_HISTORY.seq)))


def words(session: Session, seqs: list[int]) -> dict[int, dict[str, str]]:
    """The words of these rows of the queue's history, as far as they were not removed."""
    chosen = select(_WORDS.seq, _WORDS.name, _WORDS.text).where(_WORDS.stream == STREAM, _WORDS.seq.in_(seqs))
    found: dict[int, dict[str, str]] = {}
    for seq, name, text in session.connection().execute(chosen):
        if text:
            found.setdefault(seq, {})[name] = text
    return found


def told(session: Session, first: dt.datetime, last: dt.datetime) -> int:
    """How many notices about the queue's level were written from one instant to another."""
    mine = (_NOTICE.stream == STREAM, _NOTICE.message == "backlog_level")
    within = (_NOTICE.created_at >= first, _NOTICE.created_at < last)
    chosen = select(func.count()).select_from(Notice).where(*mine, *within)
    return int(session.connection().execute(chosen).scalar_one())
