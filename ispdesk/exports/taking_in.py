"""Taking in the ISP of a pack: as orders at the one door, all or none; what was recorded there stays their record.

No move is asserted: the ISP is taken on in the state in which it left. The pack, with the whole history, is kept.
"""

import base64
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from ispdesk import desk
from ispdesk.commands.shape import Order
from ispdesk.exports.pack import Opened, PackError
from models.database import reading
from models.queries import public
from states.folding import folded
from states.when import When

Row = Mapping[str, Any]


def take_in(
    engine: Engine, of: Opened, now: desk.Now, *, ref: str | None = None, here: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Take it in under this reference (its own, where none is given). `here`: their organisations by our references.

    Raises PackError where an organisation of one reference is another here, or where the door says no.
    """
    try:
        with reading(engine) as session:
            bodies = _bodies(session, of.tables["organisations"], here or {})
        orders = list(_orders(of, ref or of.pack.manifest["isp"], bodies))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise PackError("Its tables cannot be read.", "Ni ellir darllen ei dablau.") from error
    result = desk.do_all(engine, orders, now)
    if isinstance(result, tuple):
        place, refused = result
        said = refused.reasons[0]
        what = orders[place].kind
        raise PackError(f"Nothing was taken in ({what}): {said.en}", f"Ni chymerwyd dim i mewn ({what}): {said.cy}")
    return {"isp": ref or of.pack.manifest["isp"], "orders": len(orders), "pack": of.pack.sha256, "rows": of.history}


def _bodies(session: Session, theirs: Sequence[Row], here: Mapping[str, str]) -> dict[str, tuple[str, bool]]:
    """For each of their organisations our reference, and whether it is new here. Raises PackError."""
    ours = {one.ref: one for one in public.organisations(session)}
    found = {}
    for body in theirs:
        ref = here.get(body["ref"], body["ref"])
        known = ours.get(ref)
        if body["ref"] in here and known is None:
            raise PackError(f"There is no organisation {ref} here.", f"Nid oes sefydliad {ref} yma.")
        if known is not None and body["ref"] not in here and folded(known.name_en) != folded(body["name_en"]):
            raise PackError(
                f"Their {ref} is “{body['name_en']}”, ours is “{known.name_en}”: say --here {ref}=OURS.",
                f"“{body['name_en']}” yw {ref} yno, “{known.name_en}” yma: defnyddiwch --here {ref}=EIN-CYFEIRNOD.",
            )
        found[body["ref"]] = (ref, known is None)
    return found


def _when(row: Row) -> When | None:
    days = [row.get("happened_from"), row.get("happened_to")]
    first, last = (dt.date.fromisoformat(day) if day else None for day in days)
    return When(first, last) if first or last else None


def _orders(of: Opened, ref: str, bodies: Mapping[str, tuple[str, bool]]) -> Iterator[Order]:
    """Every order, with ids of the pack's hash: the same pack again changes nothing."""
    manifest = of.pack.manifest
    source = f"taken in from {manifest['from']}"[:400]
    for n, (kind, stream, payload, when) in enumerate(_parts(of, ref, bodies, source)):
        id_ = f"pack:{of.pack.sha256[:40]}:{n}"
        yield Order(id_, kind, stream, "import", payload, happened=when, recording=True)


Part = tuple[str, str, dict[str, Any], When | None]


def _parts(of: Opened, ref: str, bodies: Mapping[str, tuple[str, bool]], source: str) -> Iterator[Part]:
    tables, stream = of.tables, f"isp:{ref}"
    sourced = {"standing": "reported", "source": source}
    yield from _new_bodies(tables["organisations"], bodies, sourced)
    isp, version = dict(tables["isp"][0]), tables["version"][0]
    isp.pop("ref")
    for role in ("lead", "coordinator_organisation"):
        isp[role] = bodies[isp[role]][0] if isp[role] else None
    yield "make_known", stream, {**isp, **sourced, "profile": version["profile"]}, None
    taken = {name: version[name] for name in ("state", "submitted_from", "submitted_to", "review_date", "profile")}
    assured = {"happened_from": version["assured_from"], "happened_to": version["assured_to"]}
    yield "take_on", stream, {**taken, "source": source}, _when(assured)
    for row in tables["partners"]:
        line = {**row, **sourced, "organisation": bodies[row["organisation"]][0] if row["organisation"] else None}
        since = _when({"happened_from": line.pop("valid_from")})
        yield "add_partner", stream, line, since
    for line_number, members in groupby(tables["members"], key=lambda one: one["line"]):
        listed = {"line": line_number, "members": [one["name"] for one in members]}
        yield "list_members", stream, listed, None
    for row in tables["steps"]:
        yield "add_step", stream, dict(row), None
    for row in tables["flows"]:
        yield "write_flow", stream, dict(row), None
    for chosen in tables["flow_defaults"]:
        yield "set_flow_defaults", stream, {"chosen": chosen}, None
    for row in tables["sections"]:
        yield "write_section", stream, dict(row), None
    yield from _dated(of, stream)


def _new_bodies(
    theirs: Sequence[Row], bodies: Mapping[str, tuple[str, bool]], sourced: Mapping[str, str]
) -> Iterator[Part]:
    """The organisations that are not known here, with what is known there of their Accord."""
    for body in theirs:
        its, new = bodies[body["ref"]]
        if not new:
            continue
        names = {name: body[name] for name in ("name_en", "name_cy", "kind", "sector", "places")}
        yield "enter_organisation", f"organisation:{its}", {**names, **sourced}, None
        if body["accord"] is not None:
            accord = {"status": body["accord"]["status"], **sourced}
            yield "state_accord", f"organisation:{its}", accord, _when(body["accord"])


def _dated(of: Opened, stream: str) -> Iterator[Part]:
    tables, manifest = of.tables, of.pack.manifest
    for row in tables["facts"]:
        said = {name: row[name] for name in ("value", "as_printed", "standing", "source", "note")}
        yield "state_fact", stream, {"fact": row["kind"], **said}, _when(row)
    for row in tables["workshops"]:
        said = {name: row[name] for name in ("topic", "outcome", "as_printed", "source")}
        yield "hold_workshop", stream, said, _when(row)
    for row in tables["sign_offs"]:
        said = {name: row[name] for name in ("partner", "outcome", "asked_as", "capacity", "reference", "as_printed")}
        yield "sign_off", stream, {**said, "note": row["note"], "standing": "reported"}, _when(row)
    kept = {
        "pack": of.pack.sha256,
        "fingerprint": of.pack.fingerprint,
        "came_from": manifest["from"],
        "made_on": manifest["made_at"][:10],
        "rows": of.history,
        "head": of.head or "0" * 64,
        "content_hash": manifest["content_hash"],
        "content": base64.b64encode(of.pack.content).decode(),
    }
    yield "keep_pack", stream, kept, None
