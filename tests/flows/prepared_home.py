"""A home in which every round has something to do: made through the door, its time standing still."""

import datetime as dt
import os
from pathlib import Path

from ispdesk import desk
from ispdesk.bootstrap import App, open_home
from ispdesk.cli.register import equip
from ispdesk.commands.shape import Done, Order
from ispdesk.settings import Settings
from states.when import When

BEGUN = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
TRAINED = dt.date(2025, 11, 3)
LATER = dt.datetime(2026, 4, 30, 10, 0, tzinfo=dt.UTC)


def prepare(home: Path) -> App:
    """Two ISPs, one in workshops for two months, one whose notice of review is due; and a facilitator without work."""
    app = open_home(Settings(home=home, database_url=None, smtp_host=None), create=True)
    app.set_fact("fixed_time", BEGUN.isoformat())
    app.set_fact("team_address", "team@desk.example")
    equip(app, "current")
    for number, order in enumerate(_orders()):
        result = desk.do(app.engine, Order(f"prepare:{number}", *order), app.now)
        assert isinstance(result, Done), result
    app.move_time(LATER)
    return app


def _orders() -> list[tuple[object, ...]]:
    person = {"name_en": "Coordinator", "address": "coordinator@desk.example"}
    team = {"name_en": "The team", "address": "team@desk.example"}
    trained = {"name_en": "Facilitator", "kind": "health"}
    known = {"title_en": "An example", "service_areas": ["housing"], "places": ["W06000015"]}
    return [
        ("enter_person", "person:team", "operator", team),
        ("grant_role", "person:team", "operator", {"role": "team_lead"}),
        ("enter_person", "person:coordinator", "operator", person),
        ("enter_facilitator", "person:facilitator", "operator", trained, None, None, When(TRAINED, TRAINED)),
        ("make_known", "isp:ISP-0001", "team", known | {"coordinator_person": "coordinator"}),
        ("take_on", "isp:ISP-0001", "team", {"state": "workshops"}, None, None, When(BEGUN.date(), BEGUN.date())),
        ("make_known", "isp:ISP-0002", "team", known | {"coordinator_person": "coordinator"}),
        (
            "take_on",
            "isp:ISP-0002",
            "team",
            {"state": "assured", "review_date": "2026-06-30"},
            None,
            None,
            When(BEGUN.date(), BEGUN.date()),
        ),
    ]


def environment(home: Path) -> dict[str, str]:
    """What `ispdesk up` is started with: this home, and every schedule replaced."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ISPDESK_", "PREFECT_"))}
    return kept | {"ISPDESK_HOME": str(home), "ISPDESK_SCHEDULE_EVERY": "5s", "PYTHONUNBUFFERED": "1"}
