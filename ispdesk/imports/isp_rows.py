"""The rows that an import may hold about ISPs and what belongs to them: one frozen row a table."""

from dataclasses import dataclass
from typing import Annotated

from ispdesk.imports import cells as c
from ispdesk.imports import words as w
from ispdesk.imports.rows import Held, Row, Valid
from states.flow_terms import INHERITED, SENSITIVITIES
from states.lifecycle import State


@dataclass(frozen=True, kw_only=True)
class Isp(Row):
    """An ISP with the state it enters in, or one counted without a title."""

    ref: c.Ref
    title_en: c.Words
    title_cy: c.MaybeWords
    service_area: c.Ids
    place: c.Places
    purpose: c.MaybeWords
    lead: c.MaybeOrganisation
    coordinator_organisation: c.MaybeOrganisation
    coordinator_role: c.MaybeWords
    facilitator_note: c.MaybeWords
    state: Annotated[State | None, c.Cell(c.one_of(State), needed=False)]
    counted_as: Annotated[w.CountedAs | None, c.Cell(c.one_of(w.CountedAs), needed=False)]
    waits_for: Annotated[w.WaitsFor | None, c.Cell(c.one_of(w.WaitsFor), needed=False)]
    instrument: Annotated[str | None, c.Cell(c.ref, needed=False)]
    note: c.MaybeWords
    coordinator_person: c.SparePerson = None
    group: c.SpareGroup = None
    review_date: c.SpareDay = None


@dataclass(frozen=True, kw_only=True)
class Partner(Row):
    """One line of an ISP's list of partners: an organisation, or a class of them."""

    isp: c.OfIsp
    line: c.Whole
    name_as_printed: c.Words
    organisation: c.MaybeOrganisation
    kind: Annotated[w.PartnerKind, c.Cell(c.one_of(w.PartnerKind))]
    count: c.MaybeWhole
    annex: c.MaybeWords
    conditional: c.MaybeWords
    listed: c.YesNo
    valid: Valid
    note: c.MaybeWords
    contact: c.SparePerson = None
    observer: c.SpareYesNo = None


@dataclass(frozen=True, kw_only=True)
class Fact(Row):
    """A dated fact beside an ISP's state; contradictions are two rows."""

    isp: c.OfIsp
    kind: Annotated[w.FactKind, c.Cell(c.one_of(w.FactKind))]
    value: c.Words
    held: Held
    as_printed: c.MaybeWords
    note: c.MaybeWords


@dataclass(frozen=True, kw_only=True)
class StatedMove(Row):
    """A move that a source states, to be recorded through the door."""

    isp: c.OfIsp
    trigger: c.Id
    held: Held
    as_printed: c.MaybeWords
    note: c.MaybeWords


@dataclass(frozen=True, kw_only=True)
class SignOff(Row):
    """What became of one partner's sign-off, the partner by its line."""

    isp: c.OfIsp
    partner: c.PartnerLine
    outcome: Annotated[w.Outcome, c.Cell(c.one_of(w.Outcome))]
    capacity: Annotated[w.Capacity | None, c.Cell(c.one_of(w.Capacity), needed=False)]
    held: Held
    as_printed: c.MaybeWords
    note: c.MaybeWords


@dataclass(frozen=True, kw_only=True)
class Flow(Row):
    """One flow of information between two partners, each by its line."""

    isp: c.OfIsp
    number: c.Whole
    step: c.MaybeWords
    information: c.Words
    from_partner: c.MaybePartnerLine
    to_partner: c.MaybePartnerLine
    method: c.MaybeWords
    note: c.MaybeWords
    to_partners: c.SparePartnerLines = ()
    occasion: c.SpareWords = None
    purpose: c.SpareWords = None
    items: c.SpareWords = None
    sender_team: c.SpareWords = None
    recipient_team: c.SpareWords = None
    sensitivity: Annotated[str | None, c.Cell(c.among(SENSITIVITIES), needed=False, spare=True)] = None
    basis: c.SpareWords = None
    special: c.SpareWords = None
    gateway: c.SpareWords = None
    consent: c.SpareWords = None
    controls: c.SpareWords = None
    frequency: c.SpareWords = None
    volume: c.SpareWords = None
    identifier: c.SpareWords = None
    system: c.SpareWords = None
    retention: c.SpareWords = None
    language: c.SpareWords = None


@dataclass(frozen=True, kw_only=True)
class Step(Row):
    """One step of the service an ISP covers."""

    isp: c.OfIsp
    position: c.Whole
    step: c.Words
    without_flows: c.SpareWords = None


@dataclass(frozen=True, kw_only=True)
class Workshop(Row):
    """A workshop that a source tells of, with its date as told."""

    isp: c.OfIsp
    number: c.Whole
    held: Held
    as_printed: c.MaybeWords
    note: c.MaybeWords


@dataclass(frozen=True, kw_only=True)
class FlowDefault(Row):
    """What all flows of an ISP have in one column where their own cell is empty."""

    isp: c.OfIsp
    column: Annotated[str, c.Cell(c.among(INHERITED))]
    value: c.Words


@dataclass(frozen=True, kw_only=True)
class Section(Row):
    """One section of an ISP's document in one language; its text may have several lines."""

    isp: c.OfIsp
    key: c.Id
    lang: Annotated[w.TextLanguage, c.Cell(c.one_of(w.TextLanguage))]
    heading: c.MaybeWords
    text: c.LongText


@dataclass(frozen=True, kw_only=True)
class Member(Row):
    """One member of a partner that is a class, in the order of the list."""

    isp: c.OfIsp
    partner: c.PartnerLine
    position: c.Whole
    name: c.Words


@dataclass(frozen=True, kw_only=True)
class Sponsor(Row):
    """Who sponsors an ISP, or one partner's part in it: a person of the register, or somebody by name or post."""

    isp: c.OfIsp
    partner: c.MaybePartnerLine
    person: c.MaybePerson
    name: c.MaybeWords
    post: c.MaybeWords
