"""A partner's link from the mail to the record: what each answer does, and that none of them is a signature."""

import datetime as dt
from dataclasses import replace

import pytest
from answering import client, hidden, link_of, links_in, mails, send, send_day, shown
from waiting import CONTACT, GWENT, answer, ask, at, sweep, timer, with_partner
from world import ASSURER, COORDINATOR, World

from ispdesk import rounds
from ispdesk.commands.shape import Order, Refused
from ispdesk.views.telephone import call_rows
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.journal import History, HistoryWords
from models.tables.link import Link
from models.tables.post import Notice
from models.tables.work import Partner, Signoff


def kinds(world: World) -> list[str]:
    """What was recorded about what was said, in order."""
    rows = [row for row in world.rows(History, History.stream == "isp:A1") if row.role in ("partner_contact", "timer")]
    return [row.kind for row in sorted(rows, key=lambda row: row.seq) if row.kind != "rung_fired"]


def words(world: World, kind: str) -> dict[str, str | None]:
    (row,) = world.rows(History, History.kind == kind)
    return {
        one.name: one.text for one in world.rows(HistoryWords, HistoryWords.stream == row.stream) if one.seq == row.seq
    }


def calls(world: World) -> list[tuple[str, str, int]]:
    """The telephone list: who, on which number, how many promised days have passed."""
    isp = world.rows(Isp)[0]
    found = world.read(lambda session: call_rows(session, isp, world.at))
    return [(row.who.best("en")[0], row.telephone, row.missed) for row in found]


def asked(world: World, **more: object) -> str:
    """An ISP whose partner is asked on Wednesday 4 March; the path of the link in the mail."""
    with_partner(world)
    ask(world, at(4), **more)
    return link_of(world)


def test_the_mail_says_in_six_lines_what_somebody_needs_who_has_never_heard_of_us(world: World) -> None:
    with_partner(world)
    world.done(Order("tel", "set_telephone", f"person:{COORDINATOR}", COORDINATOR, {"telephone": "01633 496 0123"}))
    ask(world, at(4), text="Which team receives flow 2?")
    (mail,) = mails(world)
    lines = [line for line in mail.split("\n") if line][1:7]
    assert lines[0] == (
        "Service and area: Sharing A1 (Health (general); Torfaen), Information Sharing Protocol (ISP), reference A1"
    )
    assert lines[1] == "Who asks: Cled, Torfaen County Borough Council (telephone 01633 496 0123)"
    assert lines[2].startswith("What is asked of you: A reply, from Gwent Health Board.")
    assert lines[3] == "By when: Wednesday 18 March 2026, 5pm"  # ten working days from Thursday the 5th
    assert lines[4].startswith("Why you are receiving this message: You are named as the contact of Gwent Health Board")
    assert lines[5].startswith("How to check that this message is genuine: If in doubt, do not follow the link.")
    assert len(links_in(mail)) == 1


def test_a_day_is_promised_by_the_link_in_the_mail(world: World) -> None:
    path = asked(world)
    said = send_day(world, path, "promise", dt.date(2026, 3, 20))
    assert said.status_code == 303
    page = shown(client(world).get(said.headers["location"]).text)
    assert "You have said that you will answer by Friday 20 March 2026. It is not a signature." in page
    (task,) = world.rows(Task)
    assert task.until == dt.date(2026, 3, 20)
    (row,) = world.rows(History, History.kind == "promised")
    assert (row.actor, row.operator, row.role) == (CONTACT, "link:1", "partner_contact")
    assert (timer(world, "partner_reply").status, timer(world, "promise").due_day) == ("stopped", dt.date(2026, 3, 20))
    assert mails(world, COORDINATOR) == []
    assert [notice.message for notice in world.waiting()] == ["partner_answered"]
    assert world.rows(Signoff) == []


def test_nudges_stop_until_the_promised_day_and_carry_the_same_link_then(world: World) -> None:
    path = asked(world)
    send_day(world, path, "promise", dt.date(2026, 3, 27))
    sweep(world, at(18, 18))  # the usual due day
    assert len(mails(world)) == 1
    sweep(world, at(25, 10))  # two working days before the promised day
    sweep(world, at(27, 18))
    assert [links_in(mail) for mail in mails(world)] == [[path]] * 3
    assert len(world.rows(Link)) == 1


