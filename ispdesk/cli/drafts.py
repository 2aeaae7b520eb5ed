"""`ispdesk drafts`: the escalations that wait for a person, and what that person decides."""

from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.views.clock_shapes import DraftRow
from ispdesk.views.drafts import draft_numbered, drafts_view
from ispdesk.views.plain import plain
from ispdesk.words import Lang, dates, said
from models.database import reading
from models.queries import people
from states.words import Sentence

Number = Annotated[int, typer.Argument(help="The draft's number, as `ispdesk drafts` lists it.")]
Who = Annotated[str | None, typer.Option("--as", help="Only those that this person may decide now.")]
Why = Annotated[str, typer.Option("--reason", help="Why it is not sent.")]

drafts = typer.Typer(help="Escalations that wait for a person: list, send, drop.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(drafts, name="drafts")


@drafts.callback(invoke_without_command=True)
def list_drafts(context: typer.Context, who: Who = None, *, json: Json = False) -> None:
    """List the escalations that wait for a person; none is ever sent by itself."""
    if context.invoked_subcommand is not None:
        return
    out = Out(as_json=json, language=language())
    if who is not None:
        nobody_else(out, who)
    app = open_home()
    with reading(app.engine) as session:
        if who is not None and people.by_ref(session, who) is None:
            gone = Sentence(f"There is no person “{who}”. `ispdesk people` lists them.", f"Nid oes person “{who}”.")
            out.fail(NOT_FOUND, (gone,))
        rows = drafts_view(session, app.now(), who)
    out.value(plain(rows))
    if not rows:
        out.text(said("drafts.empty", out.lang))
        return
    keys = ("drafts.number", "list.col.isp", "drafts.clock", "drafts.drafted", "drafts.before", "drafts.to")
    table = [_shown(row, out.lang) for row in rows]
    out.table(said("drafts.caption", out.lang), [said(key, out.lang) for key in keys], table)


def _shown(row: DraftRow, lang: Lang) -> tuple[object, ...]:
    about = f" ({row.about.best(lang)[0]})" if row.about else ""
    before = said(f"drafts.before.{row.before}", lang)
    if row.before == "coordinator":
        before += ", " + said("drafts.team_from", lang, day=dates.day(row.team_from, lang))
    return (
        row.number,
        f"{row.ref} {row.title.best(lang)[0]}",
        f"{row.clock.best(lang)[0]}{about}, {row.rung.best(lang)[0]}",
        dates.short_moment(row.drafted, lang),
        before,
        "; ".join(to.best(lang)[0] for to in row.to),
    )


@drafts.command("send")
def send(number: Number, who: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Send a drafted escalation, as things stand now."""
    out = Out(as_json=json, language=language())
    answer = _decide(out, "send_draft", number, who, {}, operator, at)
    letters = answer["letters"]
    out.text(said("drafts.sent", out.lang, n=letters))


@drafts.command("drop")
def drop(number: Number, who: As, reason: Why, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Do not send a drafted escalation, and say why."""
    out = Out(as_json=json, language=language())
    _decide(out, "drop_draft", number, who, {"reason": reason}, operator, at)
    out.say(Sentence("Dropped; nothing is sent.", "Gollyngwyd; ni anfonir dim."))


def _decide(
    out: Out, kind: str, number: int, who: str, payload: dict[str, Any], operator: str | None, at: str | None
) -> dict[str, Any]:
    nobody_else(out, who)
    app = open_home()
    with reading(app.engine) as session:
        draft = draft_numbered(session, number)
    if draft is None:
        gone = Sentence(
            f"There is no draft {number}. `ispdesk drafts` lists them.",
            f"Nid oes drafft {number}. Mae `ispdesk drafts` yn eu rhestru.",
        )
        out.fail(NOT_FOUND, (gone,))
    order = Order(
        typed_once(), kind, draft.stream, who, payload | {"draft": number}, operator=operator or operator_name()
    )
    return carry_out(app, out, order, at)
