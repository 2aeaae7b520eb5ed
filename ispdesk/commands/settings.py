"""The policy's and the register's streams: adopting a policy, describing the register."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints
from sqlmodel import col, func, select

from ispdesk.commands import clocks, person_clocks, policy_words
from ispdesk.commands.organisations import clean
from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline
from models.queries import home
from models.tables.calendar import PolicyRow
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import Stream
from models.tables.person import Facilitator
from states.lifecycle import Role
from states.parsing import PolicyError, Problem, parse
from states.words import Sentence

Line = Annotated[str, StringConstraints(max_length=4000), AfterValidator(clean)]
KEEPERS = frozenset({Role.OPERATOR, Role.TEAM_LEAD, Role.IMPORT})


class AdoptPolicy(Payload):
    """A policy, whole, as its file was read. `reproject`: running timers take its numbers at once."""

    content: dict[str, Any]
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""
    reproject: bool = False


class DescribeRegister(Payload):
    """What the register in this home says of itself; each page and mail repeats the statement."""

    name: Line
    profile: str = "current"
    held_by: dt.date | None = None
    statement_en: Line = ""
    statement_cy: Line = ""
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

    Counted days stay counted, and nothing falls due in the past by it. The content that is in force already, where no
    timer is to change, makes no new version.
    """
    try:
        policy = parse(payload.content)
    except PolicyError as error:
        raise _wrong(error.problems) from error
    if unsaid := policy_words.problems_of(policy):
        raise _wrong(unsaid)
    before = tx.session.exec(select(PolicyRow).order_by(col(PolicyRow.version).desc()).limit(1)).first()
    if tx.order.expected not in (None, str(before.version if before else 0)):
        raise decline(
            "stale",
            "Another policy was adopted while this one was changed: look at what holds now, and change it again.",
            "Mabwysiadwyd polisi arall wrth newid hwn: edrychwch ar yr hyn sydd mewn grym nawr, a'i newid eto.",
        )
    if before is not None and before.content == payload.content and not (payload.reproject and _others(tx, before)):
        return {"version": before.version, "name": before.name, "timers": 0, "new": False}
    version = before.version + 1 if before else 1
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
    reproject_everything(tx, renumber=payload.reproject)
    running = select(func.count()).where(TimerRow.status != "stopped", TimerRow.policy_version == version)
    return {"version": version, "name": policy.name, "timers": tx.session.exec(running).one(), "new": True}


def _wrong(problems: Sequence[Problem]) -> Declined:
    said = tuple(Sentence(f"{p.path}: {p.said.en}.", f"{p.path}: {p.said.cy}.") for p in problems)
    return Declined(Refused(said, tuple("wrong_policy" for _ in said)))


def _others(tx: Tx, row: PolicyRow) -> bool:
    """Whether a timer runs by another version of the policy."""
    chosen = select(TimerRow.id).where(TimerRow.status != "stopped", TimerRow.policy_version != row.version)
    return tx.session.exec(chosen.limit(1)).first() is not None


def reproject_everything(tx: Tx, *, renumber: bool) -> None:
    """After a policy was adopted: every live version, since it may bring clocks of a new kind, and facilitators."""
    running = col(Version.id).in_(select(TimerRow.version_id).where(TimerRow.status != "stopped"))
    _reproject(tx, select(Isp, Version).where((col(Version.place) != "past") | running), renumber)
    found = sorted(tx.session.exec(select(Facilitator)), key=lambda facilitator: facilitator.ref)
    for facilitator in found:
        stream = f"person:{facilitator.ref}"
        if tx.session.exec(select(Stream).where(Stream.name == stream).with_for_update()).first() is not None:
            person_clocks.keep_facilitator(tx.session, stream, facilitator, tx.at, renumber=renumber)


def _reproject(tx: Tx, which: Any, renumber: bool | None) -> int:  # noqa: FBT001 - as `clocks.reproject` takes it
    chosen = which.join(Version, col(Version.isp_id) == col(Isp.id)).order_by(col(Isp.id), col(Version.id))
    names = sorted({f"isp:{isp.ref}" for isp, _ in tx.session.exec(chosen)})
    for name in names:  # in order, so that two such orders never wait for each other
        tx.session.exec(select(Stream).where(Stream.name == name).with_for_update()).one()
    tx.session.expire_all()
    found = tx.session.exec(chosen).all()
    for isp, version in found:
        clocks.reproject(tx.session, isp, version, tx.at, floor=tx.at, renumber=renumber)
    return len(found)


SPECS: tuple[Spec[Any], ...] = (
    Spec("describe_register", "register", DescribeRegister, KEEPERS, describe_register, creates=True),
    Spec("adopt_policy", "policy", AdoptPolicy, KEEPERS, adopt, creates=True, strong=lambda _: True),
)
