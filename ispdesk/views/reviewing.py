"""The review of a version as an assurer sees it: the checks at claim, what has to be judged, what was found."""

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from ispdesk.commands import facts, papers
from ispdesk.commands.sections import edition_of
from ispdesk.views.checking import CheckRow
from ispdesk.views.listing import title_of
from ispdesk.views.review_parts import Labels, base_of, both, parts_of, rows
from ispdesk.views.review_shapes import (
    ChecksSeen,
    DecisionRow,
    DeclaredRow,
    FindingRow,
    Independence,
    PartRow,
    QuestionRow,
    ReviewView,
    SecondRow,
    Word,
)
from ispdesk.words.text import Text
from models.queries import isps, partners, people, reviews
from models.tables.isp import Isp, Version
from states import checklist, checks, names
from states.calendar import local_day
from states.editions import edition_for
from states.facts import Facts
from states.lifecycle import Role, State, Trigger, row_for
from states.reviewing import FOUND, Compared, Said, Status, compare, folded, gaps, touches
from states.words import Sentence


def review_view(session: Session, ref: str, who: str, roles: AbstractSet[Role], at: dt.datetime) -> ReviewView | None:
    """The review of the version that is in a round, or was last; None where no version of the ISP ever was."""
    isp = isps.by_ref(session, ref)
    version = version_of(session, isp) if isp else None
    if isp is None or version is None:
        return None
    today = local_day(at)
    partners.of_isp(session, isp.id or 0)  # former ones too, in the one question
    person = people.by_ref(session, who)
    base, own = _base(session, isp, version)
    now, before = parts_of(session, isp, version, base, own)
    said = reviews.said(session, version.id or 0, person.id if person else None)
    seen = facts.load(session, isp, version, who, today)
    kept = next((row for row in said if row.what == "checks" and row.round == version.round), None)
    edition = edition_for(version.profile, kept.day) if kept and kept.day else edition_of(session, version)
    labels = Labels(session, isp, version, edition)
    compared = compare(now, before)
    findings = tuple(finding_of(row, labels) for row in said if row.what == "finding")
    questions = _questions(version, kept, said, person.id if person else None, compared, labels)
    fresh, old = _split(questions, compared, said, version, assured=base is not None)
    draft = next((row for row in said if row.what == "draft" and row.round == version.round), None)
    every = rows(compared, labels)
    return ReviewView(
        ref=isp.ref,
        title=title_of(isp),
        version=version.number,
        state=version.state,
        holder=version.holder,
        round=version.round,
        seen=f"{version.state}@{version.entered_seq}",
        assurer=_assurer(session, version, said),
        assurer_ref=version.assurer,
        independence=independence_of(session, isp, person, seen, said),
        may_claim=_may_claim(version, roles),
        base=base_of(isp, base, own, edition),
        asked=fresh,
        folded=old,
        changed=tuple(part for part in every if part.status != Status.SAME),
        unchanged=tuple(part for part in every if part.status == Status.SAME and _says_something(part, now)),
        pointers=_pointers(every),
        checks=_at_claim(kept, said, version),
        findings=tuple(row for row in findings if row.round == version.round),
        earlier=tuple(row for row in findings if row.round < version.round),
        seconds=seconds_of(said, version),
        declared=declared_of(said),
        decisions=decisions_of(said),
        saved_at=draft.at if draft else None,
        revision=draft.number if draft else 0,
        gaps=gaps((checklist.BY_CODE[row.code] for row in fresh), {row.code: row.said for row in fresh}),
    )


def version_of(session: Session, isp: Isp) -> Version | None:
    """The version in progress where it has been submitted, else the latest that ever was."""
    found = isps.versions(session, isp.id or 0)
    progress = next((one for one in found if one.place == "progress" and one.round), None)
    return progress or next((one for one in found if one.round), None)


