"""Whatever is changed behind the door's back is found by the proof; and the tables of evidence let nobody try."""

import datetime as dt
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from ispdesk import desk
from ispdesk.commands.shape import Done, Order
from models import chain
from models.database import make_engine, migrate

NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
GROWING = ("history", "ledger", "attempt", "rung_claim", "measurement", "holding", "letter_bytes")
TEXTS = ("command_id", "kind", "actor", "role", "prev_hash", "hash")


def orders() -> Iterator[Order]:
    n = 0

    def one(kind: str, stream: str, **payload: object) -> Order:
        nonlocal n
        n += 1
        return Order(f"o{n}", kind, stream, "import", payload)

    for ref in ("alpha", "beta"):
        yield one("enter_organisation", f"organisation:{ref}", name_en=ref, source="a test")
    for ref in ("W-1", "W-2", "W-3"):
        yield one("make_known", f"isp:{ref}", title_en=f"ISP {ref}", purpose="Care", source="l.1", note="a note")
        yield one("state_fact", f"isp:{ref}", fact="sharing_since", value="about 2010", as_printed="since 2010")
        yield one("take_on", f"isp:{ref}", state="qa_queue", source="l.2")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chain") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    assert isinstance(desk.do_all(engine, orders(), lambda: NOW), Done)
    with engine.begin() as connection:  # whoever tampers has the file and no scruples
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for name in triggers:
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("PRAGMA foreign_keys=OFF"))
    engine.dispose()
    return path


@pytest.fixture(scope="module")
def engine(template: Path) -> Iterator[Engine]:
    opened = create_engine(f"sqlite:///{template.with_name('spent.db')}")
    yield opened
    opened.dispose()


def problems(template: Path, engine: Engine, tamper: Callable[[Connection], None] | None) -> tuple[str, ...]:
    engine.dispose()
    shutil.copy(template, template.with_name("spent.db"))
    if tamper is not None:
        with engine.begin() as connection:
            tamper(connection)
    with Session(engine) as session:
        return chain.verify(session).problems


def rows(connection: Connection, table: str) -> list[int]:
    return list(connection.execute(text(f"SELECT rowid FROM {table} ORDER BY rowid")).scalars())  # noqa: S608


def flip(table: str, column: str, dice: random.Random) -> Callable[[Connection], None]:
    def tamper(connection: Connection) -> None:
        row = dice.choice(rows(connection, table))
        value = connection.execute(text(f"SELECT {column} FROM {table} WHERE rowid = {row}")).scalar()  # noqa: S608
        if isinstance(value, int):
            new: object = value + (1_000_000 if column == "seq" else dice.choice((-1, 1, 1_000_000)))
        elif column.startswith("happened"):
            new = "2026-01-01" if value is None else None
        elif column == "standing":
            new = next(kind for kind in ("done", "stated", "implied", "found") if kind != value)
        else:
            new = f"{value or ''}{dice.choice('abcdef0123')}"
        connection.execute(text(f"UPDATE {table} SET {column} = :new WHERE rowid = {row}"), {"new": new})  # noqa: S608

    return tamper


def change_body(_: str, __: str, dice: random.Random) -> Callable[[Connection], None]:
    def tamper(connection: Connection) -> None:
        row = dice.choice(rows(connection, "history"))
        body = connection.execute(text(f"SELECT body FROM history WHERE rowid = {row}")).scalar_one()  # noqa: S608
        new = body[:-1] + ("," if len(body) > 2 else "") + '"odd":1}'
        connection.execute(text(f"UPDATE history SET body = :new WHERE rowid = {row}"), {"new": new})  # noqa: S608

    return tamper


def delete(table: str, _: str, dice: random.Random) -> Callable[[Connection], None]:
    return lambda connection: (
        connection.execute(
            text(f"DELETE FROM {table} WHERE rowid = {dice.choice(rows(connection, table))}")  # noqa: S608
        )
        and None
    )


