"""The day's letter and its lines: what stands first, how many, in both languages, from what a notice keeps."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from jinja2 import UndefinedError

from ispdesk.commands import offering
from notifications.compose import Composed, UnknownMessage, compose, line
from notifications.messages import MESSAGES
from notifications.safe import UnsafeText
from notifications.samples import HOUSE, digest, entry, reader, values

COUNTS = [0, 1, 2, 3, 6, 10]
HEADINGS = {
    "en": ("Waits for you", "You wait for others", "For you to know"),
    "cy": ("Yn aros amdanoch chi", "Rydych yn aros am eraill", "Er gwybodaeth ichi"),
}
FIRST = "2012-001"


def kept(message: str, **changed: Any) -> dict[str, Any]:
    """What a notice of this message keeps of its values, read back from JSON."""
    plain = offering.kept(values(message, **changed))
    stored: dict[str, Any] = json.loads(json.dumps(plain))
    return stored


def written(language: Any, **counts: int) -> Composed:
    return compose("digest", reader(language), digest(**counts), HOUSE)


def headings(html: str, level: int) -> list[str]:
    return [re.sub("<[^>]+>", "", found) for found in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", html)]


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("message", sorted(MESSAGES))
def test_a_message_is_one_short_line_from_what_its_notice_keeps(message: str, lang: str) -> None:
    said = line(message, kept(message), lang)
    assert 20 <= len(said) <= 160
    assert "\n" not in said
    assert not re.search(r"http|None|2012-\d\d-\d\d|\{\{|\s\s|[.;,:]$", said)
    other = line(message, kept(message), "en" if lang == "cy" else "cy")
    assert said != other


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("message", ["clock_reminder", "clock_due", "clock_overdue", "draft_waiting", "task_asked"])
def test_a_partner_of_a_long_name_is_cut_in_a_line(message: str, lang: str) -> None:
    said = line(message, kept(message, partner="Gwent " * 40), lang)
    assert len(said) <= 180
    assert "…" in said


@pytest.mark.parametrize("message", sorted(MESSAGES))
def test_a_line_without_one_of_its_values_is_refused(message: str) -> None:
    whole = kept(message)
    refused = 0
    for name in whole:
        for lang in ("cy", "en"):
            try:
                line(message, {key: value for key, value in whole.items() if key != name}, lang)
            except UndefinedError:
                refused += 1
    says_no_value = (
        "alert", "lapse_proposed", "rung_workshop_tip", "rung_workshop_expected_date", "sign_in", "address_code",
    )  # fmt: skip
    assert bool(refused) is (message not in says_no_value)


@pytest.mark.parametrize(
    ("message", "changed", "english", "welsh"),
    [
        (
            "clock_reminder",
            {"counted": 8, "budget": 10, "due": dt.date(2026, 3, 12), "partner": "Ely"},
            "Reply from a partner organisation (Ely): due Thursday 12 March 2026 (8 of 10 working days used)",
            "Ateb gan sefydliad partner (Ely): dyddiad cau dydd Iau 12 Mawrth 2026 (defnyddiwyd 8 o 10 diwrnod gwaith)",
        ),
        (
            "clock_due",
            {"budget": 0, "partner": ""},
            "Reply from a partner organisation: fell due on Monday 1 October 2012",
            "Ateb gan sefydliad partner: y dyddiad cau oedd dydd Llun 1 Hydref 2012",
        ),
        (
            "clock_overdue",
            {"counted": 2, "budget": 1, "partner": "", "timer_en": "A reply", "timer_cy": "Ateb"},
            "A reply: overdue since Monday 1 October 2012 (2 working days counted; the limit is 1)",
            "Ateb: yn hwyr ers dydd Llun 1 Hydref 2012 (cyfrifwyd 2 ddiwrnod gwaith; y terfyn yw 1)",
        ),
        (
            "clock_reminder",
            {"due": None, "budget": 0, "partner": ""},
            "Reply from a partner organisation: no date is set",
            "Ateb gan sefydliad partner: nid oes dyddiad wedi'i bennu",
        ),
        (
            "task_asked",
            {"due": None, "partner": ""},
            "Asked for: a reply",
            "Gofynnwyd am: ateb",
        ),
    ],
)
def test_lines_as_they_read(message: str, changed: dict[str, Any], english: str, welsh: str) -> None:
    assert line(message, kept(message, **changed), "en") == english
    assert line(message, kept(message, **changed), "cy") == welsh


def test_a_line_is_of_a_message_there_is_in_one_language_and_safe() -> None:
    with pytest.raises(UnknownMessage):
        line("rung_nothing", {}, "en")
    with pytest.raises(ValueError, match="cy or in en"):
        line("clock_due", kept("clock_due"), "unknown")
    with pytest.raises(UnsafeText):
        line("clock_due", kept("clock_due", partner="two\nlines"), "en")
    with pytest.raises(UnsafeText, match=r"values\.ref"):
        line("clock_due", kept("clock_due", ref="2012\u202e017"), "en")


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize("count", COUNTS)
def test_the_days_letter_says_first_how_many_wait(count: int, lang: str) -> None:
    mail = written(lang, yours=count)
    subjects = {
        "en": {0: "To know: what is new", 1: "1 ISP waits for you"}.get(count, f"{count} ISPs wait for you"),
        "cy": {0: "Er gwybodaeth: yr hyn sy'n newydd"}.get(count, f"Mae {count} ISP yn aros amdanoch"),
    }
    day = {"en": "Tuesday 3 March 2026", "cy": "dydd Mawrth 3 Mawrth 2026"}[lang]
    assert mail.subject == f"{subjects[lang]}: ISP Desk, {day}"
    asked = {
        "en": {0: "Nothing. ", 1: "1 Information Sharing Protocol (ISP) waits for you. It is named first"}.get(
            count, f"{count} Information Sharing Protocols (ISPs) wait for you. They are named first"
        ),
        "cy": {0: "Dim byd. ", 1: "sy'n aros amdanoch yw 1. Fe'i henwir yn gyntaf"}.get(
            count, f"sy'n aros amdanoch yw {count}. Fe'u henwir yn gyntaf"
        ),
    }
    assert asked[lang] in mail.text
    by_when = {
        "en": ("was due Monday 1 October 2012, 5pm", "No date is set"),
        "cy": ("oedd dydd Llun 1 Hydref 2012", "Nid oes"),
    }
    assert by_when[lang][count == 0] in mail.text


def test_a_due_day_that_is_to_come_is_told_as_one() -> None:
    given = digest() | {"day": dt.date(2012, 9, 28)}
    text = compose("digest", reader("unknown"), given, HOUSE).text
    assert "The first of them is due Monday 1 October 2012, 5pm." in text
    assert "Y dyddiad cau cyntaf yw dydd Llun 1 Hydref 2012, 5pm." in text


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_what_waits_for_the_reader_stands_first_and_what_is_empty_has_no_heading(lang: str) -> None:
    mail = written(lang)
    assert headings(mail.html, 2) == list(HEADINGS[lang])
    places = [mail.text.index(f"\n{heading}\n") for heading in HEADINGS[lang]]
    assert places == sorted(places)
    assert headings(written(lang, yours=0, news=0).html, 2) == [HEADINGS[lang][1]]


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_each_isp_is_a_heading_with_a_link_and_a_list_of_what_is_new(lang: str) -> None:
    mail = written(lang, yours=3, others=0, news=0)
    titles = [entry(number)[f"title_{lang}"].replace("'", "&#39;") for number in (1, 2, 3)]
    assert headings(mail.html, 3) == titles
    assert mail.html.count("<ul") == 3
    assert mail.html.count("<li") == 6
    for number in (1, 2, 3):
        assert f'href="{entry(number)["link"]}"' in mail.html
        assert entry(number)["link"] in mail.text
    days = {"en": "(1 working day)", "cy": "(2 ddiwrnod gwaith)"}[lang]
    assert days in mail.text
    assert days in mail.html


def test_a_letter_in_both_languages_keeps_each_half_in_its_own() -> None:
    text = written("unknown").text
    welsh, _, english = text.partition("-" * 40)
    assert "Stage: Draft" in english
    assert "Cam: Drafft" in welsh
    assert "Stage:" not in welsh
    assert "A hold has ended" not in welsh
    assert "Daeth saib i ben" not in english.partition("-" * 40)[0]


def test_what_is_not_known_of_an_isp_is_left_out() -> None:
    bare = entry(1, title_cy="", ref="", stage_en="", stage_cy="", holder_en="", holder_cy="", days=None, due=None)
    given = digest(yours=1, others=0, news=0)
    given["sections"][0]["isps"] = [bare]
    mail = compose("digest", reader("unknown"), given, HOUSE)
    for text in (mail.text, mail.html):
        body = text.partition(HEADINGS["cy"][0])[2]
        assert not re.search(r"None|Reference|Cyfeirnod|Stage|Cam:|With:|Gyda phwy|Due:|Dyddiad cau:", body)
    assert '<span lang="en">Protection of Vulnerable Adults, area 1</span>' in mail.html


@pytest.mark.parametrize(
    ("more", "english", "welsh"),
    [
        (1, "stays short: 1 more ISP.", "yn fyr: 1 ISP arall."),
        (2, "stays short: 2 more ISPs.", "yn fyr: 2 ISP arall."),
    ],
)
def test_what_is_too_much_is_a_link(more: int, english: str, welsh: str) -> None:
    assert english in written("en", more=more).text
    assert welsh in written("cy", more=more).text
    link = digest()["more_link"]
    assert written("en", more=more).html.count(f'href="{link}"') == written("en").html.count(f'href="{link}"') + 1


def test_a_day_may_be_given_as_a_notice_keeps_it() -> None:
    given = json.loads(json.dumps(digest(), default=lambda day: day.isoformat()))
    assert compose("digest", reader("unknown"), given, HOUSE) == written("unknown")


def test_a_link_to_the_rest_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        compose("digest", reader("en"), digest() | {"more_link": "https://elsewhere.example/isps"}, HOUSE)


def test_a_link_of_one_isp_elsewhere_is_refused() -> None:
    given = digest()
    given["sections"][1]["isps"][0]["link"] = "https://elsewhere.example/isps/2012-003"
    with pytest.raises(ValueError, match="elsewhere"):
        compose("digest", reader("en"), given, HOUSE)
