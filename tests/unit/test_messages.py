import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

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
from notifications.samples import DATE, HOUSE, SAMPLES, NoSample, reader, sample, values
from states.ladder import CONFIRM_WITHIN

TEMPLATES = Path(notifications.__file__).parent / "templates"
FILES = {f"{part}.{lang}.txt" for part in ("subject", "body", "line") for lang in ("cy", "en")} | {
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


def link_of(message: str) -> str:
    given = values(message)
    return str(given.get("link") or given["more_link"])


def test_every_folder_is_a_row_and_has_all_eight_files() -> None:
    folders = {path.name for path in TEMPLATES.iterdir() if path.name != "_frame"}
    assert folders == set(MESSAGES)
    for name in folders:
        assert {path.name for path in (TEMPLATES / name).iterdir()} == FILES, name


def test_every_message_has_readers_and_a_sample() -> None:
    assert set(SAMPLES) == set(MESSAGES)
    for name, message in MESSAGES.items():
        assert message.audience, name
        assert values(name).keys() == message.values


def test_a_message_without_a_sample_or_one_of_its_values_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MESSAGES, "new", replace(MESSAGES["alert"], values=frozenset({"nobody_knows_it"})))
    with pytest.raises(NoSample, match=r"new has no sample: add a row to notifications/samples\.py"):
        sample("new", "en")
    monkeypatch.setitem(SAMPLES, "new", {})
    with pytest.raises(NoSample, match="The sample of new lacks: nobody_knows_it"):
        sample("new", "en")
    with pytest.raises(UnknownMessage, match="rung_qa_due"):
        sample("nothing", "en")


def test_samples_are_invented() -> None:
    for name in MESSAGES:
        mail = sample(name, "unknown")
        addresses = set(re.findall(r"[\w.+-]+@([\w.-]+\w)", mail.text + mail.html))
        links = set(re.findall(r"https?://([^/\s\"<]+)", mail.text + mail.html))
        assert all(host.endswith(".example") for host in addresses | links), name
        numbers = set(re.findall(r"\b0\d[\d ]{8,}", mail.text))
        assert all(number.startswith("029 2018 0") for number in numbers), "the range that Ofcom keeps for drama"


def labels(message: str, lang: str) -> tuple[str, ...]:
    """What a mail says first, in its order: to whoever is asked, who asks comes before what."""
    what, when, who, why, how = LABELS[lang]
    if message in ("partner_answered", "invitation_cancelled"):
        return (what, who, why, how)  # nothing is asked by a day
    return (who, what, when, why, how) if "answer_link" in MESSAGES[message].values else LABELS[lang]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_says_first_what_is_asked(message: str, language: Language) -> None:
    mail = written(message, language)
    assert mail.languages == {"cy": ("cy",), "en": ("en",), "unknown": ("cy", "en")}[language]
    for lang in mail.languages:
        for text in (mail.text, mail.html):
            places = [text.find(label) for label in labels(message, lang)]
            assert -1 not in places
            assert places == sorted(places)
    for lang in ("cy", "en"):
        assert (LABELS[lang][0] in mail.text) is (lang in mail.languages)
        assert WELCOME[lang] in mail.text
        assert WELCOME[lang] in mail.html
    for text in (mail.text, mail.html):
        assert HOUSE.team_telephone in text
        assert link_of(message) in text
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
def test_text_and_html_say_the_same(message: str, lang: Language) -> None:
    mail = written(message, lang)
    shown = unescape(re.sub(r"<[^>]+>", " ", mail.html.partition("</head>")[2]))
    bare = re.compile(r"https?://\S+|[:*.,()]|-{3,}")
    assert bare.sub(" ", shown).split() == bare.sub(" ", mail.text).split()


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
    full = {"partner": "Dyffryn Elin", "budget": 30, "counted": 25, "due": DATE.date()}
    given = {key: value or full.get(key, value) for key, value in values(message).items()}
    whole = {**given, "house": HOUSE, "recipient": reader("en"), "notice": "", "languages": ("en",)}
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
    for words in (mail.text, mail.html):
        assert "telephone" not in words.replace("telephone list", "")
        assert "ffôn" not in words
        assert words.count("(to ask them, reply to this message)") == 1
        assert words.count("(i ofyn iddynt, atebwch y neges hon)") == 1
        assert f", email {HOUSE.team_address}" in words or "mailto:" in words
    assert "oldest, since it was first submitted: Not known" in mail.text
    assert "as projected: Not known" in mail.text


