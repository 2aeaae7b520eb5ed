"""The steps of the service, in order; flows hang on them by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import StringConstraints
from sqlmodel import Session, col, select

from ispdesk.commands.amending import amendable
from ispdesk.commands.isps import EDITORS
from ispdesk.commands.organisations import Name
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.work import Number
from models.chain import digest
from models.tables.isp import Isp, Version
from models.tables.work import Flow, ProcessStep
from states.folding import folded
from states.words import listed

Why = Annotated[str, StringConstraints(max_length=400)]


class AddStep(Payload):
    """A step of the service; without a position it comes last."""

    position: Number | None = None
    name: Name
    source: str = ""
    without_flows: Why = ""


class NewStep(Payload):
    """A step that rows of a table name."""

    name: Name
    without_flows: Why = ""


class ChangeStep(Payload):
    """Another name of a step, or why nothing is shared in it. `expected` of the order is the name the person saw."""

    position: Number
    name: Name
    without_flows: Why = ""


class OrderSteps(Payload):
    """The steps in another order, each by its present position. `expected` of the order is the list's mark."""

    order: tuple[Number, ...]


class RemoveStep(Payload):
    """Take a step out. Where flows hang on it, `flows` says what becomes of them; `to` is another step's position.

    `expected` of the order is the name the person saw.
    """

    position: Number
    flows: Literal["", "keep", "hang", "remove"] = ""
    to: Number | None = None


def steps_of(session: Session, isp_id: int) -> list[ProcessStep]:
    """The steps of an ISP's service in order."""
    session.flush()
    chosen = select(ProcessStep).where(ProcessStep.isp_id == isp_id).order_by(col(ProcessStep.position))
    return list(session.exec(chosen))


def steps_mark(names: Iterable[str]) -> str:
    """What a person saw of the list of steps, as one short word."""
    return digest(b"ispdesk-steps-v1", list(names))[:16]


def add_step(tx: Tx, payload: AddStep) -> Mapping[str, Any]:
    """Add a step of the service."""
    isp, _ = amendable(tx)
    there = steps_of(tx.session, isp.id or 0)
    if not tx.order.recording:
        _one_of_its_name(there, payload.name)
    position = payload.position or max((step.position for step in there), default=0) + 1
    _add(tx, isp, payload, position)
    return {"ref": isp.ref, "step": position}


def _add(tx: Tx, isp: Isp, payload: AddStep, position: int) -> None:
    values = payload.model_dump(exclude={"position"})
    tx.session.add(ProcessStep(isp_id=isp.id or 0, position=position, **values))
    words = {"name": payload.name, "source": payload.source, "without_flows": payload.without_flows}
    tx.record("step_added", {"position": position}, words=words)


def hang(tx: Tx, isp: Isp, named: Sequence[NewStep]) -> tuple[str, ...]:
    """Add the steps that are not in the list, at its end; the names of those that were added."""
    there = steps_of(tx.session, isp.id or 0)
    known = {folded(step.name): step for step in there}
    last = max((step.position for step in there), default=0)
    added: list[str] = []
    for one in named:
        step = known.get(folded(one.name))
        if step is None:
            added.append(one.name)
            _add(tx, isp, AddStep(name=one.name, without_flows=one.without_flows), last + len(added))
        elif one.without_flows and one.without_flows != step.without_flows:
            step.without_flows = one.without_flows
            tx.session.add(step)
            words = {"before": step.name, "name": step.name, "without_flows": step.without_flows}
            tx.record("step_changed", {"position": step.position, "flows": []}, words=words)
    return tuple(added)


def _one_of_its_name(there: Sequence[ProcessStep], name: str, but: ProcessStep | None = None) -> None:
    if any(step is not but and folded(step.name) == folded(name) for step in there):
        raise decline(
            "exists",
            f"There is a step “{name}” already: choose another name.",
            f"Mae cam “{name}” eisoes: dewiswch enw arall.",
        )


def _step(tx: Tx, there: Sequence[ProcessStep], position: int) -> ProcessStep:
    """The step of this position, if it is still the one that the person saw."""
    found = next((step for step in there if step.position == position), None)
    if found is not None and tx.order.expected in {None, found.name}:
        return found
    if found is None and tx.order.expected is None:
        raise decline("not_found", f"There is no step {position}.", f"Nid oes cam {position}.")
    raise decline(
        "changed_meanwhile",
        "Somebody changed the steps meanwhile: look at them, then do it again.",
        "Newidiodd rhywun y camau yn y cyfamser: edrychwch arnynt, yna gwnewch hyn eto.",
    )


