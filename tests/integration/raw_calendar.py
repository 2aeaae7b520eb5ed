"""Reads the raw lines of an iCalendar object by the words of RFC 5545, without a library; refuses what is wrong."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

LINE = re.compile(r'(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(?P<value>.*)', re.DOTALL)
ESCAPES = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}


@dataclass(frozen=True)
class Line:
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as TEXT: every comma, semicolon, backslash and line end in it has to be escaped."""
        out, left = [], iter(self.value)
        for char in left:
            assert char not in ",;", f"{self.name} has a bare {char!r}"
            out.append(ESCAPES[next(left)] if char == "\\" else char)
        return "".join(out)


def lines(raw: bytes) -> list[Line]:
    """The content lines: CR LF ends each, none is longer than 75 octets, no character is cut in two."""
    assert raw.endswith(b"\r\n")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    unfolded: list[str] = []
    for one in raw[:-2].split(b"\r\n"):
        assert len(one) <= 75, one
        piece = one.decode("utf-8")
        if piece.startswith(" "):
            unfolded[-1] += piece[1:]
        else:
            unfolded.append(piece)
    return [_line(one) for one in unfolded]


def _line(written: str) -> Line:
    read = LINE.fullmatch(written)
    assert read, written
    params = re.findall(r';([A-Z-]+)=("[^"]*"|[^";:,]*)', read["params"])
    return Line(read["name"], {name: value.strip('"') for name, value in params}, read["value"])


@cache
def blocks(raw: bytes, name: str) -> list[dict[str, Line]]:
    """The properties of every component of this name; each is there once."""
    found: list[dict[str, Line]] = []
    open_: list[str] = []
    for line in lines(raw):
        if line.name == "BEGIN":
            open_.append(line.value)
            if line.value == name:
                found.append({})
        elif line.name == "END":
            assert open_.pop() == line.value
        elif open_[-1] == name:
            assert line.name not in found[-1], f"{line.name} is there twice"
            found[-1][line.name] = line
    assert open_ == []
    return found


def utc(raw: bytes, line: Line) -> dt.datetime:
    """What a local time means by the rules that stand in the file, reckoned by hand."""
    zone = blocks(raw, "VTIMEZONE")[0]["TZID"].value
    assert line.params["TZID"] == zone
    local = dt.datetime.strptime(line.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local on purpose
    last: tuple[dt.datetime, int] | None = None
    for part in (*blocks(raw, "DAYLIGHT"), *blocks(raw, "STANDARD")):
        rule = dict(item.split("=") for item in part["RRULE"].value.split(";"))
        assert (rule["FREQ"], rule["BYDAY"]) == ("YEARLY", "-1SU")
        begins = dt.datetime.strptime(part["DTSTART"].value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - likewise
        for year in (local.year - 1, local.year):
            first_after = dt.date(year, int(rule["BYMONTH"]), 31)
            sunday = first_after - dt.timedelta((first_after.weekday() + 1) % 7)
            turn = dt.datetime.combine(sunday, begins.time())
            if begins <= turn <= local and (last is None or turn > last[0]):
                offset = part["TZOFFSETTO"].value
                last = turn, int(offset[1:3]) * (-1 if offset[0] == "-" else 1)
    assert last is not None
    return (local - dt.timedelta(hours=last[1])).replace(tzinfo=dt.UTC)
