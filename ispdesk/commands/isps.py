"""An ISP's identity: making it known, describing it, and the dated facts beside its state."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints
from sqlmodel import Session

from ispdesk.commands.groups import find as find_group
from ispdesk.commands.organisations import Ref, Standing, clean
from ispdesk.commands.organisations import find as find_organisation
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import isps
from models.tables.isp import FACT_KINDS, DatedFact, HoldingRow, Isp, Version
from states.decide import only_these
from states.lifecycle import AMENDABLE, ENDS, HOLDS, Role, State

Title = Annotated[str, StringConstraints(max_length=300), AfterValidator(clean)]
Long = Annotated[str, StringConstraints(max_length=4000)]
EDITORS = frozenset({Role.COORDINATOR, Role.FACILITATOR, Role.TEAM_LEAD, Role.ASSURER, Role.IMPORT})
"""Who describes an ISP. The team may do so because it often logs what it hears of (report 4.8)."""


class Describe(Payload):
    """What an ISP is; only what is given is changed."""

    title_en: Title | None = None
    title_cy: Title | None = None
    service_areas: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    purpose: Long | None = None
    instrument: Literal["isp", "dda", "jca", "other"] | None = None
    lead: Ref | None = None
    coordinator_organisation: Ref | None = None
    coordinator_person: Ref | None = None
    coordinator_role: str | None = None
    facilitator_note: str | None = None
    group: Ref | None = None
    successor: Ref | None = None
    submits_itself: bool | None = None
    dpia: Literal["done", "under_way", "not_needed", "not_yet"] | None = None
    dpia_note: Long | None = None


class MakeKnown(Describe):
    """An ISP that the team hears of for the first time."""

    title_en: Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(clean)]
    counted_as: Literal["assured", "awaiting", "made-known"] | None = None
    standing: Standing = "entered"
    source: str = ""
    note: str = ""
    profile: Literal["wales-2012", "current"] = "current"


class StateFact(Payload):
    """A dated fact; `happened` of the order says when, as far as known."""

    fact: Literal[FACT_KINDS]  # type: ignore[valid-type]  # the values are the table's
    value: str = ""
    as_printed: str = ""
    standing: Standing = "entered"
    source: str = ""
    note: str = ""


def find(session: Session, ref: str) -> Isp:
    """The ISP of this reference. Declines where there is none."""
    found = isps.by_ref(session, ref)
    if found is None:
        raise decline("not_found", f"There is no ISP “{ref}”.", f"Nid oes ISP “{ref}”.")
    return found


def _values(session: Session, payload: Describe) -> dict[str, Any]:
    plain = {name: getattr(payload, name) for name in PLAIN if getattr(payload, name) is not None}
    for name in LISTS:
        if getattr(payload, name) is not None:
            plain[name] = list(getattr(payload, name))
    if payload.lead:
        plain["lead_id"] = find_organisation(session, payload.lead).id
    if payload.coordinator_organisation:
        plain["coordinator_organisation_id"] = find_organisation(session, payload.coordinator_organisation).id
    if payload.coordinator_person:
        plain["coordinator_person_id"] = find_person(session, payload.coordinator_person).id
    if payload.group:
        plain["group_id"] = find_group(session, payload.group).id
    if payload.successor:
        plain["successor_id"] = find(session, payload.successor).id
    return plain


PLAIN = (
    "title_en", "title_cy", "purpose", "instrument", "coordinator_role", "facilitator_note", "submits_itself", "dpia",
    "dpia_note",
)  # fmt: skip
LISTS = ("service_areas", "places")
WORDY = ("title_en", "title_cy", "purpose", "coordinator_role", "facilitator_note", "dpia_note")


def _body(payload: Describe) -> tuple[dict[str, Any], dict[str, str]]:
    said = payload.model_dump(exclude_none=True)
    words = {name: said.pop(name) for name in (*WORDY, "source", "note") if said.get(name)}
    said.update({name: list(said[name]) for name in LISTS if name in said})
    return said, words


def make_known(tx: Tx, payload: MakeKnown) -> Mapping[str, Any]:
    """Enter an ISP as identified; one that a source only counts gets no version and no state."""
    if not tx.fresh:
        raise decline("exists", f"{tx.stream.ref} exists already.", f"Mae {tx.stream.ref} yn bod eisoes.")
    isp = Isp(
        ref=tx.stream.ref,
        counted_as=payload.counted_as,
        standing=payload.standing,
        source=payload.source,
        note=payload.note,
        **_values(tx.session, payload),
    )
    tx.session.add(isp)
    tx.session.flush()
    body, words = _body(payload)
    if payload.counted_as:
        tx.record("counted", body, words=words)
        return {"ref": isp.ref, "counted_as": payload.counted_as}
    enter_first(tx, isp, payload.profile, body, words)
    return {"ref": isp.ref, "state": State.IDENTIFIED.value}


def enter_first(tx: Tx, isp: Isp, profile: str, body: Mapping[str, Any], words: Mapping[str, str]) -> Version:
    """Give an ISP that is made known its first version: identified, held by nobody."""
    holder = HOLDS[State.IDENTIFIED]
    row = tx.record("made_known", {**body, "version": 1, "to": State.IDENTIFIED, "holder": holder}, words=words)
    version = Version(
        isp_id=isp.id or 0,
        state=State.IDENTIFIED,
        holder=holder,
        entered_at=tx.at,
        entered_seq=row.seq,
        profile=profile,
    )
    tx.session.add(version)
    tx.session.flush()
    tx.session.add(HoldingRow(version_id=version.id or 0, seq=row.seq, since=tx.at, party=holder))
    return version


TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER, Role.IMPORT})
HANDED_OVER = TEAM | {Role.COORDINATOR}
WHOSE = {
    "lead": TEAM,
    "group": TEAM,
    "successor": TEAM,
    "coordinator_organisation": HANDED_OVER,
    "coordinator_person": HANDED_OVER,
    "coordinator_role": HANDED_OVER,
    "submits_itself": HANDED_OVER,
}
"""Who changes what decides over others: the rest of a description is for every editor, while it can be amended."""


def _may_describe(tx: Tx, isp: Isp, payload: Describe) -> None:
    given = payload.model_dump(exclude_none=True)
    for name, by in WHOSE.items():
        if name in given and not tx.roles & by:
            only = only_these(by - {Role.IMPORT})
            raise decline("not_yours", f"{name}: {only.en}", f"{name}: {only.cy}")
    states = {State(version.state) for version in isps.versions(tx.session, isp.id or 0) if version.place != "past"}
    if set(given) - set(WHOSE) and not tx.roles & TEAM and not states & AMENDABLE:
        raise decline(
            "not_amendable",
            "It is with quality assurance or in force: ask for it back, or begin a new version.",
            "Mae gyda sicrhau ansawdd neu mewn grym: gofynnwch amdano'n ôl, neu dechreuwch fersiwn newydd.",
        )


def describe(tx: Tx, payload: Describe) -> Mapping[str, Any]:
    """Change what an ISP is said to be."""
    isp = find(tx.session, tx.stream.ref)
    _may_describe(tx, isp, payload)
    for name, value in _values(tx.session, payload).items():
        setattr(isp, name, value)
    tx.session.add(isp)
    body, words = _body(payload)
    tx.record("described", body, words=words)
    return {"ref": isp.ref}


def working_version(tx: Tx, isp: Isp) -> Version:
    """The version in progress, else the one in force. Declines where the ISP has ended."""
    found = (isps.standing_at(tx.session, isp.id or 0, place) for place in ("progress", "force"))
    version = next((version for version in found if version is not None), None)
    if version is None or State(version.state) in ENDS:
        raise decline("ended", "It has ended: reopen it first.", "Mae wedi dod i ben: ailagorwch ef yn gyntaf.")
    return version


def state_fact(tx: Tx, payload: StateFact) -> Mapping[str, Any]:
    """Put a dated fact beside the state. Facts that contradict each other stay, both visible."""
    isp = find(tx.session, tx.stream.ref)
    when = tx.order.happened
    values = payload.model_dump(exclude={"fact"})
    tx.session.add(
        DatedFact(
            isp_id=isp.id or 0,
            kind=payload.fact,
            happened_from=when.not_before if when else None,
            happened_to=when.not_after if when else None,
            **values,
        ),
    )
    words = {name: values[name] for name in ("value", "as_printed", "source", "note")}
    tx.record("fact_stated", {"fact": payload.fact, "standing": payload.standing}, words=words)
    return {"ref": isp.ref, "fact": payload.fact}


OPENERS = EDITORS | {Role.OPERATOR}
SPECS: tuple[Spec[Any], ...] = (
    Spec("make_known", "isp", MakeKnown, OPENERS, make_known, creates=True),
    Spec("describe", "isp", Describe, EDITORS, describe),
    Spec("state_fact", "isp", StateFact, EDITORS, state_fact),
)
