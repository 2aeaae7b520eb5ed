"""What is past its period goes, with a record of how much; evidence stays, and the audit counts as many as before."""

import datetime as dt
from pathlib import Path

from browsing import Browser
from running import Run
from signing import SQLITE
from sqlmodel import select
from world import ASSURER, LEAD, World, move, to_assured, to_draft

from ispdesk import audit
from ispdesk.commands.disposing import STREAM
from ispdesk.commands.shape import Order
from models.database import writing
from models.queries import disposal
from models.tables.journal import History, Ledger
from models.tables.person import Absence
from models.tables.post import Letter, Notice
from models.tables.scoping import Scoping
from models.tables.session import WebSession
from states.calendar import local_day

YEAR = dt.timedelta(days=366)


def disposing(n: int) -> Order:
    return Order(f"dispose:{n}", "dispose", STREAM, "operator")


def lived(world: World) -> None:
    """Letters, notices, an absence, answers that became nothing, and a session."""
    world.digest(urgent=["move_made"])
    world.run(to_assured("one"))
    away = {"first_day": "2026-03-09", "last_day": "2026-03-13"}
    world.done(Order("away", "set_absence", f"person:{ASSURER}", ASSURER, away))
    with writing(world.engine) as session:
        for number, isp in ((1, None), (2, 1)):
            made = Scoping(person_id=1, number=number, answers={}, begun_at=world.at, changed_at=world.at, isp_id=isp)
            session.add(made)
        for letter in session.exec(select(Letter)):
            letter.status, letter.settled_at, letter.next_at = "sent", world.at, None
    Browser(world, LEAD)


def test_what_is_past_its_period_goes_once_and_says_how_much(world: World) -> None:
    lived(world)
    assert world.rows(Letter), "something was written"
    assert {name for name, n in world.read(lambda s: disposal.past(s, local_day(world.at))).items() if n} == set()
    assert world.done(disposing(0)) == {"rows": {}}
    assert world.rows(History, History.kind == "disposed") == []
    begun = world.at
    world.at = begun + YEAR + dt.timedelta(days=2)
    assert {name for name, n in world.read(lambda s: disposal.past(s, local_day(world.at))).items() if n} >= {"scoping"}
    world.at = begun + 4 * YEAR
    counted = {n: c for n, c in world.read(lambda s: disposal.past(s, local_day(world.at))).items() if c}
    before = world.read(audit.verify)
    gone = world.done(disposing(1))["rows"]
    assert gone == counted
    assert {"letter_bytes", "notice", "absence", "scoping", "web_session"} <= set(gone)
    assert world.rows(Absence) == world.rows(WebSession) == []
    assert [row.number for row in world.rows(Scoping)] == [2], "what became an ISP is its evidence"
    assert all(row.letter_id is None and row.gone_at is None for row in world.rows(Notice)), "what waits is kept"
    letters = world.rows(Letter)
    assert len(letters) == gone["letter_bytes"]
    assert all(b"past its period" in one.frozen.raw and one.frozen.removed for one in letters)
    row = world.rows(History, History.kind == "disposed")[0]
    assert row.body["rows"] == gone
    after = world.read(audit.verify)
    assert after.ok, after.problems
    assert after.rows == before.rows + 1
    assert world.done(disposing(2)) == {"rows": {}}


@SQLITE
def test_nobody_but_an_operator_disposes(world: World) -> None:
    order = Order("d", "dispose", STREAM, LEAD)
    assert world.refused(order) == ("not_yours",)


@SQLITE
def test_an_isp_whose_end_is_long_past_is_for_people_to_decide(world: World) -> None:
    world.run([*to_draft("one"), *to_draft("two"), move("one", "withdraw", reason="no need")])
    day = local_day(world.at)
    assert world.read(lambda s: disposal.long_ended(s, day)) == []
    assert world.read(lambda s: disposal.long_ended(s, day + YEAR)) == [("one", day)]


@SQLITE
def test_removing_a_person_leaves_every_row_of_history_as_it_was(world: World) -> None:
    """The audit counts the rows there were, and the one that says that somebody was removed."""
    world.run(to_assured("one"))
    seen = world.read(audit.verify)
    kept = {(row.stream, row.seq): row.hash for row in world.rows(History)}
    links = [row.chain for row in world.rows(Ledger)]
    world.done(Order("l", "remove_person", f"person:{ASSURER}", LEAD, {"reason": "has left"}))
    after = world.read(audit.verify)
    assert (after.ok, after.streams) == (True, seen.streams)
    own = [row for row in world.rows(History) if (row.stream, row.seq) not in kept]
    assert [row.kind for row in own] == ["person_removed"]
    assert after.rows - len(own) == seen.rows
    assert {
        key: value for key, value in kept.items() if key in {(r.stream, r.seq) for r in world.rows(History)}
    } == kept
    assert [row.hash for row in world.rows(History) if (row.stream, row.seq) in kept] == list(kept.values())
    assert [row.chain for row in world.rows(Ledger)][: len(links)] == links


def test_the_command_previews_and_disposes(run: Run, demo_home: Path) -> None:
    said = run("dispose", "--preview", "--json", home=demo_home).value()
    assert said == {"preview": True, "rows": {}, "to_decide": []}
    assert run("dispose", "--json", home=demo_home).value() == said | {"preview": False}
    assert "Nid oes dim" in run("dispose", "--preview", home=demo_home, lang="cy").out
