"""The whole product state x role x trigger through the door: what the table lists moves, all else changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from deep import DEEP
from product_home import ACTORS, REFS, Home, Ids, attempts, clock, dump
from sqlalchemy import Engine, text

from ispdesk import access, desk
from ispdesk.commands import facts
from ispdesk.commands.shape import Done, Order, Refused
from models import chain
from models.database import reading
from states.lifecycle import LIFECYCLE, Move, Role, State, Trigger

PROFILES = ("current", "wales-2012")
NOT_IN_2012 = {Trigger.REFER_TO_GROUP, Trigger.TAKE_FROM_GROUP, Trigger.USE_OTHER_INSTRUMENT}
TABLE = {(move.source, move.trigger): move for move in LIFECYCLE}
ALWAYS_MET = {
    "not_on_hold", "no_version_in_progress", "no_version_in_force", "submission_chosen", "content_unchanged",
    "review_date_set",
}  # fmt: skip
"""Needs that a bare ISP, taken on and nothing else, already meets; the next review date the door sets itself."""
SPECIAL = {
    "other_instrument_named": "UPDATE isp SET instrument = 'dda'",
    "review_date_passed": "UPDATE version SET review_date = '2026-06-09'",
    "with_the_group": "UPDATE version SET holder = 'group'",
}
"""What these needs ask for, which others of the same ISP forbid."""

LUGGAGE: dict[str, Any] = {"review_date": "2027-06-01", "findings": [{"text": "A date is wrong"}]}
"""What comes with a move and is written before it is judged: all of it has to go again."""


def listed(profile: str, state: State, role: Role, trigger: Trigger) -> Move | None:
    move = TABLE.get((state, trigger))
    if move is None or role not in move.by:
        return None
    out = profile == "wales-2012" and (trigger in NOT_IN_2012 or role is Role.GROUP_MEMBER)
    return None if out else move


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    made = Home(tmp_path_factory.mktemp("homes"))
    yield made
    made.engine.dispose()


def order(ids: Ids, state: State, role: Role, trigger: Trigger, **more: Any) -> Order:
    payload = {"trigger": trigger.value, "reason": "agreed at the meeting", **more}
    return ids.order("move", f"isp:{REFS[state]}", ACTORS[role], payload)


def give(engine: Engine, orders: list[Order]) -> dict[str, Done | Refused]:
    return {one.id: desk.do(engine, one, clock) for one in orders}


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Within one actor's attempts at one ISP nothing may change, so roles and facts are read once: a third the time."""
    for module, name, read in ((access, "roles_of", access.roles_of), (facts, "load", facts.load)):
        kept: list[Any] = []

        def once(*arguments: Any, _read: Any = read, _kept: list[Any] = kept) -> Any:
            if not _kept:
                _kept.append(_read(*arguments))
            return _kept[0]

        patch.setattr(module, name, once)


def unlisted(profile: str, state: State, role: Role) -> list[Trigger]:
    """What this role may not do here, and is to try: all of it in a deep run.

    Else, what the table lists for somebody else, and of what it lists for nobody a part: each by one role in turn.
    """
    tried = [t for t in Trigger if listed(profile, state, role, t) is None]
    if profile != "current":  # the cells in which it differs; the unit tests have them all
        tried = [t for t in tried if t in NOT_IN_2012 or role is Role.GROUP_MEMBER]
    if DEEP:
        return tried
    roles, turn = list(Role), list(State).index(state)
    mine = {t for n, t in enumerate(Trigger) if roles[(n + turn) % len(roles)] is role}
    return [t for t in tried if (state, t) in TABLE or t in mine]


def refused(engine: Engine, orders: list[Order]) -> list[Refused]:
    """Give orders that must be refused, each of which is in the record of attempts."""
    known = attempts(engine)
    results = give(engine, orders)
    taken = {(one.actor, one.stream, one.payload["trigger"]) for one in orders if isinstance(results[one.id], Done)}
    assert not taken
    assert attempts(engine) == known + [(one.id, "refused") for one in orders]
    return [result for result in results.values() if isinstance(result, Refused)]


