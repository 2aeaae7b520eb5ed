"""The pages of groups and meetings: dates, agenda, people, the pack in one press, decisions in one sitting."""

import datetime as dt
import hashlib
import io
import zipfile

import pytest
from browsing import Browser
from meeting import CHAIR, DAY, GROUP, referred, with_group
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World

from ispdesk.commands.shape import Order
from models.tables.isp import Version
from models.tables.journal import History
from models.tables.meeting import MeetingPackFile
from models.tables.qa import Meeting

AT = f"/en/groups/{GROUP}"
MEETING = f"{AT}/meetings/{DAY.isoformat()}"
pytestmark = pytest.mark.parametrize("database", ["sqlite"])


def test_groups_and_dates_are_for_everybody_agendas_and_names_for_those_inside(world: World) -> None:
    with_group(world)
    referred(world, "one")
    coordinator, secretary = Browser(world, COORDINATOR), Browser(world, SECRETARY)
    for browser in (coordinator, secretary):
        assert "Gwent group" in browser.get("/en/groups")
        page = browser.get(AT)
        assert "1 April 2026" in page
        assert "Mair" not in page
        browser.get(MEETING, 403)
        browser.get(f"{AT}/members", 403)
        browser.get(f"{MEETING}/pack/1", 403)
    assert "Mair" in Browser(world, "mair").get(AT)
    member = Browser(world, "mair")
    assert "Sharing one" in member.get(MEETING)
    assert "Rhannu one" in member.get(MEETING.replace("/en/", "/cy/"))
    member.get(f"{AT}/meetings/set", 403)
    member.get(f"{AT}/meetings/2026-02-30", 404)
    member.get("/en/groups/nobody", 404)


def test_the_lead_sets_changes_and_calls_off_meetings_and_members(world: World) -> None:
    with_group(world)
    lead = Browser(world, LEAD)
    day = {"day__day": "6", "day__month": "5", "day__year": "2026"}
    last = {"last__day": "22", "last__month": "4", "last__year": "2026"}
    assert "Give a number from 1 to 50" in lead.send(f"{AT}/meetings/set", **day, **last, capacity="0").text
    assert lead.send(f"{AT}/meetings/set", **day, **last, capacity="3").status_code == 303
    assert lead.send(f"{AT}/meetings/2026-05-06/change", capacity="4").status_code == 303
    assert [(one.day, one.capacity) for one in world.rows(Meeting)][1:] == [(dt.date(2026, 5, 6), 4)]
    assert "Give the reason" in lead.send(f"{AT}/meetings/2026-05-06/cancel").text
    assert lead.send(f"{AT}/meetings/2026-05-06/cancel", reason="Nobody is there").status_code == 303
    assert len(world.rows(Meeting)) == 1
    assert "does not know" in lead.send(f"{AT}/members", person="who").text
    assert lead.send(f"{AT}/members", person=ASSURER).status_code == 303
    assert "Alys" in lead.get(AT)


def test_the_coordinator_sees_the_last_day_that_makes_the_next_meeting(world: World) -> None:
    from world import to_draft

    with_group(world)
    world.run(to_draft("one"))
    browser = Browser(world, COORDINATOR)
    for path in ("/en/isps/one", "/en/isps/one/submit"):
        page = browser.get(path)
        assert "If it goes to Gwent group" in page
        assert "submit by Wednesday 18 March 2026" in page


def test_the_pack_in_one_press_is_frozen_and_comes_again_the_same(world: World) -> None:
    with_group(world)
    referred(world, "one")
    chair = Browser(world, CHAIR)
    assert "The pack goes out on" in chair.get(MEETING)
    world.at = dt.datetime(2026, 3, 18, 15, 0, tzinfo=dt.UTC)
    assert chair.send(f"{MEETING}/pack").status_code == 303
    files = {one.name: one.content_hash for one in world.rows(MeetingPackFile)}
    assert sorted(files) == [
        "0-agenda-cy.pdf", "0-agenda-en.pdf", "1-one-cy.pdf", "1-one-en.pdf", "1-one-points-cy.pdf",
        "1-one-points-en.pdf",
    ]  # fmt: skip
    first, again = (chair.client.get(f"{MEETING}/pack/1").content for _ in range(2))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        sums = archive.read("SHA256SUMS")
        read = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in files}
        assert archive.read("1-one-en.pdf").startswith(b"%PDF")
    assert read == files
    assert hashlib.sha256(sums).hexdigest() in chair.get(MEETING)
    chair.get(f"{MEETING}/pack/2", 404)
    known = {"name_en": "Oli", "address": "oli@desk.test", "language": "en"}
    world.done(Order("oli", "enter_person", "person:oli", "operator", known))
    world.done(Order("oli:role", "grant_role", "person:oli", "operator", {"role": "operator", "scope": "all"}))
    operator = Browser(world, "oli", strong=True)
    assert f"{MEETING}/pack/1" not in operator.get(MEETING)
    operator.get(f"{MEETING}/pack/1", 403)  # documents are not an operator's to read


