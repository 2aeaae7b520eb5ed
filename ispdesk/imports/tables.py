"""The tables an import may hold: one frozen row a table, the table of tables, and the batch of them all."""

from dataclasses import dataclass
from typing import Annotated

from ispdesk.imports import cells as c
from ispdesk.imports import words as w
from states.lifecycle import State

Held = Annotated[c.Interval, c.Span("not_before", "not_after")]
Valid = Annotated[c.Interval, c.Span("valid_from", "valid_to")]


@dataclass(frozen=True)
class Where:
    """The file and the line a row stands in, for what is said about it later."""

    file: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row has: where it stands, what it rests on, and the source of that."""

    where: Where
    standing: Annotated[w.Standing, c.Cell(c.one_of(w.Standing))]
    source: c.Words


@dataclass(frozen=True, kw_only=True)
class Setting(Row):
    """One setting of the register itself: its name, its date, its profile, its statement."""

    key: c.Id
    value: c.Words


@dataclass(frozen=True, kw_only=True)
class Organisation(Row):
    """An organisation, or one counted without a name, and its Accord status."""

    ref: c.Ref
    name_en: c.Words
    name_cy: c.MaybeWords
    type: c.MaybeId
    sector: Annotated[w.Sector | None, c.Cell(c.one_of(w.Sector), needed=False)]
    place: c.Places
    accord: Annotated[w.Accord, c.Cell(c.one_of(w.Accord))]
    accord_signed: Annotated[c.Interval, c.Span("accord_not_before", "accord_not_after")]
    note: c.MaybeWords


@dataclass(frozen=True, kw_only=True)
class OrganisationName(Row):
    """Another name of an organisation, as printed, and while it was valid."""

    organisation: c.OfOrganisation
    name: c.Words
    lang: Annotated[w.NameLanguage, c.Cell(c.one_of(w.NameLanguage))]
    valid: Valid


@dataclass(frozen=True, kw_only=True)
class Person(Row):
    """A person or role mailbox."""

    ref: c.Ref
    label_en: c.Words
    label_cy: c.MaybeWords
    email: c.Email
    language: Annotated[w.Language, c.Cell(c.one_of(w.Language))]
    organisation: c.MaybeOrganisation


@dataclass(frozen=True, kw_only=True)
class Grant(Row):
    """A role that somebody has, and over what."""

    person: c.OfPerson
    role: Annotated[w.GrantedRole, c.Cell(c.one_of(w.GrantedRole))]
    scope: c.Scope


@dataclass(frozen=True, kw_only=True)
class Facilitator(Row):
    """A trained facilitator, or one counted without a name."""

    ref: c.Ref
    label_en: c.Words
    label_cy: c.MaybeWords
    type: Annotated[w.FacilitatorType, c.Cell(c.one_of(w.FacilitatorType))]
    authority: c.MaybeAuthority
    trained: Annotated[c.Interval, c.Span("trained_not_before", "trained_not_after")]
    last_assignment: c.MaybeDay
    person: c.SparePerson = None


@dataclass(frozen=True, kw_only=True)
class AuthorityCount(Row):
    """How many facilitators a source counts in one local authority; zero is a count."""

    authority: c.Authority
    facilitators: c.Whole


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


@dataclass(frozen=True, kw_only=True)
class Step(Row):
    """One step of the service an ISP covers."""

    isp: c.OfIsp
    position: c.Whole
    step: c.Words


@dataclass(frozen=True, kw_only=True)
class Workshop(Row):
    """A workshop that a source tells of, with its date as told."""

    isp: c.OfIsp
    number: c.Whole
    held: Held
    as_printed: c.MaybeWords
    note: c.MaybeWords


@dataclass(frozen=True)
class Table:
    """One table: its row, the columns that tell its rows apart, and those of which one must be filled."""

    row: type[Row]
    key: tuple[str, ...] = ()
    either: tuple[str, ...] = ()


TABLES: dict[str, Table] = {
    "register": Table(Setting, key=("key",)),
    "organisations": Table(Organisation, key=("ref",)),
    "organisation_names": Table(OrganisationName),
    "people": Table(Person, key=("ref",)),
    "grants": Table(Grant, key=("person", "role", "scope")),
    "facilitators": Table(Facilitator, key=("ref",)),
    "authority_counts": Table(AuthorityCount, key=("authority",)),
    "isps": Table(Isp, key=("ref",), either=("state", "counted_as")),
    "partners": Table(Partner, key=("isp", "line")),
    "facts": Table(Fact),
    "moves": Table(StatedMove),
    "signoffs": Table(SignOff, key=("isp", "partner")),
    "flows": Table(Flow, key=("isp", "number")),
    "steps": Table(Step, key=("isp", "position")),
    "workshops": Table(Workshop, key=("isp", "number")),
}
"""Every table by its name, which is its file's name without `.csv`, in the order they are imported in."""


@dataclass(frozen=True)
class Batch:
    """Everything one import holds, checked; a table that was not given is empty."""

    register: tuple[Setting, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    organisation_names: tuple[OrganisationName, ...] = ()
    people: tuple[Person, ...] = ()
    grants: tuple[Grant, ...] = ()
    facilitators: tuple[Facilitator, ...] = ()
    authority_counts: tuple[AuthorityCount, ...] = ()
    isps: tuple[Isp, ...] = ()
    partners: tuple[Partner, ...] = ()
    facts: tuple[Fact, ...] = ()
    moves: tuple[StatedMove, ...] = ()
    signoffs: tuple[SignOff, ...] = ()
    flows: tuple[Flow, ...] = ()
    steps: tuple[Step, ...] = ()
    workshops: tuple[Workshop, ...] = ()
