"""Removals that wait for their second person."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from ispdesk.commands.removal import open_proposals
from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.queries import people


@dataclass(frozen=True)
class ProposedRemoval:
    """One proposal: the words that would go, why, who proposed it, and where they stand."""

    ref: str
    title: Text
    number: int
    phrase: str
    reason: str
    by: Text
    own: bool
    when: datetime
    found: tuple[tuple[str, int], ...]


def proposed(session: Session, viewer: str) -> tuple[ProposedRemoval, ...]:
    """Every proposal that waits, the oldest first."""
    rows = []
    for row, isp in open_proposals(session):
        person = people.by_ref(session, row.proposed_by)
        rows.append(
            ProposedRemoval(
                ref=isp.ref,
                title=title_of(isp),
                number=row.number,
                phrase=row.phrase or "",
                reason=row.reason,
                by=Text(person.name_en, person.name_cy or None) if person else Text(row.proposed_by),
                own=row.proposed_by == viewer,
                when=row.proposed_at,
                found=tuple(sorted(row.found.items())),
            )
        )
    return tuple(rows)
