"""The flows of information: written one by one or many at once, inherited from, numbered anew, taken out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from ispdesk.commands.amending import amendable
from ispdesk.commands.isps import EDITORS
from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline, refuse
from ispdesk.commands.steps import NewStep, hang
from ispdesk.commands.work import Number
from models.chain import digest
from models.database import forget
from models.tables.flow import FlowDefault
from models.tables.isp import Version
from models.tables.work import Flow
from states.flow_terms import BY_KEY, INHERITED, SENSITIVITIES, SHORT, TEXTS, kept_method
from states.words import Sentence, listed

MOST_ROWS = 1000
"""Rows that one command may write (our default); the largest table in the report has a few dozen."""
NEW = "new"
"""What `expected` says of a flow that the person did not see, because there was none of its number."""
_FLOWS = select(Flow).where(col(Flow.version_id) == bindparam("version")).order_by(col(Flow.number))


def _lines(value: object) -> object:
    """Line ends as the record keeps them; a browser and a spreadsheet each send their own."""
    return "\n".join(value.splitlines()) if isinstance(value, str) else value


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each name on one line, and once."""
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


Cell = Annotated[str, BeforeValidator(_lines)]
OneLine = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]


class WriteFlow(Payload):
    """One flow, new or changed; sender and recipients are partners' names as listed. Empty cells may be inherited.

    `expected` of the order is the revision that the person saw, or `new`.
    """

    number: Number
    step: OneLine = ""
    occasion: Cell = ""
    information: Cell = ""
    sender: OneLine = ""
    recipients: Annotated[tuple[str, ...], AfterValidator(_names)] = ()
    purpose: Cell = ""
    method: Annotated[OneLine, AfterValidator(kept_method)] = ""
    notes: Cell = ""
    items: Cell = ""
    sender_team: OneLine = ""
    recipient_team: OneLine = ""
    sensitivity: Literal["", "ordinary", "special", "criminal"] = ""
    basis: Cell = ""
    special: Cell = ""
    gateway: Cell = ""
    consent: Cell = ""
    controls: Cell = ""
    frequency: Cell = ""
    volume: Cell = ""
    identifier: Cell = ""
    system: Cell = ""
    retention: Cell = ""
    language: Cell = ""


class FlowRow(WriteFlow):
    """One row among many; `seen` is the revision that the person saw, or `new`."""

    seen: str | None = None


class WriteFlows(Payload):
    """Many flows at once, all or none: rows written, numbers taken out, steps added at the end of the list.

    `chosen`, where it is given, is what all flows inherit from now on.
    """

    rows: tuple[FlowRow, ...] = ()
    remove: tuple[Number, ...] = ()
    steps: tuple[NewStep, ...] = ()
    chosen: dict[Literal[INHERITED], Cell] | None = None  # type: ignore[valid-type]  # the keys are the table's


class RemoveFlow(Payload):
    """Take a flow out; its words stay in the history. `expected` is the revision that the person saw."""

    number: Number
    reason: Cell = ""


class RenumberFlows(Payload):
    """Give flows other numbers: pairs of the old and the new. `expected` is the table's mark."""

    numbers: tuple[tuple[Number, Number], ...]


class SetFlowDefaults(Payload):
    """What all flows inherit where their own cell is empty. `expected` is the revision that the person saw."""

    chosen: dict[Literal[INHERITED], Cell]  # type: ignore[valid-type]  # the keys are the table's


def flows_of(session: Session, version_id: int) -> dict[int, Flow]:
    """The flows of a version by number, in order."""
    session.flush()
    return {flow.number: flow for flow in session.scalars(_FLOWS, {"version": version_id})}


def table_mark(flows: Iterable[tuple[int, int]]) -> str:
    """What a person saw of the table as a whole: the numbers and revisions of its flows, as one short word."""
    return digest(b"ispdesk-flows-v1", [f"{number}:{revision}" for number, revision in sorted(flows)])[:16]


def meanwhile(en: str, cy: str) -> Declined:
    """Refuse because somebody else was there first."""
    return decline("changed_meanwhile", en, cy)


def write_flow(tx: Tx, payload: WriteFlow) -> Mapping[str, Any]:
    """Write one flow; refused where somebody else has written it since the revision that the person saw."""
    isp, version = amendable(tx)
    row = FlowRow(**payload.model_dump(), seen=tx.order.expected)
    written = _write(tx, version, flows_of(tx.session, version.id or 0), [row], always=True)
    return {"ref": isp.ref, "flow": payload.number, "revision": written[payload.number]}


def write_flows(tx: Tx, payload: WriteFlows) -> Mapping[str, Any]:
    """Write many flows, all or none; every row that cannot stand is in the answer."""
    isp, version = amendable(tx)
    there = flows_of(tx.session, version.id or 0)
    _decline_all(_crowded(payload, there))
    steps = hang(tx, isp, payload.steps)
    for number in payload.remove:
        _take_out(tx, version, there.pop(number), "")
    tx.session.flush()
    if payload.chosen is not None:
        _inherit(tx, version, payload.chosen)
    written = _write(tx, version, there, payload.rows)
    return {"ref": isp.ref, "written": sorted(written), "removed": sorted(payload.remove), "steps": list(steps)}


