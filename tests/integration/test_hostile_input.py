"""What somebody types with ill will, or by accident, arrives in mails as text, or is refused in words; nothing between.

Each text goes through the door wherever a mail may repeat it: titles, names, partners, reasons, what is asked, why a
day is closed. What was accepted is said in a letter at once, in a letter of the day and in a line, and read back.
"""

import datetime as dt
from email import message_from_bytes, policy
from typing import Any

import pytest
from deep import deep
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mail_tree import tree
from rfc2047 import field, fields
from world import COORDINATOR, LEAD, World, making_known, move

from ispdesk import rounds
from ispdesk.commands.shape import Done, Order, Refused
from models.tables.post import Letter
from notifications.messages import MESSAGES

PLAIN = {
    "formula": "=1+1",
    "at": "@SUM(A1:A9)",
    "minus": "-2+3",
    "plus": "+44 29 2018 0123",
    "pipe": '=cmd|" /C calc"!A0',
    "expression": "{{ 7*7 }}",
    "statement": "{% for x in house %}{{ x }}{% endfor %}",
    "comment": "{# gone #}",
    "format": "{0.__class__} %s %(name)s ${HOME}",
    "html": "<b>bold</b><img src=x onerror=alert(1)>",
    "script": "<script>alert('x')</script>",
    "closing": '"></td></table><a href="https://evil.example/">here</a>',
    "comment tag": "--><!-- <style>*{display:none}</style>",
    "entity": "&lt;b&gt; &amp; &#10;Bcc: x@y.example",
    "encoded word": "=?utf-8?q?Bcc=3A_x=40y.example?=",
    "header": "Bcc: x@y.example",
    "boundary": "--=_aaaa--",
    "dot": ".",
    "quotes": '"O\'Brien" <x@y.example>, (a) [b] \\c',
    "welsh": "Llŷr ap Gruffydd, Tŷ'r Ŵyl",
    "wide": "漢字 عربي 😀",
}
UNSEEN = {
    "cr": "a\rBcc: x@y.example",
    "lf": "a\nBcc: x@y.example",
    "crlf": "a\r\nBcc: x@y.example",
    "nul": "a\x00b",
    "bell": "a\x07b",
    "next line": "a\x85b",
    "line separator": "a\u2028b",
    "right to left mark": "a\u200fb",
    "override": "a\u202eb",
    "isolate": "a\u2066b",
    "half a character": "a\ud800b",
}
LONG = "Ŵ" * 10_000
MORNING = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)


def orders(ref: str, text: str) -> dict[str, list[Order]]:
    """By the place where the text is put: the orders that put it there, the last of which takes or refuses it."""
    known, *rest = making_known(ref)
    put = {**known.payload, "title_en": text, "title_cy": text}
    enter = {"name_en": text, "name_cy": text, "address": f"{ref.lower()}@desk.test", "language": "unknown"}
    ready = [known, *rest, move(ref, "take_up")]
    stream = f"isp:{ref}"
    return {
        "title": [Order(f"{ref}:known", "make_known", stream, "operator", put)],
        "person": [Order(f"{ref}:p", "enter_person", f"person:{ref.lower()}", "operator", enter)],
        "partner": [known, *rest, Order(f"{ref}:x", "add_partner", stream, COORDINATOR, {"name": text, "line": 7})],
        "facilitator": [
            Order(f"{ref}:f", "enter_facilitator", f"person:{ref.lower()}", "operator",
                  {"name_en": text, "name_cy": text, "kind": "other", "last_assignment": "2024-04-01"})
        ],
        "closure": [
            Order(f"{ref}:c", "close_day", "calendar:wales", LEAD,
                  {"day": "2026-03-04", "reason_en": text, "reason_cy": text})
        ],
        "group": [Order(f"{ref}:g", "enter_group", f"group:{ref.lower()}", "operator", {"name_en": text})],
        "organisation": [Order(f"{ref}:o", "enter_organisation", f"organisation:{ref.lower()}", "operator",
                               {"name_en": text, "name_cy": text})],
        "asked": [*ready, Order(f"{ref}:a", "ask", stream, COORDINATOR,
                                {"kind": "reply", "person": "ffion", "text": text})],
        "reason": [*ready, move(ref, "withdraw", LEAD, reason=text)],
        "hold": [*ready, Order(f"{ref}:h", "hold", stream, COORDINATOR, {"reason": text, "until": "2026-03-20"})],
    }  # fmt: skip