def test_a_promised_day_that_passes_is_history_and_leads_to_the_telephone_list(world: World) -> None:
    path = asked(world)
    send_day(world, path, "promise", dt.date(2026, 3, 10))
    sweep(world, at(10, 18))
    assert kinds(world) == ["promised", "promise_missed", "reminders_ended"]
    assert calls(world) == [("Carys", "", 1)]
    notices = [row.message for row in world.rows(Notice) if row.message == "telephone_list"]
    assert notices == ["telephone_list"]
    before = len(mails(world))
    sweep(world, at(24, 18))
    rounds.digest(world.app, at(25, 9))
    assert len(mails(world)) == before
    assert kinds(world).count("promise_missed") == 1
    rounds.digest(world.app, at(11, 9))
    told = mails(world, COORDINATOR)[-1]
    assert "Please ring Carys: telephone not known" in told


def test_a_second_promise_is_taken_and_a_third_is_refused_with_words(world: World) -> None:
    path = asked(world)
    assert send_day(world, path, "promise", dt.date(2026, 3, 10)).status_code == 303
    assert send_day(world, path, "promise", dt.date(2026, 3, 12)).status_code == 303
    third = send_day(world, path, "promise", dt.date(2026, 3, 16))
    assert third.status_code == 200
    assert "You have promised a day twice: choose another answer, or ask to be rung" in shown(third.text)
    by_hand = {"link": 1, "answer": "promise", "until": "2026-03-16"}
    order = replace(world.order("answer_by_link", "A1", CONTACT), payload=by_hand)
    assert world.refused(order) == ("too_often",)
    mine = replace(world.order("promise", "A1", CONTACT), payload={"task": 1, "until": "2026-03-16"})
    assert world.refused(mine) == ("too_often",)
    theirs = replace(world.order("promise", "A1", COORDINATOR), payload={"task": 1, "until": "2026-09-16"})
    world.done(theirs)  # who asks may give more time
    assert [row.kind for row in world.rows(History) if row.kind == "promised"] == ["promised"] * 3


def test_a_promised_day_lies_at_most_twenty_working_days_ahead(world: World) -> None:
    path = asked(world)  # Wednesday 4 March: the twentieth working day after it is 1 April
    late = send_day(world, path, "promise", dt.date(2026, 4, 2))
    assert late.status_code == 200
    assert "The day must be Wednesday 1 April 2026 or earlier" in shown(late.text)
    assert 'value="2" ' in late.text or 'value="2">' in late.text  # what was typed is still there
    past = send_day(world, path, "promise", dt.date(2026, 3, 3))
    assert "The day must be today or later" in shown(past.text)
    order = world.order("answer_by_link", "A1", CONTACT, link=1, answer="promise", until="2026-04-02")
    assert world.refused(order) == ("too_far",)
    assert world.rows(Task)[0].until is None
    assert send_day(world, path, "promise", dt.date(2026, 4, 1)).status_code == 303


def test_already_answered_tells_the_coordinator_who_confirms(world: World) -> None:
    path = asked(world)
    said = send_day(world, path, "answered", dt.date(2026, 3, 3), whom="Cled, by telephone")
    assert said.status_code == 303
    (task,) = world.rows(Task)
    assert task.done_at is None
    assert words(world, "said_answered") == {"whom": "Cled, by telephone"}
    fired = sweep(world, at(16, 10)) + sweep(world, at(18, 18))
    assert fired == ["rung-reminder", "rung-due"]
    assert len(mails(world)) == 1, "nobody is reminded who has answered"
    assert {row.message for row in world.rows(Notice) if row.seq and row.audience == "coordinator"} >= {
        "partner_answered",
        "clock_due",
    }
    answer(world, at(19), 1)
    page = client(world).get(path)
    assert page.status_code == 200
    assert "Nothing is asked any more" in shown(page.text)


def test_reminders_go_on_once_the_coordinator_has_rung(world: World) -> None:
    path = asked(world)
    send_day(world, path, "answered", dt.date(2026, 3, 3), whom="somebody")
    world.at = at(9)
    world.done(world.order("record_call", "A1", COORDINATOR, task=1, note="They meant another protocol"))
    sweep(world, at(16, 10))
    assert links_in(mails(world)[-1]) == [path]
    assert len(mails(world)) == 2


