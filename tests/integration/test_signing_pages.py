"""The pages of partners and sign-off, used as people use them: each form filled in and sent."""

from dataclasses import replace
from typing import Any

import pytest
from answering import shown
from browsing import Browser, Forms
from sqlalchemy.event import listen
from test_partners import coordinates, partner
from test_signing import ON_PAPER, unsigned
from waiting import CONTACT, GWENT, at, with_partner
from world import ASSURER, COORDINATOR, SECRETARY, World, text_of

from ispdesk.commands.shape import Order
from models.tables.clocks import Task
from models.tables.person import Person
from models.tables.signing import Handover, MinorChange, Objection, PartnerMember, SignoffMark, Sponsor
from models.tables.work import Partner, Signoff

HERE = "/en/isps/A1"


@pytest.fixture
def draft(world: World) -> World:
    world.at = at(2)
    with_partner(world)
    return world


@pytest.fixture
def coordinator(draft: World) -> Browser:
    return Browser(draft, COORDINATOR)


@pytest.fixture
def contact(draft: World) -> Browser:
    return Browser(draft, CONTACT)


def led(answer: Any, where: str) -> None:
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(where)


def test_a_partner_is_picked_from_the_register_with_its_accord_status(coordinator: Browser, draft: World) -> None:
    page = coordinator.get(f"{HERE}/partners/add?q=torfaen%20council")
    assert "Torfaen County Borough Council" in page
    assert "Not known" in page
    assert "Already partner" not in page
    path = f"{HERE}/partners/add?organisation=torfaen"
    assert "you get a task to find out" in coordinator.get(path)
    answer = coordinator.send(path, name="Torfaen Council", condition="in Torfaen")
    led(answer, f"{HERE}/partners/4?done=partner_added")
    added = partner(draft, 4)
    assert (added.name, added.condition, added.kind) == ("Torfaen Council", "in Torfaen", "named")
    assert "The partner has been added" in coordinator.get(answer.headers["location"])
    assert len(draft.rows(Task)) == 1
    nothing = coordinator.get(f"{HERE}/partners/add?q=%25")
    assert "No organisation in the register" in nothing, "a sign of a pattern is a sign like any other"


def test_a_form_that_lacks_something_says_so_and_keeps_what_was_typed(coordinator: Browser) -> None:
    answer = coordinator.send(f"{HERE}/partners/add?other=1", name="", annex="Annex B", count="many")
    assert answer.status_code == 422
    assert "Enter the partner&#39;s name" in answer.text
    assert "Enter the number in figures" in answer.text
    assert 'value="Annex B"' in answer.text
    assert "<title>Error: " in answer.text


def test_a_class_with_members_and_a_sponsor_is_written_on_one_page(coordinator: Browser, draft: World) -> None:
    led(coordinator.send(f"{HERE}/partners/add?other=1", name="Practices", kind="class", count="8"), HERE)
    path = f"{HERE}/partners/4"
    led(coordinator.send(path, members="Bryn\n\nDôl", sponsor="Mair", sponsor_post="Director"), path)
    assert [row.name for row in draft.rows(PartnerMember)] == ["Bryn", "Dôl"]
    page = coordinator.get(path)
    assert "Bryn: not yet" in page
    assert "Mair, Director" in page


def test_a_partner_is_taken_out_after_the_page_said_that_it_cannot_be_undone(
    coordinator: Browser, draft: World
) -> None:
    path = f"{HERE}/partners/{GWENT}/remove"
    assert "This cannot be undone" in coordinator.get(path)
    assert coordinator.send(path).status_code == 422
    led(coordinator.send(path, reason="It merged", flows="yes"), f"{HERE}/partners")
    assert partner(draft).valid_to is not None


def test_a_contact_is_asked_for(coordinator: Browser, draft: World) -> None:
    draft.done(draft.order("change_partner", "A1", COORDINATOR, line=GWENT, contact=""))
    led(coordinator.send(f"{HERE}/partners/{GWENT}/ask-contact"), f"{HERE}/partners/{GWENT}")
    assert "Asked for on" in coordinator.get(f"{HERE}/partners")


