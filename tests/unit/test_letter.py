import itertools
import random
import re
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime

import pytest
from deep import deep
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc2047 import field, fields, value

from notifications.compose import Composed, Recipient, compose
from notifications.letter import CalendarPart, Headers, Mailbox, message_id, notice_reference, to_bytes
from notifications.safe import UnsafeText, check_text, paragraphs
from notifications.samples import DATE, HEADERS, HOUSE, reader, values

WELSH = "abcdefghilmnoprstuwyâêîôûŵŷáéíóúẃýäëïöüẅÿÂÊÎÔÛŴŶ'-,: 0123456789"
EMOJI = "😀👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿é́ß漢字عربي"
RANGES = (range(0xC0, 0x250), range(0x370, 0x400), range(0x4E00, 0x4F00), range(0x1F300, 0x1F400))
ANYWHERE = "".join(chr(point) for points in RANGES for point in points if chr(point).isprintable())
SYNTAX = '=?_"<>@;:,()[]\\ utf-8qbŵ'
UNSAFE = [
    "\r",
    "\n",
    "\x00",
    "\x07",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\ud800",
    "\u202e",
    "\u2066",
    "\u200f",
]


MANY = deep(2_400, 10_000)
"""Ten times all lengths of a subject, or forty times."""


def letter(subject: str) -> Composed:
    return Composed(subject, "Testun ŵ.\n.\n", '<p lang="cy">Testun ŵ.</p>\n', ("cy",))


