"""What waits for somebody, and what they wait for: whose turn it is, how long, and by when."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sqlmodel import Session

from ispdesk.views.drafts import coordinated
from ispdesk.views.listing import title_of
from ispdesk.views.values import Age, Party
from ispdesk.words import both
from ispdesk.words.text import Text
from models.queries import home, isps, mine, people
from models.tables.clocks import Task, TimerRow
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.work import Partner
from states import lifecycle, names
from states.calendar import Calendar, CalendarEndsError, close, local_day

Side = Literal["mine", "theirs"]
Show = Literal["all", "late", "soon"]
SHOWS: Final[tuple[Show, ...]] = ("all", "late", "soon")
SOON: Final = 5
"""Working days within which something is due soon (our default)."""
BEYOND = Text("the calendar does not reach so far", "nid yw'r calendr yn cyrraedd mor bell")
NOT_SAID = Text("the source does not say since when", "nid yw'r ffynhonnell yn dweud ers pryd")
PLACES: Final = {"sign_off": "sign-off", "self_return": "after/returns/{}", "event": "after"}
"""Where a task of a kind is done; the others on the ISP's first page."""
CHECKS: Final = {"compliance": "after/check/compliance", "consent": "after/check/consent",
                 "self_returns": "after/returns"}  # fmt: skip
"""Clocks of an ISP in force that ask its coordinator for something, and where it is done."""
AHEAD: Final = 20
"""Working days before its day at which a check is on the list (our default)."""
STANDING = lifecycle.IN_FORCE - {lifecycle.State.REVIEW_DUE, lifecycle.State.IN_REVIEW}
"""In force, and nothing to do about it."""


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits for somebody. `clock` is the kind of clock whose receipt says how `due` came about."""

    ref: str
    title: Text
    what: Text
    who: Text
    party: Party
    waited: Age
    due: dt.datetime | None
    late: bool
    soon: bool
    clock: str | None
    place: str
    """Where it is done: the end of the address after the ISP's."""


@dataclass(frozen=True)
class WorkView:
    """Both lists as one filter shows them, and how many each filter shows."""

    show: Show
    mine: tuple[WorkItem, ...]
    theirs: tuple[WorkItem, ...]
    counts: Mapping[Side, Mapping[Show, int]]
    isps: int
    drafts: int


def work_view(session: Session, ref: str, show: Show, at: dt.datetime) -> WorkView:
    """Everything that waits for this person, or that they wait for, the most urgent first."""
    person, today = people.by_ref(session, ref), local_day(at)
    if person is None:
        return WorkView(show, (), (), {"mine": {}, "theirs": {}}, 0, 0)
    found = mine.isps(session, person, today)
    ids = [isp.id or 0 for isp, _ in found]
    asked = mine.tasks(session, person, ids)
    streams = sorted({f"isp:{isp.ref}" for isp, _ in found} | {f"isp:{isp.ref}" for _, isp, _, _ in asked})
    clocks = _Clocks(mine.due(session, streams), home.calendar(session), at)
    held = isps.holdings_of(session, [version.id or 0 for _, version in found])
    items: list[tuple[Side, WorkItem]] = []
    for isp, version in found:
        since = held.get(version.id or 0)
        place = _side(version, person)
        if place is not None:
            items.append((place, clocks.of_version(isp, version, since[-1].since if since else None)))
        if version.assurer != person.ref:
            items.extend(("mine", item) for item in clocks.after(isp, version))
    for task, isp, partner, somebody in asked:
        own = task.person_id == person.id or (partner is not None and partner.contact_id == person.id)
        items.append(("mine" if own else "theirs", clocks.of_task(isp, task, partner, somebody)))
    items.sort(key=lambda pair: (pair[1].due is None, pair[1].due or at, pair[1].ref))
    coordinates = coordinated(session, person, [isp for isp, _ in found], today)
    waiting = len(mine.drafts(session, sorted(coordinates)))
    return WorkView(
        show=show,
        mine=tuple(item for side, item in items if side == "mine" and shown(item, show)),
        theirs=tuple(item for side, item in items if side == "theirs" and shown(item, show)),
        counts={side: {one: sum(s == side and shown(i, one) for s, i in items) for one in SHOWS} for side in SIDES},
        isps=len({isp.id for isp, _ in found}),
        drafts=waiting,
    )


SIDES: Final[tuple[Side, ...]] = ("mine", "theirs")


def shown(item: WorkItem, show: Show) -> bool:
    """Whether an item is in the list of this filter."""
    return show == "all" or (item.late if show == "late" else item.soon)