def test_a_title_in_one_language_keeps_its_language() -> None:
    mail = compose("rung_qa_due", reader("cy"), values("rung_qa_due", title_cy=""), HOUSE)
    assert '<span lang="en">Protection of Vulnerable Adults, Dyffryn Elin</span>' in mail.html


def test_a_move_that_leaves_nobody_holding_asks_nothing() -> None:
    given = values("move_made", holder_en="", holder_cy="", due=None, reason=())
    mail = compose("move_made", reader("en"), given, HOUSE)
    assert "What is asked of you: Nothing." in mail.text
    assert "By when: No date is set" in mail.text
    assert "Who has it now: Nobody at present" in mail.text
    assert "reason" not in mail.text.partition("What happened")[2].partition("----")[0]


ANSWERED = [name for name, message in MESSAGES.items() if "answer_link" in message.values]
SIX = {
    "en": ("Service and area", "Who asks", "What is asked", "By when", "Why you are", "How to check"),
    "cy": ("Gwasanaeth ac ardal", "Pwy sy'n gofyn", "Beth a ofynnir", "Erbyn pryd", "Pam rydych", "Sut i wirio"),
}


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("message", ANSWERED)
def test_whoever_is_asked_reads_all_they_need_in_six_lines(message: str, lang: Language) -> None:
    text = compose(message, reader(lang), values(message), HOUSE).text
    lines = [line for line in text.split("\n") if line][1:7]  # after the house
    assert [line.startswith(label) for line, label in zip(lines, SIX[lang], strict=True)] == [True] * 6
    assert "Powys" in lines[0]
    assert "029 2018 0123" in lines[1]
    assert "2012" in lines[3]
    assert values(message)["answer_link"] in text
    assert {"en": "Nothing you answer there is a signature", "cy": "yno'n llofnod"}[lang] in text


@pytest.mark.parametrize("message", ANSWERED)
def test_the_subject_names_what_it_is_about_to_whoever_is_asked(message: str) -> None:
    asked = compose(message, reader("en"), values(message, title_en="A long title " * 9), HOUSE).subject
    assert asked.startswith("A long title A long")
    assert "… (2012-017): " in asked
    assert len(asked) < 150
    other = compose(message, reader("en"), values(message, answer_link=""), HOUSE).subject
    assert other.startswith("2012-017: ")


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("message", ANSWERED)
def test_whoever_is_not_asked_gets_no_link(message: str, lang: Language) -> None:
    mail = compose(message, reader(lang), values(message, answer_link=""), HOUSE)
    places = [mail.text.find(label) for label in LABELS[lang]]
    assert -1 not in places
    assert places == sorted(places)
    assert "/answer/" not in mail.html
    assert "without an account" not in mail.text


def test_a_link_to_answer_by_leads_nowhere_else() -> None:
    with pytest.raises(ValueError, match="leads outside"):
        compose("task_asked", reader("en"), values("task_asked", answer_link="https://evil.example/x"), HOUSE)


CLOCKS = ["clock_reminder", "clock_due", "clock_overdue", "draft_waiting", "lapse_proposed"]


@pytest.mark.parametrize("message", CLOCKS)
def test_a_clock_without_a_budget_a_partner_or_a_day_names_none_of_them(message: str) -> None:
    mail = compose(
        message,
        reader("unknown"),
        values(message, budget=0, counted=0, partner="", due=None, timer_en="Review", timer_cy="Adolygiad"),
        HOUSE,
    )
    for text in (mail.text, mail.html):
        assert not re.search(r"Partner\b(?! without)|Time counted|Amser a gyfrifwyd|None|\(\)|by no date", text)
    assert "Clock: Review" in mail.text
    assert "Cloc: Adolygiad" in mail.text


