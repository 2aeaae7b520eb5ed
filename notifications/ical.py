"""What is put into people's calendars, as RFC 5545 and RFC 5546 have it: the only file that imports icalendar.

The same input gives the same bytes. Times are those of the clock in Wales, under a time zone that stands in the file,
so that a reader anywhere sees the right hour on both sides of a change of the clocks.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vRecur,
    vText,
)

from notifications.letter import Mailbox
from notifications.words import LONDON

Method = Literal["REQUEST", "CANCEL"]
MAKER: Final = "-//ISP Desk//ISP Desk//EN"
AGAIN: Final = 6
"""Hours after which a program that follows a feed is asked to look again (our default)."""


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar. Without times it takes the whole day and keeps nobody busy.

    `stamp` is the instant at which this was said; `place` may have several lines.
    """

    uid: str
    sequence: int
    stamp: dt.datetime
    day: dt.date
    summary: str
    begins: dt.time | None = None
    ends: dt.time | None = None
    description: str = ""
    place: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        if self.stamp.tzinfo is None:
            raise ValueError("The stamp of an entry has no time zone; pass an aware datetime.")
        if (self.begins is None) != (self.ends is None):
            raise ValueError("An entry has both times or neither.")


@dataclass(frozen=True)
class Invited:
    """Who invites, and the one reader who is invited; `answers`: whether they are asked to accept or decline."""

    organizer: Mailbox
    attendee: Mailbox
    answers: bool = field(default=True)


def invitation(entry: Entry, invited: Invited, method: Method) -> bytes:
    """One entry for one reader: asked for (again, where its sequence is higher) or called off."""
    calendar = _calendar(method)
    event = _event(entry)
    event["STATUS"] = "CANCELLED" if method == "CANCEL" else "CONFIRMED"
    event["ORGANIZER"] = _address(invited.organizer)
    reader = _address(invited.attendee)
    reader.params["CUTYPE"] = vText("INDIVIDUAL")
    reader.params["ROLE"] = vText("REQ-PARTICIPANT")
    if method == "REQUEST":
        reader.params["PARTSTAT"] = vText("NEEDS-ACTION")
        reader.params["RSVP"] = vText("TRUE" if invited.answers else "FALSE")
    event.add("ATTENDEE", reader)
    calendar.add_component(_london())
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def feed(entries: Iterable[Entry], name: str) -> bytes:
    """A calendar to follow: every entry, nobody's address."""
    calendar = _calendar(None)
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", dt.timedelta(hours=AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{AGAIN}H")  # the older name, as text
    calendar.add_component(_london())
    for entry in sorted(entries, key=lambda one: (one.day, one.begins or dt.time.min, one.uid)):
        event = _event(entry)
        event["STATUS"] = "CONFIRMED"
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(method: Method | None) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", MAKER)
    calendar.add("CALSCALE", "GREGORIAN")
    if method is not None:
        calendar.add("METHOD", method)
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.stamp.astimezone(dt.UTC).replace(microsecond=0))
    if entry.begins is None or entry.ends is None:
        event.add("DTSTART", entry.day)
        if entry.day < dt.date.max:  # without an end it lasts this day
            event.add("DTEND", entry.day + dt.timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
    else:
        event.add("DTSTART", dt.datetime.combine(entry.day, entry.begins, LONDON))
        event.add("DTEND", dt.datetime.combine(entry.day, entry.ends, LONDON))
        event.add("TRANSP", "OPAQUE")
    event.add("SUMMARY", entry.summary)
    for name, text in (("DESCRIPTION", entry.description), ("LOCATION", entry.place)):
        if text:
            event.add(name, text)
    if entry.link:
        event.add("URL", entry.link)
    return event


def _address(box: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{box.address}")
    if box.name:
        address.params["CN"] = vText(box.name.replace('"', "'"))  # a parameter cannot hold a double quote
    return address


def _london() -> Timezone:
    """Europe/London as it has been since 1996: summer time from the last Sunday of March to that of October."""
    zone = Timezone()
    zone.add("TZID", str(LONDON))
    for part, name, first, before, after, month in (
        (TimezoneDaylight(), "BST", dt.datetime(1996, 3, 31, 1), 0, 1, 3),  # noqa: DTZ001 - local, as the RFC has it
        (TimezoneStandard(), "GMT", dt.datetime(1996, 10, 27, 2), 1, 0, 10),  # noqa: DTZ001 - likewise
    ):
        part.add("DTSTART", first)
        part.add("TZOFFSETFROM", dt.timedelta(hours=before))
        part.add("TZOFFSETTO", dt.timedelta(hours=after))
        part.add("TZNAME", name)
        part.add("RRULE", vRecur({"FREQ": ["YEARLY"], "BYMONTH": [month], "BYDAY": ["-1SU"]}))
        zone.add_component(part)
    return zone
