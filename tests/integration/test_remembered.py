"""What a transaction remembers of its own reading: never older than what it has written itself."""

import gc
import weakref
from pathlib import Path

from sqlmodel import Session, col, select
from world import World

from models.database import forget_everything, make_engine, remembered, remembers, writing
from models.queries import home
from models.tables.calendar import HomeFact
from models.tables.organisation import Organisation

BODIES = frozenset({"organisation"})


def names(session: Session) -> list[str]:
    """The bodies' names, read over the connection, which sees only what was flushed."""

    def read() -> list[str]:
        return list(session.connection().execute(select(Organisation.name_en).order_by(col(Organisation.id))).scalars())

    return remembered(session, BODIES, "names", read)


def bodies(session: Session) -> list[Organisation]:
    """The bodies as objects of the session."""
    chosen = select(Organisation).order_by(col(Organisation.id))
    return remembered(session, BODIES, "bodies", lambda: list(session.scalars(chosen)), objects=True)


def test_what_waits_for_a_table_is_written_before_it_is_read_and_what_waits_for_another_is_not(world: World) -> None:
    with writing(world.engine) as session:
        before = names(session)
        session.add(HomeFact(key="a", value="b"))
        assert names(session) == before
        assert len(session.new) == 1
        session.add(Organisation(ref="new", name_en="New"))
        assert names(session) == [*before, "New"]
        assert len(session.new) == 0
        assert home.fact(session, "a") == "b"


def test_objects_show_their_own_changes_and_are_read_again_when_there_are_more(world: World) -> None:
    with writing(world.engine) as session:
        first = bodies(session)
        assert names(session)[0] == first[0].name_en
        first[0].name_en = "Renamed"
        assert bodies(session) is first
        assert session.dirty
        assert names(session)[0] == "Renamed"
        session.add(Organisation(ref="new", name_en="New"))
        assert [body.name_en for body in bodies(session)] == [*(body.name_en for body in first), "New"]


def test_nothing_is_remembered_of_what_was_undone(world: World) -> None:
    with writing(world.engine) as session:
        before = names(session)
        mark = session.connection().begin_nested()
        session.add(Organisation(ref="new", name_en="New"))
        assert names(session) == [*before, "New"]
        mark.rollback()
        forget_everything(session)
        assert not remembers(session, "names")
        assert names(session) == before


def test_an_engine_that_was_written_with_is_let_go(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'one.db'}")
    for _ in range(2):
        with writing(engine) as session:
            session.connection()
    engine.dispose()
    gone = weakref.ref(engine)
    del engine, session
    gc.collect()
    assert gone() is None
