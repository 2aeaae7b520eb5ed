"""The pages of the flows: written, pasted, compared and drawn through the forms as a person sends them."""

import re
from typing import Any

import pytest
from browsing import Browser, Forms
from sqlalchemy import event
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, making_known, move

from ispdesk.commands.shape import Order
from models.tables.flow import FlowDefault
from models.tables.work import Flow, ProcessStep

HERE = "/en/isps/A1/flows"
PAGES = ("", "/table", "/new", "/1", "/1/remove", "/order", "/steps", "/steps/1", "/steps/1/remove", "/all", "/paste")


@pytest.fixture
def browser(world: World) -> Browser:
    """The coordinator of an ISP with a step and a flow."""
    world.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])
    give(world, "add_step", name="Referral")
    give(world, "write_flow", number=1, step="Referral", information="names", sender="Torfaen", recipients=["Gwent"])
    return Browser(world, COORDINATOR)


def give(world: World, kind: str, **payload: Any) -> None:
    world.done(world.order(kind, "A1", COORDINATOR, **payload))


def flows(world: World) -> dict[int, Flow]:
    return {flow.number: flow for flow in world.rows(Flow)}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages_with_one_heading(browser: Browser, page: str) -> None:
    for lang in ("en", "cy"):
        html = browser.get(f"/{lang}/isps/A1/flows{page}")
        assert html.count("<h1") == 1
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids))


def test_outsiders_see_none_of_it_and_others_with_a_part_change_nothing(browser: Browser, world: World) -> None:
    stranger, assurer = Browser(world, SECRETARY), Browser(world, ASSURER)
    for page in (*PAGES, ".csv", ".xlsx", ".svg"):
        stranger.get(HERE + page, status=403)
    give_contact(world)
    contact = Browser(world, "gwen")
    for page in PAGES:
        contact.get(HERE + page, status=200 if page in {"", "/1"} else 403)
    assert "desk-form" not in contact.get(f"{HERE}/1"), "a page to read has no form, and a plain link for the language"
    csrf = re.search(r'name="_csrf" value="([^"]+)"', contact.get("/en/sign-out"))
    assert csrf
    for page in PAGES[1:]:
        assert contact.client.post(HERE + page, data={"_csrf": csrf[1], "information": "x"}).status_code in (403, 405)
    assurer.get(HERE)
    browser.get("/en/isps/NONE/flows", status=404)
    browser.get(f"{HERE}/77", status=404)


def give_contact(world: World) -> None:
    world.done(Order("p", "enter_person", "person:gwen", "operator", {"name_en": "Gwen", "address": "gwen@desk.test"}))
    give(world, "add_partner", name="Powys", line=3, contact="gwen")


def test_a_flow_is_added_changed_and_taken_out(browser: Browser, world: World) -> None:
    sent = browser.send(f"{HERE}/new", information="need\r\nand risk", step="Review", recipients="Gwent; IDVA")
    assert sent.headers["location"] == f"{HERE}?done=flow_saved#flow-2"
    assert (flows(world)[2].information, flows(world)[2].recipients) == ("need\nand risk", ["Gwent", "IDVA"])
    assert {step.name for step in world.rows(ProcessStep)} == {"Referral", "Review"}, "a new step joins the list"
    page = browser.get(HERE)
    assert "IDVA, which is not a partner" in page
    assert "Flow 002: say how it is sent" in page
    browser.send(f"{HERE}/2", gateway="Data Protection Act 1998 s29", method="plain_email")
    page = browser.get(f"{HERE}/2")
    assert "no longer in force" in page
    assert "not secure enough" in page
    browser.send(f"{HERE}/2/remove", reason="not needed")
    assert set(flows(world)) == {1}


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(browser: Browser, world: World) -> None:
    sent = browser.send(f"{HERE}/new", number="x", information="w" * 2001, notes="kept")
    assert sent.status_code == 422
    assert 'href="#information"' in sent.text
    assert 'href="#number"' in sent.text
    assert "<title>Error: " in sent.text
    assert ">\nkept</textarea>" in sent.text
    sent = browser.send(f"{HERE}/new", number="1", information="again")
    assert "There is a flow 1 meanwhile" in sent.text
    assert len(flows(world)) == 1


