"""Years of life under a virtual clock: acts, rounds and mishaps in the order of time, each a step that is checked."""

import datetime as dt
import gc
import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine

from ispdesk import audit, calendars, desk, policies, rounds
from ispdesk.bootstrap import App, HomeError, with_key
from ispdesk.commands.shape import Done, Order, Refused, refuse
from ispdesk.settings import Settings
from ispdesk.simulate import hours, life
from ispdesk.simulate.checks import Checker
from ispdesk.simulate.country import Case, case, invent, setting_up
from ispdesk.simulate.look import Record, glance
from ispdesk.simulate.mishaps import Crash, Fuse, Postman
from ispdesk.simulate.office import OFFICE, Office
from ispdesk.simulate.report import Report
from ispdesk.simulate.staging import STAGED
from models.chain import SALTS
from models.database import make_engine, migrate, reading
from models.queries import home
from states.calendar import ZONE, Calendar, opening
from states.when import on

FIRST_DAY = dt.date(2023, 1, 9)
"""A Monday: where the invented country's time begins."""
EVERYTHING_EVERY = 1000
"""Steps after which everything is checked."""
DAY = dt.timedelta(1)
MINUTE = dt.timedelta(minutes=1)
FACTS = {"name": "ISP Desk", "team_address": "team@desk.example"}
CRASHES, DOUBLES, WRONG, TAKEN_BACK, OUTAGES = 0.015, 0.02, 0.03, 0.03, 0.006
"""Shares: of orders and rounds that crash, or run twice; of acts that are wrong, or undone; of days without rounds."""


def home_of(home: Path) -> App:
    """A home for one simulation in an empty or new folder. Raises HomeError where something is in it.

    It is fast and does not survive a loss of power; whoever opens it later opens it as any other home.
    """
    if home.exists() and any(home.iterdir()):
        raise HomeError(f"{home} is not empty; name an empty or new folder.")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = Settings(home=home, database_url=None, smtp_host=None)
    engine = with_key(make_engine(settings.url(), durable=False), settings)
    migrate(engine)
    app = App(settings, engine)
    for key, value in FACTS.items():
        app.set_fact(key, value)
    return app


Work = Callable[[App, dt.datetime], rounds.RoundReport]
Event = tuple[dt.datetime, int, Callable[[], None]]


