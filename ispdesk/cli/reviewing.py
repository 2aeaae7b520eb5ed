"""`ispdesk review …`: the review of an ISP, from the claim to the decision."""

import datetime as dt
from typing import Annotated, Any

import typer

from ispdesk.access import roles_of
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import (
    Happened,
    Operator,
    Reason,
    Ref,
    carry_out,
    nobody_else,
    not_found,
    operator_name,
    typed_once,
)
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.findings import ASSURERS
from ispdesk.commands.shape import Order
from ispdesk.views.plain import plain
from ispdesk.views.reviewing import review_view, today_view
from ispdesk.words import said
from models.database import reading
from states.calendar import local_day
from states.decide import only_these
from states.reviewing import DECISIONS, Outcome
from states.when import When
from states.words import Sentence

Interest = Annotated[str, typer.Option("--interest", help="An interest to declare, such as working for a partner.")]
Item = Annotated[
    list[str],
    typer.Option("--item", help="CODE=OUTCOME, CODE=OUTCOME:TEXT or CODE@section:KEY=OUTCOME:TEXT; several times."),
]
Until = Annotated[str, typer.Option("--until", help="The day by which they are asked for.")]
Correction = Annotated[list[str] | None, typer.Option("--correction", help="A small correction; several times.")]
Numbers = Annotated[list[int] | None, typer.Option("--finding", help="The number of a finding; several times.")]
Words = Annotated[str, typer.Option("--text", help="What there is to say.")]
OUTCOMES = tuple(outcome.value for outcome in Outcome)

