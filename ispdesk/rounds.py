"""The engine's rounds: advance, open_reviews, sweep, measure, digest, send.

Plain functions, safe to run twice, in parallel, or never. Flows, commands and the web process's watchdog all call
these; each is a batch with its own bound.
"""

import datetime as dt
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import bindparam, update
from sqlalchemy import select as core_select
from sqlmodel import col, select

from ispdesk import bounces, desk, post
from ispdesk.bootstrap import App, boot_id, owner_name
from ispdesk.commands import alerts, facts
from ispdesk.commands import digest as digests
from ispdesk.commands.register_marks import AGAIN
from ispdesk.commands.shape import Done, Order
from ispdesk.now import wall_clock
from ispdesk.signin import codes
from models.base import table
from models.database import reading, retrying, writing
from models.queries import helpers, home, outside, registered, signatories, signing, timers
from models.tables.calendar import Heartbeat
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import Stream
from models.tables.work import Partner, Signoff
from notifications.backoff import Verdict
from states.accord import AGAIN_MONTHS, FIRST_REMINDER, reminders
from states.calendar import local_day, opening
from states.lifecycle import State, Trigger

MOST = 200
"""Things that one round does at the most; the next tick does the rest."""
LONGEST = 30.0
"""Seconds after which a round stops by itself."""
MOST_DIGESTS, LONGEST_DIGEST = 5000, 300.0
"""The same for the letters of the day: it runs once a day, so that it has to reach everybody."""


@dataclass(frozen=True, slots=True)
class RoundItem:
    """One thing a round did: the reference it is about, and what, in one word or two."""

    reference: str
    what: str


@dataclass(frozen=True, slots=True)
class RoundReport:
    """What a round did."""

    items: list[RoundItem] = field(default_factory=list)


_seen: dict[int, post.Seen] = {}
_ISP, _VERSION, _TIMER = table(Isp), table(Version), table(TimerRow)
_MOVING = (
    core_select(_ISP.ref, _VERSION.id, _VERSION.entered_seq, _TIMER.kind)
    .where(
        _VERSION.isp_id == _ISP.id,
        _TIMER.version_id == _VERSION.id,
        _TIMER.kind.in_(bindparam("kinds", expanding=True)),
        _TIMER.status == "running",
        _TIMER.due_day <= bindparam("today"),
    )
    .order_by(_TIMER.due_day, _ISP.ref)
    .limit(MOST)
)
_PARTNER, _SIGNOFF = table(Partner), table(Signoff)
_NEVER_SIGNED = core_select(_PARTNER.id).where(
    _PARTNER.isp_id == _ISP.id,
    _PARTNER.valid_to.is_(None),
    _PARTNER.condition == "",
    _PARTNER.observer.is_(False),
    ~core_select(_SIGNOFF.id)
    .where(
        _SIGNOFF.version_id == _VERSION.id,
        _SIGNOFF.partner_id == _PARTNER.id,
        _SIGNOFF.outcome.in_(["signed", "signed_with_reservation"]),
    )
    .correlate(Partner, Version)
    .exists(),
)
"""A partner whose signature is wanted and of whom there is none, on whatever content."""
_SUBMITTING = (
    select(Isp, Version)
    .join(Version, col(Version.isp_id) == col(Isp.id))
    .where(Version.state == State.DRAFT.value, col(Isp.submits_itself).is_(True), ~_NEVER_SIGNED.exists())
    .order_by(col(Isp.ref))
)
_HELD = (
    core_select(_ISP.ref, _VERSION.id, _VERSION.hold_until)
    .where(_VERSION.isp_id == _ISP.id, _VERSION.on_hold.is_(True), _VERSION.hold_until < bindparam("today"))
    .order_by(_ISP.ref)
    .limit(MOST)
)
_BEAT = (
    update(Heartbeat)
    .where(col(Heartbeat.round) == bindparam("name"))
    .values(last_at=bindparam("last_at"), done=bindparam("done"))
)
"""Built once: the engine asks these all day, mostly in vain."""


def _by_timer(app: App, at: dt.datetime, order: Order) -> Done | None:
    result = desk.do(app.engine, order, lambda: at)
    return result if isinstance(result, Done) and not result.again else None  # what another made, it reports


