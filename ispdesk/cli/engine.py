"""The rounds by hand (`ispdesk sweep`, `measure`, `digest`, `send` …), the queue, and the proof (`audit`)."""

import datetime as dt
from collections.abc import Callable

import typer

from ispdesk import audit as verifying
from ispdesk import rounds
from ispdesk.bootstrap import App, open_home
from ispdesk.cli.isps import carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, an_instant, language
from ispdesk.cli.out import WRONG, Out
from ispdesk.commands.shape import Order
from ispdesk.views.plain import plain
from ispdesk.views.queue import queue_view
from ispdesk.views.shapes import QueueRow
from ispdesk.words import Lang
from models.database import reading
from states.words import Sentence

audit = typer.Typer(help="Prove the record.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for name, round_, words in (
        ("advance", rounds.advance, "Make the moves that only waited for time or a last signature."),
        ("open-reviews", rounds.open_reviews, "Give the notices of review that are due, and keep their clocks."),
        ("sweep", rounds.sweep, "Fire every rung that is due."),
        ("measure", rounds.measure, "Measure every close of the queue that was missed."),
        ("digest", rounds.digest, "Write each person's letter of the day: on working days, 08:30 to the close."),
        ("send", rounds.send, "Send the letters that are due."),
    ):
        app.command(name, help=words)(_command(round_))
    app.command("queue")(queue)
    app.command("acknowledge")(acknowledge)
    app.add_typer(audit, name="audit")


def _command(round_: Callable[[App, dt.datetime], rounds.RoundReport]) -> Callable[..., None]:
    def run(at: At = None, *, json: Json = False) -> None:
        out = Out(as_json=json, language=language())
        app = open_home()
        if at:
            app.move_time(an_instant(at))
        report = round_(app, app.now())
        out.value(
            {"done": len(report.items), "items": [{"reference": i.reference, "what": i.what} for i in report.items]}
        )
        for item in report.items:
            out.text(f"{item.reference}: {item.what}")
        out.text(f"{len(report.items)} done.")

    return run


def queue(*, json: Json = False) -> None:
    """List the ISPs with an open QA round: what each waits for, and for how long."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        seen = queue_view(session, app.now())
    rows = [
        {
            "ref": row.ref,
            "title": plain(row.title),
            "state": row.state,
            "standing": row.standing,
            "waits_for": row.waits_for,
            "first_submitted": plain(row.first_submitted),
            "age_working_days": None if row.age.most is None else {"min": row.age.least, "max": row.age.most},
            "why_age_unknown": plain(row.age.why_unknown),
            "round": row.round,
            "in_use": row.in_use,
        }
        for row in seen.rows
    ]
    out.value({"count": len(rows), "level": seen.level, "later_versions": seen.later_versions, "rows": rows})
    shown = [(row.ref, row.title.best(out.lang)[0], row.waits_for or "?", _age(row, out.lang)) for row in seen.rows]
    out.table(f"{len(rows)} waiting, level {seen.level}", ("Ref", "Title", "Waits for", "Working days"), shown)


def _age(row: QueueRow, lang: Lang) -> str:
    if row.age.most is None:
        return "? " + (row.age.why_unknown.best(lang)[0] if row.age.why_unknown else "")
    return f"{row.age.least} to {row.age.most}" if row.age.least != row.age.most else str(row.age.most)


def acknowledge(who: As, *, json: Json = False) -> None:
    """Acknowledge the queue's level by name: somebody has seen it and deals with it."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    order = Order(typed_once(), "acknowledge", "queue:whole", who, {}, operator=operator_name())
    answer = carry_out(app, out, order)
    out.say(Sentence(f"Level {answer['level']} acknowledged.", f"Cydnabuwyd lefel {answer['level']}."))


@audit.command("verify")
def verify(*, json: Json = False) -> None:
    """Recompute every hash of the record; exit code 1 where something is not right."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        seen = verifying.verify(session)
    answer = {"rows": seen.rows, "streams": seen.streams, "chain": "ok" if seen.ok else "broken"}
    out.value(answer | {"problems": list(seen.problems)})
    if seen.ok:
        size_en = f"{seen.rows} rows in {seen.streams} streams"
        size_cy = f"{seen.rows} rhes mewn {seen.streams} ffrwd"
        en = f"{size_en}: nothing was changed, added or taken out, and the live rows agree with their history."
        cy = f"{size_cy}: ni newidiwyd, ychwanegwyd na thynnwyd dim, ac mae'r rhesi byw yn cytuno â'u hanes."
        out.say(Sentence(en, cy))
        return
    for line in seen.problems:
        out.text(line)
    raise typer.Exit(WRONG)
