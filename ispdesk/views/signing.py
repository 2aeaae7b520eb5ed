"""Partners and sign-off as their pages show them: who has signed, who has promised when, what changed since."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from ispdesk import access
from ispdesk.commands import COMMANDS, facts, signatures
from ispdesk.commands.signing import IN_PERSON
from ispdesk.commands.signing_rounds import default_window, plan_of
from ispdesk.views.isp_shapes import Accord
from ispdesk.views.listing import shown_version, title_of
from ispdesk.views.signing_shapes import Given, Member, Option, PartnerLine, RoundRow, SigningView, Sponsored
from ispdesk.words.text import Text
from models.queries import isps, people, signing
from models.queries import tasks as task_queries
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.organisation import Accord as AccordRow
from models.tables.signing import PartnerMember
from models.tables.work import Partner
from states.calendar import local_day
from states.decide import sentences, unmet
from states.lifecycle import AMENDABLE, Role, State, Trigger, rows_from
from states.signatures import why_not_asked

NEED_AMENDABLE = frozenset(
    {"add_partner", "change_partner", "remove_partner", "list_members", "go_on_without", "circulate"}
)
OFFERED = frozenset(COMMANDS) & {
    *NEED_AMENDABLE, "name_sponsor", "ask_contact", "sign_off", "withdraw_sign_off", "plan_signing", "ask_sign_offs",
    "mark_minor", "object_to_change", "offer_coordination", "withdraw_offer", "hold", "answer", "describe",
}  # fmt: skip
"""Commands that these pages give."""
MARK = 12
"""Figures of a content's hash that people see and read to each other (our default)."""


def commands_for(roles: Iterable[Role], state: str) -> frozenset[str]:
    """The commands of these pages that these roles may give in this state: the table that the door looks up."""
    held = frozenset(roles)
    return frozenset(
        kind
        for kind in OFFERED
        if (COMMANDS[kind].by is None or (COMMANDS[kind].by or frozenset()) & held)
        and (kind not in NEED_AMENDABLE or State(state) in AMENDABLE)
    )


def signing_view(
    session: Session,
    ref: str,
    viewer: str,
    roles: frozenset[Role],
    at: dt.datetime,
    shows: str = "all",
) -> SigningView | None:
    """The partners of an ISP and their sign-offs on its version at work; None where it has none.

    `shows`: `all`; `partners` leaves out the rounds and the plan; `signatures` also sponsors, tasks and Accords; `text`
    the partners too; `sponsor` is the ISP's own sponsor alone; `nothing` none of it.
    """
    isp = isps.by_ref(session, ref)
    version = shown_version(isps.versions(session, isp.id or 0)) if isp else None
    if isp is None or version is None:
        return None
    sponsors: dict[int | None, Sponsored] = {}
    content, lines = "", tuple[PartnerLine, ...]()
    if shows == "sponsor":
        sponsors = sponsors_of(session, isp)
    elif shows == "text":
        content = facts.content_hash(session, version.id or 0)
    elif shows != "nothing":
        sponsors = sponsors_of(session, isp) if shows != "signatures" else {}
        content = facts.content_hash(session, version.id or 0)
        lines = _lines(session, isp, version, content, sponsors, viewer, roles, at, whole=shows != "signatures")
    view = SigningView(
        ref=isp.ref,
        title=title_of(isp),
        state=version.state,
        version=version.number,
        content=content,
        partners=lines,
        may=commands_for(roles, version.state),
        sponsor=sponsors.get(None),
        on_hold=version.on_hold,
    )
    if shows != "all":
        return view
    rounds = _rounds(session, version)
    plan, state = plan_of(session, isp), State(version.state)
    return replace(
        view,
        rounds=rounds,
        plan=plan,
        window=default_window(session),
        why_no_sign_off=_said(why_not_asked(plan, "sign-off", state)),
        why_no_assent=_said(why_not_asked(plan, "assent", state)),
    )


def _said(sentence: Any) -> Text | None:
    return Text(sentence.en, sentence.cy) if sentence is not None else None


