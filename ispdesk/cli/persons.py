"""`ispdesk person …`: how somebody wishes to be written to, and when they are away."""

from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.preferences import CHOSEN, can_be_off, of_people
from ispdesk.commands.shape import Order
from ispdesk.words import dates, said
from models.database import reading
from models.queries import people
from states.calendar import local_day
from states.preferences import WEEK, Preferences
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The person's reference; `ispdesk people` lists them.")]
Days = Annotated[str | None, typer.Option("--days", help="Days of the day's letter, such as monday,thursday.")]
Hour = Annotated[str | None, typer.Option("--hour", help="Its hour in Wales: 08:30, 09:30 … 16:30.")]
Messages = list[str] | None
AtOnce = Annotated[Messages, typer.Option("--at-once", help="A message that leaves at once; may be given often.")]
Digest = Annotated[Messages, typer.Option("--digest", help="A message that waits for the day's letter.")]
Off = Annotated[Messages, typer.Option("--off", help="A message that is not wanted, where that may be chosen.")]
Default = Annotated[Messages, typer.Option("--default", help="A message about which no choice is made any more.")]
WhoSets = Annotated[str | None, typer.Option("--as", help="Who sets it; without it what is set is shown.")]
First = Annotated[str, typer.Argument(help="The first day, such as 2026-12-21.")]
Last = Annotated[str, typer.Argument(help="The last day, itself included.")]
Substitute = Annotated[str | None, typer.Option("--substitute", help="Who stands in: a person's reference.")]

person = typer.Typer(help="How people are written to, and when they are away.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(person, name="person")


@person.command("preferences")
def preferences(  # noqa: PLR0913, PLR0917 - a command's options, which typer reads by name
    ref: Ref,
    who: WhoSets = None,
    days: Days = None,
    hour: Hour = None,
    at_once: AtOnce = None,
    digest: Digest = None,
    off: Off = None,
    default: Default = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Show or set the days and hour of a person's letter, and what leaves at once or not at all."""
    out = Out(as_json=json, language=language())
    chosen = {"at_once": at_once, "digest": digest, "off": off, "default": default}
    choices = {name: choice for choice, names in chosen.items() for name in names or ()}
    if sum(len(names or ()) for names in chosen.values()) > len(choices):
        raise WrongWordsError("A message is named twice; choose one of --at-once, --digest, --off and --default.")
    payload: dict[str, Any] = {"choices": choices}
    if days is not None:
        payload["days"] = [day.strip().lower() for day in days.split(",") if day.strip()]
        if not payload["days"] or not set(payload["days"]) <= set(WEEK):
            raise WrongWordsError(f"“{days}” names no days; write one or more of {', '.join(WEEK)}.")
    if hour is not None:
        payload["at"] = hour
    if who is None:
        if choices or len(payload) > 1:
            raise WrongWordsError("Say who sets this: --as PERSON.")
        _show(out, ref)
        return
    nobody_else(out, who)
    order = Order(typed_once(), "set_preferences", f"person:{ref}", who, payload, operator=operator or operator_name())
    carry_out(open_home(), out, order, at)
    _print(out, ref)


def _show(out: Out, ref: str) -> None:
    wishes = _of(out, ref)
    out.value(
        {
            "ref": ref,
            "days": [WEEK[day] for day in sorted(wishes.days)],
            "at": f"{wishes.at:%H:%M}",
            "choices": {name: choice.value for name, choice in wishes.choices.items()},
            "can_be_off": [name for name in CHOSEN if can_be_off(name)],
        }
    )
    _print(out, ref)


def _of(out: Out, ref: str) -> Preferences:
    with reading(open_home().engine) as session:
        found = people.by_ref(session, ref)
        if found is None:
            gone = Sentence(f"There is no person “{ref}”. `ispdesk people` lists them.", f"Nid oes person “{ref}”.")
            out.fail(NOT_FOUND, (gone,))
        return of_people(session, [found.id or 0])[found.id or 0]


def _print(out: Out, ref: str) -> None:
    if out.as_json:
        return
    wishes = _of(out, ref)
    days = ", ".join(dates.WEEKDAYS[out.lang][day] for day in sorted(wishes.days))
    out.text(said("preferences.letter", out.lang, ref=ref, days=days, at=f"{wishes.at:%H:%M}"))
    rows = [(name, said(f"preferences.{choice}", out.lang)) for name, choice in sorted(wishes.choices.items())]
    if rows:
        keys = ("preferences.message", "preferences.choice")
        out.table(said("preferences.chosen", out.lang), [said(key, out.lang) for key in keys], rows)


@person.command("back")
def back(
    ref: Ref,
    first: First,
    last: Last,
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    mistaken: Annotated[bool, typer.Option("--mistaken", help="A mistake: take it back whole.")] = False,
    json: Json = False,
) -> None:
    """Take back an absence, by the days with which it was entered; one that has begun ended yesterday."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    today = local_day(app.now())
    days = {"first_day": a_day(first, today).isoformat(), "last_day": a_day(last, today).isoformat()}
    payload = {**days, "mistaken": mistaken}
    order = Order(typed_once(), "end_absence", f"person:{ref}", who, payload, operator=operator or operator_name())
    carry_out(app, out, order, at)
    out.say(Sentence(f"{ref} is not away then, or no longer.", f"Nid yw {ref} i ffwrdd bryd hynny, neu mwyach."))


@person.command("away")
def away(
    ref: Ref,
    first: First,
    last: Last,
    who: As,
    substitute: Substitute = None,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Enter when somebody is away, both days included, and who stands in. Never a reason."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    today = local_day(app.now())
    payload = {
        "first_day": a_day(first, today).isoformat(),
        "last_day": a_day(last, today).isoformat(),
        "substitute": substitute,
    }
    order = Order(typed_once(), "set_absence", f"person:{ref}", who, payload, operator=operator or operator_name())
    carry_out(app, out, order, at)
    stands_in = substitute or said("absence.role", out.lang)
    span = (dates.day(a_day(first, today), out.lang), dates.day(a_day(last, today), out.lang))
    out.text(said("absence.entered", out.lang, ref=ref, first=span[0], last=span[1], who=stands_in))