def _base(session: Session, isp: Isp, version: Version) -> tuple[Version | None, Isp]:
    """What a version is compared with: the last assured version before it, else its exemplar's, else none."""
    before = [one for one in isps.versions(session, isp.id or 0) if one.was_assured and one.number < version.number]
    if before:
        return max(before, key=lambda one: one.number), isp
    exemplar = session.get(Isp, isp.exemplar_id) if isp.exemplar_id else None
    theirs = [one for one in isps.versions(session, exemplar.id or 0) if one.was_assured] if exemplar else []
    return (max(theirs, key=lambda one: one.number), exemplar) if exemplar and theirs else (None, isp)


def _name(row: Any) -> Text:
    return Text(row.name_en or row.ref or None, row.name_cy or None)


def _assurer(session: Session, version: Version, said: Sequence[Any]) -> Text | None:
    if version.assurer is None:
        return None
    known = next((row for row in said if row.what == "declared" and row.ref == version.assurer), None)
    if known is not None:
        return _name(known)
    person = people.by_ref(session, version.assurer)
    return Text(person.name_en, person.name_cy or None) if person else Text(version.assurer)


def independence_of(session: Session, isp: Isp, person: Any, seen: Facts, said: Sequence[Any]) -> Independence:
    """How somebody stands to a version."""
    mine = next((row for row in said if row.what == "declared" and person and row.person == person.id), None)
    partner = facts.works_for(isp, person, facts.partners(session, isp))
    interest = (mine.text or mine.more or "") if mine else ""
    return Independence(
        declared=mine is not None,
        conflict=seen.assurer_conflict,
        partner=partner if seen.interest_undeclared else None,
        interest=interest,
    )


def _may_claim(version: Version, roles: AbstractSet[Role]) -> bool:
    row = row_for(Trigger.CLAIM, State(version.state), version.profile)
    return row is not None and bool(row.by & roles)


def _questions(
    version: Version,
    kept: Any,
    said: Sequence[Any],
    person: int | None,
    compared: Sequence[Compared],
    labels: Labels,
) -> tuple[QuestionRow, ...]:
    draft = next((row for row in said if row.what == "draft" and row.round == version.round), None)
    typed: Mapping[str, Mapping[str, str]] = reviews.read_json(draft.text) if draft else {}
    items = [row for row in said if row.what == "item" and row.round == version.round]
    about = {
        row.code: row.about for row in said if row.what == "finding" and row.round == version.round and not row.closed
    }
    mine = {
        row.code: Said(row.word, row.text or "", about.get(row.code) or "") for row in items if row.person == person
    }
    mine |= {code: Said(**one) for code, one in typed.items()}
    found = []
    for question in checklist.asked_of(kept.day if kept else None):
        others = tuple(
            Word(_name(row), row.word, row.text or "")
            for row in items
            if row.code == question.code and row.person != person
        )
        touched = rows(touches(question, compared), labels)
        found.append(
            QuestionRow(
                question.code,
                _text(question.question),
                question.severity,
                question.basis,
                tuple(part for part in touched if part.at == "partners" or part.differences or part.path),
                mine.get(question.code, Said()),
                others,
            )
        )
    return tuple(found)


def _split(
    questions: Sequence[QuestionRow],
    compared: Sequence[Compared],
    said: Sequence[Any],
    version: Version,
    *,
    assured: bool,
) -> tuple[tuple[QuestionRow, ...], tuple[QuestionRow, ...]]:
    """What somebody has to say something to, and what is as it was assured; what anybody found is never folded."""
    open_on = {row.code for row in said if row.what == "finding" and row.code and not row.closed}
    open_on |= {row.code for row in said if row.what == "item" and row.round == version.round and row.word in FOUND}
    fresh: list[QuestionRow] = []
    old: list[QuestionRow] = []
    for row in questions:
        found = row.code in open_on or bool(row.said.outcome)
        same = folded(checklist.BY_CODE[row.code], compared, assured=assured, found=found)
        (old if same else fresh).append(row)
    return tuple(fresh), tuple(old)


def finding_of(row: Any, labels: Labels) -> FindingRow:
    """A finding with what it points at."""
    return FindingRow(
        round=row.round,
        number=row.number,
        severity=row.word,
        text=row.text or "",
        about=labels.label(row.about) if row.about else None,
        path=labels.path(row.about or ""),
        correction=bool(row.yes),
        due=row.day,
        answer=row.name_en,
        answer_text=row.more or "",
        closed=bool(row.closed),
        item=row.code or "",
    )


