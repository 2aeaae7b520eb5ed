"""Scoping as its pages show it: what somebody has begun, the questions with their answers, and what is like it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, select

from ispdesk.views.places import area_name, place_name
from ispdesk.words.text import Text
from models.queries import people, scopings
from models.queries.similar import candidates
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.scoping import Scoping
from states import scoping as rules
from states.places import AUTHORITIES, INVENTED, SERVICE_AREAS
from states.scoping_shapes import Answers, Field, Kind, Outcome, Question
from states.similar import compare
from states.words import Sentence


@dataclass(frozen=True)
class ScopingRow:
    """Something begun and not ended, for lists; its title as far as it has one."""

    number: int
    title: Text
    answered: int
    of: int
    changed_at: dt.datetime


@dataclass(frozen=True)
class Answered:
    """One question with its answer as it is shown; None where there is none yet."""

    question: Question
    shown: tuple[Text, ...] | None


@dataclass(frozen=True)
class ScopingView:
    """One scoping. `isp`: the reference of what it has ended in; `same_as`: the ISP that it is already."""

    number: int
    answers: Answers
    path: tuple[Answered, ...]
    outcome: Outcome | None
    next_question: Question | None
    isp: str | None
    same_as: str | None
    exemplar: str | None
    reference: str


@dataclass(frozen=True)
class SimilarRow:
    """An ISP that is like it, as a register shows it."""

    ref: str
    title: Text
    state: str
    lead: Text | None
    places: tuple[Text, ...]


@dataclass(frozen=True)
class SimilarView:
    """Likely duplicates, and exemplars to begin from."""

    duplicates: tuple[SimilarRow, ...]
    exemplars: tuple[SimilarRow, ...]


def open_scopings(session: Session, person: str) -> tuple[ScopingRow, ...]:
    """What a person has begun and not ended, the last changed first."""
    return tuple(_row(kept) for kept in scopings.open_of(session, person))


def _row(kept: Scoping) -> ScopingRow:
    answers = rules.thawed(kept.answers)
    path = rules.path(answers)
    done = sum(rules.answered(question, answers) for question in path)
    title = Text(str(answers.get("title_en", "")) or None, str(answers.get("title_cy", "")) or None)
    return ScopingRow(kept.number, title, done, len(path), kept.changed_at)


def scoping_view(session: Session, person: str, number: int) -> ScopingView | None:
    """One of a person's own scopings, or None."""
    known = people.by_ref(session, person)
    kept = scopings.numbered(session, known.id or 0, number) if known else None
    if kept is None:
        return None
    answers = rules.thawed(kept.answers)
    ended = session.get(Isp, kept.isp_id) if kept.isp_id else None
    return ScopingView(
        number=kept.number,
        answers=answers,
        path=tuple(
            Answered(question, _shown(session, question, answers) if rules.answered(question, answers) else None)
            for question in rules.path(answers)
        ),
        outcome=rules.outcome(answers),
        next_question=rules.next_question(answers),
        isp=ended.ref if ended else None,
        same_as=rules.same_as(answers),
        exemplar=rules.exemplar(answers),
        reference=ended.ref if ended else scopings.reference(session, kept),
    )


def _shown(session: Session, question: Question, answers: Answers) -> tuple[Text, ...]:
    found: list[Text] = []
    for field in question.fields:
        value = answers.get(field.name)
        found.extend(_words(session, field, value) for value in ([value] if isinstance(value, str) else value or ()))
    return tuple(found)


def _welsh(words: str) -> Text:
    return Text(cy=words)


PLAIN: dict[str, Callable[[str], Text]] = {
    "service_areas": area_name,
    "places": place_name,
    "title_en": Text,
    "title_cy": _welsh,
}


def _words(session: Session, field: Field, value: str) -> Text:
    if field.name in PLAIN:
        return PLAIN[field.name](value)
    if field.kind is Kind.ONE:
        said = next(option.label for option in field.options if option.code == value)
        return Text(said.en, said.cy)
    if field.kind is Kind.ORGANISATION:
        return organisation_name(session, value)
    return _match(session, value) if field.kind is Kind.MATCH else Text(value, value)


def organisation_name(session: Session, ref: str) -> Text:
    """The name of the organisation of this reference."""
    found = session.exec(select(Organisation).where(Organisation.ref == ref)).first()
    return Text(found.name_en, found.name_cy or None) if found else Text(ref, ref)


def _match(session: Session, value: str) -> Text:
    what, _, ref = value.partition(":")
    if not ref:
        return Text("None of them", "Dim un ohonynt")
    isp = session.exec(select(Isp).where(Isp.ref == ref)).first()
    title = Text(isp.title_en or None, isp.title_cy or None) if isp else Text(ref, ref)
    en, cy = (f"{title.best(lang)[0]} ({ref})" for lang in ("en", "cy"))
    if what == "same":
        return Text(f"It is the same as {en}", f"Yr un peth yw â {cy}")
    return Text(f"Begin from {en}", f"Dechrau o {cy}")


def options(session: Session, field: Field) -> tuple[tuple[str, Sentence, Sentence | None], ...]:
    """What can be chosen: code, words and a hint. Invented places only where the record has one."""
    if field.name == "service_areas":
        return tuple((code, said, None) for code, said in SERVICE_AREAS.items())
    if field.name == "places":
        invented = INVENTED if _has_invented(session) else {}
        return tuple((code, said, None) for code, said in (AUTHORITIES | invented).items())
    return tuple((option.code, option.label, option.hint) for option in field.options)


def _has_invented(session: Session) -> bool:
    some = type_coerce(Organisation.places, String).contains('"example-')  # the text as it is stored, not encoded again
    return session.exec(select(Organisation.id).where(some).limit(1)).first() is not None


def organisation_names(session: Session) -> tuple[str, ...]:
    """The names to choose a lead organisation from, in both languages, in order; at most MOST_NAMES."""
    rows = session.exec(select(Organisation.name_en, Organisation.name_cy).limit(MOST_NAMES)).all()
    return tuple(sorted({name for row in rows for name in row if name}))


MOST_NAMES = 1000
"""Organisations whose names are offered (our default; the framework has over 850 signatories)."""


def similar_view(session: Session, answers: Answers) -> SimilarView:
    """What the register has that is like it."""
    areas, places = list(answers.get("service_areas", ())), list(answers.get("places", ()))
    titles = [str(answers.get(name, "")) for name in ("title_en", "title_cy")]
    found = compare(areas, places, titles, candidates(session, areas, places, titles))
    rows = _rows(session, [*found.duplicates, *found.exemplars])
    return SimilarView(
        tuple(rows[ref] for ref in found.duplicates if ref in rows),
        tuple(rows[ref] for ref in found.exemplars if ref in rows),
    )


def _rows(session: Session, refs: list[str]) -> dict[str, SimilarRow]:
    if not refs:
        return {}
    chosen: Any = (
        select(Isp, Version, Organisation)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .outerjoin(Organisation, col(Organisation.id) == col(Isp.lead_id))
        .where(col(Isp.ref).in_(refs), Version.place != "past")
        .order_by(col(Version.place))
    )
    return {
        isp.ref: SimilarRow(
            isp.ref,
            Text(isp.title_en or None, isp.title_cy or None),
            version.state,
            Text(lead.name_en, lead.name_cy or None) if lead else None,
            tuple(place_name(code) for code in isp.places),
        )
        for isp, version, lead in reversed(session.exec(chosen).all())
    }
