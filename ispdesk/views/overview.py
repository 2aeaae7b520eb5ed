"""One ISP as whoever works on it opens it: where it stands, what is next, what is missing, and by when."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

from sqlmodel import Session, col, select

from ispdesk.commands import facts as loader
from ispdesk.views.listing import title_of
from ispdesk.views.places import area_name, place_name
from ispdesk.views.values import Age, Party
from ispdesk.words import said
from ispdesk.words.text import Text
from models.queries import home, isps, mine
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.organisation import Organisation
from models.tables.work import Partner
from states import lifecycle, names
from states.calendar import Calendar, CalendarEndsError, close, local_day
from states.decide import open_moves
from states.facts import Facts
from states.lifecycle import Role, State, Trigger
from states.needs import NEEDS

Status = Literal["done", "now", "later", "empty"]
STEPS: Final = ("scoping", "partners", "workshops", "flows", "document", "sign-off", "submit", "qa", "force")
"""The stages of an ISP as people work through them (design §3: partnership and sign-off are steps inside states)."""
_REACHED: Final = {
    State.IDENTIFIED: 0, State.SCOPING: 0, State.WORKSHOPS: 2, State.DRAFT: 4, State.RETURNED: 4, State.QA_QUEUE: 7,
    State.QA_REVIEW: 7, State.ASSURED: 8, State.REVIEW_DUE: 8, State.IN_REVIEW: 8, State.LAPSED: 8,
}  # fmt: skip
"""The first step that is not behind it yet, by state."""
_AT_ONCE: Final = {State.SCOPING: {0, 1}, State.WORKSHOPS: {2, 3}, State.DRAFT: {4, 5, 6}, State.RETURNED: {3, 4, 6}}
"""Steps that are at hand together."""
BEYOND = Text("the calendar does not reach so far", "nid yw'r calendr yn cyrraedd mor bell")
UNSAID = Text("the source does not say since when", "nid yw'r ffynhonnell yn dweud ers pryd")


@dataclass(frozen=True)
class Step:
    """One stage: how far it is, and what there is of it."""

    key: str
    status: Status
    what: Text


@dataclass(frozen=True)
class Choice:
    """A move that the reader may make; what is still missing before it, each as a sentence."""

    trigger: str
    label: Text
    version: int
    unmet: tuple[Text, ...]
    reason: bool
    ends: bool


@dataclass(frozen=True)
class Deadline:
    """A clock that runs: what it is for, when it is due, and whether that has passed."""

    kind: str
    label: Text
    due: dt.datetime
    late: bool


@dataclass(frozen=True)
class Overview:
    """What the page of one ISP shows first. `seen`: the state entry, which a move made from here names."""

    ref: str
    title: Text
    purpose: str
    state: str
    version: int
    round: int
    seen: str
    party: Party
    waited: Age
    on_hold_until: dt.date | None
    in_force: int | None
    steps: tuple[Step, ...]
    choices: tuple[Choice, ...]
    deadlines: tuple[Deadline, ...]
    others: tuple[Text, ...]
    comes_back: bool
    """Whether a version is in force, which is reviewed from time to time."""
    mine: bool
    """Whether the reader made the last move, and may take it back while nobody has acted on it."""


def overview(session: Session, ref: str, roles: AbstractSet[Role], actor: str, at: dt.datetime) -> Overview | None:
    """One ISP for whoever has these roles in it; None where it has no version: it is only counted."""
    isp = isps.by_ref(session, ref)
    versions = isps.versions(session, isp.id or 0) if isp else []
    if isp is None or not versions:
        return None
    alive = _movable(versions)
    shown = next((version for version in alive if version.place == "progress"), alive[0])
    today = local_day(at)
    seen = loader.load_all(session, isp, alive, actor, today)
    facts = seen[shown.number]
    calendar = home.calendar(session)
    held = isps.holdings_of(session, [shown.id or 0]).get(shown.id or 0)
    holder = lifecycle.Party.NOBODY if shown.on_hold else lifecycle.Party(shown.holder)
    policy = home.policy(session)
    labels = {timer.kind: Text(timer.name.en, timer.name.cy) for timer in (policy[1].timers if policy else ())}
    return Overview(
        ref=isp.ref,
        title=title_of(isp),
        purpose=isp.purpose,
        state=shown.state,
        version=shown.number,
        round=shown.round,
        seen=f"{shown.state}@{shown.entered_seq}",
        party=holder.value,
        waited=waited(calendar, held[-1].since if held else None, at),
        on_hold_until=shown.hold_until if shown.on_hold else None,
        in_force=next((v.number for v in alive if v.place == "force" and v is not shown), None),
        steps=_steps(shown, facts),
        choices=tuple(
            choice for version in alive for choice in _choices(version, seen[version.number], roles - {Role.TIMER})
        ),
        deadlines=_deadlines(mine.due(session, [f"isp:{isp.ref}"]), shown, labels, at),
        others=tuple(
            Text(label.en, label.cy)
            for label in (
                names.TRIGGERS[found.move.trigger]
                for found in open_moves(facts, frozenset(Role) - roles - {Role.TIMER, Role.IMPORT}, shown.profile)
                if not found.move.by & roles
            )
        ),
        comes_back=any(version.place == "force" for version in alive),
        mine=_moved_by(session, isp, shown) == actor,
    )


def _moved_by(session: Session, isp: Isp, version: Version) -> str | None:
    """Who brought a version to where it stands, by a move of their own."""
    row = session.get(History, (f"isp:{isp.ref}", version.entered_seq))
    return row.actor if row is not None and row.kind in set(Trigger) and row.standing == "done" else None


def waited(calendar: Calendar, since: dt.datetime | None, at: dt.datetime) -> Age:
    """Working days since an instant."""
    if since is None:
        return Age(why_unknown=UNSAID)
    try:
        days = calendar.working_days(local_day(since), local_day(at))
    except CalendarEndsError:
        return Age(why_unknown=BEYOND)
    return Age(days, days)


def _steps(version: Version, facts: Facts) -> tuple[Step, ...]:
    state = State(version.state)
    reached = _REACHED.get(state, len(STEPS))
    at_once = _AT_ONCE.get(state, {reached})
    counts = {
        "partners": facts.partners or 0,
        "flows": facts.flows or 0,
        "sign-off": (facts.partners or 0) - len(facts.unsigned or ()),
    }
    steps = []
    for place, key in enumerate(STEPS):
        status: Status = "now" if place in at_once else "done" if place < reached else "later"
        n = counts.get(key)
        if status == "done" and n == 0:
            status = "empty"
        steps.append(Step(key, status, _count(key, n) if n is not None else Text()))
    return tuple(steps)


def _count(key: str, n: int) -> Text:
    return Text(said(f"overview.count.{key}", "en", n=n), said(f"overview.count.{key}", "cy", n=n))


ENDINGS: Final = frozenset(
    {Trigger.WITHDRAW, Trigger.RETIRE, Trigger.MERGE, Trigger.SUPERSEDE, Trigger.FIND_NOT_APPROPRIATE,
     Trigger.USE_OTHER_INSTRUMENT}
)  # fmt: skip
"""Moves after which nothing goes on; they stand apart, so that nobody makes one by mistake."""
BACKWARDS = frozenset({Trigger.BACK_TO_SCOPING, Trigger.REOPEN_WORKSHOPS, Trigger.REWORK_FLOWS, Trigger.REWORK_TEXT})
"""Moves that lead back to an earlier stage: the one that leads on is the page's first button."""


