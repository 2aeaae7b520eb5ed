"""A practice queue of 23 is worked off by two assurers at once, each in a browser of their own, without a collision."""

import datetime as dt
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "integration"))

from answering import Standing, mails
from browsing import token_for
from world import ASSURER, COORDINATOR, World, install, move, to_draft

from ispdesk import audit, rounds
from ispdesk.commands.shape import Order
from ispdesk.views.clocks import time_view
from ispdesk.web import serve
from ispdesk.web.hall import COOKIE
from models.database import make_engine, writing
from models.queries import isps
from models.tables.journal import History
from models.tables.post import Notice

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

REFS = [f"Q{n:02}" for n in range(1, 24)]
OTHER = "gwyn"
CLAIMED, DECIDED = dt.datetime(2026, 3, 9, 10, 4, tzinfo=dt.UTC), dt.datetime(2026, 3, 11, 10, 30, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 3, 12, 8, 45, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 3, 12, 12, tzinfo=dt.UTC)
TEAMS_DAYS = 8
"""Openings from the submission, on 2 March before the opening, to the decision: 2-6, 9, 10 and 11 March."""


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Twenty-three ISPs in the queue, by commands through the door."""
    made = install(make_engine(f"sqlite:///{tmp_path_factory.mktemp('queue') / 'desk.db'}"))
    gwyn = {"name_en": "Gwyn", "address": "gwyn@desk.test", "language": "cy"}
    made.done(Order("o1", "enter_person", f"person:{OTHER}", "operator", gwyn))
    made.done(Order("o2", "grant_role", f"person:{OTHER}", "operator", {"role": "assurer"}))
    made.run([one for ref in REFS for one in [*to_draft(ref), move(ref, "submit", review_date="2028-03-01")]])
    made.at = CLAIMED
    return made


@pytest.fixture(scope="module")
def home(queue: World) -> Iterator[str]:
    app = queue.app
    listener = serve.bound(0)
    server = serve.server(Standing(app.settings, app.engine, queue))
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://{serve.HOST}:{serve.port_of(listener)}"
    server.should_exit = True
    thread.join()


class Desk:
    """One assurer's browser."""

    def __init__(self, chromium: Any, home: str, queue: World, who: str) -> None:
        self.home, self.who = home, who
        with writing(queue.engine) as session:
            token = token_for(session, who, strong=True)
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": COOKIE, "value": token, "url": home}])
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def board(self, query: str = "") -> list[str]:
        """Open the board; the references of its list in order."""
        self.page.goto(f"{self.home}/en/queue{query}")
        return [
            str(row.get_attribute("data-isp")) for row in self.page.locator("#desk-form > table tr[data-isp]").all()
        ]

    def tick(self, refs: list[str]) -> None:
        """Tick these on the board that is open, and say that one is independent."""
        for ref in refs:
            self.page.check(f"input[name=refs][value={ref}]")
        self.page.check("input[name=independent]")

    def press(self) -> None:
        """Press Claim and go on without waiting for the answer."""
        self.page.evaluate("setTimeout(() => document.querySelector('button[value=claim]').click())")

    def outcome(self) -> tuple[list[str], list[str], str]:
        """What was done, what was refused, and all that the page of the outcome says."""
        self.page.wait_for_selector("#done")
        refs = [
            self.page.locator(f"ul[aria-labelledby={part}] .desk-quiet").all_inner_texts()
            for part in ("done", "refused")
        ]
        return refs[0], refs[1], " ".join(self.page.inner_text("main").split())

    def claim(self, refs: list[str]) -> tuple[list[str], list[str], str]:
        """Claim these on the board that is open."""
        self.tick(refs)
        self.press()
        return self.outcome()

    def move(self, ref: str, trigger: str, reason: str = "") -> None:
        """Make a move by the ISP's own page."""
        self.page.goto(f"{self.home}/en/isps/{ref}/move/{trigger}")
        self.page.fill("[name=reason]", reason)
        with self.page.expect_navigation():
            self.page.locator("#desk-form button:visible").first.click()
        assert not self.page.locator(".govuk-error-summary").count(), self.page.inner_text("main")


def test_two_assurers_work_off_a_queue_of_23_at_once(chromium: Any, home: str, queue: World) -> None:
    alys, gwyn = (Desk(chromium, home, queue, who) for who in (ASSURER, OTHER))
    _claim(alys, gwyn)
    queue.at = DECIDED
    returned = [ref for desk in (alys, gwyn) for ref in _decide(desk)]
    assert alys.board() == gwyn.board() == []
    assert sorted(gwyn.board("?with=coordinators")) == sorted(returned)
    # Chromium's own line about an answer that is no success: a form of which every part was refused.
    assert [words for desk in (alys, gwyn) for words in desk.said if "409" not in words] == []
    _history(queue, returned)
    _letters(queue, returned)
    _clocks(queue, returned)


