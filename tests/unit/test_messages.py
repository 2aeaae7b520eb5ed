import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from mail_samples import DATE, HOUSE, reader, values

import notifications
from notifications.compose import (
    AskedBy,
    Composed,
    Language,
    MissingValue,
    UnknownMessage,
    compose,
    environment,
)
from notifications.messages import MESSAGES

TEMPLATES = Path(notifications.__file__).parent / "templates"
FILES = {f"{part}.{lang}.txt" for part in ("subject", "body") for lang in ("cy", "en")} | {
    "body.cy.html",
    "body.en.html",
}
LANGUAGES: tuple[Language, ...] = ("cy", "en", "unknown")
VOID = {"meta", "br", "hr"}
LABELS = {
    "en": ("What is asked of you", "By when", "Who asks", "Why you are", "How to check that this message"),
    "cy": ("Beth a ofynnir ichi", "Erbyn pryd", "Pwy sy'n gofyn", "Pam rydych chi'n cael", "Sut i wirio bod"),
}
WELCOME = {
    "cy": "ni fydd gohebu yn Gymraeg yn arwain at oedi",
    "en": "corresponding in Welsh will not lead to",
}
FULL = {"en": r"Information Sharing Protocols? \(ISPs?\)", "cy": r"Protocol(au)? Rhannu Gwybodaeth \(ISP\)"}


class Page(HTMLParser):
    """Collects what a mail's HTML is made of, and refuses what does not balance."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def written(message: str, language: Language) -> Composed:
    return compose(message, reader(language), values(message), HOUSE)


def test_every_folder_is_a_row_and_has_all_six_files() -> None:
    folders = {path.name for path in TEMPLATES.iterdir() if path.name != "_frame"}
    assert folders == set(MESSAGES)
    for name in folders:
        assert {path.name for path in (TEMPLATES / name).iterdir()} == FILES, name


def test_every_message_has_readers_and_no_welsh_claims_a_review_it_did_not_have() -> None:
    for name, message in MESSAGES.items():
        assert message.audience, name
        assert not message.reviewed, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_says_first_what_is_asked(message: str, language: Language) -> None:
    mail = written(message, language)
    assert mail.languages == {"cy": ("cy",), "en": ("en",), "unknown": ("cy", "en")}[language]
    for lang in mail.languages:
        for text in (mail.text, mail.html):
            places = [text.find(label) for label in LABELS[lang]]
            assert -1 not in places
            assert places == sorted(places)
    for lang in ("cy", "en"):
        assert (LABELS[lang][0] in mail.text) is (lang in mail.languages)
        assert WELCOME[lang] in mail.text
        assert WELCOME[lang] in mail.html
    for text in (mail.text, mail.html):
        assert "029 2000 0000" in text
        assert values(message)["link"] in text
        assert "None" not in text
        assert "{{" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message", MESSAGES)
def test_the_html_is_whole_and_plain(message: str, language: Language) -> None:
    mail = written(message, language)
    page = Page(mail.html)
    names = [tag for tag, _ in page.tags]
    assert not {"img", "style", "link", "script", "svg", "iframe", "form"} & set(names)
    assert dict(page.tags)["html"]["lang"] == mail.languages[0]
    for lang in mail.languages:
        assert ("td", lang) in [(tag, attrs.get("lang")) for tag, attrs in page.tags]
    sizes = [int(size) for size in re.findall(r"font-size:(\d+)px", mail.html)]
    assert min(sizes) >= 16
    tables = [attrs for tag, attrs in page.tags if tag == "table"]
    assert tables[0]["role"] == "presentation"
    assert "url(" not in mail.html
    for tag, attrs in page.tags:
        if tag == "a":
            assert (attrs["href"] or "").startswith(("https://isp.example", "mailto:team@waspi.example"))


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("message", MESSAGES)
def test_isp_is_written_in_full_at_first_use(message: str, lang: Language) -> None:
    house = replace(HOUSE, name="Desk")
    text = compose(message, reader(lang), values(message), house).text
    first = re.search(r"\bISPs?\b", text)
    full = re.search(FULL[lang], text)
    assert first is not None
    assert full is not None
    assert full.start() < first.start() < full.end()


@pytest.mark.parametrize("message", MESSAGES)
def test_each_missing_value_fails_and_is_named(message: str) -> None:
    for name in MESSAGES[message].values:
        given = values(message)
        del given[name]
        with pytest.raises(MissingValue, match=name):
            compose(message, reader("en"), given, HOUSE)


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize("message", MESSAGES)
def test_the_table_names_every_value_the_templates_use(message: str, form: str) -> None:
    """With nothing but what the table asks for, and that without one, a template must notice."""
    template = environment().get_template(f"{message}/body.en.{form}")
    needed = {name for name in MESSAGES[message].values if not name.endswith("_cy")}
    whole = {**values(message), "house": HOUSE, "recipient": reader("en"), "notice": "", "languages": ("en",)}
    template.render(whole)
    for name in needed:
        with pytest.raises(UndefinedError):
            template.render({key: value for key, value in whole.items() if key != name})


def test_an_unknown_message_lists_those_there_are() -> None:
    with pytest.raises(UnknownMessage, match="rung_qa_due"):
        compose("rung_nothing", reader("en"), {}, HOUSE)


def test_what_is_not_known_is_said() -> None:
    given = values("backlog_level", asked_by=AskedBy("The desk", "Y ddesg"), clearance_min=None, oldest_days=None)
    house = replace(HOUSE, team_telephone="")
    mail = compose("backlog_level", reader("unknown"), given, house)
    assert mail.text.count("telephone not known") == 2
    assert mail.text.count("nid yw'r rhif ffôn yn hysbys") == 2
    assert "oldest, since it was first submitted: Not known" in mail.text
    assert "as projected: Not known" in mail.text


def test_a_title_in_one_language_keeps_its_language() -> None:
    mail = compose("rung_qa_due", reader("cy"), values("rung_qa_due", title_cy=""), HOUSE)
    assert '<span lang="en">Protection of Vulnerable Adults, Powys</span>' in mail.html


def test_a_move_that_leaves_nobody_holding_asks_nothing() -> None:
    given = values("move_made", holder_en="", holder_cy="", due=None, reason=())
    mail = compose("move_made", reader("en"), given, HOUSE)
    assert "What is asked of you: Nothing." in mail.text
    assert "By when: No date is set" in mail.text
    assert "Who has it now: Nobody at present" in mail.text
    assert "reason" not in mail.text.partition("What happened")[2].partition("----")[0]


def test_a_reconstructed_register_and_a_fixed_time_are_said_in_each_language() -> None:
    house = replace(HOUSE, register_statement_en="Rebuilt.", register_statement_cy="Ail-luniwyd.", fixed_time=DATE)
    for name in MESSAGES:
        mail = compose(name, reader("unknown"), values(name), house)
        for text in (mail.text, mail.html):
            for said in ("Rebuilt.", "Ail-luniwyd.", "Time stands still", "dydd Gwener 28 Medi 2012, 9:30am"):
                assert said in text
