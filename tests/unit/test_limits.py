import random

import pytest

from notifications.limits import Limits, full, host_of, pick

DUE = [(1, "a@x.wales"), (2, "b@X.wales"), (3, "c@x.wales"), (4, "d@y.wales"), (5, "e@x.wales"), (6, "f@y.wales")]


def test_a_batch_takes_so_many_to_a_host_in_the_order_of_their_turn() -> None:
    assert pick(DUE, {}, Limits(batch=2), 50) == [1, 2, 4, 6]
    assert pick(DUE, {}, Limits(batch=2), 3) == [1, 2, 4]
    assert pick(DUE, {}, Limits(batch=9), 50) == [1, 2, 3, 4, 5, 6]


def test_a_minute_has_room_for_so_many() -> None:
    assert pick(DUE, {"x.wales": 59}, Limits(), 50) == [1, 4, 6]
    assert pick(DUE, {"x.wales": 60, "y.wales": 75}, Limits(), 50) == []
    assert full({"x.wales": 60, "y.wales": 59, "z.wales": 61}, Limits()) == ["x.wales", "z.wales"]


def test_whatever_is_due_no_host_gets_more_than_its_limits_and_nobody_is_overtaken_on_one_host() -> None:
    chance = random.Random(29)  # noqa: S311 - replayed from its seed
    for _ in range(300):
        due = [(n, f"r{n}@h{chance.randrange(5)}.wales") for n in range(chance.randrange(80))]
        recent = {f"h{n}.wales": chance.randrange(8) for n in range(5)}
        limits = Limits(chance.randint(1, 6), chance.randint(1, 8))
        taken = pick(due, recent, limits, 20)
        assert len(taken) <= 20
        for host, begun in recent.items():
            all_of_it = [n for n, address in due if host_of(address) == host]
            mine = [n for n in taken if n in all_of_it]
            assert mine == all_of_it[: len(mine)]
            assert len(mine) <= max(0, min(limits.batch, limits.minute - begun))


def test_a_limit_of_none_would_stop_all_mail() -> None:
    with pytest.raises(ValueError, match="stops all mail"):
        Limits(batch=0)
