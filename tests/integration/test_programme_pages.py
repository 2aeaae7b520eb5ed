"""Organisations, facilitators, courses, advice, changes of the framework and the frame of a survey, on their pages."""

import datetime as dt

import pytest
from browsing import Browser
from signing import shown
from world import ASSURER, BEGIN, COORDINATOR, FACILITATOR, LEAD, SECRETARY, World, making_known, move

from ispdesk.commands.shape import Order
from models.tables.course import CoursePlace
from models.tables.organisation import Accord, AccordAction
from models.tables.person import Facilitator, Grant
from models.tables.support import FrameworkChange, HelplineContact

TODAY = {"day__day": "2", "day__month": "3", "day__year": "2026"}


@pytest.fixture
def database() -> str:
    """Pages are asked on one database."""
    return "sqlite"


def test_an_organisation_signs_withdraws_and_closes_its_actions_on_its_page(world: World) -> None:
    assurer, lead = Browser(world, ASSURER), Browser(world, LEAD)
    at = "/en/organisations/gwent"
    assert "Not known" in shown(assurer.get(at))
    empty = assurer.send(f"{at}/accord")
    assert (empty.status_code, "Say what happened." in empty.text) == (422, True)
    signed = {"what": "signed", "office": "Chief Executive", "evidence": "File 7", "first__day": "1"}
    signed |= {"first__month": "2", "first__year": "2026"}
    back = signed | {"last__day": "1", "last__month": "1", "last__year": "2026"}
    assert "The last day is before the first." in assurer.send(f"{at}/accord", **back).text
    assert assurer.send(f"{at}/accord", **signed).status_code == 303
    page = shown(assurer.get(at))
    assert "Signed When 1 February 2026 Signed by the office of Chief Executive Evidence and source File 7" in page
    assert "Name the Designated Person to the WASPI team By 2 April 2026 Where it stands Open" in page
    assert lead.send(f"{at}/designated", who="nobody@desk.test").status_code == 422
    for who in (COORDINATOR, f"{FACILITATOR}@desk.test"):
        assert lead.send(f"{at}/designated", who=who).status_code == 303
    held = [(one.person_id, one.valid_to is None) for one in world.rows(Grant, Grant.role == "designated_person")]
    assert held == [(1, False), (5, True)], "one at a time"
    own = Browser(world, FACILITATOR)
    assert "not needed" not in own.get(f"{at}/actions/1")
    own.get(f"{at}/accord", status=403)
    Browser(world, COORDINATOR).get(at, status=403)
    assert own.send(f"{at}/actions/1", what="done", **TODAY).status_code == 303
    assert assurer.send(f"{at}/actions", text_en="Send the list", due__day="1", due__month="6", due__year="2026")
    moved = {"what": "move", "day__day": "1", "day__month": "7", "day__year": "2026"}
    assert assurer.send(f"{at}/actions/4", **moved).status_code == 303
    rows: list[AccordAction] = world.rows(AccordAction)
    assert (rows[0].done_on, rows[3].due) == (BEGIN.date(), dt.date(2026, 7, 1))
    assurer.get(f"{at}/actions/1", status=404)
    assert assurer.send(f"{at}/accord", what="withdrawn", evidence="It has merged").status_code == 303
    assert "Not signed" in shown(assurer.get(at))
    assert [one.status for one in world.rows(Accord)] == ["signed", "not-signed"]


def test_the_list_counts_finds_and_flags_and_never_takes_not_known_for_not_signed(world: World) -> None:
    orders = making_known("A1")
    world.run([orders[0], orders[-1], move("A1", "take_up")])
    for line, ref in enumerate(("torfaen", "gwent"), start=1):
        world.done(world.order("add_partner", "A1", COORDINATOR, name=ref.title(), organisation=ref, line=line))
    world.done(Order("n", "state_accord", "organisation:gwent", LEAD, {"status": "not-signed"}))
    secretary = Browser(world, SECRETARY)
    page = shown(secretary.get("/en/organisations"))
    assert "0 have signed, 1 have not, of 1 it is not known." in page
    flagged = page.partition("Partners that have not signed the Accord")[2].partition("Organisations and")[0]
    assert "Gwent Health Board Sharing A1" in flagged.replace("Organisation Gwent", "Gwent").replace(
        "ISP Sharing", "Sharing"
    )
    assert "Torfaen" not in flagged.partition("Which organisations")[0]
    only = shown(secretary.get("/cy/organisations?accord=not_known&part=yes&q=torfaen"))
    assert "1 sefydliad" in only
    assert "Holwch" in only
    assert "Has not signed the Accord" in shown(Browser(world, COORDINATOR).get("/en/isps/A1/partners"))
    secretary.get("/en/organisations?page=9", status=404)
    secretary.get("/en/organisations/none", status=404)
    Browser(world, COORDINATOR).get("/en/organisations", status=403)


