"""A home of the release before, with its own rows, is carried over by migration 0003, on both databases."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import databases
import pytest
from alembic import command
from databases import Copies
from sqlalchemy import CheckConstraint, Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from models.database import WRITING, MigrationError, alembic_config, migrate, reading, schema_state
from models.queries import home
from states.lifecycle import Party

POLICY = {
    "name": "current",
    "profile": "current",
    "signoff_order": "either",
    "timers": {
        "workshop_phase": {
            "name_en": "Workshop phase",
            "name_cy": "Cyfnod y gweithdai",
            "budget": "6 weeks",
            "source": "our default",
            "parties": ["coordinator", "partners"],
            "states": ["workshops"],
            "starts": ["workshops"],
            "rungs": [
                {"name": "tip", "offset": -10, "message": "rung_workshop_tip", "to": ["coordinator", "facilitator"]},
                {"name": "due", "offset": 0, "message": "rung_workshop_expected_date", "to": ["coordinator"]},
            ],
        },
        "qa_first_decision": {
            "name_en": "First decision",
            "name_cy": "Penderfyniad cyntaf",
            "budget": 30,
            "source": "our default",
            "parties": ["team", "group"],
            "states": ["qa_queue", "qa_review"],
            "starts": ["qa_queue"],
            "rounds": "first",
            "rungs": [
                {"name": "reminder", "offset": -5, "message": "rung_qa_reminder", "to": ["team"]},
                {"name": "due", "offset": 0, "message": "rung_qa_due", "to": ["team"]},
                {
                    "name": "escalation_1", "offset": 5, "message": "rung_qa_escalation",
                    "to": ["team", "board_secretary"], "urgent": True,
                },
            ],
        },
    },
    "backlog": {
        "to": ["team", "board_secretary"],
        "clear_after": 3,
        "count": {"amber": 10, "red": 20, "source": "our default"},
        "oldest_working_days": {"amber": 30, "red": 60, "source": "our default"},
        "share_over_budget": {"amber": 0.25, "red": 0.5, "source": "our default"},
        "projected_clearance_months": {"amber": 6, "red": 12, "source": "our default"},
    },
}  # fmt: skip
"""A policy as the release before wrote it: parties, a list of rungs, a budget as a bare number."""
ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("stream", {"name": "isp:OLD-1", "kind": "isp", "ref": "OLD-1", "length": 2, "head": "h2", "last_at": 2_000}),
    (
        "history",
        {
            "stream": "isp:OLD-1", "seq": 1, "command_id": "c1", "ordinal": 0, "kind": "submit", "standing": "done",
            "actor": "cled", "role": "coordinator", "recorded_at": 1_000, "body": "{}", "prev_hash": "", "hash": "h1",
        },
    ),
    ("policy", {"version": 1, "name": "current", "content": json.dumps(POLICY), "adopted_at": 1_000}),
    (
        "person",
        {
            "id": 7, "ref": "cled", "name_en": "Cled", "name_cy": "Cled", "address": "cled@desk.test",
            "language": "en", "standing": "entered", "source": "",
        },
    ),
    ("role_grant", {"id": 3, "person_id": 7, "role": "team_lead", "scope": "all", "granted_by": "operator"}),
    (
        "isp",
        {
            "id": 5, "ref": "OLD-1", "title_en": "Old", "title_cy": "Hen", "service_areas": "[]", "places": "[]",
            "purpose": "", "coordinator_person_id": 7, "coordinator_role": "", "facilitator_note": "",
            "submits_itself": False, "standing": "entered", "source": "", "note": "",
        },
    ),
    (
        "version",
        {
            "id": 9, "isp_id": 5, "number": 2, "place": "progress", "state": "qa_queue", "holder": "team",
            "entered_at": 1_000, "entered_seq": 1, "round": 1, "was_assured": False, "on_hold": False,
            "profile": "current",
        },
    ),
    (
        "dated_fact",
        {
            "id": 4, "isp_id": 5, "kind": "need_arose", "value": "", "as_printed": "", "standing": "entered",
            "source": "", "note": "",
        },
    ),
    (
        "timer",
        {
            "id": 11, "version_id": 9, "kind": "qa_first_decision", "round": 1, "started_seq": 1, "started_at": 1_000,
            "policy_version": 1, "calendar_version": 6, "status": "running", "counted": 26, "due_day": "2026-04-14",
            "fire_at": 5_000, "next_rung_at": 5_000, "next_rung": "due",
        },
    ),
    (
        "rung_claim",
        {
            "isp_ref": "OLD-1", "timer_kind": "qa_first_decision", "subject": "v2", "round": 1, "rung": "reminder",
            "due_at": 1_500, "claimed_at": 1_600, "history_seq": 2,
        },
    ),
    (
        "letter",
        {
            "id": 2, "dedupe": "d", "message_id": "m", "kind": "nudge", "message": "rung_qa_reminder", "asks": True,
            "person_id": 7, "address": "cled@desk.test", "subject": "s", "raw": b"raw", "isp_ref": "OLD-1",
            "version_id": 9, "entered_seq": 1, "status": "queued", "attempts": 0, "queued_at": 1_600, "fence": 0,
            "beat": 0,
        },
    ),
    (
        "notice",
        {
            "id": 6, "stream": "isp:OLD-1", "seq": 2, "message": "rung_qa_reminder", "audience": "team",
            "person_id": 7, "values": "{}", "urgent": False, "created_at": 1_600, "letter_id": 2,
        },
    ),
)  # fmt: skip
"""One row of each table that the migration touches, and of those that point at them."""


def fill(engine: Engine) -> None:
    """Make a database of the release before, with its rows."""
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        command.upgrade(alembic_config(connection), "0002")
        for table, row in ROWS:
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)  # noqa: S608 - our own names


def carried_over(engine: Engine) -> None:
    fill(engine)
    assert schema_state(engine) == "older"
    migrate(engine)


@pytest.fixture(scope="module")
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Copies]]:
    """Copies of a home that was carried over, by database."""
    server = request.getfixturevalue("postgresql_server")
    with databases.postgresql(server, carried_over, "carried") as postgresql:
        yield {"postgresql": postgresql, "sqlite": databases.sqlite(tmp_path_factory.mktemp("carried"), carried_over)}


@pytest.fixture
def kept(database: str, copies: dict[str, Copies]) -> Iterator[Engine]:
    """A home of the release before, carried over."""
    with copies[database]() as url, databases.opened(url) as engine:
        yield engine


def rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_every_row_is_carried_over(kept: Engine) -> None:
    assert schema_state(kept) == "current"
    assert rows(kept, "SELECT id, stream, subject, counted, next_rung, anchor FROM timer") == [
        (11, "isp:OLD-1", "v2", 26, "due", None)
    ]
    assert rows(kept, "SELECT stream, timer_kind, subject, round, rung, due_at, history_seq FROM rung_claim") == [
        ("isp:OLD-1", "qa_first_decision", "v2", 1, "reminder", 1_500, 2)
    ]
    assert rows(kept, "SELECT id, person_id, letter_id, version_id, gone_at FROM notice") == [(6, 7, 2, None, None)]
    assert rows(kept, "SELECT person_id, role FROM role_grant") == [(7, "team_lead")]
    assert rows(kept, "SELECT isp_id, kind FROM dated_fact") == [(5, "need_arose")]
    assert rows(kept, "SELECT name, length, head FROM stream") == [("isp:OLD-1", 2, "h2")]
    assert rows(kept, "SELECT stream, seq, hash FROM history") == [("isp:OLD-1", 1, "h1")]
    assert rows(kept, "SELECT version, adopted_by, reason FROM policy") == [(1, "", "")]
    migrate(kept)  # again: nothing is left to do


def test_the_policy_is_read_in_its_new_form_with_the_same_numbers(kept: Engine) -> None:
    with reading(kept) as session:
        found = home.policy(session)
    assert found is not None
    version, policy = found
    assert version == 1
    first, workshops = policy.timer("qa_first_decision"), policy.timer("workshop_phase")
    assert first is not None
    assert workshops is not None
    assert (first.budget, workshops.budget) == (30, 30)
    assert first.parties == {Party.TEAM, Party.GROUP}
    assert first.resubmission is False
    assert [(r.name, r.offset, r.message, r.urgent) for r in first.rungs] == [
        ("reminder", -5, "rung_qa_reminder", False),
        ("due", 0, "rung_qa_due", False),
        ("escalation_1", 5, "rung_qa_escalation", True),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE rung_claim SET rung = 'due'",
        "DELETE FROM rung_claim",
        "UPDATE history SET kind = 'x'",
        "UPDATE letter_bytes SET raw = ''",
        "DELETE FROM letter_bytes",
    ],
)
def test_the_guards_of_evidence_are_back(kept: Engine, change: str) -> None:
    with pytest.raises(DBAPIError, match="evidence"), kept.begin() as connection:
        connection.execute(text(change))


def test_words_that_must_go_are_taken_out_of_a_letter_once(kept: Engine) -> None:
    with kept.begin() as connection:
        connection.execute(text("UPDATE letter_bytes SET raw = '', removed = 'personal data'"))
    with pytest.raises(DBAPIError, match="evidence"), kept.begin() as connection:
        connection.execute(text("UPDATE letter_bytes SET raw = 'x', removed = 'another'"))


def test_a_letters_bytes_leave_its_row_and_go_back_into_it(kept: Engine) -> None:
    apart = "SELECT letter_id, raw FROM letter_bytes"
    assert rows(kept, apart) == [(2, b"raw")]
    assert "raw" not in {column["name"] for column in inspect(kept).get_columns("letter")}
    with kept.execution_options(**{WRITING: True}).begin() as connection:
        command.downgrade(alembic_config(connection), "0017")
    assert rows(kept, "SELECT id, raw FROM letter") == [(2, b"raw")]
    assert not inspect(kept).has_table("letter_bytes")
    migrate(kept)
    assert rows(kept, apart) == [(2, b"raw")]


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ("UPDATE role_grant SET role = 'designated_person'", True),
        ("UPDATE role_grant SET role = 'senior_sponsor'", True),
        ("UPDATE role_grant SET role = 'king'", False),
        ("UPDATE dated_fact SET kind = 'consent_relied_on'", True),
        ("UPDATE dated_fact SET kind = 'consent_checked'", True),
        ("UPDATE dated_fact SET kind = 'rumour'", False),
        ("INSERT INTO stream (name, kind, ref, length, head) VALUES ('alerts:home', 'alerts', 'home', 0, '')", True),
        ("INSERT INTO stream (name, kind, ref, length, head) VALUES ('x:home', 'x', 'home', 0, '')", False),
        ("UPDATE timer SET status = 'paused'", False),
        ("UPDATE timer SET status = 'asleep'", False),
        ("UPDATE notice SET version_id = 99", False),
        ("DELETE FROM stream", False),
    ],
)
def test_what_the_columns_admit(kept: Engine, change: str, fits: bool) -> None:  # noqa: FBT001 - a row of the table
    if fits:
        with kept.begin() as connection:
            connection.execute(text(change))
        return
    with pytest.raises(DBAPIError), kept.begin() as connection:
        connection.execute(text(change))


def test_no_check_and_no_partial_index_is_lost_on_the_way(kept: Engine) -> None:
    seen = inspect(kept)
    for table in SQLModel.metadata.tables.values():
        wanted = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        assert {str(c["name"]) for c in seen.get_check_constraints(table.name)} == wanted, table.name
        partial = {i.name for i in table.indexes if i.dialect_options[kept.dialect.name].get("where") is not None}
        clause = f"{kept.dialect.name}_where"
        found = {i["name"] for i in seen.get_indexes(table.name) if i["dialect_options"].get(clause) is not None}
        assert found == partial, table.name


def test_a_home_that_does_not_hold_together_is_left_as_it_was(tmp_path: Path) -> None:
    """Only SQLite can hold a row that points at nothing: by hand, or by an older tool."""
    with databases.opened(f"sqlite:///{tmp_path / 'old.db'}") as engine:
        fill(engine)
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("PRAGMA foreign_keys=OFF")
            raw.cursor().execute("UPDATE role_grant SET person_id = 99")
        with pytest.raises(MigrationError, match="role_grant"):
            migrate(engine)
        assert schema_state(engine) == "older"
        assert rows(engine, "PRAGMA foreign_keys") == [(1,)]