class Simulation:
    """One life of the invented country; single-threaded, and the same for the same seed on every machine.

    `pace` stretches the days between two acts upon an ISP, or shortens them below 1; the first ISPs live
    as `staged` says (see `staging`), one for each name.
    """

    def __init__(
        self,
        app: App,
        isps: int,
        years: int,
        seed: int,
        last: dt.datetime | None = None,
        *,
        pace: float = 1.0,
        staged: tuple[str, ...] = (),
    ) -> None:
        salts = Random(f"{seed}:salts")  # noqa: S311 - a plan, not a secret: the home is a made-up one
        engine = app.engine.execution_options(**{SALTS: lambda: f"{salts.getrandbits(128):032x}"})
        self.app = replace(app, engine=engine)
        self.engine: Engine = engine
        self.chance = Random(f"{seed}:life")  # noqa: S311 - likewise
        self.country = invent(isps)
        self.cases = [case(self.country, number, self.chance) for number in range(isps)]
        self.years, self.pace, self.staged = years, pace, staged
        self.begins = opening(FIRST_DAY) - dt.timedelta(hours=2)
        self.ends = last or self.begins + dt.timedelta(days=round(years * 365.25))
        self.at = self.begins
        self.report = Report(isps=isps)
        self.record = Record(app.engine)
        self.checker = Checker(engine, self.record)
        self.fuse = Fuse(app.engine)
        self.post = Postman(engine, f"{seed}:post")
        self._events: list[Event] = []
        self._numbers = count(1)
        self._ids = count(1)
        self._quiet_until: dt.date | None = None

    # The clock.

    def now(self) -> dt.datetime:
        """The virtual instant."""
        return self.at

    def _later(self, at: dt.datetime, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (at, next(self._numbers), what))

    def _calendar(self) -> Calendar:
        with reading(self.engine) as session:
            return home.calendar(session)

    def _some_time(self, days: tuple[int, int]) -> dt.datetime:
        """An instant so many working days on: mostly in working hours, now and then at night or exactly at a bound."""
        ahead = round(self.chance.randint(*days) * self.pace)
        day = self.at.astimezone(ZONE).date() + dt.timedelta(days=ahead * 7 // 5)
        when, kind = self.chance.randint(0, 479), self.chance.random()
        if kind < 0.94:  # noqa: PLR2004 - else on whatever day it is, weekends and nights included
            while day.weekday() >= 5:  # noqa: PLR2004 - Saturday
                day += DAY
            at = dt.datetime.combine(day, dt.time(9), ZONE).astimezone(dt.UTC) + when * MINUTE
            return max(at, self.at + MINUTE)
        at = dt.datetime.combine(day, dt.time(self.chance.choice((0, 6, 9, 17, 23))), ZONE).astimezone(dt.UTC)
        return max(at, self.at + MINUTE)

    # Steps.

    def run(self) -> Report:
        """Live through it and check everything at the end."""
        collects = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
        try:
            self._set_up()
            while self._events and self._events[0][0] < self.ends:
                at, _, what = heapq.heappop(self._events)
                self.at = max(self.at, at)
                what()
            self.at = self.ends
            return self._finish()
        finally:
            gc.set_threshold(*collects)
            gc.unfreeze()
            self.fuse.light(0)
            self.record.close()

    def _set_up(self) -> None:
        years = range(FIRST_DAY.year - 1, FIRST_DAY.year + self.years + 6)
        storing = [calendars.storing(year) for year in years]
        orders = [
            *(replace(order, payload={**order.payload, "computed_with": "the simulation"}) for order in storing),
            policies.adopting("current"),
            *setting_up(self.country, self.chance),
        ]
        done = desk.do_all(self.engine, orders, self.now)
        if isinstance(done, tuple):
            raise HomeError(done[1].reasons[0].en)
        for trouble, one in zip(self.staged, self.cases, strict=False):
            begins, acts = STAGED[trouble]
            self._later(self._before(begins), lambda one=one: self._begin(one, lives=False))  # type: ignore[misc]  # bound at once
            for days, act in acts:
                self._later(self._before(days), lambda one=one, act=act: self._play(one, act))  # type: ignore[misc]  # likewise
        spread = (self.ends - self.begins) * 0.7
        for number, one in enumerate(self.cases[len(self.staged) :]):
            part = self.chance.random() if number else 0.0
            self._later(self.begins + DAY / 8 + spread * part, lambda one=one: self._begin(one))  # type: ignore[misc]  # bound at once
        self._later(self.begins, self._day)

    def _day(self) -> None:
        """Plan one day: its rounds, and what the office does."""
        day = self.at.astimezone(ZONE).date()
        self._later(dt.datetime.combine(day + DAY, dt.time(7), ZONE).astimezone(dt.UTC), self._day)
        self.report.days += 1
        if day.weekday() >= 5 and self.chance.random() < 0.9:  # noqa: PLR2004 - the engine is there at weekends too
            return
        if self.chance.random() < OUTAGES:
            self._quiet_until = day + dt.timedelta(days=self.chance.randint(0, 4))
        full = self.chance.random() < hours.FULL
        for time, name in hours.ROUNDS:
            if self._quiet_until is None or day > self._quiet_until:
                at = dt.datetime.combine(day, time, ZONE).astimezone(dt.UTC)
                self._later(at, lambda name=name: self._hour(name, anyway=full))  # type: ignore[misc]  # bound at once
        if day.weekday() < 5:  # noqa: PLR2004 - Saturday
            at = dt.datetime.combine(day, dt.time(10), ZONE).astimezone(dt.UTC)
            for between, what in OFFICE:
                if self.chance.random() < 1 / between:
                    self._later(at, lambda what=what: self._office(what))  # type: ignore[misc]  # bound at once

    def _office(self, what: Callable[[Office], Iterator[Any]]) -> None:
        office = Office(self.record, self.country, self.at.astimezone(ZONE).date(), self.chance, self._left_alone)
        for kind, stream, actor, payload in list(what(office)):
            self._order(Order(self._id(), kind, stream, actor, payload))

    @property
    def _left_alone(self) -> frozenset[str]:
        """The streams of staged lives: what waits there for a decision goes on waiting."""
        return frozenset(f"isp:{one.ref}" for one in self.cases[: len(self.staged)])

    def _id(self) -> str:
        return f"act:{next(self._ids)}"

    def _begin(self, one: Case, *, lives: bool = True) -> None:
        orders = [self._order_of(one, said) for said in life.beginning(one)]
        if self.chance.random() < CRASHES:
            self._crashing(orders[0], lambda: desk.do_all(self.engine, orders, self.now))
        done = desk.do_all(self.engine, orders, self.now)
        if isinstance(done, tuple):
            self.checker.say(f"{one.ref}: {orders[done[0]].kind} was refused when it was made known")
        self.report.orders += len(orders)
        self._checked(orders[0].stream, fresh=True)
        if self.chance.random() < DOUBLES:
            self._again(orders[0], desk.do(self.engine, orders[0], self.now))
        if lives:
            self._later(self._some_time((1, 10)), lambda: self._act(one))

    def _before(self, days: int) -> dt.datetime:
        """Eleven on the working day that lies so many days before the end, or on the Friday before it."""
        day = self.ends.astimezone(ZONE).date() - dt.timedelta(days=days)
        day -= dt.timedelta(days=max(0, day.weekday() - 4))
        return dt.datetime.combine(day, dt.time(11), ZONE).astimezone(dt.UTC)

    def _play(self, one: Case, act: life.Act) -> None:
        """One act of a staged life; a refusal is a finding, for it was laid out to be allowed."""
        seen = glance(self.record, one.ref)
        if seen is None:
            return
        for said in act(life.Scene(one, seen, self.at.astimezone(ZONE).date(), self.chance)):
            result = self._order(self._order_of(one, said))
            if isinstance(result, Refused):
                self.checker.say(f"{one.ref}: the staged {said.kind} was refused: {result.reasons[0].en}")
            self.at += MINUTE

    def _act(self, one: Case) -> None:
        """Somebody does something about one ISP; then it rests."""
        prefer = "force" if self.chance.random() < 0.2 else "progress"  # noqa: PLR2004 - one in five
        seen = glance(self.record, one.ref, prefer)
        if seen is None:
            return
        known = tuple(case.ref for case in self.cases if case.ref < one.ref)
        scene = life.Scene(one, seen, self.at.astimezone(ZONE).date(), self.chance, known)
        acts, days = life.next_act(scene)
        for said in acts:
            if isinstance(self._order(self._order_of(one, said)), Refused):
                break  # whoever was refused reads why, and comes back another day
            self.at += MINUTE
        if acts and acts[-1].kind == "move" and self.chance.random() < TAKEN_BACK:
            undoing = ("take_back", acts[-1].actor) if self.chance.random() < 0.6 else ("correct", "team-lead")  # noqa: PLR2004 - mostly one's own
            self._order(Order(self._id(), undoing[0], f"isp:{one.ref}", undoing[1], {"reason": "Pressed too early."}))
        self._later(self._some_time(days), lambda: self._act(one))

    def _order_of(self, one: Case, said: life.Said) -> Order:
        day = self.at.astimezone(ZONE).date() - dt.timedelta(days=said.days_ago)
        happened = on(day) if said.days_ago else None
        return Order(self._id(), said.kind, f"isp:{one.ref}", said.actor, said.payload, happened=happened)

    def _order(self, order: Order) -> Done | Refused:
        """One step: an order with, by plan, a crash before it, a wrong one before it, or the same again after it."""
        if self.chance.random() < WRONG:
            wrong = replace(order, id=self._id(), actor=self.chance.choice(self.country.bodies).person("sponsor"))
            self._step(wrong)
        if self.chance.random() < CRASHES:
            self._crashing(order)
        result = self._step(order)
        if self.chance.random() < DOUBLES:
            self._again(order, result)
        return result

    def _step(self, order: Order) -> Done | Refused:
        before = self.checker.fingerprint(order.stream)
        try:
            result = desk.do(self.engine, order, self.now)
        except Exception as error:  # noqa: BLE001 - a fault of the desk is a finding, and life goes on
            self.checker.say(f"{self.at:%Y-%m-%d %H:%M} {order.stream}: {order.kind} failed: {error!r}")
            result = refuse("failed", str(error), str(error))
        self.report.orders += 1
        if isinstance(result, Refused):
            self.report.refused += 1
            if self.checker.fingerprint(order.stream) != before:
                self.checker.say(f"{order.id}: {order.kind} was refused and changed something")
        self._checked(order.stream, fresh=isinstance(result, Done))
        return result

    def _crashing(self, order: Order, work: Callable[[], object] | None = None) -> None:
        before = self.checker.fingerprint(order.stream)
        self.fuse.light(1)
        try:
            (work or (lambda: desk.do(self.engine, order, self.now)))()
        except Crash:
            self.report.crashes += 1
            if self.checker.fingerprint(order.stream) != before:
                self.checker.say(f"{order.id}: {order.kind} crashed and left something behind")
        finally:
            self.fuse.light(0)

    def _again(self, order: Order, first: Done | Refused) -> None:
        before = self.checker.fingerprint(order.stream)
        again = desk.do(self.engine, order, self.now)
        self.report.double_runs += 1
        if isinstance(first, Done) and not (isinstance(again, Done) and again.again and again == first):
            self.checker.say(f"{order.id}: {order.kind} was answered otherwise the second time")
        if isinstance(first, Done) and self.checker.fingerprint(order.stream) != before:
            self.checker.say(f"{order.id}: {order.kind} changed something the second time")

    def _hour(self, name: str, *, anyway: bool) -> None:
        """The hour of a round: it runs where there is something to do; what a sweep leaves is looked at in any case."""
        if anyway or hours.is_due(self.record, name, self.at):
            self._round(name)
        if name == "sweep":
            self.checker.swept(self.at)

    def _round(self, name: str) -> None:
        """One step: a round that may crash half-way and then runs again, or simply runs twice."""
        if name == "send":
            self.post.deliver(self.at)
            self._counted()
            return
        work: Work = getattr(rounds, name)
        if self.chance.random() < CRASHES:
            self._crashing_round(work)
        touched = self._work(name, work)
        if self.chance.random() < DOUBLES:
            self.report.double_runs += 1
            if again := self._work(name, work):
                self.checker.say(f"{self.at:%Y-%m-%d %H:%M} {name} ran twice and touched {min(again)} again")
        if name == "measure":
            self.checker.measured(self.at)
        for ref in sorted(touched):
            if ref.startswith("EX-"):
                self.checker.isp(ref, self.at, fresh=False)
        self._counted()

    def _work(self, name: str, work: Work) -> set[str]:
        """Run a round until it has done everything; the references that it touched. A fault of it is a finding."""
        touched: set[str] = set()
        try:
            while True:
                items = work(self.app, self.at).items
                touched |= {item.reference for item in items}
                if len(items) < rounds.MOST:
                    return touched
        except Exception as error:  # noqa: BLE001 - life goes on
            self.checker.say(f"{self.at:%Y-%m-%d %H:%M} {name} failed: {error!r}")
            return touched

    def _crashing_round(self, work: Work) -> None:
        self.fuse.light(self.chance.randint(1, 3))
        try:
            work(self.app, self.at)
        except Crash:
            self.report.crashes += 1
        finally:
            self.fuse.light(0)

    def _checked(self, stream: str, *, fresh: bool) -> None:
        kind, _, ref = stream.partition(":")
        if kind == "isp":
            self.checker.isp(ref, self.at, fresh=fresh)
        self._counted()

    def _counted(self) -> None:
        self.report.steps += 1
        if self.report.steps % EVERYTHING_EVERY == 0:
            self.checker.everything(self.at, self.post.taken)

    # The end.

    def _finish(self) -> Report:
        self.checker.everything(self.at, self.post.taken, anew=True)
        with reading(self.engine) as session:
            for problem in audit.verify(session).problems:
                self.checker.say(problem)
        one, report = self.record.one, self.report
        report.history_hash = one("SELECT chain FROM ledger_head")
        report.rows = one("SELECT count(*) FROM history")
        report.rungs = one("SELECT count(*) FROM rung_claim")
        report.letters = one("SELECT count(*) FROM letter")
        report.letters_sent = one("SELECT count(*) FROM letter WHERE status = 'sent'")
        report.closures = one("SELECT count(*) FROM closure WHERE kind = 'closure'")
        report.policies = one("SELECT count(*) FROM policy")
        report.senders_died = self.post.deaths
        states = Counter(dict(self.record.rows("SELECT state, count(*) FROM version GROUP BY state ORDER BY state")))
        report.states = dict(states)
        report.violations = self.checker.violations
        return report
