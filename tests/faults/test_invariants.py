"""Each invariant is shown to fail: a record is tampered with as a fault would, and that very invariant says so."""

import contextlib
import copy
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import databases
import invariants
import pytest
from sqlalchemy import Engine, text
from sqlmodel import select
from world import ASSURER, World, install, making_known, move, to_queue

from ispdesk import post, rounds
from ispdesk.commands.shape import Order
from models.database import reading, writing
from models.tables.post import Letter
from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt

DUE = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
"""After every rung of a first decision that was asked for on 2 March, and before the workshops'."""
MORNING = dt.datetime(2026, 4, 27, 7, 30, tzinfo=dt.UTC)
Acked = dict[str, dict[str, object]]


@dataclass
class Story:
    """A small record in which everything holds, what was acknowledged of it, and what a mail server took."""

    world: World
    acked: Acked
    sink: list[str]

    def problems(self) -> list[str]:
        """What the checker says."""
        return invariants.check(self.world.engine, self.acked, self.sink)

    def tamper(self, *statements: str) -> None:
        """Change the record behind the product's back, past the triggers that guard evidence."""
        sqlite = self.world.engine.dialect.name == "sqlite"
        with writing(self.world.engine) as session:
            connection = session.connection()
            if sqlite:
                guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                for name in connection.execute(text(guards)).scalars().all():
                    connection.execute(text(f"DROP TRIGGER {name}"))
                connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))  # no triggers, no foreign keys
            for statement in statements:
                assert connection.execute(text(statement)).rowcount, statement
            if sqlite:
                assert not connection.execute(text("PRAGMA foreign_key_check")).all()


def tell(engine: Engine) -> tuple[Acked, list[str]]:
    """Live the story: an ISP waits for its first decision through every rung, another is being scoped."""
    world = install(engine)
    acked = {
        order.id: dict(world.done(order)) for order in [*to_queue("A1"), *making_known("A2"), move("A2", "take_up")]
    }
    sink = send(world)
    world.at = DUE
    rounds.sweep(world.app, world.at)
    rounds.measure(world.app, world.at)
    sink += send(world)
    world.at = MORNING
    rounds.digest(world.app, world.at)
    return acked, sink + send(world)


def send(world: World) -> list[str]:
    """Send what is due, to a server that takes everything; the Message-IDs that it took."""
    taken = []
    for mine in post.claim(world.engine, "me", world.now):
        assert post.checkpoint(world.engine, mine.letter, mine.fence, "me", world.now)
        taken.append(world.read(lambda s, id_=mine.letter: s.get(Letter, id_).message_id))
        said = Attempt(mine.key, Verdict.SENT, Stage.DOT, 250, None, "")
        post.settle(world.engine, mine.letter, mine.fence, "me", said, world.now)
    return taken


@pytest.fixture(scope="module")
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    """The story told once on each database; a copy of it for each test."""
    with contextlib.ExitStack() as kept:
        made: dict[str, Any] = {}

        def of(database: str) -> Any:
            if database not in made:
                lived: list[tuple[Acked, list[str]]] = []
                fill = lambda engine: lived.append(tell(engine))  # noqa: E731 - two uses below
                if database == "sqlite":
                    copies = databases.sqlite(tmp_path_factory.mktemp("told"), fill)
                else:
                    server = request.getfixturevalue("postgresql_server")
                    copies = kept.enter_context(databases.postgresql(server, fill, "told"))
                made[database] = (copies, lived[0])
            return made[database]

        yield of


@pytest.fixture
def story(database: str, told: Callable[[str], Any]) -> Iterator[Story]:
    copies, (acked, sink) = told(database)
    with copies() as url, databases.opened(url) as engine:
        yield Story(World(engine, MORNING), copy.deepcopy(acked), list(sink))


def test_a_record_in_which_everything_holds(story: Story) -> None:
    assert story.problems() == []
    with reading(story.world.engine) as session:
        fired = set(session.execute(text("SELECT rung FROM rung_claim")).scalars())
    assert fired == {"reminder", "last", "due", "escalation_1"}
    assert story.sink


RUNG = "FROM history WHERE kind = 'rung_fired' AND seq = (SELECT min(seq) FROM history WHERE kind = 'rung_fired')"
ESCALATED = "dedupe LIKE '%escalation_1:lowri'"

