"""The installation's alerts: what is wrong is opened as a row and told once, and closed when it is over."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from annotated_types import Ge
from sqlmodel import Session, col, func, select

from ispdesk.commands import telling
from ispdesk.commands.anchors import ANCHORS, notice_accepted
from ispdesk.commands.shape import Payload, Spec, Tx
from models.database import remembered
from models.queries import home, rules
from models.tables.calendar import Heartbeat, PolicyRow
from models.tables.clocks import AlertRow
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.post import Letter
from notifications.audience import Audience
from notifications.messages import MESSAGES
from states import reach
from states.calendar import CalendarEndsError, local_day
from states.dates import dated
from states.lifecycle import Role, State
from states.policy import Policy, Reader
from states.watch import ALERTS, RECENT, Alert, Seen, said, standing, to_do

STREAM = "alerts:house"


class Watch(Payload):
    """Look at everything that can go wrong unseen; `every` seconds replace each round's interval."""

    every: Annotated[int, Ge(1)] | None = None


def known(session: Session, day: dt.date) -> reach.Known:
    """What a rule's reach depends on beside the lifecycle."""
    return reach.Known(frozenset(ANCHORS), frozenset(MESSAGES), rules.readers(session, day))


def wrong_rules(session: Session, policy: Policy, day: dt.date) -> list[Alert]:
    """Rules that can never match, and rungs of running timers of which nobody would hear, not even the team."""
    outside = known(session, day)
    running = rules.matching(session)
    found: list[Alert] = []
    for timer in policy.timers:
        name = {"rule_en": timer.name.en, "rule_cy": timer.name.cy}
        if reasons := reach.why_never(timer, policy.profile, outside):
            why = {"why_en": "; ".join(r.en for r in reasons), "why_cy": "; ".join(r.cy for r in reasons)}
            found.append(Alert("rule_cannot_match", timer.kind, name | why))
        elif running.get(timer.kind) and not outside.readers[Reader.TEAM]:
            for rung in timer.rungs:
                if (why_not := reach.unheard(rung, outside)) is not None:
                    values = name | {"rung": rung.name, "why_en": why_not.en, "why_cy": why_not.cy}
                    found.append(Alert("rule_unheard", f"{timer.kind}.{rung.name}", values))
    return found


def now_wrong(session: Session, at: dt.datetime, every: dt.timedelta | None = None) -> tuple[Alert, ...]:
    """Everything that is wrong at this instant."""
    adopted = home.policy(session)
    day = local_day(at)
    settled = (col(Letter.status).in_(("failed", "uncertain")), col(Letter.settled_at) >= at - RECENT)
    letters = select(Letter.status, func.count()).where(*settled).group_by(col(Letter.status))
    return standing(
        Seen(
            now=at,
            fixed=home.fact(session, "fixed_time") is not None,
            begun=session.exec(select(func.min(PolicyRow.adopted_at))).one(),
            beats={beat.round: beat.last_at for beat in session.exec(select(Heartbeat))},
            calendar=home.calendar(session),
            every=every,
            waiting=session.exec(select(func.min(Letter.next_at)).where(Letter.status == "queued")).one(),
            letters=dict(session.exec(letters).all()),
            failing=session.exec(select(func.count()).where(col(Person.address_failed_at).is_not(None))).one(),
            rules=tuple(wrong_rules(session, adopted[1], day)) if adopted else (),
            unaccepted=_unaccepted(session, adopted[1], day) if adopted else {},
        )
    )


def _unaccepted(session: Session, policy: Policy, today: dt.date) -> dict[str, dt.date]:
    """ISPs whose review nobody has begun and whose notice no server accepted by the day a lapse would be proposed."""
    lapse = policy.timer("review_lapse")
    if lapse is None:
        return {}
    calendar = home.calendar(session)
    chosen = (
        select(Isp, Version)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(Version.state == State.REVIEW_DUE.value, col(Version.review_date) <= today)
    )
    found = {}
    for isp, version in session.exec(chosen):
        try:
            day = dated(lapse, version.review_date or today, calendar).due
        except CalendarEndsError:
            continue  # it lies beyond the stored years
        if day <= today and notice_accepted(session, isp) is None:
            found[isp.ref] = day
    return found


def in_order(found: Iterable[tuple[str, dict[str, str]]]) -> list[tuple[str, dict[str, str]]]:
    """Alerts in the order of their table, each kind by what it says."""
    order = list(ALERTS)
    return sorted(
        found, key=lambda one: (order.index(one[0]) if one[0] in order else len(order), sorted(one[1].items()))
    )


_OF_ALERT = frozenset({"alert"})


def open_rows(session: Session) -> list[AlertRow]:
    """The alerts that are open, in the order of their table."""
    order = list(ALERTS)
    chosen = select(AlertRow).where(col(AlertRow.closed_at).is_(None))
    found = remembered(session, _OF_ALERT, "open alerts", lambda: list(session.exec(chosen)))
    return sorted(found, key=lambda row: (order.index(row.kind) if row.kind in order else len(order), row.subject))


def changes(session: Session, wrong: tuple[Alert, ...]) -> bool:
    """Whether the open rows are not what is wrong now."""
    return {(row.kind, row.subject) for row in open_rows(session)} != {(alert.kind, alert.subject) for alert in wrong}


def watch(tx: Tx, payload: Watch) -> Mapping[str, Any]:
    """Open what has begun, close what is over; the operators hear once of what was opened."""
    every = dt.timedelta(seconds=payload.every) if payload.every else None
    wrong = {(alert.kind, alert.subject): alert for alert in now_wrong(tx.session, tx.at, every)}
    before = {(row.kind, row.subject): row for row in open_rows(tx.session)}
    over = [row for key, row in before.items() if key not in wrong]
    for row in over:
        row.closed_at = tx.at
        tx.session.add(row)
        tx.record("alert_closed", {"alert": row.id, "about": row.kind, "subject": row.subject})
    begun = [alert for key, alert in wrong.items() if key not in before]
    seqs = [_open(tx, alert) for alert in begun]
    if begun:
        about = telling.About(f"alert:{tx.stream.ref}:{seqs[0]}")
        telling.tell(tx, "alert", (Audience.OPERATOR.value,), _values(tx.session, begun), about, seq=seqs[0])
    return {
        "opened": [[alert.kind, alert.subject] for alert in begun],
        "closed": [[row.kind, row.subject] for row in over],
    }


def _open(tx: Tx, alert: Alert) -> int:
    row = AlertRow(kind=alert.kind, subject=alert.subject, values=dict(alert.values), opened_at=tx.at)
    tx.session.add(row)
    tx.session.flush()
    return tx.record("alert_opened", {"alert": row.id, "about": alert.kind, "subject": alert.subject}).seq


def _values(session: Session, begun: list[Alert]) -> dict[str, Any]:
    inside = telling.house(session)
    lines = []
    for alert in begun:
        name, says, todo = ALERTS[alert.kind].name, said(alert.kind, alert.values), to_do(alert.kind, alert.values)
        lines.append(
            {
                "name_en": name.en, "name_cy": name.cy, "says_en": says.en, "says_cy": says.cy,
                "todo_en": todo.en, "todo_cy": todo.cy,
            }
        )  # fmt: skip
    return telling.asked_by(inside) | {"alerts": lines, "link": f"{inside.base_url}/operations"}


WATCHERS = frozenset({Role.TIMER, Role.OPERATOR})
SPECS: tuple[Spec[Any], ...] = (Spec("watch", "alerts", Watch, WATCHERS, watch, creates=True),)