def _crowded(payload: WriteFlows, there: Mapping[int, Flow]) -> list[Refused]:
    """What is wrong with many rows together."""
    found = []
    numbers = [row.number for row in payload.rows]
    twice = sorted({n for n in numbers if numbers.count(n) > 1} | set(numbers) & set(payload.remove))
    if len(numbers) > MOST_ROWS:
        found.append(
            refuse(
                "wrong_value",
                f"These are {len(numbers)} rows: at most {MOST_ROWS} can be written at once.",
                f"Mae {len(numbers)} rhes: gellir ysgrifennu {MOST_ROWS} ar y mwyaf ar unwaith.",
            )
        )
    if twice:
        both = Sentence(listed([str(n) for n in twice], "en"), listed([str(n) for n in twice], "cy"))
        found.append(
            refuse("exists", f"These numbers stand twice: {both.en}.", f"Mae'r rhifau hyn yno ddwywaith: {both.cy}.")
        )
    found.extend(_unknown(number) for number in payload.remove if number not in there)
    return found


def _unknown(number: int) -> Refused:
    return refuse("not_found", f"There is no flow {number}.", f"Nid oes llif {number}.")


def _decline_all(refusals: Sequence[Refused]) -> None:
    if refusals:
        raise Declined(
            Refused(
                tuple(reason for one in refusals for reason in one.reasons),
                tuple(code for one in refusals for code in one.codes),
            )
        )


def _write(
    tx: Tx, version: Version, there: Mapping[int, Flow], rows: Sequence[FlowRow], *, always: bool = False
) -> dict[int, int]:
    """Write rows into a version, each that differs; the revisions by number. `always`: a row that is the same too."""
    _decline_all(
        [refused for row in rows for refused in (_stale(row, there.get(row.number)), *_too_long(row)) if refused]
    )
    written: dict[int, int] = {}
    recorded: list[Any] = []
    for row in rows:
        flow = there.get(row.number)
        values = row.model_dump(exclude={"seen"}) | {"recipients": list(row.recipients)}
        if flow is not None and not always and all(getattr(flow, name) == value for name, value in values.items()):
            continue
        flow = flow or Flow(version_id=version.id or 0, number=row.number, revision=0)
        for name, value in values.items():
            setattr(flow, name, value)
        flow.revision += 1
        written[row.number] = flow.revision
        tx.session.add(flow)
        body = {"number": row.number, "method": row.method, "version": version.number, "revision": flow.revision}
        tx.record("flow_written", body, words=_words(flow), later=recorded)
    tx.write(recorded)
    return written


def _words(flow: Flow) -> dict[str, str]:
    """What the history keeps of a flow beside the chain: every text in it."""
    said = {name: getattr(flow, name) for name in TEXTS if name not in {"method", "sensitivity"}}
    return said | {"recipients": "; ".join(flow.recipients)}


def _stale(row: FlowRow, flow: Flow | None) -> Refused | None:
    if row.seen is None or row.seen == (str(flow.revision) if flow else NEW):
        return None
    if flow is None:
        en = f"Somebody took flow {row.number} out meanwhile. Your words are not lost: compare, then save again."
        cy = f"Tynnodd rhywun lif {row.number} allan yn y cyfamser. Nid yw eich geiriau ar goll: cymharwch, a chadw."
    elif row.seen == NEW:
        en = f"There is a flow {row.number} meanwhile. Your words are not lost: choose another number, or compare."
        cy = f"Mae llif {row.number} yno erbyn hyn. Nid yw eich geiriau ar goll: dewiswch rif arall, neu cymharwch."
    else:
        en = f"Somebody changed flow {row.number} meanwhile. Your words are not lost: compare, then save again."
        cy = f"Newidiodd rhywun lif {row.number} yn y cyfamser. Nid yw eich geiriau ar goll: cymharwch, a chadw."
    return refuse("changed_meanwhile", en, cy)


def _too_long(row: WriteFlow) -> list[Refused]:
    values = {name: getattr(row, name) for name in TEXTS}
    longest = max((len(name) for name in row.recipients), default=0)
    return [
        *_long_cells(values, lambda text: f"{row.number:03}: {text}"),
        *(
            [_long("recipients", 300, lambda text: f"{row.number:03}: {text}")]
            if longest > BY_KEY["sender"].most
            else []
        ),
    ]


def _long_cells(values: Mapping[str, str], where: Callable[[str], str]) -> list[Refused]:
    return [_long(name, BY_KEY[name].most, where) for name, text in values.items() if len(text) > BY_KEY[name].most]


def _long(name: str, most: int, where: Callable[[str], str]) -> Refused:
    label = BY_KEY[name].label
    return refuse(
        "wrong_value",
        where(f"“{label.en}” is too long: at most {most} characters."),
        where(f"Mae “{label.cy}” yn rhy hir: {most} nod ar y mwyaf."),
    )


