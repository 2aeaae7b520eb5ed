"""The rows that an import may hold about the register, organisations, people and groups: one frozen row a table."""

from dataclasses import dataclass
from typing import Annotated

from ispdesk.imports import cells as c
from ispdesk.imports import words as w

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
    telephone: c.SpareWords = None
    shared: c.SpareYesNo = None


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
class Successor(Row):
    """Which organisation took another one over, and when, as far as known."""

    organisation: c.OfOrganisation
    successor: c.OfOrganisation
    held: Held


@dataclass(frozen=True, kw_only=True)
class Group(Row):
    """A regional quality assurance group and the local authorities it serves."""

    ref: c.Ref
    name_en: c.Words
    name_cy: c.MaybeWords
    place: c.Places


@dataclass(frozen=True, kw_only=True)
class GroupMember(Row):
    """A member of a group, from the day of the import on."""

    group: c.OfGroup
    person: c.OfPerson
    chair: c.YesNo


@dataclass(frozen=True, kw_only=True)
class Meeting(Row):
    """A meeting of a group: its day, how many ISPs it takes, the last day to submit for it."""

    group: c.OfGroup
    day: c.Day
    capacity: c.Whole
    last_submission: c.Day
