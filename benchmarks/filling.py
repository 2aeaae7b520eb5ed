"""A large installation for the benchmarks: whole ISPs by bulk inserts. Nothing goes through the door: no ledger."""

import contextlib
import datetime as dt
import random
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from ispdesk import calendars, desk, policies
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Done
from models.database import make_engine, migrate
from models.tables.calendar import HomeFact
from models.tables.clocks import Task, TimerRow
from models.tables.isp import DatedFact, HoldingRow, Isp, IspServes, Version
from models.tables.journal import History, HistoryWords, Stream
from models.tables.organisation import SECTORS, Accord, Organisation
from models.tables.person import Facilitator, Grant, Person
from models.tables.qa import Finding, QaGroup
from models.tables.work import Flow, IspFacilitator, Partner, Section, Signoff
from states.lifecycle import State
from states.places import AUTHORITIES, SERVICE_AREAS
from states.searching import indexed

NOW = dt.datetime(2026, 6, 10, 11, 0, tzinfo=dt.UTC)
CHUNK = 20_000
PEOPLE, BODIES, FACILITATORS = 6_000, 1_200, 400
IN_QUEUE = 300
"""Open rounds: what a team with a serious backlog has before it, not a share of all ISPs."""
STATES = (("assured", 70), ("retired", 8), ("draft", 6), ("workshops", 5), ("scoping", 4), ("identified", 4),
          ("review_due", 2), ("lapsed", 1))  # fmt: skip
HOLDS = {"assured": "nobody", "retired": "nobody", "review_due": "coordinator", "lapsed": "coordinator",
         "qa_queue": "team", "qa_review": "team", "returned": "coordinator"}  # fmt: skip
WORDS = [
    "housing", "support", "families", "early", "help", "discharge", "hospital", "school", "attendance", "carers",
    "safeguarding", "falls", "dementia", "youth", "offending", "substance", "homelessness", "nursing", "transition",
    "adoption", "fostering", "employment", "reablement", "community", "rehabilitation", "perinatal", "bereavement",
    "nutrition", "mobility", "vaccination", "screening", "respite", "advocacy",
]  # fmt: skip
CLOCKS = {"workshops": "workshop_phase", "qa_queue": "qa_first_decision", "qa_review": "qa_first_decision"}


def add(connection: Connection, table: type[SQLModel], rows: Iterator[dict[str, Any]]) -> None:
    """Insert rows in chunks; what a row does not name stands at the table's default."""
    base = {
        name: (field.get_default(call_default_factory=True) if not field.is_required() else None)
        for name, field in table.model_fields.items()
        if name != "id"
    }
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append({**base, **row})
        if len(chunk) == CHUNK:
            connection.execute(insert(table), chunk)
            chunk = []
    if chunk:
        connection.execute(insert(table), chunk)


def installation(app: App) -> None:
    """A calendar, a policy, a fixed time."""
    migrate(app.engine)
    orders = [*(calendars.storing(year) for year in range(2019, 2030)), policies.adopting("current")]
    result = desk.do_all(app.engine, orders, lambda: NOW - dt.timedelta(days=900))
    if not isinstance(result, Done):
        raise SystemExit(str(result))


