"""The demonstration: Wales 2012 recorded through the one door in a home whose time stands still."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ispdesk import audit, calendars, desk, policies, post, rounds
from ispdesk.bootstrap import App, HomeError, open_home
from ispdesk.commands import queue
from ispdesk.imports.load import load
from ispdesk.imports.reader import read
from ispdesk.inbox import mails
from ispdesk.reports import outputs
from ispdesk.settings import Settings
from models.database import reading
from states.calendar import ZONE

EXAMPLE = Path(__file__).parent / "examples" / "wales-2012"
RECORDED = dt.datetime(2012, 9, 28, 17, 0, tzinfo=ZONE)
"""Friday 28 September 2012, the close: the register is recorded and the backlog measured."""
STANDS_AT = dt.datetime(2012, 10, 1, 9, 30, tzinfo=ZONE)
"""Monday 1 October 2012: where the home then stands. 30 September was a Sunday."""
YEARS = range(2003, 2017)
"""From the earliest year that the register tells of to the last that its clocks may reach."""
Say = Callable[[str], None]


def make(home: Path, say: Say, base_url: str = "http://127.0.0.1:8400") -> App:
    """Make the demonstration's home in an empty folder. Raises HomeError where something is in it."""
    if home.exists() and any(home.iterdir()):
        raise HomeError(f"{home} is not empty; name an empty or new folder.")
    app = open_home(Settings(home=home, database_url=None, smtp_host=None), create=True)
    app.set_fact("fixed_time", RECORDED.astimezone(dt.UTC).isoformat())
    app.set_fact("name", "ISP Desk")
    app.set_fact("team_address", "waspi-team@wales-2012.example")
    app.set_fact("base_url", base_url)
    say("Storing Welsh bank holidays and adopting the policy …")
    _all(app, [*(calendars.storing(year) for year in YEARS), policies.adopting("wales-2012")])
    say("Recording Wales 2012 through the one door …")
    load(app.engine, app.now, read([EXAMPLE]))
    say("Measuring the backlog at the close of Friday 28 September 2012 …")
    rounds.measure(app, app.now())
    app.move_time(STANDS_AT.astimezone(dt.UTC))
    say("Monday 1 October 2012, 09:30: running the flows' functions and delivering letters …")
    for work in (rounds.advance, rounds.sweep, rounds.measure, rounds.send):
        work(app, app.now())
    return app


def _all(app: App, orders: list[Any]) -> None:
    result = desk.do_all(app.engine, orders, app.now)
    if isinstance(result, tuple):
        place, refused = result
        message = f"{orders[place].kind}: {refused.reasons[0].en}"
        raise HomeError(message)


def summary(app: App) -> dict[str, Any]:
    """What the demonstration shows, read back from the record."""
    with reading(app.engine) as session:
        measured = queue.latest(session)
        proof = audit.verify(session)
        letters = post.counts(session)
        totals = outputs.outputs(session, STANDS_AT.date() - dt.timedelta(1))
    written = sum(count for status, count in letters.items() if status != "superseded")
    if measured is None:
        raise HomeError("The backlog was not measured.")
    return {
        "home": str(app.home),
        "stands_at": STANDS_AT.isoformat(),
        "outputs": totals,
        "backlog": {
            "level": measured.level,
            "count": measured.count,
            "day": measured.day.isoformat(),
            "oldest_working_days": {
                "min": measured.oldest_min,
                "max": measured.oldest_max,
                "known_for": measured.oldest_known_for,
            },
            "projected_clearance_months": {
                "min": measured.clearance_min,
                "max": measured.clearance_max,
                "method": measured.method,
            },
        },
        "letters": {"written": written, "delivered": len(mails(app.inbox_folder))},
        "history": {"rows": proof.rows, "chain": "ok" if proof.ok else "broken", "problems": list(proof.problems)},
        "isps": totals["identified"],
    }
