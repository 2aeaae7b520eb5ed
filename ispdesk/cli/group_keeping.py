"""`ispdesk group …`: setting a group up, its members and its chair, and the days on which it meets."""

from typing import Annotated, Any

import typer

from ispdesk.cli.groups import Day, Group, Person, Why, give, the_day
from ispdesk.cli.isps import Operator
from ispdesk.cli.options import As, At, Json, language
from ispdesk.cli.out import Out
from states.words import Sentence

Places = Annotated[list[str] | None, typer.Option("--place", help="A place's code, such as W06000020; several times.")]
NameEn = Annotated[str, typer.Option("--name-en", help="Its name in English.")]
NameCy = Annotated[str, typer.Option("--name-cy", help="Its name in Welsh.")]
From = Annotated[str | None, typer.Option("--from", help="The first day; without it, today.")]
To = Annotated[str | None, typer.Option("--to", help="The last day; without it, until somebody ends it.")]


def add_to(group: typer.Typer) -> None:
    """Add these commands to those of groups."""
    for name, function in (
        ("enter", enter), ("member", member), ("member-end", member_end), ("chair", chair), ("meet", meet),
        ("meet-cancel", meet_cancel),
    ):  # fmt: skip
        group.command(name)(function)


def enter(  # noqa: PLR0913 - options of a command
    ref: Group, name_en: NameEn, who: As, name_cy: NameCy = "", place: Places = None, operator: Operator = None,
    at: At = None, *, change: Annotated[bool, typer.Option("--change", help="It is there: change it so.")] = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Set a group up, with the places that it serves; or change what it is called and serves."""
    out = Out(as_json=json, language=language())
    payload = {"name_en": name_en, "name_cy": name_cy, "places": list(place or ())}
    give(out, "change_group" if change else "enter_group", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence(f"{ref}: {name_en}", f"{ref}: {name_cy or name_en}"))


def member(  # noqa: PLR0913 - likewise
    ref: Group, who: As, person: Person, first: From = None, last: To = None, operator: Operator = None,
    at: At = None, *, chair: Annotated[bool, typer.Option("--chair", help="They chair it.")] = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Add a member, from today or from a day, perhaps until a day."""
    out = Out(as_json=json, language=language())
    days = {"first_day": first, "last_day": last}
    given = {name: the_day(day).isoformat() for name, day in days.items() if day}
    give(out, "add_member", f"group:{ref}", who, {"person": person, "chair": chair, **given}, operator, at)
    out.say(Sentence(f"{person} is a member.", f"Mae {person} yn aelod."))


def member_end(
    ref: Group, who: As, person: Person, last: To = None, operator: Operator = None, at: At = None, *,
    json: Json = False,
) -> None:  # fmt: skip
    """End a membership: today, or with its last day."""
    out = Out(as_json=json, language=language())
    payload = {"person": person, **({"last_day": the_day(last).isoformat()} if last else {})}
    give(out, "end_member", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence("The membership ends.", "Daw'r aelodaeth i ben."))


def chair(ref: Group, who: As, person: Person, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Name the chair from today on."""
    out = Out(as_json=json, language=language())
    give(out, "name_chair", f"group:{ref}", who, {"person": person}, operator, at)
    out.say(Sentence(f"{person} chairs it.", f"{person} yw'r cadeirydd."))


def meet(
    ref: Group, day: Day, who: As,
    last: Annotated[str, typer.Option("--last-submission", help="The last day to submit; the pack goes out then.")],
    capacity: Annotated[int, typer.Option("--capacity", help="How many ISPs it can take.")],
    operator: Operator = None, at: At = None, *, json: Json = False,
) -> None:  # fmt: skip
    """Set a meeting, and invite the members."""
    out = Out(as_json=json, language=language())
    payload: dict[str, Any] = {"day": the_day(day).isoformat(), "capacity": capacity}
    payload |= {"last_submission": the_day(last).isoformat()}
    give(out, "add_meeting", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence(f"{ref} meets on {day}.", f"Mae {ref} yn cwrdd ar {day}."))


def meet_cancel(
    ref: Group, day: Day, who: As, reason: Why, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Call a meeting off, and tell the members."""
    out = Out(as_json=json, language=language())
    payload = {"day": the_day(day).isoformat(), "reason": reason}
    give(out, "cancel_meeting", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence("It is called off.", "Fe'i canslwyd."))
