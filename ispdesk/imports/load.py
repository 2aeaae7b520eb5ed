"""Turns a checked batch into orders at the one door; all of them are carried out, or none."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from ispdesk import desk
from ispdesk.commands.shape import Order, Refused
from ispdesk.imports.cells import Interval
from ispdesk.imports.problems import ImportRefused, Problem
from ispdesk.imports.tables import Batch, Isp, Row, Where
from models.base import canonical
from models.database import reading
from models.tables.isp import Isp as IspRow
from models.tables.journal import CommandRow
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Person
from states.when import When

Placed = tuple[Where, Order]


def known(engine: Engine) -> dict[str, set[str]]:
    """References that the register holds already, by table: what an import may refer to."""
    with reading(engine) as session:
        return {
            "organisations": _refs(session, Organisation),
            "people": _refs(session, Person),
            "facilitators": _refs(session, Facilitator),
            "isps": _refs(session, IspRow),
        }


def _refs(session: Session, table: type[Organisation | Person | Facilitator | IspRow]) -> set[str]:
    return set(session.exec(select(table.ref)))


def load(engine: Engine, now: desk.Now, batch: Batch) -> Mapping[str, int]:
    """Carry out a batch in one transaction. Raises ImportRefused with the row at which the door said no."""
    placed = _told_apart(_orders(batch))
    with reading(engine) as session:
        before = set(session.exec(select(CommandRow.id).where(col(CommandRow.id).startswith("import:"))))
    result = desk.do_all(engine, [order for _, order in placed], now)
    if isinstance(result, tuple):
        place, refused = result
        raise ImportRefused(_problems(placed[place][0], refused))
    tables = ("organisations", "people", "facilitators", "isps", "partners", "facts", "moves", "signoffs")
    return {"orders": len(placed), "new": sum(order.id not in before for _, order in placed)} | {
        name: len(getattr(batch, name)) for name in tables
    }


def _told_apart(orders: Iterator[Placed]) -> list[Placed]:
    """Orders of the same content are counted, so that two alike rows are two, wherever in a file they stand."""
    seen: Counter[str] = Counter()
    told: list[Placed] = []
    for where, order in orders:
        seen[order.id] += 1
        told.append((where, replace(order, id=f"{order.id}:{seen[order.id]}")))
    return told


def _problems(where: Where, refused: Refused) -> list[Problem]:
    return [Problem(where.file, where.line, None, reason.en, reason.cy) for reason in refused.reasons]


def _order(
    row: Row,
    kind: str,
    stream: str,
    payload: Mapping[str, Any],
    *,
    happened: Interval | None = None,
    recording: bool = False,
) -> Placed:
    """One order; its id is made of its content, so that the same file imported again changes nothing."""
    when = None if happened is None else When(happened.not_before, happened.not_after)
    if when is not None and not when.known:
        when = None
    said = [kind, stream, payload, when and [when.not_before, when.not_after]]
    digest = hashlib.sha256(canonical(said).encode()).hexdigest()[:40]
    order = Order(f"import:{digest}", kind, stream, "import", payload, happened=when, recording=recording)
    return row.where, order


def _orders(batch: Batch) -> Iterator[Placed]:
    yield from _register(batch)
    yield from _bodies(batch)
    for isp in batch.isps:
        yield from _isp(batch, isp)
    yield from _made_of(batch)


def _register(batch: Batch) -> Iterator[Placed]:
    said = {row.key: row.value for row in batch.register}
    if said:
        allowed = ("name", "profile", "held_by", "statement_en", "statement_cy")
        payload: dict[str, Any] = {key: said[key] for key in allowed if key in said}
        yield _order(batch.register[0], "describe_register", "register:home", {"name": "register", **payload})


def _bodies(batch: Batch) -> Iterator[Placed]:
    for o in batch.organisations:
        payload: dict[str, Any] = {
            "name_en": o.name_en,
            "name_cy": o.name_cy or "",
            "kind": o.type,
            "sector": o.sector,
            "places": list(o.place),
            "note": o.note or "",
            **_source(o),
        }
        yield _order(o, "enter_organisation", f"organisation:{o.ref}", payload)
        stated = {"status": o.accord, **_source(o)}
        yield _order(o, "state_accord", f"organisation:{o.ref}", stated, happened=o.accord_signed, recording=True)
    for name in batch.organisation_names:
        payload = {
            "name": name.name,
            "lang": name.lang,
            "valid_from": _day(name.valid.not_before),
            "valid_to": _day(name.valid.not_after),
            "source": name.source,
        }
        yield _order(name, "add_organisation_name", f"organisation:{name.organisation}", payload)
    for p in batch.people:
        payload = {
            "name_en": p.label_en,
            "name_cy": p.label_cy or "",
            "address": p.email,
            "language": p.language,
            "organisation": p.organisation,
            **_source(p),
        }
        yield _order(p, "enter_person", f"person:{p.ref}", payload)
    for g in batch.grants:
        yield _order(g, "grant_role", f"person:{g.person}", {"role": g.role, "scope": g.scope})
    for f in batch.facilitators:
        payload = {
            "name_en": f.label_en,
            "name_cy": f.label_cy or "",
            "kind": f.type,
            "authority": f.authority,
            "last_assignment": _day(f.last_assignment),
            **_given(person=f.person),
            **_source(f),
        }
        yield _order(f, "enter_facilitator", f"person:{f.ref}", payload, happened=f.trained, recording=True)
    for a in batch.authority_counts:
        payload = {"facilitators": a.facilitators, "source": a.source, "held_by": _held_by(batch)}
        yield _order(a, "state_facilitators", f"register:{a.authority}", payload, recording=True)


def _source(row: Row) -> dict[str, str]:
    return {"standing": row.standing, "source": row.source}


def _given(**values: str | None) -> dict[str, str]:
    """Only what is given: rows written before a column existed keep the ids of their orders."""
    return {name: value for name, value in values.items() if value is not None}


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _held_by(batch: Batch) -> str | None:
    return next((row.value for row in batch.register if row.key == "held_by"), None)


def _profile(batch: Batch) -> str:
    return next((row.value for row in batch.register if row.key == "profile"), "current")


def _isp(batch: Batch, isp: Isp) -> Iterator[Placed]:
    stream = f"isp:{isp.ref}"
    payload: dict[str, Any] = {
        "title_en": isp.title_en,
        "title_cy": isp.title_cy or "",
        "service_areas": list(isp.service_area),
        "places": list(isp.place),
        "purpose": isp.purpose,
        "instrument": isp.instrument.lower() if isp.instrument else None,
        "lead": isp.lead,
        "coordinator_organisation": isp.coordinator_organisation,
        "coordinator_role": isp.coordinator_role,
        "facilitator_note": isp.facilitator_note,
        "counted_as": isp.counted_as,
        "note": isp.note or "",
        "profile": _profile(batch),
        **_given(coordinator_person=isp.coordinator_person),
        **_source(isp),
    }
    yield _order(isp, "make_known", stream, payload, recording=True)
    if isp.state is None:
        return
    assured = next((f.held for f in batch.facts if f.isp == isp.ref and f.kind == "assured"), None)
    submitted = next((f.held for f in batch.facts if f.isp == isp.ref and f.kind == "submitted_to_qa"), None)
    taken: dict[str, Any] = {
        "state": isp.state,
        "source": isp.source,
        "note": isp.note or "",
        "profile": _profile(batch),
    }
    if submitted is not None and isp.state not in ("identified", "scoping", "workshops", "draft"):
        taken |= {"submitted_from": _day(submitted.not_before), "submitted_to": _day(submitted.not_after)}
    in_force = isp.state in ("assured", "review_due", "in_review", "lapsed")
    yield _order(isp, "take_on", stream, taken, happened=assured if in_force else None, recording=True)


def _made_of(batch: Batch) -> Iterator[Placed]:
    names = {(p.isp, p.line): p.name_as_printed for p in batch.partners}
    for p in batch.partners:
        payload: dict[str, Any] = {
            "name": p.name_as_printed,
            "line": p.line,
            "organisation": p.organisation,
            "kind": p.kind,
            "count": p.count,
            "annex": p.annex or "",
            "condition": p.conditional or "",
            "listed": p.listed,
            "note": p.note or "",
            **_given(contact=p.contact),
            **_source(p),
        }
        yield _order(p, "add_partner", f"isp:{p.isp}", payload, happened=p.valid, recording=True)
    for s in batch.steps:
        payload = {"position": s.position, "name": s.step, "source": s.source}
        yield _order(s, "add_step", f"isp:{s.isp}", payload, recording=True)
    for w in batch.workshops:
        payload = {"as_printed": w.as_printed or "", "topic": w.note or "", "source": w.source}
        yield _order(w, "hold_workshop", f"isp:{w.isp}", payload, happened=w.held, recording=True)
    for flow in batch.flows:
        ends = [names.get((flow.isp, line or 0), "") for line in (flow.from_partner, flow.to_partner)]
        payload = {
            "number": flow.number,
            "step": flow.step or "",
            "information": flow.information,
            "sender": ends[0],
            "recipients": [name for name in ends[1:] if name],
            "method": flow.method or "",
        }
        yield _order(flow, "write_flow", f"isp:{flow.isp}", payload, recording=True)
    for fact in batch.facts:
        payload = {
            "fact": fact.kind,
            "value": fact.value,
            "as_printed": fact.as_printed or "",
            "note": fact.note or "",
            **_source(fact),
        }
        yield _order(fact, "state_fact", f"isp:{fact.isp}", payload, happened=fact.held, recording=True)
    for move in batch.moves:
        payload = {
            "trigger": move.trigger,
            "as_printed": move.as_printed or "",
            "source": move.source,
            "note": move.note or "",
        }
        yield _order(move, "move", f"isp:{move.isp}", payload, happened=move.held, recording=True)
    for said in batch.signoffs:
        payload = {
            "partner": said.partner,
            "outcome": said.outcome,
            "capacity": said.capacity or "",
            "as_printed": said.as_printed or "",
            "note": said.note or "",
            **_source(said),
        }
        yield _order(said, "sign_off", f"isp:{said.isp}", payload, happened=said.held, recording=True)
