"""`ispdesk isp …` and `ispdesk people`: looking at ISPs and moving them."""

import getpass
import uuid
from typing import Annotated, Any

import typer
from sqlmodel import col, select

from ispdesk import desk
from ispdesk.access import RESERVED, roles_of
from ispdesk.bootstrap import App, open_home
from ispdesk.cli.options import As, At, Json, OnDay, a_day, an_instant, language
from ispdesk.cli.out import NOT_FOUND, WORDS, Out
from ispdesk.commands import facts
from ispdesk.commands.shape import Order, Refused
from ispdesk.views.expecting import expected_words
from ispdesk.views.forecasting import expected_of
from ispdesk.views.isp import isp_view
from ispdesk.views.listing import every_row
from ispdesk.views.plain import plain
from ispdesk.views.shapes import TimerRow, When
from ispdesk.views.values import Holder
from ispdesk.words import Lang, said
from models.database import reading
from models.queries import isps as queries
from models.tables.person import Person
from states import names
from states.calendar import local_day
from states.decide import open_moves
from states.lifecycle import State, Trigger
from states.when import When as Interval
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The ISP's reference, such as WALES-003.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; some moves ask for it.")]
Happened = Annotated[str | None, typer.Option("--happened", help="The day it happened, where that was not today.")]
Version = Annotated[int | None, typer.Option("--version", help="Which version, where it is not the obvious one.")]
ReviewDate = Annotated[str | None, typer.Option("--review-date", help="The next review date, when assuring.")]
Finding = Annotated[list[str] | None, typer.Option("--finding", help="A finding; may be given several times.")]
Independent = Annotated[
    bool,
    typer.Option("--independent", help="I neither wrote nor facilitated it, nor work for its lead or coordinator."),
]
Operator = Annotated[str | None, typer.Option("--operator", help="Your own name, when you act for somebody else.")]

