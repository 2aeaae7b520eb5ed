"""Groups and meetings: agendas by score and by hand, the pack, attendance, interests, quorum, decisions."""

import base64
import datetime as dt

import pytest
from meeting import CHAIR, DAY, GROUP, LAST, at_group, decides, on_the_day, referred, with_group
from world import ASSURER, COORDINATOR, LEAD, World, move

from ispdesk.commands.shape import Order
from ispdesk.views.meetings import MeetingView, group_view, meeting_view
from ispdesk.views.next_meeting import makes
from models.tables.isp import Isp
from models.tables.journal import History
from models.tables.meeting import MeetingPackFile
from states.when import on


def seen(world: World) -> MeetingView:
    found = world.read(lambda s: meeting_view(s, GROUP, DAY, world.at))
    assert isinstance(found, MeetingView)
    return found


def listed(world: World) -> list[tuple[str, str]]:
    return [(one.ref, one.how) for one in seen(world).items]


def test_an_agenda_is_filled_by_score_and_capacity_and_changed_by_hand(world: World) -> None:
    with_group(world)
    for ref in ("one", "two", "three"):
        referred(world, ref)
    world.done(Order("ov", "override_score", "isp:three", LEAD,
                     {"points": 100, "reason": "the service has begun", "until": "2026-04-10"}))  # fmt: skip
    assert listed(world) == [("three", "by_score"), ("one", "by_score")]
    assert [(one.ref, one.why) for one in seen(world).left] == [("two", "full")]
    off = {"day": DAY.isoformat(), "isp": "one", "reason": "its authors are away"}
    world.done(at_group(world, "take_off_agenda", ASSURER, **off))
    assert listed(world) == [("three", "by_score"), ("two", "by_score")]
    assert [(one.ref, one.why, one.reason) for one in seen(world).left] == [("one", "taken_off", off["reason"])]
    world.done(at_group(world, "put_on_agenda", CHAIR, **{**off, "reason": "they are back"}))
    assert listed(world) == [("three", "by_score"), ("one", "by_hand")]
    assert world.refused(at_group(world, "put_on_agenda", COORDINATOR, **off)) == ("not_yours",)
    assert world.refused(at_group(world, "put_on_agenda", LEAD, **{**off, "reason": ""})) == ("wrong_value",)


def test_only_what_waits_for_the_group_is_put_on_and_what_came_late_is_said_to_be_late(world: World) -> None:
    with_group(world)
    referred(world, "one")
    world.at = dt.datetime(2026, 3, 19, 10, 0, tzinfo=dt.UTC)
    referred(world, "late")
    assert listed(world) == [("one", "by_score")]
    assert [(one.ref, one.why) for one in seen(world).left] == [("late", "late")]
    world.run([move("late", "take_from_group", LEAD, reason="ours")])
    change = {"day": DAY.isoformat(), "isp": "late", "reason": "urgent"}
    assert world.refused(at_group(world, "put_on_agenda", LEAD, **change)) == ("not_with_group",)
    assert [one.ref for one in seen(world).with_team] == ["late"]


def test_the_last_day_that_makes_the_next_meeting(world: World) -> None:
    with_group(world)
    referred(world, "one")
    isp = world.rows(Isp, Isp.ref == "one")[0]

    def found(group: int | None, *places: str) -> tuple[dt.date, bool] | None:
        made = world.read(lambda s: makes(s, group, places, world.at))
        return (made.last_submission, made.named) if made else None

    assert found(isp.group_id) == (LAST, True)
    assert found(None, "Torfaen") == (LAST, False)
    assert found(None, "Gwynedd") is None
    world.at = dt.datetime(2026, 3, 18, 16, 0, tzinfo=dt.UTC)
    assert found(isp.group_id) == (LAST, True)
    world.at = dt.datetime(2026, 3, 19, 9, 0, tzinfo=dt.UTC)
    assert found(isp.group_id) is None


def frozen(world: World, *refs: str) -> Order:
    content = base64.b64encode(b"agenda").decode()
    files = [
        {"name": "agenda.txt", "content": content},
        *({"name": f"{ref}.txt", "content": content, "isp": ref} for ref in refs),
    ]
    return at_group(world, "freeze_pack", CHAIR, day=DAY.isoformat(), isps=list(refs), files=files)