def test_the_coordinators_part_is_offered_and_accepted_on_a_page(coordinator: Browser, draft: World) -> None:
    assert "Alys" in coordinator.get(f"{HERE}/people?q=alys")
    led(coordinator.send(f"{HERE}/people?q=alys", to=ASSURER, act="offer"), f"{HERE}/people")
    assert "Until they accept, nothing changes" in coordinator.get(f"{HERE}/people")
    other = Browser(draft, ASSURER)
    answer = other.send(f"{HERE}/people", act="decline")
    assert (answer.status_code, "Say why you decline" in answer.text) == (422, True)
    led(other.send(f"{HERE}/people", act="accept"), f"{HERE}/people")
    assert coordinates(draft, ASSURER)


def test_who_has_no_part_in_it_sees_the_page_only_while_the_part_is_offered_to_them(draft: World) -> None:
    outsider = Browser(draft, SECRETARY)
    outsider.get(f"{HERE}/people", status=403)
    draft.done(draft.order("offer_coordination", "A1", COORDINATOR, to=SECRETARY))
    outsider.get(f"{HERE}/people")
    led(outsider.send(f"{HERE}/people", act="decline", reason="no"), HERE)
    assert [row.outcome for row in draft.rows(Handover)] == ["declined"]
    outsider.get(f"{HERE}/people", status=403)


def test_a_contact_reads_signs_and_checks_before_it_is_final(contact: Browser, draft: World) -> None:
    assert "The text." in contact.get(f"{HERE}/sign-off/text")
    path = f"{HERE}/sign-off/{GWENT}/sign"
    lacking = contact.send(path, outcome="signed", step="check")
    assert (lacking.status_code, "Choose in what capacity" in lacking.text) == (422, True)
    typed = {"outcome": "signed_with_reservation", "capacity": "siro", "note": "until May"}
    checking = contact.send(path, step="check", **typed)
    assert checking.status_code == 200
    assert "Check your answers" in checking.text
    assert draft.rows(Signoff) == [], "nothing is signed before it is confirmed"
    again = contact.client.post(path, data={**fields(checking.text), "step": "back"})
    assert ("until May" in again.text, draft.rows(Signoff)) == (True, [])
    led(contact.client.post(path, data={**fields(checking.text), "step": "confirm"}), f"{HERE}/sign-off")
    (said,), (mark,) = draft.rows(Signoff), draft.rows(SignoffMark)
    assert (said.outcome, said.capacity, said.note, mark.how) == (
        "signed_with_reservation",
        "siro",
        "until May",
        "product",
    )
    assert "Signed with a reservation" in contact.get(f"{HERE}/sign-off")


def fields(html: str) -> dict[str, str]:
    return next(one.values for one in Forms.of(html) if one.id == "desk-form")


def test_a_text_that_changed_while_it_was_read_is_not_signed(contact: Browser, draft: World) -> None:
    path = f"{HERE}/sign-off/{GWENT}/sign"
    checking = contact.send(path, outcome="signed", capacity="siro", step="check")
    draft.done(text_of("A1", ":again", "Another text"))
    answer = contact.client.post(path, data={**fields(checking.text), "step": "confirm"})
    assert answer.status_code == 422
    assert "The text has changed since you read it" in answer.text
    assert draft.rows(Signoff) == []


def test_only_who_speaks_for_a_partner_signs_for_it(contact: Browser, coordinator: Browser) -> None:
    contact.get(f"{HERE}/sign-off/1/sign", status=403)
    contact.get(f"{HERE}/sign-off/{GWENT}/record", status=403)
    coordinator.get(f"{HERE}/sign-off/{GWENT}/sign", status=403)
    coordinator.get(f"{HERE}/sign-off/99/record", status=404)
    coordinator.get(f"{HERE}/sign-off/x/record", status=404)


def test_what_came_on_paper_is_recorded_checked_and_can_be_withdrawn(coordinator: Browser, draft: World) -> None:
    path = f"{HERE}/sign-off/{GWENT}/record"
    typed: dict[str, Any] = {
        "outcome": "signed", "capacity": "chief_officer", "by_whom": "Nia", "how": "paper", "reference": "file 7",
        "on__day": "27", "on__month": "2", "on__year": "2026", "step": "check",
    }  # fmt: skip
    wrong = coordinator.send(path, **typed | {"on__day": "31", "by_whom": ""})
    assert (wrong.status_code, "Enter who signed" in wrong.text) == (422, True)
    later = coordinator.send(path, **typed | {"on__year": "2027"})
    assert "must not be in the future" in later.text
    checking = coordinator.send(path, **typed)
    assert "27/2/2026" in checking.text
    led(coordinator.client.post(path, data={**fields(checking.text), "step": "confirm"}), f"{HERE}/sign-off")
    (said,) = draft.rows(Signoff)
    assert (str(said.happened_from), said.reference) == ("2026-02-27", "file 7")
    assert "Gwent Health Board" not in unsigned(draft)
    withdrawing = f"{HERE}/sign-off/given/{said.id}/withdraw"
    assert coordinator.send(withdrawing).status_code == 422
    led(coordinator.send(withdrawing, reason="wrong line"), f"{HERE}/sign-off")
    assert "Withdrawn: it counts no more" in coordinator.get(f"{HERE}/sign-off")
    coordinator.get(withdrawing, status=404)


