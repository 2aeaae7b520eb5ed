"""What a rung's letters say and whom they are about: the ISP, the partner or task the timer runs for, how it stands."""

import datetime as dt
from typing import Any

from sqlmodel import Session

from ispdesk.commands import asking, clocks, telling
from models.queries import partners, tasks
from models.tables.clocks import Task, TimerRow
from models.tables.isp import Isp, Version
from models.tables.work import Partner
from states import names
from states.calendar import local_day
from states.policy import Rung, Timer


def of_row(session: Session, row: TimerRow, name: str) -> tuple[Timer, Rung] | None:
    """A timer's row and a rung's name, as the row's own policy has them."""
    timer = clocks.timer_of(session, row)
    rung = timer.rung(name) if timer else None
    return None if timer is None or rung is None else (timer, rung)


def parts(session: Session, isp: Isp, row: TimerRow) -> tuple[Partner | None, Task | None]:
    """The partner and the task that a timer runs for; neither where it runs for the version."""
    about = row.subject.partition("/")[2]
    if about.startswith("t"):
        task = tasks.numbered(session, isp.id or 0, int(about[1:]))
        return (session.get(Partner, task.partner_id) if task and task.partner_id else None), task
    if about.startswith("p"):
        return partners.of_line(session, isp.id or 0, int(about[1:])), None
    return None, None


def about(
    session: Session, isp: Isp, version: Version, row: TimerRow, timer: Timer, rung: Rung, at: dt.datetime
) -> tuple[telling.About, dict[str, Any]]:
    """What the letters of this rung are about, and the values they say."""
    partner, task = parts(session, isp, row)
    seen = clocks.projection(session, version, row, timer, at)
    values = telling.isp_values(session, isp, version) | {
        "due": seen.due,
        "counted": seen.counted,
        "budget": timer.budget,
        "timer": timer.kind,
        "timer_en": timer.name.en,
        "timer_cy": timer.name.cy,
        "partner": partner.name if partner else "",
        **asking.of_task(isp),
    }
    if task is not None:
        asked = names.TASKS[task.kind]
        values |= {"asked_en": asked.en, "asked_cy": asked.cy}
        values |= asking.asked_by(session, isp, telling.house(session), local_day(at))
    dedupe = f"rung:{row.stream}:{row.kind}:{row.subject}:{row.round}:{rung.name}"
    outlives = timer.task is not None or timer.anchor is not None
    return telling.About(dedupe, isp, version, partner, task, outlives=outlives), values
