"""What the fake record holds of time: tables, receipts of three kinds, a drafted escalation; one hostile reason."""

from datetime import UTC, date, datetime, timedelta

from ispdesk.views import clock_shapes as c
from ispdesk.views.receipts import days, line
from ispdesk.words import Text

NOW = datetime(2012, 10, 1, 8, 30, tzinfo=UTC)
FIRST = date(2012, 9, 3)
SHUT = "</script><b>Closed & gone</b>"
GWENT = "Gwent Frailty: Single Point of Access and Community Resource Teams, Aneurin Bevan Health Board"
FLOW = Text("First decision on quality assurance", "Penderfyniad cyntaf ar sicrhau ansawdd")


def time_view() -> c.TimeView:
    held = (
        c.HeldDays("coordinator", 61),
        c.HeldDays("partners", 12),
        c.HeldDays("team", 30),
        c.HeldDays("group", 0),
        c.HeldDays("nobody", 7),
    )
    reply = Text("a reply", "ateb")
    tasks = (
        c.AwaitedDays(1, reply, Text(GWENT), FIRST, 12, waits=True, done=date(2012, 9, 19), outcome="done"),
        c.AwaitedDays(2, reply, Text(SHUT), FIRST, 20, promised=date(2012, 10, 5)),
        c.AwaitedDays(3, reply, Text(GWENT), FIRST, None),
    )
    return c.TimeView(date(2012, 4, 30), date(2012, 10, 1), 110, held, tasks)


def receipt(status: str, *, counts: bool = True) -> c.ReceiptView:
    """A receipt as long as real ones are."""
    counted = tuple(
        c.ReceiptDay(n + 1, FIRST + timedelta(n), line("receipt.late.floor", day=FIRST, number=n), "team", n > 20)
        for n in range(30 if counts else 0)
    )
    lines = (
        c.ReceiptLine("allowed", line("receipt.allowed"), days(30)),
        c.ReceiptLine("source", line("receipt.source"), Text("report 4.9 gives no figure")),
        c.ReceiptLine("start", line("receipt.start"), line("receipt.because", reason=SHUT)),
    )
    skipped = (
        line("receipt.closed.bank", day=date(2012, 8, 27), name=Text("Summer", "Haf")),
        line("receipt.pause.none", where=GWENT, story=SHUT),
    )
    rungs = (
        c.ReceiptRung(
            "due", Text("due", "yn ddyledus"), line("receipt.rung.on"), line("receipt.rung.paused"),
            line("receipt.rung.no"), None, None,
        ),
    )  # fmt: skip
    result = line("receipt.is.task_due", day=date(2012, 10, 12))
    name = line("receipt.one", timer=FLOW, version=1)
    return c.ReceiptView(
        "qa_first_decision", "v1", FLOW, name, status, result, None, 20, 30, 1, lines, skipped if counts else (),
        rungs, counted, counts,
    )  # fmt: skip


def receipts(ref: str, title: Text, kind: str) -> c.ReceiptsView | None:
    found = {
        "qa_first_decision": (receipt("running"), receipt("stopped")),
        "review": (receipt("overdue", counts=False),),
        "amendment": (receipt("paused"),),
    }
    return c.ReceiptsView(ref, title, kind, FLOW, found[kind]) if kind in found else None


def drafts() -> tuple[c.DraftRow, ...]:
    to = (line("drafts.somebody", part=Text("the Designated Person", "y Person Dynodedig"), names=SHUT),)
    row = c.DraftRow(
        4, "ISP-0003", Text("Hafan Lles Integrated Health and Social Care Service"), "partner_reply",
        Text("Reply from a partner", "Ateb gan bartner"), Text("the Designated Person is told"), NOW, "coordinator",
        date(2012, 10, 8), to, Text(GWENT),
    )  # fmt: skip
    return (row, c.DraftRow(5, "ISP-0001", Text(SHUT), "review", FLOW, FLOW, NOW, "either", FIRST, (*to, *to)))