def test_an_agenda_is_changed_by_hand_on_its_pages(world: World) -> None:
    with_group(world, capacity=1)
    referred(world, "one")
    referred(world, "two")
    member = Browser(world, "mair")
    assert "Give the reason" in member.send(f"{MEETING}/take-off/one").text
    assert member.send(f"{MEETING}/take-off/one", reason="its authors are away").status_code == 303
    page = member.get(MEETING)
    assert "its authors are away" in page
    assert member.send(f"{MEETING}/put-on/one", reason="they are back").status_code == 303
    assert "1 ISP on the agenda" in member.get(MEETING)


def test_decisions_in_one_sitting_one_refused_stops_no_other(world: World) -> None:
    with_group(world)
    for ref in ("one", "two"):
        referred(world, ref)
    world.at = dt.datetime(2026, 4, 1, 9, 0, tzinfo=dt.UTC)
    weak, chair = Browser(world, CHAIR), Browser(world, CHAIR, strong=True)
    present = {f"status-{ref}": "present" for ref in ("cai", "mair", "nia")}
    assert chair.send(f"{MEETING}/people", **present).status_code == 303
    world.at = dt.datetime(2026, 4, 3, 9, 0, tzinfo=dt.UTC)
    assert "Choose a decision" in chair.send(f"{MEETING}/decisions").text
    assert "is independent" in chair.send(f"{MEETING}/decisions", **{"trigger-one": "assure"}).text
    typed = {
        "trigger-one": "assure", "trigger-two": "return_for_amendment", "reason-two": "Say who reads it",
        "findings-two": "Say who reads it\nSay for how long", "independent": "yes", "review-one-day": "1",
        "review-one-month": "4", "review-one-year": "2028",
    }  # fmt: skip
    page = weak.send(f"{MEETING}/decisions", **typed).text
    assert "one: This needs a second step of sign-in" in page
    states = {one.isp_id: one.state for one in world.rows(Version)}
    assert sorted(states.values()) == ["qa_review", "returned"]
    again = {name: value for name, value in typed.items() if "two" not in name}
    assert chair.send(f"{MEETING}/decisions", **again).headers["location"].endswith("?done=decisions_recorded")
    rows = world.rows(History, History.kind.in_(("assure", "return_for_amendment")))  # type: ignore[attr-defined]
    assert {(row.happened_from, row.recorded_at.date(), row.role) for row in rows} == {
        (DAY, dt.date(2026, 4, 3), "group_member")
    }
    assert "Everything on the agenda is decided" in chair.get(f"{MEETING}/decisions")


def test_members_speak_for_themselves_and_an_interest_is_declared_there(world: World) -> None:
    with_group(world)
    referred(world, "one")
    mair = Browser(world, "mair")
    page = mair.get(f"{MEETING}/people")
    assert "Nia" not in page
    assert mair.send(f"{MEETING}/people", **{"status-mair": "apologies", "interests-mair": "one"}).status_code == 303
    page = mair.get(MEETING)
    assert "Interest declared: Mair" in page
    assert "Mair: Apologies" in page


def test_the_chair_decides_between_meetings_on_a_page(world: World) -> None:
    with_group(world)
    referred(world, "one")
    Browser(world, "mair").get(f"{AT}/between", 403)
    chair = Browser(world, CHAIR)
    assert "Give the reason" in chair.send(f"{AT}/between", isp="one", **{"trigger-one": "return_for_amendment"}).text
    typed = {"trigger-one": "return_for_amendment", "reason-one": "They asked for it", "independent": "yes"}
    assert chair.send(f"{AT}/between", isp="one", **typed).status_code == 303
    assert world.versions("one")[0].state == "returned"


def test_who_is_there_and_who_has_an_interest_is_said_on_the_form_of_decisions(world: World) -> None:
    with_group(world)
    for ref in ("one", "two"):
        referred(world, ref)
    world.at = dt.datetime(2026, 4, 1, 9, 0, tzinfo=dt.UTC)
    browser, at = Browser(world, LEAD, strong=True), f"{MEETING}/decisions"
    assert "Present without an interest in it: 0; needed: 3." in browser.get(at)
    there = {f"status-{ref}": "present" for ref in ("cai", "mair", "nia")} | {"status-owen": "apologies"}
    said = browser.send(at, **there)
    assert said.headers["location"].startswith(at), "nothing is decided yet"
    page = browser.get(at)
    assert page.count("Present without an interest in it: 3; needed: 3. The group can decide it.") == 2
    decided = {"trigger-one": "return_for_amendment", "reason-one": "a", "trigger-two": "return_for_amendment"}
    decided |= {"reason-two": "b", "independent": "yes", "interested-one": "mair", "why": "works beside them"}
    decided |= {"findings-one": "x", "findings-two": "x"}
    answer = browser.send(at, **decided)
    assert answer.status_code == 422
    assert "2 are written down as present" in answer.text
    states = {row.isp_id: row.state for row in world.rows(Version)}
    assert sorted(states.values()) == ["qa_review", "returned"], "one has no quorum without her, the other has"
    page = browser.get(at)
    assert "Present without an interest in it: 2; needed: 3. As it is written down now" in page
    assert "Interest declared: Mair" in page
