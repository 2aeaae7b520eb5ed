"""The practice home: six invented ISPs at their beginning, in a home whose time stands, entered as any of its roles."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlmodel import func, select

from ispdesk import calendars, desk, policies
from ispdesk.bootstrap import App, HomeError, open_home
from ispdesk.imports.load import load
from ispdesk.imports.reader import read
from ispdesk.settings import Settings
from models.database import reading
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Person
from states.calendar import ZONE
from states.words import Sentence

EXAMPLE = Path(__file__).parent / "examples" / "practice"
STANDS_AT = dt.datetime(2026, 1, 13, 9, 30, tzinfo=ZONE)
"""Tuesday 13 January 2026: the bank holidays are over, and a consultation of weeks fits before the next ones."""
YEARS = range(2024, 2032)
"""From before the earliest year that the pack tells of to the last that a review may reach."""
Say = Callable[[Sentence], None]


def make(home: Path, say: Say, base_url: str) -> App:
    """Make the practice home in an empty folder. Raises HomeError where something is in it."""
    if home.exists() and any(home.iterdir()):
        raise HomeError(f"{home} is not empty; name an empty or new folder.")
    app = open_home(Settings(home=home, database_url=None, smtp_host=None), create=True)
    app.set_fact("fixed_time", STANDS_AT.astimezone(dt.UTC).isoformat())
    app.set_fact("name", "ISP Desk")
    app.set_fact("team_address", "team@assurance-team.example")
    app.set_fact("base_url", base_url)
    orders = [*(calendars.storing(year) for year in YEARS), policies.adopting("current")]
    if isinstance(result := desk.do_all(app.engine, orders, app.now), tuple):
        raise HomeError(result[1].reasons[0].en)
    say(Sentence("Entering six practice ISPs and their organisations …", "Cofnodi chwe ISP ymarfer a'u sefydliadau …"))
    load(app.engine, app.now, read([EXAMPLE]))
    return app


def summary(app: App) -> dict[str, Any]:
    """What the home holds, read back from it."""
    with reading(app.engine) as session:
        counted = {
            name: session.exec(select(func.count()).select_from(table)).one()
            for name, table in (("isps", Isp), ("organisations", Organisation), ("roles", Person))
        }
    return {"home": str(app.home), "stands_at": STANDS_AT.isoformat(), **counted}
