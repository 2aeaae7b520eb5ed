"""`ispdesk isp workshop …`: planning workshops, changing them and calling them off."""

import datetime as dt
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Reason, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, a_day, language
from ispdesk.cli.out import Out
from ispdesk.commands.shape import Order
from ispdesk.words import dates
from models.database import reading
from models.queries import appointments, isps
from models.tables.appointment import Appointment
from states.calendar import local_day
from states.words import Sentence

Number = Annotated[int, typer.Argument(help="The workshop's number; `ispdesk isp workshop list REF` lists them.")]
Day = Annotated[str, typer.Option("--day", help="The day, such as 2026-03-20.")]
From = Annotated[str, typer.Option("--from", help="When it begins, as the clock in Wales shows it, such as 10:00.")]
Until = Annotated[str, typer.Option("--until", help="When it ends, such as 12:30.")]
NewDay = Annotated[str | None, typer.Option("--day", help="Another day.")]
NewFrom = Annotated[str | None, typer.Option("--from", help="Another beginning.")]
NewUntil = Annotated[str | None, typer.Option("--until", help="Another end.")]
Place = Annotated[str | None, typer.Option("--place", help="Where it is.")]
Link = Annotated[str | None, typer.Option("--link", help="Where people join online; begins with https://.")]
Topic = Annotated[str | None, typer.Option("--topic", help="What it is about, in a few words.")]
Why = Annotated[str, typer.Option("--reason", help="Why; whoever was invited reads it.")]
Invite = Annotated[
    list[str] | None, typer.Option("--invite", help="A person beside the usual; may be given several times.")
]
LeaveOut = Annotated[
    list[str] | None, typer.Option("--leave-out", help="Somebody named before who is not to come after all.")
]
Expected = Annotated[str | None, typer.Option("--day", help="The day by which the workshops are expected to end.")]
DONE = {
    "plan_workshop": Sentence("Workshop {number} is planned", "Mae gweithdy {number} wedi'i gynllunio"),
    "move_workshop": Sentence("Workshop {number} is changed", "Mae gweithdy {number} wedi'i newid"),
    "cancel_workshop": Sentence("Workshop {number} is called off", "Mae gweithdy {number} wedi'i ganslo"),
}

workshop = typer.Typer(help="Plan workshops, change them, call them off.", no_args_is_help=True)


def add_to(isp: typer.Typer) -> None:
    """Add these commands."""
    isp.add_typer(workshop, name="workshop")


@workshop.command("plan")
def plan(  # noqa: PLR0913, PLR0917 - a command's options, which typer reads by name
    ref: Ref,
    who: As,
    day: Day,
    begins: From,
    ends: Until,
    place: Place = None,
    link: Link = None,
    topic: Topic = None,
    invite: Invite = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Plan a workshop; coordinator, facilitators and the partners' contacts get it into their calendars."""
    given = {"place": place or "", "online": link or "", "topic": topic or "", "invite": invite or []}
    _do("plan_workshop", ref, who, {"day": day, "begins": begins, "ends": ends, **given}, operator, at, as_json=json)


@workshop.command("move")
def move(  # noqa: PLR0913, PLR0917 - likewise
    ref: Ref,
    number: Number,
    who: As,
    day: NewDay = None,
    begins: NewFrom = None,
    ends: NewUntil = None,
    place: Place = None,
    link: Link = None,
    topic: Topic = None,
    invite: Invite = None,
    leave_out: LeaveOut = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Change a planned workshop: its day, times, place, topic, or who is invited."""
    changed = {"day": day, "begins": begins, "ends": ends, "place": place, "online": link, "topic": topic}
    payload = {
        "number": number,
        **{name: value for name, value in changed.items() if value is not None},
        "invite": invite or [],
        "leave_out": leave_out or [],
    }
    _do("move_workshop", ref, who, payload, operator, at, as_json=json)


@workshop.command("cancel")
def cancel(
    ref: Ref,
    number: Number,
    who: As,
    reason: Why,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Call a planned workshop off; whoever was invited is told, and it leaves their calendars."""
    _do("cancel_workshop", ref, who, {"number": number, "reason": reason}, operator, at, as_json=json)


@workshop.command("expect")
def expect(
    ref: Ref,
    who: As,
    day: Expected = None,
    reason: Reason = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Say when the workshops are expected to end; without a day: it is not known yet."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    given = a_day(day, local_day(app.now())).isoformat() if day else None
    payload = {"day": given, "reason": reason}
    order = Order(typed_once(), "expect_finish", f"isp:{ref}", who, payload, operator=operator or operator_name())
    answer = carry_out(app, out, order, at)
    if answer["day"] is None:
        out.say(Sentence("Written down: it is not known yet.", "Cofnodwyd: ni wyddys eto."))
        return
    end = dt.date.fromisoformat(answer["day"])
    out.say(
        Sentence(f"Expected to end: {dates.day(end, 'en')}.", f"Disgwylir iddynt ddod i ben: {dates.day(end, 'cy')}.")
    )


def _do(
    kind: str, ref: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None, *, as_json: bool
) -> None:
    out = Out(as_json=as_json, language=language())
    nobody_else(out, who)
    app = open_home()
    if payload.get("day") is not None:
        payload |= {"day": a_day(payload["day"], local_day(app.now())).isoformat()}
    order = Order(typed_once(), kind, f"isp:{ref}", who, payload, operator=operator or operator_name())
    answer = carry_out(app, out, order, at)
    day = dt.date.fromisoformat(answer["day"])
    done = DONE[kind].with_values(number=answer["number"])
    out.say(
        Sentence(
            f"{done.en}: {dates.day(day, 'en')}. Letters: {answer['letters']}.",
            f"{done.cy}: {dates.day(day, 'cy')}. Llythyrau: {answer['letters']}.",
        )
    )
    if answer["unreachable"]:
        names = ", ".join(answer["unreachable"])
        out.say(
            Sentence(
                f"Tell these by other means, they have no address: {names}.",
                f"Rhowch wybod i'r rhain mewn ffordd arall, nid oes cyfeiriad ganddynt: {names}.",
            )
        )


@workshop.command("list")
def list_workshops(ref: Ref, *, json: Json = False) -> None:
    """List the workshops that were planned, whatever became of them."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        if isps.by_ref(session, ref) is None:
            not_found(out, ref)
        found = [one for one in appointments.of_stream(session, f"isp:{ref}") if one.kind == "workshop"]
        rows = [_row(one) for one in found]
    out.value(rows)
    shown = [
        (r["number"], r["day"], f"{r['begins']}-{r['ends']}", r["place"] or r["online"], r["topic"], r["status"])
        for r in rows
    ]
    out.table(f"{ref}: {len(rows)}", ("No.", "Day", "Times", "Where", "Topic", "Stands"), shown)


def _row(one: Appointment) -> dict[str, Any]:
    return {
        "number": one.number,
        "day": one.day.isoformat(),
        "begins": f"{one.begins:%H:%M}" if one.begins else None,
        "ends": f"{one.ends:%H:%M}" if one.ends else None,
        "place": one.place,
        "online": one.online,
        "topic": one.topic,
        "status": one.status,
        "sequence": one.sequence,
    }
