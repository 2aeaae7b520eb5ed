"""What is counted reads right for 0, 1, 2, 3, 6 and 10 in both languages, wherever a mail counts."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from notifications import words
from notifications.compose import compose, line
from notifications.messages import MESSAGES
from notifications.samples import HOUSE, digest, reader, values

COUNTS = (0, 1, 2, 3, 6, 10)
GOLDEN = {
    "working_days_en": ("0 working days", "1 working day", "2 working days", "3 working days", "6 working days",
                        "10 working days"),
    "working_days_cy": ("0 diwrnod gwaith", "1 diwrnod gwaith", "2 ddiwrnod gwaith", "3 diwrnod gwaith",
                        "6 diwrnod gwaith", "10 diwrnod gwaith"),
    "months_en": ("0 months", "1 month", "2 months", "3 months", "6 months", "10 months"),
    "months_cy": ("0 mis", "1 mis", "2 fis", "3 mis", "6 mis", "10 mis"),
    "isps_en": ("0 ISPs", "1 ISP", "2 ISPs", "3 ISPs", "6 ISPs", "10 ISPs"),
    "isps_cy": ("0 ISP", "1 ISP", "2 ISP", "3 ISP", "6 ISP", "10 ISP"),
    "more_isps_en": ("0 more ISPs", "1 more ISP", "2 more ISPs", "3 more ISPs", "6 more ISPs", "10 more ISPs"),
    "more_isps_cy": ("0 ISP arall", "1 ISP arall", "2 ISP arall", "3 ISP arall", "6 ISP arall", "10 ISP arall"),
    "isps_in_full_en": (
        "0 Information Sharing Protocols (ISPs)", "1 Information Sharing Protocol (ISP)",
        "2 Information Sharing Protocols (ISPs)", "3 Information Sharing Protocols (ISPs)",
        "6 Information Sharing Protocols (ISPs)", "10 Information Sharing Protocols (ISPs)",
    ),
    "rules_en": ("0 rules", "1 rule", "2 rules", "3 rules", "6 rules", "10 rules"),
    "rules_cy": ("0 rheol", "1 rheol", "2 reol", "3 rheol", "6 rheol", "10 rheol"),
    "minutes_en": ("0 minutes", "1 minute", "2 minutes", "3 minutes", "6 minutes", "10 minutes"),
    "minutes_cy": ("0 munud", "1 munud", "2 funud", "3 munud", "6 munud", "10 munud"),
    "points_en": ("0 points", "1 point", "2 points", "3 points", "6 points", "10 points"),
    "points_cy": ("0 pwynt", "1 pwynt", "2 bwynt", "3 phwynt", "6 phwynt", "10 pwynt"),
    "alerts_en": ("0 alerts", "1 alert", "2 alerts", "3 alerts", "6 alerts", "10 alerts"),
    "alerts_cy": ("0 rhybudd", "1 rhybudd", "2 rybudd", "3 rhybudd", "6 rhybudd", "10 rhybudd"),
}  # fmt: skip
NOT_COUNTED = {
    "sentence",
    "stopped",
    *(f"{name}_{lang}" for name in ("day", "instant", "due") for lang in ("en", "cy")),
}
FREE = {"en": {"of", "to", "waiting"}, "cy": {"o", "i", "yn"}}
"""Words that may follow a bare figure: it counts nothing that has a form of its own."""
MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"],
    "cy": ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
           "Tachwedd", "Rhagfyr"],
}  # fmt: skip


def test_every_counted_noun_in_its_form_after_each_number() -> None:
    filters = words.filters()
    assert set(GOLDEN) == set(filters) - NOT_COUNTED, "a new counted noun is written here, for each number"
    for name, forms in GOLDEN.items():
        for count, form in zip(COUNTS, forms, strict=True):
            both = (count, count) if name.startswith("months") else (count,)
            assert filters[name](*both) == form


@pytest.mark.parametrize("noun", words._WELSH)
def test_a_welsh_noun_changes_after_2_3_and_6_alone(noun: str) -> None:
    usual = {words.counted(count, noun, "cy").partition(" ")[2] for count in (0, 1, 4, 5, 7, 8, 10, 11, 22, 30, 100)}
    assert usual == {noun}


@pytest.mark.parametrize(
    ("noun", "soft", "aspirate"),
    [
        ("cloc", "gloc", "chloc"),
        ("cant", "gant", "chant"),
        ("tasg", "dasg", "thasg"),
        ("llythyr", "lythyr", "llythyr"),
    ],
)
def test_3_and_6_take_the_aspirate(monkeypatch: pytest.MonkeyPatch, noun: str, soft: str, aspirate: str) -> None:
    monkeypatch.setitem(words._WELSH, noun, (soft, aspirate))
    assert [words.counted(n, noun, "cy") for n in COUNTS] == [
        f"0 {noun}", f"1 {noun}", f"2 {soft}", f"3 {aspirate}", f"6 {aspirate}", f"10 {noun}",
    ]  # fmt: skip


def counting(message: str, count: int) -> dict[str, Any]:
    """The sample with this count wherever it counts."""
    given = digest(min(count, 3), 1, 1) if message == "digest" else values(message)
    if message == "digest":
        for section in given["sections"]:
            for isp in section["isps"]:
                isp.update(days=count, due=date(2012, 12, 25), lines_en=[], lines_cy=[])
        return {**given, "count": count, "more": count, "day": date(2012, 12, 25)}
    for name, value in given.items():
        if type(value) is int:
            given[name] = count
        elif name == "alerts":
            given[name] = value * max(count, 1)
        elif name.startswith("reckoned_"):
            given[name] = "-"  # written by its own words
        elif isinstance(value, date):
            given[name] = date(2012, 12, 25)
    return given


NOT_FIGURES = r"https?://\S+|\S+@\S+|\b25 \w+ 2012\b|4 (?:to|i) 6 \w+|\d{4}-\d{3}|029 2018 0123|\b\d[:\d]*(am|pm)\b"


def figures(text: str, count: int) -> Iterator[str]:
    """Every figure of that count with the words after it; not within a reference, a date or a time."""
    bare = re.sub(
        r"https?://\S+|\S+@\S+|\b25 \w+ 2012\b|4 (?:to|i) 6 \w+|\d{4}-\d{3}|029 2018 0123|\b\d[:\d]*(am|pm)\b",
        "|",
        text,
    )
    yield from re.findall(rf"(?<![\d./]){count} [^\W\d][^|.;:,\n]*", bare)


def bad(text: str, lang: str, count: int) -> list[str]:
    """Figures whose words are in no form that the table knows for that number."""
    forms = [forms[COUNTS.index(count)] for name, forms in GOLDEN.items() if name.endswith(lang)]
    free = [f"{count} {word}" for word in FREE[lang]]
    return [
        found for found in figures(text, count) if not re.match("|".join(map(re.escape, forms + free)) + r"\b", found)
    ]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("message", MESSAGES)
def test_no_mail_counts_without_the_table(message: str, lang: Any, count: int) -> None:
    given = counting(message, count)
    mail = compose(message, reader(lang), given, HOUSE)
    said = line(message, given, lang)
    assert bad("\n".join((mail.subject, mail.text.partition("----")[0], said)), lang, count) == []


def test_a_figure_with_a_noun_in_the_wrong_form_would_be_found() -> None:
    assert bad("There are 3 ISP here", "en", 3) == ["3 ISP here"]
    assert bad("Mae 2 diwrnod gwaith ar ôl", "cy", 2) == ["2 diwrnod gwaith ar ôl"]
    assert bad("and 2 letters", "en", 2) == ["2 letters"]
    assert bad("23 ISPs, 2 of 30, 2 working days, 2 ISPs", "en", 2) == []


def test_every_month_is_named_as_each_language_names_it() -> None:
    for lang, months in MONTHS.items():
        named = [words.day(date(2012, month, 1), lang).split() for month in range(1, 13)]
        assert [parts[-2] for parts in named] == months
        assert {parts[-1] for parts in named} == {"2012"}
        assert {parts[-3] for parts in named} == {"1"}, "no ordinal: 1 October 2012, 1 Hydref 2012"


@pytest.mark.parametrize(
    ("at", "english", "welsh"),
    [
        ((2026, 3, 29, 0, 59), "Sunday 29 March 2026, 12:59am", "dydd Sul 29 Mawrth 2026, 12:59am"),
        ((2026, 3, 29, 1, 0), "Sunday 29 March 2026, 2am", "dydd Sul 29 Mawrth 2026, 2am"),
        ((2026, 3, 30, 16, 0), "Monday 30 March 2026, 5pm", "dydd Llun 30 Mawrth 2026, 5pm"),
        ((2026, 10, 26, 17, 0), "Monday 26 October 2026, 5pm", "dydd Llun 26 Hydref 2026, 5pm"),
        ((2026, 6, 30, 23, 0), "Wednesday 1 July 2026, midnight", "dydd Mercher 1 Gorffennaf 2026, hanner nos"),
    ],
)
def test_an_instant_on_both_sides_of_summer_time(at: tuple[int, ...], english: str, welsh: str) -> None:
    instant = datetime(*at, tzinfo=UTC)  # type: ignore[arg-type,misc]
    assert words.instant(instant, "en") == english
    assert words.instant(instant, "cy") == welsh


def test_what_is_due_on_a_day_is_due_at_its_17_00_in_summer_and_in_winter() -> None:
    for day in (date(2026, 1, 1) + timedelta(n) for n in range(365)):
        close = datetime(day.year, day.month, day.day, 17, tzinfo=words.LONDON)
        for lang in ("en", "cy"):
            assert words.due(day, lang) == words.instant(close, lang)
