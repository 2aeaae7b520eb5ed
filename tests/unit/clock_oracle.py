"""A slow, naive reckoning written from design §4 alone: it walks day by day, knows no shortcuts, and shares no code
with the clocks. A history is a list of (from when, who); closed days are a set; a rung is its offset.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from zoneinfo import ZoneInfo

from states.lifecycle import Party

LONDON = ZoneInfo("Europe/London")
Record = tuple[dt.datetime, Party]
Marks = dict[int, tuple[dt.date, dt.datetime]]
DAY = dt.timedelta(1)
LONG = 800
"""Days of the calendar that it looks ahead; every test asks for less."""


def at(day: dt.date, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    """An instant by the clock on the wall in Wales."""
    return dt.datetime.combine(day, dt.time(hour, minute, second), LONDON).astimezone(dt.UTC)


def works(day: dt.date, closed: Collection[dt.date]) -> bool:
    """Monday to Friday and not a closed day."""
    return day.isoweekday() in (1, 2, 3, 4, 5) and day not in closed


def working(day: dt.date, closed: Collection[dt.date]) -> Iterator[dt.date]:
    """Every working day from this one on."""
    for _ in range(LONG):
        if works(day, closed):
            yield day
        day += DAY


def next_to_open(instant: dt.datetime, closed: Collection[dt.date]) -> dt.date:
    """The first working day whose opening is not before this instant."""
    long_ago = instant.astimezone(LONDON).date() - DAY
    return next(day for day in working(long_ago, closed) if at(day, 9) >= instant)


def kept(records: Sequence[Record]) -> list[Record]:
    """What was to begin later than something recorded after it never begins."""
    return [one for n, one in enumerate(records) if all(later[0] >= one[0] for later in records[n + 1 :])]


def holder(records: Sequence[Record], instant: dt.datetime) -> Party:
    """Whoever the last event before or exactly at this instant gave it to."""
    party = Party.NOBODY
    for since, who in records:
        if since <= instant:
            party = who
    return party


def diary(records: Sequence[Record], closed: Collection[dt.date], until: dt.datetime) -> list[tuple[dt.date, Party]]:
    """Each working day that opened from the first event up to this instant, and who had it at its opening."""
    if not records:
        return []
    first, last = records[0][0], until.astimezone(LONDON).date()
    lines, day = [], first.astimezone(LONDON).date()
    while day <= last:
        if works(day, closed) and first <= at(day, 9) <= until:
            lines.append((day, holder(records, at(day, 9))))
        day += DAY
    return lines


def counted(
    parties: Collection[Party], records: Sequence[Record], closed: Collection[dt.date], now: dt.datetime
) -> int:
    """Days that have opened and belong to one of these parties."""
    return sum(1 for _, who in diary(records, closed, now) if who in parties)


def marks(
    budget: int,
    offsets: Collection[int],
    parties: Collection[Party],
    records: Sequence[Record],
    closed: Collection[dt.date],
    floor: dt.datetime | None,
) -> Marks:
    """When each rung fires if the holder stays the same; while somebody else holds it, only what passed before."""
    if not records:
        return {}
    earliest = None if floor is None else next_to_open(floor, closed)
    theirs = records[-1][1] in parties
    ahead = max(records[-1][0], floor or records[-1][0]) + DAY * (20 + 3 * (budget + max(offsets, default=0)))
    mine = [day for day, who in diary(records, closed, ahead) if who in parties]
    found: Marks = {}
    for offset in offsets:
        for number, day in enumerate(mine, start=1):
            if number < budget + offset:
                continue
            if offset < 0:  # at the opening of its day, and no sooner than the close of the earliest
                when = at(day, 9)
                if earliest is not None and when < at(earliest, 17):
                    day, when = earliest, at(earliest, 17)  # noqa: PLW2901 - moved to the earliest
                found[offset] = (day, when)
                break
            if holder(records, at(day, 17)) not in parties:
                continue  # handed over before the close: in time
            if earliest is not None and day < earliest:
                continue  # nothing falls due in the past
            found[offset] = (day, at(day, 17))
            break
    handed_on = records[-1][0]
    return {n: mark for n, mark in found.items() if theirs or (n >= 0 and mark[1] < handed_on)}


def same_day_months_on(anchor: dt.date, months: int) -> dt.date:
    """Leaf through the calendar month by month; where the month has no such day, its last."""
    year, month = anchor.year, anchor.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month > 12:
            year, month = year + 1, 1
        if month < 1:
            year, month = year - 1, 12
    day = anchor.day
    while True:
        try:
            return dt.date(year, month, day)
        except ValueError:
            day -= 1


def reckoned(anchor: dt.date, months: int, days: int, *, before: bool) -> dt.date:
    """So many months and then so many days from the anchor, one after the other."""
    day = same_day_months_on(anchor, -months if before else months)
    for _ in range(days):
        day += -DAY if before else DAY
    return day


def rolled(day: dt.date, closed: Collection[dt.date], *, back: bool) -> dt.date:
    """Step until somebody works."""
    while not works(day, closed):
        day += -DAY if back else DAY
    return day


def steps(day: dt.date, number: int, closed: Collection[dt.date]) -> dt.date:
    """So many working days from a day that is not itself counted."""
    left = abs(number)
    while left:
        day += DAY if number > 0 else -DAY
        left -= works(day, closed)
    return day


def date_marks(
    day: dt.date, offsets: Collection[int], closed: Collection[dt.date], floor: dt.datetime | None, *, before: bool
) -> Marks:
    """When the rungs of a date fire, from the day as reckoned."""
    found: Marks = {}
    for offset in offsets:
        on = steps(day, offset, closed) if offset else rolled(day, closed, back=before)
        when = at(on, 9) if offset < 0 or (before and offset == 0) else at(on, 17)
        if floor is not None:
            earliest = next_to_open(floor, closed)
            if when < at(earliest, 17):
                on, when = earliest, at(earliest, 17)
        found[offset] = (on, when)
    return found