def _says_something(part: PartRow, now: Sequence[Any]) -> bool:
    return any(one.at == part.at and not one.empty for one in now)


def _pointers(every: Sequence[PartRow]) -> tuple[tuple[str, Text], ...]:
    """What a finding can point at: every part that is there, and the flows and partners as a whole."""
    single = [(part.at, part.label) for part in every if part.path and part.at != "partners"]
    return (*single, ("flows", both("review.part.flows")), ("partners", both("review.part.partners")))


def _at_claim(kept: Any, said: Sequence[Any], version: Version) -> ChecksSeen:
    """As they were at claim, with the coordinator's answers; before that, as they travelled with the submission."""
    points = {row.code: row for row in said if row.what == "point" and row.round == version.round}
    if kept is None:
        found = {code: reviews.read_json(row.more) for code, row in points.items() if row.more}
        return ChecksSeen(None, None, _rows(found, points), 0)
    found = reviews.read_json(kept.text) or {}
    return ChecksSeen(kept.at, kept.day, _rows(found, points), len(reviews.read_json(kept.more) or ()))


@dataclass(frozen=True)
class TodayView:
    """A version by the checks in force today."""

    title: Text
    checks: ChecksSeen


def today_view(session: Session, ref: str, who: str, at: dt.datetime) -> TodayView | None:
    """The version in a round by the checks in force today, as things are now; it is not judged by these."""
    isp = isps.by_ref(session, ref)
    version = version_of(session, isp) if isp else None
    if isp is None or version is None:
        return None
    today = local_day(at)
    paper = replace(papers.load(session, isp, version, who, today), begun=today)
    found = {one.check.code: [{"en": s.en, "cy": s.cy} for s in one.found] for one in checks.run(paper)}
    asked = sum(one.asked(today) for one in checks.CHECKS)
    return TodayView(title_of(isp), ChecksSeen(None, today, _rows(found, {}), asked))


def _rows(found: Mapping[str, Any], points: Mapping[str, Any]) -> tuple[CheckRow, ...]:
    """What is open, in the table's order: what the coordinator asks for advice on stands first."""
    listed = []
    for code, check in checks.BY_CODE.items():
        if found.get(code) is None:
            continue
        point = points.get(code)
        listed.append(
            CheckRow(
                check.code,
                _text(check.question),
                check.severity.value,
                check.basis,
                check.where.value,
                tuple(Text(one["en"], one["cy"]) for one in found[code]),
                point.word if point else None,
                (point.text or "") if point else "",
            )
        )
    return tuple(sorted(listed, key=lambda row: ("advise", "explained", None).index(row.answer)))


def decisions_of(said: Sequence[Any]) -> tuple[DecisionRow, ...]:
    """The decisions, the latest first."""
    found = [row for row in said if row.what == "decision"]
    return tuple(
        DecisionRow(
            seq=row.number,
            round=row.round,
            trigger=row.code,
            label=_text(names.TRIGGERS[Trigger(row.code)]),
            role=row.word,
            name=_name(row),
            day=row.day,
            reason_en=row.text or "",
            reason_cy=row.more or "",
            undone=bool(row.closed),
        )
        for row in sorted(found, key=lambda row: -row.number)
    )


def _text(said: Sentence) -> Text:
    return Text(said.en, said.cy)


def seconds_of(said: Sequence[Any], version: Version) -> tuple[SecondRow, ...]:
    """What second readers said of the present round."""
    words = (row for row in said if row.what == "second" and row.round == version.round)
    return tuple(SecondRow(_name(row), bool(row.yes), row.text or "") for row in words)


def declared_of(said: Sequence[Any]) -> tuple[DeclaredRow, ...]:
    """Who declared what."""
    return tuple(DeclaredRow(_name(row), row.text or "", row.more or "") for row in said if row.what == "declared")