def _claim(alys: Desk, gwyn: Desk) -> None:
    order = alys.board()
    assert gwyn.board() == order == REFS[:23]
    first, seconds = REFS[:9], REFS[7:14]
    assert alys.claim(first)[:2] == (first, [])
    done, refused, said = gwyn.claim(seconds)  # on the board as it was before
    assert (done, refused) == (REFS[9:14], REFS[7:9])
    assert said.count("Alys claimed it at 10:04.") == 2
    assert gwyn.board("?whose=unclaimed") == alys.board("?whose=unclaimed") == REFS[14:]
    alys.tick(REFS[14:19])
    gwyn.tick(REFS[16:21])
    alys.press()  # at the same moment
    gwyn.press()
    outcomes = [desk.outcome() for desk in (alys, gwyn)]
    assert sorted(outcomes[0][0] + outcomes[1][0]) == REFS[14:21]
    assert sorted(outcomes[0][1] + outcomes[1][1]) == REFS[16:19]
    _by_keyboard(gwyn)
    done, refused, _ = alys.claim(alys.board("?whose=unclaimed"))
    assert (done, refused) == ([REFS[22]], [])


def _by_keyboard(desk: Desk) -> None:
    """One is claimed by keys alone; they do nothing when they are turned off."""
    assert desk.board("?whose=unclaimed") == REFS[21:]
    keys = desk.page.keyboard
    desk.page.click("#shortcuts summary")
    desk.page.click("#shortcuts-switch")
    keys.press("j")
    assert desk.page.evaluate("document.activeElement.id") == "shortcuts-switch"
    desk.page.click("#shortcuts-switch")
    for key in ("j", "k", "x", "c", "Space", "c"):
        keys.press(key)
    assert desk.page.is_checked(f"input[value={REFS[21]}]")
    with desk.page.expect_navigation():
        keys.press("Enter")
    assert desk.outcome()[0] == [REFS[21]]


def _decide(desk: Desk) -> list[str]:
    """Decide on one's own: every third is returned, all others are assured."""
    own = desk.board("?whose=mine")
    assert own
    for n, ref in enumerate(own):
        if n % 3:
            desk.move(ref, "assure")
        else:
            desk.move(ref, "return_for_amendment", "The third flow names nobody.")
    return own[::3]


def _history(queue: World, returned: list[str]) -> None:
    rows = queue.rows(History)
    for kind, refs in (("claim", REFS), ("return_for_amendment", returned), ("assure", sorted({*REFS} - {*returned}))):
        assert sorted(row.stream for row in rows if row.kind == kind) == sorted(f"isp:{ref}" for ref in refs), kind
    claimed = {row.stream: row.actor for row in rows if row.kind == "claim"}
    decided = {row.stream: row.actor for row in rows if row.kind in ("assure", "return_for_amendment")}
    assert decided == claimed, "who claimed it decides"
    assert set(claimed.values()) == {ASSURER, OTHER}
    found = queue.read(audit.verify)
    assert (found.ok, found.rows) == (True, len(rows)), found.problems
    assert queue.read(audit.live_problems) == []


def _letters(queue: World, returned: list[str]) -> None:
    told = [row for row in queue.rows(Notice) if row.message == "move_made" and row.created_at >= DECIDED]
    assert Counter(row.values["ref"] for row in told) == Counter(REFS)
    queue.at = MORNING
    rounds.digest(queue.app, MORNING)
    (letter,) = mails(queue, COORDINATOR, "digest")
    assert {letter.count(f"Reference: {ref}\n") for ref in returned} == {1}
    assert max(letter.count(f"Reference: {ref}\n") for ref in REFS) == 1, "of what is only told the last may be counted"
    (sent,) = {row.letter_id for row in queue.rows(Notice) if row.id in {one.id for one in told}}
    assert sent is not None, "one letter carries all 23"
    assert len(mails(queue, COORDINATOR, "invitation")) == len(REFS) - len(returned), "one review date each"
    assert [item.reference for item in rounds.digest(queue.app, MORNING).items] == []


def _clocks(queue: World, returned: list[str]) -> None:
    queue.at = LATER
    for ref in REFS:
        time = queue.read(lambda session, ref=ref: time_view(session, isps.by_ref(session, ref), LATER))
        days = {row.party: row.days for row in time.held if row.days}
        after = "coordinator" if ref in returned else "nobody"
        assert days == {"team": TEAMS_DAYS, after: 1}, (ref, days)
        assert time.total == sum(days.values()) == TEAMS_DAYS + 1
