"""What the checks of flows look at, and the functions that look: each gives its places with a sentence."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from states.acts import gone
from states.flow_terms import method_named, shown_method
from states.folding import folded
from states.words import Sentence

Spot = tuple[int | None, str | None, Sentence]
"""A flow's number and the column, or neither, and what to do about it."""


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """One flow with what it inherits put in: every cell as text, the recipients by name."""

    number: int
    step: str = ""
    occasion: str = ""
    information: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    purpose: str = ""
    method: str = ""
    sensitivity: str = ""
    basis: str = ""
    special: str = ""
    gateway: str = ""
    consent: str = ""
    controls: str = ""
    identifier: str = ""
    retention: str = ""


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """A partner as flows name it. A conditional partner and an observer need no flow."""

    name: str
    excused: bool = False


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step of the service; `without_flows` says why nothing is shared in it."""

    name: str
    without_flows: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the checks may see. `steps` is None where the steps are not looked at."""

    flows: tuple[FlowFacts, ...]
    partners: tuple[PartnerFacts, ...]
    day: dt.date
    steps: tuple[StepFacts, ...] | None = None


def numbered(flow: FlowFacts) -> str:
    """A flow's number as the table prints it."""
    return f"{flow.number:03}"


def missing(column: str, en: str, cy: str) -> Callable[[Table], Iterator[Spot]]:
    """Flows in which this column says nothing."""

    def find(table: Table) -> Iterator[Spot]:
        for flow in table.flows:
            if not getattr(flow, column):
                number = numbered(flow)
                yield flow.number, column, Sentence(f"Flow {number}: {en}.", f"Llif {number}: {cy}.")

    return find


def strangers(table: Table) -> Iterator[Spot]:
    """Bodies in a flow that are no partner."""
    known = {folded(partner.name) for partner in table.partners}
    for flow in table.flows:
        number = numbered(flow)
        for column, names in (("sender", (flow.sender,)), ("recipients", flow.recipients)):
            for name in names:
                if name and folded(name) not in known:
                    yield (
                        flow.number,
                        column,
                        Sentence(
                            f"Flow {number} names {name}, which is not a partner: add it as a partner or change the flow.",
                            f"Mae llif {number} yn enwi {name}, nad yw'n bartner: ychwanegwch ef yn bartner neu newidiwch "
                            "y llif.",
                        ),
                    )


def to_itself(table: Table) -> Iterator[Spot]:
    """Flows from a body to itself."""
    for flow in table.flows:
        if flow.sender and folded(flow.sender) in {folded(name) for name in flow.recipients}:
            number = numbered(flow)
            yield (
                flow.number,
                "recipients",
                Sentence(
                    f"Flow {number} goes from {flow.sender} to itself: name another recipient, or the teams.",
                    f"Mae llif {number} yn mynd o {flow.sender} iddo'i hun: enwch dderbynnydd arall, neu'r timau.",
                ),
            )


def idle_partners(table: Table) -> Iterator[Spot]:
    """Partners that no flow names."""
    named = {folded(name) for flow in table.flows for name in (flow.sender, *flow.recipients)}
    for partner in table.partners:
        if not partner.excused and folded(partner.name) not in named:
            yield (
                None,
                None,
                Sentence(
                    f"{partner.name} neither sends nor receives anything: add a flow, or mark it as an observer.",
                    f"Nid yw {partner.name} yn anfon nac yn derbyn dim: ychwanegwch lif, neu nodwch ei fod yn sylwedydd.",
                ),
            )


def insecure(table: Table) -> Iterator[Spot]:
    """Ways of transfer that are not secure enough for what they carry."""
    for flow in table.flows:
        method = method_named(flow.method)
        bad = method is not None and (
            method.good_for == "nothing"
            or (method.good_for == "ordinary" and flow.sensitivity in {"special", "criminal"})
        )
        if method is not None and bad:
            number = numbered(flow)
            yield (
                flow.number,
                "method",
                Sentence(
                    f"Flow {number} goes by {shown_method(method.id, 'en').lower()}, which is not secure enough for it: "
                    "choose secure e-mail, a portal or another secure way.",
                    f"Ffordd llif {number} yw {shown_method(method.id, 'cy').lower()}, nad yw'n ddigon diogel: dewiswch "
                    "e-bost diogel, porth neu ffordd ddiogel arall.",
                ),
            )


def legacy(table: Table) -> Iterator[Spot]:
    """Ways of transfer that are being given up."""
    for flow in table.flows:
        method = method_named(flow.method)
        if method is not None and method.legacy:
            number = numbered(flow)
            yield (
                flow.number,
                "method",
                Sentence(
                    f"Flow {number} goes by {method.name.en.lower()}: say when it will be replaced, or why it is needed.",
                    f"Ffordd llif {number} yw {method.name.cy.lower()}: dywedwch pryd y caiff ei disodli, neu pam mae ei "
                    "hangen.",
                ),
            )


def without_condition(kind: str, en: str, cy: str) -> Callable[[Table], Iterator[Spot]]:
    """Flows of this sensitivity without the condition that it needs."""

    def find(table: Table) -> Iterator[Spot]:
        for flow in table.flows:
            if flow.sensitivity == kind and not flow.special:
                number = numbered(flow)
                yield flow.number, "special", Sentence(f"Flow {number} {en}.", f"{cy.format(number=number)}.")

    return find


def law(*, whole: bool) -> Callable[[Table], Iterator[Spot]]:
    """Flows that cite what no longer stands: as a whole, or in part."""

    def find(table: Table) -> Iterator[Spot]:
        for flow in table.flows:
            number = numbered(flow)
            for column in ("basis", "special", "gateway"):
                for one in gone(getattr(flow, column), table.day):
                    if one.whole is whole:
                        yield flow.number, column, _replaced(number, one.name, one.instead, whole=whole)

    return find


def _replaced(number: str, name: Sentence, instead: Sentence, *, whole: bool) -> Sentence:
    if whole:
        return Sentence(
            f"Flow {number} cites the {name.en}, which is no longer in force: use {instead.en}.",
            f"Mae llif {number} yn dyfynnu {name.cy}, nad yw mewn grym mwyach: defnyddiwch {instead.cy}.",
        )
    return Sentence(
        f"Flow {number} cites the {name.en}, which has been replaced in large part: look at {instead.en}.",
        f"Mae llif {number} yn dyfynnu {name.cy}, a ddisodlwyd i raddau helaeth: edrychwch ar {instead.cy}.",
    )


def empty_steps(table: Table) -> Iterator[Spot]:
    """Steps without a flow that do not say why."""
    used = {folded(flow.step) for flow in table.flows}
    for step in table.steps or ():
        if folded(step.name) not in used and not step.without_flows:
            yield (
                None,
                "step",
                Sentence(
                    f"The step “{step.name}” has no flow: add one, or say why nothing is shared in it.",
                    f"Nid oes llif i'r cam “{step.name}”: ychwanegwch un, neu dywedwch pam na rennir dim ynddo.",
                ),
            )
