"""Everybody follows their own dates under a link that nobody else can guess: on both databases."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest
import raw_calendar
from icalendar import Calendar
from invited import PLAN, add, leave
from running import Run
from sqlalchemy import Engine, text
from sqlmodel import SQLModel
from starlette.testclient import TestClient
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, making_known, to_assured, to_draft, to_queue

from ispdesk.bootstrap import App, with_key
from ispdesk.commands.shape import Order
from ispdesk.settings import Settings
from ispdesk.views import feed
from ispdesk.web.app import build
from ispdesk.web.headers import PAGE_CSP, PRIVATE
from ispdesk.web.record import Record
from models.database import reading

SUBJECTS = {"person": COORDINATOR, "organisation": "torfaen"}


@pytest.fixture
def keyed(world: World, tmp_path: Path) -> World:
    """An installation with a key, an ISP with a workshop, an assured one, and one with the team."""
    world.engine = with_key(world.engine, Settings(home=tmp_path))
    world.run([*making_known("A1"), *to_assured("B1", dt.date(2027, 3, 1)), *to_queue("C1")])
    world.done(world.order("plan_workshop", "A1", COORDINATOR, **PLAN, online="https://meet.example/1"))
    return world


def opened(world: World, kind: str, ref: str, **payload: Any) -> str:
    """The token of a feed."""
    world.done(Order(f"f{next(world.numbers)}", f"open_{kind}_feed", f"{kind}:{ref}", "operator", payload))
    link = world.read(lambda session: feed.address(session, kind, ref))
    return str(link).rpartition("/")[2].removesuffix(".ics")


def seen(world: World, token: str) -> bytes | None:
    with reading(world.engine) as session:
        return feed.calendar(session, token, world.at)


def uids(raw: bytes | None) -> dict[str, dict[str, Any]]:
    assert raw is not None
    assert Calendar.from_ical(raw).errors == []
    return {own["UID"].value.partition("@")[0]: own for own in raw_calendar.blocks(raw, "VEVENT")}


def test_a_coordinator_sees_workshops_reviews_and_due_dates_of_their_own(keyed: World) -> None:
    raw = seen(keyed, opened(keyed, "person", COORDINATOR))
    found = uids(raw)
    assert {"workshop-A1-1", "review-B1-1"} <= set(found)
    assert found["workshop-A1-1"]["SUMMARY"].text == "Workshop: Sharing A1 (A1)"
    assert found["workshop-A1-1"]["LOCATION"].text == PLAN["place"]
    assert found["review-B1-1"]["DTSTART"].value == "20270301"
    due = [own for uid, own in found.items() if uid.startswith("due-")]
    assert due
    assert all(own["DTSTART"].params == {"VALUE": "DATE"} for own in due)
    assert not [uid for uid in found if uid.startswith("due-C1-qa")], "the team's clock is the team's"
    assert raw is not None
    assert b"mailto" not in raw
    assert not any(f"{name}@".encode() in raw for name in (COORDINATOR, FACILITATOR, LEAD))


def asked(partner: int) -> Order:
    payload = {"kind": "reply", "partner": partner, "text": "Llif 3?"}
    return Order(f"a{partner}", "ask", "isp:D1", COORDINATOR, payload)


def test_due_dates_are_the_days_of_the_clocks(keyed: World) -> None:
    keyed.run(to_draft("D1"))
    keyed.done(asked(2))
    add(keyed, "gwenllian", address="gwenllian@desk.test", language="cy")
    grant = {"role": "partner_contact", "scope": "organisation:gwent"}
    keyed.done(Order("gr", "grant_role", "person:gwenllian", "operator", grant))
    keyed.done(Order("ac", "state_accord", "organisation:gwent", "operator", {"status": "signed"}))
    partner = {"name": "Gwent", "line": 5, "organisation": "gwent"}
    keyed.done(keyed.order("add_partner", "D1", COORDINATOR, **partner))
    keyed.done(asked(5))
    days = keyed.read(
        lambda s: {row.subject: row.due_day for row in s.execute(text("SELECT subject, due_day FROM timer"))}
    )
    found = uids(seen(keyed, opened(keyed, "person", "gwenllian")))
    (own,) = [own for uid, own in found.items() if uid.startswith("due-D1-")]
    assert own["UID"].value.startswith("due-D1-partner_reply-v1-t2-1@")
    assert own["DTSTART"].value == str(days["v1/t2"]).replace("-", "")
    assert own["SUMMARY"].text.startswith("Yn ddyledus: ")
    whole = uids(seen(keyed, opened(keyed, "organisation", "gwent")))
    assert {uid.partition("@")[0] for uid in whole} == {"due-D1-partner_reply-v1-t2-1"}


def test_an_organisation_sees_what_it_leads_and_no_person_is_named(keyed: World) -> None:
    raw = seen(keyed, opened(keyed, "organisation", "torfaen"))
    found = uids(raw)
    assert {"workshop-A1-1", "review-B1-1"} <= set(found)
    assert found["workshop-A1-1"]["SUMMARY"].text == "Gweithdy / Workshop: Rhannu A1 / Sharing A1 (A1)"


def test_a_member_sees_the_meetings_of_the_group(keyed: World) -> None:
    keyed.done(Order("g", "enter_group", "group:gwent", "operator", {"name_en": "Gwent group"}))
    meeting = {"day": "2026-04-15", "capacity": 4, "last_submission": "2026-04-01"}
    keyed.done(Order("m", "add_meeting", "group:gwent", "operator", meeting))
    assert not [uid for uid in uids(seen(keyed, opened(keyed, "person", ASSURER))) if uid.startswith("meeting")]
    keyed.done(Order("am", "add_member", "group:gwent", "operator", {"person": ASSURER}))
    found = uids(seen(keyed, opened(keyed, "person", ASSURER)))
    assert found["meeting-gwent-1"]["DTSTART"].value == "20260415"
    keyed.done(Order("cm", "cancel_meeting", "group:gwent", "operator", {"day": "2026-04-15", "reason": "x"}))
    assert not [uid for uid in uids(seen(keyed, opened(keyed, "person", ASSURER))) if uid.startswith("meeting")]


def test_what_is_called_off_is_gone_and_what_moved_keeps_its_name(keyed: World) -> None:
    token = opened(keyed, "person", FACILITATOR)
    leave(keyed)
    keyed.done(keyed.order("move_workshop", "A1", COORDINATOR, number=1, day="2026-03-23"))
    own = uids(seen(keyed, token))["workshop-A1-1"]
    assert (own["SEQUENCE"].value, own["DTSTART"].value) == ("1", "20260323T100000")
    keyed.done(keyed.order("cancel_workshop", "A1", COORDINATOR, number=1, reason="x"))
    assert "workshop-A1-1" not in uids(seen(keyed, token))


def test_the_same_state_gives_the_same_bytes_and_looking_changes_nothing(keyed: World) -> None:
    token = opened(keyed, "person", COORDINATOR)
    before = content(keyed.engine)
    first = seen(keyed, token)
    keyed.at += dt.timedelta(hours=3)
    assert seen(keyed, token) == first
    assert content(keyed.engine) == before


def content(engine: Engine) -> dict[str, str]:
    with reading(engine) as session:
        return {
            name: hashlib.sha256(repr(session.execute(text(f'SELECT * FROM "{name}"')).all()).encode()).hexdigest()  # noqa: S608
            for name in SQLModel.metadata.tables
        }


@pytest.mark.parametrize("kind", SUBJECTS)
def test_only_the_present_link_opens_anything(keyed: World, kind: str) -> None:
    token = opened(keyed, kind, SUBJECTS[kind])
    assert seen(keyed, token) is not None
    assert opened(keyed, kind, SUBJECTS[kind]) == token, "without renewing it is the same"
    renewed = opened(keyed, kind, SUBJECTS[kind], renew=True)
    assert renewed != token
    assert seen(keyed, renewed) is not None
    head, _, mark = renewed.rpartition("-")
    letter, row, number = head.split("-")
    other = "o" if letter == "p" else "p"
    swapped = [f"{other}-{row}-{number}", f"{letter}-{int(row) + 1}-{number}", f"{letter}-{row}-{int(number) + 1}"]
    wrong = [token, *(f"{text_}-{mark}" for text_ in swapped), f"{head}-{mark[:-1]}", f"{head}-{'a' * 26}"]
    wrong += ["", "x", f"{head}-{mark}-", f"{letter}-0{row}-{number}-{mark}", f"{head}-{mark}\n"]
    wrong += [f"{letter}-{'9' * 40}-1-{mark}"]
    assert [one for one in wrong if seen(keyed, one) is not None] == []


def test_a_link_of_another_key_opens_nothing(keyed: World, tmp_path: Path) -> None:
    token = opened(keyed, "person", COORDINATOR)
    keyed.engine = with_key(keyed.engine, Settings(home=tmp_path, key_file=tmp_path / "other.key"))
    assert seen(keyed, token) is None


def test_only_the_person_or_who_keeps_the_register_opens_a_feed(keyed: World) -> None:
    orders = [
        Order("o1", "open_person_feed", f"person:{COORDINATOR}", ASSURER),
        Order("o2", "open_organisation_feed", "organisation:torfaen", COORDINATOR),
    ]
    assert [keyed.refused(order) for order in orders] == [("not_yours",), ("not_yours",)]
    keyed.done(Order("o3", "open_person_feed", f"person:{COORDINATOR}", COORDINATOR))
    assert keyed.refused(Order("o4", "open_person_feed", "person:neb", "operator")) == ("not_found",)


def test_a_calendar_program_gets_it_over_http(keyed: World, tmp_path: Path) -> None:
    token = opened(keyed, "person", COORDINATOR)
    app = App(Settings(home=tmp_path), keyed.engine)
    app.set_fact("fixed_time", keyed.at.isoformat())
    client = TestClient(build(Record(app)), follow_redirects=False)
    answer = client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == PRIVATE
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Content-Security-Policy"] == PAGE_CSP
    assert "workshop-A1-1" in uids(answer.content)
    for known in (answer.headers["ETag"], f'"x", W/{answer.headers["ETag"]}'):
        again = client.get(f"/calendar/{token}.ics", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == answer.headers["ETag"]
    assert client.get(f"/calendar/{token}.ics", headers={"If-None-Match": '"x"'}).status_code == 200
    assert client.head(f"/calendar/{token}.ics").status_code == 200
    opened(keyed, "person", COORDINATOR, renew=True)
    wrong = [client.get(f"/calendar/{one}.ics") for one in (token, token[:-1] + "x", "p-1-1-" + "a" * 26, "nothing")]
    assert {one.status_code for one in wrong} == {404}
    assert len({one.content for one in wrong}) == 1
    assert {one.headers["Cache-Control"] for one in wrong} == {"no-store"}


def test_the_command_prints_the_link_and_renews_it(run: Run, demo_home: Path) -> None:
    first = run("calendar-feed", "person", "waspi-team", "--json", home=demo_home)
    assert first.code == 0, first.err
    link = first.value()["link"]
    assert link.startswith("http://127.0.0.1")
    assert run("calendar-feed", "person", "waspi-team", "--json", home=demo_home).value()["link"] == link
    assert run("calendar-feed", "person", "waspi-team", "--renew", "--json", home=demo_home).value()["link"] != link
    said = run("calendar-feed", "person", "waspi-team", home=demo_home, lang="cy")
    assert "cadwch hi fel allwedd" in said.out
    assert run("calendar-feed", "person", "neb", home=demo_home).code == 4
    assert run("calendar-feed", "organisation", "neb", "--json", home=demo_home).code == 4
