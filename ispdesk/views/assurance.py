"""An assurance record as anybody may see it: what was assured, by whom, whether it holds, and that the hash is right.

Nothing of flows, contacts or drafts is in it; whoever decided is named by role and organisation.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, select

from ispdesk.commands import facts
from ispdesk.words.text import Text
from models.queries import reviews
from models.tables.isp import Version
from models.tables.review import AssuranceRecord
from models.tables.work import Section
from states import names
from states.lifecycle import IN_FORCE, State, Trigger

Status = Literal["in_force", "overdue", "superseded", "ended", "void"]


@dataclass(frozen=True)
class RecordView:
    """One record. `matches`: whether the hash of the stored content, computed anew, is the record's.

    `computed` is that hash. `removed`: words were taken out of the content since, and `matches` is about what is left.
    `review_date` is as it was decided, `review_now` as it is now. `person` is None but for those inside.
    """

    id: int
    number: str
    ref: str
    title: Text
    version: int
    decision: Text
    trigger: str
    decided_on: dt.date
    role: str
    organisation: Text | None
    person: Text | None
    content_hash: str
    computed: str
    matches: bool
    removed: bool
    conditions: Text
    observations: int
    interest: bool
    exception: bool
    second_reader: bool
    review_date: dt.date | None
    review_now: dt.date | None
    status: Status
    replaced_by: str | None
    void_on: dt.datetime | None
    papers: tuple[tuple[str, str], ...]


def record_view(session: Session, number: str, reader: Literal["anybody", "inside"] = "anybody") -> RecordView | None:
    """The record of this number; None where there is none. Inside, with the name of whoever decided."""
    found = reviews.record(session, number)
    if found is None:
        return None
    record, version, isp, body, person = found
    computed = recomputed(session, version.id or 0)
    trigger = Trigger(record.trigger)
    said = names.NEWS.get(trigger) or names.TRIGGERS[trigger]
    later = [one for one in reviews.numbers_of(session, isp.id or 0) if one.void_at is None]
    replaced = later[0].number if later and later[0].id != record.id and (later[0].id or 0) > (record.id or 0) else None
    papers = reviews.papers(session, record.id or 0)
    return RecordView(
        id=record.id or 0,
        number=record.number,
        ref=isp.ref,
        title=Text(record.title_en or None, record.title_cy or None),
        version=version.number,
        decision=Text(said.en[:1].upper() + said.en[1:], said.cy[:1].upper() + said.cy[1:]),
        trigger=record.trigger,
        decided_on=record.decided_on,
        role=record.role,
        organisation=Text(body.name_en, body.name_cy or None) if body else None,
        person=Text(person.name_en, person.name_cy or None) if person and reader == "inside" else None,
        content_hash=record.content_hash,
        computed=computed,
        matches=computed == (record.content_now or record.content_hash),
        removed=record.content_now is not None,
        conditions=Text(record.conditions_en or None, record.conditions_cy or None),
        observations=record.observations,
        interest=record.interest,
        exception=record.exception,
        second_reader=record.second_reader,
        review_date=record.review_date,
        review_now=version.review_date,
        status=_status(record, version, replaced),
        replaced_by=replaced,
        void_on=record.void_at,
        papers=tuple((lang, papers[lang].sha256) for lang in ("en", "cy") if lang in papers),
    )


def _status(record: AssuranceRecord, version: Version, replaced: str | None) -> Status:
    if record.void_at is not None:
        return "void"
    state = State(version.state)
    if replaced is not None or state is State.SUPERSEDED:
        return "superseded"
    if state is State.LAPSED:
        return "overdue"
    return "in_force" if state in IN_FORCE else "ended"


def recomputed(session: Session, version_id: int) -> str:
    """The hash of a version's content, from the stored texts themselves and not from any hash that lies beside them.

    Where a section's own hash does not belong to its text, the answer is no hash at all.
    """
    chosen = select(Section).where(Section.version_id == version_id)
    for section in session.exec(chosen):
        if hashlib.sha256(f"{section.heading}\n{section.text}".encode()).hexdigest() != section.content_hash:
            return ""
    return facts.content_hash(session, version_id)
