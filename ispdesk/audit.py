"""The proof that the record is whole: the chain recomputed, and live rows held against the history they come from."""

from sqlmodel import Session, col, select

from models import chain
from models.tables.isp import Isp, Version
from models.tables.journal import History
from states.lifecycle import Party


def verify(session: Session) -> chain.Audit:
    """Recompute every hash, then fold every ISP's history and compare state and holder with the live tables."""
    seen = chain.verify(session)
    return chain.Audit(seen.rows, seen.streams, (*seen.problems, *live_problems(session)))


def live_problems(session: Session) -> list[str]:
    """Versions whose state or holder is not what their history says."""
    told: dict[tuple[str, int], tuple[str, str]] = {}
    waited: dict[tuple[str, int], set[int]] = {}
    rows = select(History).where(col(History.stream).startswith("isp:")).order_by(col(History.stream), col(History.seq))
    for row in session.exec(rows):
        if not isinstance(row.body, dict) or "version" not in row.body:
            continue
        key = (row.stream, int(row.body["version"]))
        if "to" in row.body:
            told[key] = (str(row.body["to"]), str(row.body["holder"]))
        elif key in told:
            told[key] = (told[key][0], _handed_over(row, told[key][1], waited.setdefault(key, set())))
    problems = []
    live = set()
    for version, ref in session.exec(select(Version, Isp.ref).join(Isp, col(Isp.id) == col(Version.isp_id))):
        key = (f"isp:{ref}", version.number)
        live.add(key)
        if told.get(key) != (version.state, version.holder):
            problems.append(f"isp:{ref} version {version.number}: the live row is not what its history says")
    problems.extend(
        f"{stream} version {number}: its live row is missing" for stream, number in told if (stream, number) not in live
    )
    return problems


def _handed_over(row: History, holder: str, waited: set[int]) -> str:
    """Who holds it after a row that asks a partner or closes what was asked; `waited` are the tasks it waits for."""
    if row.kind == "asked" and row.body["waits"]:
        waited.add(row.body["task"])
        return Party.PARTNERS.value
    if row.kind == "answered" and row.body["task"] in waited:
        waited.discard(row.body["task"])
        return Party.COORDINATOR.value if holder == Party.PARTNERS and not waited else holder
    return holder
