"""Partners' links in memory: one that opens, one that was answered before, and one that ended in each way."""

from datetime import date

from ispdesk.views.answer_shapes import AnswerView, Asked, Asker, CallRow, FlowLine, Given, WaitingAnswer
from ispdesk.words import Text

TEAM = Asker(Text("the WASPI team", "tîm WASPI"), None, "029 2000 0000", "team@waspi.example")
COORDINATOR = Asker(
    Text("Ceri Enghraifft", "Ceri Enghraifft"),
    Text("Example County Council", "Cyngor Sir Enghraifft"),
    "01633 496 0123",
)
LONG = "names, addresses, dates of birth, the family's circumstances and what each service has offered them"
OPEN, AGAIN, CROWDED, BARE = "1-open", "2-again", "3-crowded", "4-bare"
ENDED = {"5-withdrawn": "withdrawn", "6-passed": "passed_on", "7-closed": "closed", "8-expired": "expired"}


def asked(**changed: object) -> Asked:
    """What is asked by the link that opens."""
    values: dict[str, object] = {
        "ref": "ISP-0003",
        "title": Text("Hafan Lles Integrated Health and Social Care Service", "Gwasanaeth Hafan Lles"),
        "lead": Text("Example County Council", "Cyngor Sir Enghraifft"),
        "what": Text("a reply", "ateb"),
        "text": "Which of your teams receives flow 3?",
        "by": date(2026, 3, 18),
        "partner": "Example Street Surgery",
        "person": Text("Carys Enghraifft", "Carys Enghraifft"),
        "can_be_rung": True,
        "sends": (FlowLine("care plans", "Example Health Board"),),
        "receives": (FlowLine("referrals", "Example County Council"),),
        "flows_written": True,
        "promised": None,
        "promises_left": 2,
        "latest": date(2026, 4, 1),
        "earliest": date(2025, 3, 4),
        "given": (),
        "expires": date(2026, 5, 3),
        "today": date(2026, 3, 4),
        "number": 0,
        "mark": "m" * 26,
    }
    return Asked(**(values | changed))  # type: ignore[arg-type]  # the tests' own values


GIVEN = (
    Given("promise", date(2026, 3, 4), date(2026, 3, 10)),
    Given("answered", date(2026, 3, 10), date(2026, 3, 9), "Ceri, by telephone"),
    Given("elsewhere", date(2026, 3, 11), None, "Practice partner", "partner@surgery.example", "kept"),
    Given("no_part", date(2026, 3, 12), None, "We are closing"),
    Given("ring", date(2026, 3, 13), None, "01495 496 0001"),
)
MANY = tuple(FlowLine(f"{LONG} ({n})", "<b>Example</b> & Daughters' Surgery") for n in range(1, 9))
VIEWS = {
    OPEN: AnswerView("open", TEAM, COORDINATOR, asked()),
    AGAIN: AnswerView(
        "open", TEAM, COORDINATOR, asked(given=GIVEN, promises_left=0, promised=date(2026, 3, 18), number=5)
    ),
    CROWDED: AnswerView("open", TEAM, COORDINATOR, asked(sends=MANY, receives=MANY, text=LONG * 3, promises_left=1)),
    BARE: AnswerView(
        "open",
        TEAM,
        None,
        asked(sends=(), receives=(), flows_written=False, by=None, lead=None, text="", latest=None, can_be_rung=False),
    ),
    **{token: AnswerView(status, TEAM, COORDINATOR, asked(given=GIVEN[:1])) for token, status in ENDED.items()},  # type: ignore[arg-type]
}
UNKNOWN = AnswerView("unknown", TEAM)
PATHS = (*VIEWS, f"{AGAIN}/recorded", "nothing-like-it")
CALLS = (
    CallRow(
        1, Text("Carys Enghraifft"), "Example Street Surgery", "01495 496 0001", Text("a reply", "ateb"),
        date(2026, 3, 4), (date(2026, 3, 10), date(2026, 3, 18)), 2, "ended", date(2026, 3, 18),
    ),
    CallRow(2, Text(), "Gwent", "", Text("a sign-off", "llofnod"), date(2026, 3, 5), (), 0, "ring", date(2026, 3, 6)),
)  # fmt: skip
ANSWERS = (
    WaitingAnswer(
        1, "elsewhere", Text("Carys Enghraifft"), "Example Street Surgery", Text("a reply", "ateb"), date(2026, 3, 11),
        "Practice partner", "partner@surgery.example",
    ),
)  # fmt: skip
