"""Drafted escalations that wait for a person: about what, whom they lie before, to whom they would go."""

import datetime as dt

from sqlmodel import Session, select

from ispdesk import access
from ispdesk.access import roles_of
from ispdesk.commands import audiences, drafts, rung_words
from ispdesk.commands import clocks as keeping
from ispdesk.views.clock_shapes import DraftRow
from ispdesk.views.clocks import about_of
from ispdesk.views.history import rung_name
from ispdesk.views.listing import title_of
from ispdesk.words import said
from ispdesk.words.text import Text
from models.queries import ahead, isps, partners, people, signing, tasks
from models.queries.mine import isps as isps_of
from models.tables.clocks import Draft, TimerRow
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Person
from states import names
from states.calendar import local_day
from states.lifecycle import Role
from states.policy import Reader
from states.words import listed


def drafts_view(session: Session, at: dt.datetime, who: str | None = None) -> tuple[DraftRow, ...]:
    """The drafts that wait, the oldest first; with `who`, those that this person may decide now."""
    found = []
    waiting = drafts.waiting(session)
    _ahead(session, waiting, local_day(at))
    for draft in waiting:
        isp = isps.by_ref(session, draft.stream.partition(":")[2])
        row = session.get(TimerRow, draft.timer_id)
        if isp is None or row is None:
            continue
        theirs = None if who is None else may_decide(session, draft, who, at)
        if theirs is not False:
            found.append(_row(session, isp, draft, row, at, mine=theirs))
    return tuple(found)


def drafts_for(session: Session, at: dt.datetime, who: str, *, office: bool) -> tuple[DraftRow, ...]:
    """All that wait, for those in the office; for anybody else those of their own ISPs that they may decide today.

    `mine` says which may be decided, without a question for each: the door looks again.
    """
    person, today = people.by_ref(session, who), local_day(at)
    if person is None:
        return ()
    own = coordinated(session, person, [isp for isp, _ in isps_of(session, person, today)], today)
    held = access.roles_anywhere(session, person.id or 0, today) & access.TEAM
    waiting = [draft for draft in drafts.waiting(session) if office or draft.stream in own]
    _ahead(session, waiting, today)
    found = []
    for draft in waiting:
        isp = isps.by_ref(session, draft.stream.partition(":")[2])
        row = session.get(TimerRow, draft.timer_id)
        if isp is None or row is None:
            continue
        roles = held | ({Role.COORDINATOR} if draft.stream in own else set())
        theirs = drafts.not_theirs(draft, roles, today) is None
        if office or theirs:
            found.append(_row(session, isp, draft, row, at, mine=theirs))
    return tuple(found)


def coordinated(session: Session, person: Person, found: list[Isp], day: dt.date) -> set[str]:
    """The streams of those ISPs that this person coordinates, by name or by a grant."""
    scopes = access.scopes_of(session, person.id or 0, Role.COORDINATOR, day)
    bodies: dict[int, Organisation] = {}
    if any(scope.startswith("organisation:") for scope in scopes):
        rows = (row for isp in found for row in (isp.lead_id, isp.coordinator_organisation_id))
        bodies = ahead.by_id(session, Organisation, list(rows))
    by_body = {row for row, body in bodies.items() if f"organisation:{body.ref}" in scopes}
    return {
        f"isp:{isp.ref}"
        for isp in found
        if isp.coordinator_person_id == person.id
        or scopes & {"all", f"isp:{isp.ref}"}
        or by_body & {isp.lead_id, isp.coordinator_organisation_id}
    }


def draft_view(session: Session, number: int, who: str, at: dt.datetime) -> DraftRow | None:
    """One draft that still waits, and whether this person may decide it; None where there is none."""
    draft = draft_numbered(session, number)
    isp = isps.by_ref(session, draft.stream.partition(":")[2]) if draft else None
    row = session.get(TimerRow, draft.timer_id) if draft else None
    if draft is None or isp is None or row is None or draft.status != "waiting":
        return None
    return _row(session, isp, draft, row, at, mine=may_decide(session, draft, who, at))