def values_in(html: str) -> dict[str, str]:
    return next(one for one in Forms.of(html) if one.id == "desk-form").values


def form_values(browser: Browser, path: str) -> dict[str, str]:
    return values_in(browser.get(path))


def test_two_people_change_one_flow_and_the_second_compares_and_chooses(browser: Browser, world: World) -> None:
    mine = form_values(browser, f"{HERE}/1") | {"information": "my words"}
    give(world, "write_flow", number=1, information="other words", sender="Torfaen", recipients=["Gwent"])
    asked = browser.client.post(f"{HERE}/1", data=mine)
    assert asked.status_code == 422
    assert asked.text.count("my words") == 2, "in its field, and beside what is saved"
    assert "other words" in asked.text
    assert flows(world)[1].information == "other words"
    switched = browser.client.post("/cy/isps/A1/flows/1", data=mine | {"_switch": "cy"})
    assert "my words" in switched.text
    assert "Pa un sydd i sefyll?" in switched.text
    again = browser.client.post(f"{HERE}/1", data=values_in(asked.text))
    assert again.status_code == 422, "without a choice nothing is done"
    left = browser.client.post(f"{HERE}/1", data=values_in(again.text) | {"choose": "saved"})
    assert (left.status_code, flows(world)[1].information) == (303, "other words")
    kept = browser.client.post(f"{HERE}/1", data=values_in(switched.text) | {"choose": "mine"})
    assert (kept.status_code, flows(world)[1].information) == (303, "my words")


def test_a_flow_taken_out_meanwhile_can_be_put_back(browser: Browser, world: World) -> None:
    mine = form_values(browser, f"{HERE}/1") | {"information": "my words"}
    give(world, "remove_flow", number=1)
    asked = browser.client.post(f"{HERE}/1", data=mine)
    assert "took this flow out" in asked.text
    assert "my words" in asked.text
    kept = browser.client.post(f"{HERE}/1", data=values_in(asked.text) | {"choose": "mine"})
    assert (kept.status_code, flows(world)[1].information) == (303, "my words")


def test_the_editor_saves_what_was_touched_and_nothing_else(browser: Browser, world: World) -> None:
    give(world, "write_flow", number=2, information="two", gateway="Act s1", method="odd way")
    values = form_values(browser, f"{HERE}/table")
    assert values["f2-method"] == "odd way"
    give(world, "write_flow", number=1, information="changed by another")
    typed = values | {"f2-information": "two and more", "n1-information": "a third", "n1-step": "Review"}
    assert browser.client.post(f"{HERE}/table", data=typed).status_code == 303
    now = flows(world)
    assert now[1].information == "changed by another", "who did not touch a row does not undo another's words"
    assert (now[2].information, now[2].gateway, now[2].method) == ("two and more", "Act s1", "odd way")
    assert (now[3].information, now[3].step) == ("a third", "Review")


def test_the_editor_shows_both_where_two_people_changed_a_row(browser: Browser, world: World) -> None:
    give(world, "write_flow", number=2, information="two")
    values = form_values(browser, f"{HERE}/table")
    give(world, "write_flow", number=1, information="another's", sender="Torfaen", recipients=["Gwent"])
    give(world, "remove_flow", number=2)
    typed = values | {"f1-information": "mine", "f2-information": "mine too", "n1-notes": "new row"}
    asked = browser.client.post(f"{HERE}/table", data=typed)
    assert asked.status_code == 422
    assert {"f1-choose", "f2-choose"} <= set(re.findall(r'name="(f\d-choose)"', asked.text))
    assert asked.text.count("another&#39;s") == 1
    assert "new row" in asked.text
    assert len(flows(world)) == 1
    chosen = values_in(asked.text) | {"f1-choose": "saved", "f2-choose": "mine"}
    assert browser.client.post(f"{HERE}/table", data=chosen).status_code == 303
    now = {number: flow.information or flow.notes for number, flow in flows(world).items()}
    assert now == {1: "another's", 2: "mine too", 3: "new row"}


