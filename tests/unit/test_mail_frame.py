"""The frame of every mail in every language, by parsing its HTML: readable by everybody, on any screen."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from mail_tree import Node, contrast, halves, tree

from ispdesk import policies
from notifications.compose import AskedBy, Composed, Language, compose
from notifications.messages import MESSAGES
from notifications.samples import HOUSE, digest, reader, sample, values

LANGUAGES: tuple[Language, ...] = ("cy", "en", "unknown")
ALLOWED = {
    "", "html", "head", "meta", "title", "body", "table", "tr", "th", "td", "p", "br", "h1", "h2", "h3", "ul", "li",
    "a", "span", "strong",
}  # fmt: skip
FETCHING = {"src", "srcset", "background", "action", "class", "id"}
BARE = re.compile(
    r"(please )?(click|tap|press)( here)?|here|this|link|this link|more|read more|go|open|see everything"
    r"|cliciwch( yma)?|yma|dolen|mwy|agor|gweld popeth",
    re.IGNORECASE,
)
SMALLEST, AA = 16, 4.5
WELCOME = {
    "cy": (
        "croesawu gohebiaeth yn Gymraeg",
        "ateb gohebiaeth Gymraeg yn Gymraeg",
        "ni fydd gohebu yn Gymraeg yn arwain at oedi",
    ),
    "en": (
        "welcome correspondence in Welsh",
        "Any that we receive will be answered in Welsh",
        "corresponding in Welsh will not lead to delay",
    ),
}
FIRST_USES = {
    "en": [(r"\bISPs?\b", r"Information Sharing Protocols? \($"), (r"\bpartners?\b(?! organisations?\b)", None)],
    "cy": [(r"\bISPs?\b", r"Brotocolau Rhannu Gwybodaeth \($|Protocol(au)? Rhannu Gwybodaeth \($"),
           (r"(?<!sefydliad )(?<!sefydliadau )\b[bp]h?artner(iaid)?\b", None)],
}  # fmt: skip
IN_FULL = {"en": r"partner organisations?\b", "cy": r"sefydliad(au)? partner\b"}


def every() -> Iterator[Any]:
    for message in MESSAGES:
        for language in LANGUAGES:
            yield pytest.param(message, language, id=f"{message}-{language}")


EVERY = pytest.mark.parametrize(("message", "language"), list(every()))


def page(message: str, language: Language) -> Node:
    return tree(sample(message, language).html)


@EVERY
def test_nothing_in_it_but_words_tables_lists_and_links(message: str, language: Language) -> None:
    root = page(message, language)
    assert {node.tag for node in root.walk()} <= ALLOWED
    for node in root.walk():
        assert not {
            name for name in node.attrs if name.startswith("on") or name in {"src", "background", "class", "id"}
        }
        assert not re.search(r"url\(|expression|@import|position:|float:", node.attrs.get("style", ""))


@EVERY
def test_no_text_is_smaller_than_16_pixels_or_hard_to_see(message: str, language: Language) -> None:
    for node, text in page(message, language).texts():
        size, colour, ground = (node.styled(name) for name in ("font-size", "color", "background-color"))
        assert size is not None, text
        assert size.endswith("px"), text
        assert int(size.removesuffix("px")) >= SMALLEST, text
        assert colour is not None, text
        assert ground is not None, text
        assert contrast(colour, ground) >= AA, (text, colour, ground)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#767676", "#ffffff") >= AA > contrast("#777777", "#ffffff")


@EVERY
def test_every_link_is_real_and_says_where_it_leads(message: str, language: Language) -> None:
    root = page(message, language)
    links = root.all("a")
    assert len(links) >= 3
    for link in links:
        text, href = link.text(), link.attrs["href"]
        assert href.startswith((f"{HOUSE.base_url}/", "mailto:")) or href == HOUSE.base_url
        assert text in {href, href.removeprefix("mailto:")} or len(text.split()) >= 2, text
        assert not BARE.fullmatch(text), text
        assert "underline" in (link.styled("text-decoration") or "")
    for half in halves(root).values():
        leads = {(link.text(), link.attrs["href"]) for link in half.all("a")}
        assert len(leads) == len({text for text, _ in leads}), "two links of the same words lead to two places"


def test_a_bare_link_would_be_found() -> None:
    for bare in ("Click here", "here", "Yma", "Cliciwch yma", "Gweld popeth"):
        assert BARE.fullmatch(bare)
    assert not BARE.fullmatch("Open 2012-017")


@EVERY
def test_layout_tables_say_so_and_tables_of_facts_do_not(message: str, language: Language) -> None:
    tables = page(message, language).all("table")
    assert tables[0].attrs["role"] == "presentation"
    for table in tables:
        rows = [row for row in table.all("tr") if next(n for n in row.chain() if n.tag == "table") is table]
        cells = [[cell for cell in row.inside if isinstance(cell, Node)] for row in rows]
        if table.attrs.get("role") == "presentation":
            assert not any(cell.tag == "th" for row in cells for cell in row)
        else:
            assert "role" not in table.attrs
            assert rows
            for row in cells:
                assert [cell.tag for cell in row] == ["th", "td"]
                assert row[0].attrs["scope"] == "row"
                assert row[0].text()
                assert row[1].text()


@EVERY
def test_headings_are_in_order(message: str, language: Language) -> None:
    root = page(message, language)
    assert list(halves(root)) == list(sample(message, language).languages)
    for half in halves(root).values():
        levels = [int(node.tag[1]) for node in half.all("h1", "h2", "h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
        assert all(node.text() for node in half.all("h1", "h2", "h3"))
    assert len(root.all("h1")) == len(halves(root))


@EVERY
def test_it_fits_a_narrow_screen(message: str, language: Language) -> None:
    for node in page(message, language).walk():
        style = node.attrs.get("style", "")
        assert node.attrs.get("width", "").endswith("%") or "width" not in node.attrs
        assert not re.search(r"(?<!max-)width:\s*\d+px", style)
        if "nowrap" in style:
            assert len(node.text()) <= 24, node.text()
    viewport = [node.attrs.get("content") for node in page(message, language).all("meta")]
    assert "width=device-width, initial-scale=1" in viewport


@EVERY
def test_welsh_is_welcome_is_answered_and_delays_nothing(message: str, language: Language) -> None:
    mail = sample(message, language)
    for lang, claims in WELCOME.items():
        said = [node for node, _ in tree(mail.html).texts() if node.lang() == lang]
        for claim in claims:
            assert claim in " ".join(mail.text.split())
            assert any(claim in node.text() for node in said), (lang, claim)


def marked(message: str, lang: str, missing: str = "") -> dict[str, Any]:
    """The sample with MARK-EN in each English value and MARK-CY in each Welsh one; titles and names of one missing."""

    def mark(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: mark(key, inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [mark(name, inner) for inner in value]
        if isinstance(value, str) and name.endswith(("_en", "_cy")):
            whose = name[-2:]
            gone = whose == missing and name.startswith(("title_", "holder_"))
            return "" if gone else f"{value} MARK-{whose.upper()}"
        return value

    given: dict[str, Any] = {name: mark(name, value) for name, value in values(message).items()}
    if "asked_by" in given:
        names = {whose: "" if whose == missing else f"MARK-{whose.upper()}" for whose in ("en", "cy")}
        given["asked_by"] = AskedBy(names["en"], names["cy"], "")
    return given


@pytest.mark.parametrize("missing", ["", "en", "cy"])
@EVERY
def test_every_word_stands_in_its_own_language(message: str, language: Language, missing: str) -> None:
    root = tree(compose(message, reader(language), marked(message, language, missing), HOUSE).html)
    assert root.all("html")[0].attrs["lang"] == ("en" if language == "en" else "cy")
    found = 0
    for node, text in root.texts():
        for lang in ("en", "cy"):
            if f"MARK-{lang.upper()}" in text:
                assert node.lang() == lang, text
                found += 1
    assert found or message == "digest"
    for lang, half in halves(root).items():
        assert {node.lang() for node, _ in half.texts()} <= {"en", "cy", ""}
        assert half.attrs["lang"] == lang


def test_what_a_person_wrote_claims_no_language() -> None:
    for message, words in (("task_asked", "A short answer is enough."), ("move_made", "Two organisations have merged")):
        root = page(message, "unknown")
        assert [node.lang() for node, text in root.texts() if words in text] == ["", ""]


def first_uses(mail: Composed) -> Iterator[tuple[str, str]]:
    """Each half's words, its heading first, without the frame's name above it."""
    for lang, half in halves(tree(mail.html)).items():
        yield lang, half.text()


def in_full(lang: str, words: str) -> None:
    """Assert that each term stands in full where it is used first."""
    (isp, before), (partner, _) = FIRST_USES[lang]
    first = re.search(isp, words)
    assert first is not None
    assert re.search(before or "", words[: first.start()]), words[: first.end()]
    alone = re.search(partner, words, re.IGNORECASE)
    full = re.search(IN_FULL[lang], words, re.IGNORECASE)
    assert alone is None or (full is not None and full.start() < alone.start()), words[: alone.end()]


@EVERY
def test_the_terms_are_in_full_at_first_use_in_each_half(message: str, language: Language) -> None:
    found = list(first_uses(sample(message, language)))
    assert [lang for lang, _ in found] == list(sample(message, language).languages)
    for lang, words in found:
        in_full(lang, words)


@pytest.mark.parametrize("name", policies.names())
def test_the_names_of_clocks_say_partner_organisation(name: str) -> None:
    clocks = [message for message in MESSAGES if "timer_en" in MESSAGES[message].values]
    assert len(clocks) >= 5
    for timer in policies.read(name).timers:
        for message in clocks:
            said = values(message, timer_en=timer.name.en, timer_cy=timer.name.cy)
            for lang, words in first_uses(compose(message, reader("unknown"), said, HOUSE)):
                in_full(lang, words)


@pytest.mark.parametrize("counts", [(0, 0, 1), (1, 0, 0), (0, 2, 0), (3, 3, 3)])
def test_so_they_are_in_every_days_letter(counts: tuple[int, int, int]) -> None:
    mail = compose("digest", reader("unknown"), digest(*counts, more=2), HOUSE)
    for lang, words in first_uses(mail):
        in_full(lang, words)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "About this ISP, an Information Sharing Protocol (ISP)"),
        ("en", "Information Sharing Protocol (ISP): reply from a partner; the partner organisation"),
        ("cy", "Protocol Rhannu Gwybodaeth (ISP): ateb gan bartner"),
        ("cy", "Yr ISP hwn"),
    ],
)
def test_a_term_that_comes_too_soon_would_be_found(lang: str, words: str) -> None:
    with pytest.raises(AssertionError):
        in_full(lang, words)
