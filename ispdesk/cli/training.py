"""`ispdesk facilitator …`, `ispdesk course …`: where facilitators are, what they do, and their courses."""

import dataclasses
import datetime as dt
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, OnDay, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.views.training import AuthorityRow, course_view, courses_view, facilitators_view
from ispdesk.words import Lang, said
from models.database import reading
from states.calendar import local_day
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The course's reference; `ispdesk course list` lists them.")]
Person = Annotated[str, typer.Argument(help="The person's reference; `ispdesk people` lists them.")]
Day = Annotated[str, typer.Option("--day", help="The day, such as 2026-04-20.")]
Where = Annotated[str, typer.Option("--place", help="Where it is.")]
Trainer = Annotated[str, typer.Option("--trainer", help="Which body holds it.")]
Seats = Annotated[int, typer.Option("--seats", min=1, max=500, help="How many seats there are.")]
Tongue = Annotated[str, typer.Option("--language", help="cy, en or both.")]
Why = Annotated[str, typer.Option("--reason", help="Why.")]
Status = Annotated[str, typer.Option("--status", help="attended, missed, cancelled or booked.")]

facilitator = typer.Typer(help="Trained facilitators.", no_args_is_help=True)
course = typer.Typer(help="Courses for facilitators.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(facilitator, name="facilitator")
    app.add_typer(course, name="course")


@facilitator.command("authorities")
def authorities(at: OnDay = None, *, json: Json = False) -> None:
    """By local authority: how many are trained there, none, few or many, and which ISPs there need one."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = facilitators_view(session, a_day(at, local_day(app.now())))
    out.value({"unplaced": view.unplaced, "authorities": [dataclasses.asdict(row) for row in view.authorities]})
    rows = [
        (
            row.name.best(out.lang)[0],
            _number(row, out.lang),
            said(f"cover.{row.cover}", out.lang),
            said("unknown", out.lang) if row.near is None else row.near,
            ", ".join(row.waiting),
        )
        for row in view.authorities
    ]
    keys = ("trained.authority", "trained.number", "trained.cover", "trained.idle", "trained.waiting")
    out.table(said("trained.by_authority", out.lang), [said(key, out.lang) for key in keys], rows)
    if view.unplaced:
        out.text(said("trained.unplaced", out.lang, n=view.unplaced))


def _number(row: AuthorityRow, lang: Lang) -> str:
    if row.least == row.most:
        return str(row.least)
    return said("trained.number.least", lang, n=row.least) if row.least else said("unknown", lang)


@facilitator.command("list")
def list_facilitators(*, json: Json = False) -> None:
    """By name: what each does now, when the next refresher is due, and which ISPs near an idle one need somebody."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = facilitators_view(session, local_day(app.now()))
    people = [dataclasses.asdict(row) for row in view.people]
    out.value({"total": view.total, "doing": view.doing, "only_counted": view.only_counted, "people": people})
    rows = [
        (row.ref, row.name.best(out.lang)[0], said(f"doing.{row.doing}", out.lang), row.refresher, ", ".join(row.near))
        for row in view.people
    ]
    keys = ("trained.name", "trained.doing", "trained.refresher", "trained.near")
    out.table(said("trained.total", out.lang, n=view.total), ["Ref", *(said(key, out.lang) for key in keys)], rows)
    if view.only_counted:
        out.text(said("trained.only_counted", out.lang, n=view.only_counted))


@course.command("list")
def list_courses(*, json: Json = False) -> None:
    """List the courses, the latest first."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        found = courses_view(session, local_day(app.now()))
    out.value([dataclasses.asdict(row) | {"free": row.free} for row in found])
    rows = [
        (r.ref, r.day, said(f"course_kind.{r.kind}", out.lang), r.place, r.trainer, f"{r.taken}/{r.seats}", r.attended)
        for r in found
    ]
    out.table(said("course.list", out.lang), ("Ref", "Day", "Kind", "Place", "Held by", "Taken", "Attended"), rows)


@course.command("show")
def show(ref: Ref, *, json: Json = False) -> None:
    """Show one course and everybody who has or had a place on it."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = course_view(session, ref, local_day(app.now()))
    if view is None:
        words = Sentence(f"There is no course “{ref}”.", f"Nid oes cwrs “{ref}”.")
        out.fail(NOT_FOUND, (words,), ("not_found",))
    out.value(dataclasses.asdict(view))
    rows = [
        (one.person, one.name.best(out.lang)[0], said(f"place_status.{one.status}", out.lang)) for one in view.places
    ]
    out.table(f"{ref}: {view.row.taken}/{view.row.seats}", ("Ref", "Name", "Place"), rows)


@course.command("plan")
def plan(  # noqa: PLR0913, PLR0917 - a command's options, which typer reads by name
    ref: Ref,
    who: As,
    day: Day,
    place: Where,
    trainer: Trainer,
    seats: Seats,
    tongue: Tongue = "both",
    operator: Operator = None,
    at: At = None,
    *,
    refresher: Annotated[bool, typer.Option("--refresher", help="For people who are trained already.")] = False,
    json: Json = False,
) -> None:
    """Plan a course under a reference of your own, or record one that was held."""
    payload = {
        "kind": "refresher" if refresher else "first",
        "day": a_day(day, dt.date.min).isoformat(),
        "place": place,
        "trainer": trainer,
        "seats": seats,
        "language": tongue,
    }
    _do(
        "plan_course", ref, who, payload, Sentence("The course is saved.", "Cadwyd y cwrs."), operator, at, as_json=json
    )


@course.command("cancel")
def cancel(ref: Ref, who: As, reason: Why, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Call a course off."""
    words = Sentence("The course is called off.", "Canslwyd y cwrs.")
    _do("cancel_course", ref, who, {"reason": reason}, words, operator, at, as_json=json)


@course.command("book")
def book(ref: Ref, person: Person, who: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Book a place for a person of the register."""
    words = Sentence("The place is booked.", "Cadwyd y lle.")
    _do("book_place", ref, who, {"person": person}, words, operator, at, as_json=json)


@course.command("mark")
def mark(
    ref: Ref, person: Person, who: As, status: Status, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Say what became of a place; who attended a first course is a trained facilitator."""
    words = Sentence("The place is up to date.", "Mae'r lle yn gyfredol.")
    _do("mark_place", ref, who, {"person": person, "status": status}, words, operator, at, as_json=json)


def _do(
    kind: str,
    ref: str,
    who: str,
    payload: dict[str, Any],
    words: Sentence,
    operator: str | None,
    at: str | None,
    *,
    as_json: bool,
) -> None:
    out = Out(as_json=as_json, language=language())
    nobody_else(out, who)
    order = Order(typed_once(), kind, f"register:{ref}", who, payload, operator=operator or operator_name())
    carry_out(open_home(), out, order, at)
    out.say(words)
