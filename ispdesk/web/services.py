"""What the pages ask for; `build` is given one of these, and the pages know nothing else of the record."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.sessions import Viewer
from ispdesk.settings import Settings
from ispdesk.views.answer_shapes import AnswerView
from ispdesk.views.clock_shapes import DraftRow, ReceiptsView
from ispdesk.views.operation_shapes import OperationsView
from ispdesk.views.shapes import (
    HealthView,
    HouseView,
    InboxView,
    IspFilters,
    IspListView,
    IspView,
    MailView,
    QueueView,
)

Found = TypeVar("Found")


class Services(Protocol):
    """Called from worker threads, so no session of the database is kept between calls.

    `ask`, `act` and `do` are all that the areas of the signed-in pages need; the rest are the pages that only show.
    """

    @property
    def settings(self) -> Settings:
        """What the operator chose."""
        ...

    def now(self) -> dt.datetime:
        """Return the home's now."""
        ...

    def clock(self) -> dt.datetime:
        """Return the wall clock, which sessions and their limits go by."""
        ...

    def viewer(self, token: str) -> Viewer | None:
        """Return who is signed in by this token, and note that it was used."""
        ...

    def ask(self, view: Callable[..., Found], *args: object) -> Found:
        """Return what a view (session, *args) finds, in a reading session of its own."""
        ...

    def act(self, action: Callable[..., Found], *args: object) -> Found:
        """Carry out what is no command (design §2: sessions, tokens, limits) in one writing transaction."""
        ...

    def do(self, order: Order) -> Done | Refused:
        """Give the door an order."""
        ...

    def rehearse(self, order: Order) -> Done | Refused:
        """Return what the door would answer to an order; nothing is changed."""
        ...

    def do_all(self, orders: Sequence[Order]) -> Done | tuple[int, Refused]:
        """Give the door many orders: all are carried out, or none, and then the first refusal with its place."""
        ...

    def send_now(self) -> None:
        """Send what is due first: somebody waits for it at the screen. Raises whatever a mail server makes of it."""
        ...

    def house(self) -> HouseView:
        """Return what stands on each page; called for each page, errors included."""
        ...

    def isps(self, filters: IspFilters, page: int) -> IspListView:
        """Return page `page` (from 1) of the matching ISPs by reference, PAGE_SIZE rows.

        Past the end there are no rows, but `found` stays; a place that does not exist matches nothing.
        """
        ...

    def isp(self, ref: str) -> IspView | None:
        """Return one ISP, or None where there is none of that reference."""
        ...

    def receipts(self, ref: str, kind: str) -> ReceiptsView | None:
        """Return the receipts of one kind of clock on one ISP, or None where there are none."""
        ...

    def drafts(self, who: str, *, office: bool) -> tuple[DraftRow, ...]:
        """Return the drafted escalations that wait, the oldest first: all, or those of this person."""
        ...

    def queue(self) -> QueueView:
        """Return all ISPs with an open QA round, in the queue's order, and the last measurement."""
        ...

    def operations(self) -> OperationsView:
        """Return open alerts, the rounds' last runs and every rule."""
        ...

    def inbox(self, page: int) -> InboxView | None:
        """Return page `page` (from 1) of the local inbox, or None where mails leave for a real server."""
        ...

    def inbox_mail(self, mail_id: str) -> MailView | None:
        """Return one mail of the local inbox, or None."""
        ...

    def answering(self, token: str) -> AnswerView:
        """Return how a partner's link stands and what is asked by it; one that is not ours shows nothing."""
        ...

    def answer(self, token: str, number: int, mark: str, payload: Mapping[str, Any]) -> Refused | None:
        """Write down what was answered on the form of this number and mark; return why not, or None."""

    def calendar(self, token: str) -> bytes | None:
        """Return the private calendar behind a token, or None where it opens nothing."""
        ...

    def health(self) -> HealthView:
        """Return what /health prints; quick, and without secrets."""
        ...
