"""What the team may say in its own words: checked part by part, and put into the letter where it belongs."""

import pytest

from notifications.samples import sample
from notifications.wording import CHANGEABLE, FIELDS, PARTS, PLACES, STANDARD, Wording, depends, places, problems

QA = "rung_qa_due"


def wrong(message: str = QA, **words: str) -> list[tuple[str, str]]:
    return [(field, said.en) for field, said in problems(message, Wording(**words))]


def test_own_words_stand_in_subject_opening_and_closing_in_both_forms() -> None:
    own = Wording(
        "{ref}: please decide", "{ref}: penderfynwch", "Dear team. {standard}", "Annwyl dîm. {standard}",
        "Thank you.\n\nAsk us <b>soon</b>: {title}", "Diolch.",
    )  # fmt: skip
    assert problems(QA, own) == []
    shipped, mail = sample(QA, "en"), sample(QA, "en", own)
    assert mail.subject == "2012-017: please decide"
    assert "What is asked of you: Dear team. Please now make the quality assurance" in mail.text
    assert mail.text.index("The decisions open to you") < mail.text.index(
        "Thank you.\n\nAsk us <b>soon</b>: Protection"
    )
    assert mail.text.index("Ask us") < mail.text.index("This message was sent automatically")
    assert "Ask us &lt;b&gt;soon&lt;/b&gt;" in mail.html
    assert "<br>Dear team. Please now make" in mail.html
    for kept in ("Who asks: ", "By when: ", "How to check that this message is genuine", "isp.example/isps/2012-017"):
        assert kept in shipped.text
        assert kept in mail.text
    both = sample(QA, "unknown", own)
    assert both.subject == "2012-017: penderfynwch | 2012-017: please decide"
    assert both.text.index("Annwyl dîm. Gwnewch") < both.text.index("Dear team. Please")


def test_no_words_of_its_own_leave_every_letter_as_it_is() -> None:
    for message in CHANGEABLE:
        assert sample(message, "unknown", Wording()) == sample(message, "unknown"), message


@pytest.mark.parametrize("message", CHANGEABLE)
def test_every_part_of_every_message_takes_the_standard_words_and_every_place(message: str) -> None:
    line = " ".join(f"{{{place}}}" for place in places(message))[:100]
    line = line[: line.rindex("}") + 1]
    closing = " ".join(f"{{{place}}}" for place in places(message) if place != STANDARD)
    own = Wording(line, line, line, line, closing, closing)
    assert problems(message, own) == []
    for lang in ("en", "cy"):
        shipped, mail = sample(message, lang), sample(message, lang, own)
        assert mail.subject.startswith(shipped.subject)
        assert "{" not in mail.text
        assert mail.text != shipped.text


@pytest.mark.parametrize(
    ("words", "field", "says"),
    [
        ({"subject_en": "{ref} now"}, "subject_cy", "say it in both languages"),
        ({"subject_en": "Now", "subject_cy": "{ref}"}, "subject_en", "keep {ref} in it"),
        ({"opening_en": "{nobody}", "opening_cy": "x"}, "opening_en", "{nobody} is not known here"),
        ({"opening_en": "{ref", "opening_cy": "x"}, "opening_en", "a brace is alone"),
        ({"opening_en": "{standard}{standard}", "opening_cy": "x"}, "opening_en", "may stand in it once"),
        ({"opening_en": "x" * 601, "opening_cy": "x"}, "opening_en", "at most 600 characters"),
        ({"opening_en": "a\u202eb", "opening_cy": "x"}, "opening_en", "may not stand in a mail"),
        ({"subject_en": "{ref}\nBcc: x", "subject_cy": "{ref}"}, "subject_en", "may not stand in a mail"),
        ({"closing_en": "See www.example.com", "closing_cy": "x"}, "closing_en", "no address"),
        ({"closing_en": "Write to a@b.example", "closing_cy": "x"}, "closing_en", "no address"),
        ({"closing_en": "{standard}", "closing_cy": "x"}, "closing_en", "{standard} is not known here"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(words: dict[str, str], field: str, says: str) -> None:
    ((found, said),) = wrong(**words)
    assert found == field
    assert says in said


def test_where_the_shipped_words_depend_on_the_case_they_stay() -> None:
    assert depends("move_made", "opening")
    assert depends("invitation", "subject")
    assert not depends(QA, "opening")
    assert wrong("move_made", opening_en="Look.", opening_cy="Edrychwch.") == [
        ("opening_en", "keep {standard} in it: the shipped words differ from case to case"),
        ("opening_cy", "keep {standard} in it: the shipped words differ from case to case"),
    ]


def test_codes_alerts_and_the_letter_of_the_day_stay_as_they_are() -> None:
    assert not {"sign_in", "address_code", "alert", "digest"} & set(CHANGEABLE)
    assert set(FIELDS) == {f"{part}_{lang}" for part in PARTS for lang in ("en", "cy")}
    assert STANDARD not in PLACES
