"""Loads what the rules may see of one version, for one actor."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Boolean,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    cast,
    literal_column,
    null,
    type_coerce,
    union_all,
)
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from ispdesk.commands import signatures
from models.base import table
from models.chain import digest
from models.database import remembered, remembers
from models.queries import home, isps, people, signing
from models.queries import partners as partners_of
from models.tables.flow import FlowDefault
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Person
from models.tables.qa import Declaration, Finding
from models.tables.review import SecondWord
from models.tables.work import Flow, IspFacilitator, Partner, Section, Signoff
from states.calendar import CalendarEndsError
from states.dates import dated
from states.facts import Facts
from states.flow_terms import TEXTS, effective
from states.flow_terms import inherited as inherited_columns
from states.folding import folded
from states.lifecycle import Party, State

_SIGNOFF = table(Signoff)
_FLOW, _SECTION, _FINDING, _DEFAULT = table(Flow), table(Section), table(Finding), table(FlowDefault)
_NAMED, _FACILITATOR, _DECLARATION, _BODY = (
    table(IspFacilitator),
    table(Facilitator),
    table(Declaration),
    table(Organisation),
)
_SECOND = table(SecondWord)
_OF_VERSIONS: Any = bindparam("versions", expanding=True)
_PARTNERS = (
    select(Partner)
    .where(col(Partner.isp_id) == bindparam("isp"), col(Partner.valid_to).is_(None))
    .order_by(col(Partner.line))
)
_SECTIONS = (
    core_select(_SECTION.version_id, _SECTION.content_hash, (_SECTION.text != "").label("written"))
    .where(_SECTION.version_id.in_(_OF_VERSIONS))
    .order_by(_SECTION.version_id, _SECTION.position, _SECTION.lang, _SECTION.id)
)
_FLOWS = (
    core_select(Flow.__table__)  # type: ignore[attr-defined]  # SQLModel's
    .where(_FLOW.version_id.in_(_OF_VERSIONS))
    .order_by(_FLOW.version_id, _FLOW.number)
)
_COLUMNS: Final = {"version": Integer, "id": Integer, "number": Integer, "word": String, "answer": String,
                   "closed": Boolean, "correction": Boolean}  # fmt: skip


def _row(what: str, **columns: Any) -> Select[Any]:
    """A part of _SAID: the columns that it has, and nothing in the others."""
    given: Iterator[Any] = (cast(columns.get(name, null()), kind).label(name) for name, kind in _COLUMNS.items())
    return core_select(literal_column(f"'{what}'").label("what"), *given)


_CONTENT = (
    _row("inherits", version=_DEFAULT.version_id, word=type_coerce(_DEFAULT.chosen, Text)).where(
        _DEFAULT.version_id.in_(_OF_VERSIONS)
    ),
    _row(
        "section", version=_SECTION.version_id, id=_SECTION.id, number=_SECTION.position, word=_SECTION.content_hash,
        answer=_SECTION.lang, closed=_SECTION.text != "",
    ).where(_SECTION.version_id.in_(_OF_VERSIONS)),
    _row("signed", version=_SIGNOFF.version_id, number=func.count())
    .where(_SIGNOFF.version_id.in_(_OF_VERSIONS))
    .group_by(_SIGNOFF.version_id),
)  # fmt: skip
"""What flows inherit, the sections, and whether there is any sign-off: with every other question about a version."""
_WRITTEN = union_all(
    _row("purpose", version=table(Version).id, word=table(Isp).purpose).where(
        table(Isp).id == table(Version).isp_id, table(Version).id.in_(_OF_VERSIONS)
    ),
    *_CONTENT,
)
_SAID = union_all(
    *_CONTENT,
    _row(
        "finding", version=_FINDING.version_id, number=_FINDING.round, word=_FINDING.severity, answer=_FINDING.answer,
        closed=_FINDING.closed, correction=_FINDING.correction,
    ).where(_FINDING.version_id.in_(_OF_VERSIONS)),
    _row(
        "declared", version=_DECLARATION.version_id, word=_DECLARATION.exception, answer=_DECLARATION.interest
    ).where(
        _DECLARATION.version_id.in_(_OF_VERSIONS), _DECLARATION.person_id == bindparam("person")
    ),
    _row(
        "second", version=_SECOND.version_id, number=_SECOND.round, id=_SECOND.person_id, closed=_SECOND.agrees
    ).where(_SECOND.version_id.in_(_OF_VERSIONS)),
    _row("facilitator", number=_FACILITATOR.person_id).where(
        _FACILITATOR.id == _NAMED.facilitator_id, _NAMED.isp_id == bindparam("isp")
    ),
    _row("body", number=_BODY.id, word=_BODY.name_en).where(
        _BODY.id.in_([bindparam("lead"), bindparam("coordinating")])
    ),
)  # fmt: skip
"""Findings, what flows inherit, sections, declarations, who facilitates, who answers for it: one question for all."""
_OF_PARTNER = frozenset({"partner"})
_OF_CONTENT = frozenset({"section", "flow", "flow_default", "isp"})
_OF: Final = {"flows": frozenset({"flow"}), "sections": frozenset({"section"})}
_OF_INHERITED = frozenset({"flow_default", "isp"})
_FIRST = ("step", "information", "sender", "purpose", "method", "basis")
_LATER = tuple(name for name in TEXTS if name not in _FIRST)
"""A flow's columns that came later: they are hashed where they hold something, so that earlier hashes stand."""
REQUIRED = ("information", "sender", "recipients", "purpose", "method")


