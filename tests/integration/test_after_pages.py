"""The pages after assurance: forms that say what is wrong, what was put down, who sees what, and My work."""

import datetime as dt

import pytest
from answering import shown
from browsing import Browser
from test_after_assurance import LAST_STEPS
from waiting import CONTACT, with_partner
from world import COORDINATOR, FACILITATOR, LEAD, SECRETARY, World

from models.tables.after import Benefit, CheckMade, IspEvent, SelfReturn, StaffTraining
from models.tables.isp import Version
from states.compliance import QUESTIONS, RETURN, Check

SQLITE = pytest.mark.parametrize("database", ["sqlite"])
AFTER = "/en/isps/A1/after"
TODAY = {"day__day": "2", "day__month": "3", "day__year": "2026"}
WELL = {f"q__{q.code}": q.good.value for q in QUESTIONS[Check.COMPLIANCE]}


@pytest.fixture
def assured(world: World) -> World:
    """A1 in force, its partner 3 with a contact."""
    with_partner(world, orders=LAST_STEPS)
    return world


@SQLITE
def test_a_check_is_put_down_and_its_finding_decided(assured: World) -> None:
    mine = Browser(assured, COORDINATOR)
    empty = mine.send(f"{AFTER}/check/compliance")
    assert empty.status_code == 422
    assert empty.text.count("Choose an answer") >= len(QUESTIONS[Check.COMPLIANCE])
    without = mine.send(f"{AFTER}/check/compliance", **WELL | {"q__staff": "no"}, **TODAY)
    assert "Say what was found" in without.text
    said = {**WELL, "q__staff": "no", "found__staff": "Two teams never heard of it."}
    assert mine.send(f"{AFTER}/check/compliance", **said, **TODAY).status_code == 303
    page = shown(mine.get(AFTER))
    assert "Two teams never heard of it." in page
    assert "with findings" in page
    assert "calls for something to be done" in page
    assert "gyda chanfyddiadau" in shown(mine.get("/cy/isps/A1/after"))
    assert "Say what was done" in mine.send(f"{AFTER}/events/1", how="done").text
    assert mine.send(f"{AFTER}/events/1", how="done", reason="Both were told.").status_code == 303
    assert "Nothing waits for a decision." in shown(mine.get(AFTER))
    assert [row.outcome for row in assured.rows(CheckMade)] == ["findings"]
    assert [row.how for row in assured.rows(IspEvent)] == ["done"]
    mine.get(f"{AFTER}/events/2", 404)
    mine.get(f"{AFTER}/check/lunch", 404)


@SQLITE
def test_a_partner_records_what_happened_and_whoever_coordinates_begins_the_review(assured: World) -> None:
    theirs, mine = Browser(assured, CONTACT), Browser(assured, COORDINATOR)
    wrong = theirs.send(f"{AFTER}/events", what="partner_leaves", text="We leave.", last__day="1")
    assert (wrong.status_code, "Say which partner" in wrong.text) == (422, True)
    days = {"first__day": "1", "first__month": "3", "first__year": "2026"}
    before = {"last__day": "1", "last__month": "2", "last__year": "2026"}
    assert (
        "cannot be before the earliest"
        in theirs.send(f"{AFTER}/events", what="breach", text="A list was left out.", **days, **before).text
    )
    assert theirs.send(f"{AFTER}/events", what="breach", text="A list was left out.", **days).status_code == 303
    assert "Whoever coordinates this ISP, or the team, decides." in shown(theirs.get(f"{AFTER}/events/1"))
    work = mine.get("/en/work")
    assert "decision on an incident or change" in work.casefold()
    assert 'href="/en/isps/A1/after"' in work
    assert mine.send(f"{AFTER}/events/1", how="review").status_code == 303
    assert assured.rows(Version)[0].state == "in_review"
    Browser(assured, SECRETARY).get(AFTER, 403)


@SQLITE
def test_returns_are_asked_put_in_and_counted_with_their_denominators(assured: World) -> None:
    mine, theirs = Browser(assured, COORDINATOR), Browser(assured, CONTACT)
    assert "2 partners have no contact" in shown(mine.get(f"{AFTER}/returns"))
    assert mine.send(f"{AFTER}/returns").status_code == 303
    page = shown(mine.get(f"{AFTER}/returns"))
    assert "Asked: 1. Answered: 0. Silent: 0. Still waited for: 1." in page
    assert "Of the 1 that answered" not in page
    (task,) = {row.task_id for row in assured.rows(SelfReturn)}
    form = f"{AFTER}/returns/{task}"
    Browser(assured, FACILITATOR).get(form)
    assert "self-monitoring return" in theirs.get("/en/work").casefold()
    assert theirs.send(form).status_code == 422
    good = {f"q__{q.code}": q.good.value for q in RETURN}
    assert theirs.send(form, **good).status_code == 303
    assert "Of the 1 that answered" in shown(mine.get(f"{AFTER}/returns"))
    theirs.get(form, 404)
    assert mine.send(f"{AFTER}/returns", form="desk-form").status_code == 303
    assert mine.send(f"{AFTER}/returns", form="/en/isps/A1/after/returns/close").status_code == 303
    assert "Silent: 1." in shown(mine.get(f"{AFTER}/returns"))


@SQLITE
def test_what_it_brought_is_noted_apart_and_taken_out_again(assured: World) -> None:
    theirs, lead = Browser(assured, CONTACT), Browser(assured, LEAD)
    assert "Name the source" in theirs.send(f"{AFTER}/benefit", text="Fewer calls.", shown="evidenced").text
    assert theirs.send(f"{AFTER}/benefit", text="Fewer calls.", shown="asserted").status_code == 303
    assert theirs.send(f"{AFTER}/training", topic="The ISP", held="planned", **TODAY).status_code == 303
    assert theirs.send(f"{AFTER}/training/1", people="a few", **TODAY).status_code == 422
    assert theirs.send(f"{AFTER}/training/1", people="14", **TODAY).status_code == 303
    assert theirs.send(f"{AFTER}/form", name="Referral form", change="It asks for less.").status_code == 303
    page = shown(theirs.get(AFTER))
    assert "Asserted (1)" in page
    assert "14 people came in all" in page
    assert "Daeth 14 o bobl i gyd" in shown(theirs.get("/cy/isps/A1/after"))
    taken = lead.send(AFTER, form="/en/isps/A1/after/strike")
    assert taken.status_code == 303
    assert "Asserted (0)" in shown(lead.get(AFTER))
    assert (assured.rows(Benefit)[0].struck_seq is None, assured.rows(StaffTraining)[0].people) == (False, 14)
    assert lead.send(f"{AFTER}/consent", model="required").status_code == 422
    assert lead.send(f"{AFTER}/consent", model="required", captured="The referral form").status_code == 303
    assert "The referral form" in shown(lead.get(AFTER))


@SQLITE
def test_a_check_that_is_due_stands_in_my_work_from_twenty_working_days_before(assured: World) -> None:
    place = 'href="/en/isps/A1/after/check/compliance"'
    assured.at = dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)
    assert place not in Browser(assured, COORDINATOR).get("/en/work")
    assured.at = dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC)
    assert place in Browser(assured, COORDINATOR).get("/en/work")
    assert place not in Browser(assured, LEAD).get("/en/work")
