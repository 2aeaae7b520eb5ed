"""`ispdesk organisation …`: the Accord, whom it is signed by, and what is asked for after it."""

import dataclasses
import datetime as dt
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import App, open_home
from ispdesk.cli.isps import Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.views.organisations import bodies_view, body_view, unsigned_view
from ispdesk.words import said
from models.database import reading
from states.accord import Standing
from states.calendar import local_day
from states.when import When
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The organisation's reference; `ispdesk organisation list` lists them.")]
Number = Annotated[int, typer.Argument(help="The action's number; `ispdesk organisation show REF` lists them.")]
Words = Annotated[str, typer.Option("--words", help="Part of a name.")]
Known = Annotated[str, typer.Option("--accord", help="signed, not_signed or not_known.")]
Page = Annotated[int, typer.Option("--page", min=1, help="Which page of the list.")]
Day = Annotated[str | None, typer.Option("--happened", help="The day, or the first on which it can have been.")]
LastDay = Annotated[str | None, typer.Option("--happened-to", help="The last day; without it, the first.")]
Office = Annotated[str, typer.Option("--office", help="Whose office signed: a post, no name.")]
Evidence = Annotated[str, typer.Option("--evidence", help="Where the declaration is kept.")]
Source = Annotated[str, typer.Option("--source", help="Who says so.")]
Why = Annotated[str, typer.Option("--reason", help="Why it withdrew.")]
Due = Annotated[str, typer.Option("--due", help="The day by which it is asked for.")]
English = Annotated[str, typer.Option("--en", help="What is to be done, in English.")]
Welsh = Annotated[str, typer.Option("--cy", help="What is to be done, in Welsh.")]
DoneOn = Annotated[str | None, typer.Option("--on", help="The day it was done; without it, today.")]

