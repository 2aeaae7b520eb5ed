"""The calendar's and the policy's streams: storing bank holidays, entering a closure, adopting a policy."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import col, select

from ispdesk.commands import clocks
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home
from models.tables.calendar import CalendarYear, Closure, PolicyRow
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import Stream
from states.calendar import may_be_closed
from states.lifecycle import Role
from states.parsing import PolicyError, parse
from states.words import Sentence

KEEPERS = frozenset({Role.OPERATOR, Role.TEAM_LEAD, Role.IMPORT})
Reason = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Holiday(Payload):
    """One bank holiday with its name in both languages."""

    day: dt.date
    name_en: str
    name_cy: str


class StoreYear(Payload):
    """A year's bank holidays, computed outside and kept as rows from now on."""

    year: Annotated[int, Ge(1990), Le(2100)]
    computed_with: str
    holidays: tuple[Holiday, ...]


class CloseDay(Payload):
    """A day on which nobody works, with its reason in both languages; accepted until the close of the day."""

    day: dt.date
    reason_en: Reason
    reason_cy: Reason


class AdoptPolicy(Payload):
    """A policy, whole, as its file was read. `reproject`: running timers take its numbers at once."""

    content: dict[str, Any]
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""
    reproject: bool = False


class DescribeRegister(Payload):
    """What the register in this home says of itself; each page and mail repeats the statement."""

    name: str
    profile: str = "current"
    held_by: dt.date | None = None
    statement_en: str = ""
    statement_cy: str = ""
    source: str = ""


def describe_register(tx: Tx, payload: DescribeRegister) -> Mapping[str, Any]:
    """Say what this register is: its name, its date, and the sentence that goes with everything it shows."""
    for key, value in payload.model_dump(exclude_none=True, exclude={"source"}).items():
        if str(value):
            home.set_fact(tx.session, f"register_{key}" if key in ("name", "profile", "held_by") else key, str(value))
    body = {"name": payload.name, "profile": payload.profile, "held_by": payload.held_by}
    tx.record("register_described", body, words={"statement": payload.statement_en, "source": payload.source})
    return {"register": payload.name}


def store_year(tx: Tx, payload: StoreYear) -> Mapping[str, Any]:
    """Store a year; a stored year is never changed by storing it again."""
    if tx.session.get(CalendarYear, payload.year) is not None:
        raise decline("exists", f"{payload.year} is stored already.", f"Mae {payload.year} wedi'i storio eisoes.")
    version = home.calendar(tx.session).version + 1
    tx.session.add(CalendarYear(year=payload.year, computed_with=payload.computed_with, version=version))
    for holiday in payload.holidays:
        tx.session.add(Closure(kind="bank-holiday", version=version, **holiday.model_dump()))
    days = {holiday.day.isoformat(): [holiday.name_en, holiday.name_cy] for holiday in payload.holidays}
    tx.record("year_stored", {"year": payload.year, "computed_with": payload.computed_with, "days": days})
    tx.session.flush()
    reproject_all(tx)  # a date beyond the years stored before can be reckoned now
    return {"year": payload.year, "days": len(days), "version": version}


def close_day(tx: Tx, payload: CloseDay) -> Mapping[str, Any]:
    """Enter a closure; what has been counted stays counted."""
    if not may_be_closed(payload.day, tx.at):
        raise decline(
            "too_late",
            "That day has closed: what is counted stays counted.",
            "Mae'r diwrnod wedi cau: erys yr hyn a gyfrifwyd.",
        )
    if tx.session.get(Closure, payload.day) is not None:
        raise decline(
            "exists", "Nobody works on that day already.", "Nid oes neb yn gweithio ar y diwrnod hwnnw eisoes."
        )
    version = home.calendar(tx.session).version + 1
    tx.session.add(
        Closure(day=payload.day, kind="closure", name_en=payload.reason_en, name_cy=payload.reason_cy, version=version),
    )
    tx.record("day_closed", {"day": payload.day, "names": [payload.reason_en, payload.reason_cy]})
    tx.session.flush()
    return {"day": payload.day.isoformat(), "version": version, "timers": reproject_all(tx)}


def adopt(tx: Tx, payload: AdoptPolicy) -> Mapping[str, Any]:
    """Adopt a policy: what starts from now on runs by it; what runs keeps its numbers unless it is re-projected.

    Counted days stay counted, and nothing falls due in the past by it.
    """
    try:
        policy = parse(payload.content)
    except PolicyError as error:
        from ispdesk.commands.shape import Declined, Refused

        said = tuple(Sentence(f"Please correct {line}.", f"Cywirwch {line}.") for line in error.errors)
        raise Declined(Refused(said, tuple("wrong_policy" for _ in said))) from error
    before = home.policy(tx.session)
    version = before[0] + 1 if before else 1
    tx.session.add(
        PolicyRow(
            version=version,
            name=policy.name,
            content=payload.content,
            adopted_at=tx.at,
            adopted_by=tx.order.actor,
            reason=payload.reason,
            reprojected=payload.reproject,
        ),
    )
    body = {"version": version, "name": policy.name, "reprojected": payload.reproject}
    tx.record("policy_adopted", body, words={"reason": payload.reason})
    tx.session.flush()
    timers = reproject_all(tx, renumber=payload.reproject)
    return {"version": version, "name": policy.name, "timers": timers}


def reproject_all(tx: Tx, *, renumber: bool = False) -> int:
    """Re-project every timer that has not stopped, in the order of its ISP; return how many."""
    chosen = (
        select(Isp, Version)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .join(TimerRow, col(TimerRow.version_id) == col(Version.id))
        .where(TimerRow.status != "stopped")
        .order_by(col(Isp.id))
        .distinct()
    )
    names = sorted(f"isp:{isp.ref}" for isp, _ in tx.session.exec(chosen))
    for name in names:  # in order, so that two such orders never wait for each other
        tx.session.exec(select(Stream).where(Stream.name == name).with_for_update()).one()
    tx.session.expire_all()
    found = tx.session.exec(chosen).all()
    for isp, version in found:
        clocks.reproject(tx.session, isp, version, tx.at, floor=tx.at, renumber=renumber)
    return len(found)


SPECS: tuple[Spec[Any], ...] = (
    Spec("store_year", "calendar", StoreYear, KEEPERS, store_year, creates=True),
    Spec("close_day", "calendar", CloseDay, KEEPERS, close_day),
    Spec("describe_register", "register", DescribeRegister, KEEPERS, describe_register, creates=True),
    Spec("adopt_policy", "policy", AdoptPolicy, KEEPERS, adopt, creates=True),
)