def test_nobody_answered_long_before_they_were_asked(world: World) -> None:
    path = asked(world)
    for day in (dt.date(1, 1, 1), dt.date(2025, 3, 3)):
        posted = send_day(world, path, "answered", day, year=f"{day.year:04}", whom="Cled")
        assert posted.status_code == 200
        assert "The day must be Tuesday 4 March 2025 or later" in shown(posted.text)
        assert 'href="#answered-day"' in posted.text
        direct = world.order("answer_by_link", "A1", CONTACT, link=1, answer="answered", day=day.isoformat())
        assert world.refused(direct) == ("wrong_value",)
    assert send_day(world, path, "answered", dt.date(2025, 3, 4), whom="Cled").status_code == 303


def test_not_taking_part_reaches_the_coordinator_at_once_and_removes_nobody(world: World) -> None:
    path = asked(world)
    assert send(world, path, "no_part", reason="We are closing in June").status_code == 303
    (mail,) = mails(world, COORDINATOR)
    assert "We do not wish to take part (a reason was given; it is in the history)" in mail
    assert "closing in June" not in mail
    assert words(world, "said_no_part") == {"reason": "We are closing in June"}
    assert world.rows(Partner, Partner.line == GWENT)[0].valid_to is None
    assert world.rows(Task)[0].done_at is None


def test_who_asks_to_be_rung_is_on_the_telephone_list_until_they_have_been(world: World) -> None:
    path = asked(world)
    assert send(world, path, "ring", telephone="01495 496 0999").status_code == 303
    assert calls(world) == [("Carys", "01495 496 0999", 0)]
    (mail,) = mails(world, COORDINATOR)
    assert "Please ring us: 01495 496 0999" in mail
    world.done(world.order("record_call", "A1", COORDINATOR, task=1, note="They answer on Monday"))
    assert calls(world) == []
    world.done(Order("c", "set_telephone", f"person:{CONTACT}", COORDINATOR, {"telephone": "01495 496 0001"}))
    assert send(world, path, "ring").status_code == 303
    told = [row.values["said_en"] for row in world.rows(Notice, Notice.message == "partner_answered")]
    assert told == ["Please ring us: 01495 496 0999", "Please ring us: 01495 496 0001"]
    assert calls(world) == [("Carys", "01495 496 0001", 0)]
    assert world.refused(Order("d", "set_telephone", f"person:{CONTACT}", ASSURER, {"telephone": "1234"})) == (
        "not_yours",
    )


def test_after_the_last_reminder_the_product_writes_no_more_and_the_coordinator_rings(world: World) -> None:
    asked(world)
    sweep(world, at(16, 10))
    assert calls(world) == []
    sweep(world, at(18, 18))
    assert calls(world) == [("Carys", "", 0)]
    assert len(mails(world)) == 3  # asked, reminded, due
    sweep(world, at(27, 18))
    sweep(world, at(10, 18, month=4))
    assert len(mails(world)) == 3
    assert kinds(world).count("reminders_ended") == 1


def test_every_mail_about_a_task_to_one_person_carries_the_same_link(world: World) -> None:
    path = asked(world)
    sweep(world, at(16, 10))
    sweep(world, at(18, 18))
    assert [links_in(mail) for mail in mails(world)] == [[path]] * 3
    assert not any("/answer/" in mail for mail in mails(world, COORDINATOR))


def test_a_link_that_has_expired_is_made_anew_by_the_next_mail_and_a_withdrawn_one_is_not(world: World) -> None:
    with_partner(world)
    ask(world, at(4), kind="sign_off", waits=False)  # eight weeks: its due day is 1 May, before it expires
    first = link_of(world)
    world.at = at(4, month=7)
    assert client(world).get(first).status_code == 410
    sweep(world, world.at)
    second = link_of(world)
    assert second != first
    assert client(world).get(second).status_code == 200
    world.done(world.order("withdraw_link", "A1", COORDINATOR, link=2, reason="Forwarded to a list"))
    assert client(world).get(second).status_code == 410
    ask(world, at(6, month=7), kind="reply", waits=False)
    assert link_of(world) not in (first, second)  # another task has a link of its own


