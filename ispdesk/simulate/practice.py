"""The practice home: three years of an invented country, standing on a Tuesday morning, with every kind of trouble."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ispdesk import desk, inbox, rounds
from ispdesk.bootstrap import App, HomeError, open_home
from ispdesk.commands.shape import Done, Order
from ispdesk.simulate.look import Record
from ispdesk.simulate.report import Report
from ispdesk.simulate.running import Simulation, home_of
from ispdesk.simulate.staging import STAGED
from models.base import EPOCH, MICROSECOND
from states.calendar import ZONE
from states.words import Sentence

ISPS, YEARS, SEED, PACE = 60, 3, 1, 3.0
STANDS_AT = dt.datetime(2026, 1, 13, 9, 30, tzinfo=ZONE)
"""A Tuesday morning, three years after the first day."""
MAILS_OF = dt.timedelta(days=7)
STATEMENT = Sentence(
    "An invented country, for practice: no body, person or protocol in it is real.",
    "Gwlad ddychmygol, at ymarfer: nid oes yr un corff, person na phrotocol ynddi'n real.",
)
Say = Callable[[Sentence], None]


def make(home: Path, say: Say, base_url: str, isps: int = ISPS) -> tuple[App, Report]:
    """Make the practice home in an empty folder. Raises HomeError where something is in it."""
    made = home_of(home)
    made.set_fact("base_url", base_url)
    say(Sentence("Living through three years of an invented country …", "Byw trwy dair blynedd gwlad ddychmygol …"))
    ends = STANDS_AT.astimezone(dt.UTC)
    report = Simulation(made, isps, YEARS, SEED, ends, pace=PACE, staged=tuple(STAGED)).run()
    rounds.watch(made, ends)
    described = {"name": STATEMENT.en, "statement_en": STATEMENT.en, "statement_cy": STATEMENT.cy}
    order = Order("practice:register", "describe_register", "register:practice", "operator", described)
    if not isinstance(done := desk.do(made.engine, order, lambda: STANDS_AT.astimezone(dt.UTC)), Done):
        raise HomeError(done.reasons[0].en)
    made.set_fact("fixed_time", STANDS_AT.astimezone(dt.UTC).isoformat())
    made.engine.dispose()
    app = open_home(made.settings)
    say(Sentence("Putting the mails of the last days into the inbox …", "Rhoi post y dyddiau diwethaf yn y blwch …"))
    _fill_inbox(app)
    return app, report


def _fill_inbox(app: App) -> None:
    """Put what servers took in the last days into the local inbox, in that order."""
    with inbox.Inbox(app.inbox_folder):
        pass  # it makes its folders
    record = Record(app.engine)
    since = (STANDS_AT - MAILS_OF - EPOCH) // MICROSECOND
    taken = """
        SELECT b.raw FROM letter l JOIN letter_bytes b ON b.letter_id = l.id
        WHERE l.status = 'sent' AND l.settled_at >= ? ORDER BY l.settled_at, l.id
    """
    for (raw,) in record.rows(taken, since):
        inbox.store(app.inbox_folder, raw)
    record.close()


TROUBLES: dict[str, tuple[Sentence, str]] = {
    "over_budget": (
        Sentence("Over their budget", "Dros eu cyllideb"),
        "SELECT count(DISTINCT stream) FROM timer WHERE status = 'running' AND fire_at < :at",
    ),
    "on_hold": (Sentence("On hold", "Wedi'u gohirio"), "SELECT count(*) FROM version WHERE on_hold"),
    "with_partners": (
        Sentence("Waiting for a partner", "Yn aros am bartner"),
        "SELECT count(*) FROM version WHERE holder = 'partners' AND place <> 'past'",
    ),
    "returned": (
        Sentence("Returned for amendment", "Wedi'u dychwelyd i'w diwygio"),
        "SELECT count(*) FROM version WHERE state = 'returned' AND place <> 'past'",
    ),
    "returned_again": (
        Sentence("Returned twice or more", "Wedi'u dychwelyd ddwywaith neu fwy"),
        """
        SELECT count(*) FROM version v JOIN isp i ON i.id = v.isp_id WHERE v.place <> 'past' AND 2 <= (
            SELECT count(*) FROM history h
            WHERE h.stream = 'isp:' || i.ref AND json_extract(h.body, '$.to') = 'returned')
        """,
    ),
    "resubmitted": (
        Sentence("Resubmitted, in the queue again", "Wedi'u hailgyflwyno, yn y ciw eto"),
        "SELECT count(*) FROM version WHERE state IN ('qa_queue', 'qa_review') AND round > 1 AND place <> 'past'",
    ),
    "declined": (
        Sentence("Sign-offs declined", "Llofnodion a wrthodwyd"),
        "SELECT count(*) FROM signoff WHERE outcome = 'declined'",
    ),
    "drafts_coordinator": (
        Sentence("Escalations that wait for a coordinator", "Uwchgyfeiriadau sy'n aros am gydlynydd"),
        "SELECT count(*) FROM draft WHERE status = 'waiting' AND before = 'coordinator'",
    ),
    "drafts_team": (
        Sentence("Escalations that wait for the team", "Uwchgyfeiriadau sy'n aros am y tîm"),
        "SELECT count(*) FROM draft WHERE status = 'waiting' AND before = 'team'",
    ),
    "alerts": (
        Sentence("Alerts", "Rhybuddion"),
        "SELECT count(*) FROM alert WHERE closed_at IS NULL",
    ),
    "review_overdue": (
        Sentence("Reviews overdue", "Adolygiadau'n hwyr"),
        """
        SELECT count(*) FROM version WHERE place = 'force' AND (state = 'lapsed' OR (
            state IN ('review_due', 'in_review') AND review_date < date(:at / 1000000, 'unixepoch')))
        """,
    ),
    "lapse_proposed": (
        Sentence("Lapses proposed", "Darfod wedi'i gynnig"),
        """
        SELECT count(DISTINCT t.stream) FROM timer t JOIN rung_claim c ON c.stream = t.stream
            AND c.timer_kind = t.kind AND c.subject = t.subject AND c.round = t.round
        WHERE t.kind = 'review_lapse' AND t.status <> 'stopped'
        """,
    ),
    "mail_failed": (
        Sentence("Letters that came back", "Llythyrau a ddaeth yn ôl"),
        "SELECT count(*) FROM letter WHERE status = 'failed'",
    ),
    "unreachable": (
        Sentence("People without an address", "Pobl heb gyfeiriad"),
        "SELECT count(*) FROM person WHERE address IS NULL",
    ),
}
"""Every kind of trouble there is to practise on, and how much of it."""


def summary(app: App, report: Report) -> dict[str, Any]:
    """What the practice home holds, read back from it."""
    record = Record(app.engine)
    at = (STANDS_AT - EPOCH) // MICROSECOND
    level = record.rows("SELECT level, count, day FROM measurement WHERE scope = 'whole' ORDER BY day DESC LIMIT 1")
    found = {
        "home": str(app.home),
        "stands_at": STANDS_AT.isoformat(),
        "isps": record.one("SELECT count(*) FROM isp"),
        "queue": record.one(
            "SELECT count(*) FROM version WHERE place <> 'past' AND state IN ('qa_queue', 'qa_review', 'returned')"
        ),
        "level": level[0][0] if level else None,
        "troubles": {name: record.one(question.replace(":at", str(at))) for name, (_, question) in TROUBLES.items()},
        "mails": len(inbox.mails(app.inbox_folder)),
        "rows": report.rows,
        "rungs": report.rungs,
        "letters": report.letters,
        "violations": report.violations,
    }
    record.close()
    return found
