"""The tables an import may hold: the table of tables, and the batch of them all."""

from dataclasses import dataclass

from ispdesk.imports import isp_rows, rows
from ispdesk.imports.isp_rows import Isp
from ispdesk.imports.rows import Row, Where

__all__ = ["TABLES", "Batch", "Isp", "Row", "Table", "Where"]


@dataclass(frozen=True)
class Table:
    """One table: its row, the columns that tell its rows apart, and those of which one must be filled."""

    row: type[rows.Row]
    key: tuple[str, ...] = ()
    either: tuple[str, ...] = ()


TABLES: dict[str, Table] = {
    "register": Table(rows.Setting, key=("key",)),
    "organisations": Table(rows.Organisation, key=("ref",)),
    "organisation_names": Table(rows.OrganisationName),
    "successors": Table(rows.Successor, key=("organisation", "successor")),
    "people": Table(rows.Person, key=("ref",)),
    "grants": Table(rows.Grant, key=("person", "role", "scope")),
    "facilitators": Table(rows.Facilitator, key=("ref",)),
    "authority_counts": Table(rows.AuthorityCount, key=("authority",)),
    "groups": Table(rows.Group, key=("ref",)),
    "group_members": Table(rows.GroupMember, key=("group", "person")),
    "meetings": Table(rows.Meeting, key=("group", "day")),
    "isps": Table(isp_rows.Isp, key=("ref",), either=("state", "counted_as")),
    "partners": Table(isp_rows.Partner, key=("isp", "line")),
    "members": Table(isp_rows.Member, key=("isp", "partner", "position")),
    "sponsors": Table(isp_rows.Sponsor, key=("isp", "partner"), either=("person", "name")),
    "facts": Table(isp_rows.Fact),
    "moves": Table(isp_rows.StatedMove),
    "signoffs": Table(isp_rows.SignOff, key=("isp", "partner")),
    "flows": Table(isp_rows.Flow, key=("isp", "number")),
    "flow_defaults": Table(isp_rows.FlowDefault, key=("isp", "column")),
    "steps": Table(isp_rows.Step, key=("isp", "position")),
    "workshops": Table(isp_rows.Workshop, key=("isp", "number")),
    "sections": Table(isp_rows.Section, key=("isp", "key", "lang")),
}
"""Every table by its name, which is its file's name without `.csv`, in the order they are imported in."""


@dataclass(frozen=True)
class Batch:
    """Everything one import holds, checked; a table that was not given is empty."""

    register: tuple[rows.Setting, ...] = ()
    organisations: tuple[rows.Organisation, ...] = ()
    organisation_names: tuple[rows.OrganisationName, ...] = ()
    successors: tuple[rows.Successor, ...] = ()
    people: tuple[rows.Person, ...] = ()
    grants: tuple[rows.Grant, ...] = ()
    facilitators: tuple[rows.Facilitator, ...] = ()
    authority_counts: tuple[rows.AuthorityCount, ...] = ()
    groups: tuple[rows.Group, ...] = ()
    group_members: tuple[rows.GroupMember, ...] = ()
    meetings: tuple[rows.Meeting, ...] = ()
    isps: tuple[isp_rows.Isp, ...] = ()
    partners: tuple[isp_rows.Partner, ...] = ()
    members: tuple[isp_rows.Member, ...] = ()
    sponsors: tuple[isp_rows.Sponsor, ...] = ()
    facts: tuple[isp_rows.Fact, ...] = ()
    moves: tuple[isp_rows.StatedMove, ...] = ()
    signoffs: tuple[isp_rows.SignOff, ...] = ()
    flows: tuple[isp_rows.Flow, ...] = ()
    flow_defaults: tuple[isp_rows.FlowDefault, ...] = ()
    steps: tuple[isp_rows.Step, ...] = ()
    workshops: tuple[isp_rows.Workshop, ...] = ()
    sections: tuple[isp_rows.Section, ...] = ()