def swap(table: str, column: str, dice: random.Random) -> Callable[[Connection], None]:
    """Two rows change what they say, but not where they stand."""

    def tamper(connection: Connection) -> None:
        one, two = dice.sample(rows(connection, table), 2)
        columns = {"history": "kind, body, actor, recorded_at, command_id, ordinal", "ledger": "stream, seq, hash"}[
            table
        ]
        values = {
            row: connection.execute(text(f"SELECT {columns} FROM {table} WHERE rowid = {row}")).one()  # noqa: S608
            for row in (one, two)
        }
        connection.execute(text(f"DELETE FROM {table} WHERE rowid IN ({one}, {two})")) if table == "ledger" else None  # noqa: S608
        names = [name.strip() for name in columns.split(",")]
        if table == "ledger":
            links = {one: values[two], two: values[one]}
            for row, (stream, seq, digest) in links.items():
                connection.execute(
                    text("INSERT INTO ledger (n, stream, seq, hash, chain) VALUES (:n, :s, :q, :h, 'x')"),
                    {"n": row, "s": stream, "q": seq, "h": digest},
                )
            return
        connection.execute(text(f"UPDATE history SET command_id = 'aside' WHERE rowid = {one}"))  # noqa: S608
        for row, other in ((two, one), (one, two)):
            setting = ", ".join(f"{name} = :{name}" for name in names)
            connection.execute(
                text(f"UPDATE history SET {setting} WHERE rowid = {row}"),  # noqa: S608
                dict(zip(names, values[other], strict=True)),
            )

    return tamper


def insert(_: str, __: str, dice: random.Random) -> Callable[[Connection], None]:
    """A row is added at the end of a stream, rightly chained, and its head moved along: only the ledger knows."""

    def tamper(connection: Connection) -> None:
        name, length, head = dice.choice(connection.execute(text("SELECT name, length, head FROM stream")).all())
        row = chain.History(
            stream=name, seq=length + 1, command_id="forged", kind="described", standing="done", actor="import",
            role="import", recorded_at=NOW, body={}, prev_hash=head, hash="",
        )  # fmt: skip
        row.hash = chain.row_hash(row)
        with Session(connection) as session:
            session.add(row)
            session.flush()
        connection.execute(
            text("UPDATE stream SET length = length + 1, head = :head WHERE name = :name"),
            {"head": row.hash, "name": name},
        )

    return tamper


def cut(_: str, __: str, dice: random.Random) -> Callable[[Connection], None]:
    """The tail of a stream is cut and its head put right: only the ledger knows."""

    def tamper(connection: Connection) -> None:
        name, length = dice.choice(connection.execute(text("SELECT name, length FROM stream")).all())
        left = dice.randrange(length)
        connection.execute(text("DELETE FROM history WHERE stream = :s AND seq > :n"), {"s": name, "n": left})
        connection.execute(text("DELETE FROM history_words WHERE stream = :s AND seq > :n"), {"s": name, "n": left})
        head = connection.execute(
            text("SELECT hash, recorded_at FROM history WHERE stream = :s AND seq = :n"), {"s": name, "n": left}
        ).first() or ("", None)
        connection.execute(
            text("UPDATE stream SET length = :n, head = :h, last_at = :a WHERE name = :s"),
            {"s": name, "n": left, "h": head[0], "a": head[1]},
        )

    return tamper


def cut_ledger(_: str, __: str, dice: random.Random) -> Callable[[Connection], None]:
    """The tail of the ledger is cut and its head put right: the streams know."""

    def tamper(connection: Connection) -> None:
        left = dice.choice(rows(connection, "ledger")) - 1
        connection.execute(text(f"DELETE FROM ledger WHERE n > {left}"))  # noqa: S608
        last = connection.execute(text(f"SELECT chain FROM ledger WHERE n = {left}")).scalar() or ""  # noqa: S608
        connection.execute(text("UPDATE ledger_head SET n = :n, chain = :c"), {"n": left, "c": last})

    return tamper


def forget(_: str, __: str, dice: random.Random) -> Callable[[Connection], None]:
    """Words vanish without a reason."""
    return lambda connection: (
        connection.execute(
            text(f"UPDATE history_words SET text = NULL WHERE rowid = {dice.choice(rows(connection, 'history_words'))}")  # noqa: S608
        )
        and None
    )


def put_words(_: str, __: str, dice: random.Random) -> Callable[[Connection], None]:
    """Somebody puts words into a row's mouth."""

    def tamper(connection: Connection) -> None:
        stream, seq = dice.choice(connection.execute(text("SELECT stream, seq FROM history")).all())
        connection.execute(
            text(
                "INSERT INTO history_words (stream, seq, name, salt, text) VALUES (:s, :n, 'reason', 'aa', 'because')"
            ),
            {"s": stream, "n": seq},
        )

    return tamper


