"""`ispdesk after …`: what has become of an ISP since its assurance; a check, an incident or a change put down."""

import datetime as dt
from typing import Annotated, Any

import typer

from ispdesk import desk
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.views.after import AfterView, after_view
from ispdesk.views.plain import plain
from ispdesk.words import dates, said
from models.database import reading
from models.queries.after import in_force_citing
from states.after import RECORDED, RULES, Kind
from states.calendar import local_day
from states.compliance import QUESTIONS, RETURN, Check, Question
from states.lifecycle import Role
from states.when import When
from states.words import Sentence

Happened = Annotated[str | None, typer.Option("--happened", help="The first day on which it can have happened.")]
HappenedTo = Annotated[str | None, typer.Option("--happened-to", help="The last day; without it, the first.")]
Text = Annotated[str, typer.Argument(help="What happened, in a few words; never details of a real service user.")]
Pairs = Annotated[list[str] | None, typer.Option(help="CODE=ANSWER; `ispdesk after questions` lists both.")]
KINDS = ", ".join(kind.value for kind in RECORDED)

after = typer.Typer(help="What comes after assurance: checks, incidents and changes, returns.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(after, name="after")


@after.command("show")
def show(ref: Ref, *, json: Json = False) -> None:
    """Say what is due, what waits for a decision, and which checks, returns and benefits there are."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = after_view(session, ref, frozenset({Role.TEAM_LEAD}), app.now())
    if view is None:
        not_found(out, ref)
        return
    out.value(plain(view))
    rows = [*_due(view, out), *_events(view, out), *_checks(view, out), *_rounds(view, out)]
    if not rows:
        out.text(said("cli.after.none", out.lang))
        return
    out.table(said("after.title", out.lang), ("", "", ""), rows)


def _due(view: AfterView, out: Out) -> list[tuple[str, str, str]]:
    late = said("after.late", out.lang)
    return [
        (said(f"after.clock.{one.kind}", out.lang), dates.day(one.day, out.lang), late if one.late else "")
        for one in view.due
    ]


def _events(view: AfterView, out: Out) -> list[tuple[str, str, str]]:
    return [
        (
            f"{one.number}. {one.name.best(out.lang)[0]}",
            dates.span(one.when.earliest, one.when.latest, out.lang) or said("unknown", out.lang),
            said(f"after.how.done.{one.how}", out.lang) if one.how else said(f"after.calls.{one.calls}", out.lang),
        )
        for one in (*view.open, *view.settled)
    ]


def _checks(view: AfterView, out: Out) -> list[tuple[str, str, str]]:
    return [
        (
            said(f"after.check.{one.kind}", out.lang),
            dates.span(one.when.earliest, one.when.latest, out.lang) or said("unknown", out.lang),
            said(f"after.outcome.{one.outcome}", out.lang),
        )
        for one in view.checks
    ]


def _rounds(view: AfterView, out: Out) -> list[tuple[str, str, str]]:
    return [
        (
            said("after.returns", out.lang),
            dates.day(one.asked, out.lang),
            said(
                "after.round.count",
                out.lang,
                asked=one.count.asked,
                answered=one.count.answered,
                silent=one.count.silent,
                waiting=one.count.waiting,
            ),
        )
        for one in view.rounds
    ]


@after.command("questions")
def questions(*, json: Json = False) -> None:
    """List the questions of each check and of a partner's return, with the answers that each takes."""
    out = Out(as_json=json, language=language())
    asked: dict[str, tuple[Question, ...]] = {kind.value: found for kind, found in QUESTIONS.items()} | {
        "return": RETURN
    }
    rows = [
        (kind, one.code, one.text.in_language(out.lang), " ".join(one.answers))
        for kind, found in asked.items()
        for one in found
    ]
    out.value([{"of": of, "code": code, "question": text, "answers": a.split()} for of, code, text, a in rows])
    columns = ("", "", said("after.question", out.lang), said("after.answers", out.lang))
    out.table(said("after.question", out.lang), columns, rows)


def _pairs(given: list[str] | None) -> dict[str, str]:
    found = {}
    for one in given or ():
        code, equals, value = one.partition("=")
        if not equals:
            raise WrongWordsError(f"“{one}” is not CODE=WORDS.")
        found[code.strip()] = value.strip()
    return found


def _when(first: str | None, last: str | None) -> When | None:
    if first is None and last is None:
        return None
    begins = a_day(first, dt.date.min) if first else None
    ends = a_day(last, dt.date.min) if last else begins
    try:
        return When(begins, ends)
    except ValueError as error:
        raise WrongWordsError(f"The days are not right: {error}.") from error


@after.command("check")
def check(  # noqa: PLR0913 - a check's parts
    ref: Ref,
    kind: Annotated[str, typer.Argument(help="compliance, consent or visit.")],
    who: As,
    *,
    answer: Pairs = None,
    found: Annotated[list[str] | None, typer.Option(help="CODE=WORDS: what was found on a question.")] = None,
    note: Annotated[str, typer.Option(help="Who looked, by role, and how.")] = "",
    happened: Happened = None,
    operator: Operator = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Record a check; each finding waits for a decision."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    if kind not in set(Check):
        raise WrongWordsError(f"“{kind}” is no check: write {', '.join(Check)}.")
    payload = {"check": kind, "answers": _pairs(answer), "found": _pairs(found), "note": note}
    _do(out, "record_check", ref, who, payload, operator, at, _when(happened, None))


@after.command("event")
def event(  # noqa: PLR0913 - an event's parts
    ref: Ref,
    kind: Annotated[str, typer.Argument(help=f"What it is: {KINDS}.")],
    text: Text,
    who: As,
    *,
    flow: Annotated[int | None, typer.Option(help="The number of the flow concerned.")] = None,
    partner: Annotated[int | None, typer.Option(help="The line of the partner concerned.")] = None,
    happened: Happened = None,
    happened_to: HappenedTo = None,
    operator: Operator = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Record an incident or a change, and say what it calls for."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    if kind not in {one.value for one in RECORDED}:
        raise WrongWordsError(f"“{kind}” is nothing that can happen: write {KINDS}.")
    payload = {"what": kind, "text": text, "flow": flow, "partner": partner}
    _do(out, "record_event", ref, who, payload, operator, at, _when(happened, happened_to))


@after.command("returns")
def returns(ref: Ref, who: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Ask every partner with a contact for its self-monitoring return, by mail."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    _do(out, "ask_returns", ref, who, {}, operator, at, None)


@after.command("law")
def law(
    text: Text,
    cites: Annotated[str, typer.Option("--cites", help="Words of the gateway or basis, as flows name it.")],
    who: As,
    happened: Happened = None,
    operator: Operator = None,
    *,
    only_list: Annotated[bool, typer.Option("--only-list", help="Say which ISPs; change nothing.")] = False,
    json: Json = False,
) -> None:
    """Record that a law changes for every ISP in force of which a flow relies on it: all of them, or none."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    with reading(app.engine) as session:
        refs = in_force_citing(session, cites)
    if not refs:
        none = Sentence(f"No flow in force names “{cites}”.", f"Nid oes llif mewn grym yn enwi “{cites}”.")
        out.fail(NOT_FOUND, (none,))
    if not only_list:
        day = a_day(happened, local_day(app.now()))
        typed, said_by = typed_once(), operator or operator_name()
        payload, rule = {"what": Kind.LAW_CHANGES.value, "text": text}, RULES[Kind.LAW_CHANGES]
        orders = [
            Order(f"{typed}:{n}", "record_event", f"isp:{ref}", who, payload, operator=said_by, happened=When(day, day))
            for n, ref in enumerate(refs)
        ]
        result = desk.do_all(app.engine, orders, app.now)
        if isinstance(result, tuple):
            out.refuse(result[1])
        out.say(rule.why)
    out.value({"isps": refs, "recorded": not only_list})
    out.text("\n".join(refs))


def _do(
    out: Out,
    kind: str,
    ref: str,
    who: str,
    payload: dict[str, Any],
    operator: str | None,
    at: str | None,
    happened: When | None,
) -> None:
    order = Order(
        typed_once(), kind, f"isp:{ref}", who, payload, operator=operator or operator_name(), happened=happened
    )
    answer = carry_out(open_home(), out, order, at)
    out.text(", ".join(f"{name} {value}" for name, value in answer.items() if name != "ref"))