def _choices(version: Version, facts: Facts, roles: AbstractSet[Role]) -> tuple[Choice, ...]:
    found = []
    set_there = NEEDS["review_date_set"].unmet(facts)  # without one the door sets it, levelled
    for one in open_moves(facts, roles, version.profile):
        label = names.TRIGGERS[one.move.trigger]
        found.append(
            Choice(
                trigger=one.move.trigger.value,
                label=Text(label.en, label.cy),
                version=version.number,
                unmet=tuple(Text(need.en, need.cy) for need in one.unmet if need != set_there),
                reason=one.move.reason,
                ends=one.move.trigger in ENDINGS,
            )
        )
    return tuple(sorted(found, key=lambda choice: (choice.ends, choice.trigger in BACKWARDS, bool(choice.unmet))))


def _deadlines(
    rows: list[TimerRow], version: Version, labels: dict[str, Text], at: dt.datetime
) -> tuple[Deadline, ...]:
    found: dict[str, Deadline] = {}
    for row in rows:
        if row.due_day is None or row.status != "running" or row.subject not in (f"v{version.number}", ""):
            continue
        due = row.fire_at or close(row.due_day)
        found.setdefault(row.kind, Deadline(row.kind, labels.get(row.kind, Text(row.kind)), due, due <= at))
    return tuple(sorted(found.values(), key=lambda one: one.due))


@dataclass(frozen=True)
class MoveView:
    """One move as it is about to be made."""

    choice: Choice
    seen: str
    title: Text
    before: str
    after: str
    opens: str | None
    holder: Party


def move_view(
    session: Session, ref: str, trigger: str, roles: AbstractSet[Role], actor: str, at: dt.datetime
) -> MoveView | None:
    """One move for whoever has these roles; None where it is not theirs to make from here."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    alive = _movable(isps.versions(session, isp.id or 0))
    seen = loader.load_all(session, isp, alive, actor, local_day(at))
    for version in alive:
        facts = seen[version.number]
        for one in open_moves(facts, roles - {Role.TIMER}, version.profile):
            if one.move.trigger.value == trigger:
                return MoveView(
                    choice=next(c for c in _choices(version, facts, roles) if c.trigger == trigger),
                    seen=f"{version.state}@{version.entered_seq}",
                    title=title_of(isp),
                    before=version.state,
                    after=one.move.target.value,
                    opens=one.move.opens.value if one.move.opens else None,
                    holder=one.move.holder.value,
                )
    return None


def _movable(versions: list[Version]) -> list[Version]:
    """The versions that a move can be about: those alive, else the last, which may be reopened."""
    return [version for version in versions if version.place != "past"] or versions[:1]


@dataclass(frozen=True)
class RegisterFacts:
    """What a register shows of an ISP: no flows, no document, no contacts."""

    ref: str
    title: Text
    state: str
    areas: tuple[Text, ...]
    places: tuple[Text, ...]
    partners: tuple[str, ...]
    lead: Text | None


def register_facts(session: Session, ref: str) -> RegisterFacts:
    """One ISP for whoever has no part in it."""
    isp = isps.by_ref(session, ref) or Isp(ref=ref)
    versions = isps.versions(session, isp.id or 0)
    lead = session.get(Organisation, isp.lead_id) if isp.lead_id else None
    names_of = select(Partner.name).where(Partner.isp_id == isp.id, col(Partner.valid_to).is_(None))
    shown = next(iter(_movable(versions)), None)
    return RegisterFacts(
        ref=isp.ref,
        title=title_of(isp),
        state=shown.state if shown else f"counted-{isp.counted_as or 'made-known'}",
        areas=tuple(area_name(code) for code in isp.service_areas),
        places=tuple(place_name(code) for code in isp.places),
        partners=tuple(session.exec(names_of.order_by(col(Partner.line)))),
        lead=Text(lead.name_en, lead.name_cy or None) if lead else None,
    )
