"""Trained facilitators by organisation type (report Table 4-2) and by local authority (4.6), as at a date."""

import datetime as dt
from typing import Any

from sqlmodel import Session, col, select

from models.tables.organisation import AuthorityCount
from models.tables.person import Facilitator
from states.when import When

TYPES = {
    "fire": "Fire service",
    "health": "Health",
    "local_authority": "Local Authority",
    "other": "Other",
    "police": "Police",
    "voluntary": "Voluntary/Community",
}


def facilitators(session: Session, at: dt.date) -> dict[str, Any]:
    """Rows by type with their proportion, each rounded by itself (so they may add up to 101), and by authority."""
    trained = [
        f
        for f in session.exec(select(Facilitator).order_by(col(Facilitator.ref)))
        if When(f.trained_from, f.trained_to).had_happened(at)
    ]
    possible = [
        f for f in session.exec(select(Facilitator)) if When(f.trained_from, f.trained_to).had_happened(at) is not False
    ]
    total = len(trained)
    rows = []
    for kind, name in TYPES.items():
        number = sum(f.kind == kind for f in trained)
        proportion = f"{(200 * number + total) // (2 * total)}%" if total else "-"
        row = {"type": name, "number": number, "proportion": proportion}
        most = sum(f.kind == kind for f in possible)
        rows.append(row | ({"number_at_most": most} if most != number else {}))
    report: dict[str, Any] = {"at": at.isoformat(), "rows": rows, "total": total}
    if len(possible) != total:
        report["total_at_most"] = len(possible)
    report["by_authority"], report["authority_not_named"] = _by_authority(session, trained, at)
    return report


def _by_authority(session: Session, trained: list[Facilitator], at: dt.date) -> tuple[dict[str, int], int]:
    """Facilitators by local authority, stated zeros included; and how many more in authorities not named."""
    found: dict[str, int] = {}
    for stated in session.exec(select(AuthorityCount).order_by(col(AuthorityCount.authority))):
        if stated.held_by is None or stated.held_by <= at:
            found[stated.authority] = stated.facilitators
    placed = [f for f in trained if f.authority]
    for authority in sorted({f.authority or "" for f in placed}):
        found[authority] = max(found.get(authority, 0), sum(f.authority == authority for f in placed))
    return found, sum(f.kind == "local_authority" and not f.authority for f in trained)
