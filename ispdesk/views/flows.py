"""The flows of one ISP as plain values: steps, flows with what they inherit, and what the checks find."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, false, true, union_all
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from ispdesk.commands import facts
from ispdesk.commands.flows import table_mark
from ispdesk.commands.steps import steps_mark
from ispdesk.views.listing import shown_version, title_of
from ispdesk.words.text import Text
from models.base import table
from models.tables.flow import FlowDefault
from models.tables.isp import Isp, Version
from models.tables.work import Partner, ProcessStep
from states.flow_checks import Found, flow_findings
from states.flow_finders import FlowFacts, PartnerFacts, StepFacts
from states.flow_terms import TEXTS, effective, inherited
from states.folding import folded
from states.lifecycle import Party, State, amendable

_STEP, _PARTNER = table(ProcessStep), table(Partner)
_ISP = (
    select(Isp, Version, FlowDefault)
    .join(Version, col(Version.isp_id) == col(Isp.id))
    .outerjoin(FlowDefault, col(FlowDefault.version_id) == col(Version.id))
    .order_by(col(Version.number).desc())
)
_NAMED = union_all(
    core_select(true(), _STEP.position, _STEP.name, _STEP.without_flows, false()).where(
        _STEP.isp_id == bindparam("isp")
    ),
    core_select(false(), _PARTNER.line, _PARTNER.name, _PARTNER.condition, _PARTNER.observer).where(
        _PARTNER.isp_id == bindparam("isp"), _PARTNER.valid_to.is_(None)
    ),
).order_by("position")
"""Steps and partners in one question: a page asks few."""
_CHECKED = tuple(name for name in FlowFacts.__dataclass_fields__ if name != "number")


@dataclass(frozen=True)
class FlowLine:
    """One flow: `own` is what stands in its cells, `values` has what it inherits put in; `found` is what is wrong."""

    number: int
    own: Mapping[str, Any]
    values: Mapping[str, Any]
    inherits: frozenset[str]
    revision: int
    found: tuple[Found, ...] = ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who receives it."""
        return tuple(self.own["recipients"])


@dataclass(frozen=True)
class StepLine:
    """A step of the service with the numbers of its flows; one that only flows name has no position."""

    name: str
    position: int | None = None
    without_flows: str = ""
    flows: tuple[int, ...] = ()


@dataclass(frozen=True)
class FlowsView:
    """Everything the pages of the flows show. `chosen` was set for all flows, `defaults` has the ISP's purpose too."""

    ref: str
    title: Text
    version: int
    amendable: bool
    flows: tuple[FlowLine, ...]
    steps: tuple[StepLine, ...]
    chosen: Mapping[str, str]
    defaults: Mapping[str, str]
    chosen_revision: int
    partners: tuple[str, ...]
    found: tuple[Found, ...]
    mark: str
    steps_mark: str

    def flow(self, number: int) -> FlowLine | None:
        """The flow of this number."""
        return next((flow for flow in self.flows if flow.number == number), None)

    def step(self, position: int) -> StepLine | None:
        """The step of this position."""
        return next((step for step in self.steps if step.position == position), None)

    @property
    def next_number(self) -> int:
        """The first number after all there are."""
        return max((flow.number for flow in self.flows), default=0) + 1

    @property
    def by_step(self) -> tuple[tuple[StepLine | None, tuple[FlowLine, ...]], ...]:
        """The flows under their steps, in the order of the steps; those without a step come last."""
        found: list[tuple[StepLine | None, tuple[FlowLine, ...]]] = [
            (step, tuple(flow for flow in self.flows if flow.number in step.flows)) for step in self.steps
        ]
        loose = tuple(flow for flow in self.flows if not flow.own["step"])
        return (*found, (None, loose)) if loose else tuple(found)


def flows_view(session: Session, ref: str, day: dt.date) -> FlowsView | None:
    """The flows of the version that is shown, checked as on this day; None where there is no such ISP or version."""
    found_rows = session.exec(_ISP.where(col(Isp.ref) == ref)).all()
    version = shown_version([version for _, version, _ in found_rows])
    if version is None:
        return None
    isp, _, kept = next(row for row in found_rows if row[1] is version)
    rows = facts.flows(session, version.id or 0)
    defaults = facts.inheriting(isp.purpose, kept.chosen if kept else None)
    listed, partners = _steps_and_partners(session, isp.id or 0)
    own = [{name: getattr(row, name) for name in TEXTS} | {"recipients": tuple(row.recipients)} for row in rows]
    whole = [effective(values, defaults) for values in own]
    found = flow_findings(
        [_facts(row.number, values) for row, values in zip(rows, whole, strict=True)],
        partners,
        day,
        [StepFacts(name, why) for _, name, why in listed],
    )
    flows = tuple(
        FlowLine(
            number=row.number,
            own=said,
            values=values,
            inherits=inherited(said, defaults),
            revision=row.revision,
            found=tuple(one for one in found if one.flow == row.number),
        )
        for row, said, values in zip(rows, own, whole, strict=True)
    )
    return FlowsView(
        ref=isp.ref,
        title=title_of(isp),
        version=version.number,
        amendable=amendable(State(version.state), Party(version.holder)),
        flows=flows,
        steps=_steps(listed, flows),
        chosen=dict(kept.chosen) if kept else {},
        defaults=defaults,
        chosen_revision=kept.revision if kept else 0,
        partners=tuple(one.name for one in partners),
        found=found,
        mark=table_mark((flow.number, flow.revision) for flow in flows),
        steps_mark=steps_mark(name for _, name, _ in listed),
    )


def _steps_and_partners(session: Session, isp_id: int) -> tuple[list[tuple[int, str, str]], list[PartnerFacts]]:
    """The steps in order, each with why it has no flows; and the partners, as flows may name them."""
    rows = session.connection().execute(_NAMED, {"isp": isp_id}).all()
    steps = [(place, name, why) for step, place, name, why, _ in rows if step]
    return steps, [PartnerFacts(name, excused=seen or bool(why)) for step, _, name, why, seen in rows if not step]


def _facts(number: int, values: Mapping[str, Any]) -> FlowFacts:
    return FlowFacts(number, **{name: values[name] for name in _CHECKED})


def _steps(listed: Sequence[tuple[int, str, str]], flows: Sequence[FlowLine]) -> tuple[StepLine, ...]:
    """The steps of the list in order, then those that only flows name."""
    on: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for flow in flows:
        if flow.own["step"]:
            on.setdefault(folded(flow.own["step"]), []).append(flow.number)
            names.setdefault(folded(flow.own["step"]), flow.own["step"])
    found = [StepLine(name, position, why, tuple(on.pop(folded(name), ()))) for position, name, why in listed]
    return (*found, *(StepLine(names[folded], flows=tuple(numbers)) for folded, numbers in on.items()))