def test_thousands_of_welsh_and_unicode_subjects_and_names_come_back_and_are_the_same_bytes_at_every_try() -> None:
    chance = random.Random(2013)  # noqa: S311 - a seed, so that it repeats
    seen = set()
    for number in range(MANY):
        alphabet = (WELSH, WELSH + EMOJI, ANYWHERE, WELSH, SYNTAX)[number % 5]
        subject = "".join(chance.choices(alphabet, k=1 + number % 240))
        name = "".join(chance.choices(alphabet, k=1 + number % 60))
        headers = replace(HEADERS, to=Mailbox(name, "x@council.example"))
        raw = to_bytes(letter(subject), headers)
        read = dict(fields(raw))
        assert (read["Subject"], read["To"]) == (subject, f"{name} <x@council.example>")
        if number % 10 == 0:
            assert raw == to_bytes(letter(subject), headers)
        seen.add((subject, name))
    assert len(seen) == MANY


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain words", "plain words"),
        ("=?ISO-8859-1?Q?a?=", "a"),
        ("=?ISO-8859-1?Q?a?= b", "a b"),
        ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
        ("=?ISO-8859-1?Q?a?=  \t =?ISO-8859-1?Q?b?=", "ab"),
        ("=?ISO-8859-1?Q?a_b?=", "a b"),
        ("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"),
        ("x =?utf-8?b?xbU=?= y =?utf-8?q?=C5=B5?=", "x ŵ y ŵ"),
    ],
)
def test_the_reader_reads_as_rfc_2047_says(written: str, meant: str) -> None:
    """The examples of its section 8, and Welsh."""
    assert value(written) == meant


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: a",
        b"Subject: a\nX: y\r\n\r\n",
        b"Subject: =?utf-8?q?" + b"a" * 70 + b"?=\r\n\r\n",
        b"Subject: =?utf-8?q?=C5?= =?utf-8?q?=B5?=\r\n\r\n",
        b"Subject: a\r\nsubject: b\r\n\r\n",
        "Subject: ŵ\r\n\r\n".encode(),
    ],
)
def test_the_reader_refuses_what_breaks_a_rule(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        field(raw, "Subject")


text_that_may_stand = st.text(alphabet=st.sampled_from(WELSH + EMOJI + '=?_"<>@;()\\'), max_size=300)


@given(subject=text_that_may_stand, name=text_that_may_stand.filter(bool))
@settings(max_examples=deep(100, 500), deadline=None)
def test_subjects_and_names_come_back_whatever_their_length(subject: str, name: str) -> None:
    raw = to_bytes(letter(subject), replace(HEADERS, to=Mailbox(name, "x@council.example")))
    assert field(raw, "Subject") == subject
    assert field(raw, "To") == f"{name} <x@council.example>"


@given(
    subject=st.text(max_size=120),
)
@settings(max_examples=deep(100, 500), deadline=None)
def test_any_text_is_either_refused_or_whole(subject: str) -> None:
    try:
        raw = to_bytes(letter(subject), HEADERS)
    except UnsafeText:
        with pytest.raises(UnsafeText):
            check_text(subject, "subject")
        return
    assert field(raw, "Subject") == subject


@pytest.mark.parametrize("char", UNSAFE)
def test_what_could_break_a_mail_is_refused_wherever_it_is_put(char: str) -> None:
    for number, inside in enumerate((f"a{char}b", ["a", f"{char}b"], {"name_en": char})):
        with pytest.raises(UnsafeText, match=r"U\+"):
            compose("move_made", reader("en"), values("move_made", reason=inside), HOUSE, notice=str(number))
    with pytest.raises(UnsafeText):
        Recipient(f"Siân{char}", "Siân", "sian@council.example", "cy")
    with pytest.raises(UnsafeText):
        Mailbox(f"Siân{char}", "sian@council.example")
    with pytest.raises(UnsafeText):
        replace(HOUSE, name=f"Desk{char}")
    with pytest.raises(UnsafeText):
        to_bytes(letter(f"a{char}"), HEADERS)


@pytest.mark.parametrize(
    "address",
    ["", "x", "a@b@c.example", "a b@c.example", "sia\u0302n@c.example", "siân(x)@c.example", '"a b"@c.example',
     "a\u202eb@c.example", "a@b\u200bc.example", "a@exa mple", "😀@c.example", "a@-ŵ.example", "a\x00@c.example",
     "a@c.example\r\nBcc: x@y.example",
     "<a@c.example>", "a@-c.example", ".a@c.example", "a" * 65 + "@c.example"],
)  # fmt: skip
def test_an_address_that_cannot_be_written_to_is_refused(address: str) -> None:
    with pytest.raises(UnsafeText):
        Recipient("x", "x", address, "en")


def test_a_link_elsewhere_and_html_in_a_title_do_no_harm() -> None:
    for link in ("https://isp.example.evil.example/x", "javascript:alert(1)", "//isp.example/x"):
        with pytest.raises(ValueError, match="leads outside"):
            compose("rung_qa_due", reader("en"), values("rung_qa_due", link=link), HOUSE)
    title = "<script>alert(1)</script> & {{ house }}"
    mail = compose("rung_qa_due", reader("en"), values("rung_qa_due", title_en=title), HOUSE)
    assert "<script" not in mail.html
    assert title in mail.text


def test_the_mail_is_what_the_rules_ask() -> None:
    composed = compose("rung_qa_due", reader("unknown"), values("rung_qa_due"), HOUSE)
    raw = to_bytes(composed, HEADERS)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    mail = message_from_bytes(raw)
    assert mail["Message-ID"] == message_id(HEADERS.dedupe, "isp.example")
    assert re.fullmatch(r"<[a-z2-7]{40}@isp\.example>", mail["Message-ID"])
    assert mail["Date"] == "Fri, 28 Sep 2012 08:30:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Content-Language"] == "cy, en"
    assert field(raw, "To") == "Siân Môn-Jones <sian@council.example>"
    assert field(raw, "Reply-To") == "Tîm WASPI <team@waspi.example>"
    assert all(len(mail.get_all(name, [])) == 1 for name in ("From", "To", "Subject", "Date", "MIME-Version"))
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = list(mail.walk())[1:]
    for part, kind, text in ((plain, "text/plain", composed.text), (html, "text/html", composed.html)):
        assert part.get_content_type() == kind
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        assert content.decode().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


def test_the_same_letter_is_the_same_bytes_and_another_is_not() -> None:
    composed = [compose("move_made", reader("unknown"), values("move_made"), HOUSE) for _ in range(2)]
    assert to_bytes(composed[0], HEADERS) == to_bytes(composed[1], HEADERS)
    other = replace(HEADERS, dedupe="another")
    assert to_bytes(composed[0], HEADERS) != to_bytes(composed[0], other)
    ids = {message_id(f"isp:{n}", "isp.example") for n in range(1000)}
    assert len(ids) == 1000
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", notice_reference("x"))


def test_a_date_without_a_zone_and_half_a_character_are_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        replace(HEADERS, date=datetime(2012, 1, 1))  # noqa: DTZ001 - naive on purpose
    with pytest.raises(UnsafeText):
        message_id("\ud800", "isp.example")
    with pytest.raises(UnsafeText):
        replace(HEADERS, domain="isp.example>\r\nX: y")
    assert DATE.tzinfo is not None


def test_several_lines_become_paragraphs() -> None:
    assert paragraphs("One.\r\n\r\n  Two\tand a half. \n\x0b") == ("One.", "Two and a half.")
    assert all(check_text(line, "line") for line in paragraphs("".join(itertools.chain("a\n", "b\u2028c"))))