def test_a_row_of_the_editor_that_is_too_long_is_said_at_its_field(browser: Browser, world: World) -> None:
    sent = browser.send(f"{HERE}/table", **{"f1-step": "s" * 301, "n1-number": "0", "n1-notes": "x"})
    assert sent.status_code == 422
    assert 'href="#f1-step"' in sent.text
    assert 'href="#n1-number"' in sent.text
    assert len(flows(world)) == 1


def test_flows_are_numbered_anew(browser: Browser, world: World) -> None:
    give(world, "write_flow", number=5, information="five")
    assert browser.send(f"{HERE}/order", **{"number-1": "5"}).status_code == 422
    assert browser.send(f"{HERE}/order", **{"number-1": "5", "number-5": "1"}).status_code == 303
    assert flows(world)[1].information == "five"
    assert 'value="1"' in browser.get(f"{HERE}/order?afresh=1")


def test_steps_are_added_renamed_moved_and_taken_out(browser: Browser, world: World) -> None:
    assert browser.send(f"{HERE}/steps", name="").status_code == 422
    assert browser.send(f"{HERE}/steps", name="referral").status_code == 422
    assert browser.send(f"{HERE}/steps", name="Closing").status_code == 303
    assert browser.send(f"{HERE}/steps/2", name="The end", without_flows="nobody is told").status_code == 303
    assert "No flows: nobody is told" in browser.get(f"{HERE}/steps")
    assert browser.send(f"{HERE}/steps", form=f"{HERE}/steps/order").status_code == 303
    order = {step.position: step.name for step in world.rows(ProcessStep)}
    assert order == {1: "The end", 2: "Referral"}
    asked = browser.send(f"{HERE}/steps/2/remove")
    assert asked.status_code == 422
    assert 'href="#became"' in asked.text
    assert browser.send(f"{HERE}/steps/2/remove", became="hang:1").status_code == 303
    assert flows(world)[1].step == "The end"
    browser.get(f"{HERE}/steps/2", status=404)


def test_what_all_flows_inherit_is_set_once_and_shown_as_such(browser: Browser, world: World) -> None:
    values = form_values(browser, f"{HERE}/all")
    assert browser.send(f"{HERE}/all", method="portal", basis="6(1)(e) Public task").status_code == 303
    assert world.rows(FlowDefault)[0].chosen == {"method": "portal", "basis": "6(1)(e) Public task"}
    page = browser.get(HERE)
    assert 'Secure portal or file transfer <span class="desk-quiet">(inherited)' in page
    assert "If empty: Secure portal or file transfer" in browser.get(f"{HERE}/1")
    asked = browser.client.post(f"{HERE}/all", data=values | {"method": "telephone"})
    assert asked.status_code == 422
    assert "What is saved now" in asked.text
    kept = browser.client.post(f"{HERE}/all", data=values_in(asked.text) | {"choose": "mine"})
    assert kept.status_code == 303
    assert world.rows(FlowDefault)[0].chosen == {"method": "telephone"}, "the basis had been empty when it was read"


PASTED = "Number\tWhat\tFrom\tTo\tStep\n1\tnames and need\tTorfaen\tGwent\tReferral\n\tadvice\tGwent\tTorfaen\tReview"


def test_rows_are_shown_before_they_are_saved_and_saved_whole(browser: Browser, world: World) -> None:
    assert browser.send(f"{HERE}/paste").status_code == 422
    shown = browser.send(f"{HERE}/paste", rows=PASTED)
    assert shown.status_code == 200
    assert "Flows new or changed: 2" in shown.text
    assert "Steps added or changed: Review" in shown.text
    assert flows(world)[1].information == "names"
    ready = values_in(shown.text)
    bad = browser.client.post(f"{HERE}/paste", data=ready | {"rows": PASTED + "\nx\ty", "then": "save"})
    assert bad.status_code == 422
    assert "is no number of a flow" in bad.text
    assert flows(world)[1].information == "names"
    assert browser.client.post(f"{HERE}/paste", data=ready | {"then": "save"}).status_code == 303
    assert {n: flow.information for n, flow in flows(world).items()} == {1: "names and need", 2: "advice"}


