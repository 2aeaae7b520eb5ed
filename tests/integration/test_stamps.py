"""Calendar and policy are read once a process, and yet nobody ever sees an old one: on both databases."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, text
from world import World

from ispdesk.commands.shape import Order
from models.database import make_engine, reading, writing
from models.moment import one_moment
from models.queries import home
from models.tables.calendar import Closure

DAY = dt.date(2026, 7, 6)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    asked: list[str] = []

    def one(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", one)
    yield asked
    event.remove(engine, "before_cursor_execute", one)


def closed(engine: Engine, day: dt.date = DAY) -> bool:
    with reading(engine) as session:
        return day in home.calendar(session).closed and day in home.closures_by_day(session)


def close(world: World, day: dt.date = DAY, number: int = 1) -> None:
    payload = {"day": day, "reason_en": "Moving", "reason_cy": "Symud"}
    world.done(Order(f"close{number}", "close_day", "calendar:wales", "operator", payload))


def test_what_was_read_is_not_read_again(world: World) -> None:
    with reading(world.engine) as session:
        assert (home.calendar(session).version, home.policy(session) is not None) == (5, True)
    with counted(world.engine) as asked, reading(world.engine) as session:
        home.calendar(session)
        assert home.policy(session) is not None
    (one,) = asked
    assert "home_fact" in one


def test_another_process_that_changes_the_calendar_is_seen_at_once(world: World) -> None:
    other = make_engine(world.engine.url.render_as_string(hide_password=False))
    assert not closed(world.engine)
    assert not closed(other)
    close(world)
    assert closed(other)
    assert closed(world.engine)
    with other.begin() as connection:  # whoever changes it, and however
        connection.execute(text("DELETE FROM closure WHERE day = :day"), {"day": DAY.isoformat()})
    assert not closed(world.engine)
    other.dispose()


def test_what_is_undone_was_never_there(world: World) -> None:
    class UndoneError(Exception):
        pass

    def add() -> None:
        with writing(world.engine) as session:
            session.add(Closure(day=DAY, kind="closure", name_en="x", name_cy="x", version=999))
            session.flush()
            assert DAY in home.calendar(session).closed
            raise UndoneError

    with pytest.raises(UndoneError):
        add()
    assert not closed(world.engine)
    with writing(world.engine) as session:  # a second change that takes the same version for another day
        session.add(Closure(day=DAY + dt.timedelta(1), kind="closure", name_en="y", name_cy="y", version=999))
    assert closed(world.engine, DAY + dt.timedelta(1))
    assert not closed(world.engine)


def test_within_one_transaction_a_change_is_seen(world: World) -> None:
    with writing(world.engine) as session:
        assert DAY not in home.calendar(session).closed
        session.add(Closure(day=DAY, kind="closure", name_en="x", name_cy="x", version=999))
        assert DAY in home.calendar(session).closed


def test_an_adopted_policy_is_in_force_for_every_process(world: World) -> None:
    other = make_engine(world.engine.url.render_as_string(hide_password=False))

    def versions() -> list[int]:
        found = []
        for engine in (world.engine, other):
            with reading(engine) as session:
                now = home.policy(session)
                assert now is not None
                assert home.policy_at(session, now[0]) == now[1]
                found.append(now[0])
        return found

    assert versions() == [1, 1]
    world.digest(urgent=["move_made"])
    assert versions() == [2, 2]
    other.dispose()


def test_a_moment_sees_one_record_until_something_is_written(world: World) -> None:
    with one_moment():
        assert not closed(world.engine)
        with reading(world.engine) as first, reading(world.engine) as second:
            assert first is second
        close(world)
        assert closed(world.engine)
        with pytest.raises(ZeroDivisionError), reading(world.engine) as broken:
            _ = 1 / 0
        with reading(world.engine) as fresh:
            assert fresh is not broken
    with reading(world.engine) as one, reading(world.engine) as two:
        assert one is not two