def load(session: Session, isp: Isp, version: Version, actor: str, today: dt.date) -> Facts:
    """The facts of this version on this day, as this actor's command may see them."""
    return load_all(session, isp, [version], actor, today)[version.number]


def load_all(session: Session, isp: Isp, versions: list[Version], actor: str, today: dt.date) -> dict[int, Facts]:
    """The facts of several versions of an ISP, by their numbers: as many questions as for one."""
    session.flush()  # what this very command has written counts
    person = people.by_ref(session, actor) if actor else None
    ids = [version.id or 0 for version in versions]
    asked = {
        "versions": ids, "person": person.id if person else None, "isp": isp.id, "lead": isp.lead_id,
        "coordinating": isp.coordinator_organisation_id,
    }  # fmt: skip
    said = list(session.execute(_SAID, asked)) if ids else []
    for one in ids:  # its sections came with the rest
        _remember(session, isp.purpose, one, [row for row in said if row.version == one])
    _content(session, "flows", _FLOWS, ids)
    of_isp = partners(session, isp) if ids else []
    return {
        one.number: _facts(
            session, isp, one, actor, person, today, of_isp, [row for row in said if row.version in (None, one.id)]
        )
        for one in versions
    }


def _facts(
    session: Session,
    isp: Isp,
    version: Version,
    actor: str,
    person: Person | None,
    today: dt.date,
    named: list[Partner],
    said: list[Any],
) -> Facts:
    described = flows(session, version.id or 0)
    findings = [row for row in said if row.what == "finding"]
    current = [f for f in findings if f.number == version.round]
    inherits = inherited(session, version.id or 0)
    whole = [effective({name: getattr(f, name) for name in REQUIRED}, inherits) for f in described]
    names = {folded(partner.name) for partner in named}
    mentioned = {name for flow in described for name in (flow.sender, *flow.recipients) if name}
    conflict, independent = _independence(isp, person, said)
    adopted = home.policy(session)
    second = [row for row in said if row.what == "second" and row.number == version.round and row.closed]
    progress = isps.standing_at(session, isp.id or 0, "progress")
    force = isps.standing_at(session, isp.id or 0, "force")
    content = content_hash(session, version.id or 0)
    return Facts(
        state=State(version.state),
        today=today,
        holder=Party(version.holder),
        on_hold=version.on_hold,
        title=bool(isp.title_en or isp.title_cy),
        area=bool(isp.places and isp.service_areas),
        lead=isp.lead_id is not None,
        coordinator=bool(isp.coordinator_organisation_id or isp.coordinator_person_id or isp.coordinator_role),
        purpose=bool(isp.purpose),
        instrument=isp.instrument,
        partners=sum(partner.count or 1 for partner in named),
        facilitators=sum(row.what == "facilitator" for row in said) + bool(isp.facilitator_note),
        flows=len(described),
        incomplete_flows=tuple(
            str(f.number) for f, values in zip(described, whole, strict=True) if not all(values.values())
        ),
        strangers=tuple(sorted(name for name in mentioned if folded(name) not in names)),
        partners_without_flow=tuple(
            p.name
            for p in named
            if not p.observer and not p.condition and folded(p.name) not in set(map(folded, mentioned))
        ),
        document=any(section.written for section in _sections(session, version.id or 0)),
        submits_itself=isp.submits_itself,
        unsigned=_unsigned(session, isp, version, named),
        acting_as_timer=actor == "timer",
        assurer_conflict=conflict,
        assurer_known_independent=independent,
        interest_undeclared=_undeclared(isp, person, named, said),
        second_reader_missing=bool(
            adopted and adopted[1].second_reader and all(person and row.id == person.id for row in second)
        ),
        findings_open=sum(not f.closed for f in current),
        must_findings_open=sum(not f.closed and f.word == "must" for f in current),
        previous_findings_open=sum(not f.closed for f in findings if f.number < version.round),
        findings_unanswered=sum(f.answer is None and not f.closed for f in current),
        corrections_listed=sum(f.correction for f in current),
        corrections_unchecked=sum(f.correction and not f.closed for f in current),
        group=isp.group_id is not None,
        review_date=version.review_date,
        notice_date=_notice_date(session, version),
        content_as_assured=None if version.assured_content is None else version.assured_content == content,
        version_in_progress=progress is not None and progress.id != version.id,
        version_in_force=force is not None and force.id != version.id,
        successor=isp.successor_id is not None,
    )


