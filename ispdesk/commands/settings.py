"""The policy's and the register's streams: adopting a policy, describing the register."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlmodel import col, select

from ispdesk.commands import clocks
from ispdesk.commands.shape import Payload, Spec, Tx
from models.queries import home
from models.tables.calendar import PolicyRow
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import Stream
from states.lifecycle import Role
from states.parsing import PolicyError, parse
from states.words import Sentence

KEEPERS = frozenset({Role.OPERATOR, Role.TEAM_LEAD, Role.IMPORT})


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
    Spec("describe_register", "register", DescribeRegister, KEEPERS, describe_register, creates=True),
    Spec("adopt_policy", "policy", AdoptPolicy, KEEPERS, adopt, creates=True),
)
