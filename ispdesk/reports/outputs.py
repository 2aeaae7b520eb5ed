"""The outputs of the programme as at a date (report Table 4-1, paragraphs 4.7 and 4.8), as we know it now.

Where the source only bounds a figure, the least is under its name and the most under `…_at_most`.
"""

import datetime as dt

from sqlmodel import Session, col, select

from models.queries.lives import lives
from models.tables.organisation import Accord
from models.tables.person import Facilitator
from states.lifecycle import IN_FORCE, OPEN_ROUND
from states.measures import Tally
from states.when import When

NAMES = ("signatories", "facilitators", "identified", "awaiting", "assured")


def outputs(session: Session, at: dt.date) -> dict[str, int]:
    """Count each output at the end of this day: certain ones, and where they differ, possible ones too."""
    found = {name: Tally() for name in NAMES}
    for when in _signatories(session):
        found["signatories"].add(when.had_happened(at))
    for trained in session.exec(select(Facilitator)):
        found["facilitators"].add(When(trained.trained_from, trained.trained_to).had_happened(at))
    for life in lives(session):
        found["identified"].add(life.identified.had_happened(at))
        found["awaiting"].add(life.was_in(OPEN_ROUND, at))
        found["assured"].add(life.was_in(IN_FORCE, at))
    counted: dict[str, int] = {}
    for name, tally in found.items():
        counted[name] = tally.least
        if tally.most != tally.least:
            counted[f"{name}_at_most"] = tally.most
    return counted


def _signatories(session: Session) -> list[When]:
    """One signature for each organisation that is stated to have signed, the earliest known."""
    signed: dict[int, When] = {}
    rows = select(Accord).where(Accord.status == "signed").order_by(col(Accord.id))
    for row in session.exec(rows):
        signed.setdefault(row.organisation_id, When(row.happened_from, row.happened_to))
    return list(signed.values())