def test_once_the_pack_is_out_the_agenda_is_what_is_in_it(world: World) -> None:
    with_group(world)
    referred(world, "one")
    assert world.refused(frozen(world, "one")) == ("too_early",)
    world.at = dt.datetime(2026, 3, 18, 15, 0, tzinfo=dt.UTC)
    assert world.refused(frozen(world)) == ("empty",)
    answer = world.done(frozen(world, "one"))
    assert answer["number"] == 1
    referred(world, "after")
    assert listed(world) == [("one", "sent")]
    assert [(one.ref, one.why) for one in seen(world).left] == [("after", "late")]
    world.done(at_group(world, "put_on_agenda", CHAIR, day=DAY.isoformat(), isp="after", reason="tabled"))
    assert listed(world) == [("one", "sent"), ("after", "by_hand")]
    world.done(at_group(world, "move_meeting", LEAD, day=DAY.isoformat(), to="2026-04-02"))
    moved = world.read(lambda s: meeting_view(s, GROUP, dt.date(2026, 4, 2), world.at))
    assert [(one.ref, one.how) for one in moved.items] == [("one", "sent"), ("after", "by_hand")]
    assert moved.packs[0].content_hash == answer["hash"]
    assert [one.pack for one in world.read(lambda s: group_view(s, GROUP, world.at)).ahead] == [1]


def test_words_that_must_go_go_from_a_pack_with_the_file(world: World) -> None:
    with_group(world)
    referred(world, "one")
    referred(world, "two")
    world.at = dt.datetime(2026, 3, 18, 15, 0, tzinfo=dt.UTC)
    world.done(frozen(world, "one", "two"))
    proposal = {"phrase": "Support families early", "reason": "personal data"}
    number = world.done(Order("r", "propose_removal", "isp:one", LEAD, proposal))["number"]
    world.done(Order("r2", "agree_removal", "isp:one", ASSURER, {"number": number}))
    files = {one.name: (one.content, bool(one.removed)) for one in world.rows(MeetingPackFile)}
    assert files == {"agenda.txt": (b"agenda", False), "one.txt": (b"", True), "two.txt": (b"agenda", False)}


def test_a_meeting_decides_with_its_own_date_and_the_record_says_who_did(world: World) -> None:
    with_group(world)
    referred(world, "one")
    referred(world, "two")
    on_the_day(world, "cai", "mair", "nia")
    world.at = dt.datetime(2026, 4, 8, 9, 0, tzinfo=dt.UTC)
    world.done(decides(world, "one", "assure", review_date="2028-04-01"))
    row = world.rows(History, History.stream == "isp:one", History.kind == "assure")[0]
    assert (row.happened_from, row.role) == (DAY, "group_member")
    assert row.body["deciding"] == ["cai", "mair", "nia"]
    assert (row.body["meeting"], row.body["group"]) == ("2026-04-01", GROUP)
    world.done(decides(world, "two", "return_for_amendment", reason="Say who reads it", findings=[{"text": "x"}]))
    assert [(one.ref, one.decided.trigger) for one in seen(world).items] == [  # type: ignore[union-attr]
        ("one", "assure"),
        ("two", "return_for_amendment"),
    ]
    assert seen(world).to_decide == ()
    wrong = Order("w", "move", "isp:one", CHAIR, {"trigger": "assure", "meeting": "2026-04-01"})
    assert "no_such_move" in world.refused(wrong)


def test_a_meeting_without_a_quorum_or_a_chair_decides_nothing(world: World) -> None:
    with_group(world)
    referred(world, "one")
    on_the_day(world, "cai", "mair")
    assert world.refused(decides(world, "one", "return_for_amendment", reason="x")) == ("no_quorum",)
    world.done(at_group(world, "attend", "nia", day=DAY.isoformat(), person="nia", status="present"))
    world.done(at_group(world, "attend", CHAIR, day=DAY.isoformat(), person=CHAIR, status="apologies"))
    world.done(at_group(world, "attend", "owen", day=DAY.isoformat(), person="owen", status="present"))
    assert world.refused(decides(world, "one", "return_for_amendment", "nia", reason="x")) == ("no_quorum",)
    stands_in = {"day": DAY.isoformat(), "person": "nia", "status": "present", "chairs": True}
    assert world.refused(at_group(world, "attend", "nia", **stands_in)) == ("not_yours",)
    world.done(at_group(world, "attend", LEAD, **stands_in))
    world.done(decides(world, "one", "return_for_amendment", "nia", reason="x"))


