"""`ispdesk group …`: QA groups, their meetings and agendas, packs, who is there, and decisions."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Independent, Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.documents.meeting_pack import archive, packed
from ispdesk.views.meetings import group_view, groups_view, meeting_view
from ispdesk.views.plain import plain
from ispdesk.words import dates, said
from models.database import reading
from states.calendar import local_day
from states.lifecycle import Trigger
from states.when import on
from states.words import Sentence

Group = Annotated[str, typer.Argument(help="The group's reference; `ispdesk group list` lists them.")]
Day = Annotated[str, typer.Argument(help="The day of its meeting, such as 2026-05-06.")]
Isp = Annotated[str, typer.Argument(help="The ISP's reference.")]
Why = Annotated[str, typer.Option("--reason", help="Why.")]
Person = Annotated[str, typer.Option("--person", help="The member it is about.")]
Findings = Annotated[list[str] | None, typer.Option("--finding", help="A finding; may be given several times.")]

group = typer.Typer(help="QA groups: meetings, agendas, packs, decisions.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(group, name="group")


@group.command("list")
def listed(*, json: Json = False) -> None:
    """List the groups with their next meeting and the last day to submit for one."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        rows = groups_view(session, app.now())
    out.value(plain(rows))
    shown = [
        (
            one.ref,
            one.name.best(out.lang)[0],
            one.next.day if one.next else "",
            one.makes.last_submission if one.makes else "",
            one.waiting,
        )
        for one in rows
    ]
    out.table(said("groups.title", out.lang), ("Ref", "Group", "Next", "Submit by", "Waiting"), shown)


@group.command("show")
def show(ref: Group, *, json: Json = False) -> None:
    """Show one group: members and meetings."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = group_view(session, ref, app.now())
    if view is None:
        _nothing(out, f"There is no QA group “{ref}”.", f"Nid oes grŵp sicrhau ansawdd “{ref}”.")
        return
    out.value(plain(view))
    members = [(one.ref, one.name.best(out.lang)[0], said("group.chair", out.lang) * one.chair) for one in view.members]
    out.table(said("group.members", out.lang), ("Ref", "Name", ""), members)
    lines = [(one.day, one.last_submission, one.capacity, one.pack or "") for one in (*view.ahead, *view.past)]
    out.table(view.name.best(out.lang)[0], ("Day", "Submit by", "Takes", "Pack"), lines)


@group.command("meeting")
def meeting(ref: Group, day: Day, *, json: Json = False) -> None:
    """Show a meeting: its agenda with how each ISP came on it, what is left, who is there, what was decided."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = meeting_view(session, ref, the_day(day), app.now())
    if view is None:
        _no_meeting(out, ref, day)
        return
    deciding = {one.ref: view.quorum_for(one.ref) for one in view.items}
    counted = {ref: {"members": one.members, "needed": one.needed, "holds": one.holds} for ref, one in deciding.items()}
    out.value(plain(view) | {"quorum_by_isp": counted})
    items = [
        (
            one.ref,
            one.title.best(out.lang)[0],
            "" if one.score is None else one.score,
            said(f"meeting.how.{one.how}", out.lang),
            f"{deciding[one.ref].members}/{deciding[one.ref].needed}",
            said(f"meeting.decision.{one.decided.trigger}", out.lang) if one.decided else "",
        )
        for one in view.items
    ]
    out.table(said("meeting.agenda", out.lang), ("ISP", "Title", "Score", "How", "Quorum", "Decision"), items)
    left = [(one.ref, one.title.best(out.lang)[0], said(f"meeting.left.{one.why}", out.lang)) for one in view.left]
    out.table(said("meeting.left", out.lang), ("ISP", "Title", "Why"), left)
    there = [
        (one.ref, said(f"meeting.status.{one.status}", out.lang), ", ".join(one.interests)) for one in view.members
    ]
    out.table(said("meeting.people", out.lang), ("Member", "", "Interests"), there)


def the_day(written: str) -> dt.date:
    """The day that was typed."""
    return a_day(written, dt.date.min)


def _nothing(out: Out, en: str, cy: str) -> None:
    out.fail(NOT_FOUND, (Sentence(en, cy),))


def _no_meeting(out: Out, ref: str, day: str) -> None:
    _nothing(out, f"“{ref}” does not meet on {day}.", f"Nid yw “{ref}” yn cwrdd ar {day}.")


def give(
    out: Out, kind: str, stream: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None
) -> dict[str, Any]:
    """Give an order under an id of its own, and answer what came of it."""
    nobody_else(out, who)
    order = Order(typed_once(), kind, stream, who, payload, operator=operator or operator_name())
    return dict(carry_out(open_home(), out, order, at))