def _notice_date(session: Session, version: Version) -> dt.date | None:
    """The working day on which notice of the review is given, as the policy says; None where that is not known yet."""
    if version.review_date is None:
        return None
    adopted, calendar = home.policy(session), home.calendar(session)
    timer = adopted[1].timer("review_notice") if adopted else None
    if timer is None or not calendar.version:
        return None
    try:
        return dated(timer, version.review_date, calendar).due
    except CalendarEndsError:
        return None


def partners(session: Session, isp: Isp) -> list[Partner]:
    """The partners of an ISP as it is now, in order."""
    if remembers(session, ("partners of isp", isp.id)):
        return [partner for partner in partners_of.of_isp(session, isp.id or 0) if partner.valid_to is None]

    def read() -> list[Partner]:
        return list(session.scalars(_PARTNERS, {"isp": isp.id}))

    return list(remembered(session, _OF_PARTNER, ("partners now", isp.id), read))


def unsigned(session: Session, isp: Isp, version: Version) -> tuple[str, ...]:
    """Partners of an ISP without a signature on the content of this version as it is now."""
    return _unsigned(session, isp, version, partners(session, isp))


def _unsigned(session: Session, isp: Isp, version: Version, of: list[Partner]) -> tuple[str, ...]:
    """Partners whose sign-off does not hold for the content as it is now."""
    wanted = [p for p in of if not p.condition and not p.observer]
    if not signing.anything_said(session, version.id or 0):
        return tuple(p.name for p in wanted)
    signed = signatures.signed(session, isp, version, wanted, content_hash(session, version.id or 0))
    return tuple(p.name for p in wanted if p.id not in signed)


def content_hash(session: Session, version_id: int) -> str:
    """The hash of a version's whole content: its sections in order, then its flows with what they inherit.

    What a flow of revision 0 inherits is left out: it was signed before there was anything to inherit.
    """

    def read() -> str:
        inherits = inherited(session, version_id)
        parts = [section.content_hash for section in _sections(session, version_id)]
        for f in flows(session, version_id):
            parts += [str(f.number), f.step, f.information, f.sender, *f.recipients, f.purpose, f.method, f.basis]
            parts += [f"{name}: {text}" for name in _LATER if (text := getattr(f, name))]
            if f.revision:
                own = {name: getattr(f, name) for name in TEXTS}
                parts += [f"{name} (all): {inherits[name]}" for name in sorted(inherited_columns(own, inherits))]
        return digest(b"ispdesk-content-v1", parts)

    return remembered(session, _OF_CONTENT, ("content", version_id), read)


def content_hashes(session: Session, versions: list[int]) -> dict[int, str]:
    """The hashes of several versions' contents: as many questions as for one."""
    _read_content(session, versions)
    return {version: content_hash(session, version) for version in versions}


def flows(session: Session, version_id: int) -> list[Any]:
    """The flows of a version in order, as rows."""
    return _content(session, "flows", _FLOWS, [version_id])[version_id]


