"""`ispdesk queue`: who waits in which order and why, and what the team says of a place in it."""

import datetime as dt
from typing import Annotated, Any, Literal

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli import bouncing, forecasting
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import Out
from ispdesk.commands.shape import Order
from ispdesk.views.plain import plain
from ispdesk.views.queue import queue_view
from ispdesk.views.shapes import QueueRow, ScorePart
from ispdesk.words import Lang, dates, said
from models.database import reading
from states.calendar import local_day
from states.words import Sentence

Reason = Annotated[str, typer.Option("--reason", help="Why; it stands among the parts of the score.")]
Until = Annotated[str, typer.Option("--until", help="The last day on which it holds, such as 2026-05-01.")]
Person = Annotated[str, typer.Argument(help="The person's reference; `ispdesk people` lists them.")]
First = Annotated[str, typer.Argument(help="The first day, such as 2026-12-21.")]
Last = Annotated[str, typer.Argument(help="The last day, itself included.")]

queue = typer.Typer(help="The queue: its order and why, what can be expected, and what changes a place.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    queue.callback(invoke_without_command=True)(listed)
    queue.command("level")(level)
    queue.command("forecast")(forecasting.forecast)
    queue.command("override")(override)
    queue.command("aside")(aside)
    queue.command("end-mark")(end_mark)
    queue.command("book")(book)
    queue.command("unbook")(unbook)
    queue.command("bouncing")(bouncing.bouncing)
    app.add_typer(queue, name="queue")


def listed(context: typer.Context, *, json: Json = False) -> None:
    """List the ISPs with an open QA round in their order: the score and its parts, the days used, what each waits for.

    The commands below it forecast the queue, show its level and change a place.
    """
    if context.invoked_subcommand is not None:
        return
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        seen = queue_view(session, app.now())
    out.value([_whole(row, out.lang) for row in seen.rows])
    keys = ("queue.score", "list.col.isp", "queue.waits", "queue.days", "queue.age")
    title = said("queue.listed", out.lang, n=len(seen.rows))
    out.table(title, [said(key, out.lang) for key in keys], [_shown(row, out.lang) for row in seen.rows])
    for row in seen.rows:  # under the table: as a column it would be a word wide on a screen of 80 columns
        out.text(f"{row.ref}  {row.title.best(out.lang)[0]}: {_why(row, out.lang)}")


def _whole(row: QueueRow, lang: Lang) -> dict[str, Any]:
    parts = [{"name": part.name, "points": part.points, "why": part.why.best(lang)[0]} for part in row.parts]
    return {
        "reference": row.ref,
        "title": plain(row.title),
        "score": row.score,
        "score_parts": parts,
        "holder": row.holder,
        "assurer": row.assurer,
        "used_days": row.used_days,
        "remaining_days": row.remaining_days,
        "waiting_for": row.waits_for,
        "state": row.state,
        "standing": row.standing,
        "first_submitted": plain(row.first_submitted),
        "age_working_days": None if row.age.most is None else {"min": row.age.least, "max": row.age.most},
        "why_age_unknown": plain(row.age.why_unknown),
        "round": row.round,
        "in_use": row.in_use,
        "aside_until": plain(row.aside),
    }


def _shown(row: QueueRow, lang: Lang) -> tuple[object, ...]:
    waits = said(f"queue.waits.{row.waits_for}", lang) if row.waits_for else "?"
    days = "?" if row.used_days is None else f"{row.used_days} / {row.remaining_days}"
    return (row.score, row.ref, waits, days, _age(row))


def _why(row: QueueRow, lang: Lang) -> str:
    """The parts of its score that count, then why what is not known is not."""
    parts = [_part(part, lang) for part in row.parts if part.points or part.name in ("override", "aside")]
    if row.age.why_unknown:
        parts.append(row.age.why_unknown.best(lang)[0])
    return "; ".join(parts)


def _part(part: ScorePart, lang: Lang) -> str:
    return said("queue.part", lang, why=part.why.best(lang)[0], points=f"{part.points:+d}")


def _age(row: QueueRow) -> str:
    if row.age.most is None:
        return "?"
    return f"{row.age.least} - {row.age.most}" if row.age.least != row.age.most else str(row.age.most)


def level(*, json: Json = False) -> None:
    """Show how many wait, the level of the queue's last measurement, and that of each regional QA group."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        seen = queue_view(session, app.now())
    groups = [
        {
            "group": one.group,
            "name": plain(one.name),
            "count": one.count,
            "level": one.level,
            "measured": one.day.isoformat(),
        }
        for one in seen.groups
    ]
    head = {"count": len(seen.rows), "level": seen.level, "later_versions": seen.later_versions}
    out.value(head | {"groups": groups})
    shown = said(f"level.{seen.level}", out.lang) if seen.level else said("queue.level.none", out.lang)
    out.text(said("queue.level.line", out.lang, count=len(seen.rows), level=shown, later=seen.later_versions))
    if seen.groups:
        keys = ("queue.group", "queue.group.count", "queue.measure.level")
        lines = [(one.name.best(out.lang)[0], one.count, said(f"level.{one.level}", out.lang)) for one in seen.groups]
        out.table(said("queue.groups.caption", out.lang), [said(key, out.lang) for key in keys], lines)


def _do(
    out: Out, kind: str, stream: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None
) -> dict[str, Any]:
    nobody_else(out, who)
    app = open_home()
    for name in ("until", "first_day", "last_day"):
        if name in payload:
            payload[name] = a_day(payload[name], local_day(app.now())).isoformat()
    order = Order(typed_once(), kind, stream, who, payload, operator=operator or operator_name())
    return carry_out(app, out, order, at)


def _until(out: Out, written: str, en: str, cy: str) -> None:
    day = dt.date.fromisoformat(written)
    out.say(Sentence(f"{en} {dates.day(day, 'en')}.", f"{cy} {dates.day(day, 'cy')}."))


def override(
    ref: Ref,
    points: Annotated[int, typer.Option("--points", help="Points to add, or with a minus to take away.")],
    until: Until,
    reason: Reason,
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Override the score of an ISP in the queue, with a reason and up to a day; it is one of the parts meanwhile."""
    out = Out(as_json=json, language=language())
    payload = {"points": points, "until": until, "reason": reason}
    answer = _do(out, "override_score", f"isp:{ref}", who, payload, operator, at)
    en, cy = f"{ref}: {points:+d} up to and with", f"{ref}: {points:+d} hyd at ddiwedd"
    _until(out, answer["until"], en, cy)


def aside(
    ref: Ref, until: Until, reason: Reason, who: As, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Put an ISP aside (snooze it): it comes after all others up to a day, with a reason; its clocks run on."""
    out = Out(as_json=json, language=language())
    answer = _do(out, "put_aside", f"isp:{ref}", who, {"until": until, "reason": reason}, operator, at)
    _until(out, answer["until"], f"{ref} is put aside up to and with", f"Rhoddwyd {ref} o'r neilltu hyd at ddiwedd")


def end_mark(
    ref: Ref,
    kind: Annotated[str, typer.Argument(help="override or aside.")],
    who: As,
    reason: Reason = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """End an override, or take an ISP back from aside, before its day."""
    out = Out(as_json=json, language=language())
    if kind not in ("override", "aside"):
        raise WrongWordsError(f"“{kind}” is no mark; there are: override, aside.")
    _do(out, "end_queue_mark", f"isp:{ref}", who, {"mark": kind, "reason": reason}, operator, at)
    out.say(Sentence(f"{ref} stands where its score says.", f"Mae {ref} yn sefyll lle mae ei sgôr yn ei ddweud."))


def book(  # noqa: PLR0913 - likewise
    person: Person,
    first: First,
    last: Last,
    kind: Annotated[Literal["training", "meetings"], typer.Option("--kind", help="training or meetings.")],
    who: As,
    percent: Annotated[int, typer.Option("--percent", help="How much of each day it takes.")] = 100,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Enter training or meetings of one of the team, for the forecast; leave is `ispdesk person away`."""
    out = Out(as_json=json, language=language())
    payload = {"kind": kind, "first_day": first, "last_day": last, "percent": percent}
    answer = _do(out, "book_team_time", f"person:{person}", who, payload, operator, at)
    number = answer["number"]
    out.say(Sentence(f"Entered as number {number}.", f"Nodwyd fel rhif {number}."))


def unbook(
    person: Person,
    number: Annotated[int, typer.Argument(help="The number that `queue book` gave.")],
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Drop training or meetings that do not take place."""
    out = Out(as_json=json, language=language())
    _do(out, "drop_team_time", f"person:{person}", who, {"number": number}, operator, at)
    out.say(Sentence("Dropped.", "Dilëwyd."))