TAMPERS: list[tuple[Callable[[str, str, random.Random], Callable[[Connection], None]], str, str]] = [
    *((flip, "history", column) for column in (*TEXTS, "standing", "operator", "happened_from", "happened_to")),
    *((flip, "history", column) for column in ("ordinal", "recorded_at", "seq")),
    (change_body, "history", "body"),
    *((flip, "stream", column) for column in ("length", "head", "last_at")),
    *((flip, "ledger", column) for column in ("seq", "hash", "chain", "stream")),
    *((flip, "ledger_head", column) for column in ("n", "chain")),
    *((flip, "history_words", column) for column in ("salt", "text", "name")),
    *((delete, table, "") for table in ("history", "stream", "ledger", "ledger_head", "history_words")),
    *((swap, table, "") for table in ("history", "ledger")),
    (insert, "history", ""), (cut, "history", ""), (cut_ledger, "ledger", ""),
    (forget, "history_words", ""), (put_words, "history_words", ""),
]  # fmt: skip


def test_an_untouched_record_is_proved(template: Path, engine: Engine) -> None:
    assert problems(template, engine, None) == ()
    with Session(engine) as session:
        audit = chain.verify(session)
        assert (audit.rows, audit.streams, audit.ok) == (11, 5, True)


@pytest.mark.parametrize(
    ("how", "table", "column"), TAMPERS, ids=[f"{how.__name__}-{table}-{column}" for how, table, column in TAMPERS]
)
def test_every_way_of_tampering_is_found(
    template: Path, engine: Engine, how: Callable[..., Callable[[Connection], None]], table: str, column: str
) -> None:
    for seed in range(4):
        assert problems(template, engine, how(table, column, random.Random(seed))), f"seed {seed}"  # noqa: S311


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(TAMPERS), min_size=1, max_size=3), st.integers(0, 10_000))
def test_no_two_changes_hide_each_other(
    template: Path,
    engine: Engine,
    several: list[tuple[Callable[..., Callable[[Connection], None]], str, str]],
    seed: int,
) -> None:
    dice = random.Random(seed)  # noqa: S311

    def tamper(connection: Connection) -> None:
        for how, table, column in several:
            try:
                with connection.begin_nested():
                    how(table, column, dice)(connection)
            except (DBAPIError, IndexError, ValueError):
                continue  # the one before it left nothing to change in this way

    changed = problems(template, engine, tamper)
    with engine.connect() as now, create_engine(f"sqlite:///{template}").connect() as then:
        tables = ("history", "history_words", "ledger", "ledger_head", "stream")
        same = all(
            now.execute(text(f"SELECT * FROM {t} ORDER BY 1, 2")).all()  # noqa: S608
            == then.execute(text(f"SELECT * FROM {t} ORDER BY 1, 2")).all()  # noqa: S608
            for t in tables
        )
    assert bool(changed) is not same


def test_words_taken_out_with_a_reason_leave_the_chain_whole(template: Path, engine: Engine) -> None:
    def expunge(connection: Connection) -> None:
        connection.execute(text("UPDATE history_words SET text = NULL, removed = 'on request' WHERE name = 'note'"))

    assert problems(template, engine, expunge) == ()


@pytest.mark.parametrize("table", GROWING)
def test_evidence_can_only_grow(tmp_path: Path, table: str) -> None:
    opened = make_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    migrate(opened)
    with opened.begin() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    with opened.connect() as raw:
        raw.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        raw.connection.dbapi_connection.execute("PRAGMA ignore_check_constraints=ON")  # type: ignore[union-attr]
        columns = raw.execute(text(f"PRAGMA table_info({table})")).all()
        values = {row[1]: 1 if "INT" in row[2].upper() else "2026-06-10" for row in columns}
        names = ", ".join(values)
        raw.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{n}' for n in values)})"), values)  # noqa: S608
        for statement in (f"UPDATE {table} SET {columns[0][1]} = {columns[0][1]}", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(DBAPIError, match="are evidence and cannot be changed"):
                raw.execute(text(statement))
        assert raw.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1  # noqa: S608
    opened.dispose()
