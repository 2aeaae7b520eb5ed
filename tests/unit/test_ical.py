"""What goes into people's calendars, read back by the library and by raw lines."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import raw_calendar
from deep import deep
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from notifications.ical import Entry, Invited, feed, invitation
from notifications.letter import Mailbox
from notifications.occasion import Occasion
from notifications.words import span
from states.words import Sentence

AT = dt.datetime(2026, 3, 2, 8, 30, 15, 999, tzinfo=dt.UTC)
ENTRY = Entry(
    "workshop-A1-1@desk.test",
    4,
    AT,
    dt.date(2026, 3, 20),
    "Gweithdy / Workshop: Gŵyl y Dŵr, rhan 2; y Tŷ Gwyrdd / Water festival, part 2; the Green House (A1)",
    dt.time(10),
    dt.time(12, 30),
    "Pwnc: ŵ, ŷ; \\n\n\nTopic: commas, semicolons; and a back\\slash",
    "Neuadd y Dref, Llanelli; ystafell 2\nail lawr, ar y chwith",
    "https://isp.example/isps/A1",
)
INVITED = Invited(Mailbox('Tîm; "WASPI", x:y', "team@waspi.example"), Mailbox("Siân Môn-Jones", "sian@council.example"))
LONDON = ZoneInfo("Europe/London")


def event(raw: bytes) -> Event:
    (found,) = Calendar.from_ical(raw).walk("VEVENT")
    assert isinstance(found, Event)
    assert found.errors == []
    return found


def test_an_invitation_comes_back_as_it_was() -> None:
    raw = invitation(ENTRY, INVITED, "REQUEST")
    read, (own,) = event(raw), raw_calendar.blocks(raw, "VEVENT")
    for name, said in (("SUMMARY", ENTRY.summary), ("DESCRIPTION", ENTRY.description), ("LOCATION", ENTRY.place)):
        assert str(read[name]) == own[name].text == said
    assert (own["UID"].value, own["SEQUENCE"].value, own["DTSTAMP"].value) == (ENTRY.uid, "4", "20260302T083015Z")
    assert own["ORGANIZER"].params["CN"] == "Tîm; 'WASPI', x:y"
    assert own["ORGANIZER"].value == "mailto:team@waspi.example"
    assert own["ATTENDEE"].value == "mailto:sian@council.example"
    assert own["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert own["ATTENDEE"].params["RSVP"] == "TRUE"
    assert read["STATUS"] == "CONFIRMED"
    (calendar,) = raw_calendar.blocks(raw, "VCALENDAR")
    assert (calendar["METHOD"].value, calendar["VERSION"].value) == ("REQUEST", "2.0")
    assert calendar["PRODID"].value


def test_the_same_input_gives_the_same_bytes_and_every_change_other_ones() -> None:
    first = invitation(ENTRY, INVITED, "REQUEST")
    assert invitation(replace(ENTRY), replace(INVITED), "REQUEST") == first
    others = [replace(ENTRY, sequence=5), replace(ENTRY, place=""), replace(ENTRY, begins=dt.time(9))]
    assert len({first, *(invitation(other, INVITED, "REQUEST") for other in others)}) == 4


def test_a_cancellation_names_the_same_entry_and_asks_for_no_answer() -> None:
    raw = invitation(replace(ENTRY, sequence=5), INVITED, "CANCEL")
    (own,) = raw_calendar.blocks(raw, "VEVENT")
    assert raw_calendar.blocks(raw, "VCALENDAR")[0]["METHOD"].value == "CANCEL"
    assert (own["UID"].value, own["SEQUENCE"].value, own["STATUS"].value) == (ENTRY.uid, "5", "CANCELLED")
    assert not {"RSVP", "PARTSTAT"} & set(own["ATTENDEE"].params)


def test_a_day_without_times_takes_the_whole_day_and_keeps_nobody_busy() -> None:
    whole = replace(ENTRY, begins=None, ends=None, day=dt.date(2028, 2, 29))
    (own,) = raw_calendar.blocks(invitation(whole, replace(INVITED, answers=False), "REQUEST"), "VEVENT")
    assert own["DTSTART"] == raw_calendar.Line("DTSTART", {"VALUE": "DATE"}, "20280229")
    assert own["DTEND"] == raw_calendar.Line("DTEND", {"VALUE": "DATE"}, "20280301")
    assert own["TRANSP"].value == "TRANSPARENT"
    assert own["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event(invitation(whole, INVITED, "REQUEST"))["DTSTART"].dt == dt.date(2028, 2, 29)
    last = replace(whole, day=dt.date.max)
    assert "DTEND" not in raw_calendar.blocks(invitation(last, INVITED, "REQUEST"), "VEVENT")[0]


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("2026-03-28", 10),
        ("2026-03-29", 9),
        ("2026-03-30", 9),
        ("2026-10-24", 9),
        ("2026-10-25", 10),
        ("2026-12-01", 10),
    ],
)
def test_ten_in_wales_is_ten_in_wales_on_both_sides_of_a_change_of_the_clocks(day: str, hour: int) -> None:
    raw = invitation(replace(ENTRY, day=dt.date.fromisoformat(day)), INVITED, "REQUEST")
    (own,) = raw_calendar.blocks(raw, "VEVENT")
    assert own["DTSTART"].value == f"{day.replace('-', '')}T100000"
    assert raw_calendar.utc(raw, own["DTSTART"]) == dt.datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
    assert event(raw)["DTSTART"].dt == dt.datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
    assert event(raw)["DTEND"].dt - event(raw)["DTSTART"].dt == dt.timedelta(hours=2, minutes=30)


def test_the_time_zone_of_the_file_is_that_of_wales_on_every_day_of_forty_years() -> None:
    raw = invitation(ENTRY, INVITED, "REQUEST")
    for number in range(365 * 40):
        local = dt.datetime.fromisoformat("1998-01-01T10:00") + dt.timedelta(number)
        line = raw_calendar.Line("DTSTART", {"TZID": "Europe/London"}, local.strftime("%Y%m%dT%H%M%S"))
        assert raw_calendar.utc(raw, line) == local.replace(tzinfo=LONDON)


texts = (
    st.text(alphabet=st.sampled_from("abcŵŷâêîôû ÂŴ,;:\\\n\"'=^-😀漢🏴󠁧󠁢󠁷󠁬󠁳󠁿"), min_size=1, max_size=300)
    .map(str.strip)
    .filter(bool)
)


@given(summary=texts, place=texts, name=texts)
@settings(max_examples=deep(100, 300), deadline=None)
def test_any_words_survive_and_no_line_is_too_long(summary: str, place: str, name: str) -> None:
    written = replace(ENTRY, summary=summary.replace("\n", " "), place=place)
    invited = replace(INVITED, attendee=Mailbox(" ".join(name.split()), "sian@council.example"))
    raw = invitation(written, invited, "REQUEST")
    (own,) = raw_calendar.blocks(raw, "VEVENT")
    assert own["SUMMARY"].text == written.summary
    assert own["LOCATION"].text == place
    assert own["ATTENDEE"].value == "mailto:sian@council.example"
    assert str(event(raw)["LOCATION"]) == place


def test_a_feed_has_every_entry_in_order_and_nobodys_address() -> None:
    later = replace(ENTRY, uid="b@desk.test", day=dt.date(2026, 4, 1))
    whole = replace(ENTRY, uid="a@desk.test", begins=None, ends=None)
    raw = feed([later, ENTRY, whole], "ISP Desk: Siân")
    assert [own["UID"].value for own in raw_calendar.blocks(raw, "VEVENT")] == ["a@desk.test", ENTRY.uid, "b@desk.test"]
    assert b"mailto" not in raw
    assert b"METHOD" not in raw
    assert feed([whole, later, ENTRY], "ISP Desk: Siân") == raw
    (calendar,) = raw_calendar.blocks(raw, "VCALENDAR")
    assert calendar["NAME"].text == "ISP Desk: Siân"
    assert calendar["REFRESH-INTERVAL"] == raw_calendar.Line("REFRESH-INTERVAL", {"VALUE": "DURATION"}, "PT6H")


@pytest.mark.parametrize("wrong", [{"stamp": AT.replace(tzinfo=None)}, {"begins": None}, {"ends": None}])
def test_an_entry_without_a_zone_or_with_half_its_times_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"time zone|both times"):
        replace(ENTRY, **wrong)  # type: ignore[arg-type]


def test_the_raw_reader_finds_what_is_wrong() -> None:
    for wrong in (b"A:b\n", b"A:b", b"A:" + b"x" * 74 + b"\r\n", b"A\r\n", b"A:\xc5\r\n \xb5\r\n", b'A;B=":c\r\n'):
        with pytest.raises((AssertionError, UnicodeDecodeError)):
            raw_calendar.lines(wrong)
    for bare in ("a,b", "a;b"):
        with pytest.raises(AssertionError):
            _ = raw_calendar.Line("X", {}, bare).text


def test_an_occasion_is_named_in_the_readers_language_or_in_both_welsh_first() -> None:
    one = Occasion(
        "workshop", Sentence("Sharing", "Rhannu"), "A1", "Y map", "https://meet.example/1", "https://x/isps/A1"
    )
    assert one.summary(("cy",)) == "Gweithdy: Rhannu (A1)"
    assert one.summary(("en",)) == "Workshop: Sharing (A1)"
    assert one.summary(("cy", "en")) == "Gweithdy / Workshop: Rhannu / Sharing (A1)"
    assert replace(one, about=Sentence("Sharing", "")).summary(("cy",)) == "Gweithdy: Sharing (A1)"
    due = replace(one, kind="due", what=Sentence("Reply", "Ateb"))
    assert due.summary(("en",)) == "Due: Reply: Sharing (A1)"
    both = one.description(("cy", "en"))
    assert both.index("Pwnc: Y map") < both.index("Ymuno ar-lein: https://meet") < both.index("Topic: Y map")
    assert "Mae'r Protocol Rhannu Gwybodaeth (ISP) hwn" in replace(one, kind="review").description(("cy",))


def test_times_are_said_as_people_write_them() -> None:
    day, ten, half = dt.date(2026, 3, 30), dt.time(10), dt.time(12, 30)
    assert span(day, ten, half, "en") == "Monday 30 March 2026, 10am to 12:30pm"
    assert span(day, ten, dt.time(12), "cy") == "dydd Llun 30 Mawrth 2026, 10am i hanner dydd"
    assert span(day, None, None, "cy") == "dydd Llun 30 Mawrth 2026"