PLACES = tuple(orders("A1", "x"))
LINES = {"asked", "reason", "hold"}
"""Where somebody may write over several lines: CR and LF part paragraphs there."""


EVERYWHERE = [
    *(("sqlite", place) for place in PLACES),
    *(("postgresql", place) for place in deep(("title", "asked"), PLACES)),
]
"""Which texts may stand where is decided before any database; each database keeps one name and one text of its own."""


def put(world: World, place: str, ref: str, text: str) -> Done | Refused:
    *before, last = orders(ref, text)[place]
    world.run(before)
    return world.do(last)


def read(world: World) -> list[tuple[Letter, str, Any]]:
    """Every letter with its subject as an independent reader has it, and its parts as the standard library has them."""
    found = []
    for letter in world.rows(Letter):
        mail = message_from_bytes(letter.frozen.raw, policy=policy.default)
        names = [name for name, _ in fields(letter.frozen.raw)]
        assert len(names) == len(set(names))
        assert not {"bcc", "cc"} & {name.lower() for name in names}
        assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
        assert field(letter.frozen.raw, "Subject")[:400] == letter.subject
        found.append((letter, field(letter.frozen.raw, "Subject"), mail))
    return found


@pytest.fixture
def prompt(world: World) -> World:
    """An installation in which every message leaves at once."""
    world.digest(urgent=sorted(set(MESSAGES) - {"digest"}))
    return world


@pytest.mark.parametrize(("database", "place"), EVERYWHERE)
def test_what_can_be_read_arrives_as_it_was_written(prompt: World, place: str) -> None:
    world, wanted = prompt, []
    for number, text in enumerate(PLAIN.values()):
        ref = f"A{number}"
        result = put(world, place, ref, text)
        if isinstance(result, Refused):
            assert place == "closure", (text, result)
            assert number, "the day is closed by the first of them"
            continue
        wanted.append((ref, text))
        if place == "title":
            world.run([*making_known(ref)[1:], move(ref, "take_up")])
            asking = {"kind": "reply", "person": "ffion"}
            world.done(Order(f"{ref}:ask", "ask", f"isp:{ref}", COORDINATOR, asking))
        elif place == "partner":
            world.run([move(ref, "take_up")])
            asking = {"kind": "reply", "partner": 7, "person": "ffion"}
            world.done(Order(f"{ref}:ask", "ask", f"isp:{ref}", COORDINATOR, asking))
        elif place == "person":
            world.run(making_known(ref))
            world.done(Order(f"{ref}:t", "ask", f"isp:{ref}", COORDINATOR, {"kind": "reply", "person": ref.lower()}))
    assert wanted
    rounds.open_reviews(world.app, MORNING)
    rounds.sweep(world.app, MORNING)
    world.digest()
    rounds.digest(world.app, MORNING)
    letters = read(world)
    if place in {"title", "person", "partner", "asked", "reason"}:
        shown = [tree(mail.get_body(("html",)).get_content()) for _, _, mail in letters]
        html = " ".join(root.text() for root in shown)
        text = " ".join(" ".join(mail.get_body(("plain",)).get_content().split()) for _, _, mail in letters)
        for _, word in wanted:
            spaced = " ".join(word.split())
            assert spaced in text, word
            assert spaced in html, word
        assert {node.tag for root in shown for node in root.walk()}.isdisjoint({"script", "img", "style", "b"})
        assert all("evil.example" not in node.attrs.get("href", "") for root in shown for node in root.walk())