@group.command("put-on")
def put_on(
    ref: Group,
    day: Day,
    isp: Isp,
    who: As,
    reason: Why,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Put an ISP that is with the group on a meeting's agenda by hand."""
    out = Out(as_json=json, language=language())
    payload = {"day": the_day(day).isoformat(), "isp": isp, "reason": reason}
    give(out, "put_on_agenda", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence(f"{isp} is on the agenda.", f"Mae {isp} ar yr agenda."))


@group.command("take-off")
def take_off(
    ref: Group,
    day: Day,
    isp: Isp,
    who: As,
    reason: Why,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Take an ISP off a meeting's agenda by hand."""
    out = Out(as_json=json, language=language())
    payload = {"day": the_day(day).isoformat(), "isp": isp, "reason": reason}
    give(out, "take_off_agenda", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence(f"{isp} is off the agenda.", f"Nid yw {isp} ar yr agenda."))


@group.command("attend")
def attend(  # noqa: PLR0913 - likewise
    ref: Group,
    day: Day,
    who: As,
    person: Person,
    operator: Operator = None,
    at: At = None,
    *,
    apologies: Annotated[bool, typer.Option("--apologies", help="They send apologies.")] = False,
    chairs: Annotated[bool, typer.Option("--chairs", help="They stand in for the chair.")] = False,
    not_said: Annotated[bool, typer.Option("--not-said", help="What was written down of them was a mistake.")] = False,
    json: Json = False,
) -> None:
    """Write down that a member is there, or sends apologies; or take it back."""
    out = Out(as_json=json, language=language())
    if apologies and not_said:
        raise WrongWordsError("Give --apologies or --not-said, not both.")
    status = "apologies" if apologies else "not_said" if not_said else "present"
    payload = {"day": the_day(day).isoformat(), "person": person, "status": status, "chairs": chairs}
    give(out, "attend", f"group:{ref}", who, payload, operator, at)
    out.say(
        Sentence(
            f"Written down: {person}, {status}.", f"Cofnodwyd: {person}, {said(f'meeting.status.{status}', 'cy')}."
        )
    )


@group.command("interest")
def interest(  # noqa: PLR0913 - likewise
    ref: Group,
    day: Day,
    isp: Isp,
    who: As,
    person: Person,
    reason: Why = "",
    operator: Operator = None,
    at: At = None,
    *,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="It was declared by mistake; give the reason.")
    ] = False,
    json: Json = False,
) -> None:
    """Declare a member's interest in an ISP: they leave the item."""
    out = Out(as_json=json, language=language())
    payload = {"day": the_day(day).isoformat(), "isp": isp, "person": person, "reason": reason, "withdrawn": withdrawn}
    give(out, "declare_interest", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence("Written down.", "Cofnodwyd."))


@group.command("pack")
def pack(
    ref: Group,
    day: Day,
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Make a meeting's pack and freeze it; `ispdesk group download` writes it to a file."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        payload = packed(session, ref, the_day(day), app.now())
    answer = give(out, "freeze_pack", f"group:{ref}", who, payload, operator, at)
    out.say(Sentence(f"Pack {answer['number']}: {answer['hash']}", f"Pecyn {answer['number']}: {answer['hash']}"))


@group.command("download")
def download(
    ref: Group,
    day: Day,
    number: Annotated[int, typer.Argument(help="The pack's number.")],
    to: Annotated[Path, typer.Option("--to", help="The file to write; it must not exist yet.")],
    *,
    json: Json = False,
) -> None:
    """Write a pack that went out to a file, the same bytes each time."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        found = archive(session, ref, the_day(day), number)
    if found is None:
        _no_meeting(out, ref, day)
        return
    if to.exists():
        raise WrongWordsError(f"“{to}” is there already; name another file.")
    to.write_bytes(found[1])
    out.value({"file": str(to), "bytes": len(found[1])})
    out.text(str(to))


@group.command("decide")
def decide(  # noqa: PLR0913, PLR0917 - likewise
    isp: Isp,
    trigger: Annotated[Trigger, typer.Argument(help="assure, return_for_amendment, …")],
    who: As,
    reason: Why = "",
    day: Annotated[str | None, typer.Option("--meeting", help="The day of the meeting that decided it.")] = None,
    review_date: Annotated[str | None, typer.Option("--review-date", help="The next review date.")] = None,
    finding: Findings = None,
    operator: Operator = None,
    at: At = None,
    *,
    independent: Independent = False,
    json: Json = False,
) -> None:
    """Record a group's decision with the meeting's own date; without --meeting, its chair's between meetings."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    held = the_day(day) if day else None
    payload: dict[str, Any] = {
        "trigger": trigger.value,
        "reason": reason,
        "independent": independent,
        "findings": [{"text": text} for text in finding or ()],
        **({"meeting": held.isoformat()} if held else {"between": True}),
        **({"review_date": a_day(review_date, local_day(app.now())).isoformat()} if review_date else {}),
    }
    happened = on(held) if held else None
    order = Order(
        typed_once(), "move", f"isp:{isp}", who, payload, operator=operator or operator_name(), happened=happened
    )
    answer = carry_out(app, out, order, at)
    en, cy = (dates.day(held, "en"), dates.day(held, "cy")) if held else ("", "")
    key = f"meeting.decision.{trigger.value}"
    ref = answer["ref"]
    out.say(Sentence(f"{ref}: {said(key, 'en')}. {en}".strip(), f"{ref}: {said(key, 'cy')}. {cy}".strip()))
