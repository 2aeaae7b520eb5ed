"""`ispdesk advice …`, `ispdesk framework …`, `ispdesk report survey-frame`: what the team does beside assurance."""

import dataclasses
import sys
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, OnDay, WrongWordsError, a_day, language
from ispdesk.cli.organisations import Day, LastDay, when
from ispdesk.cli.out import Out
from ispdesk.commands.shape import Order
from ispdesk.commands.support import STREAM
from ispdesk.views.support import advice_view, changes_view, frame_csv, frame_view
from ispdesk.words import said
from models.database import reading
from states.calendar import local_day
from states.words import Sentence

Role = Annotated[str, typer.Option("--role", help="In which role somebody asked, such as coordinator; never a name.")]
Kind = Annotated[str, typer.Option("--kind", help="What it was about, such as law; `ispdesk orders` lists them.")]
Channel = Annotated[str, typer.Option("--by", help="telephone, mail, meeting or other.")]
Minutes = Annotated[int | None, typer.Option("--minutes", min=1, max=1440, help="How long it took.")]
OfIsp = Annotated[str | None, typer.Option("--isp", help="The ISP it was about.")]
OfBody = Annotated[str | None, typer.Option("--organisation", help="The organisation they asked for.")]
OfDay = Annotated[str | None, typer.Option("--day", help="The day, if it was not today.")]
ChangeKind = Annotated[str, typer.Option("--kind", help="accord, template, guidance, checklist or other.")]
English = Annotated[str, typer.Option("--en", help="What changed, in English.")]
Welsh = Annotated[str, typer.Option("--cy", help="What changed, in Welsh.")]
Edition = Annotated[str, typer.Option("--edition", help="Which edition.")]
Board = Annotated[str, typer.Option("--board", help="Which board decided it.")]
Decided = Annotated[str | None, typer.Option("--decided", help="The day of the decision.")]
Source = Annotated[str, typer.Option("--source", help="Who says so.")]

advice = typer.Typer(help="Advice that the team gave.", no_args_is_help=True)
framework = typer.Typer(help="Changes of the framework and its templates.", no_args_is_help=True)


def add_to(app: typer.Typer, report: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(advice, name="advice")
    app.add_typer(framework, name="framework")
    report.command("survey-frame")(survey_frame)


@advice.command("log")
def log(  # noqa: PLR0913, PLR0917 - a command's options, which typer reads by name
    who: As,
    role: Role,
    kind: Kind,
    isp: OfIsp = None,
    organisation: OfBody = None,
    channel: Channel = "telephone",
    minutes: Minutes = None,
    day: OfDay = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Log a contact about an ISP, or with an organisation."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    if isp is None and organisation is None:
        raise WrongWordsError("Say which ISP it was about (--isp) or which organisation asked (--organisation).")
    app = open_home()
    payload: dict[str, Any] = {"role": role, "kind": kind, "channel": channel, "minutes": minutes}
    payload["day"] = a_day(day, local_day(app.now())).isoformat() if day else None
    command, stream = "log_organisation_contact", f"organisation:{organisation}"
    if isp is not None:
        command, stream = "log_isp_contact", f"isp:{isp}"
        payload["organisation"] = organisation
    order = Order(typed_once(), command, stream, who, payload, operator=operator or operator_name())
    carry_out(app, out, order, at)
    out.say(Sentence("The contact is logged.", "Cofnodwyd y cysylltiad."))


@advice.command("count")
def count(at: OnDay = None, *, json: Json = False) -> None:
    """Count the contacts of twelve months by kind of question and by who asked."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = advice_view(session, a_day(at, local_day(app.now())))
    out.value(dataclasses.asdict(view))
    for caption, group, rows in (
        ("advice.by_kind", "advice_kind", view.kinds),
        ("advice.by_role", "asker", view.roles),
    ):
        columns = [said(key, out.lang) for key in (caption, "advice.number", "advice.minutes")]
        shown = [(said(f"{group}.{r.key}", out.lang), r.number, r.minutes if r.known else "?") for r in rows]
        out.table(said(caption, out.lang), columns, shown)


@framework.command("log")
def log_change(  # noqa: PLR0913, PLR0917 - likewise
    who: As,
    kind: ChangeKind,
    text_en: English = "",
    text_cy: Welsh = "",
    edition: Edition = "",
    board: Board = "",
    decided: Decided = None,
    happened: Day = None,
    happened_to: LastDay = None,
    source: Source = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Log a change; --happened says from when it is in force."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    payload: dict[str, Any] = {"kind": kind, "text_en": text_en, "text_cy": text_cy, "edition": edition, "board": board}
    payload |= {"source": source, "decided_on": a_day(decided, local_day(app.now())).isoformat() if decided else None}
    order = Order(
        typed_once(),
        "log_framework_change",
        STREAM,
        who,
        payload,
        operator=operator or operator_name(),
        happened=when((happened, happened_to)),
    )
    carry_out(app, out, order, at)
    out.say(Sentence("The change is logged.", "Cofnodwyd y newid."))


@framework.command("list")
def list_changes(*, json: Json = False) -> None:
    """List every change, the latest first."""
    out = Out(as_json=json, language=language())
    with reading(open_home().engine) as session:
        found = changes_view(session)
    out.value([dataclasses.asdict(row) for row in found])
    rows = [(r.text.best(out.lang)[0], r.edition, r.when.earliest or r.when.latest or "?", r.board) for r in found]
    keys = ("framework.change", "framework.edition", "framework.from", "framework.board")
    out.table(said("framework.title", out.lang), [said(key, out.lang) for key in keys], rows)


def survey_frame(at: OnDay = None, *, json: Json = False) -> None:
    """Print whom a survey could ask as CSV: organisations and roles as numbers, never names, never answers."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        found = frame_view(session, a_day(at, local_day(app.now())))
    out.value([dataclasses.asdict(row) for row in found])
    if not json:
        sys.stdout.write(frame_csv(found).replace("\r\n", "\n"))
