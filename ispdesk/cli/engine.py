"""The rounds by hand (`ispdesk sweep`, `measure`, `digest`, `send` …), the queue, and the proof (`audit`)."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated

import typer

from ispdesk import audit as verifying
from ispdesk import rounds
from ispdesk.bootstrap import App, open_home
from ispdesk.cli.isps import carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, an_instant, language
from ispdesk.cli.out import WRONG, Out
from ispdesk.commands.shape import Order
from ispdesk.words import dates
from models.database import reading
from models.queries.backlog import WHOLE
from states.backlog import MOST_SILENT
from states.parsing import working_days
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
        ("watch", rounds.watch, "Open the alerts that have begun and close those that are over."),
    ):
        app.command(name, help=words)(_command(round_))
    app.command("acknowledge")(acknowledge)
    app.add_typer(audit, name="audit")


def _command(round_: Callable[[App, dt.datetime], rounds.RoundReport]) -> Callable[..., None]:
    def run(at: At = None, *, json: Json = False) -> None:
        out = Out(as_json=json, language=language())
        app = open_home()
        if at:
            app.move_time(an_instant(at))
        report = round_(app, app.now())
        if round_ is not rounds.watch:
            rounds.watch(app, app.now(), report)
        out.value(
            {"done": len(report.items), "items": [{"reference": i.reference, "what": i.what} for i in report.items]}
        )
        for item in report.items:
            out.text(f"{item.reference}: {item.what}")
        out.text(f"{len(report.items)} done.")

    return run


def acknowledge(
    who: As,
    time: Annotated[
        str, typer.Option("--for", help=f"How long it is silent, at most {MOST_SILENT} working days.")
    ] = "5 working days",
    scope: Annotated[str, typer.Option(help="Whose queue: whole, or group:REF.")] = WHOLE,
    reason: Annotated[str, typer.Option(help="What is done about it.")] = "",
    *,
    json: Json = False,
) -> None:
    """Acknowledge the queue's level by name: it is not announced again for so long, and then once more if it stands."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    days = working_days(time)
    if days is None or days > MOST_SILENT:
        raise WrongWordsError(
            f"“{time}” is no time for which a level can be silent; write it like “5 working days” or “2 weeks”, "
            f"at most {MOST_SILENT} working days."
        )
    app = open_home()
    carries = {"scope": scope, "working_days": days, "reason": reason}
    order = Order(typed_once(), "acknowledge", "queue:whole", who, carries, operator=operator_name())
    answer = carry_out(app, out, order)
    until = dt.date.fromisoformat(answer["silent_until"])
    level = answer["level"]
    en = f"Level {level} ({scope}) acknowledged: it is silent until the close of {dates.day(until, 'en')}."
    cy = f"Cydnabuwyd lefel {level} ({scope}): mae'n ddistaw hyd ddiwedd {dates.day(until, 'cy')}."
    out.say(Sentence(en, cy))


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
