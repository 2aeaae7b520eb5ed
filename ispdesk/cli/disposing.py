"""`ispdesk dispose`: what is past its period goes, with a record; what people have to decide is listed."""

from typing import Annotated

import typer

from ispdesk import desk
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import operator_name, typed_once
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import Out
from ispdesk.commands.disposing import STREAM
from ispdesk.commands.shape import Order, Refused
from models.database import reading
from models.queries import disposal
from states.calendar import local_day
from states.dates import months_after
from states.retention import PERIODS, YEARS_AFTER_THE_END
from states.words import Sentence

Preview = Annotated[bool, typer.Option("--preview", help="Say what would go; change nothing.")]
MONTHS = 12


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("dispose")(dispose)


def dispose(*, preview: Preview = False, json: Json = False) -> None:
    """Dispose of what is past its period (docs/retention.md); list ISPs whose end is long past, which people decide."""
    out = Out(as_json=json, language=language())
    app = open_home()
    today = local_day(app.now())
    with reading(app.engine) as session:
        past = {name: count for name, count in disposal.past(session, today).items() if count}
        ended = disposal.long_ended(session, months_after(today, -MONTHS * YEARS_AFTER_THE_END))
    if not preview:
        order = Order(typed_once(), "dispose", STREAM, "operator", operator=operator_name())
        result = desk.do(app.engine, order, app.now)
        if isinstance(result, Refused):
            out.refuse(result)
        past = dict(result.answer["rows"])
    decide = [{"isp": ref, "ended": day.isoformat()} for ref, day in ended]
    out.value({"preview": preview, "rows": past, "to_decide": decide})
    if past:
        what = Sentence("Would go", "Byddai'n mynd") if preview else Sentence("Disposed of", "Gwaredwyd")
        rows = [(name, count, PERIODS[name].why.in_language(out.language)) for name, count in past.items()]
        out.table(what.in_language(out.language), ("Table", "Rows", "Why"), rows)
    else:
        out.say(Sentence("Nothing is past its period.", "Nid oes dim y tu hwnt i'w gyfnod."))
    if decide:
        listed = ", ".join(f"{ref} ({day})" for ref, day in ended)
        out.say(
            Sentence(
                f"Ended {YEARS_AFTER_THE_END} years ago or more: {listed}. Two people decide what goes of them.",
                f"Daeth i ben {YEARS_AFTER_THE_END} mlynedd yn ôl neu ragor: {listed}. Dau berson sy'n penderfynu.",
            )
        )