def sponsors_of(session: Session, isp: Isp) -> dict[int | None, Sponsored]:
    """The sponsors by the partner whose part they sponsor; under None that of the whole ISP."""
    return {
        one.partner_id: Sponsored(Text(person.name_en, person.name_cy or None), one.post, person.ref)
        if person is not None
        else Sponsored(Text(one.name), one.post)
        for one, person in signing.sponsors(session, isp.id or 0)
    }


def _lines(  # noqa: PLR0913 - what one page is made of
    session: Session,
    isp: Isp,
    version: Version,
    content: str,
    sponsors: Mapping[int | None, Sponsored],
    viewer: str,
    roles: frozenset[Role],
    at: dt.datetime,
    *,
    whole: bool = True,
) -> tuple[PartnerLine, ...]:
    """Every partner, each question asked once for all of them; not `whole`: only what is signed and by whom."""
    every = signing.lines(session, isp.id or 0)
    partners = [one.partner for one in every]
    flows = facts.flows(session, version.id or 0)
    rows = signatures.rows_of(session, isp, version, partners, content, flows)
    members = signing.members(session, [p.id or 0 for p in partners if p.kind == "class"])
    bodies = {one.body.id: one.body for one in every if one.body is not None}
    signers = signing.signers(session, version.id or 0) if rows else {}
    welsh = {(row, one.name_en): one.name_cy for row, one in signers.items() if one.name_cy}
    open_: dict[tuple[int | None, str], Task] = {}
    for task in task_queries.open_of(session, version) if whole else ():
        open_.setdefault((task.partner_id, task.kind), task)
    speaks = roles & {Role.PARTNER_CONTACT, Role.SIGNING_OFFICER}
    mine = _mine(session, isp, partners, bodies, viewer, local_day(at)) if speaks else frozenset()
    person = people.by_ref(session, viewer) if speaks else None
    me = person.id if person else 0
    found = []
    for partner, body, contact, request, accord, no_accord, _ in every:
        of = rows.get(partner.id or 0, [])
        own = members.get(partner.id or 0, [])
        stands = signatures.fold(of, (one.id or 0 for one in own))
        asked, comment = open_.get((partner.id, "sign_off")), open_.get((partner.id, "comment"))
        found.append(
            PartnerLine(
                line=partner.line,
                name=Text(partner.name, (body.name_cy or None) if body else None),
                organisation=body.ref if body else None,
                kind=partner.kind,
                count=partner.count,
                annex=partner.annex,
                condition=partner.condition,
                observer=partner.observer,
                accord="signed" if accord else "not_signed" if no_accord else "not_known",
                contact=Text(contact.name_en, contact.name_cy or None) if contact else None,
                contact_ref=contact.ref if contact else None,
                sponsor=sponsors.get(partner.id),
                outcome=stands.outcome,
                signed=stands.signed,
                of_all=stands.of,
                asked=local_day(asked.asked_at) if asked else None,
                promised=asked.until if asked else None,
                commenting=comment.number if comment and me in (comment.person_id, partner.contact_id) else None,
                contact_asked=local_day(request.asked_at) if request is not None and request.done_at is None else None,
                mine=partner.id in mine,
                members=tuple(_member(one, of) for one in own),
                given=tuple(_given(row, own, viewer, roles, welsh) for row in of),
                touched=len(of[-1].touched) if of else 0,
            )
        )
    return tuple(found)


def own_line(session: Session, ref: str, viewer: str, roles: frozenset[Role], at: dt.datetime) -> int | None:
    """The line of the first partner for which the viewer may sign; None where there is none."""
    isp = isps.by_ref(session, ref)
    if isp is None or not roles & {Role.PARTNER_CONTACT, Role.SIGNING_OFFICER}:
        return None
    every = signing.lines(session, isp.id or 0)
    bodies = {one.body.id: one.body for one in every if one.body is not None}
    mine = _mine(session, isp, [one.partner for one in every], bodies, viewer, local_day(at))
    return next((one.partner.line for one in every if one.partner.id in mine), None)


def accords_of(session: Session, ids: Sequence[int | None]) -> dict[int, Accord]:
    """What is stated of these organisations' Accord; signed where any signature stands."""
    wanted = [row for row in ids if row is not None]
    found: dict[int, Accord] = {}
    if not wanted:
        return found
    for row in session.exec(select(AccordRow).where(col(AccordRow.organisation_id).in_(wanted))):
        if row.status == "signed" and row.ended_to is None:
            found[row.organisation_id] = "signed"
        elif row.status == "not-signed":
            found.setdefault(row.organisation_id, "not_signed")
    return found