def _side(version: Version, person: Person) -> Side | None:
    """On whose list an ISP stands; what partners hold stands there as the tasks asked of them."""
    state, holder = lifecycle.State(version.state), lifecycle.Party(version.holder)
    if state in STANDING or (holder is lifecycle.Party.PARTNERS and not version.on_hold):
        return None
    reviews = version.assurer == person.ref and state is lifecycle.State.QA_REVIEW
    if version.on_hold:
        return "theirs"
    if reviews:
        return "mine" if holder is lifecycle.Party.TEAM else "theirs"
    return "mine" if holder in (lifecycle.Party.COORDINATOR, lifecycle.Party.NOBODY) else "theirs"


class _Clocks:
    """When things are due and how long they have waited, by the clocks that run."""

    def __init__(self, rows: list[TimerRow], calendar: Calendar, at: dt.datetime) -> None:
        self._calendar, self._at = calendar, at
        self._first: dict[tuple[str, str], TimerRow] = {}
        self._checks: dict[tuple[str, str], list[TimerRow]] = {}
        for row in rows:
            if row.due_day is not None and row.status == "running":
                self._first.setdefault((row.stream, row.subject), row)
                if row.kind in CHECKS:
                    self._checks.setdefault((row.stream, row.subject), []).append(row)

    def of_version(self, isp: Isp, version: Version, since: dt.datetime | None) -> WorkItem:
        """What is next for an ISP."""
        party = lifecycle.Party.NOBODY if version.on_hold else lifecycle.Party(version.holder)
        who = names.PARTIES[party]
        key = "hold" if version.on_hold else version.state
        return self._item(
            isp,
            f"v{version.number}",
            both(f"work.next.{key}"),
            Text(who.en, who.cy),
            party,
            since,
            "",
        )

    def after(self, isp: Isp, version: Version) -> Iterator[WorkItem]:
        """The checks of an ISP in force that are due, or soon will be."""
        for row in self._checks.get((f"isp:{isp.ref}", f"v{version.number}"), ()):
            due = close(row.due_day) if row.due_day else None
            if due is None or not self._within(due, AHEAD):
                continue
            party = lifecycle.Party.COORDINATOR
            who = names.PARTIES[party]
            yield WorkItem(
                ref=isp.ref,
                title=title_of(isp),
                what=both(f"after.clock.{row.kind}"),
                who=Text(who.en, who.cy),
                party=party.value,
                waited=self._waited(due) if due <= self._at else Age(0, 0),
                due=due,
                late=due <= self._at,
                soon=self._within(due, SOON),
                clock=row.kind,
                place=CHECKS[row.kind],
            )

    def of_task(self, isp: Isp, task: Task, partner: Partner | None, somebody: Person | None) -> WorkItem:
        """What somebody was asked."""
        what, subject = (
            names.TASKS[task.kind],
            next(
                (s for (stream, s) in self._first if stream == f"isp:{isp.ref}" and s.endswith(f"/t{task.number}")), ""
            ),
        )
        who = Text(partner.name) if partner else Text()
        if partner is None and somebody is not None:
            who = Text(somebody.name_en, somebody.name_cy or None)
        return self._item(
            isp, subject, Text(what.en, what.cy), who, lifecycle.Party.PARTNERS, task.asked_at,
            PLACES.get(task.kind, "").format(task.number)
        )  # fmt: skip

    def _item(
        self,
        isp: Isp,
        subject: str,
        what: Text,
        who: Text,
        party: lifecycle.Party,
        since: dt.datetime | None,
        place: str,
    ) -> WorkItem:
        row = self._first.get((f"isp:{isp.ref}", subject)) if subject else None
        due = None if row is None or row.due_day is None else (row.fire_at or close(row.due_day))
        return WorkItem(
            ref=isp.ref,
            title=title_of(isp),
            what=what,
            who=who,
            party=party.value,
            waited=self._waited(since),
            due=due,
            late=due is not None and due <= self._at,
            soon=due is not None and self._within(due, SOON),
            clock=row.kind if row else None,
            place=place,
        )

    def _within(self, due: dt.datetime, most: int) -> bool:
        try:
            days = self._calendar.working_days(local_day(self._at), local_day(due)) if due > self._at else 0
        except CalendarEndsError:
            return False
        return days <= most

    def _waited(self, since: dt.datetime | None) -> Age:
        if since is None:
            return Age(why_unknown=NOT_SAID)
        try:
            days = self._calendar.working_days(local_day(since), local_day(self._at))
        except CalendarEndsError:
            return Age(why_unknown=BEYOND)
        return Age(days, days)
