"""When reminders of a task rest, when they end, and what is written down when a promised day passes."""

from collections.abc import Sequence
from typing import Any

from ispdesk.commands import audiences, offering, rung_words, telling
from ispdesk.commands.shape import Tx
from models.queries import links
from models.tables.clocks import Task, TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.work import Partner
from notifications.audience import Audience
from states import names
from states.calendar import local_day
from states.policy import Anchor, Reader, Rung, Timer
from states.promises import Standing

THE_ASKED = frozenset({Reader.PERSON, Reader.PARTNER_CONTACT, Reader.HOLDER})


def readers(tx: Tx, isp: Isp, row: TimerRow, told: Sequence[Reader]) -> tuple[Reader, ...]:
    """Those of a rung's readers who are told: whoever was asked and has answered is not, while the coordinator has it.

    Everybody else is told as ever.
    """
    _, task = rung_words.parts(tx.session, isp, row)
    if task is None or links.standing(tx.session, tx.stream.name, task).waiting is None:
        return tuple(told)
    return tuple(reader for reader in told if Audience(reader) not in offering.ASKED)


def after(tx: Tx, isp: Isp, version: Version, row: TimerRow, timer: Timer, rung: Rung, fired: History) -> None:
    """Write down what a rung's firing ends: a promised day, or the reminders to whoever was asked."""
    partner, task = rung_words.parts(tx.session, isp, row)
    if task is None or task.done_at is not None:
        return
    standing = links.standing(tx.session, tx.stream.name, task)
    if timer.anchor is Anchor.PROMISE and rung.offset == 0 and row.anchor in standing.promised:
        tx.record("promise_missed", {"task": task.number, "until": row.anchor})
        standing = links.standing(tx.session, tx.stream.name, task)
    if _is_last(timer, rung) and standing.ring is None:
        tx.record("reminders_ended", {"task": task.number})
        values = telephone_values(tx, isp, version, partner, task, standing)
        about = telling.About(f"{tx.stream.name}:{fired.seq}:telephone_list", isp, version, partner, outlives=True)
        telling.tell(tx, "telephone_list", ["coordinator"], values, about, seq=fired.seq)


def _is_last(timer: Timer, rung: Rung) -> bool:
    """Whether this rung is the last to speak to whoever was asked."""
    theirs = [one.offset for one in timer.rungs if THE_ASKED & set(one.audiences)]
    return bool(theirs) and rung.offset == max(theirs)


def telephone_values(
    tx: Tx, isp: Isp, version: Version, partner: Partner | None, task: Task, standing: Standing
) -> dict[str, Any]:
    """What a mail says of somebody to be rung."""
    asked = names.TASKS[task.kind]
    found = audiences.behind(tx.session, Audience.HOLDER, audiences.Subject(isp, version, partner, task), tx.today)
    return telling.isp_values(tx.session, isp, version) | {
        "asked_en": asked.en,
        "asked_cy": asked.cy,
        "partner": partner.name if partner else "",
        "who": ", ".join(person.name_en for person in found),
        "telephone": ", ".join(person.telephone for person in found if person.telephone),
        "since": local_day(task.asked_at),
        "promised": standing.promised[-1] if standing.promised else None,
        "missed": standing.missed,
    }
