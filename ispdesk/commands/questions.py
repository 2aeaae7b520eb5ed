"""Questions to the assurance team about an ISP, and their answers: the words lie beside the ISP's history."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlmodel import Session, func, select

from ispdesk.access import INSIDERS
from ispdesk.commands import telling
from ispdesk.commands.isps import find
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.work import Number
from models.queries import isps, people
from models.tables.isp import Isp, Version
from models.tables.journal import HistoryWords
from models.tables.question import Question
from notifications.audience import Audience
from notifications.safe import paragraphs
from states.lifecycle import Role

TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER})
Said = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class AskTeam(Payload):
    """What somebody who has a part in an ISP asks the team about it."""

    text: Said


class AnswerQuestion(Payload):
    """The team's answer to the question of this number."""

    number: Number
    text: Said


def ask(tx: Tx, payload: AskTeam) -> Mapping[str, Any]:
    """Ask; the team hears of it in its day's letter, and finds it in its list."""
    isp = find(tx.session, tx.stream.ref)
    version, person = _version(tx, isp), find_person(tx.session, tx.order.actor)
    last = tx.session.exec(select(func.max(Question.number)).where(Question.isp_id == isp.id)).one() or 0
    row = tx.record("question_asked", {"number": last + 1}, words={"said": payload.text})
    tx.session.add(Question(isp_id=isp.id or 0, number=last + 1, asked_by=person.ref, asked_at=tx.at,
                            asked_seq=row.seq))  # fmt: skip
    link = f"{telling.house(tx.session).base_url}/questions"
    values = telling.isp_values(tx.session, isp, version) | {"who": person.name_en, "link": link}
    about = telling.About(f"{tx.stream.name}:{row.seq}:question_asked", isp, version, outlives=True)
    telling.tell(tx, "question_asked", [Audience.TEAM.value], values, about, seq=row.seq)
    return {"ref": isp.ref, "number": last + 1}


def _version(tx: Tx, isp: Isp) -> Version:
    """The version that people see, also of an ISP that has ended. Declines where none is known."""
    all_of = isps.versions(tx.session, isp.id or 0)
    ranked = sorted(all_of, key=lambda one: (("progress", "force", "past").index(one.place), -one.number))
    if not ranked:
        raise decline("only_counted", f"{isp.ref} is only counted.", f"Dim ond cyfrif {isp.ref} a wneir.")
    return ranked[0]


def _open(tx: Tx, isp: Isp, number: int) -> Question:
    found = tx.session.exec(select(Question).where(Question.isp_id == isp.id, Question.number == number)).first()
    if found is None:
        raise decline("not_found", f"There is no question {number}.", f"Nid oes cwestiwn {number}.")
    if found.answered_at is not None:
        raise decline(
            "answered",
            f"Question {number} has been answered already.",
            f"Mae cwestiwn {number} wedi'i ateb eisoes.",
        )
    return found


def answer(tx: Tx, payload: AnswerQuestion) -> Mapping[str, Any]:
    """Answer it: whoever asked gets the answer by mail at once, in their own language."""
    isp = find(tx.session, tx.stream.ref)
    question = _open(tx, isp, payload.number)
    row = tx.record("question_answered", {"number": question.number}, words={"said": payload.text})
    question.answered_by, question.answered_at, question.answered_seq = tx.order.actor, tx.at, row.seq
    tx.session.add(question)
    letters = _tell(tx, isp, question, payload.text)
    return {"ref": isp.ref, "number": question.number, "told": letters}


def _tell(tx: Tx, isp: Isp, question: Question, text: str) -> int:
    person, version = people.by_ref(tx.session, question.asked_by), _version(tx, isp)
    if person is None:
        return 0
    said = words(tx.session, isp.ref, question.asked_seq)
    values = telling.isp_values(tx.session, isp, version) | {
        "link": f"{telling.house(tx.session).base_url}/isps/{isp.ref}",
        "question": paragraphs(said or ""),
        "answer": paragraphs(text),
    }
    seq = question.answered_seq or 0
    about = telling.About(f"{tx.stream.name}:{seq}:question_answered", isp, version, outlives=True)
    chosen = [(person, Audience.PERSON)]
    return telling.tell_chosen(tx, "question_answered", chosen, values, about, seq=seq, urgent=True)


def words(session: Session, ref: str, seq: int) -> str | None:
    """What was said in this row of an ISP's history; None where it has been removed."""
    chosen = select(HistoryWords.text).where(
        HistoryWords.stream == f"isp:{ref}", HistoryWords.seq == seq, HistoryWords.name == "said"
    )
    return session.exec(chosen).first()


SPECS: tuple[Spec[Any], ...] = (
    Spec("ask_team", "isp", AskTeam, INSIDERS, ask),
    Spec("answer_question", "isp", AnswerQuestion, TEAM, answer),
)