def test_the_text_is_circulated_and_a_partner_says_that_they_have_finished(
    coordinator: Browser, contact: Browser, draft: World
) -> None:
    led(coordinator.send(f"{HERE}/sign-off/circulate", partners=[str(GWENT)], window="5"), f"{HERE}/sign-off")
    assert [task.kind for task in draft.rows(Task)] == ["comment"]
    led(contact.send(f"{HERE}/sign-off/{GWENT}/answer", note="fine"), f"{HERE}/sign-off")
    assert [task.outcome for task in draft.rows(Task)] == ["done"]
    assert "1 of 1" in coordinator.get(f"{HERE}/sign-off")
    contact.get(f"{HERE}/sign-off/circulate", status=403)


def test_rounds_are_planned_and_asked_for(coordinator: Browser, draft: World) -> None:
    path = f"{HERE}/sign-off/plan"
    led(coordinator.send(path, rounds=["sign_off", "assent"], order="after_qa"), f"{HERE}/sign-off")
    assert "Sign-off comes after quality assurance here" in coordinator.get(f"{HERE}/sign-off")
    refused = coordinator.send(f"{HERE}/sign-off/ask", kind="sign-off")
    assert (refused.status_code, "Sign-off comes after quality assurance here" in refused.text) == (422, True)
    led(coordinator.send(path, rounds=["sign_off"], order="either"), f"{HERE}/sign-off")
    led(coordinator.send(f"{HERE}/sign-off/ask", partners=["1", "2", "3"]), f"{HERE}/sign-off")
    assert len(draft.rows(Task)) == 3


def test_what_changed_since_signing_is_shown_marked_and_objected_to(
    coordinator: Browser, contact: Browser, draft: World
) -> None:
    draft.done(draft.order("sign_off", "A1", COORDINATOR, partner=GWENT, **ON_PAPER))
    draft.done(text_of("A1", ":spelt", "The texts."))
    path = f"{HERE}/sign-off/changes"
    page = contact.get(path)
    assert "texts" in page
    assert "These sign-offs no longer stand because of it: Gwent Health Board." in page
    form = next(one for one in coordinator_forms(coordinator.get(path)) if "part" in one)
    led(coordinator.client.post(path, data={**form, "kind": "spelling"}), f"{HERE}/sign-off")
    assert "Gwent Health Board" not in unsigned(draft)
    objecting = next(one for one in coordinator_forms(contact.get(path)) if "change" in one)
    assert objecting["change"] == str(draft.rows(MinorChange)[0].id)
    led(contact.client.post(path, data={**objecting, "reason": "It is more"}), f"{HERE}/sign-off")
    assert len(draft.rows(Objection)) == 1
    assert "Gwent Health Board" in unsigned(draft)


def coordinator_forms(html: str) -> list[dict[str, str]]:
    return [one.values for one in Forms.of(html)]


def declining(draft: World, contact: Browser) -> str:
    said = {"partner": GWENT, "outcome": "declined", "how": "product", "note": "No lawful basis"}
    draft.done(draft.order("sign_off", "A1", CONTACT, **said))
    contact.get(f"{HERE}/sign-off/{GWENT}/declined", status=403)
    return f"{HERE}/sign-off/{GWENT}/declined"


def test_a_decline_leads_to_what_the_coordinator_may_do(coordinator: Browser, contact: Browser, draft: World) -> None:
    path = declining(draft, contact)
    page = coordinator.get(path)
    assert "No lawful basis" in page
    for words in ("Go on without this partner", "Make it conditional", "Put the ISP on hold", "Withdraw the ISP"):
        assert words in page
    assert "This cannot be undone" in page
    assert coordinator.send(path, reason="x").status_code == 422
    led(coordinator.send(path, what="conditional", condition="where it agrees", reason="asked"), f"{HERE}/sign-off")
    assert partner(draft).condition == "where it agrees"