SUBMITS = frozenset({Trigger.SUBMIT.value, Trigger.RESUBMIT.value})
isp = typer.Typer(help="Look at ISPs and move them.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(isp, name="isp")
    app.command("people")(people)


def nobody_else(out: Out, who: str) -> None:
    """Refuse names that are kept for timers, imports and the operator's own commands."""
    if who.partition(":")[0] in RESERVED:
        said = Sentence(
            f"“{who}” is not a person; name who acts.", f"Nid yw “{who}” yn berson; enwch pwy sy'n gweithredu."
        )
        out.fail(WORDS, (said,))


def not_found(out: Out, ref: str) -> None:
    """End because there is no ISP of this reference."""
    said = Sentence(
        f"There is no ISP “{ref}”. `ispdesk isp list` lists them.", f"Nid oes ISP “{ref}”. Rhestr: `ispdesk isp list`."
    )
    out.fail(NOT_FOUND, (said,))


@isp.command("list")
def list_isps(*, json: Json = False) -> None:
    """List every ISP: reference, title, where it stands, who holds it."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        rows = every_row(session)
    out.value(plain(rows))
    shown = [
        (r.ref, r.title.best(out.lang)[0], said(f"state.{r.state}", out.lang), _holder(r.holder, out.lang))
        for r in rows
    ]
    out.table(f"{len(rows)} ISPs", ("Ref", "Title", "Stands", "With"), shown)


def _holder(holder: Holder | None, lang: Lang) -> str:
    return said(f"party.{holder.party}", lang) if holder else ""


@isp.command("show")
def show(ref: Ref, *, json: Json = False) -> None:
    """Show one ISP: what it is, where it stands, its facts, partners, sign-offs, timers and history."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        seen = isp_view(session, ref, app.now())
    if seen is None:
        not_found(out, ref)
        return
    out.value(plain(seen))
    out.text(f"{seen.ref}  {seen.title.best(out.lang)[0]}\n{said(f'state.{seen.state}', out.lang)}")
    for contradiction in seen.contradictions:
        claims = "; ".join(claim.says.best(out.lang)[0] for claim in contradiction.claims)
        out.text(f"! {contradiction.about.best(out.lang)[0]}: {claims}")
    lang = out.lang
    out.table("Facts", ("Fact", "When"), [(f.label.best(lang)[0], when_words(f.when)) for f in seen.facts])
    out.table("Partners", ("Name", "Kind", "Accord"), [(p.name.best(lang)[0], p.kind, p.accord) for p in seen.partners])
    out.table("Sign-offs", ("Partner", "Outcome"), [(s.organisation.best(lang)[0], s.outcome) for s in seen.sign_offs])
    timers = [(t.kind, timer_label(t, lang), t.state, counted_words(t), t.due or "") for t in seen.timers]
    out.table("Timers", ("Kind", "Timer", "State", "Days", "Due"), timers)
    if seen.time is not None:
        from ispdesk.cli.clock import print_time

        print_time(out, seen.time)
    history = [
        (e.what.best(lang)[0], when_words(e.when), e.by.best(lang)[0] if e.by else "", e.how) for e in seen.history
    ]
    out.table("History, newest first", ("What", "When", "By", "How"), history)


def timer_label(timer: TimerRow, lang: Lang) -> str:
    """A timer's name, with the partner or person it runs for."""
    name = timer.label.best(lang)[0]
    return f"{name}: {timer.about.best(lang)[0]}" if timer.about else name


def counted_words(timer: TimerRow) -> str:
    """What a timer has counted of its budget; a date counts nothing."""
    return f"{timer.used} / {timer.budget}" if timer.counts else "-"


def when_words(when: When) -> str:
    """A time as told, in figures: a day, an interval, or ? where it is not known."""
    if when.earliest is None and when.latest is None:
        return "?"
    if when.earliest == when.latest:
        return str(when.earliest)
    return f"{when.earliest or '?'} .. {when.latest or '?'}"


@isp.command("moves")
def moves(ref: Ref, who: As, *, json: Json = False) -> None:
    """Say which moves this person may make now, and what is missing before each."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    today = local_day(app.now())
    with reading(app.engine) as session:
        found = queries.by_ref(session, ref)
        if found is None:
            not_found(out, ref)
            return
        roles = roles_of(session, who, f"isp:{ref}", today)
        if roles is None:
            gone = Sentence(f"There is no person “{who}”. `ispdesk people` lists them.", f"Nid oes person “{who}”.")
            out.fail(NOT_FOUND, (gone,))
        answer: list[dict[str, Any]] = []
        for version in queries.versions(session, found.id or 0):
            seen = facts.load(session, found, version, who, today)
            for move in open_moves(seen, roles, version.profile):
                label = names.TRIGGERS[move.move.trigger]
                answer.append(
                    {
                        "trigger": move.move.trigger.value,
                        "version": version.number,
                        "label": {"en": label.en, "cy": label.cy},
                        "to": move.move.target.value,
                        "needs_reason": move.move.reason,
                        "missing": [{"en": s.en, "cy": s.cy} for s in move.unmet],
                    },
                )
    out.value({"ref": ref, "as": who, "roles": sorted(roles), "moves": answer})
    shown = [
        (m["trigger"], m["label"][out.lang], m["to"], "\n".join(s[out.lang] for s in m["missing"]) or "-")
        for m in answer
    ]
    out.table(f"{ref}: what {who} may do", ("Trigger", "Move", "To", "Missing"), shown)


@isp.command("do")
def do(  # noqa: PLR0913, PLR0917 - a move's options, which typer reads by name
    ref: Ref,
    trigger: Annotated[str, typer.Argument(help="A trigger, such as submit; `isp moves` lists them.")],
    who: As,
    reason: Reason = "",
    happened: Happened = None,
    version: Version = None,
    review_date: ReviewDate = None,
    finding: Finding = None,
    operator: Operator = None,
    at: At = None,
    *,
    independent: Independent = False,
    json: Json = False,
) -> None:
    """Make a move, or say every reason why not."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    if trigger not in {t.value for t in Trigger}:
        said = ", ".join(t.value for t in Trigger)
        out.fail(
            WORDS,
            (Sentence(f"“{trigger}” is no trigger; there are: {said}.", f"Nid yw “{trigger}” yn sbardun: {said}."),),
        )
    app = open_home()
    payload: dict[str, Any] = {
        "trigger": trigger,
        "reason": reason,
        "findings": [{"text": text} for text in finding or ()],
    }
    payload |= {"version": version} if version else {}
    payload |= {"independent": True} if independent else {}
    payload |= {"review_date": a_day(review_date, local_day(app.now())).isoformat()} if review_date else {}
    day = a_day(happened, local_day(app.now())) if happened else None
    order = Order(
        typed_once(),
        "move",
        f"isp:{ref}",
        who,
        payload,
        operator=operator or operator_name(),
        happened=Interval(day, day) if day else None,
    )
    answer = carry_out(app, out, order, at)
    state = names.STATES[State(answer["state"])]
    out.say(Sentence(f"{ref} is now: {state.en}.", f"Mae {ref} nawr: {state.cy}."))
    if trigger in SUBMITS:
        with reading(app.engine) as session:
            expected = expected_of(session, ref, app.now())
        if expected is not None:
            out.text(expected_words(expected, out.lang))


def typed_once() -> str:
    """The id of a command that a person types: never the same twice."""
    return f"cli:{uuid.uuid4()}"


def operator_name() -> str:
    """Who typed it, for the record beside the person it is done for."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"


def carry_out(app: App, out: Out, order: Order, at: str | None = None) -> dict[str, Any]:
    """Give an order to the door and print what it answered; ends the command where it is refused.

    `at` moves a fixed home's time, but only with an order that was carried out.
    """
    instant = an_instant(at) if at else None
    if instant is not None:
        app.check_time(instant)
    result = desk.do(app.engine, order, app.now if instant is None else lambda: instant)
    if isinstance(result, Refused):
        out.refuse(result)
    if instant is not None:
        app.move_time(instant)
    out.value(dict(result.answer))
    return dict(result.answer)


def people(*, at: OnDay = None, json: Json = False) -> None:
    """List people and role mailboxes by the reference that --as takes."""
    out = Out(as_json=json, language=language())
    app = open_home()
    day = a_day(at, local_day(app.now()))
    with reading(app.engine) as session:
        found = session.exec(select(Person).order_by(col(Person.ref))).all()
        rows: list[dict[str, Any]] = [
            {"ref": p.ref, "name": p.name_en, "roles": sorted(roles_of(session, p.ref, "queue:whole", day) or ())}
            for p in found
        ]
    out.value(rows)
    out.table(
        f"{len(rows)} people",
        ("Ref", "Name", "Roles everywhere"),
        [(r["ref"], r["name"], ", ".join(r["roles"])) for r in rows],
    )
