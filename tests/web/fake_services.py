"""The record in memory, as short as the contract."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import fake_answers
import fake_clocks
from fake_rows import (
    AWAITING,
    CLOSE,
    COUNCILS,
    GROUPS,
    MAIL,
    NOW,
    PLAIN,
    ROWS,
    UNKNOWN,
    UNSAID,
    isp_view,
    month,
)

from ispdesk import access
from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.sessions import Viewer
from ispdesk.settings import Settings
from ispdesk.views import operation_shapes as o
from ispdesk.views import shapes as s
from ispdesk.views.answer_shapes import AnswerView
from ispdesk.views.clock_shapes import DraftRow, ReceiptsView
from ispdesk.views.triage import Board, Filters, Section, triage
from ispdesk.words import Text
from states.lifecycle import Role

TOKEN = "a-session-of-the-team"  # noqa: S105 - of no record
VIEWER = Viewer(
    ref="waspi-team",
    name_en="WASPI team",
    name_cy="Tîm WASPI",
    organisation=None,
    roles=frozenset({Role.ASSURER, Role.TEAM_LEAD}),
    strong=True,
    shared=True,
    how="entered",
    session="",
    csrf="a mark",
)
Found = TypeVar("Found")


@dataclass
class FakeServices:
    """Answers from the rows above; `queue_rows` and `broken` are set by tests."""

    queue_rows: tuple[s.IspRow, ...] = AWAITING
    mails: int = 27
    drafted: bool = True
    broken: bool = False
    unwell: bool = False
    refusing: Refused | None = None
    answered: list[tuple[str, int, str, dict[str, Any]]] = field(default_factory=list)

    settings: Settings = field(default_factory=lambda: Settings(home=Path("/nowhere")))
    viewing: Viewer | None = VIEWER

    def now(self) -> dt.datetime:
        return NOW

    def clock(self) -> dt.datetime:
        return NOW

    def viewer(self, token: str) -> Viewer | None:
        return self.viewing if token == TOKEN else None

    def ask(self, view: Callable[..., Any], *args: object) -> Any:
        if view is access.roles_for_isp:  # the team has a part in every ISP there is
            return access.TEAM if self.isp(str(args[1])) is not None else None
        if view is triage:  # an empty board; what stands on one: tests/integration/test_triage_pages.py
            filters = cast("Filters", args[0])
            return Board(filters, Section(filters.turn, ()), (), {}, 0, 0, None, ())
        raise AssertionError(f"{view} needs a record, for {args}")

    def act(self, action: Callable[..., Found], *args: object) -> Found:
        raise AssertionError(f"{action} needs a record, for {args}")

    def do(self, order: Order) -> Done | Refused:
        raise AssertionError(f"{order.kind} needs a record")

    def rehearse(self, order: Order) -> Done | Refused:
        raise AssertionError(f"{order.kind} needs a record")

    def do_all(self, orders: Sequence[Order]) -> Done | tuple[int, Refused]:
        raise AssertionError(f"{len(orders)} orders need a record")

    def send_now(self) -> None:
        raise AssertionError("there is no record whose letters could leave")

    def house(self) -> s.HouseView:
        if self.broken:
            raise OSError("the database is away")
        statement = Text(
            "This register is reconstructed from a report of 2013.",
            "Ail-grëwyd y gofrestr hon o adroddiad 2013.",
        )
        alerts = (Text("No sweep has run since the home was made.", "Ni redodd yr un ysgubiad ers creu'r cartref."),)
        return s.HouseView(Text("WASPI: Wales 2012", "WASPI: Cymru 2012"), NOW, statement, alerts, inbox_open=True)

    def isps(self, filters: s.IspFilters, page: int) -> s.IspListView:
        found = [
            r
            for r in ROWS
            if (filters.group is None or r.state in GROUPS[filters.group])
            and (filters.place is None or COUNCILS.get(filters.place) in r.places)
            and (filters.text is None or filters.text.lower() in f"{r.ref} {r.title.en} {r.title.cy}".lower())
        ]
        rows = tuple(found[(page - 1) * s.PAGE_SIZE : page * s.PAGE_SIZE])
        places = tuple(s.Place(code, name) for code, name in COUNCILS.items())
        return s.IspListView(rows, len(found), len(ROWS), page, places)

    def isp(self, ref: str) -> s.IspView | None:
        return next((isp_view(r) for r in ROWS if r.ref == ref), None)

    def receipts(self, ref: str, kind: str) -> ReceiptsView | None:
        found = next((r for r in ROWS if r.ref == ref), None)
        return fake_clocks.receipts(ref, found.title, kind) if found else None

    def drafts(self, who: str, *, office: bool) -> tuple[DraftRow, ...]:
        assert (who, office) == (VIEWER.ref, True)
        return fake_clocks.drafts() if self.drafted else ()

    def queue(self) -> s.QueueView:
        rows = tuple(queue_row(r) for r in self.queue_rows)
        years = Text(
            "10 were assured in 24 to 33 months (our assumption); 23 at that rate",
            "Sicrhawyd 10 mewn 24 i 33 mis (ein rhagdybiaeth); 23 ar y raddfa honno",
        )
        measures = (
            s.Measure(
                "count",
                "red",
                len(rows),
                len(rows),
                method=Text("amber from 10, red from 20", "oren o 10, coch o 20"),
            ),
            s.Measure("oldest", "red", 124, 145, 1, 23, Text("amber from 30, red from 60", "oren o 30, coch o 60")),
            s.Measure(
                "over_budget",
                method=Text("amber from 25%, red from 50%", "oren o 25%, coch o 50%"),
                why_unknown=UNSAID,
            ),
            s.Measure("clearance", "red", 55, 76, method=years),
        )
        groups = (s.GroupLevel("north", Text("North Wales QA group", "Grŵp y Gogledd"), 3, "amber", CLOSE.date()),)
        return s.QueueView(rows, "red", CLOSE, measures, later_versions=1, groups=groups)

    def operations(self) -> o.OperationsView:
        words = Text("The sweep is late", "Mae'r ysgubo'n hwyr")
        says, todo = Text("Since noon.", "Ers hanner dydd."), Text("Sweep.", "Ysgubwch.")
        alert = o.AlertView("sweep_late", "sweep", words, says, todo, NOW)
        never = (Text("the QA group never holds an ISP there", "nid yw'r grŵp byth yn dal ISP yno"),)
        deaf = (Text("nobody would hear of it", "ni fyddai neb yn clywed"),)
        rung = o.RungView("due", Text("due", "yn ddyledus"), NOW, CLOSE, deaf)
        triage = Text("Taking up a submission", "Derbyn cyflwyniad")
        rules = (
            o.RuleView("qa_triage", triage, 3, (rung, o.RungView("last", words))),
            o.RuleView("group_only", Text("The group alone", "Y grŵp yn unig"), 0, (rung,), never),
            o.RuleView("review_notice", Text("Notice", "Rhybudd"), 1, (), (), Text("Give notice", "Rhoi rhybudd")),
        )
        if self.unwell:
            return o.OperationsView((), (), ())
        return o.OperationsView(
            (alert,), (o.RoundView("sweep", Text("Sweep of the clocks", "Ysgubo'r clociau"), NOW, 4),), rules
        )

    def inbox(self, page: int) -> s.InboxView | None:
        if not self.mails:
            return None
        every = [
            s.MailRow("m2" if n % 2 else "m1", NOW, MAIL.to, "" if n % 2 else MAIL.subject) for n in range(self.mails)
        ]
        return s.InboxView(tuple(every[(page - 1) * s.PAGE_SIZE : page * s.PAGE_SIZE]), len(every), page)

    def inbox_mail(self, mail_id: str) -> s.MailView | None:
        return {"m1": MAIL, "m2": PLAIN}.get(mail_id)

    def answering(self, token: str) -> AnswerView:
        return fake_answers.VIEWS.get(token, fake_answers.UNKNOWN)

    def answer(self, token: str, number: int, mark: str, payload: Mapping[str, Any]) -> Refused | None:
        self.answered.append((token, number, mark, dict(payload)))
        return self.refusing

    def calendar(self, token: str) -> bytes | None:
        return b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" if token.endswith("-open") else None

    def health(self) -> s.HealthView:
        return s.HealthView(not self.unwell, (s.Check("database", not self.unwell, "answers"),))


def queue_row(r: s.IspRow) -> s.QueueRow:
    waits = {"ISP-0005": "coordinator", "ISP-0006": "team"}.get(r.ref)
    age = s.Age(124, 145) if r.ref == "ISP-0005" else s.Age(why_unknown=UNSAID)
    first = month(2012, 3) if r.ref == "ISP-0005" else UNKNOWN
    return s.QueueRow(r.ref, r.title, r.state, waits, age, r.standing, first, 1 if waits else None, r.ref == "ISP-0006")
