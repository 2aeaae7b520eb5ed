"""Yearly targets and denominators: set by the team's lead or the board's secretary, with who decided and when."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import AfterValidator, StringConstraints

from ispdesk.commands.organisations import clean
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import targets
from models.tables.target import Denominator, Target
from states.lifecycle import Role
from states.places import AUTHORITIES, INVENTED
from states.targets import MOST, Measure, last_day

STREAM = "register:targets"
SETTERS = frozenset({Role.TEAM_LEAD, Role.BOARD_SECRETARY})
Who = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(clean)]
Source = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(clean)]
Reason = Annotated[str, StringConstraints(max_length=1000)]
Sector = Literal["", "public", "voluntary", "housing_other"]
Place = Annotated[str, StringConstraints(max_length=40)]


class SetTarget(Payload):
    """A target for a measure in a financial year, of all or of a sector or a place; without a value it is taken away.

    `decided_by` is a body, such as the programme board; `decided_on` the day on which it decided.
    """

    measure: Measure
    year: Annotated[int, Ge(2005), Le(2100)]
    value: Annotated[int, Ge(1)] | None = None
    sector: Sector = ""
    place: Place = ""
    decided_by: Who
    decided_on: dt.date
    reason: Reason = ""


class StateDenominator(Payload):
    """How many relevant organisations there are, of a sector or of a type, with the source; None: not known again."""

    what: Literal["sector", "kind"]
    code: Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9_]+$")]
    place: Place = ""
    number: Annotated[int, Ge(0), Le(1_000_000)] | None = None
    source: Source
    as_at: dt.date


def _known_place(place: str) -> None:
    if place and (place == "wales" or (place not in AUTHORITIES and place not in INVENTED)):
        raise decline(
            "wrong_value",
            f"“{place}” is the code of no local authority; for all Wales leave it out.",
            f"Nid yw “{place}” yn god unrhyw awdurdod lleol; ar gyfer Cymru gyfan, hepgorwch ef.",
        )


def _not_ahead(tx: Tx, day: dt.date) -> None:
    if day > tx.today:
        raise decline("wrong_value", f"{day} is in the future.", f"Mae {day} yn y dyfodol.")


def set_target(tx: Tx, payload: SetTarget) -> Mapping[str, Any]:
    """Set, change or take away one target: each is a version, and those before it stay."""
    _known_place(payload.place)
    _not_ahead(tx, payload.decided_on)
    most = MOST[payload.measure]
    if payload.value is not None and payload.value > most:
        raise decline("wrong_value", f"Give a number from 1 to {most}.", f"Rhowch rif o 1 i {most}.")
    if last_day(payload.year) < tx.today:
        raise decline(
            "past",
            "That year is over: a target is set before its year ends.",
            "Mae'r flwyddyn honno ar ben: gosodir targed cyn i'w flwyddyn ddod i ben.",
        )
    before = targets.last(tx.session, payload.measure, payload.year, payload.sector, payload.place)
    if (before.value if before else None) == payload.value:
        raise decline("done", "That is the target already.", "Dyna'r targed eisoes.")
    values = payload.model_dump(exclude={"reason", "measure"}) | {"measure": payload.measure.value}
    version = (before.version if before else 0) + 1
    tx.session.add(Target(**values, version=version, entered_by=tx.order.actor, recorded_at=tx.at))
    body = {key: value for key, value in values.items() if key != "decided_by"} | {"version": version}
    words = {"decided_by": payload.decided_by, "reason": payload.reason}
    tx.record("target_set", body, words=words)
    return {"measure": payload.measure.value, "year": payload.year, "value": payload.value, "version": version}


def state_denominator(tx: Tx, payload: StateDenominator) -> Mapping[str, Any]:
    """State how many relevant organisations there are; each statement is a version."""
    _known_place(payload.place)
    _not_ahead(tx, payload.as_at)
    if payload.what == "sector" and payload.code not in ("public", "voluntary", "housing_other"):
        raise decline(
            "wrong_value",
            f"“{payload.code}” is no sector; there are: public, voluntary, housing_other.",
            f"Nid yw “{payload.code}” yn sector; ceir: public, voluntary, housing_other.",
        )
    before = targets.last_denominator(tx.session, payload.what, payload.code, payload.place)
    version = (before.version if before else 0) + 1
    values = payload.model_dump()
    tx.session.add(Denominator(**values, version=version, entered_by=tx.order.actor, recorded_at=tx.at))
    body = {key: value for key, value in values.items() if key != "source"} | {"version": version}
    tx.record("denominator_stated", body, words={"source": payload.source})
    return {"what": payload.what, "code": payload.code, "number": payload.number, "version": version}


SPECS: tuple[Spec[Any], ...] = (
    Spec("set_target", "register", SetTarget, SETTERS, set_target, creates=True),
    Spec("state_denominator", "register", StateDenominator, SETTERS, state_denominator, creates=True),
)