def inheriting(purpose: str, chosen: Mapping[str, str] | None) -> dict[str, str]:
    """What flows inherit: what was set for all, and for the purpose, where that is empty, the ISP's own."""
    return {"purpose": purpose, **(chosen or {})} if purpose else dict(chosen or {})


def inherited(session: Session, version_id: int) -> dict[str, str]:
    """What a version's flows inherit where their own cell is empty: what was set for all, and the ISP's purpose."""
    _read_inherited(session, [version_id])
    return remembered(session, _OF_INHERITED, ("inherited", version_id), dict[str, str])


def _read_inherited(session: Session, versions: list[int]) -> None:
    """Read what flows inherit, and the sections with it."""
    unread = [version for version in versions if not remembers(session, ("inherited", version))]
    if not unread:
        return
    said = list(session.execute(_WRITTEN, {"versions": unread}))
    for version in unread:
        rows = [row for row in said if row.version == version]
        _remember(session, next((row.word for row in rows if row.what == "purpose"), ""), version, rows)


def _sections(session: Session, version_id: int) -> list[Any]:
    _read_inherited(session, [version_id])
    return _content(session, "sections", _SECTIONS, [version_id])[version_id]


def _read_content(session: Session, versions: list[int]) -> None:
    _read_inherited(session, versions)
    _content(session, "sections", _SECTIONS, versions)
    _content(session, "flows", _FLOWS, versions)


def _content(session: Session, what: str, query: Select[Any], versions: list[int]) -> dict[int, list[Any]]:
    """A part of the content of each of these versions; what has been read of one is not read again."""
    unread = [version for version in versions if not remembers(session, (what, version))]
    found: dict[int, list[Any]] = {version: [] for version in unread}
    for row in session.execute(query, {"versions": unread}) if unread else ():
        found[row.version_id].append(row)
    return {
        version: remembered(session, _OF[what], (what, version), lambda version=version: found[version])  # type: ignore[misc]  # bound at once
        for version in versions
    }


def _remember(session: Session, purpose: str, version: int, said: list[Any]) -> None:
    """Keep what came with the rest: a version's sections, what its flows inherit, whether anything was signed."""
    written = sorted((r for r in said if r.what == "section"), key=lambda r: (r.number, r.answer, r.id))
    ordered = [_Section(version, row.word, bool(row.closed)) for row in written]
    remembered(session, _OF["sections"], ("sections", version), lambda: ordered)
    chosen = next((json.loads(row.word) for row in said if row.what == "inherits"), None)
    remembered(session, _OF_INHERITED, ("inherited", version), lambda: inheriting(purpose, chosen))
    signed = any(row.what == "signed" for row in said)
    remembered(session, frozenset({"signoff"}), ("anything said", version), lambda: signed)


class _Section(NamedTuple):
    """What of a section the rules see."""

    version_id: int
    content_hash: str
    written: bool


def _independence(isp: Isp, person: Person | None, said: list[Any]) -> tuple[str | None, bool | None]:
    """The conflict of an assurer with this version, and whether they declared (or were excepted)."""
    if person is None:
        return None, None
    declared = next((row for row in said if row.what == "declared"), None)
    if declared is not None and declared.word:
        return None, True
    facilitates = any(row.what == "facilitator" and row.number == person.id for row in said)
    if isp.coordinator_person_id == person.id or facilitates:
        return f"{person.name_en} worked on it", None
    if person.organisation_id and person.organisation_id in (isp.lead_id, isp.coordinator_organisation_id):
        body = next((row.word for row in said if row.what == "body" and row.number == person.organisation_id), None)
        return f"{person.name_en} works for {body or 'its lead'}", None
    return None, True if declared is not None else None


def works_for(isp: Isp, person: Person | None, named: list[Partner]) -> str | None:
    """The partner, other than those who lead or coordinate, that a person works for."""
    if person is None or person.organisation_id in (None, isp.lead_id, isp.coordinator_organisation_id):
        return None
    return next((one.name for one in named if one.organisation_id == person.organisation_id), None)


def _undeclared(isp: Isp, person: Person | None, named: list[Partner], said: list[Any]) -> str | None:
    """The partner that a person works for, where they have not declared it (design §3)."""
    declared = any(row.what == "declared" and (row.answer or row.word) for row in said)
    return None if declared else works_for(isp, person, named)