def advance(app: App, at: dt.datetime) -> RoundReport:
    """Make the moves that only waited for time or a last signature: notices, submissions, ended holds and windows."""
    report = RoundReport()
    _move(app, at, [*_dated_moves(app, at), *_signed(app)], report)
    for ref, version, until in _ended_holds(app, local_day(at)):
        order = Order(f"resume:{version}:{until}", "resume", f"isp:{ref}", "timer", {})
        if _by_timer(app, at, order):
            report.items.append(RoundItem(ref, "resumed"))
    with reading(app.engine) as session:
        closing = signing.closing(session, local_day(at), MOST)
    for ref, window, closes in closing:
        order = Order(f"close:{window}:{closes}", "close_round", f"isp:{ref}", "timer", {"round": window})
        done = _by_timer(app, at, order)
        if done and done.answer["closed"]:
            report.items.append(RoundItem(ref, "comments-closed"))
    for number, ref, day in _asked_later(app, at):
        order = Order(f"later:{number}:{day}", "remind_help", f"person:{ref}", "timer", {"number": number})
        done = _by_timer(app, at, order)
        if done and done.answer["reminded"]:
            report.items.append(RoundItem(done.answer["ref"], "help-reminded"))
    return _beat(app, "advance", at, report)


def _asked_later(app: App, at: dt.datetime) -> list[tuple[int, str, dt.date]]:
    """Who said “later” to a question for help and whose day has opened; on a day off, the next working day."""
    today = local_day(at)
    with reading(app.engine) as session:
        calendar = home.calendar(session)
        if at < opening(today) or (
            calendar.version and calendar.first <= today <= calendar.last and not calendar.is_working(today)
        ):
            return []
        return helpers.later(session, today, MOST)


Waiting = tuple[str, int, int, Trigger]
"""An ISP's reference, the version's row, its state entry, and the move that waits for it."""


def _move(app: App, at: dt.datetime, waiting: list[Waiting], report: RoundReport) -> None:
    """Make these moves, each once for its state entry, whichever round finds it."""
    for ref, version, entered, trigger in waiting:
        order = Order(f"advance:{version}:{entered}:{trigger}", "move", f"isp:{ref}", "timer", {"trigger": trigger})
        if _by_timer(app, at, order):
            report.items.append(RoundItem(ref, trigger.value))


def _dated_moves(app: App, at: dt.datetime) -> list[Waiting]:
    """Versions of which a date timer says that an automatic move is due: one index scan."""
    today = local_day(at)
    with reading(app.engine) as session:
        adopted = home.policy(session)
        moving = {timer.kind: timer.moves for timer in adopted[1].timers if timer.moves} if adopted else {}
        found = session.connection().execute(_MOVING, {"kinds": list(moving), "today": today}).all()
        return [(ref, row, entered, trigger) for ref, row, entered, kind in found if (trigger := moving[kind])]


def _signed(app: App) -> list[Waiting]:
    """Drafts that submit themselves on the last signature, where all have signed."""
    with reading(app.engine) as session:
        return [
            (isp.ref, version.id or 0, version.entered_seq, Trigger.SUBMIT)
            for isp, version in session.execute(_SUBMITTING)
            if facts.unsigned(session, isp, version) == ()
        ][:MOST]


def open_reviews(app: App, at: dt.datetime) -> RoundReport:
    """Give the notices of review that are due, and bring clocks up to date with what lies outside their stream.

    That is: a notice of review that a reader's server has accepted, a partner's Accord, a facilitator's work. Partners
    without the Accord are flagged, and actions after signing it reminded of.
    """
    report = RoundReport()
    _move(app, at, _dated_moves(app, at), report)
    with reading(app.engine) as session:
        streams = outside.changed(session)
    for stream in streams:
        kind = "keep_clock" if stream.startswith("isp:") else "keep_person_clock"
        id_ = f"keep:{hashlib.sha256(stream.encode()).hexdigest()[:16]}:{at.isoformat()}"  # a reference may be too long
        if _by_timer(app, at, Order(id_, kind, stream, "timer", {})):
            report.items.append(RoundItem(stream.partition(":")[2], "clock-kept"))
    _accord(app, at, report)
    _listings(app, at, report)
    return _beat(app, "open_reviews", at, report)