def remove_flow(tx: Tx, payload: RemoveFlow) -> Mapping[str, Any]:
    """Take a flow out; refused where somebody changed it since the revision that the person saw."""
    isp, version = amendable(tx)
    flow = flows_of(tx.session, version.id or 0).get(payload.number)
    if flow is None:
        raise Declined(_unknown(payload.number))
    if tx.order.expected is not None and tx.order.expected != str(flow.revision):
        raise meanwhile(
            f"Somebody changed flow {payload.number} meanwhile: look at it, then take it out.",
            f"Newidiodd rhywun lif {payload.number} yn y cyfamser: edrychwch arno, yna tynnwch ef allan.",
        )
    _take_out(tx, version, flow, payload.reason)
    return {"ref": isp.ref, "flow": payload.number}


def _take_out(tx: Tx, version: Version, flow: Flow, reason: str) -> None:
    words = _words(flow) | {"reason": reason}
    tx.session.delete(flow)
    tx.record("flow_removed", {"number": flow.number, "version": version.number}, words=words)


def renumber_flows(tx: Tx, payload: RenumberFlows) -> Mapping[str, Any]:
    """Give flows other numbers, all at once, so that two may change places."""
    isp, version = amendable(tx)
    there = flows_of(tx.session, version.id or 0)
    if tx.order.expected not in {None, table_mark((flow.number, flow.revision) for flow in there.values())}:
        raise meanwhile(
            "Somebody changed the flows meanwhile: look at them, then number them anew.",
            "Newidiodd rhywun y llifoedd yn y cyfamser: edrychwch arnynt, yna rhifwch nhw o'r newydd.",
        )
    wanted = dict(payload.numbers)
    _decline_all([_unknown(number) for number in wanted if number not in there])
    after = [wanted.get(number, number) for number in there]
    if len(wanted) != len(payload.numbers) or len(set(after)) != len(after):
        raise decline(
            "exists",
            "Two flows would have the same number: give each one of its own.",
            "Byddai gan ddau lif yr un rhif: rhowch ei rif ei hun i bob un.",
        )
    changed = {old: new for old, new in wanted.items() if old != new}
    for place, old in enumerate(changed):
        there[old].number = -1 - place  # out of the way first: a number may be taken by another of them
    tx.session.flush()
    for old, new in changed.items():
        there[old].number = new
        there[old].revision += 1
    tx.session.flush()
    numbers = [[old, new] for old, new in sorted(changed.items())]
    tx.record("flows_renumbered", {"numbers": numbers, "version": version.number})
    return {"ref": isp.ref, "numbers": numbers}


def set_flow_defaults(tx: Tx, payload: SetFlowDefaults) -> Mapping[str, Any]:
    """Set what all flows of the version inherit."""
    isp, version = amendable(tx)
    found = tx.session.get(FlowDefault, version.id)
    if tx.order.expected is not None and tx.order.expected != str(found.revision if found else 0):
        raise meanwhile(
            "Somebody changed what flows inherit meanwhile. Your words are not lost: compare, then save again.",
            "Newidiodd rhywun yr hyn y mae llifoedd yn ei etifeddu. Nid yw eich geiriau ar goll: cymharwch, a chadw.",
        )
    return {"ref": isp.ref, "revision": _inherit(tx, version, payload.chosen)}


def _inherit(tx: Tx, version: Version, given: Mapping[str, str]) -> int:
    """Keep what all flows of a version inherit; its revision."""
    chosen = {name: text for name, text in sorted(given.items()) if text}
    if "method" in chosen:
        chosen["method"] = kept_method(chosen["method"])
    if chosen.get("sensitivity", "ordinary") not in SENSITIVITIES:
        names = [one.en for one in SHORT.values()], [one.cy for one in SHORT.values()]
        raise decline(
            "wrong_value",
            f"Say how sensitive it is with one of these: {listed(names[0], 'en')}.",
            f"Dywedwch pa mor sensitif ydyw gydag un o'r rhain: {listed(names[1], 'cy')}.",
        )
    _decline_all(_long_cells(chosen, str))
    found = tx.session.get(FlowDefault, version.id) or FlowDefault(version_id=version.id or 0, revision=0)
    found.chosen, found.revision = chosen, found.revision + 1
    tx.session.add(found)
    tx.session.flush()
    forget(tx.session, {"flow_default"})
    tx.record("flow_defaults_set", {"version": version.number, "revision": found.revision}, words=chosen)
    return found.revision


SPECS: tuple[Spec[Any], ...] = (
    Spec("write_flow", "isp", WriteFlow, EDITORS, write_flow),
    Spec("write_flows", "isp", WriteFlows, EDITORS, write_flows),
    Spec("remove_flow", "isp", RemoveFlow, EDITORS, remove_flow),
    Spec("renumber_flows", "isp", RenumberFlows, EDITORS, renumber_flows),
    Spec("set_flow_defaults", "isp", SetFlowDefaults, EDITORS, set_flow_defaults),
)