def test_a_course_is_planned_booked_and_makes_facilitators(world: World) -> None:
    lead = Browser(world, LEAD)
    course = {"kind": "first", "place": "Newport", "trainer": "WASPI Team", "seats": "1", "language": "both"}
    assert lead.send("/en/plan-course", **{**course, **TODAY, "seats": "0"}).status_code == 422
    made = lead.send("/en/plan-course", **course, **TODAY)
    assert made.status_code == 303
    at = made.headers["location"].partition("?")[0]
    assert lead.send(at, who="nobody").status_code == 422
    assert lead.send(at, who=COORDINATOR).status_code == 303
    assert "The course is full." in shown(lead.send(at, who=ASSURER).text)
    assert "1 of 1 taken" in shown(lead.get("/en/courses"))
    assert lead.send(f"{at}/places/{COORDINATOR}", status="attended").status_code == 303
    (place,) = world.rows(CoursePlace)
    assert place.status == "attended"
    trained = world.rows(Facilitator, Facilitator.ref == COORDINATOR)
    assert [(one.kind, one.trained_from) for one in trained] == [("other", BEGIN.date())]
    assert "It has been held" in lead.send(f"{at}/cancel", reason="x").text
    lead.get(f"{at}/places/nobody", status=404)
    page = shown(lead.get("/en/facilitators"))
    assert "2 are trained." in page
    assert "by 2 March 2028" in page
    Browser(world, COORDINATOR).get("/en/facilitators", status=403)
    Browser(world, SECRETARY).get("/en/plan-course", status=403)


def test_advice_is_logged_by_role_and_organisation_and_counted(world: World) -> None:
    world.run(making_known("A1"))
    assurer = Browser(world, ASSURER)
    asked = {"role": "practitioner", "kind": "law", "channel": "telephone"}
    assert "Give an ISP or an organisation" in assurer.send("/en/advice", **asked).text
    assert assurer.send("/en/advice", **asked, isp="A1", organisation="gwent", minutes="20").status_code == 303
    assert assurer.send("/en/advice", **asked | {"kind": "accord"}, organisation="gwent").status_code == 303
    assert assurer.send("/en/advice", **asked, isp="none").status_code == 422
    rows: list[HelplineContact] = world.rows(HelplineContact)
    assert [(one.isp_id, one.organisation_id, one.minutes) for one in rows] == [(1, 2, 20), (None, 2, None)]
    page = shown(Browser(world, SECRETARY).get("/en/advice"))
    assert "2 contacts since 2 March 2025, 20 minutes for the 1 whose time is known." in page
    assert "Practitioner" in page
    assert "Log a contact" not in page


def test_changes_of_the_framework_are_logged_with_their_board_and_edition(world: World) -> None:
    lead = Browser(world, LEAD)
    assert lead.send("/en/framework", kind="template").status_code == 422
    typed = {"kind": "template", "text_en": "Consent sections merged", "edition": "2020", "board": "Management Board"}
    days = {"decided__day": "1", "decided__month": "2", "decided__year": "2020"}
    assert lead.send("/en/framework", **typed, **days).status_code == 303
    (row,) = world.rows(FrameworkChange)
    assert (row.decided_on, row.happened_from) == (dt.date(2020, 2, 1), None)
    assert "Consent sections merged A template 2020" in shown(lead.get("/en/framework")).replace("Edition ", "")
    assert world.refused(Order("x", "log_framework_change", "register:x", LEAD, {"kind": "other"})) == ("wrong_value",)


def test_the_frame_of_a_survey_says_whom_to_ask_and_never_who_they_are(world: World) -> None:
    granted = {"role": "designated_person", "scope": "organisation:gwent"}
    world.done(Order("g", "grant_role", f"person:{COORDINATOR}", LEAD, granted))
    secretary = Browser(world, SECRETARY)
    assert "2 organisations; in 1 of them nobody is known who could be asked." in shown(secretary.get("/en/survey"))
    text = secretary.get("/en/survey.csv")
    lines = text.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("organisation,name_en,name_cy,sector")
    assert "gwent,Gwent Health Board,,,,,not_known,designated_person,1,1,0,1,0" in lines
    assert "torfaen,Torfaen County Borough Council,,,,,not_known,nobody_known,0,0,0,0,0" in lines
    assert "desk.test" not in text
    assert "Cled" not in text
    Browser(world, COORDINATOR).get("/en/survey.csv", status=403)