def fill(app: App, isps: int, history: int) -> None:
    """The whole installation, from one seed."""
    chance = random.Random(7)  # noqa: S311 - figures, no secrets
    states = [state for state, share in STATES for _ in range(share)]
    chosen = ["qa_queue" if n % 3 else "qa_review" for n in range(IN_QUEUE)]
    state_of = chosen + [chance.choice(states) for _ in range(max(0, isps - len(chosen)))]
    chance.shuffle(state_of)
    titles = [" ".join(chance.sample(WORDS, 4)).capitalize() for _ in range(isps)]
    began = [NOW - dt.timedelta(days=chance.randrange(30, 1500)) for _ in range(isps)]
    with app.engine.connect().execution_options(ispdesk_writing=True) as connection, connection.begin():
        add(connection, HomeFact, iter([{"key": "fixed_time", "value": NOW.isoformat()}]))
        add(connection, Organisation, ({"id": n, "ref": f"o{n}", "name_en": f"Body {n}", "sector": SECTORS[n % 3]}
                                        for n in range(1, BODIES + 1)))  # fmt: skip
        add(connection, Accord, ({"organisation_id": n, "status": "signed"} for n in range(1, BODIES + 1) if n % 4))
        add(connection, Person, _people())
        add(connection, Grant, _grants())
        add(connection, Facilitator, ({"id": n, "ref": f"f{n}", "person_id": n, "name_en": f"Facilitator {n}",
                                       "kind": "health"} for n in range(1, FACILITATORS + 1)))  # fmt: skip
        add(connection, QaGroup, iter([{"id": n, "ref": f"g{n}", "name_en": f"Group {n}"} for n in (1, 2, 3)]))
        add(connection, Stream, ({"name": f"isp:B{n}", "kind": "isp", "ref": f"B{n}", "length": history,
                                  "last_at": began[n - 1]} for n in range(1, isps + 1)))  # fmt: skip
        made = list(_isps(isps, titles, chance))
        add(connection, Isp, iter(made))
        add(connection, IspServes, ({"isp_id": n, "area": area, "place": place} for n, one in enumerate(made, 1)
                                    for area in one["service_areas"] for place in one["places"]))  # fmt: skip
        add(connection, Version, _versions(state_of, began, history))
        add(connection, HoldingRow, _holdings(state_of, began, history))
        add(connection, History, _history(state_of, began, history))
        add(connection, HistoryWords, ({"stream": f"isp:B{n}", "seq": 3, "name": "reason", "salt": "0" * 32,
                                        "text": "As agreed at the meeting"} for n in range(1, isps + 1)))  # fmt: skip
        add(connection, Partner, _partners(isps))
        add(connection, IspFacilitator, ({"isp_id": n, "facilitator_id": n % FACILITATORS + 1}
                                         for n in range(3, isps + 1, 3)))  # fmt: skip
        add(connection, Flow, _flows(isps))
        add(connection, Section, ({"version_id": n, "position": place, "key": key, "lang": "en", "heading": key,
                                   "text": "The text of this section.", "content_hash": f"{n:064x}"}
                                  for n in range(1, isps + 1)
                                  for place, key in enumerate(("purpose", "benefits", "law"), 1)))  # fmt: skip
        add(connection, Signoff, ({"version_id": n, "partner_id": (n - 1) * 5 + line, "outcome": "signed"}
                                  for n, state in enumerate(state_of, 1) if state in ("assured", "qa_queue")
                                  for line in (1, 2)))  # fmt: skip
        add(connection, DatedFact, ({"isp_id": n, "kind": "in_operation_since", "happened_from": began[n - 1].date()}
                                    for n in range(1, isps + 1, 4)))  # fmt: skip
        add(connection, Finding, ({"version_id": n, "round": 1, "number": 1, "text": "A date is wrong"}
                                  for n, state in enumerate(state_of, 1) if state == "qa_review"))  # fmt: skip
        add(connection, Task, _tasks(state_of))
        add(connection, TimerRow, _timers(state_of, history))
        _words(connection, titles)
        import_module("models.migrations.versions.0028_the_public_register").fill(connection)
    with app.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
        for table in ("isp", "version", "history") if connection.dialect.name == "postgresql" else ():
            connection.execute(text(f"VACUUM {table}"))
        if connection.dialect.name == "postgresql":  # one sequence a table stands behind rows that came with their ids
            for name in ("person", "isp", "version", "partner"):
                moved = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"  # noqa: S608
                connection.execute(text(moved))


