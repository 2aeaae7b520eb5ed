"""What commands and rungs write down to be told can be said in one line, and as a letter, in both languages."""

import datetime as dt
from typing import Any

from world import COORDINATOR, FACILITATOR, World, making_known, move, to_assured

from ispdesk import rounds
from ispdesk.commands import telling
from ispdesk.commands.shape import Order
from models.tables.post import Notice
from notifications.compose import Recipient, compose, line
from notifications.messages import MESSAGES

AFTERWARDS = dt.datetime(2026, 7, 15, 16, 30, tzinfo=dt.UTC)


def said(world: World, monkeypatch: Any) -> tuple[list[Notice], dict[str, dict[str, Any]]]:
    """Let an installation live a while: its notices, and the values that each message was told with."""
    told: dict[str, dict[str, Any]] = {}
    real = telling._notice

    def heard(tx: Any, message: str, reader: Any, values: Any, *rest: Any, **more: Any) -> Any:
        told[message] = {**values, "reason_reader_en": "x", "reason_reader_cy": "x"}
        return real(tx, message, reader, values, *rest, **more)

    monkeypatch.setattr(telling, "_notice", heard)
    world.run([*making_known("A1"), move("A1", "take_up"), *to_assured("A2", dt.date(2026, 8, 1))])
    asked = {"kind": "reply", "partner": 2, "person": FACILITATOR, "text": "One\nTwo"}
    world.done(Order("ask", "ask", "isp:A1", COORDINATOR, asked))
    world.run([*making_known("A3"), move("A3", "take_up")])
    world.done(world.order("hold", "A3", COORDINATOR, reason="Waiting", until="2026-03-20"))
    idle = {"name_en": "Idle", "kind": "other", "last_assignment": "2025-04-01", "person": FACILITATOR}
    world.done(Order("idle", "enter_facilitator", "person:f9", "operator", idle))
    for days in (-20, 0):  # what is learnt on the first of them may fall due after it
        at = AFTERWARDS + dt.timedelta(days)
        rounds.open_reviews(world.app, at)
        rounds.advance(world.app, at)
        rounds.sweep(world.app, at)
    return world.rows(Notice), told


def test_every_notice_is_a_line_and_every_message_a_letter(world: World, monkeypatch: Any) -> None:
    notices, told = said(world, monkeypatch)
    wanted = {
        "clock_reminder", "clock_due", "clock_overdue", "draft_waiting", "task_asked", "review_notice", "hold_ended",
        "facilitator_idle", "move_made",
    }  # fmt: skip
    assert wanted <= {notice.message for notice in notices}
    for notice in notices:
        for lang in ("cy", "en"):
            assert 15 <= len(line(notice.message, notice.values, lang)) <= 180
    inside = world.read(telling.house)
    for message, values in told.items():
        assert MESSAGES[message].values <= values.keys()
        text = compose(message, Recipient("A", "A", "a@desk.test", "unknown"), values, inside).text
        assert "None" not in text
    draft = told["draft_waiting"]
    assert (draft["to_en"], draft["to_cy"]) in [
        ("the Designated Person", "y Person Dynodedig"),
        ("the senior sponsor", "yr uwch noddwr"),
    ]
    assert draft["list_from"] == dt.date(2026, 7, 3)  # drafted after the close of 25 June: 26, 29, 30, 1, 2
    reasons = {notice.values["reason_reader_en"] for notice in notices if notice.message == "facilitator_idle"}
    assert reasons == {"it is about you", telling.WHY[telling.Audience.TEAM][0]}