@pytest.mark.parametrize(("database", "place"), EVERYWHERE)
def test_what_cannot_be_seen_is_refused_in_words(prompt: World, place: str) -> None:
    world = prompt
    for number, (name, text) in enumerate(UNSEEN.items()):
        result = put(world, place, f"B{number}", text)
        if place in LINES and name in {"cr", "lf", "crlf"}:
            assert isinstance(result, Done), name
            continue
        if place in LINES and name in {"next line", "line separator"} and isinstance(result, Done):
            continue
        assert isinstance(result, Refused), name
        assert set(result.codes) == {"wrong_value"}
        for reason in result.reasons:
            assert "again" in reason.en or "correct" in reason.en, reason.en
            assert reason.cy != reason.en
    letters = read(world)
    assert not any("Bcc" in subject for _, subject, _ in letters)
    if place in {"asked", "reason"}:
        lines = [mail.get_body(("plain",)).get_content().splitlines() for _, _, mail in letters]
        assert sum("Bcc: x@y.example" in said for said in lines) >= 3, "a line of the text, and no header"


@pytest.mark.parametrize("place", PLACES)
def test_ten_thousand_characters_are_too_many_for_a_name_and_said_so(prompt: World, place: str) -> None:
    result = put(prompt, place, "C1", LONG)
    assert isinstance(result, Refused)
    assert set(result.codes) == {"wrong_value"}
    assert any("at most" in reason.en for reason in result.reasons), result.reasons
    assert read(prompt) == [] or place in LINES


NO_ADDRESSES = (
        "a(comment)@c.example", '"a b"@c.example', '"a"@c.example', "a@[127.0.0.1]", "a@c.example (x)",
        "A <a@c.example>",
        "a@c.example, b@c.example", "a@c.example;b@c.example", "a..b@c.example", ".a@c.example", "a@-c.example",
        "a@c..example", "a@c.example\r\nBcc: x@y.example", "a%0d%0a@c.example\n", "a@@c.example", "@c.example", "a@",
        "=1+1", "{{ 7*7 }}@c.example", "<script>@c.example", "a" * 65 + "@c.example", "a@" + "c" * 250 + ".example",
)  # fmt: skip


def test_an_address_that_no_mail_could_go_to_is_refused_at_the_door(world: World) -> None:
    for number, address in enumerate(NO_ADDRESSES):
        payload = {"name_en": "A", "address": address, "language": "en"}
        result = world.do(Order(f"enter-{number}", "enter_person", f"person:a{number}", "operator", payload))
        if isinstance(result, Done):  # only what the door itself may trim
            assert address.strip() == "a%0d%0a@c.example"
            continue
        assert set(result.codes) == {"wrong_value"}, address
        said = [reason.en for reason in result.reasons]
        assert all(one.startswith("The email address: ") or "again" in one for one in said), address


@pytest.mark.parametrize("address", ["=1+1@c.example", "{{7*7}}@c.example", "o'brien+isp@c.example", "a%b!c@c.example"])
def test_an_odd_address_that_is_allowed_is_written_to_as_it_is(prompt: World, address: str) -> None:
    payload = {"name_en": "A", "address": address, "language": "en"}
    prompt.done(Order("enter", "enter_person", "person:a", "operator", payload))
    prompt.run([*making_known("A1"), move("A1", "take_up")])
    prompt.done(Order("ask", "ask", "isp:A1", COORDINATOR, {"kind": "reply", "person": "a"}))
    (letter,) = prompt.rows(Letter, Letter.address == address)
    assert field(letter.frozen.raw, "To") == f"A <{address}>"


anything = st.text(min_size=1, max_size=60)


@given(title=anything, text=anything)
@settings(max_examples=deep(15, 200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_at_all_arrives_or_is_refused(prompt: World, title: str, text: str) -> None:
    ref = f"D{next(prompt.numbers)}"
    known, *rest = making_known(ref)
    made = prompt.do(Order(known.id, known.kind, known.stream, known.actor, {**known.payload, "title_en": title}))
    if isinstance(made, Refused):
        assert set(made.codes) == {"wrong_value"}
        return
    prompt.run([*rest, move(ref, "take_up")])
    before = {letter.id for letter in prompt.rows(Letter)}
    asked = {"kind": "reply", "person": "ffion", "text": text}
    result = prompt.do(Order(f"{ref}:ask", "ask", f"isp:{ref}", COORDINATOR, asked))
    if isinstance(result, Refused):
        assert set(result.codes) == {"wrong_value"}
        return
    (letter,) = [one for one in prompt.rows(Letter) if one.id not in before]
    said = message_from_bytes(letter.frozen.raw, policy=policy.default).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert " ".join(text.split()) in " ".join(said.split())
