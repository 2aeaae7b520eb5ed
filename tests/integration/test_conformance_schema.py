"""The schema on both databases: what it takes, what its CHECKs refuse, and what comes back."""

import datetime as dt
from pathlib import Path

import databases
import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import Session, SQLModel
from world import BEGIN, World, to_assured, to_queue

from ispdesk import post, rounds
from models import rows
from models.database import DoesNotFitError, migrate, reading, schema_state, writing
from models.tables.calendar import HomeFact
from models.tables.isp import DatedFact, Isp, Version
from models.tables.journal import Stream
from models.tables.person import Absence, Grant, Person
from models.tables.post import Attempt, Letter, LetterBytes

AT = BEGIN
GROWING = ("history", "ledger", "attempt", "rung_claim", "measurement", "holding", "letter_bytes")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    return databases.empty(request.getfixturevalue("postgresql_server"), "ispdesk_empty")


def test_a_migration_run_again_changes_nothing(empty_url: str) -> None:
    with databases.opened(empty_url) as engine:
        assert schema_state(engine) == "empty"
        migrate(engine)
        first = set(inspect(engine).get_table_names())
        migrate(engine)
        assert schema_state(engine) == "current"
        assert set(inspect(engine).get_table_names()) == first
        modelled = {name for name in first if not name.startswith("isp_search")}  # words of search have no model
        assert modelled == set(SQLModel.metadata.tables) | {"alembic_version"}


def test_the_migrated_schema_is_the_tables(engine: Engine) -> None:
    seen = inspect(engine)
    for name, table in SQLModel.metadata.tables.items():
        assert {c["name"] for c in seen.get_columns(name)} == {c.name for c in table.columns}
        checks = {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint"}
        assert {c["name"] for c in seen.get_check_constraints(name)} == checks, name
        promised = {str(i.name) for i in table.indexes}
        assert promised <= {i["name"] for i in seen.get_indexes(name)}, name


def add(engine: Engine, *rows: SQLModel) -> None:
    with writing(engine) as session:
        for row in rows:
            session.add(row)
            session.flush()


def version(**more: object) -> Version:
    values = {"isp_id": 1, "state": "draft", "holder": "coordinator", "entered_at": AT, "entered_seq": 1}
    return Version(**(values | more))  # type: ignore[arg-type]


def letter(**more: object) -> Letter:
    values = {
        "dedupe": "d", "message_id": "<m@x>", "kind": "notice", "message": "m", "person_id": 1, "address": "a@b.test",
        "subject": "s", "frozen": LetterBytes(raw=b"\r\n\x00\xff"), "queued_at": AT, "next_at": AT,
    }  # fmt: skip
    return Letter(**(values | more))  # type: ignore[arg-type]


BAD = {
    "a state that is none": lambda: version(state="lost"),
    "a holder that is no party": lambda: version(holder="mayor"),
    "a place that is none": lambda: version(place="somewhere"),
    "a hold without an end": lambda: version(on_hold=True),
    "a reversed submission": lambda: version(submitted_from=dt.date(2026, 2, 2), submitted_to=dt.date(2026, 2, 1)),
    "an ISP that is counted as something else": lambda: Isp(ref="Z", counted_as="lost"),
    "a fact of no kind": lambda: DatedFact(isp_id=1, kind="gossip"),
    "a reversed fact": lambda: DatedFact(
        isp_id=1, kind="assent", happened_from=dt.date(2026, 2, 2), happened_to=dt.date(2026, 2, 1)
    ),
    "a language that is none": lambda: Person(ref="p2", name_en="P", language="fr"),
    "a role that is none": lambda: Grant(person_id=1, role="king", granted_by="x"),
    "an absence that ends first": lambda: Absence(
        person_id=1, first_day=dt.date(2026, 2, 2), last_day=dt.date(2026, 2, 1)
    ),
    "a letter sent by nobody": lambda: letter(status="sending"),
    "a queued letter with an owner": lambda: letter(owner="me"),
    "a letter of no status": lambda: letter(status="lost"),
    "an ISP without its organisation": lambda: Isp(ref="Z", lead_id=99),
    "a stream of no kind": lambda: Stream(name="x:1", kind="x", ref="1"),
}


@pytest.mark.parametrize("what", BAD)
def test_the_database_itself_refuses(engine: Engine, what: str) -> None:
    add(engine, Isp(ref="A"), Person(ref="p1", name_en="P"))
    with pytest.raises(IntegrityError):
        add(engine, BAD[what]())


@pytest.mark.parametrize("place", ["progress", "force"])
def test_an_isp_has_one_version_at_a_place(engine: Engine, place: str) -> None:
    add(engine, Isp(ref="A"), version(place=place), version(number=2, place="past"), version(number=3, place="past"))
    with pytest.raises(IntegrityError):
        add(engine, version(number=4, place=place))


def test_every_table_takes_what_it_should(world: World) -> None:
    world.run(to_assured("A1"))
    world.at += dt.timedelta(days=1)  # Tuesday 3 March 2026, in working hours
    rounds.digest(world.app, world.at.replace(hour=10))
    filled = {
        name
        for name in SQLModel.metadata.tables
        if world.read(lambda s, n=name: s.connection().execute(text(f'SELECT 1 FROM "{n}" LIMIT 1')).first())  # noqa: S608
    }
    assert {"isp", "version", "history", "history_words", "ledger", "letter", "notice", "timer", "holding"} <= filled


@pytest.mark.parametrize("wrong", [{"reply": "x" * 601}, {"code": 2**31}])
def test_a_row_without_an_object_is_held_to_the_same_bounds(engine: Engine, wrong: dict[str, object]) -> None:
    row = {"letter_id": 1, "fence": 1, "phase": "started", "owner": "me", "reply": "", "code": 250} | wrong
    with writing(engine) as session, pytest.raises(DoesNotFitError):
        rows.add_all(session, Attempt, rows.into(Attempt), [row])


def test_an_instant_comes_back_aware_and_in_utc(engine: Engine) -> None:
    summer = dt.datetime(2026, 7, 1, 9, 0, 0, 123456, dt.timezone(dt.timedelta(hours=1)))
    add(engine, Stream(name="isp:A", kind="isp", ref="A", last_at=summer))
    with reading(engine) as session:
        found = session.get(Stream, "isp:A")
    assert found is not None
    assert found.last_at == summer
    assert found.last_at is not None
    assert found.last_at.tzinfo is dt.UTC


def test_a_naive_instant_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="naive"):
        add(engine, Stream(name="isp:A", kind="isp", ref="A", last_at=AT.replace(tzinfo=None)))