TAMPERED: dict[str, tuple[str, ...]] = {
    "I1": ("UPDATE command SET outcome = 'refused' WHERE id = 'A1:submit'",),
    "I2": ("UPDATE history SET seq = 99 WHERE stream = 'isp:A2' AND kind = 'facilitator_named'",),
    "I3": ("UPDATE version SET state = 'draft' WHERE state = 'qa_queue'",),
    "I4": ("UPDATE history SET actor = 'alys' WHERE command_id = 'A1:submit'",),
    "I5": ("DELETE FROM rung_claim WHERE rung = 'due'",),
    "I6": ("UPDATE timer SET next_rung_at = 1, next_rung = 'due', status = 'running' WHERE status <> 'stopped'",),
    "I7": (f"UPDATE notice SET letter_id = NULL WHERE letter_id = (SELECT id FROM letter WHERE {ESCALATED})",),  # noqa: S608
    "I9": (f"UPDATE letter SET message_id = '<never@desk.test>' WHERE {ESCALATED}",),  # noqa: S608
    "I10": ("UPDATE history SET actor = 'seren' WHERE command_id = 'A1:submit'",),
    "I11": ("UPDATE letter SET entered_seq = 1 WHERE asks AND status = 'sent' AND version_id IS NOT NULL",),
    "I12": (f"UPDATE letter SET status = 'queued' WHERE {ESCALATED}",),  # noqa: S608
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_violation_is_named(story: Story, name: str) -> None:
    story.tamper(*TAMPERED[name])
    assert name in {problem.partition(" ")[0] for problem in story.problems()}


IN_A_DIGEST = "letter_id IN (SELECT id FROM letter WHERE kind = 'digest')"
GONE = {
    "still waits": f"UPDATE notice SET letter_id = NULL WHERE {IN_A_DIGEST} AND message = 'clock_due'",  # noqa: S608
    "says nothing": f"UPDATE notice SET letter_id = NULL WHERE {IN_A_DIGEST}",  # noqa: S608
    "because stopped": "UPDATE notice SET gone_why = 'stopped' WHERE gone_why = 'higher_rung'",
    "because passed_on": "UPDATE notice SET gone_why = 'passed_on' WHERE gone_why = 'higher_rung'",
    "is in a letter and has gone": "UPDATE notice SET gone_at = 1, gone_why = 'left' WHERE message = 'clock_due'",
    "was written on": "UPDATE letter SET queued_at = queued_at + 172800000000 WHERE kind = 'digest'",
    "what came later": "UPDATE notice SET created_at = created_at + 4320000000000000 WHERE message = 'move_made'",
    "not in a letter of the day": "UPDATE notice SET urgent = NOT urgent WHERE message = 'rung_qa_escalation'",
}


@pytest.mark.parametrize("what", GONE)
def test_a_notice_that_was_told_wrongly_or_not_at_all_is_named(story: Story, what: str) -> None:
    story.tamper(GONE[what])
    assert any(problem.startswith("I13") and what in problem for problem in story.problems())


def test_what_went_to_somebody_else_is_named(story: Story) -> None:
    story.tamper("UPDATE letter SET person_id = (SELECT id FROM person WHERE ref = 'cled') WHERE kind = 'digest'")
    assert any(p.startswith("I7") and "somebody else" in p for p in story.problems())


def _forget(story: Story) -> None:
    story.acked["never-committed"] = {"ref": "A1"}


def _answered_otherwise(story: Story) -> None:
    story.acked["A1:submit"]["state"] = "assured"


def _twice(story: Story) -> None:
    story.sink.append(story.sink[0])


def _unknown(story: Story) -> None:
    story.sink.append("<nobody@desk.test>")


def _lost(story: Story) -> None:
    story.sink.clear()


OUTSIDE: dict[str, tuple[str, Callable[[Story], None]]] = {
    "an acknowledged command is missing": ("I1", _forget),
    "an answer was another": ("I1", _answered_otherwise),
    "a letter came twice without a record": ("I8", _twice),
    "a letter came that nobody wrote": ("I8", _unknown),
    "a letter marked as sent never came": ("I9", _lost),
}


@pytest.mark.parametrize("what", OUTSIDE)
def test_what_happened_outside_is_named(story: Story, what: str) -> None:
    name, happens = OUTSIDE[what]
    happens(story)
    assert {problem.partition(" ")[0] for problem in story.problems()} == {name}


def test_a_repeat_that_is_recorded_is_no_violation(story: Story) -> None:
    message = story.sink[0]
    story.sink.append(message)
    with writing(story.world.engine) as session:
        letter = session.exec(select(Letter).where(Letter.message_id == message)).one()
        insert = "INSERT INTO attempt (letter_id, fence, phase, owner, enhanced, reply, at) VALUES (:id, 9, 'ambiguous', 'x', '', '', 1)"  # noqa: E501
        session.connection().execute(text(insert), {"id": letter.id})
    assert story.problems() == []


def test_a_rung_fired_twice_is_named(story: Story) -> None:
    columns = "kind, standing, actor, role, recorded_at, body, prev_hash"
    story.tamper(
        f"INSERT INTO history (stream, seq, command_id, ordinal, hash, {columns}) "
        f"SELECT stream, 500, 'again', 0, 'x', {columns} {RUNG}"
    )
    assert {"I1", "I2", "I4", "I5"} <= {problem.partition(" ")[0] for problem in story.problems()}


def test_a_holding_that_nobody_recorded_is_named(story: Story) -> None:
    story.tamper("UPDATE holding SET party = 'group' WHERE seq = (SELECT max(seq) FROM holding)")
    assert "I3" in {problem.partition(" ")[0] for problem in story.problems()}


def test_a_rung_that_its_timer_forgot_is_named(story: Story) -> None:
    story.tamper(
        "DELETE FROM rung_claim WHERE rung = 'escalation_1'",
        "UPDATE timer SET next_rung_at = NULL, next_rung = NULL",
    )
    assert any(p.startswith("I6") and "escalation_1 should have fired" in p for p in story.problems())


def test_an_actor_who_is_nobody_is_named(story: Story) -> None:
    story.tamper("UPDATE history SET actor = 'nobody' WHERE command_id = 'A1:submit'")
    assert any(p.startswith("I10") and "there is no nobody" in p for p in story.problems())


def test_a_grant_that_was_over_is_no_grant(story: Story) -> None:
    world = story.world
    world.done(world.order("declare", "A1", ASSURER))
    world.at += dt.timedelta(1)
    world.done(Order("ended", "end_role", f"person:{ASSURER}", "operator", {"role": "assurer"}))
    assert story.problems() == []
    assert "not_your_move" in world.refused(move("A1", "claim", ASSURER))