organisation = typer.Typer(help="Organisations and the Accord.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(organisation, name="organisation")


@organisation.command("list")
def list_bodies(
    words: Words = "",
    accord: Known = "",
    page: Page = 1,
    *,
    partners: Annotated[bool, typer.Option("--partners", help="Partners of an ISP only.")] = False,
    json: Json = False,
) -> None:
    """List organisations with what is known of their Accord, a page at a time."""
    out = Out(as_json=json, language=language())
    if accord and accord not in set(Standing):
        raise WrongWordsError(f"“{accord}” is no status: write signed, not_signed or not_known.")
    app = open_home()
    with reading(app.engine) as session:
        view = bodies_view(session, words, accord, "yes" if partners else "", page, local_day(app.now()))
    out.value(dataclasses.asdict(view))
    rows = [(r.ref, r.name.best(out.lang)[0], said(f"accord.{r.accord}", out.lang), r.isps) for r in view.rows]
    columns = ("Ref", *(said(key, out.lang) for key in ("body.name", "body.known", "body.isps")))
    out.table(said("body.found", out.lang, n=view.found), columns, rows)
    out.text(said("body.counts", out.lang, **view.counts))


@organisation.command("show")
def show(ref: Ref, *, json: Json = False) -> None:
    """Show one organisation: its Accord, Designated Person, actions, ISPs and facilitators."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = body_view(session, ref, local_day(app.now()))
    if view is None:
        words = Sentence(f"There is no organisation “{ref}”.", f"Nid oes sefydliad “{ref}”.")
        out.fail(NOT_FOUND, (words,), ("not_found",))
    out.value(dataclasses.asdict(view))
    out.text(f"{view.name.best(out.lang)[0]}: {said(f'accord.{view.accord}', out.lang)}")
    named = ", ".join(name.best(out.lang)[0] for name in view.designated) or said("body.designated.none", out.lang)
    out.text(f"{said('body.designated', out.lang)}: {named}")
    rows = [
        (a.number, a.text.best(out.lang)[0], a.due, a.outcome or ("late" if a.late else "open")) for a in view.actions
    ]
    out.table(said("body.actions", out.lang), ("No.", "Action", "Due", "Stands"), rows)
    parts = [(one.ref, one.title.best(out.lang)[0], one.state or "?") for one in view.isps]
    out.table(said("body.parts", out.lang), ("Ref", "Title", "State"), parts)


@organisation.command("unsigned")
def unsigned(*, json: Json = False) -> None:
    """List the partners of ISPs that are known not to have signed the Accord; not known is not listed."""
    out = Out(as_json=json, language=language())
    with reading(open_home().engine) as session:
        found = unsigned_view(session)
    out.value([dataclasses.asdict(one) for one in found])
    rows = [(one.organisation, one.name.best(out.lang)[0], one.isp, one.title.best(out.lang)[0]) for one in found]
    out.table(said("body.flagged", out.lang), ("Ref", said("body.name", out.lang), "ISP", "Title"), rows)


@organisation.command("sign")
def sign(  # noqa: PLR0913, PLR0917 - a command's options, which typer reads by name
    ref: Ref,
    who: As,
    office: Office = "",
    evidence: Evidence = "",
    source: Source = "",
    happened: Day = None,
    happened_to: LastDay = None,
    operator: Operator = None,
    at: At = None,
    *,
    follow_up: Annotated[bool, typer.Option(help="Ask for the usual actions after signing.")] = True,
    json: Json = False,
) -> None:
    """Record that an organisation has signed the Accord."""
    payload = {"office": office, "evidence": evidence, "source": source, "follow_up": follow_up}
    words = Sentence("Its signature is recorded.", "Cofnodwyd ei lofnod.")
    _do("sign_accord", ref, who, payload, words, operator, at, (happened, happened_to), as_json=json)


@organisation.command("withdraw")
def withdraw(  # noqa: PLR0913 - likewise
    ref: Ref,
    who: As,
    reason: Why = "",
    source: Source = "",
    happened: Day = None,
    happened_to: LastDay = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Record that an organisation has withdrawn its signature; its ISPs' coordinators are told in the morning."""
    words = Sentence("The withdrawal is recorded.", "Cofnodwyd y tynnu'n ôl.")
    payload = {"reason": reason, "source": source}
    _do("withdraw_accord", ref, who, payload, words, operator, at, (happened, happened_to), as_json=json)


@organisation.command("ask")
def ask(
    ref: Ref,
    who: As,
    due: Due,
    text_en: English = "",
    text_cy: Welsh = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Ask for something to be done after signing."""
    payload = {"text_en": text_en, "text_cy": text_cy, "due": _day(due)}
    words = Sentence("It is asked for.", "Gofynnwyd amdano.")
    _do("ask_accord_action", ref, who, payload, words, operator, at, as_json=json)


@organisation.command("done")
def done(
    ref: Ref,
    number: Number,
    who: As,
    on: DoneOn = None,
    operator: Operator = None,
    at: At = None,
    *,
    not_needed: Annotated[bool, typer.Option("--not-needed", help="It is not needed after all.")] = False,
    json: Json = False,
) -> None:
    """Close an action: it is done, or not needed."""
    payload: dict[str, Any] = {"number": number, "outcome": "not_needed" if not_needed else "done"}
    payload |= {"done_on": _day(on)} if on else {}
    words = Sentence("The action is closed.", "Mae'r cam wedi'i gau.")
    _do("close_accord_action", ref, who, payload, words, operator, at, as_json=json)


@organisation.command("postpone")
def postpone(
    ref: Ref, number: Number, who: As, due: Due, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Give an action another day."""
    words = Sentence("It has another day.", "Mae diwrnod arall iddo.")
    payload = {"number": number, "due": _day(due)}
    _do("move_accord_action", ref, who, payload, words, operator, at, as_json=json)


def _day(written: str) -> str:
    return a_day(written, dt.date.min).isoformat()


def _do(  # noqa: PLR0913 - an order's parts
    kind: str,
    ref: str,
    who: str,
    payload: dict[str, Any],
    words: Sentence,
    operator: str | None,
    at: str | None,
    days: tuple[str | None, str | None] = (None, None),
    *,
    as_json: bool,
) -> None:
    out = Out(as_json=as_json, language=language())
    nobody_else(out, who)
    app: App = open_home()
    order = Order(
        typed_once(),
        kind,
        f"organisation:{ref}",
        who,
        payload,
        operator=operator or operator_name(),
        happened=when(days),
    )
    carry_out(app, out, order, at)
    out.say(words)


def when(days: tuple[str | None, str | None]) -> When | None:
    """What --happened and --happened-to say. Raises WrongWordsError."""
    first, last = (dt.date.fromisoformat(_day(day)) if day else None for day in days)
    if first is None and last is None:
        return None
    try:
        return When(first, last or first)
    except ValueError as error:
        raise WrongWordsError("The last day is before the first.") from error
