"""`ispdesk isp ask`, `answer`, `promise`, `hold` and `resume`: what an ISP waits for, and for how long."""

import datetime as dt
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Reason, Ref, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import Out
from ispdesk.commands.shape import Order
from ispdesk.words import Lang, dates, said
from states.calendar import local_day
from states.policy import ASKED
from states.words import Sentence

Kind = Annotated[str, typer.Option("--kind", help="What is asked for: " + ", ".join(ASKED) + ".")]
Partner = Annotated[int | None, typer.Option("--partner", help="The partner's line, such as 3.")]
Person = Annotated[str | None, typer.Option("--person", help="A person's reference, where no partner is asked.")]
Text = Annotated[str, typer.Option("--text", help="What is asked, in a sentence.")]
Until = Annotated[str | None, typer.Option("--until", help="The day by which it is promised.")]
HoldUntil = Annotated[str, typer.Option("--until", help="The last day of the hold.")]
Task = Annotated[int, typer.Argument(help="The task's number; `ispdesk clock time REF` lists them.")]
Outcome = Annotated[str, typer.Option("--outcome", help="done, no_answer or withdrawn.")]
Note = Annotated[str, typer.Option("--note", help="What the answer was, in a sentence.")]
Waits = Annotated[bool, typer.Option("--waits", help="The coordinator's clock pauses until it is answered.")]
LANGUAGES: tuple[Lang, Lang] = ("en", "cy")
OUTCOMES = ("done", "no_answer", "withdrawn")


def add_to(isp: typer.Typer) -> None:
    """Add these commands."""
    for command in (ask, answer, promise, hold, resume):
        isp.command(command.__name__)(command)


def _one_of(word: str, option: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise WrongWordsError(f"“{word}” is no {option}; there are: {', '.join(known)}.")


def _do(
    kind: str, ref: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None, out: Out
) -> dict[str, Any]:
    nobody_else(out, who)
    app = open_home()
    today = local_day(app.now())
    if payload.get("until") is not None:
        payload = payload | {"until": a_day(payload["until"], today).isoformat()}
    order = Order(typed_once(), kind, f"isp:{ref}", who, payload, operator=operator or operator_name())
    return carry_out(app, out, order, at)


def ask(  # noqa: PLR0913, PLR0917 - a command's options, which typer reads by name
    ref: Ref,
    who: As,
    kind: Kind,
    partner: Partner = None,
    person: Person = None,
    text: Text = "",
    until: Until = None,
    operator: Operator = None,
    at: At = None,
    *,
    waits: Waits = False,
    json: Json = False,
) -> None:
    """Ask a partner or a person for something; a clock of its own runs until it is answered."""
    out = Out(as_json=json, language=language())
    _one_of(kind, "kind", ASKED)
    payload = {"kind": kind, "partner": partner, "person": person, "text": text, "until": until, "waits": waits}
    answered = _do("ask", ref, who, payload, operator, at, out)
    number = answered["task"]
    _now_with(out, ref, answered["holder"], Sentence(f"Asked: task {number}.", f"Gofynnwyd: tasg {number}."))


def _now_with(out: Out, ref: str, holder: str, before: Sentence) -> None:
    """Say what was done, and with whom the ISP is now."""
    en, cy = (said(f"receipt.with.{holder}", lang) for lang in LANGUAGES)
    out.say(Sentence(f"{before.en} {ref} is now {en}.", f"{before.cy} Mae {ref} nawr {cy}."))


def answer(
    ref: Ref,
    task: Task,
    who: As,
    outcome: Outcome = "done",
    note: Note = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Close a task: it is done, no answer came, or it is not asked any more."""
    out = Out(as_json=json, language=language())
    _one_of(outcome, "outcome", OUTCOMES)
    answered = _do("answer", ref, who, {"task": task, "outcome": outcome, "note": note}, operator, at, out)
    closed = Sentence(
        f"Task {task}: {said(f'task.{outcome}', 'en')}.", f"Tasg {task}: {said(f'task.{outcome}', 'cy')}."
    )
    _now_with(out, ref, answered["holder"], closed)


def promise(
    ref: Ref,
    task: Task,
    day: Annotated[str, typer.Argument(help="The day by which it will be done, such as 2026-05-01.")],
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Write down the day by which whoever was asked says it will be done; it takes the place of the usual time."""
    out = Out(as_json=json, language=language())
    answered = _do("promise", ref, who, {"task": task, "until": day}, operator, at, out)
    _until(out, answered["until"], f"Task {task} is promised for", f"Addawyd tasg {task} erbyn")


def hold(
    ref: Ref, until: HoldUntil, reason: Reason, who: As, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Put an ISP on hold from the next opening until a day, with a reason."""
    out = Out(as_json=json, language=language())
    answered = _do("hold", ref, who, {"until": until, "reason": reason}, operator, at, out)
    _until(out, answered["until"], f"{ref} is on hold until", f"Mae {ref} wedi'i ohirio hyd")


def resume(
    ref: Ref, who: As, reason: Reason = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Take an ISP off hold, from the next opening on."""
    out = Out(as_json=json, language=language())
    answered = _do("resume", ref, who, {"reason": reason}, operator, at, out)
    _now_with(out, ref, answered["holder"], Sentence("It is on hold no longer.", "Nid yw wedi'i ohirio mwyach."))


def _until(out: Out, written: str, en: str, cy: str) -> None:
    day = dt.date.fromisoformat(written)
    out.say(Sentence(f"{en} {dates.day(day, 'en')}.", f"{cy} {dates.day(day, 'cy')}."))
