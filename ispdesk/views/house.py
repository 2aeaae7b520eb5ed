"""What stands on each page, and what /health and `doctor` look at."""

import datetime as dt

from sqlmodel import Session, select

from ispdesk import post
from ispdesk.commands.queue import waiting
from ispdesk.views.shapes import Check, HealthView, HouseView
from ispdesk.words.text import Text
from models.queries import home
from models.tables.calendar import Heartbeat
from states.closures import running_out

SILENT_AFTER = {
    "sweep": dt.timedelta(minutes=20),
    "advance": dt.timedelta(minutes=20),
    "send": dt.timedelta(minutes=10),
}
"""How long a round may be silent before that is an alert (four of its intervals; our default)."""


def house_view(session: Session, now: dt.datetime, *, inbox_open: bool) -> HouseView:
    """The installation as each page shows it. `now` is the wall clock, against which silence is measured."""
    fixed = home.fact(session, "fixed_time")
    statement = home.fact(session, "statement_en")
    name = home.fact(session, "name") or "ISP Desk"
    return HouseView(
        name=Text(name, name),
        fixed_time=dt.datetime.fromisoformat(fixed) if fixed else None,
        register_statement=Text(statement, home.fact(session, "statement_cy")) if statement else None,
        engine_alerts=() if fixed else alerts(session, now),
        inbox_open=inbox_open,
    )


def alerts(session: Session, now: dt.datetime) -> tuple[Text, ...]:
    """What an operator has to see: rounds that are silent, letters that failed, a calendar that runs out."""
    found: list[Text] = []
    beats = {beat.round: beat.last_at for beat in session.exec(select(Heartbeat))}
    for name, patience in SILENT_AFTER.items():
        if name in beats and now - beats[name] > patience:
            since = f"{beats[name]:%d/%m/%Y %H:%M} UTC"
            found.append(
                Text(f"The round “{name}” has not run since {since}.", f"Nid yw “{name}” wedi rhedeg ers {since}.")
            )
    counts = post.counts(session)
    found.extend(
        Text(f"Letters {status}: {counts[status]}.", f"Llythyrau {status}: {counts[status]}.")
        for status in ("failed", "uncertain")
        if counts.get(status)
    )
    ends = running_out(home.calendar(session), now)
    if ends is not None:
        found.append(Text(ends.en, ends.cy))
    return tuple(found)


def health_view(session: Session, now: dt.datetime, schema: str) -> HealthView:
    """Whether the installation works; quick, and without secrets."""
    fixed = home.fact(session, "fixed_time") is not None
    wrong = () if fixed else alerts(session, now)
    policy = home.policy(session)
    checks = [
        Check("database", schema == "current", schema),
        Check("policy", policy is not None, policy[1].name if policy else "none adopted"),
        Check("alerts", not wrong, "; ".join(alert.en or "" for alert in wrong)),
        Check("queue", True, f"{len(waiting(session))} waiting"),
    ]
    return HealthView(all(check.ok for check in checks[:2]), tuple(checks))
