"""Open data holds what is public and nothing else; every column is in the dictionary."""

import csv
import json
from pathlib import Path

import pytest
from running import Run
from signing import SQLITE
from world import COORDINATOR, LEAD, World, making_known, to_assured, to_draft, to_queue

from ispdesk.commands.shape import Order
from ispdesk.exports import dictionary, open_data
from models.queries import public
from models.tables.person import Person
from models.tables.work import Flow, Section
from states.calendar import local_day


@pytest.fixture
def written(world: World, tmp_path: Path) -> Path:
    world.run([*to_assured("one"), *to_draft("two"), *to_queue("three"), *making_known("heard-of")])
    world.run(
        [
            Order("a1", "state_accord", "organisation:torfaen", "operator", {"status": "signed"}),
            Order("a2", "state_accord", "organisation:gwent", "operator", {"status": "not-signed"}),
            Order("p", "add_partner", "isp:two", COORDINATOR, {"name": "Gwent Health Board", "organisation": "gwent"}),
            Order("t", "describe", "isp:two", COORDINATOR, {"title_en": "=cmd|' /C calc'!A0"}),
        ]
    )
    folder = tmp_path / "open"
    world.read(lambda s: open_data.write(s, folder, local_day(world.at)))
    return folder


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@SQLITE
def test_it_says_what_is_public_and_never_that_a_body_has_not_signed(world: World, written: Path) -> None:
    isps = {row["ref"]: row for row in rows(written, "isps")}
    assert {ref: row["status"] for ref, row in isps.items()} == {
        "one": "assured",
        "two": "in_development",
        "three": "in_development",
    }
    assert isps["one"]["assured_not_before"] == "2026-03-02"
    assert isps["two"]["title_en"].startswith("'="), "no formula"
    assert {row["ref"]: row["accord"] for row in rows(written, "organisations")} == {"torfaen": "signed"}, (
        "whose partner Gwent is, is still being written"
    )
    assert [row["isp"] for row in rows(written, "assurance_records")] == ["one"]
    world.done(Order("w", "withdraw_accord", "organisation:torfaen", LEAD, {"reason": "They leave"}))
    assert world.read(public.signatures) == {}, "one that was withdrawn is none"
    assert {row["isp"] for row in rows(written, "partners")} == {"one"}
    assert [row["partners"] for row in isps.values()] == [str(len(rows(written, "partners"))), "", ""]
    assert json.loads((written / "isps.json").read_text(encoding="utf-8"))[0]["review_date"] == "2028-03-01"


@SQLITE
def test_what_the_register_leaves_out_is_left_out_here_too(world: World, written: Path) -> None:
    world.done(world.order("leave_out_of_register", "one", LEAD, reason="Its title tells where a refuge is"))
    made = world.read(lambda s: open_data.tables(s, local_day(world.at)))
    assert {row["ref"] for row in made["isps"]} == {"three", "two"}
    assert (made["partners"], made["assurance_records"]) == ([], [])


@SQLITE
def test_nobody_is_in_it(world: World, written: Path) -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in written.iterdir())
    people = {said for person in world.rows(Person) for said in (person.ref, person.name_en, person.address) if said}
    inside = {row.information for row in world.rows(Flow)} | {row.text for row in world.rows(Section)}
    assert len(people) > 10
    assert len(inside) == 2
    assert {said for said in people | inside if f'"{said}"' in everything or f",{said}," in everything} == set()
    assert "@" not in everything
    assert "not-signed" not in everything


@SQLITE
def test_every_column_is_in_the_dictionary_in_both_languages(world: World, written: Path) -> None:
    listed = rows(written, "dictionary")
    assert all(row["en"] and row["cy"] and row["en"] != row["cy"] for row in listed)
    made = world.read(lambda s: open_data.tables(s, local_day(world.at)))
    assert set(made) == set(dictionary.TABLES)
    for table, columns in dictionary.TABLES.items():
        names = [column.name for column in columns]
        assert [row["column"] for row in listed if row["table"] == table] == names
        assert all(list(row) == names for row in made[table]), table
    assert public.BEGUN


@SQLITE
def test_the_same_record_is_the_same_bytes(world: World, written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    world.read(lambda s: open_data.write(s, again, local_day(world.at)))
    assert {one.name: one.read_bytes() for one in again.iterdir()} == {
        one.name: one.read_bytes() for one in written.iterdir()
    }


def test_wales_2012_from_the_command_line(run: Run, demo_home: Path, tmp_path: Path) -> None:
    said = run("open-data", str(tmp_path / "open.zip"), "--json", home=demo_home).value()
    assert said["rows"]["organisations"] >= 91
    assert said["rows"]["isps"] == 6
    assert run("open-data", str(tmp_path / "open.zip"), home=demo_home, lang="cy").code == 3