@pytest.mark.parametrize("what", ["without", "hold", "withdraw"])
def test_each_way_on_after_a_decline_works(coordinator: Browser, contact: Browser, draft: World, what: str) -> None:
    path = declining(draft, contact)
    day = {"until__day": "16", "until__month": "3", "until__year": "2026"}
    led(coordinator.send(path, what=what, reason="they will not", **day), f"{HERE}/sign-off")
    version = draft.versions("A1")[0]
    taken_out = partner(draft).valid_to is not None
    assert (taken_out, version.on_hold, version.state == "withdrawn") == (
        what == "without", what == "hold", what == "withdraw",
    )  # fmt: skip


def test_the_organisation_of_a_partner_is_chosen_later(coordinator: Browser, draft: World) -> None:
    path = f"{HERE}/partners/1/organisation"
    assert coordinator.send(path).status_code == 422
    led(coordinator.send(path, organisation="torfaen"), f"{HERE}/partners/1")
    assert partner(draft, 1).organisation_id is not None
    assert len(draft.rows(Task)) == 1, "its Accord status is not known"


def test_silence_can_be_recorded_and_needs_no_paper(coordinator: Browser, draft: World) -> None:
    path = f"{HERE}/sign-off/1/record"
    typed = {"outcome": "no_answer", "on__day": "2", "on__month": "3", "on__year": "2026", "step": "check"}
    checking = coordinator.send(path, **typed)
    assert checking.status_code == 200
    led(coordinator.client.post(path, data={**fields(checking.text), "step": "confirm"}), f"{HERE}/sign-off")
    assert [row.outcome for row in draft.rows(Signoff)] == ["no_answer"]