BODIES = {Role.DESIGNATED_PERSON, Role.SENIOR_SPONSOR, Role.PARTNER_CONTACT}
"""Roles of a partner's organisation that an escalation goes to."""


def _ahead(session: Session, waiting: list[Draft], day: dt.date) -> None:
    """What the rows show of ISPs, clocks and people, read at once however many drafts wait."""
    refs = {draft.stream.partition(":")[2] for draft in waiting}
    isps.by_refs(session, refs)
    found = [isp for ref in refs if (isp := isps.by_ref(session, ref)) is not None]
    ids = [isp.id or 0 for isp in found]
    ahead.by_id(session, TimerRow, (draft.timer_id for draft in waiting))
    ahead.by_id(session, Version, (draft.version_id for draft in waiting))
    tasks.of_isps(session, ids)
    partners.of_isps(session, ids)
    signing.read_sponsors(session, ids)
    who = [partner for isp in ids for partner in partners.of_isp(session, isp)]
    asked = [task.person_id for isp in ids for task in tasks.of_isp(session, isp)]
    coordinators = [isp.coordinator_person_id for isp in found]
    ahead.by_id(session, Person, [*(partner.contact_id for partner in who), *asked, *coordinators])
    theirs = [row for isp in found for row in (isp.lead_id, isp.coordinator_organisation_id)]
    bodies = ahead.by_id(session, Organisation, [*(partner.organisation_id for partner in who), *theirs])
    if bodies:
        people.with_roles_ahead(session, BODIES, [[f"organisation:{body.ref}"] for body in bodies.values()], day)


def may_decide(session: Session, draft: Draft, who: str, at: dt.datetime) -> bool:
    """Whether this person may send or drop a draft today."""
    roles = roles_of(session, who, draft.stream, local_day(at))
    return roles is not None and drafts.not_theirs(draft, roles, local_day(at)) is None


def _row(session: Session, isp: Isp, draft: Draft, row: TimerRow, at: dt.datetime, *, mine: bool | None) -> DraftRow:
    timer = keeping.timer_of(session, row)
    late = draft.before == "coordinator" and local_day(at) >= draft.team_from
    return DraftRow(
        number=draft.id or 0,
        ref=isp.ref,
        title=title_of(isp),
        kind=draft.timer_kind,
        clock=Text(timer.name.en, timer.name.cy) if timer else Text(draft.timer_kind),
        rung=rung_name(draft.rung),
        drafted=draft.drafted_at,
        before="either" if late else draft.before,
        team_from=draft.team_from,
        to=tuple(_readers(session, isp, draft, row, local_day(at))),
        about=about_of(session, isp, row),
        mine=mine,
    )


def _readers(session: Session, isp: Isp, draft: Draft, row: TimerRow, day: dt.date) -> list[Text]:
    """For each part it would go to, the people who can be reached; where there is nobody, the team is told."""
    partner, task = rung_words.parts(session, isp, row)
    about = audiences.Subject(isp, session.get(Version, draft.version_id), partner, task)
    lines = []
    for name in draft.audiences:
        part = names.READERS[Reader(name)]
        behind = [p for p in audiences.behind(session, Reader(name), about, day) if p.reached_at]
        key = "drafts.somebody" if behind else "drafts.nobody"
        said_names = {lang: listed([_name(person, lang) for person in behind], lang) for lang in ("en", "cy")}
        lines.append(
            Text(
                said(key, "en", part=part.en, names=said_names["en"]) if behind else said(key, "en", part=part.en),
                said(key, "cy", part=part.cy, names=said_names["cy"]) if behind else said(key, "cy", part=part.cy),
            ),
        )
    return lines


def _name(person: Person, lang: str) -> str:
    return person.name_cy if lang == "cy" and person.name_cy else person.name_en


def draft_numbered(session: Session, number: int) -> Draft | None:
    """One draft, whatever became of it."""
    return session.exec(select(Draft).where(Draft.id == number)).first()
