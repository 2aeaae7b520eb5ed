"""The pages' services over the record: a short session for each call."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from ispdesk import desk, inbox, rounds, sessions
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.now import wall_clock
from ispdesk.sessions import Viewer
from ispdesk.settings import Settings
from ispdesk.views import answering, drafts, feed, house, isp, listing, queue, receipts, rules
from ispdesk.views.answer_shapes import AnswerView
from ispdesk.views.answering import STALE
from ispdesk.views.clock_shapes import DraftRow, ReceiptsView
from ispdesk.views.operation_shapes import OperationsView
from ispdesk.views.shapes import (
    PAGE_SIZE,
    HealthView,
    HouseView,
    InboxView,
    IspFilters,
    IspListView,
    IspView,
    MailRow,
    MailView,
    QueueView,
)
from models.database import reading, retrying, schema_state, writing
from states.calendar import local_day

Found = TypeVar("Found")


class Record:
    """What the pages ask for, answered from one home."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def settings(self) -> Settings:
        """What the operator chose."""
        return self.app.settings

    def now(self) -> dt.datetime:
        """The home's now."""
        return self.app.now()

    def clock(self) -> dt.datetime:
        """The wall clock."""
        return wall_clock()

    def viewer(self, token: str) -> Viewer | None:
        """Who is signed in by this token."""
        at, day = wall_clock(), local_day(self.app.now())
        found = self.ask(sessions.viewer, token, at, day)
        if found is None:
            return None
        if found[1]:
            self.act(sessions.note_use, token, at)
        return found[0]

    def ask(self, view: Callable[..., Found], *args: object) -> Found:
        """What a view finds."""
        with reading(self.app.engine) as session:
            return view(session, *args)

    def act(self, action: Callable[..., Found], *args: object) -> Found:
        """What is no command, in one writing transaction."""

        def once() -> Found:
            with writing(self.app.engine) as session:
                return action(session, *args)

        return retrying(once)

    def do(self, order: Order) -> Done | Refused:
        """Give the door an order."""
        return desk.do(self.app.engine, order, self.app.now)

    def rehearse(self, order: Order) -> Done | Refused:
        """What the door would answer to an order."""
        return desk.rehearse(self.app.engine, order, self.app.now)

    def do_all(self, orders: Sequence[Order]) -> Done | tuple[int, Refused]:
        """Give the door many orders, all or none."""
        return desk.do_all(self.app.engine, orders, self.app.now)

    def send_now(self) -> None:
        """Send what is due first."""
        rounds.send_now(self.app)

    def house(self) -> HouseView:
        """What stands on each page."""
        with reading(self.app.engine) as session:
            return house.house_view(session, inbox_open=self.app.has_local_inbox())

    def isps(self, filters: IspFilters, page: int) -> IspListView:
        """One page of the list."""
        with reading(self.app.engine) as session:
            return listing.isp_list(session, filters, page)

    def isp(self, ref: str) -> IspView | None:
        """One ISP."""
        at = self.app.now()
        with reading(self.app.engine) as session:
            return isp.isp_view(session, ref, at)

    def receipts(self, ref: str, kind: str) -> ReceiptsView | None:
        """The receipts of one kind of clock on one ISP."""
        at = self.app.now()
        with reading(self.app.engine) as session:
            return receipts.receipts_view(session, ref, kind, at)

    def drafts(self, who: str, *, office: bool) -> tuple[DraftRow, ...]:
        """The drafted escalations that wait for a person."""
        at = self.app.now()
        with reading(self.app.engine) as session:
            return drafts.drafts_for(session, at, who, office=office)

    def queue(self) -> QueueView:
        """The queue."""
        at = self.app.now()
        with reading(self.app.engine) as session:
            return queue.queue_view(session, at)

    def operations(self) -> OperationsView:
        """The operators' page."""
        at = self.app.now()
        with reading(self.app.engine) as session:
            return rules.operations_view(session, at)

    def inbox(self, page: int) -> InboxView | None:
        """One page of the local inbox, newest first."""
        if not self.app.has_local_inbox():
            return None
        found = sorted(inbox.mails(self.app.inbox_folder), key=lambda mail: mail.order, reverse=True)
        part = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        now = self.app.now()
        return InboxView(tuple(MailRow(m.id, m.date or now, m.to, m.subject) for m in part), len(found), page)

    def inbox_mail(self, mail_id: str) -> MailView | None:
        """One mail of the local inbox."""
        if not self.app.has_local_inbox():
            return None
        try:
            found = inbox.mail(self.app.inbox_folder, mail_id)
        except inbox.NoSuchMail:
            return None
        headers = (
            ("From", found.sender),
            ("To", found.to),
            ("Subject", found.subject),
            ("Message-ID", found.message_id),
        )
        return MailView(
            id=found.id,
            received_at=found.date or self.app.now(),
            sender=found.sender,
            to=found.to,
            subject=found.subject,
            headers=headers,
            text=found.text or None,
            html=found.html or None,
        )

    def answering(self, token: str) -> AnswerView:
        """A partner's link."""
        at = self.app.now()
        with reading(self.app.engine) as session:
            return answering.answer_view(session, token, at)

    def answer(self, token: str, number: int, mark: str, payload: Mapping[str, Any]) -> Refused | None:
        """Give the door what was answered, in the name of the person the link is bound to."""
        with reading(self.app.engine) as session:
            order = answering.order_of(session, token, number, mark, payload)
        if order is None:
            return STALE
        result = desk.do(self.app.engine, order, self.app.now)
        return result if isinstance(result, Refused) else None

    def calendar(self, token: str) -> bytes | None:
        """The private calendar behind a token."""
        at = self.app.now()
        with reading(self.app.engine) as session:
            return feed.calendar(session, token, at)

    def health(self) -> HealthView:
        """What /health prints."""
        with reading(self.app.engine) as session:
            return house.health_view(session, wall_clock(), schema_state(self.app.engine))