def by_the_library(letter: Composed, headers: Headers) -> bytes:
    """The same mail as `email.mime` builds it, object by object."""
    mail: Message = MIMEMultipart("alternative", boundary=f"=_{headers_id(headers)[1:41]}", policy=POLICY)
    del mail["MIME-Version"]
    mail["Message-ID"] = headers_id(headers)
    mail["Date"] = format_datetime(headers.date)
    for name, box in (("From", headers.sender), ("To", headers.to), ("Reply-To", headers.reply_to)):
        mail[name] = Header(header_name=name)
        if box.name:
            mail[name].append(box.name, "utf-8")
        mail[name].append(f"<{box.address}>", "us-ascii")
    short = (
        letter.subject.isascii() and len(letter.subject) <= 60 and " ".join(letter.subject.split()) == letter.subject
    )
    mail["Subject"] = Header(
        letter.subject, "us-ascii" if short and "=?" not in letter.subject else "utf-8", header_name="Subject"
    )
    mail["Content-Language"] = ", ".join(letter.languages)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["MIME-Version"] = "1.0"
    charset = Charset("utf-8")
    charset.body_encoding = QP
    for text, subtype in ((letter.text, "plain"), (letter.html, "html")):
        part = MIMEText(text, subtype, policy=POLICY, _charset=charset)  # type: ignore[arg-type]  # takes a Charset
        del part["MIME-Version"]
        mail.attach(part)
    return mail.as_bytes(policy=POLICY)


def headers_id(headers: Headers) -> str:
    return message_id(headers.dedupe, headers.domain)


POLICY = compat32.clone(linesep="\r\n", max_line_length=74)
box = st.builds(Mailbox, text_that_may_stand, st.from_regex(r"[a-z]{1,60}@([a-z]{1,20}\.){1,8}example", fullmatch=True))
written = st.text(alphabet=st.sampled_from(WELSH + EMOJI + "=?_.<>\n"), max_size=400)


@given(
    letter=st.builds(
        Composed,
        st.one_of(text_that_may_stand, st.just("Plain")),
        st.one_of(written, st.just("From here\nFrom there \n\n.\n")),
        written,
        st.sampled_from([("cy",), ("cy", "en")]),
    ),
    headers=st.builds(
        Headers,
        box,
        box,
        box,
        text_that_may_stand,
        st.from_regex(r"[a-z]{1,50}(\.[a-z]{1,20}){1,3}", fullmatch=True),
        st.just(DATE),
    ),
)
@settings(max_examples=deep(100, 300), deadline=None)
def test_a_mail_is_byte_for_byte_what_the_library_would_build(letter: Composed, headers: Headers) -> None:
    assert to_bytes(letter, headers) == by_the_library(letter, headers)


def test_a_calendar_part_is_the_last_alternative_and_says_its_method_in_its_header() -> None:
    content = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX:Gŵyl\r\nEND:VCALENDAR\r\n".encode()
    raw = to_bytes(letter("Gweithdy"), HEADERS, CalendarPart("REQUEST", content))
    assert raw == to_bytes(letter("Gweithdy"), HEADERS, CalendarPart("REQUEST", content))
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    read = message_from_bytes(raw)
    parts = read.get_payload()
    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert (parts[2].get_param("method"), parts[2].get_content_charset()) == ("REQUEST", "utf-8")
    assert parts[2].get_payload(decode=True) == content
    assert parts[2]["Content-Disposition"] is None
    assert raw.count(b"MIME-Version") == 1
    plain = message_from_bytes(to_bytes(letter("Gweithdy"), HEADERS))
    assert [part.get_content_type() for part in plain.get_payload()] == ["text/plain", "text/html"]


def test_one_click_stands_beside_the_address_to_write_to() -> None:
    click = "https://desk.example/unsubscribe/7-abcdefghijklmnopqrstuvwxyz"
    raw = to_bytes(letter("x"), replace(HEADERS, unsubscribe="team@desk.example", one_click=click))
    mail = message_from_bytes(raw)
    assert mail["List-Unsubscribe"].split() == [f"<{click}>,", "<mailto:team@desk.example?subject=unsubscribe>"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain = message_from_bytes(to_bytes(letter("x"), replace(HEADERS, unsubscribe="team@desk.example")))
    assert plain["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize("click", ["http://desk.example/x", "https://desk.example/>x", "https://desk.example/ŵ",
                                   "https://desk.example/x\r\nBcc: y"])  # fmt: skip
def test_an_address_that_no_mail_program_would_post_to_is_refused(click: str) -> None:
    with pytest.raises(UnsafeText, match="https"):
        replace(HEADERS, unsubscribe="team@desk.example", one_click=click)
    with pytest.raises(UnsafeText, match="https"):
        replace(HEADERS, one_click="https://desk.example/x")