def _accord(app: App, at: dt.datetime, report: RoundReport) -> None:
    """Flag partners that have not signed the Accord, and remind of what is asked of those who have."""
    today = local_day(at)
    with reading(app.engine) as session:
        refs = signatories.stale(session, today, AGAIN_MONTHS, MOST)
        asked = signatories.open_actions(session, today + FIRST_REMINDER)
        due = [(ref, one.number, times) for ref, one in asked if (times := reminders(one.due, today)) > one.told][:MOST]
    for ref in refs:
        done = _by_timer(app, at, Order(f"accord:{ref}:{at.isoformat()}", "keep_accord", f"isp:{ref}", "timer", {}))
        if done and done.answer["told"]:
            report.items.append(RoundItem(ref, "accord-flagged"))
    for ref, number, times in due:
        id_ = f"accord-action:{hashlib.sha256(ref.encode()).hexdigest()[:16]}:{number}:{times}:{today}"
        payload = {"number": number}
        if _by_timer(app, at, Order(id_, "remind_accord_action", f"organisation:{ref}", "timer", payload)):
            report.items.append(RoundItem(ref, "action-reminded"))


def _listings(app: App, at: dt.datetime, report: RoundReport) -> None:
    """Tell the team lead of ISPs that have been left out of the public register for a year."""
    today = local_day(at)
    with reading(app.engine) as session:
        waiting = registered.to_look_at(session, today, today - AGAIN, MOST)
    for ref, day in waiting:
        id_ = f"listing:{hashlib.sha256(ref.encode()).hexdigest()[:16]}:{today}"
        order = Order(id_, "remind_of_listing", f"isp:{ref}", "timer", {"review_by": day.isoformat()})
        done = _by_timer(app, at, order)
        if done and done.answer["told"]:
            report.items.append(RoundItem(ref, "listing-to-look-at"))


def _ended_holds(app: App, today: dt.date) -> list[tuple[str, int, dt.date]]:
    with reading(app.engine) as session:
        return [(ref, row, until) for ref, row, until in session.connection().execute(_HELD, {"today": today})]


def sweep(app: App, at: dt.datetime, *, stop: Callable[[], bool] = lambda: False) -> RoundReport:
    """Fire every rung that is due, the longest due first, whatever else sweeps at the same time.

    One that cannot fire keeps no other from firing. Raises an ExceptionGroup of those, once the others are done.
    """
    report = RoundReport()
    failed: dict[tuple[int, str], Exception] = {}
    begun = time.monotonic()
    while len(report.items) < MOST and time.monotonic() - begun < LONGEST and not stop():
        with reading(app.engine) as session:
            due = timers.due(session, at, MOST - len(report.items))
        fired = 0
        for row, stream, rung, due_at in due:
            if (row, rung) in failed:
                continue
            kind, ref = ("fire_rung" if stream.startswith("isp:") else "fire_person_rung"), stream.partition(":")[2]
            order = Order(
                f"rung:{row}:{rung}:{due_at.isoformat()}", kind, stream, "timer", {"timer": row, "rung": rung}
            )
            try:
                done = _by_timer(app, at, order)
            except Exception as error:  # noqa: BLE001 - raised below, with the others
                error.add_note(f"the rung {rung} of {ref}")
                failed[row, rung] = error
                continue
            if done:
                fired += 1
            if done and done.answer["fired"]:
                report.items.append(RoundItem(ref, f"rung-{rung}"))
        if not fired:
            break
    _beat(app, "sweep", at, report)
    if failed:
        raise ExceptionGroup("Some rungs could not fire; every other one has.", list(failed.values()))
    return report


def measure(app: App, at: dt.datetime) -> RoundReport:
    """Measure every close of the queue that was missed; announce a level that is new."""
    report = RoundReport()
    order = Order(f"measure:{at.isoformat()}", "measure", "queue:whole", "timer", {})
    done = _by_timer(app, at, order)
    for one in done.answer["measured"] if done else ():
        scope = "queue" if one["scope"] == "whole" else f"queue-{one['scope'].partition(':')[2]}"
        report.items.append(RoundItem(f"{scope}-{one['day']}", f"measured-{one['level']}"))
    return _beat(app, "measure", at, report)


