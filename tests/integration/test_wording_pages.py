"""The words of letters: changed on a page, seen first, adopted with who and why; what is written keeps its words."""

import pytest
from browsing import Browser, Forms
from world import ASSURER, COORDINATOR, LEAD, World, to_queue

from ispdesk.commands.shape import Order
from models.tables.journal import History
from models.tables.post import Letter
from models.tables.wording import WordingRow

PAGE = "/en/settings/wording/question_answered"
OWN = {
    "subject_en": "{ref}: we have answered", "subject_cy": "{ref}: rydym wedi ateb",
    "closing_en": "Ring us at any time.", "closing_cy": "Ffoniwch ni unrhyw bryd.",
}  # fmt: skip


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Pages are asked on one database."""
    return str(request.param)


def answered(world: World) -> Letter:
    """Somebody asks, the team answers: the letter that tells them."""
    asked = world.done(world.order("ask_team", "A1", COORDINATOR, text="May we begin?"))
    world.done(world.order("answer_question", "A1", ASSURER, number=asked["number"], text="Yes."))
    return max(world.rows(Letter, Letter.message == "question_answered"), key=lambda one: one.id or 0)


def test_words_are_seen_then_saved_and_letters_keep_what_they_said(world: World) -> None:
    world.run(to_queue("A1"))
    first = answered(world)
    before = first.frozen.raw
    browser = Browser(world, LEAD, strong=True)
    assert "question_answered" in browser.get("/en/settings/wording")
    page = browser.send(PAGE, **OWN)
    assert page.status_code == 200, page.text
    for words in ("2012-017: we have answered", "2012-017: rydym wedi ateb", "Ffoniwch ni unrhyw bryd."):
        assert words in page.text
    values = next(one.values for one in Forms.of(page.text) if one.id == "desk-form")
    alone = browser.client.post(PAGE, data={**values, "_html": "cy"})
    assert "Ffoniwch ni unrhyw bryd.</p>" in alone.text
    assert "sandbox" in alone.headers["Content-Security-Policy"]
    assert "Say why" in browser.client.post(PAGE, data=values).text
    assert world.rows(WordingRow) == []
    saved = browser.client.post(PAGE, data={**values, "reason": "Plainer"})
    assert saved.status_code == 303, saved.text
    (row,) = world.rows(WordingRow)
    assert (row.version, row.content, row.adopted_by, row.reason) == (1, OWN, LEAD, "Plainer")
    assert [one.kind for one in world.rows(History, History.stream == "policy:wording")] == ["wording_adopted"]
    second = answered(world)
    assert second.subject in ("A1: we have answered", "A1: rydym wedi ateb | A1: we have answered")
    assert next(one for one in world.rows(Letter) if one.id == first.id).frozen.raw == before
    shown = browser.get(PAGE)
    assert "Plainer" in shown
    back = browser.send(PAGE, _shipped="1")
    assert "we have answered" not in back.text
    values = next(one.values for one in Forms.of(back.text) if one.id == "desk-form")
    assert browser.client.post(PAGE, data={**values, "reason": "Back"}).status_code == 303
    assert answered(world).subject == first.subject
    assert [one.version for one in world.rows(WordingRow)] == [1, 2]


def test_what_is_wrong_is_said_at_its_field_and_others_only_look(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    page = browser.send(PAGE, subject_en="Answer")
    assert page.status_code == 422
    assert 'href="#subject_cy"' in page.text
    assert 'href="#subject_en"' in page.text
    assert "These are the words that hold already" in browser.send(PAGE).text
    browser.get("/en/settings/wording/sign_in", 404)
    other = Browser(world, ASSURER)
    assert "Only the team" in other.get(PAGE)
    assert other.client.post(PAGE, data={"subject_en": "x"}).status_code == 403


def test_the_door_checks_too_and_a_change_in_between_is_noticed(world: World) -> None:
    def give(number: int, expected: str | None = None, **payload: str) -> Order:
        payload = {"message": "question_answered", "reason": "a test", **payload}
        return Order(f"w{number}", "adopt_wording", "policy:wording", LEAD, payload, expected=expected)

    assert set(world.refused(give(1, subject_en="x"))) == {"wrong_wording"}
    assert world.refused(give(2, message="sign_in")) == ("not_found",)
    assert world.refused(give(3, **{**OWN, "reason": ""})) == ("reason_missing",)
    assert world.done(give(4, "0", **OWN))["new"]
    assert world.refused(give(5, "0", closing_en="a", closing_cy="b")) == ("stale",)
    assert not world.done(give(6, "1", **OWN))["new"]