def _mine(
    session: Session, isp: Isp, partners: Sequence[Partner], bodies: dict[int | None, Any], viewer: str, day: dt.date
) -> frozenset[int | None]:
    """The partners for which the viewer may sign: the same as the door asks."""
    person = people.by_ref(session, viewer)
    if person is None:
        return frozenset()
    scopes = {
        scope
        for role in (Role.SIGNING_OFFICER, Role.PARTNER_CONTACT)
        for scope in access.scopes_of(session, person.id or 0, role, day)
    }
    every = bool(scopes & {"all", f"isp:{isp.ref}"})
    return frozenset(
        partner.id
        for partner in partners
        if every
        or partner.contact_id == person.id
        or ((body := bodies.get(partner.organisation_id)) is not None and f"organisation:{body.ref}" in scopes)
    )


def _member(one: PartnerMember, rows: Sequence[signatures.Row]) -> Member:
    last = next(
        (r for r in reversed(rows) if not r.withdrawn and r.mark is not None and r.mark.member_id == one.id), None
    )
    signed = last is not None and last.holds and last.signoff.outcome.startswith("signed")
    return Member(one.position, one.name, signed)


def _given(
    row: signatures.Row,
    members: Sequence[PartnerMember],
    viewer: str,
    roles: frozenset[Role],
    welsh: Mapping[tuple[int, str], str],
) -> Given:
    said, mark = row.signoff, row.mark
    recorded = mark is not None and mark.how not in IN_PERSON and Role.COORDINATOR in roles
    own = mark is not None and mark.recorded_by == viewer
    return Given(
        number=said.id or 0,
        outcome=said.outcome,
        when=said.happened_to or said.happened_from,
        capacity=said.capacity,
        by_whom=Text(mark.by_whom or None, welsh.get((mark.person_id or 0, mark.by_whom))) if mark else Text(),
        how=mark.how if mark else None,
        reference=said.reference,
        note=said.note,
        mark=(said.content_hash or "")[:MARK],
        assent=said.asked_as == "assent",
        holds=row.holds,
        withdrawn=row.withdrawn,
        may_withdraw=mark is not None and not row.withdrawn and (recorded or own),
        member=next((m.name for m in members if mark is not None and m.id == mark.member_id), ""),
        signed=mark.signed if mark else None,
        of_all=mark.of_all if mark else None,
    )


def _rounds(session: Session, version: Version) -> tuple[RoundRow, ...]:
    return tuple(
        RoundRow(
            number=one.number,
            kind=one.kind,
            opened=local_day(one.opened_at),
            closes=one.closes,
            closed=one.closed_at is not None,
            answered=sum(task.outcome == "done" for task in asked),
            asked=len(asked),
            silent=sum(task.outcome == "no_answer" for task in asked),
        )
        for one, asked in signing.planned(session, version)[:10]
    )


def decline_options(
    session: Session, ref: str, viewer: str, roles: frozenset[Role], at: dt.datetime
) -> tuple[Option, ...]:
    """What the viewer may do where a partner declines: commands and moves that the tables give them, no others."""
    isp = isps.by_ref(session, ref)
    version = shown_version(isps.versions(session, isp.id or 0)) if isp else None
    if isp is None or version is None:
        return ()
    may = commands_for(roles, version.state)
    found = [Option("without")] if "go_on_without" in may else []
    found += [Option("conditional")] if "change_partner" in may else []
    found += [Option("hold")] if "hold" in may and not version.on_hold else []
    moves = [move for move in rows_from(State(version.state), version.profile) if move.by & roles]
    for move in moves:
        if move.trigger is Trigger.WITHDRAW:
            seen = facts.load(session, isp, version, viewer, local_day(at)) if move.needs else None
            missing = sentences(unmet(move, seen), seen) if seen is not None else ()
            found.append(Option("withdraw", tuple(Text(said.en, said.cy) for said in missing)))
    return tuple(found)