review = typer.Typer(help="Review an ISP and decide on it.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(review, name="review")


def _do(
    kind: str,
    ref: str,
    who: str,
    payload: dict[str, Any],
    operator: str | None,
    at: str | None,
    *,
    json: bool,
    happened: When | None = None,
) -> tuple[Out, dict[str, Any]]:
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    order = Order(
        typed_once(), kind, f"isp:{ref}", who, payload, operator=operator or operator_name(), happened=happened
    )
    return out, carry_out(open_home(), out, order, at)


@review.command("show")
def show(
    ref: Ref,
    who: As,
    *,
    today: Annotated[bool, typer.Option("--today", help="Only the checks, by those in force today.")] = False,
    json: Json = False,
) -> None:
    """Show what there is to judge: the checks at claim, what differs, the questions, findings and decisions."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    at = app.now()
    with reading(app.engine) as session:
        roles = roles_of(session, who, f"isp:{ref}", local_day(at))
        if roles is None:
            gone = Sentence(f"There is no person “{who}”. `ispdesk people` lists them.", f"Nid oes person “{who}”.")
            out.fail(NOT_FOUND, (gone,))
        if not roles & ASSURERS:
            out.fail(NOT_FOUND, (only_these(ASSURERS),))
        seen = review_view(session, ref, who, roles, at)
        checks = today_view(session, ref, who, at) if today else None
    if seen is None:
        not_found(out, ref)
        return
    if checks is not None:
        out.value(plain(checks))
    else:
        out.value(plain(seen))
    lang = out.lang
    rows = (checks or seen).checks.open
    shown = [(row.code, said(f"checks.severity.{row.severity}", lang), row.question.best(lang)[0]) for row in rows]
    out.table(said("review.checks", lang), ("Code", "Weight", "Question"), shown)
    if checks is not None:
        return
    asked = [(row.code, row.question.best(lang)[0], row.said.outcome or "-") for row in seen.asked]
    out.table(said("review.questions", lang), ("Code", "Question", "Said"), asked)
    found = [(f"{row.round}.{row.number}", row.severity, row.text, row.answer or "-") for row in seen.findings]
    out.table(said("review.findings", lang), ("Number", "Weight", "Finding", "Answer"), found)


@review.command("claim")
def claim(
    ref: Ref, who: As, interest: Interest = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Claim it, with the word that one is independent; the checks are run again."""
    payload = {"trigger": "claim", "independent": True, "interest": interest}
    out, _ = _do("move", ref, who, payload, operator, at, json=json)
    out.say(Sentence(f"{who} reviews {ref} now.", f"{who} sy'n adolygu {ref} nawr."))


@review.command("declare")
def declare(
    ref: Ref, who: As, interest: Interest = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Declare that one is independent, and any interest."""
    out, _ = _do("declare", ref, who, {"interest": interest}, operator, at, json=json)
    out.say(Sentence("Declared.", "Datganwyd."))


@review.command("record")
def record(ref: Ref, who: As, item: Item, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Put down what one says to questions of the checklist; what fails or is observed becomes a finding."""
    out, answer = _do("record_review", ref, who, {"items": [_item(one) for one in item]}, operator, at, json=json)
    found = len(answer["findings"])
    out.say(Sentence(f"Put down; new findings: {found}.", f"Cofnodwyd; canfyddiadau newydd: {found}."))


def _item(written: str) -> dict[str, str]:
    """Read CODE@ABOUT=OUTCOME:TEXT. Raises WrongWordsError."""
    code, separated, outcome = written.partition("=")
    outcome, _, text = outcome.partition(":")
    code, _, about = code.partition("@")
    if not separated or outcome not in OUTCOMES:
        raise WrongWordsError(f"“{written}” is no answer; write it like Q05=pass, one of {', '.join(OUTCOMES)}.")
    return {"code": code, "outcome": outcome, "text": text, "about": about}


@review.command("second")
def second(
    ref: Ref,
    who: As,
    text: Words = "",
    operator: Operator = None,
    at: At = None,
    *,
    disagree: Annotated[bool, typer.Option("--disagree", help="It cannot be assured yet.")] = False,
    json: Json = False,
) -> None:
    """Give one's word as the second independent reader."""
    out, _ = _do("second_word", ref, who, {"agrees": not disagree, "text": text}, operator, at, json=json)
    out.say(Sentence("Your word is kept.", "Cadwyd eich gair."))


@review.command("met")
def met(
    ref: Ref,
    who: As,
    number: Annotated[int, typer.Option("--finding", help="The number of the finding.")],
    round_: Annotated[int | None, typer.Option("--round", help="Its round, where it is an earlier one.")] = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Say that a finding is met."""
    out, _ = _do("close_finding", ref, who, {"number": number, "round": round_}, operator, at, json=json)
    out.say(Sentence(f"Finding {number} is met.", f"Bodlonwyd canfyddiad {number}."))


@review.command("corrections")
def corrections(
    ref: Ref,
    who: As,
    until: Until,
    correction: Correction = None,
    finding: Numbers = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Ask for small corrections by a day: it goes to its coordinator and comes back, without a new round."""
    payload = {
        "corrections": [{"text": text, "severity": "should"} for text in correction or ()],
        "findings": finding or [],
        "until": a_day(until, dt.date.max).isoformat(),
    }
    out, _ = _do("ask_corrections", ref, who, payload, operator, at, json=json)
    out.say(Sentence(f"{ref} is with its coordinator until {until}.", f"Mae {ref} gyda'i gydlynydd hyd {until}."))


@review.command("corrected")
def corrected(
    ref: Ref, who: As, reason: Reason = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Hand it back with the corrections made; or, as an assurer and with a reason, take it back."""
    out, _ = _do("corrections_made", ref, who, {"reason": reason}, operator, at, json=json)
    out.say(Sentence(f"{ref} is with the team again.", f"Mae {ref} gyda'r tîm eto."))


@review.command("decide")
def decide(  # noqa: PLR0913, PLR0917 - a decision's parts, which typer reads by name
    ref: Ref,
    decision: Annotated[str, typer.Argument(help="assure, return_for_amendment, …; `isp moves` lists those open.")],
    who: As,
    reason: Reason = "",
    lang: Annotated[str | None, typer.Option("--lang", help="The reason's language, cy or en.")] = None,
    review_date: Annotated[str | None, typer.Option("--review-date", help="To be reviewed by.")] = None,
    condition_en: Annotated[str, typer.Option("--condition-en", help="For everybody to read.")] = "",
    condition_cy: Annotated[str, typer.Option("--condition-cy", help="The same in Welsh.")] = "",
    instrument: Annotated[str | None, typer.Option("--instrument", help="dda, jca or other.")] = None,
    happened: Happened = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Decide: a decision that assures prints the number of its assurance record."""
    if decision not in DECISIONS:
        raise WrongWordsError(f"“{decision}” is no decision; there are: {', '.join(DECISIONS)}.")
    payload: dict[str, Any] = {"trigger": decision, "reason": reason, "lang": lang, "instrument": instrument}
    payload |= {"conditions_en": condition_en, "conditions_cy": condition_cy}
    payload |= {"review_date": a_day(review_date, dt.date.max).isoformat()} if review_date else {}
    day = a_day(happened, dt.date.max) if happened else None
    when = When(day, day) if day else None
    out, answer = _do("move", ref, who, payload, operator, at, json=json, happened=when)
    state = answer["state"]
    number = f" {answer['record']}" if "record" in answer else ""
    out.say(
        Sentence(
            f"{ref}: {said(f'state.{state}', 'en')}.{number and ' Record:'}{number}",
            f"{ref}: {said(f'state.{state}', 'cy')}.{number and ' Cofnod:'}{number}",
        )
    )


@review.command("translate")
def translate(  # noqa: PLR0913 - options, which typer reads by name
    ref: Ref,
    who: As,
    decision: Annotated[int, typer.Option("--decision", help="Its number, as `review show` gives it.")],
    lang: Annotated[str, typer.Option("--lang", help="The language that is missing, cy or en.")],
    reason: Reason = "",
    condition: Annotated[str, typer.Option("--condition", help="The conditions in that language.")] = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Give a decision's reason, and its conditions, in the other language."""
    payload = {"seq": decision, "lang": lang, "reason": reason, "conditions": condition}
    out, _ = _do("translate_reason", ref, who, payload, operator, at, json=json)
    out.say(Sentence("Kept.", "Cadwyd."))


@review.command("ask-translation")
def ask_translation(
    ref: Ref,
    who: As,
    decision: Annotated[int, typer.Option("--decision", help="Its number, as `review show` gives it.")],
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Ask whoever decided for the reason in the other language."""
    out, _ = _do("ask_reason", ref, who, {"seq": decision}, operator, at, json=json)
    out.say(Sentence("Asked for.", "Gofynnwyd amdano."))