def test_json_is_the_same_bytes_everywhere(engine: Engine) -> None:
    value = [{"z": "Môn", "a": None}, "ŵ\u2028", 2**53, True]
    add(engine, Isp(ref="A", places=value))
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT places FROM isp")).scalar_one()
    assert stored == '[{"a":null,"z":"Môn"},"ŵ\u2028",9007199254740992,true]'
    with reading(engine) as session:
        assert session.get(Isp, 1).places == value  # type: ignore[union-attr]


def test_bytes_come_back_as_they_were(engine: Engine) -> None:
    add(engine, Person(ref="p1", name_en="P"), letter())
    with reading(engine) as session:
        assert session.get(LetterBytes, 1).raw == b"\r\n\x00\xff"  # type: ignore[union-attr]


@pytest.fixture
def evidence(world: World) -> Engine:
    world.run(to_queue("A1"))
    world.at += dt.timedelta(60)
    rounds.sweep(world.app, world.at)
    rounds.measure(world.app, world.at)
    post.claim(world.engine, "me", world.now)
    return world.engine


def test_evidence_can_only_grow(evidence: Engine) -> None:
    for table in GROWING:
        column = SQLModel.metadata.tables[table].columns.keys()[-1]
        verbs = [f'UPDATE "{table}" SET "{column}" = "{column}"', f'DELETE FROM "{table}"']  # noqa: S608 - our own names
        if evidence.dialect.name == "sqlite":
            verbs.append(f'REPLACE INTO "{table}" SELECT * FROM "{table}" WHERE true')  # noqa: S608 - likewise
        else:
            verbs.append(f'TRUNCATE "{table}" CASCADE')
        for verb in verbs:
            with pytest.raises(DBAPIError, match="evidence"):
                _run(evidence, verb)
        with reading(evidence) as session:
            assert _count(session, table), table


def _run(engine: Engine, statement: str) -> None:
    with writing(engine) as session:
        session.connection().execute(text(statement))


def _count(session: Session, table: str) -> int:
    return int(session.connection().execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())  # noqa: S608 - likewise


def test_a_home_fact_is_a_fact(engine: Engine) -> None:
    add(engine, HomeFact(key="k", value="Llŷn"))
    with reading(engine) as session:
        assert session.get(HomeFact, "k") == HomeFact(key="k", value="Llŷn")