def test_rows_that_somebody_overtook_are_not_saved(browser: Browser, world: World) -> None:
    shown = browser.send(f"{HERE}/paste", rows=PASTED)
    ready = values_in(shown.text)
    give(world, "write_flow", number=1, information="another's")
    late = browser.client.post(f"{HERE}/paste", data=ready | {"then": "save"})
    assert late.status_code == 422
    assert "Somebody changed flow 1 meanwhile" in late.text
    assert {n: flow.information for n, flow in flows(world).items()} == {1: "another's"}


def test_a_file_goes_out_and_comes_in(browser: Browser, world: World) -> None:
    give(world, "write_flow", number=2, information="=1+1", notes="two\nlines")
    for kind in ("csv", "xlsx"):
        got = browser.client.get(f"{HERE}.{kind}")
        assert got.headers["content-disposition"] == f'attachment; filename="A1-flows.{kind}"'
        sent = browser.send(f"{HERE}/paste", files={"file": (f"a.{kind}", got.content)})
        assert "These rows change nothing" in sent.text, kind
        assert "two\nlines" in sent.text
    broken = browser.send(f"{HERE}/paste", files={"file": ("a.xlsx", b"PK nothing")})
    assert 'href="#file"' in broken.text


def test_the_diagram_is_a_picture_of_its_own_and_changes_with_the_table(browser: Browser, world: World) -> None:
    got = browser.client.get(f"{HERE}.svg")
    assert got.headers["content-type"] == "image/svg+xml"
    assert "names" in got.text
    first = re.search(r'flows\.svg\?v=(\w+)"', browser.get(HERE))
    give(world, "write_flow", number=1, information="something else")
    second = re.search(r'flows\.svg\?v=(\w+)"', browser.get(HERE))
    assert first
    assert second
    assert first[1] != second[1]
    assert "something else" in browser.client.get(f"{HERE}.svg").text


def test_a_long_table_is_edited_page_by_page(browser: Browser, world: World) -> None:
    rows = [{"number": n, "information": f"what {n}"} for n in range(2, 61)]
    give(world, "write_flows", rows=rows)
    page = browser.get(f"{HERE}/table")
    assert 'name="f25-information"' in page
    assert 'name="f26-information"' not in page
    browser.get(f"{HERE}/table?page=4", status=404)
    assert browser.send(f"{HERE}/table?page=3", **{"f60-information": "the last"}).status_code in (303, 404)


def test_while_quality_assurance_has_it_the_flows_are_read_only(world: World) -> None:
    from world import to_queue

    world.run(to_queue("A1"))
    browser = Browser(world, COORDINATOR)
    assert "cannot be changed now" in browser.get(HERE)
    browser.get(f"{HERE}/1")
    browser.get(f"{HERE}/table", status=403)


def test_no_page_asks_more_than_fifteen_questions(browser: Browser, world: World) -> None:
    give(world, "write_flows", rows=[{"number": n, "step": f"Step {n}", "information": "x"} for n in range(2, 60)])
    world.done(Order("g", "enter_group", "group:gwent", "operator", {"name_en": "Gwent"}))
    world.done(world.order("describe", "A1", LEAD, group="gwent"))
    asked: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    for page in (*PAGES, ".csv", ".xlsx", ".svg"):
        asked.clear()
        assert browser.client.get(HERE + page).status_code == 200
        assert 0 < len([one for one in asked if not one.startswith(("PRAGMA", "BEGIN"))]) <= 15, (page, asked)


def test_the_history_names_the_flow(browser: Browser, world: World) -> None:
    give(world, "write_flows", rows=[{"number": 7, "information": "x"}, {"number": 8, "information": "y"}])
    give(world, "remove_flow", number=7)
    page = browser.get("/en/isps/A1/history")
    assert "Flow taken out: 007" in page
    assert "Flow written (3)" in page