def digest(app: App, at: dt.datetime) -> RoundReport:
    """Write the letter of the day to everybody for whom something waits: on working days from 08:30 to the close.

    Who has had today's letter waits for the next working day, whatever else there is to say; so a morning that was
    missed is made good by the next run of the day. One letter that cannot be written keeps no other from being written.
    Raises an ExceptionGroup of those, once the others are done.
    """
    report = RoundReport()
    failed: list[Exception] = []
    met: set[tuple[str, int, int]] = set()
    begun = time.monotonic()
    left = True
    while left and len(report.items) < MOST_DIGESTS and time.monotonic() - begun < LONGEST_DIGEST:
        with reading(app.engine) as session:
            found = digests.due(session, at)
        new = [one for one in found if one not in met]  # what somebody cannot be told may have become another's
        left = bool(new)
        for ref, person, last in new[: MOST_DIGESTS - len(report.items)]:
            if time.monotonic() - begun >= LONGEST_DIGEST:
                break
            met.add((ref, person, last))
            order = Order(f"digest:{local_day(at)}:{person}:{last}", "write_digest", f"person:{ref}", "timer", {})
            try:
                done = _by_timer(app, at, order)
            except Exception as error:  # noqa: BLE001 - raised below, with the others
                error.add_note(f"the letter of the day to {ref}")
                failed.append(error)
                continue
            if done and done.answer["letters"]:
                report.items.append(RoundItem(f"person-{ref}", "digest"))
    if not left:  # else whoever watches hears nothing, and runs it again
        _beat(app, "digest", at, report)
    if failed:
        raise ExceptionGroup("Some letters of the day could not be written; every other one has been.", failed)
    return report


def send(app: App, at: dt.datetime, now: Callable[[], dt.datetime] | None = None) -> RoundReport:
    """Take over what a dead sender left, then send the letters that are due, batch after batch.

    Before and after, letters that carried a code for signing in lose their words where they have left.
    """
    clock = now or app.now
    _tidy_codes(app, at)
    report = RoundReport()
    begun = time.monotonic()
    post.reconcile(app.engine, clock, boot_id(), _seen, folder=app.home)
    sender, limits, owner = app.sender(), app.limits(), owner_name()
    with app.route() as route:
        while len(report.items) < MOST and time.monotonic() - begun < LONGEST:
            batch = post.send_batch(app.engine, route, sender, owner, clock, limits, app.home)
            report.items.extend(RoundItem(sent.label, f"letter-{sent.verdict.value}") for sent in batch)
            if not batch or all(sent.verdict is not Verdict.SENT for sent in batch):
                break
    _tidy_codes(app, at)
    _beat(app, "send", at, report)  # letters have left, whatever is wrong with what comes back
    if app.settings.bounce_maildir is not None:
        came = bounces.take_in(app.engine, app.settings.bounce_maildir, app.bounces_at(), at)
        report.items.extend(RoundItem(one.label, f"received-{one.kind}") for one in came)
    report.items.extend(RoundItem(ref, "address-failed") for ref in bounces.mark_addresses(app.engine, at))
    return report


def send_now(app: App) -> None:
    """Send one batch: somebody waits at the screen for a letter, which is due before all others."""
    with app.route() as route:
        post.send_batch(app.engine, route, app.sender(), owner_name(), app.now, app.limits(), app.home)
    _tidy_codes(app, wall_clock())


def _tidy_codes(app: App, at: dt.datetime) -> None:
    """Codes end by the wall clock, in a home whose time stands too."""

    def once() -> None:
        with writing(app.engine) as session:
            codes.tidy(session, at if app.fixed_time() is None else wall_clock())

    retrying(once)


def watch(app: App, at: dt.datetime, report: RoundReport | None = None) -> RoundReport:
    """Open the alerts that have begun and close those that are over; what it did joins the report of another round.

    Whoever ran another round calls this after it, so that a round that has died is seen by one that lives.
    """
    seen = RoundReport() if report is None else report
    every = app.settings.every()
    with reading(app.engine) as session:
        if not alerts.changes(session, alerts.now_wrong(session, at, every)):
            return seen
        stream = session.get(Stream, alerts.STREAM)
        number = stream.length if stream else 0
    payload = {"every": max(1, round(every.total_seconds()))} if every else {}
    done = _by_timer(app, at, Order(f"watch:{number}:{at.isoformat()}", "watch", alerts.STREAM, "timer", payload))
    for what, found in (("alert", "opened"), ("alert-over", "closed")):
        for kind, subject in done.answer[found] if done else ():
            seen.items.append(RoundItem(subject or "house", f"{what}-{kind.replace('_', '-')}"))
    return seen


def _beat(app: App, name: str, at: dt.datetime, report: RoundReport) -> RoundReport:
    """Leave word that the round ran: one that stops running is an alert."""
    done = len(report.items)

    def once() -> None:
        with writing(app.engine) as session:
            written = session.connection().execute(_BEAT, {"name": name, "last_at": at, "done": done})
            if not written.rowcount:
                session.add(Heartbeat(round=name, last_at=at, done=done))

    retrying(once)
    return report