@pytest.mark.parametrize("message", [*CLOCKS, "task_asked", "hold_ended", "review_notice"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rows_of_a_text_stand_together(message: str, lang: Language) -> None:
    about = re.split(r"About this ISP|Am yr ISP hwn", written(message, lang).text)[1]
    rows = about.strip().partition("\n\n")[0]
    assert len(re.findall(r"^[A-Z][^:]+: .", rows, re.MULTILINE)) == len(rows.split("\n"))
    assert not re.search(
        r"^(Partner|Due|Dyddiad cau|Review date|Hold ended|Who would get it): ", about.partition(rows)[2], re.MULTILINE
    )


def test_a_drafted_escalation_says_by_when_and_to_whom_it_would_go() -> None:
    mail = written("draft_waiting", "en").text
    assert "By when: Before Tuesday 9 October 2012. From then on it is on the team's list as well." in mail
    assert "Who would get it: The Designated Person" in mail
    assert "never leaves by itself" in mail
    assert "five working days" in mail
    assert CONFIRM_WITHIN == 5
    of_the_team = compose("draft_waiting", reader("unknown"), values("draft_waiting", list_from=None), HOUSE).text
    assert "It stays on the team's list until somebody decides." in of_the_team
    assert "Bydd yn aros ar restr y tîm nes i rywun benderfynu." in of_the_team
    assert "five working days" not in of_the_team
    assert "bum diwrnod" not in of_the_team


def test_a_proposed_lapse_is_a_proposal_and_ends_no_sharing() -> None:
    mail = written("lapse_proposed", "unknown").text
    for said in (
        "A timer only proposes. Nothing changes unless the team decides it.",
        "does not by itself mean that sharing must stop",
        "Cynnig yn unig y mae'r amserydd.",
        "ynddo'i hun yn golygu bod rhaid rhoi'r gorau i rannu",
    ):
        assert said in mail


@pytest.mark.parametrize("message", CLOCKS[:3])
def test_a_due_clock_reads_a_day_as_its_notice_keeps_it(message: str) -> None:
    kept = values(message, due="2012-10-01")
    assert compose(message, reader("unknown"), kept, HOUSE) == written(message, "unknown")


def test_a_reconstructed_register_and_a_fixed_time_are_said_in_each_language() -> None:
    house = replace(HOUSE, register_statement_en="Rebuilt.", register_statement_cy="Ail-luniwyd.", fixed_time=DATE)
    for name in MESSAGES:
        mail = compose(name, reader("unknown"), values(name), house)
        for text in (mail.text, mail.html):
            for said in ("Rebuilt.", "Ail-luniwyd.", "Time stands still", "dydd Gwener 28 Medi 2012, 9:30am"):
                assert said in text


INVITATIONS = ["invitation", "invitation_changed", "invitation_cancelled"]
GROUP = {
    **dict.fromkeys(("ref", "stage_en", "stage_cy", "holder_en", "holder_cy", "topic"), ""),
    "title_en": "North Wales QA group",
    "title_cy": "Grŵp sicrhau ansawdd y Gogledd",
    "link": "https://isp.example/queue",
}


@pytest.mark.parametrize("message", INVITATIONS)
def test_an_invitation_to_a_meeting_names_the_group_and_no_isp(message: str) -> None:
    mail = compose(message, reader("unknown"), values(message, kind="meeting", **GROUP), HOUSE)
    for text in (mail.text, mail.html):
        assert not re.search(r"About this ISP|Am yr ISP hwn|Topic|Pwnc|None", text)
    for said in ("Group: North Wales QA group", "Grŵp: Grŵp sicrhau ansawdd y Gogledd", "look for the queue"):
        assert said in mail.text
    for lang in ("cy", "en"):
        assert re.search(FULL[lang], mail.text)
    assert not mail.subject.startswith(":")
    assert "QA group" in mail.subject


@pytest.mark.parametrize("message", INVITATIONS)
def test_a_review_date_has_no_place_and_asks_nothing_yet(message: str) -> None:
    given = values(message, kind="review", place=(), online="", topic="", when_en="Monday 1 March 2027")
    mail = compose(message, reader("en"), given, HOUSE)
    assert not re.search(r"Place:|Join online|Topic:|workshop|meeting", mail.text)
    assert re.search(r"What is asked of you: Nothing\b", mail.text)
    assert "review date" in mail.subject
    assert re.search(FULL["en"], mail.text)


def test_what_is_called_off_has_no_day_by_which_anything_is_asked() -> None:
    mail = compose("invitation_cancelled", reader("unknown"), values("invitation_cancelled"), HOUSE).text
    assert "By when" not in mail
    assert "The workshop is cancelled" in mail
    assert "The hall is flooded." in mail
    given = values("invitation_cancelled", dropped=True, reason=())
    dropped = compose("invitation_cancelled", reader("unknown"), given, HOUSE).text
    assert "You need no longer come to the workshop" in dropped
    assert "Nid oes angen i chi ddod i'r gweithdy mwyach" in dropped
    assert "The reason, as recorded" not in dropped


def test_a_changed_invitation_says_what_was_only_where_the_time_has_changed() -> None:
    assert "Before that: Friday 12 October 2012, 10am to 12:30pm" in written("invitation_changed", "en").text
    same = compose("invitation_changed", reader("en"), values("invitation_changed", was_en="", was_cy=""), HOUSE)
    assert "Before that" not in same.text
