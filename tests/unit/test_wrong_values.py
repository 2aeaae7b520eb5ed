"""A wrong value is said in both languages, with the field's name, and never in the library's words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Payload
from ispdesk.field_names import FIELDS
from ispdesk.wrong_values import GENERAL, KNOWN, PATTERNS, WrongValue, in_words

HOSTILE: tuple[Any, ...] = (
    None, "", " ", "x" * 500_000, "\ud800", "(", "\u202e", "9" * 5000, "no such word", 7, -1, 10**30, 1.5, float("nan"),
    True, [], [[]], [None], [""], ["x"], ["("], ["x"] * 4, {}, {"x": None}, {"x": "y"}, {"move_made": "off"}, [{}],
    [{"x": 1}], "2026-13-01", "2026-03-20T10:00", "32 March", b"\xff", object(),
    {"clock_due": "off"}, {"no_such": "off"}, "name@x y", "a\x00b",
)  # fmt: skip
"""What may come instead of a value: for each field of each command, each of these."""
LIBRARY = re.compile(r"Input should|Field required|valid|String should|Value error|^\^|\\|should match|\[A-Z")
"""What only the library says, or a pattern."""


def models() -> dict[str, type[BaseModel]]:
    """Every payload, and the models within them."""
    found: dict[str, type[BaseModel]] = {}

    def look(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            found[annotation.__name__] = annotation
            for field in annotation.model_fields.values():
                look(field.annotation)
        for inner in get_args(annotation):
            look(inner)

    for spec in COMMANDS.values():
        spec.payload.model_rebuild()
        look(spec.payload)
    return found


def errors(model: type[BaseModel], given: Mapping[str, Any]) -> list[Any]:
    try:
        model.model_validate(dict(given))
    except ValidationError as error:
        return list(error.errors())
    return []


def everything_wrong() -> Iterator[tuple[str, Any]]:
    """Every error that these values make, in every field of every payload."""
    for name, model in models().items():
        for given in [{}, {"no_such_field": 1}, *({field: bad} for field in model.model_fields for bad in HOSTILE)]:
            yield from ((name, error) for error in errors(model, given))


ALL = list(everything_wrong())


def test_every_kind_of_mistake_that_a_payload_can_find_has_words_of_its_own() -> None:
    kinds = {error["type"] for _, error in ALL}
    assert len(kinds) > 15, "the values above find too little"
    assert kinds - KNOWN == set()
    for name, error in ALL:
        if error["type"] == "value_error":
            assert isinstance(error["ctx"]["error"], WrongValue), f"{name}: raise WrongValue, it has both languages"


def test_no_mistake_is_said_in_the_librarys_words_or_shows_a_pattern() -> None:
    for name, error in ALL:
        sentence = in_words(error, name)
        for said in (sentence.en, sentence.cy):
            assert LIBRARY.search(said) is None, (name, said)
            assert error["msg"] not in said
            assert said.endswith(".")
            assert "{" not in said
        assert sentence.en != sentence.cy


def test_every_field_has_a_name_in_both_languages_and_no_name_is_left_over() -> None:
    fields = {field for model in models().values() for field in model.model_fields}
    assert fields == set(FIELDS)
    for name, words in FIELDS.items():
        assert words.en[0].isupper(), name
        assert words.cy[0].isupper(), name


def test_every_pattern_says_how_a_value_is_written() -> None:
    patterns = {error["ctx"]["pattern"] for _, error in ALL if error["type"] == "string_pattern_mismatch"}
    assert patterns == set(PATTERNS)


@pytest.mark.parametrize(
    ("command", "given", "english", "welsh"),
    [
        ("withdraw_link", {"link": 1}, "The reason: say what it is; nothing was given.",
         "Y rheswm: dywedwch beth yw; ni roddwyd dim."),
        ("withdraw_link", {"link": 1, "reason": " "}, "The reason: it must not be empty.",
         "Y rheswm: ni chaiff fod yn wag."),
        ("withdraw_link", {"link": "x", "reason": "y"}, "The link's number: give a whole number in figures.",
         "Rhif y ddolen: rhowch rif cyfan mewn ffigurau."),
        ("set_telephone", {"telephone": "ring me"},
         "The telephone number: write a telephone number in figures, such as 029 2018 0123.",
         "Y rhif ffôn: ysgrifennwch rif ffôn mewn ffigurau, megis 029 2018 0123."),
        ("set_language", {"language": "fr"}, "The language: choose one of these: cy, en, unknown.",
         "Yr iaith: dewiswch un o'r rhain: cy, en, unknown."),
        ("set_absence", {"first_day": "soon", "last_day": "2026-03-20"},
         "The first day: give a day, such as 2026-03-20.",
         "Y diwrnod cyntaf: rhowch ddiwrnod, megis 2026-03-20."),
        ("add_findings", {"findings": [{"text": "x"}, {"text": ""}]},
         "The findings, no. 2, the text: it must not be empty.",
         "Y canfyddiadau, rhif 2, y testun: ni chaiff fod yn wag."),
        ("store_year", {"year": 3000, "computed_with": "x", "holidays": []}, "The year: give 2100 or less.",
         "Y flwyddyn: rhowch 2100 neu lai."),
        ("mark_shared", {"shared": "perhaps"}, "Whether several people read it: say true or false.",
         "A oes sawl person yn ei ddarllen: dywedwch true neu false."),
        ("keep_clock", {"colour": "red"}, "“colour”: leave it out; it does not belong here.",
         "“colour”: gadewch hyn allan; nid yw'n perthyn yma."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_both_languages(command: str, given: dict[str, Any], english: str, welsh: str) -> None:
    (error,) = errors(COMMANDS[command].payload, given)
    sentence = in_words(error, command)
    assert (sentence.en, sentence.cy) == (english, welsh)


def test_a_kind_of_mistake_without_words_is_said_in_general_ones() -> None:
    sentence = in_words({"type": "no_such_type", "loc": (), "msg": "Input should be [a-z]+"}, Payload.__name__)
    assert sentence.en == f"“Payload”: {GENERAL.en}."
    assert sentence.cy == f"“Payload”: {GENERAL.cy}."
    own = in_words({"type": "value_error", "loc": ("x" * 500,), "ctx": {"error": ValueError("internal")}}, "x")
    assert own.en == f"“{'x' * 60}”: {GENERAL.en}."
