"""A real browser takes the six practice ISPs from identification to submission through the pages alone.

Each adds what only it has, and ends with what the record then holds, a silent console and no failed request.
"""

from collections.abc import Callable
from typing import Any

import pytest
import way
from hands import Hands, Keyboard
from served import Served

from ispdesk import audit
from ispdesk.words import Lang
from models.database import reading
from models.tables.work import Partner, Signoff

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def door(
    chromium: Any, served: Served, lang: Lang = "en", kind: type[Hands] = Hands, **how: bool
) -> Callable[[str], Hands]:
    """Somebody comes in, in a browser of this kind."""
    return lambda role: kind(chromium, served.url, lang, **how).enter(role)


def outcomes(served: Served, ref: str) -> list[str]:
    return sorted(row.outcome for row in served.rows(ref, Signoff))


def test_four_partners_who_all_sign_here_by_the_keyboard_alone(desk_home: Served, chromium: Any) -> None:
    ref, entering = "PRACTICE-001", door(chromium, desk_home, kind=Keyboard)
    desk = entering("coordinator-1")
    way.scoping(desk, ref, "trained-1")
    way.workshop(desk, ref)
    way.flows(desk, ref)
    way.document(desk, ref)
    way.consultation(desk, ref, entering, "police-contact")
    way.ask_to_sign(desk, ref)
    for line, body in enumerate(("upper-hb", "north-council", "probation", "police"), start=1):
        officer = entering(f"{body}-signing")
        way.sign(officer, ref, line)
        officer.leave()
    way.submission(desk, ref)
    desk.leave()
    assert desk_home.state(ref) == "qa_queue"
    assert outcomes(desk_home, ref) == ["signed"] * 4


def test_seven_partners_without_javascript(desk_home: Served, chromium: Any) -> None:
    ref, entering = "PRACTICE-002", door(chromium, desk_home, script=False)
    desk = entering("coordinator-2")
    way.is_there_one(desk, ref, "integrated_health_social_care", "example-upper", "Frailty service of Upper Example")
    way.scoping(desk, ref, "trained-3")
    way.partner(desk, ref, "ambulance", "ambulance")
    way.workshop(desk, ref)
    way.flows(desk, ref)
    way.document(desk, ref)
    way.consultation(desk, ref, entering, "east-council-contact")
    way.ask_to_sign(desk, ref)
    officer = entering("vale-council-signing")
    way.sign(officer, ref, 5, "signed_with_reservation")
    officer.leave()
    way.record_paper(desk, ref, 6, "mail", whom="some", k="3", n="12")
    way.submission(desk, ref)
    desk.leave()
    assert desk_home.state(ref) == "qa_queue"
    assert outcomes(desk_home, ref) == ["signed", "signed_with_reservation"]
    assert desk_home.given(ref) == [("product", None, None), ("mail", 3, 12)]


def test_nine_partners_of_whom_one_declines(desk_home: Served, chromium: Any) -> None:
    ref, entering = "PRACTICE-003", door(chromium, desk_home)
    desk = entering("coordinator-3")
    way.scoping(desk, ref, "trained-4")
    way.workshop(desk, ref)
    way.flows(desk, ref)
    way.document(desk, ref)
    way.consultation(desk, ref, entering, "fire-contact")
    way.ask_to_sign(desk, ref)
    declines = entering("fire-signing")
    way.sign(declines, ref, 3, "declined")
    declines.leave()
    way.go_on_without(desk, ref, 3)
    officer = entering("vale-homes-signing")
    way.sign(officer, ref, 4)
    officer.leave()
    way.submission(desk, ref)
    desk.leave()
    assert desk_home.state(ref) == "qa_queue"
    assert outcomes(desk_home, ref) == ["declined", "signed"]
    assert [row.line for row in desk_home.rows(ref, Partner) if row.valid_to] == [3]


def test_ten_partners_entirely_in_welsh_with_sign_off_after_quality_assurance(desk_home: Served, chromium: Any) -> None:
    ref, entering = "PRACTICE-004", door(chromium, desk_home, "cy")
    desk = entering("coordinator-4")
    way.scoping(desk, ref, "trained-2")
    way.workshop(desk, ref)
    way.flows(desk, ref)
    way.document(desk, ref)
    way.consultation(desk, ref, entering, "coast-council-contact", "police-contact")
    way.plan_rounds(desk, ref, "after_qa")
    said = way.submission(desk, ref)
    assert desk.page.get_attribute("html", "lang") == "cy"
    assert "ciw" in said
    desk.leave()
    assert desk_home.state(ref) == "qa_queue"
    assert outcomes(desk_home, ref) == []
    assert desk_home.rounds(ref) == ["comment"]
    assert {row.lang for row in desk_home.written(ref)} == {"cy"}


def test_seventeen_partners_whose_coordinator_changes(desk_home: Served, chromium: Any) -> None:
    ref, entering = "PRACTICE-005", door(chromium, desk_home)
    desk = entering("coordinator-5")
    way.scoping(desk, ref, "trained-5")
    way.workshop(desk, ref)
    way.flows(desk, ref)
    other = way.hand_over(desk, ref, entering, "coordinator-new", "takes over")
    desk.leave()
    way.document(other, ref)
    way.consultation(other, ref, entering, "womens-refuge-contact")
    way.ask_to_sign(other, ref)
    officer = entering("south-council-signing")
    way.sign(officer, ref, 2)
    officer.leave()
    way.submission(other, ref)
    other.leave()
    assert desk_home.state(ref) == "qa_queue"
    assert desk_home.coordinator(ref) == "coordinator-new"


def test_thirty_one_partners_who_sign_on_paper(desk_home: Served, chromium: Any) -> None:
    ref, entering = "PRACTICE-006", door(chromium, desk_home)
    desk = entering("coordinator-6")
    way.scoping(desk, ref, "trained-2")
    way.workshop(desk, ref)
    way.flows(desk, ref)
    way.document(desk, ref)
    way.consultation(desk, ref, entering)
    way.ask_to_sign(desk, ref)
    way.record_paper(desk, ref, 1)
    way.record_paper(desk, ref, 3, whom="some", k="8", n="8")
    way.record_paper(desk, ref, 4, "minute", whom="some", k="9", n="11")
    way.record_paper(desk, ref, 13)
    way.submission(desk, ref)
    desk.leave()
    assert desk_home.state(ref) == "qa_queue"
    assert desk_home.given(ref) == [("paper", None, None), ("paper", 8, 8), ("minute", 9, 11), ("paper", None, None)]
    with reading(desk_home.app.engine) as session:
        assert audit.verify(session).ok
