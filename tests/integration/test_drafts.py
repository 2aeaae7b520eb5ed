"""Escalations that leave the holder's own organisation: drafted, decided by a person, never out by themselves.

A reply is asked on Wednesday 4 March 2026: its ten days are 5, 6, 9 to 13 and 16 to 18 March. The Designated Person is
due five working days on, at the close of 25 March; the senior sponsor ten, at the close of 1 April.
"""

import datetime as dt
from typing import Any

import pytest
from waiting import CONTACT, DESIGNATED, SPONSOR, answer, ask, at, drafts, returned, sweep, timer
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World

from ispdesk import rounds
from ispdesk.views.clock_shapes import DraftRow
from ispdesk.views.drafts import drafts_view
from models.tables.journal import History
from models.tables.person import Person
from models.tables.post import Letter, Notice


def to(world: World, person: str) -> list[Letter]:
    """The letters to one person that may leave."""
    (row,) = world.rows(Person, Person.ref == person)
    return world.rows(Letter, Letter.person_id == row.id, Letter.status == "queued")


def asked_of(world: World, person: str) -> list[str]:
    """The messages that one person is to be told, and that have not gone."""
    (row,) = world.rows(Person, Person.ref == person)
    return [notice.message for notice in world.rows(Notice, Notice.person_id == row.id) if notice.gone_at is None]


def shown(world: World, who: str | None = None) -> list[DraftRow]:
    return list(world.read(lambda s: drafts_view(s, world.at, who)))


def drafted(world: World) -> int:
    """Ask, and let the first escalation be drafted; its number."""
    returned(world)
    ask(world, at(4))
    assert sweep(world, at(18, 17)) == ["rung-reminder", "rung-due"]
    assert sweep(world, at(25, 16, 59)) == []
    assert sweep(world, at(25, 17)) == ["rung-designated_person"]
    (draft,) = drafts(world)
    return draft.id or 0


def test_an_escalation_to_a_designated_person_is_drafted_before_the_coordinator_and_not_sent(world: World) -> None:
    drafted(world)
    assert to(world, DESIGNATED) == []
    assert asked_of(world, DESIGNATED) == []
    assert "draft_waiting" in asked_of(world, COORDINATOR)
    (row,) = shown(world)
    assert (row.ref, row.kind, row.before, row.drafted) == ("A1", "partner_reply", "coordinator", at(25, 17))
    assert row.about is not None
    assert row.about.en == "Gwent Health Board"
    assert [words.en for words in row.to] == ["the Designated Person: Dewi"]
    # Five whole working days lie between: 26, 27, 30, 31 March and 1 April. Then it is on the team's list.
    assert row.team_from == dt.date(2026, 4, 2)
    assert [len(shown(world, who)) for who in (COORDINATOR, ASSURER, LEAD, SECRETARY, CONTACT)] == [1, 0, 0, 0, 0]


def test_the_coordinator_sends_it_and_it_leaves_at_once(world: World) -> None:
    draft = drafted(world)
    world.at = at(26)
    order = world.order("send_draft", "A1", COORDINATOR, draft=draft)
    assert world.done(order)["letters"] == 1
    (letter,) = to(world, DESIGNATED)
    assert letter.next_at == at(26)
    assert [row.kind for row in world.rows(History)][-1] == "draft_sent"
    (kept,) = drafts(world)
    assert (kept.status, kept.decided_by, kept.decided_at) == ("sent", COORDINATOR, at(26))
    assert shown(world) == []
    world.done(order)  # the same command again sends nothing again
    assert len(to(world, DESIGNATED)) == 1
    assert world.refused(world.order("send_draft", "A1", COORDINATOR, draft=draft)) == ("done",)


def test_it_is_dropped_with_a_reason_and_never_without_one(world: World) -> None:
    draft = drafted(world)
    world.at = at(26)
    assert world.refused(world.order("drop_draft", "A1", COORDINATOR, draft=draft, reason="")) == ("wrong_value",)
    world.done(world.order("drop_draft", "A1", COORDINATOR, draft=draft, reason="They rang today"))
    assert (drafts(world)[0].status, to(world, DESIGNATED)) == ("dropped", [])
    assert world.refused(world.order("send_draft", "A1", COORDINATOR, draft=draft)) == ("done",)


@pytest.mark.parametrize(("who", "code"), [(ASSURER, "not_yours"), (CONTACT, "not_yours"), (SECRETARY, "not_yours")])
def test_nobody_else_decides_while_it_lies_before_the_coordinator(world: World, who: str, code: str) -> None:
    draft = drafted(world)
    world.at = at(1, month=4)  # the fifth whole working day
    assert world.refused(world.order("send_draft", "A1", who, draft=draft)) == (code,)
    assert (drafts(world)[0].status, to(world, DESIGNATED)) == ("waiting", [])


def test_after_five_working_days_the_team_may_decide_and_it_never_leaves_by_itself(world: World) -> None:
    draft = drafted(world)
    done = sweep(world, at(1, 17, month=4))
    assert done == ["rung-senior_sponsor"]
    sweep(world, dt.datetime(2026, 9, 1, 18, tzinfo=dt.UTC))
    assert [d.status for d in drafts(world)] == ["waiting", "waiting"]
    assert to(world, DESIGNATED) == to(world, SPONSOR) == []
    assert [row.before for row in shown(world, ASSURER)] == ["either", "either"]
    world.done(world.order("send_draft", "A1", ASSURER, draft=draft))
    assert len(to(world, DESIGNATED)) == 1
    assert to(world, SPONSOR) == []


def test_it_is_overtaken_when_the_clock_stops(world: World) -> None:
    draft = drafted(world)
    answer(world, at(26), 1)
    assert (drafts(world)[0].status, drafts(world)[0].decided_at) == ("overtaken", at(26))
    assert shown(world) == []
    world.at = at(27)
    assert world.refused(world.order("send_draft", "A1", COORDINATOR, draft=draft)) == ("done",)
    assert timer(world, "partner_reply").status == "stopped"
    assert to(world, DESIGNATED) == []


def test_while_the_isp_is_on_hold_nothing_is_sent_and_afterwards_it_can_be(world: World) -> None:
    draft = drafted(world)
    world.at = at(26)
    world.done(world.order("hold", "A1", COORDINATOR, until="2026-03-30", reason="Staff are away"))
    assert world.refused(world.order("send_draft", "A1", COORDINATOR, draft=draft)) == ("on_hold",)
    assert (drafts(world)[0].status, to(world, DESIGNATED)) == ("waiting", [])
    assert rounds.advance(world.app, at(31, 8)).items
    world.at = at(31)
    assert world.done(world.order("send_draft", "A1", COORDINATOR, draft=draft))["letters"] == 1


def test_where_nobody_is_named_the_list_says_that_the_team_would_be_told(world: World) -> None:
    returned(world)
    ask(world, at(4), partner=1)
    sweep(world, at(26))
    (row,) = shown(world)
    said: Any = row.to[0].en
    assert said == "the Designated Person: nobody is named, so the assurance team"
    world.at = at(27)
    assert world.done(world.order("send_draft", "A1", COORDINATOR, draft=row.number))["letters"] == 2
    assert [len(to(world, who)) for who in (ASSURER, LEAD)] == [1, 1]