def _on(tx: Tx, version: Version, step: str) -> list[Flow]:
    """The flows of a version that hang on a step."""
    chosen = select(Flow).where(Flow.version_id == version.id).order_by(col(Flow.number))
    return [flow for flow in tx.session.exec(chosen) if folded(flow.step) == folded(step)]


def _rehang(tx: Tx, flows: Iterable[Flow], step: str) -> None:
    for flow in flows:
        flow.step = step
        flow.revision += 1
        tx.session.add(flow)


def change_step(tx: Tx, payload: ChangeStep) -> Mapping[str, Any]:
    """Rename a step, and with it the step of its flows in the version at work; or say why it has none."""
    isp, version = amendable(tx)
    there = steps_of(tx.session, isp.id or 0)
    step = _step(tx, there, payload.position)
    _one_of_its_name(there, payload.name, but=step)
    flows = _on(tx, version, step.name) if step.name != payload.name else []
    _rehang(tx, flows, payload.name)
    words = {"before": step.name, "name": payload.name, "without_flows": payload.without_flows}
    step.name, step.without_flows = payload.name, payload.without_flows
    tx.session.add(step)
    tx.record("step_changed", {"position": payload.position, "flows": [f.number for f in flows]}, words=words)
    return {"ref": isp.ref, "step": payload.position, "flows": [flow.number for flow in flows]}


def order_steps(tx: Tx, payload: OrderSteps) -> Mapping[str, Any]:
    """Put the steps in another order; they are numbered from 1."""
    isp, _ = amendable(tx)
    there = {step.position: step for step in steps_of(tx.session, isp.id or 0)}
    seen = tx.order.expected in {None, steps_mark(step.name for step in there.values())}
    if not seen or sorted(payload.order) != sorted(there):
        raise decline(
            "changed_meanwhile",
            "Somebody changed the steps meanwhile: look at them, then put them in order again.",
            "Newidiodd rhywun y camau yn y cyfamser: edrychwch arnynt, yna rhowch nhw mewn trefn eto.",
        )
    for place, old in enumerate(payload.order):
        there[old].position = -1 - place  # out of the way first: each place is taken by another
    tx.session.flush()
    for place, old in enumerate(payload.order, start=1):
        there[old].position = place
    tx.record("steps_ordered", {"order": list(payload.order)})
    return {"ref": isp.ref, "order": list(payload.order)}


def remove_step(tx: Tx, payload: RemoveStep) -> Mapping[str, Any]:
    """Take a step out; refused while flows hang on it, unless the person says what becomes of them."""
    isp, version = amendable(tx)
    there = steps_of(tx.session, isp.id or 0)
    step = _step(tx, there, payload.position)
    flows = _on(tx, version, step.name)
    other = next((one for one in there if one.position == payload.to and one is not step), None)
    if flows and (not payload.flows or (payload.flows == "hang" and other is None)):
        numbers = [f"{flow.number:03}" for flow in flows]
        raise decline(
            "has_flows",
            f"Flows hang on this step ({listed(numbers, 'en')}): say whether they go to another step, stay without "
            "one, or are taken out.",
            f"Mae llifoedd yn perthyn i'r cam hwn ({listed(numbers, 'cy')}): dywedwch a ydynt yn mynd i gam arall, yn "
            "aros heb gam, neu'n cael eu tynnu allan.",
        )
    if payload.flows == "remove":
        for flow in flows:
            words = {"information": flow.information, "purpose": flow.purpose, "sender": flow.sender}
            tx.session.delete(flow)
            tx.record("flow_removed", {"number": flow.number, "version": version.number}, words=words)
    else:
        _rehang(tx, flows, other.name if other is not None and payload.flows == "hang" else "")
    tx.session.delete(step)
    body = {"position": payload.position, "flows": [flow.number for flow in flows], "became": payload.flows}
    tx.record("step_removed", body, words={"name": step.name})
    return {"ref": isp.ref, "step": payload.position, "flows": [flow.number for flow in flows]}


SPECS: tuple[Spec[Any], ...] = (
    Spec("add_step", "isp", AddStep, EDITORS, add_step),
    Spec("change_step", "isp", ChangeStep, EDITORS, change_step),
    Spec("order_steps", "isp", OrderSteps, EDITORS, order_steps),
    Spec("remove_step", "isp", RemoveStep, EDITORS, remove_step),
)