def _partners(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        for line in range(1, 6):
            yield {"id": (n - 1) * 5 + line, "isp_id": n, "line": line, "name": f"Body {_body(n, line)}",
                   "organisation_id": _body(n, line), "contact_id": _contact(n) if line == 2 else None}  # fmt: skip


def _body(n: int, line: int) -> int:
    return (n * 7 + line * 131) % BODIES + 1


def _contact(n: int) -> int:
    return n % (PEOPLE - 1000) + 900


def coordinator(n: int) -> int:
    """Two thousand people coordinate: mostly a handful to some tens, and no. 7 holds fifty."""
    return 7 if n % max(1, 100_000 // 50) == 3 else 100 + n % 2_000


def _people() -> Iterator[dict[str, Any]]:
    for n in range(1, PEOPLE):
        yield {"id": n, "ref": f"p{n}", "name_en": f"Person {n}", "organisation_id": n % BODIES + 1,
               "address": f"p{n}@desk.example", "language": "cy" if n % 4 == 0 else "en"}  # fmt: skip
    yield {"id": PEOPLE, "ref": "team", "name_en": "Team", "address": "team@desk.example", "language": "en"}


def _grants() -> Iterator[dict[str, Any]]:
    yield {"person_id": PEOPLE, "role": "assurer", "granted_by": "operator"}
    yield {"person_id": PEOPLE, "role": "team_lead", "granted_by": "operator"}
    for n in range(1, PEOPLE, 3):
        yield {
            "person_id": n,
            "role": "partner_contact",
            "scope": f"organisation:o{n % BODIES + 1}",
            "granted_by": "team",
        }


def _isps(number: int, titles: list[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    codes = [code for code in AUTHORITIES if code != "wales"]
    for n in range(1, number + 1):
        yield {"id": n, "ref": f"B{n}", "title_en": titles[n - 1], "title_cy": f"Gwasanaeth {n}",
               "purpose": "To support people early and together", "instrument": "isp", "service_areas": _areas(n),
               "places": [chance.choice(codes)], "lead_id": _body(n, 1), "coordinator_person_id": coordinator(n),
               "coordinator_organisation_id": None, "group_id": n % 3 + 1}  # fmt: skip


def _areas(n: int) -> list[str]:
    codes = list(SERVICE_AREAS)
    return [
        codes[n % len(codes)],
        *([codes[(n // 7 + 1) % len(codes)]] if n % 5 == 0 and n // 7 % 18 != n % 18 - 1 else []),
    ]


def _place(state: str) -> str:
    if state in ("assured", "review_due", "lapsed"):
        return "force"
    return "past" if state == "retired" else "progress"


def _versions(state_of: list[str], began: list[dt.datetime], history: int) -> Iterator[dict[str, Any]]:
    for n, (state, begun) in enumerate(zip(state_of, began, strict=True), 1):
        queue = State(state) in (State.QA_QUEUE, State.QA_REVIEW)
        day = (NOW - dt.timedelta(days=n % 90 + 1)).date()
        yield {"id": n, "isp_id": n, "state": state, "holder": HOLDS.get(state, "coordinator"), "place": _place(state),
               "entered_at": begun, "entered_seq": history, "round": int(queue),
               "was_assured": _place(state) != "progress",
               "assured_from": _assured(state, begun), "assured_to": _assured(state, begun),
               "submitted_from": day if queue else None, "submitted_to": day if queue else None,
               "assurer": "team" if state == "qa_review" and n % 4 == 0 else None,
               "review_date": _review(n, state)}  # fmt: skip


def _review(n: int, state: str) -> dt.date | None:
    return {"assured": dt.date(2027, 6, 1), "lapsed": dt.date(2026, 3, 1 + n % 28)}.get(state)


def _assured(state: str, begun: dt.datetime) -> dt.date | None:
    return None if _place(state) == "progress" else begun.date()


def _holdings(state_of: list[str], began: list[dt.datetime], history: int) -> Iterator[dict[str, Any]]:
    for n, begun in enumerate(began, 1):
        yield {"version_id": n, "seq": 1, "since": begun, "party": "coordinator"}
        yield {"version_id": n, "seq": history // 2, "since": begun + dt.timedelta(days=9), "party": "partners"}
        last = HOLDS.get(state_of[n - 1], "coordinator")
        yield {"version_id": n, "seq": history, "since": begun + dt.timedelta(days=20), "party": last}


def _history(state_of: list[str], began: list[dt.datetime], history: int) -> Iterator[dict[str, Any]]:
    for n, begun in enumerate(began, 1):
        for seq in range(1, history + 1):
            moved = seq in (1, history // 2, history)
            kind = "take_up" if moved else "described"
            to = "scoping" if seq < history else state_of[n - 1]
            yield {"stream": f"isp:B{n}", "seq": seq, "command_id": f"c{n}-{seq}", "kind": kind, "role": "coordinator",
                   "actor": f"p{coordinator(n)}", "recorded_at": begun + dt.timedelta(days=seq),
                   "body": {"to": to, "version": 1} if moved else {}, "prev_hash": f"{n:x}-{seq - 1}",
                   "hash": f"{n:x}-{seq}"}  # fmt: skip


def _flows(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        for one in (1, 2, 3):
            yield {"version_id": n, "number": one, "step": "Referral", "information": f"Names and {WORDS[n % 30]}",
                   "sender": f"Body {_body(n, 1)}", "recipients": [f"Body {_body(n, one + 1)}"], "purpose": "Support",
                   "method": "secure mail", "basis": "consent"}  # fmt: skip


def _tasks(state_of: list[str]) -> Iterator[dict[str, Any]]:
    for n, state in enumerate(state_of, 1):
        if state == "draft":
            asked = {"asked_at": NOW - dt.timedelta(days=n % 40), "asked_seq": 4, "kind": "sign_off"}
            for number in (1, 2, 3):
                yield {"isp_id": n, "version_id": n, "number": number, "waits": number == 1,
                       "partner_id": (n - 1) * 5 + number, **asked}  # fmt: skip


def _timers(state_of: list[str], history: int) -> Iterator[dict[str, Any]]:
    for n, state in enumerate(state_of, 1):
        if state == "retired":
            continue
        due = (NOW + dt.timedelta(days=n % 60 - 8)).date()
        kind = CLOCKS.get(state, "review" if state == "assured" else "idle")
        yield {"stream": f"isp:B{n}", "version_id": n, "kind": kind, "subject": "v1", "round": 1, "due_day": due,
               "started_seq": history, "started_at": NOW - dt.timedelta(days=30), "policy_version": 1,
               "calendar_version": 1, "anchor": NOW.date() if kind in ("review", "idle") else None}  # fmt: skip


def _words(connection: Connection, titles: list[str]) -> None:
    rows = [{"isp": n, "open": indexed(f"B{n} {title} Body {_body(n, 1)}"), "inner": indexed(f"names {WORDS[n % 30]}")}
            for n, title in enumerate(titles, 1)]  # fmt: skip
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO isp_search (rowid, open, inner_words) VALUES (:isp, :open, :inner)"
    else:
        statement = (
            "INSERT INTO isp_search (isp_id, open, inner_words) "
            "VALUES (:isp, to_tsvector('simple', :open), to_tsvector('simple', :inner))"
        )
    for first in range(0, len(rows), CHUNK):
        connection.execute(text(statement), rows[first : first + CHUNK])


@contextlib.contextmanager
def database(folder: Path, *, postgresql: bool, keep: bool) -> Iterator[str]:
    """Where the home lies; one kept on a server is found by its name."""
    if not postgresql:
        yield f"sqlite:///{folder / 'ispdesk.db'}"
        return
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "integration"))
    import databases

    with databases.server() as url:
        kept = make_url(url).set(database="ispdesk_pages").render_as_string(hide_password=False)
        yield kept if keep and filled(kept) else databases.empty(url, "ispdesk_pages")


def filled(url: str) -> bool:
    """Whether a home was made there before."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return bool(connection.execute(text("SELECT 1 FROM isp LIMIT 1")).first())
    except DBAPIError:
        return False
    finally:
        engine.dispose()
