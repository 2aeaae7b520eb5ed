"""A partner's link from the mail to the record: what each answer does, what never opens; looking changes nothing."""

import datetime as dt

from answering import client, link_of, mails, send_day, shown
from waiting import CONTACT, ask, at, timer, with_partner
from world import COORDINATOR, World

from models.tables.clocks import Task
from models.tables.journal import History


def test_a_day_is_promised_by_the_link_in_the_mail(world: World) -> None:
    with_partner(world)
    ask(world, at(4), text="Which team receives flow 2?")
    said = send_day(world, link_of(world), "promise", dt.date(2026, 3, 20))
    assert said.status_code == 303
    page = shown(client(world).get(said.headers["location"]).text)
    assert "You have said that you will answer by Friday 20 March 2026." in page
    (task,) = world.rows(Task)
    assert task.until == dt.date(2026, 3, 20)
    row = world.rows(History, History.kind == "promised")[0]
    assert (row.actor, row.operator, row.role) == (CONTACT, "link:1", "partner_contact")
    assert (timer(world, "partner_reply").status, timer(world, "promise").due_day) == ("stopped", dt.date(2026, 3, 20))
    assert mails(world, COORDINATOR) == []
    assert [notice.message for notice in world.waiting()] == ["partner_answered"]
