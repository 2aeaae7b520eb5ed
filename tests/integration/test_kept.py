"""A connection kept for many transactions fails, waits and is undone as a session's own would."""

import datetime as dt

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import col
from world import ASSURER, World

from ispdesk import post
from models import database
from models.database import DoesNotFitError, is_transient, retrying
from models.kept import Kept
from models.queries import letters
from models.tables.person import Person
from models.tables.post import Attempt, Letter, LetterBytes

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def letter(world: World) -> int:
    """A letter that is ours, under fence 1."""
    person = world.rows(Person, Person.ref == ASSURER)[0].id
    assert person is not None
    with database.writing(world.engine) as session:
        row = Letter(
            dedupe="k", message_id="<k@desk.test>", kind="notice", message="move_made", asks=False, person_id=person,
            address="r@h.test", subject="x", frozen=LetterBytes(raw=b"x\r\n"), queued_at=world.at, next_at=world.at,
        )  # fmt: skip
        session.add(row)
        session.flush()
        number = row.id
    assert number is not None
    assert [item.letter for item in post.claim(world.engine, "me", world.now, limits=None)][-1] == number
    return number


def evidence(letter: int, at: dt.datetime, **more: object) -> dict[str, object]:
    row = {"letter_id": letter, "fence": 1, "phase": "terminating", "owner": "me", "code": None, "enhanced": "",
           "reply": "", "at": at}  # fmt: skip
    return {**row, **more}


def phases(world: World, letter: int) -> list[str]:
    return sorted(row.phase for row in world.rows(Attempt, Attempt.letter_id == letter))


def test_each_transaction_is_kept_or_undone_whole(world: World, letter: int) -> None:
    with Kept(world.engine) as kept:
        with pytest.raises(RuntimeError, match="half way"), kept.transaction():  # noqa: PT012 - the fault is the test
            assert kept.run(letters.ALIVE, {"letter": letter, "under": 1}) == 1
            kept.add(Attempt, letters.INTO_ATTEMPT, evidence(letter, world.at))
            raise RuntimeError("half way")
        assert phases(world, letter) == ["started"]
        with kept.transaction():
            assert kept.run(letters.ALIVE, {"letter": letter, "under": 2}) == 0
            kept.add(Attempt, letters.INTO_ATTEMPT, evidence(letter, world.at))
    (row,) = world.rows(Attempt, Attempt.letter_id == letter, Attempt.phase == "terminating")
    assert (row.at, row.code, row.owner) == (world.at, None, "me"), "values go through the types of their columns"


def test_its_session_shares_the_transaction(world: World, letter: int) -> None:
    with Kept(world.engine) as kept:
        with pytest.raises(RuntimeError, match="half way"), kept.transaction():  # noqa: PT012 - the fault is the test
            kept.session.execute(update(Letter).where(col(Letter.id) == letter).values(subject="undone"))
            raise RuntimeError("half way")
        with kept.transaction():
            found = kept.session.get(Letter, letter)
            assert found is not None
            assert found.subject == "x"
            assert kept.run(letters.ALIVE, {"letter": letter, "under": 1}) == 1
            found.subject = "changed"
    assert [row.subject for row in world.rows(Letter, Letter.id == letter)] == ["changed"]


def test_what_the_driver_refuses_is_told_as_sqlalchemy_tells_it(world: World, letter: int) -> None:
    with Kept(world.engine) as kept:
        with pytest.raises(IntegrityError), kept.transaction():
            kept.add(Attempt, letters.INTO_ATTEMPT, evidence(letter, world.at, phase="started"))
        with pytest.raises(DoesNotFitError), kept.transaction():
            kept.add(Attempt, letters.INTO_ATTEMPT, evidence(letter, world.at, owner="o" * 121))
        with kept.transaction():
            kept.add(Attempt, letters.INTO_ATTEMPT, evidence(letter, world.at))
    assert phases(world, letter) == ["started", "terminating"]


@pytest.mark.parametrize("database", ["sqlite"])  # one writer at a time is SQLite's
def test_a_lock_is_waited_for_and_the_transaction_run_again(world: World, letter: int) -> None:
    other = world.engine.raw_connection()
    tries = 0

    def once() -> int:
        nonlocal tries
        tries += 1
        if tries == 3:
            other.rollback()
        with kept.transaction():
            return kept.run(letters.ALIVE, {"letter": letter, "under": 1})

    with Kept(world.engine) as kept:
        with kept.transaction():
            kept.session.execute(text("PRAGMA busy_timeout=20"))
        other.cursor().execute("BEGIN IMMEDIATE")
        try:
            assert retrying(once) == 1
        finally:
            other.close()
        with kept.transaction():
            kept.session.execute(text("PRAGMA busy_timeout=30000"))
    assert tries == 3


@pytest.mark.parametrize("database", ["postgresql"])  # a file does not go away
def test_a_lost_connection_is_made_anew(world: World, letter: int) -> None:
    with Kept(world.engine) as kept:
        with kept.transaction():
            number = kept.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with database.writing(world.engine) as session:
            session.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
        with pytest.raises(DBAPIError) as told, kept.transaction():
            kept.run(letters.ALIVE, {"letter": letter, "under": 1})
        assert is_transient(told.value)
        with kept.transaction():
            assert kept.run(letters.ALIVE, {"letter": letter, "under": 1}) == 1
