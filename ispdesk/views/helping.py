"""Who could help with an ISP, and why; who was asked; and the question as whoever was asked sees it."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk.commands.backlog_words import idle_months
from ispdesk.commands.helping import WORK, case_of
from ispdesk.views.listing import title_of
from ispdesk.words import dates
from ispdesk.words.text import Text
from models.queries import helpers, home, isps
from models.tables.helping import HelpAsked
from models.tables.isp import Isp, Version
from models.tables.person import Facilitator, Person
from models.tables.qa import Finding
from models.tables.work import IspFacilitator
from states import places
from states.calendar import local_day
from states.helpers import IDLE_MONTHS, Case, Help, suggest
from states.lifecycle import OPEN_ROUND, State
from states.words import Sentence

MOST = 20
"""Suggestions that are shown; the points of those after them are lower (our default)."""


@dataclass(frozen=True)
class Suggested:
    """One suggestion: who, how many points, and the reasons in words."""

    ref: str
    person: str
    name: Text
    points: int
    reasons: tuple[Text, ...]
    declare: tuple[Text, ...]


@dataclass(frozen=True)
class AskedRow:
    """Somebody who was asked and has not said no."""

    number: int
    person: str
    name: Text
    what: str
    since: dt.date
    answer_by: dt.date
    later: dt.date | None
    accepted: bool
    until: dt.date | None
    interest: str


@dataclass(frozen=True)
class HelpersView:
    """The page of one ISP."""

    ref: str
    title: Text
    wanted: str
    places: Text
    areas: Text
    suggestions: tuple[Suggested, ...]
    found: int
    others: tuple[tuple[Text, int], ...]
    asked: tuple[AskedRow, ...]


@dataclass(frozen=True)
class QuestionView:
    """One question as whoever was asked sees it."""

    number: int
    ref: str
    title: Text
    work: Text
    what: str
    who: Text
    note: str
    answer_by: dt.date
    later: dt.date | None
    outcome: str | None
    until: dt.date | None


@dataclass(frozen=True)
class FoundRow:
    """One finding of the open round."""

    number: int
    severity: str
    about: str
    text: str


@dataclass(frozen=True)
class PeerView:
    """What a peer reviewer sees: the ISP and the findings of its round."""

    ref: str
    title: Text
    open: bool
    findings: tuple[FoundRow, ...]


def _text(words: Sentence) -> Text:
    return Text(dates.spelled(words.en, "en"), dates.spelled(words.cy, "cy"))


def _name(one: Person | Facilitator) -> Text:
    return Text(one.name_en, one.name_cy or None)


def usual(session: Session, isp: Isp) -> Help:
    """What an ISP needs first: a facilitator where it has none and is not with quality assurance, or else a review."""
    version = isps.standing_at(session, isp.id or 0, "progress")
    if version is not None and State(version.state) in OPEN_ROUND:
        return Help.REVIEW
    named = session.exec(select(IspFacilitator).where(IspFacilitator.isp_id == isp.id).limit(1)).first()
    return Help.REVIEW if named is not None else Help.FACILITATE


def helpers_view(session: Session, ref: str, wanted: str, day: dt.date) -> HelpersView | None:
    """Who could help with this ISP; None where there is none of that reference, or it has no version at work."""
    isp = isps.by_ref(session, ref)
    version = _at_work(session, isp) if isp else None
    if isp is None or version is None:
        return None
    what = Help(wanted) if wanted in set(Help) else usual(session, isp)
    answering, partners = case_of(session, isp)
    rows = session.exec(
        select(HelpAsked, Person)
        .join(Person, col(Person.id) == col(HelpAsked.person_id))
        .where(HelpAsked.version_id == version.id)
        .order_by(col(HelpAsked.id))
    ).all()
    trained = helpers.trained(
        session, day, isp_id=isp.id, coordinator=isp.coordinator_person_id,
        asked=frozenset(row.facilitator_id for row, _ in rows),
    )  # fmt: skip
    adopted = home.policy(session)
    months = idle_months(adopted[1]) if adopted else IDLE_MONTHS
    case = Case(frozenset(isp.places), frozenset(isp.service_areas), answering, partners)
    found, others = suggest(case, (one for *_, one in trained.values()), what, day, months)
    return HelpersView(
        isp.ref,
        title_of(isp),
        what.value,
        Text(places.joined(isp.places, "en"), places.joined(isp.places, "cy")),
        _areas(isp),
        tuple(
            Suggested(
                one.ref,
                person.ref if (person := trained[one.ref][1]) else "",
                _name(trained[one.ref][0]),
                one.points,
                tuple(_text(words) for words in one.reasons),
                tuple(_text(words) for words in one.declare),
            )
            for one in found[:MOST]
        ),
        len(found),
        tuple((_text(words), number) for words, number in others.items()),
        tuple(
            AskedRow(
                row.id or 0, person.ref, _name(person), row.what, _day(row), row.answer_by, row.later,
                row.outcome == "accepted", row.until, row.interest,
            )
            for row, person in rows
            if row.outcome in (None, "accepted")
        ),
    )  # fmt: skip


def _areas(isp: Isp) -> Text:
    named = [places.area(code) for code in isp.service_areas]
    return Text("; ".join(one.en for one in named) or None, "; ".join(one.cy for one in named) or None)


def _day(row: HelpAsked) -> dt.date:
    return local_day(row.asked_at)


def _at_work(session: Session, isp: Isp) -> Version | None:
    return isps.standing_at(session, isp.id or 0, "progress") or isps.standing_at(session, isp.id or 0, "force")


def question_view(session: Session, number: int, person: str) -> QuestionView | None:
    """The question of this number, where it was asked of this person."""
    chosen = (
        select(HelpAsked, Isp)
        .join(Person, col(Person.id) == col(HelpAsked.person_id))
        .join(Isp, col(Isp.id) == col(HelpAsked.isp_id))
        .where(HelpAsked.id == number, Person.ref == person)
    )
    found = session.exec(chosen).first()
    if found is None:
        return None
    row, isp = found
    asker = session.exec(select(Person).where(Person.ref == row.asked_by)).first()
    return QuestionView(
        row.id or 0, isp.ref, title_of(isp), _text(WORK[Help(row.what)]), row.what,
        _name(asker) if asker else Text(row.asked_by, row.asked_by), row.note, row.answer_by, row.later, row.outcome,
        row.until,
    )  # fmt: skip


def peer_view(session: Session, ref: str) -> PeerView | None:
    """The findings of an ISP's round, for whoever adds to them."""
    isp = isps.by_ref(session, ref)
    version = _at_work(session, isp) if isp else None
    if isp is None or version is None:
        return None
    chosen = select(Finding).where(Finding.version_id == version.id, Finding.round == version.round)
    rows = session.exec(chosen.order_by(col(Finding.number))).all()
    reads = State(version.state) in OPEN_ROUND - {State.RETURNED}
    return PeerView(
        isp.ref, title_of(isp), reads, tuple(FoundRow(one.number, one.severity, one.about, one.text) for one in rows)
    )