def test_a_mail_after_a_link_was_withdrawn_carries_none(world: World) -> None:
    asked(world)
    world.done(world.order("withdraw_link", "A1", COORDINATOR, link=1, reason="Forwarded to a list"))
    sweep(world, at(16, 10))
    last = mails(world)[-1]
    assert len(mails(world)) == 2
    assert links_in(last) == []
    assert "Open A1" in last
    assert len(world.rows(Link)) == 1


def test_somebody_asked_by_name_finds_the_link_in_their_letter_of_the_day(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    payload = {"kind": "follow_up", "person": ASSURER}
    world.done(replace(world.order("ask", "A1", COORDINATOR), payload=payload))
    assert mails(world, ASSURER) == []
    rounds.digest(world.app, at(5, 9))
    (mail,) = mails(world, ASSURER)
    (path,) = links_in(mail)
    world.at = at(5)
    assert path.startswith("/cy/answer/")
    page = shown(client(world).get(path).text)
    assert "Gofynnir i chi wrth eich enw" in page
    assert send_day(world, path, "promise", dt.date(2026, 3, 9)).status_code == 303


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "Give the telephone number on which you would like to be rung"),
        ("cy", "Rhowch y rhif ffôn yr hoffech gael galwad arno"),
    ],
)
def test_nobody_can_ask_to_be_rung_on_a_number_that_nobody_knows(world: World, lang: str, says: str) -> None:
    path = asked(world).replace("/en/", f"/{lang}/")
    posted = send(world, path, "ring")
    assert posted.status_code == 200
    assert says in shown(posted.text)
    assert 'href="#ring-telephone"' in posted.text
    assert world.rows(History, History.kind == "said_ring") == []
    direct = world.do(world.order("answer_by_link", "A1", CONTACT, link=1, answer="ring"))
    assert isinstance(direct, Refused)
    assert direct.codes == ("no_telephone",)
    assert says in direct.reasons[0].in_language(lang)


def test_a_substitute_answers_by_a_link_of_their_own(world: World) -> None:
    with_partner(world)
    world.done(Order("e", "enter_person", "person:nia", "operator", {"name_en": "Nia", "address": "nia@gwent.test"}))
    away = {"first_day": "2026-03-01", "last_day": "2026-03-31", "substitute": "nia"}
    world.done(Order("a", "set_absence", f"person:{CONTACT}", CONTACT, away))
    ask(world, at(4))
    theirs, own = link_of(world), link_of(world, "nia")
    assert theirs.rpartition("/")[2] != own.rpartition("/")[2]
    why = "You are named as substitute for the contact of Gwent Health Board"
    assert why in mails(world, "nia")[0]
    assert send(world, f"/en{own}", "ring", telephone="01495 496 0999").status_code == 303
    (row,) = world.rows(History, History.kind == "said_ring")
    assert row.actor == "nia"


def test_a_shared_address_is_written_to_and_cannot_sign(world: World) -> None:
    path = asked(world)
    world.done(Order("s", "mark_shared", f"person:{CONTACT}", COORDINATOR, {"shared": True}))
    sweep(world, at(16, 10))
    assert len(mails(world)) == 2
    assert client(world).get(path).status_code == 200
    order = world.order("sign_off", "A1", CONTACT, partner=GWENT, outcome="signed")
    assert world.refused(order) == ("shared_address",)
    world.done(Order("u", "mark_shared", f"person:{CONTACT}", COORDINATOR, {"shared": False}))
    world.done(replace(order, id="again"))


def test_the_page_says_what_the_organisation_sends_and_receives(world: World) -> None:
    with_partner(world)
    more = {"number": 3, "information": "dates of birth", "sender": "Gwent health board", "purpose": "x"}
    sent = replace(
        world.order("write_flow", "A1", COORDINATOR), payload={**more, "recipients": ["Torfaen"], "method": "post"}
    )
    world.at = at(3)
    ask(world, at(4))
    page = shown(client(world).get(link_of(world)).text)
    assert "You send Nothing" in page
    assert "You receive names, from Torfaen" in page
    world.done(world.order("answer", "A1", COORDINATOR, task=1))
    world.run([world.order("move", "A1", COORDINATOR, trigger="reopen_workshops", reason="more"), sent])
    ask(world, at(5))
    page = shown(client(world).get(link_of(world)).text)
    assert "You send dates of birth, to Torfaen" in page
    assert hidden(client(world).get(link_of(world)).text).keys() == {"number", "mark"}
