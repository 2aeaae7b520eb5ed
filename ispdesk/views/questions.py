"""Questions to the team with the ISP beside each: one list for the team, and those about one ISP."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session

from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.queries import isps, questions

Which = Literal["open", "answered"]
PAGE = 25
"""Questions on one page (our default)."""


@dataclass(frozen=True)
class QuestionRow:
    """A question. `text` and `answer` are None where they were removed, `answer` also while there is none."""

    ref: str
    title: Text
    number: int
    asked_by: Text
    asked: dt.datetime
    text: str | None
    answered_by: Text | None = None
    answered: dt.datetime | None = None
    answer: str | None = None


@dataclass(frozen=True)
class QuestionsView:
    """One page of the team's list, and how many there are of each kind."""

    which: Which
    rows: tuple[QuestionRow, ...]
    open: int
    answered: int
    page: int
    pages: int


def questions_view(session: Session, which: Which, page: int = 1) -> QuestionsView:
    """The open questions, the oldest first; or the answered ones, the latest first."""
    counts = questions.counts(session)
    total = counts[which]
    rows = questions.page(session, answered=which == "answered", offset=(page - 1) * PAGE, limit=PAGE)
    pages = max(1, -(-total // PAGE))
    return QuestionsView(which, tuple(map(_row, rows)), counts["open"], counts["answered"], page, pages)


def questions_of(session: Session, ref: str) -> tuple[Text, tuple[QuestionRow, ...]] | None:
    """The title of an ISP and what was asked about it, the latest first; None where there is no such ISP."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    return title_of(isp), tuple(map(_row, questions.of_isp(session, isp.id or 0)))


def question_of(session: Session, ref: str, number: int) -> QuestionRow | None:
    """One question; None where there is none of this number."""
    found = questions_of(session, ref)
    return next((one for one in found[1] if one.number == number), None) if found else None


def _row(row: Any) -> QuestionRow:
    return QuestionRow(
        row.ref,
        title_of(row),
        row.number,
        Text(row.asker_en or row.asked_by, row.asker_cy or None),
        row.asked_at,
        row.asked,
        Text(row.answerer_en or row.answered_by, row.answerer_cy or None) if row.answered_by else None,
        row.answered_at,
        row.answer,
    )
