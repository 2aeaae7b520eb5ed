"""The orders that an import's rows are at the one door: each with an id made of its content."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ispdesk.commands.shape import Order
from ispdesk.imports import isp_rows
from ispdesk.imports.cells import Interval
from ispdesk.imports.tables import Batch, Isp, Row, Where
from models.base import canonical
from states.when import When

Placed = tuple[Where, Order]


def orders(batch: Batch, partners: Mapping[tuple[str, int], str]) -> list[Placed]:
    """Every order of a batch with the row that it comes from; `partners` are those that the register names already.

    Orders of the same content are counted, so that two alike rows are two, wherever in a file they stand.
    """
    seen: Counter[str] = Counter()
    told: list[Placed] = []
    for where, order in _orders(batch, partners):
        seen[order.id] += 1
        told.append((where, replace(order, id=f"{order.id}:{seen[order.id]}")))
    return told


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


def _orders(batch: Batch, partners: Mapping[tuple[str, int], str]) -> Iterator[Placed]:
    yield from _register(batch)
    yield from _bodies(batch)
    yield from _groups(batch)
    for isp in batch.isps:
        yield from _isp(batch, isp)
    yield from _made_of(batch, partners)


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
    for s in batch.successors:
        payload = {"successor": s.successor, "source": s.source}
        yield _order(s, "name_successor", f"organisation:{s.organisation}", payload, happened=s.held, recording=True)
    for p in batch.people:
        payload = {
            "name_en": p.label_en,
            "name_cy": p.label_cy or "",
            "address": p.email,
            "language": "unknown" if p.language == "both" else p.language,  # which is written to in both
            "organisation": p.organisation,
            **_given(telephone=p.telephone, shared=p.shared),
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


def _groups(batch: Batch) -> Iterator[Placed]:
    for g in batch.groups:
        payload: dict[str, Any] = {"name_en": g.name_en, "name_cy": g.name_cy or "", "places": list(g.place)}
        yield _order(g, "enter_group", f"group:{g.ref}", payload)
    for m in batch.group_members:
        yield _order(m, "add_member", f"group:{m.group}", {"person": m.person, "chair": m.chair}, recording=True)
    for held in batch.meetings:
        payload = {
            "day": str(held.day),
            "capacity": held.capacity,
            "last_submission": str(held.last_submission),
        }
        yield _order(held, "add_meeting", f"group:{held.group}", payload, recording=True)


def _source(row: Row) -> dict[str, str]:
    return {"standing": row.standing, "source": row.source}


def _given(**values: Any) -> dict[str, Any]:
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
        **_given(coordinator_person=isp.coordinator_person, group=isp.group),
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
        **_given(review_date=_day(isp.review_date)),
    }
    if submitted is not None and isp.state not in ("identified", "scoping", "workshops", "draft"):
        taken |= {"submitted_from": _day(submitted.not_before), "submitted_to": _day(submitted.not_after)}
    in_force = isp.state in ("assured", "review_due", "in_review", "lapsed")
    yield _order(isp, "take_on", stream, taken, happened=assured if in_force else None, recording=True)


def _made_of(batch: Batch, partners: Mapping[tuple[str, int], str]) -> Iterator[Placed]:
    names = {**partners, **{(p.isp, p.line): p.name_as_printed for p in batch.partners}}
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
            **_given(contact=p.contact, observer=p.observer),
            **_source(p),
        }
        yield _order(p, "add_partner", f"isp:{p.isp}", payload, happened=p.valid, recording=True)
    yield from _classes_and_sponsors(batch)
    for s in batch.steps:
        payload = {
            "position": s.position,
            "name": s.step,
            "source": s.source,
            **_given(without_flows=s.without_flows),
        }
        yield _order(s, "add_step", f"isp:{s.isp}", payload, recording=True)
    for w in batch.workshops:
        payload = {"as_printed": w.as_printed or "", "topic": w.note or "", "source": w.source}
        yield _order(w, "hold_workshop", f"isp:{w.isp}", payload, happened=w.held, recording=True)
    yield from _document(batch, names)
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


def _classes_and_sponsors(batch: Batch) -> Iterator[Placed]:
    """A class's members are one order, which the first of its rows stands for."""
    for (isp, line), found in groupby(
        sorted(batch.members, key=lambda m: (m.isp, m.partner, m.position)), key=lambda m: (m.isp, m.partner)
    ):
        members: Sequence[isp_rows.Member] = list(found)
        payload: dict[str, Any] = {"line": line, "members": [one.name for one in members]}
        yield _order(members[0], "list_members", f"isp:{isp}", payload, recording=True)
    for s in batch.sponsors:
        payload = {"line": s.partner, "person": s.person, "name": s.name or "", "post": s.post or ""}
        yield _order(s, "name_sponsor", f"isp:{s.isp}", payload, recording=True)


_COLUMNS = (
    "occasion", "purpose", "items", "sender_team", "recipient_team", "sensitivity", "basis", "special", "gateway",
    "consent", "controls", "frequency", "volume", "identifier", "system", "retention", "language",
)  # fmt: skip


def _document(batch: Batch, names: Mapping[tuple[str, int], str]) -> Iterator[Placed]:
    """Flows, what they inherit, and the text."""
    for flow in batch.flows:
        lines = [flow.to_partner or 0, *flow.to_partners]
        recipients = [name for line in lines if (name := names.get((flow.isp, line), ""))]
        payload: dict[str, Any] = {
            "number": flow.number,
            "step": flow.step or "",
            "information": flow.information,
            "sender": names.get((flow.isp, flow.from_partner or 0), ""),
            "recipients": recipients,
            "method": flow.method or "",
            **_given(**{name: getattr(flow, name) for name in _COLUMNS}),
        }
        yield _order(flow, "write_flow", f"isp:{flow.isp}", payload, recording=True)
    for isp, found in groupby(sorted(batch.flow_defaults, key=lambda d: d.isp), key=lambda d: d.isp):
        chosen: Sequence[isp_rows.FlowDefault] = list(found)
        payload = {"chosen": {one.column: one.value for one in chosen}}
        yield _order(chosen[0], "set_flow_defaults", f"isp:{isp}", payload, recording=True)
    for section in batch.sections:
        payload = {
            "key": section.key,
            "lang": section.lang,
            "heading": section.heading or "",
            "text": section.text,
        }
        yield _order(section, "write_section", f"isp:{section.isp}", payload, recording=True)
