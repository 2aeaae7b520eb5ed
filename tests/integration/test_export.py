"""A full export restored elsewhere is the same record: rows, history hashes, reports; or nothing of it is kept."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from databases import Copies, opened
from running import Run
from signing import SQLITE
from sqlalchemy import Engine, text
from world import World, to_assured, to_draft

from ispdesk.exports import whole
from ispdesk.exports.files import FilesError
from models import dump
from models.queries import search

REPORTS = (("report", "outputs"), ("report", "facilitators"), ("queue",), ("isp", "list"), ("audit", "verify"))


def test_wales_2012_restored_elsewhere_gives_the_same_history_and_reports(
    run: Run, demo_home: Path, tmp_path: Path
) -> None:
    packed, again, elsewhere = tmp_path / "all.zip", tmp_path / "again", tmp_path / "elsewhere"
    said = run("export", str(packed), "--json", home=demo_home).value()
    assert said["tables"]["isp"] == 110
    restored = run("restore-export", str(packed), "--json", home=elsewhere).value()
    assert restored["tables"] == said["tables"]
    assert restored["ledger"] == said["ledger"]
    for words in REPORTS:
        assert run(*words, "--json", home=elsewhere).out == run(*words, "--json", home=demo_home).out, words
    run("export", str(again), "--json", home=elsewhere)
    tables = json.loads((again / "manifest.json").read_text(encoding="utf-8"))["tables"]
    assert {name: one["rows"] for name, one in tables.items()} == said["tables"]
    assert run("export", str(packed), home=demo_home).code == 3, "it is there already"
    assert run("restore-export", str(packed), home=demo_home).code == 3, "it is not empty"


@pytest.fixture
def exported(world: World, tmp_path: Path) -> Path:
    world.run([*to_assured("one"), *to_draft("two")])
    folder = tmp_path / "export"
    whole.export(world.engine, folder, world.at)
    return folder


def rows(world: World) -> dict[str, list[dict[str, object]]]:
    with world.engine.connect() as connection:
        return {one.name: list(dump.rows(connection, one)) for one in dump.tables()}


def test_every_row_of_every_table_is_restored_as_it_lies(
    world: World, exported: Path, database: str, request: pytest.FixtureRequest
) -> None:
    """From each kind of database into the other, rows that point at others of their table included."""
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE isp SET successor_id = (SELECT max(id) FROM isp) WHERE ref = 'one'"))
    shutil.rmtree(exported)
    whole.export(world.engine, exported, world.at)
    copies: Copies = request.getfixturevalue("sqlite_migrated" if database == "postgresql" else "postgresql_migrated")
    with copies() as url, opened(url) as engine:
        whole.restore(engine, exported)
        other = World(engine)
        assert rows(other) == rows(world)
        assert sum(map(len, rows(world).values())) > 100
        assert other.read(lambda s: search.find(s, ("sharing",), "all", inner=False)), "it can be found"
        other.run(to_draft("three"))  # the numbers go on after those restored


@SQLITE
def test_a_damaged_export_leaves_the_home_empty(world: World, exported: Path, engine: Engine) -> None:
    manifest, tables = exported / "manifest.json", exported / "tables"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    history, partner = (tables / "history.jsonl").read_bytes(), (tables / "partner.jsonl").read_bytes()

    def refused(why: str, **changes: object) -> None:
        manifest.write_text(json.dumps({**said, **changes}), encoding="utf-8")
        with pytest.raises(FilesError, match=why):
            whole.restore(engine, exported)
        with engine.connect() as connection:
            assert dump.is_empty(connection)

    refused("schema 0001", schema="0001")
    (tables / "partner.jsonl").unlink()
    refused("partner.jsonl is not as it was written")
    (tables / "partner.jsonl").write_bytes(partner)
    (tables / "history.jsonl").write_bytes(forged := history.replace(b'"cled"', b'"lowr"', 1))
    refused("history.jsonl is not as it was written")
    mended = {**said["tables"], "history": {**said["tables"]["history"], "sha256": sha256(forged).hexdigest()}}
    refused("was changed after it was written", tables=mended)
    (tables / "history.jsonl").write_bytes(history)
    refused("not whole", ledger={**said["ledger"], "rows": 1})
    manifest.write_text(json.dumps(said), encoding="utf-8")
    assert whole.restore(engine, exported).history == said["history"]


def test_nothing_that_is_exported_points_at_what_is_left_out() -> None:
    kept = dump.tables()
    assert {key.column.table.name for one in kept for key in one.foreign_keys} & set(dump.LEFT_OUT) == set()
    secret = ("token", "secret", "code_hash", "nonce", "verifier", "browser_hash")
    assert [(t.name, c.name) for t in kept for c in t.columns if any(word in c.name for word in secret)] == []


@SQLITE
def test_a_broken_history_is_not_exported(world: World, tmp_path: Path) -> None:
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE stream SET length = length + 1 WHERE kind = 'person'"))
    with pytest.raises(FilesError, match="not whole"):
        whole.export(world.engine, tmp_path / "export", world.at)
    assert list(tmp_path.glob("*export*")) == []
