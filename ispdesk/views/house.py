"""What stands on each page, and what /health and `doctor` look at."""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import Session

from ispdesk.commands.alerts import in_order, now_wrong
from ispdesk.commands.queue import waiting
from ispdesk.views.shapes import Check, HealthView, HouseView
from ispdesk.words.text import Text
from models.queries import home
from states.watch import ALERTS, said


def house_view(session: Session, *, inbox_open: bool) -> HouseView:
    """The installation as each page shows it, with the alerts that are open."""
    fixed = home.fact(session, "fixed_time")
    statement = home.fact(session, "statement_en")
    name = home.fact(session, "name") or "ISP Desk"
    return HouseView(
        name=Text(name, name),
        fixed_time=dt.datetime.fromisoformat(fixed) if fixed else None,
        register_statement=Text(statement, home.fact(session, "statement_cy")) if statement else None,
        engine_alerts=tuple(_text(kind, values) for kind, values in in_order(home.alerts(session)) if kind in ALERTS),
        inbox_open=inbox_open,
    )


def alerts(session: Session, now: dt.datetime, every: dt.timedelta | None = None) -> tuple[Text, ...]:
    """Everything that is wrong now, whether a round has seen it yet or not."""
    return tuple(_text(alert.kind, alert.values) for alert in now_wrong(session, now, every))


def _text(kind: str, values: Mapping[str, str]) -> Text:
    words = said(kind, values)
    return Text(words.en, words.cy)


def health_view(session: Session, now: dt.datetime, schema: str) -> HealthView:
    """Whether the installation works; quick, and without secrets."""
    fixed = home.fact(session, "fixed_time")
    wrong = alerts(session, dt.datetime.fromisoformat(fixed) if fixed else now)
    policy = home.policy(session)
    checks = [
        Check("database", schema == "current", schema),
        Check("policy", policy is not None, policy[1].name if policy else "none adopted"),
        Check("alerts", not wrong, "; ".join(alert.en or "" for alert in wrong)),
        Check("queue", True, f"{waiting(session)} waiting"),
    ]
    return HealthView(all(check.ok for check in checks[:2]), tuple(checks))
