"""Advice given as counts, the log of the framework's changes, and the frame of a survey: whom to ask, never answers."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.views.isp_shapes import Accord
from ispdesk.views.organisations import name_of
from ispdesk.views.places import place_name
from ispdesk.views.sources import sourced
from ispdesk.views.values import When
from ispdesk.words.text import Text
from models.queries import signatories, support
from states.accord import standing
from states.dates import months_after

MONTHS = 12
MOST = 50
"""Contacts that the page lists, the latest; the counts have all of twelve months (our default)."""


@dataclass(frozen=True)
class Tally:
    """Contacts of one kind: how many, their minutes, and of how many the minutes are known."""

    key: str
    number: int
    minutes: int
    known: int


@dataclass(frozen=True)
class ContactRow:
    """One contact: never who asked, only in which role and for which organisation."""

    day: dt.date
    role: str
    kind: str
    channel: str
    minutes: int | None
    isp: str | None
    organisation: str | None
    name: Text | None


@dataclass(frozen=True)
class AdviceView:
    """Twelve months of advice."""

    first: dt.date
    last: dt.date
    total: Tally
    kinds: tuple[Tally, ...]
    roles: tuple[Tally, ...]
    rows: tuple[ContactRow, ...]


@dataclass(frozen=True)
class ChangeRow:
    """One change of the framework."""

    kind: str
    text: Text
    edition: str
    board: str
    decided: dt.date | None
    when: When
    source: Text | None


@dataclass(frozen=True)
class FrameRow:
    """One line of the frame: an organisation and a role in it; role '' where nobody is known."""

    organisation: str
    name: Text
    sector: str | None
    kind: str | None
    places: tuple[Text, ...]
    accord: Accord
    role: str
    people: int
    reached: int
    welsh: int
    english: int


def advice_view(session: Session, day: dt.date) -> AdviceView:
    """The last twelve months."""
    first = months_after(day, -MONTHS)
    kinds = _tallies(session, first, day, "kind")
    total = Tally("", *(sum(getattr(one, name) for one in kinds) for name in ("number", "minutes", "known")))
    rows = tuple(
        ContactRow(
            one.day,
            one.role,
            one.kind,
            one.channel,
            one.minutes,
            isp,
            body.ref if body else None,
            name_of(body) if body else None,
        )
        for one, isp, body in support.advised(session, MOST)
    )
    return AdviceView(first, day, total, kinds, _tallies(session, first, day, "role"), rows)


def _tallies(session: Session, first: dt.date, last: dt.date, by: str) -> tuple[Tally, ...]:
    found = support.advice(session, first, last, by)
    return tuple(Tally(key, *found[key]) for key in sorted(found, key=lambda key: (-found[key][0], key)))


def changes_view(session: Session) -> tuple[ChangeRow, ...]:
    """Every change of the framework, the latest first."""
    return tuple(
        ChangeRow(
            row.kind,
            Text(row.text_en or None, row.text_cy or None),
            row.edition,
            row.board,
            row.decided_on,
            When(row.happened_from, row.happened_to),
            sourced(row.source),
        )
        for row in support.changes(session)
    )


def frame_view(session: Session, day: dt.date) -> tuple[FrameRow, ...]:
    """Every organisation of the register with the roles in which somebody of it can be asked."""
    asked = support.asked_in(session, day)
    stated = signatories.statements(session)
    found = []
    for body in support.organisations(session):
        roles = sorted(role for row, role in asked if row == body.id)
        for role in roles or [""]:
            people = asked.get((body.id or 0, role))
            number = people.total() - people["reached"] if people else 0
            found.append(
                FrameRow(
                    body.ref,
                    name_of(body),
                    body.sector,
                    body.kind,
                    tuple(place_name(code) for code in body.places),
                    standing(stated.get(body.id or 0, ())).value,
                    role,
                    number,
                    people["reached"] if people else 0,
                    people["cy"] if people else 0,
                    people["en"] if people else 0,
                )
            )
    return tuple(found)


COLUMNS = (
    "organisation", "name_en", "name_cy", "sector", "type", "places", "accord", "role", "people", "reached_by_mail",
    "write_in_welsh", "write_in_english", "write_in_both",
)  # fmt: skip


def frame_csv(rows: tuple[FrameRow, ...]) -> str:
    """The frame as CSV, one line for each organisation and role; people are numbers, not names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        values = (
            row.organisation,
            row.name.en,
            row.name.cy,
            row.sector,
            row.kind,
            "; ".join(one.en or "" for one in row.places),
            row.accord,
            row.role or "nobody_known",
            row.people,
            row.reached,
            row.welsh,
            row.english,
            row.people - row.welsh - row.english,
        )
        writer.writerow([_safe(value) for value in values])
    return out.getvalue()


def _safe(value: object) -> object:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t" and value else value
