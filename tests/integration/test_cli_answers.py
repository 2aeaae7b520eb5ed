"""`ispdesk isp link`, `redirect`, `rang`, `telephone-list` and `ispdesk person` as a person types them."""

from pathlib import Path

import pytest
from answering import link_of, send
from running import Run
from waiting import CONTACT, ask, at, with_partner
from world import COORDINATOR, install

from ispdesk.bootstrap import open_home
from ispdesk.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that stands at 4 March 2026, in which a partner has asked to be rung."""
    place = tmp_path / "home"
    app = open_home(Settings(home=place), create=True)
    world = install(app.engine)
    with_partner(world)
    ask(world, at(4))
    send(world, link_of(world), "ring", telephone="01495 496 0999")
    app.set_fact("fixed_time", at(4, 12).isoformat())
    app.engine.dispose()
    return place


def test_the_telephone_list_says_whom_to_ring_and_having_rung_takes_them_off(run: Run, home: Path) -> None:
    (row,) = run("isp", "telephone-list", "A1", "--json", home=home).value()
    assert (row["who"]["en"], row["telephone"], row["why"], row["missed"]) == ("Carys", "01495 496 0999", "ring", 0)
    said = run("isp", "telephone-list", "A1", home=home).out
    assert "Carys, Gwent Health Board" in said
    assert "asked to be rung" in said
    assert "Rhestr ffonio" in run("isp", "telephone-list", "A1", home=home, lang="cy").out
    done = run("isp", "rang", "A1", "1", "--as", COORDINATOR, "--note", "On Monday", home=home)
    assert done.code == 0
    assert run("isp", "telephone-list", "A1", "--json", home=home).value() == []
    assert "Nobody has to be rung." in run("isp", "telephone-list", "A1", home=home).out
    assert run("isp", "telephone-list", "Z9", home=home).code == 4


def test_links_are_listed_without_what_opens_them_and_withdrawn_with_a_reason(run: Run, home: Path) -> None:
    listed = run("isp", "link", "list", "A1", "--json", home=home)
    (row,) = listed.value()
    assert (row["number"], row["task"], row["status"], row["expires"]) == (1, 1, "open", "2026-05-03")
    assert "answer/" not in listed.out
    gone = run("isp", "link", "withdraw", "A1", "1", "--as", COORDINATOR, "--reason", "Sent on", home=home)
    assert gone.code == 0
    assert run("isp", "link", "list", "A1", "--json", home=home).value()[0]["status"] == "withdrawn"
    assert "withdrawn" in run("isp", "link", "list", "A1", home=home).out
    again = run("isp", "link", "withdraw", "A1", "1", "--as", COORDINATOR, "--reason", "Sent on", home=home)
    assert again.code == 3
    stranger = run("isp", "link", "withdraw", "A1", "1", "--as", CONTACT, "--reason", "x", home=home)
    assert stranger.code == 3


def test_a_redirect_nobody_asked_for_is_refused_in_words(run: Run, home: Path) -> None:
    for words in (("confirm", "A1", "1"), ("refuse", "A1", "1", "--reason", "x")):
        ran = run("isp", "redirect", *words, "--as", COORDINATOR, home=home)
        assert ran.code == 3
        assert "Nobody has said that somebody else decides it" in ran.err


def test_a_persons_telephone_is_set_and_an_address_marked_as_shared(run: Run, home: Path) -> None:
    number = "01633 496 0123"
    assert run("person", "telephone", CONTACT, number, "--as", COORDINATOR, home=home).code == 0
    says = {
        "en": "The telephone number: write a telephone number in figures, such as 029 2018 0123.\n",
        "cy": "Y rhif ffôn: ysgrifennwch rif ffôn mewn ffigurau, megis 029 2018 0123.\n",
    }
    for lang, words in says.items():
        wrong = run("person", "telephone", CONTACT, "ring me", "--as", COORDINATOR, home=home, lang=lang)
        assert (wrong.code, wrong.err) == (3, words)
    assert run("person", "shared", CONTACT, "--as", COORDINATOR, "--json", home=home).value()["shared"] is True
    own = run("person", "shared", CONTACT, "--own", "--as", COORDINATOR, "--json", home=home)
    assert own.value()["shared"] is False


def test_a_key_that_cannot_be_used_is_said_in_a_sentence(run: Run, home: Path) -> None:
    (home / "ispdesk.key").write_text("not a key")
    ran = run("isp", "ask", "A1", "--kind", "reply", "--partner", "3", "--as", COORDINATOR, home=home)
    assert ran.code == 1
    assert "cannot be used" in ran.err
    assert "fault of ISP Desk" not in ran.err
