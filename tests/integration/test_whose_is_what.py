"""Everybody is refused what is not theirs: every reader, every address, their own ISP and another, by a table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asked import ANOTHER, OWN, THERE, Office, filled, typed
from whose import READERS, two_alike
from world import World

from models.tables.journal import CommandRow, History
from models.tables.session import WebSession

TABLE = Path(__file__).with_name("whose_is_what.txt")
SQLITE = pytest.mark.parametrize("database", ["sqlite"])


def rows() -> dict[tuple[str, str], list[str]]:
    """The table: what each reader is answered in their own ISP, and in another."""
    lines = (line.split() for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {(words[0], words[1]): words[2:] for words in lines if words and words[0] in ("GET", "POST")}


@pytest.fixture
def office(world: World) -> Iterator[Office]:
    two_alike(world)
    with Office(world) as made:
        yield made


def answered(office: Office, method: str, path: str, ref: str) -> str:
    """A letter for each reader."""
    address = filled(office, path, ref)
    data = {**office.form(address, ref), **typed(path, ref)} if method == "POST" else {}
    asking = READERS if ref == OWN else THERE
    return "".join(office.outcome(office.ask(READERS[name], method, address, data)) for name in asking)


@SQLITE
@pytest.mark.parametrize(("method", "ref"), [("GET", OWN), ("POST", OWN), ("GET", ANOTHER), ("POST", ANOTHER)])
def test_everybody_is_answered_as_the_table_says(office: Office, world: World, method: str, ref: str) -> None:
    before = [len(world.rows(kind)) for kind in (History, CommandRow, WebSession)]
    table, wrong = rows(), []
    for asked, path in sorted(set(office.routes()), key=lambda route: route[1]):
        if asked != method or (ref == ANOTHER and "{ref}" not in path):
            continue
        expected = table.get((method, path), [])
        found = answered(office, method, path, ref)
        if found != (expected[ref == ANOTHER] if len(expected) > (ref == ANOTHER) else ""):
            wrong.append(f"{method:4} {path:66} {found} {ref}")
    assert not wrong, "not as in whose_is_what.txt:\n" + "\n".join(wrong)
    assert [len(world.rows(kind)) for kind in (History, CommandRow, WebSession)] == before, "nothing was left"


@SQLITE
def test_the_table_has_a_row_for_every_route_and_no_other(office: Office) -> None:
    assert set(rows()) == set(office.routes())
    assert all(len(found) == 1 + ("{ref}" in path) for (_, path), found in rows().items())


@SQLITE
def test_what_another_isp_has_is_not_found_under_ones_own(office: Office) -> None:
    """Numbers of another ISP's in the addresses of one's own lead nowhere, and nothing is done."""
    asked = 0
    for method, path in office.routes():
        if "{ref}" not in path or not {"{line}", "{number}", "{number:int}"} & set(path.split("/")):
            continue
        number = str(office.given["B1"]) if "/given/" in path else "31"
        address = filled(office, path.replace("{line}", number).replace("{number:int}", number)
                         .replace("{number}", number), OWN)  # fmt: skip
        answer = office.ask("cled", method, address, typed(path, OWN))
        assert office.outcome(answer) in ("-", "x", "m", "w"), (method, address)
        asked += 1
    assert asked > 20