def test_many_partners_stand_on_several_pages_with_few_questions(coordinator: Browser, draft: World) -> None:
    draft.run([
        replace(draft.order("add_partner", "A1", COORDINATOR), payload={"name": f"Body {n}", "line": n})
        for n in range(10, 41)
    ])  # fmt: skip
    for line in range(10, 41):
        draft.done(draft.order("sign_off", "A1", COORDINATOR, partner=line, **ON_PAPER))
    for line in (50, 51):
        practices = {"name": f"Practices {line}", "kind": "class", "count": 2, "line": line}
        draft.done(replace(draft.order("add_partner", "A1", COORDINATOR), payload=practices))
        draft.done(draft.order("list_members", "A1", COORDINATOR, line=line, members=["Bryn", "Dôl"]))
        draft.done(draft.order("sign_off", "A1", COORDINATOR, partner=line, member=1, **ON_PAPER))
    draft.done(text_of("A1", ":later", "Later words."))
    asked: list[str] = []
    listen(draft.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    for page in (*PAGES, "/partners/50", "/sign-off/50/record"):
        asked.clear()
        coordinator.get(f"{HERE}{page}")
        questions = [one for one in asked if one.lstrip().upper().startswith("SELECT")]
        assert len(questions) <= MOST_QUESTIONS, (page, len(questions), questions)
    first, second = coordinator.get(f"{HERE}/sign-off"), coordinator.get(f"{HERE}/sign-off?page=2")
    assert ("Body 40" in first, "Body 40" in second, "Body 10" in first) == (False, True, True)


MOST_QUESTIONS = 15
"""With those of the hall: who asks, what part they have, and what stands on each page."""
PAGES = (
    "/partners", "/partners/add", "/partners/add?q=gwent", "/partners/add?other=1", "/partners/3", "/partners/3/remove",
    "/partners/3/ask-contact", "/people", "/people?q=alys", "/people/sponsor",
    "/partners/1/organisation", "/sign-off", "/sign-off/plan",
    "/sign-off/circulate", "/sign-off/ask", "/sign-off/text", "/sign-off/changes", "/sign-off/3/record",
    "/sign-off/3/declined",
)  # fmt: skip


def test_every_page_stands_in_both_languages_and_leaves_strangers_outside(coordinator: Browser, draft: World) -> None:
    stranger = Browser(draft, SECRETARY)
    for page in PAGES:
        english, welsh = coordinator.get(f"/en/isps/A1{page}"), coordinator.get(f"/cy/isps/A1{page}")
        assert english.count("<h1") == welsh.count("<h1") == 1, page
        stranger.get(f"/en/isps/A1{page}", status=403)
    coordinator.get("/en/isps/NONE/partners", status=404)


def test_what_was_typed_survives_the_switch_of_language(coordinator: Browser) -> None:
    html = coordinator.get(f"{HERE}/partners/3/remove")
    data = {**fields(html), "reason": "two bodies became one", "_switch": "cy"}
    answer = coordinator.client.post("/cy/isps/A1/partners/3/remove", data=data)
    assert (answer.status_code, "two bodies became one" in answer.text) == (200, True)
    assert "Y rheswm" in answer.text


def test_a_form_sent_twice_acts_once(coordinator: Browser, draft: World) -> None:
    data = {**fields(coordinator.get(f"{HERE}/partners/add?other=1")), "name": "Practices", "kind": "class"}
    for _ in range(2):
        led(coordinator.client.post(f"{HERE}/partners/add", data=data), HERE)
    assert len(draft.rows(Partner, Partner.name == "Practices")) == 1


def test_a_sponsor_of_the_whole_isp_is_named(coordinator: Browser) -> None:
    led(coordinator.send(f"{HERE}/people/sponsor", sponsor="Mair", sponsor_post="Director"), f"{HERE}/people")
    assert "Mair, Director" in coordinator.get(f"{HERE}/people")


def known(world: World, ref: str, body: str) -> None:
    """Somebody of an organisation with a name in each language."""
    made = {"name_en": "Margaret of the Board", "name_cy": "Marged o'r Bwrdd", "address": f"{ref}@gwent.test"}
    world.done(Order(f"p:{ref}", "enter_person", f"person:{ref}", "operator", {**made, "organisation": body}))


def test_a_sponsor_is_somebody_we_know_and_stays_so_when_the_post_changes(coordinator: Browser, draft: World) -> None:
    known(draft, "marged", "gwent")
    path = f"{HERE}/partners/{GWENT}"
    led(coordinator.send(path, sponsor_person="marged", sponsor_post="Director"), path)
    led(coordinator.send(path, sponsor_post="Chief Executive"), path)
    (person,) = draft.rows(Person, Person.ref == "marged")
    assert [(row.person_id, row.post, row.valid_to is None) for row in draft.rows(Sponsor)] == [
        (person.id, "Director", False),
        (person.id, "Chief Executive", True),
    ]
    assert "Margaret of the Board, Chief Executive" in shown(coordinator.get(path))
    assert "Marged o'r Bwrdd, Chief Executive" in shown(coordinator.get(path.replace("/en/", "/cy/")))
    led(coordinator.send(path, members=""), path)
    assert len(draft.rows(Sponsor)) == 2, "what stays as it is is not named again"
    led(coordinator.send(path, sponsor_person="", sponsor="", sponsor_post=""), path)
    assert "Margaret" not in shown(coordinator.get(path)).partition("Senior sponsor")[2][:40]


def test_a_sponsor_of_the_whole_isp_is_chosen_of_the_lead_organisation(coordinator: Browser, draft: World) -> None:
    known(draft, "marged", "torfaen")
    path = f"{HERE}/people/sponsor"
    assert "Margaret of the Board" in coordinator.get(path)
    led(coordinator.send(path, sponsor_person="marged", sponsor_post="Director"), f"{HERE}/people")
    assert "Marged o'r Bwrdd, Director" in shown(coordinator.get(f"{HERE}/people".replace("/en/", "/cy/")))


def test_a_signatory_is_named_in_the_readers_language(coordinator: Browser, draft: World) -> None:
    known(draft, "marged", "gwent")
    grant = {"role": "signing_officer", "scope": "organisation:gwent"}
    draft.done(Order("g:marged", "grant_role", "person:marged", "operator", grant))
    said = {"partner": GWENT, "outcome": "signed", "how": "product", "capacity": "chief_officer"}
    draft.done(draft.order("sign_off", "A1", "marged", **said))
    path = f"{HERE}/sign-off"
    assert "Margaret of the Board" in shown(coordinator.get(path))
    welsh = shown(coordinator.get(path.replace("/en/", "/cy/")))
    assert "Marged o'r Bwrdd" in welsh
    assert "Margaret" not in welsh


def test_several_who_read_one_address_cannot_sign(contact: Browser, draft: World) -> None:
    draft.done(Order("s", "mark_shared", f"person:{CONTACT}", COORDINATOR, {"shared": True}))
    path = f"{HERE}/sign-off/{GWENT}/sign"
    checking = contact.send(path, outcome="signed", capacity="siro", step="check")
    answer = contact.client.post(path, data={**fields(checking.text), "step": "confirm"})
    assert "Several people read this address" in answer.text
