"""Questions to the team, each with its ISP, who asked and answered, and the words of both: one question for a list."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.base import table
from models.tables.isp import Isp
from models.tables.journal import HistoryWords
from models.tables.person import Person
from models.tables.question import Question

_ISP, _QUESTION = table(Isp), table(Question)
_Asker, _Answerer, _Asked, _Answer = aliased(Person), aliased(Person), aliased(HistoryWords), aliased(HistoryWords)
_ROWS = (
    select(
        _ISP.ref, _ISP.title_en, _ISP.title_cy, _QUESTION.number, _QUESTION.asked_by, _QUESTION.asked_at,
        _QUESTION.answered_by, _QUESTION.answered_at,
        col(_Asker.name_en).label("asker_en"), col(_Asker.name_cy).label("asker_cy"),
        col(_Answerer.name_en).label("answerer_en"), col(_Answerer.name_cy).label("answerer_cy"),
        col(_Asked.text).label("asked"), col(_Answer.text).label("answer"),
    )
    .select_from(Question)
    .join(Isp, _ISP.id == _QUESTION.isp_id)
    .outerjoin(_Asker, col(_Asker.ref) == _QUESTION.asked_by)
    .outerjoin(_Answerer, col(_Answerer.ref) == _QUESTION.answered_by)
    .outerjoin(
        _Asked,
        (col(_Asked.stream) == "isp:" + _ISP.ref)
        & (col(_Asked.seq) == _QUESTION.asked_seq)
        & (col(_Asked.name) == "said"),
    )
    .outerjoin(
        _Answer,
        (col(_Answer.stream) == "isp:" + _ISP.ref)
        & (col(_Answer.seq) == _QUESTION.answered_seq)
        & (col(_Answer.name) == "said"),
    )
)  # fmt: skip


def counts(session: Session) -> dict[str, int]:
    """How many questions are open, and how many answered."""
    chosen = select(func.count(), func.count(_QUESTION.answered_at)).select_from(Question)
    every, answered = session.connection().execute(chosen).one()
    return {"open": every - answered, "answered": answered}


def page(session: Session, *, answered: bool, offset: int, limit: int) -> list[Any]:
    """So many questions from one on: the open ones, the oldest first; or the answered, the latest first."""
    chosen: Select[Any] = _ROWS.where(
        _QUESTION.answered_at.is_not(None) if answered else _QUESTION.answered_at.is_(None)
    )
    order = (_QUESTION.answered_at.desc(), _QUESTION.id) if answered else (_QUESTION.asked_at, _QUESTION.id)
    return list(session.connection().execute(chosen.order_by(*order).offset(offset).limit(limit)))


def of_isp(session: Session, isp_id: int) -> list[Any]:
    """What was asked about one ISP, the latest first."""
    return list(session.connection().execute(_ROWS.where(_QUESTION.isp_id == isp_id).order_by(_QUESTION.number.desc())))