@contextmanager
def no_trace(engine: Engine, where: str) -> Iterator[None]:
    """Every table but the record of attempts stays as it is, to the byte."""
    before = dump(engine)
    yield
    after = dump(engine)
    assert [name for name in before | after if before.get(name) != after.get(name)] == [], where


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("state", State)
def test_what_the_table_does_not_list_is_refused_and_changes_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch, profile: str, state: State
) -> None:
    engine, ids = home.reset(profile), Ids("refused")
    with no_trace(engine, f"{profile}: {state}"):
        for role in Role:
            with monkeypatch.context() as patch:
                read_once(patch)
                tried = enumerate(unlisted(profile, state, role))
                orders = [order(ids, state, role, t, **({} if n % 5 else LUGGAGE)) for n, t in tried]
                refusals = refused(engine, orders)
            for refusal in refusals:
                assert refusal.codes[0] in {"no_such_move", "not_your_move"}
                assert all(reason.en and reason.cy for reason in refusal.reasons)


@pytest.mark.parametrize("state", State)
def test_each_run_tries_every_trigger_that_is_not_listed(state: State) -> None:
    possible = {t for t in Trigger if any(listed("current", state, role, t) is None for role in Role)}
    assert {t for role in Role for t in unlisted("current", state, role)} == possible


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("state", State)
def test_what_the_table_lists_moves(home: Home, profile: str, state: State) -> None:
    """Of the older profile, each move by one role where a run is not deep: who may is the same in both."""
    ids, cells = Ids("moved"), 0
    for trigger in Trigger:
        roles = [role for role in Role if listed(profile, state, role, trigger)]
        for role in roles if DEEP or profile == "current" else roles[:1]:
            move = TABLE[state, trigger]
            cells += 1
            engine = home.reset(profile)
            for need in set(move.needs) & set(SPECIAL):
                with engine.begin() as connection:
                    connection.execute(text(SPECIAL[need]))
            _moves(engine, order(ids, state, role, trigger), move)
    there = [t for r in Role for t in Trigger if listed(profile, state, r, t)]
    assert cells == len(there if DEEP or profile == "current" else set(there))


def _moves(engine: Engine, wanted: Order, move: Move) -> None:
    others = text("SELECT * FROM version v JOIN isp i ON i.id = v.isp_id WHERE i.ref != :ref ORDER BY v.id")
    own = text("SELECT v.number, v.state, v.holder FROM version v JOIN isp i ON i.id = v.isp_id WHERE i.ref = :ref")
    ref = {"ref": wanted.stream.partition(":")[2]}
    with engine.connect() as connection:
        before = connection.execute(others, ref).all()
    result = desk.do(engine, wanted, clock)
    cell = f"{wanted.actor} on {wanted.stream}: {wanted.payload['trigger']}"
    assert isinstance(result, Done), f"{cell}: {result}"
    assert (result.answer["from"], result.answer["state"], result.answer["holder"]) == (
        move.source, move.target, move.holder,
    ), cell  # fmt: skip
    with engine.connect() as connection:
        assert connection.execute(others, ref).all() == before, cell
        versions = {row[0]: (row[1], row[2]) for row in connection.execute(own, ref)}
    assert versions[1] == (move.target, move.holder), cell
    assert {state for state, _ in list(versions.values())[1:]} == ({move.opens} if move.opens else set()), cell
    assert attempts(engine)[-1] == (wanted.id, "moved")
    assert desk.do(engine, wanted, clock) == result, "the same id sent again answers as it did"
    with reading(engine) as session:
        assert chain.verify(session).ok, cell


def test_what_the_table_lists_is_refused_too_while_its_needs_are_not_met(home: Home) -> None:
    engine, ids = home.reset("current", bare=True), Ids("bare")
    with no_trace(engine, "bare"):
        for state in State:
            for role in Role:
                cells = [(t, listed("current", state, role, t)) for t in Trigger]
                needy = [(t, move) for t, move in cells if move is not None and set(move.needs) - ALWAYS_MET]
                refusals = refused(engine, [order(ids, state, role, t) for t, _ in needy])
                for refusal, (_, move) in zip(refusals, needy, strict=True):
                    assert set(refusal.codes) <= set(move.needs)