def test_who_has_an_interest_leaves_the_item(world: World) -> None:
    with_group(world)
    referred(world, "one")
    on_the_day(world, "cai", "mair", "nia")
    declared = {"day": DAY.isoformat(), "isp": "one", "person": "mair", "reason": "wrote a part of it"}
    assert world.refused(at_group(world, "declare_interest", "nia", **declared)) == ("not_yours",)
    world.done(at_group(world, "declare_interest", "mair", **declared))
    assert world.refused(decides(world, "one", "return_for_amendment", "mair", reason="x")) == ("interested",)
    assert world.refused(decides(world, "one", "return_for_amendment", reason="x")) == ("no_quorum",)
    world.done(at_group(world, "attend", "owen", day=DAY.isoformat(), person="owen", status="present"))
    world.done(decides(world, "one", "return_for_amendment", reason="x"))
    row = world.rows(History, History.stream == "isp:one", History.kind == "return_for_amendment")[0]
    assert (row.body["deciding"], row.body["interests"]) == (["cai", "nia", "owen"], ["mair"])
    assert [[name.en for name in one.interests] for one in seen(world).items] == [["Mair"]]
    again = {**declared, "withdrawn": True}
    assert world.refused(at_group(world, "declare_interest", CHAIR, **again | {"reason": ""})) == ("reason_missing",)
    world.done(at_group(world, "declare_interest", CHAIR, **again))
    assert [one.interests for one in seen(world).members if one.ref == "mair"] == [()]


def test_an_interest_that_the_record_knows_must_be_declared_first(world: World) -> None:
    with_group(world)
    referred(world, "one")
    made = {"name_en": "Rhys", "address": "rhys@desk.test", "language": "cy", "organisation": "torfaen"}
    world.done(Order("rhys", "enter_person", "person:rhys", "operator", made))
    world.done(at_group(world, "add_member", person="rhys"))
    on_the_day(world, "cai", "mair", "rhys", "owen")
    assert world.refused(decides(world, "one", "return_for_amendment", reason="x")) == ("interest_missing",)
    world.done(at_group(world, "declare_interest", CHAIR, day=DAY.isoformat(), isp="one", person="rhys", reason="x"))
    world.done(decides(world, "one", "return_for_amendment", reason="x"))


def test_between_meetings_the_chair_decides_with_a_reason(world: World) -> None:
    with_group(world)
    referred(world, "one")
    said = {"trigger": "return_for_amendment", "reason": "They asked for it back", "between": True}

    def order(actor: str, **changes: object) -> Order:
        return Order(f"b{next(world.numbers)}", "move", "isp:one", actor, {**said, **changes})

    assert world.refused(order("mair")) == ("not_the_chair",)
    assert world.refused(order("mair", between=False)) == ("say_meeting",)
    assert world.refused(order(CHAIR, reason=" ")) == ("reason_missing",)
    world.done(order(CHAIR))
    row = world.rows(History, History.stream == "isp:one", History.kind == "return_for_amendment")[0]
    assert (row.body["between_meetings"], row.body["group"]) == (True, GROUP)


@pytest.mark.parametrize("day", ["2026-03-31", "2026-04-02"])
def test_a_decision_of_a_meeting_happened_on_its_day(world: World, day: str) -> None:
    with_group(world)
    referred(world, "one")
    on_the_day(world, "cai", "mair", "nia")
    world.at = dt.datetime(2026, 4, 8, 9, 0, tzinfo=dt.UTC)
    said = {"trigger": "return_for_amendment", "reason": "x", "meeting": DAY.isoformat()}
    other = Order("o", "move", "isp:one", CHAIR, said, happened=on(dt.date.fromisoformat(day)))
    assert world.refused(other) == ("wrong_value",)
