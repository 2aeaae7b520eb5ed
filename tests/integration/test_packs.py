"""An ISP goes from one installation to another in a signed pack; what was changed on the way does not."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from databases import Copies
from running import Run
from signing import SQLITE
from world import COORDINATOR, LEAD, World, install, to_assured, to_draft

from ispdesk import audit, keys
from ispdesk.commands import facts
from ispdesk.commands.shape import Order
from ispdesk.exports import pack, taking_in
from models.database import make_engine
from models.queries import isps
from models.tables.handed import TakenIn
from models.tables.journal import History
from models.tables.organisation import Organisation
from models.tables.work import Partner, Section
from states.calendar import local_day


@pytest.fixture
def other(sqlite_migrated: Copies) -> Iterator[World]:
    """Another installation, with a key of its own and the same kind of people."""
    with sqlite_migrated() as url:
        engine = make_engine(url).execution_options(**{keys.OPTION: lambda: b"o" * 32})
        yield install(engine)
        engine.dispose()


def packed(world: World, ref: str = "one") -> pack.Pack:
    made: pack.Pack = world.read(lambda s: pack.make(s, ref, world.at, local_day(world.at)))
    return made


def whole(world: World) -> None:
    """An assured ISP with Welsh letters, a text of several lines, a class with members, and facts."""
    world.run(to_draft("one"))
    world.run(
        [
            Order("t2", "write_section", "isp:one", COORDINATOR, {"key": "purpose", "lang": "cy", "text": "Pam:\n* ŵ"}),
            Order("p3", "add_partner", "isp:one", COORDINATOR, {"name": "Meddygfeydd", "kind": "class", "line": 3}),
            Order("m3", "list_members", "isp:one", COORDINATOR, {"line": 3, "members": ["Un", "Dau"]}),
            Order("d", "set_flow_defaults", "isp:one", COORDINATOR, {"chosen": {"retention": "Six years"}}),
            Order("f", "state_fact", "isp:one", LEAD, {"fact": "interim_basis", "value": "A letter"}),
        ]
    )
    world.run([order for order in to_assured("one") if order.id not in {o.id for o in to_draft("one")}])


def rezipped(content: bytes, **changed: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        files = {name: file.read(name) for name in file.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, raw in {**files, **changed}.items():
            file.writestr(name, raw)
    return out.getvalue()


def said(engine_of: World, ref: str) -> dict[str, Any]:
    def read(session: Any) -> dict[str, Any]:
        isp = isps.by_ref(session, ref)
        assert isp is not None
        version = isps.versions(session, isp.id or 0)[0]
        return {
            "hash": facts.content_hash(session, version.id or 0),
            "state": (version.state, version.place, version.was_assured, version.review_date),
            "title": (isp.title_en, isp.title_cy),
        }

    found: dict[str, Any] = engine_of.read(read)
    return found


@SQLITE
def test_an_isp_arrives_with_its_content_its_state_and_its_history(world: World, other: World) -> None:
    whole(world)
    made = packed(world)
    opened = pack.opened(made.content, made.fingerprint)
    done = taking_in.take_in(other.engine, opened, other.now, ref="arrived")
    assert said(other, "arrived") == said(world, "one")
    kept = other.rows(TakenIn)[0]
    assert (kept.sha256, kept.content, kept.history_rows) == (made.sha256, made.content, opened.history)
    assert opened.history == len(world.rows(History, History.stream == "isp:one"))
    row = other.rows(History, History.kind == "taken_in")[0]
    assert row.body["content"] == row.body["content_there"]
    assert {one.contact_id for one in other.rows(Partner)} == {None}, "nobody came with it"
    assert len(other.rows(Section)) == 2
    seen = other.read(audit.verify)
    assert seen.ok, seen.problems
    assert taking_in.take_in(other.engine, opened, other.now, ref="arrived") == done
    assert other.read(audit.verify).rows == seen.rows, "the same pack again changes nothing"


@SQLITE
def test_nothing_that_was_changed_or_is_signed_by_another_is_believed(world: World, other: World) -> None:
    whole(world)
    made = packed(world)
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        tables, history, manifest = (file.read(name) for name in ("tables.json", "history.jsonl", pack.MANIFEST))
    foreign = other.read(pack.own_fingerprint)
    assert foreign != made.fingerprint

    def refused(content: bytes, why: str, fingerprint: str = made.fingerprint) -> None:
        with pytest.raises(pack.PackError, match=why):
            pack.opened(content, fingerprint)

    refused(made.content, "another key", foreign)
    refused(rezipped(made.content, **{"tables.json": tables.replace(b"Torfaen", b"Torfaem")}), "not as it was signed")
    refused(rezipped(made.content, more=b"more"), "not as it was signed")
    refused(rezipped(made.content, **{pack.MANIFEST: manifest.replace(b'"one"', b'"two"')}), "signature does not fit")
    refused(rezipped(made.content, **{pack.MANIFEST: b"{}"}), "cannot be read")
    refused(b"no zip", "no whole ZIP")
    forged = history.replace(b'"cled"', b'"lowr"', 1)
    assert forged != history
    with pytest.raises(pack.PackError, match="history is not whole"):
        pack._chain(forged)
    assert pack._chain(history)[0] == json.loads(manifest)["history"]["rows"]
    assert pack.opened(made.content, made.fingerprint.upper().replace(" ", "")).history


@SQLITE
def test_an_organisation_of_the_same_reference_is_no_other_body(world: World, other: World) -> None:
    world.run(to_draft("one"))
    world.done(Order("o", "enter_organisation", "organisation:alpha", "operator", {"name_en": "Alpha Council"}))
    world.done(Order("l", "describe", "isp:one", LEAD, {"lead": "alpha"}))
    other.done(Order("o", "enter_organisation", "organisation:alpha", "operator", {"name_en": "Alpha Trust"}))
    opened = pack.opened(packed(world).content, world.read(pack.own_fingerprint))
    with pytest.raises(pack.PackError, match="Alpha Trust"):
        taking_in.take_in(other.engine, opened, other.now)
    assert other.rows(TakenIn) == []
    taking_in.take_in(other.engine, opened, other.now, here={"alpha": "torfaen"})
    assert [one.ref for one in other.rows(Organisation)] == ["torfaen", "gwent", "alpha"]


@SQLITE
def test_words_that_must_go_go_from_the_pack_too(world: World, other: World) -> None:
    world.run(to_draft("one"))
    opened = pack.opened(packed(world).content, world.read(pack.own_fingerprint))
    taking_in.take_in(other.engine, opened, other.now)
    other.done(other.order("propose_removal", "one", LEAD, phrase="The text.", reason="personal data"))
    other.done(other.order("agree_removal", "one", "alys", number=1))
    kept = other.rows(TakenIn)[0]
    assert (kept.content, "personal data" in kept.removed) == (b"", True)


def test_the_commands_pack_and_take_in(run: Run, demo_home: Path, tmp_path: Path) -> None:
    file, there = tmp_path / "one.zip", tmp_path / "there"
    words = ("isp", "pack", "WALES-001", "--to", str(file), "--for", "The other team", "--as", "waspi-team")
    made = run(*words, "--json", home=demo_home).value()
    assert made["fingerprint"] == run("isp", "pack-key", "--json", home=demo_home).value()["fingerprint"]
    table = tmp_path / "authority_counts.csv"
    table.write_text("authority,facilitators,standing,source\nW06000013,0,entered,our count\n", encoding="utf-8")
    assert run("import", str(table), home=there).code == 0
    assert run("isp", "take-in", str(file), "--from", "0000", home=there).code == 3
    taken = run("isp", "take-in", str(file), "--from", made["fingerprint"], "--json", home=there).value()
    assert taken["isp"] == "WALES-001"
    assert run("audit", "verify", home=there).code == 0
    shown = run("isp", "show", "WALES-001", "--json", home=there).value()
    assert shown["history"][0]["what"]["en"] == "Taken in from another installation"
    assert "Handed out" in run("isp", "show", "WALES-001", "--json", home=demo_home).out
