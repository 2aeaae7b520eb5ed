"""`ispdesk questions`, `isp ask-team`, `isp answer-question`, `isp return`: what people ask, and what was found."""

from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, language
from ispdesk.cli.out import Out
from ispdesk.commands.shape import Order
from ispdesk.views.plain import plain
from ispdesk.views.questions import QuestionRow, questions_view
from ispdesk.views.returns import returns_view
from ispdesk.words import said
from models.database import reading
from states.words import Sentence

Text = Annotated[str, typer.Option("--text", help="The words. No details of any real service user belong in them.")]
Number = Annotated[int, typer.Argument(help="The question's number; `ispdesk questions` lists them.")]
Finding = Annotated[int, typer.Argument(help="The finding's number; `ispdesk isp return REF` lists them.")]


def add_to(app: typer.Typer, isp: typer.Typer) -> None:
    """Add these commands."""
    app.command("questions")(questions)
    isp.command("ask-team")(ask)
    isp.command("answer-question")(answer_question)
    isp.command("return")(returned)
    isp.command("answer-finding")(answer_finding)


def questions(
    *, answered: Annotated[bool, typer.Option("--answered", help="Those answered.")] = False, json: Json = False
) -> None:
    """List the questions to the team, the oldest open one first; with --answered those answered, the latest first."""
    out = Out(as_json=json, language=language())
    app = open_home()
    which = "answered" if answered else "open"
    with reading(app.engine) as session:
        first = questions_view(session, which)  # type: ignore[arg-type]  # one of its two words
        pages = [first, *(questions_view(session, which, n) for n in range(2, first.pages + 1))]  # type: ignore[arg-type]
    rows = [row for page in pages for row in page.rows]
    out.value([_whole(row) for row in rows])
    shown = [(row.ref, row.number, row.asked_by.best(out.lang)[0], row.text or "", row.answer or "") for row in rows]
    title = said(f"questions.show.{which}", out.lang, n=len(rows))
    out.table(title, ("ISP", "No.", "Asked by", "Question", "Answer"), shown)


def _whole(row: QuestionRow) -> dict[str, Any]:
    return {
        "reference": row.ref,
        "title": plain(row.title),
        "number": row.number,
        "asked_by": plain(row.asked_by),
        "asked": row.asked.isoformat(),
        "text": row.text,
        "answered_by": plain(row.answered_by) if row.answered_by else None,
        "answered": row.answered.isoformat() if row.answered else None,
        "answer": row.answer,
    }


def ask(ref: Ref, who: As, text: Text, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Ask the team something about an ISP; the answer comes by mail."""
    out = Out(as_json=json, language=language())
    answer = _given(out, ref, "ask_team", who, {"text": text}, operator, at)
    number = answer["number"]
    out.say(Sentence(f"The team has question {number}.", f"Mae cwestiwn {number} gan y tîm."))


def answer_question(
    ref: Ref, number: Number, who: As, text: Text, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Answer a question as the team; whoever asked gets the answer by mail."""
    out = Out(as_json=json, language=language())
    _given(out, ref, "answer_question", who, {"number": number, "text": text}, operator, at)
    out.say(Sentence("Answered; the answer goes by mail.", "Atebwyd; mae'r ateb ar ei ffordd drwy'r post."))


def _given(
    out: Out, ref: str, kind: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None
) -> dict[str, Any]:
    nobody_else(out, who)
    order = Order(typed_once(), kind, f"isp:{ref}", who, payload, operator=operator or operator_name())
    return dict(carry_out(open_home(), out, order, at))


def returned(ref: Ref, *, json: Json = False) -> None:
    """Show every round's findings by what they point at, with the answers and whether they are met."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = returns_view(session, ref)
    if view is None:
        not_found(out, ref)
        return
    out.value(plain(view))
    for round_ in view.rounds:
        rows = [
            (
                one.number,
                said(f"return.severity.{one.severity}", out.lang),
                f"{one.part} {one.key}".strip(),
                one.text,
                said(f"return.answer.{one.answer or 'none'}", out.lang),
                one.answer_text,
                said("return.met" if one.met else "return.not_met", out.lang),
            )
            for one in round_.findings
        ]
        title = said("return.round", out.lang, round=round_.round)
        out.table(title, ("No.", "Severity", "About", "Finding", "Answer", "", "Met"), rows)


def answer_finding(
    ref: Ref,
    number: Finding,
    who: As,
    text: Text,
    operator: Operator = None,
    at: At = None,
    *,
    contest: Annotated[bool, typer.Option("--contest", help="Contest it instead of answering it.")] = False,
    json: Json = False,
) -> None:
    """Answer or contest a finding of the round that was returned."""
    out = Out(as_json=json, language=language())
    payload = {"number": number, "answer": "contested" if contest else "answered", "text": text}
    _given(out, ref, "answer_finding", who, payload, operator, at)
    out.say(Sentence("The answer is saved.", "Cadwyd yr ateb."))
