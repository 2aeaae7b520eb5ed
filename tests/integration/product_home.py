"""A home in which one ISP stands in each state, and one actor has exactly each role; and a dump to compare."""

import datetime as dt
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from databases import keyed
from sqlalchemy import Engine, event, text

from ispdesk import calendars, desk, policies
from ispdesk.access import RESERVED
from ispdesk.commands.shape import Done, Order
from models.database import make_engine, migrate
from states.lifecycle import Role, State
from states.when import on

NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
"""A Wednesday, 13:00 in Wales."""
REVIEW = dt.date(2026, 7, 31)
"""In the future, and so near that its notice date has been reached."""
PEOPLE = tuple(role for role in Role if role.value not in RESERVED)
ACTORS = {role: f"one-{role.value.replace('_', '-')}" if role in PEOPLE else role.value for role in Role}
REFS = {state: f"P-{n:02}" for n, state in enumerate(State, start=1)}
PARTNERS = ("Alpha Council", "Beta Health Board")


def clock() -> dt.datetime:
    """Time stands still."""
    return NOW


def engine_of(path: Path) -> Engine:
    """The product's own engine on this file, which need not survive a loss of power: thousands of commits wait less."""
    engine = make_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return keyed(engine)


class Ids:
    """Fresh ids for orders."""

    def __init__(self, prefix: str) -> None:
        self.prefix, self.n = prefix, 0

    def order(self, kind: str, stream: str, actor: str, payload: Mapping[str, Any], **more: Any) -> Order:
        self.n += 1
        return Order(f"{self.prefix}-{self.n}", kind, stream, actor, payload, **more)


def furnish(path: Path) -> None:
    """Make a home with people, organisations, a calendar and a policy, and no ISP."""
    engine = engine_of(path)
    migrate(engine)
    ids = Ids("make")
    orders = [calendars.storing(year) for year in range(2025, 2028)]
    orders.append(policies.adopting("current"))
    for role in PEOPLE:
        person = f"person:{ACTORS[role]}"
        orders.append(ids.order("enter_person", person, "import", {"name_en": role.value, "address": _address(role)}))
        orders.append(ids.order("grant_role", person, "operator", {"role": role.value}))
    orders.append(ids.order("enter_facilitator", "person:F-1", "import", {"name_en": "Trained", "kind": "other"}))
    orders.append(ids.order("enter_group", "group:G-1", "import", {"name_en": "A group"}))
    orders += [
        ids.order("enter_organisation", f"organisation:{name}", "import", {"name_en": name})
        for name in ("alpha", "beta")
    ]
    _do(engine, orders)
    engine.dispose()


def _do(engine: Engine, orders: list[Order]) -> None:
    result = desk.do_all(engine, orders, clock)
    assert isinstance(result, Done), f"{orders[result[0]]}: {result[1]}"


def settle(path: Path, *, bare: bool = False) -> None:
    """Add an ISP in each state. `bare`: it has a title and a state and nothing that a need asks for."""
    engine, ids = engine_of(path), Ids("isp")
    _do(engine, [order for state in State for order in _isp(ids, state, bare=bare)])
    if not bare:
        with engine.begin() as connection:
            for statement in FURNISH:
                connection.execute(text(statement), {"review": REVIEW.isoformat()})
    engine.dispose()


FURNISH = (
    "UPDATE version SET review_date = :review, round = 1",
    "INSERT INTO declaration (version_id, person_id, exception) SELECT v.id, p.id, '' FROM version v, person p",
    (
        "INSERT INTO finding (version_id, round, number, severity, about, text, correction, answer_text, closed) "
        "SELECT id, 1, 1, 'must', '', 'A date is wrong', 1, '', 1 FROM version"
    ),
    "UPDATE isp SET successor_id = (SELECT id FROM isp ORDER BY id LIMIT 1)",
)
"""What a need may ask for and takes many commands to reach is put in directly; nothing of it is history."""


def _address(role: Role) -> str:
    return f"{role.value.replace('_', '.')}@rules.example"


def _isp(ids: Ids, state: State, *, bare: bool) -> Iterable[Order]:
    stream = f"isp:{REFS[state]}"
    taken = {"state": state, "source": "a test"}
    if bare:
        yield ids.order("make_known", stream, "import", {"title_en": f"In {state}"})
        yield ids.order("take_on", stream, "import", taken)
        return
    known = {
        "title_en": f"In {state}",
        "places": ["W06000008"],
        "service_areas": ["health"],
        "purpose": "To look after people",
        "instrument": "isp",
        "lead": "alpha",
        "coordinator_organisation": "beta",
        "group": "G-1",
        "submits_itself": True,
    }
    yield ids.order("make_known", stream, "import", known)
    for line, name in enumerate(PARTNERS, start=1):
        yield ids.order("add_partner", stream, "import", {"name": name, "line": line})
    flow = {"number": 1, "information": "Names", "sender": PARTNERS[0], "recipients": [PARTNERS[1]], "purpose": "Care"}
    yield ids.order("write_flow", stream, "import", {**flow, "method": "post"})
    yield ids.order("write_section", stream, "import", {"key": "purpose", "text": "Why"})
    yield ids.order("name_facilitator", stream, "one-team-lead", {"facilitator": "F-1"})
    for line in (1, 2):
        yield ids.order("sign_off", stream, "import", {"partner": line, "outcome": "signed"})
    assured = {"happened": on(dt.date(2026, 1, 5))} if state in ("assured", "review_due", "in_review") else {}
    yield ids.order("take_on", stream, "import", taken, **assured)


class Home:
    """One engine on one file, which is put back to a template as often as wanted: statements stay compiled."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "home.db"
        furnish(folder / "full.db")
        shutil.copy(folder / "full.db", folder / "bare.db")
        settle(folder / "full.db")
        settle(folder / "bare.db", bare=True)
        self.engine = engine_of(self.path)

    def reset(self, profile: str, *, bare: bool = False) -> Engine:
        """Put it back; every version then is of this profile."""
        self.engine.dispose()
        for file in self.folder.glob("home.db*"):
            file.unlink()
        shutil.copy(self.folder / ("bare.db" if bare else "full.db"), self.path)
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE version SET profile = :profile"), {"profile": profile})
        return self.engine


def dump(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table but the record of attempts."""
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        return {
            name: list(map(tuple, connection.execute(text(f'SELECT rowid, * FROM "{name}" ORDER BY rowid'))))  # noqa: S608
            for name in names
            if name != "command" and not name.startswith("isp_search")  # the index has tables of its own kind
        }


def attempts(engine: Engine) -> list[tuple[str, str]]:
    """The record of attempts: id and outcome."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, outcome FROM command ORDER BY rowid"))
        return [(row[0], row[1]) for row in rows]
