"""The outputs of the programme as at a date (report Table 4-1, paragraphs 4.7 and 4.8), as we know it now.

Where the source only bounds a figure, the least is under its name and the most under `…_at_most`.
"""

import datetime as dt

from sqlmodel import Session, select

from models.queries import signatories
from models.queries.lives import lives
from models.tables.person import Facilitator
from states.accord import signed_at
from states.lifecycle import IN_FORCE, OPEN_ROUND
from states.measures import Tally
from states.when import When

NAMES = ("signatories", "facilitators", "identified", "awaiting", "assured")


def outputs(session: Session, at: dt.date) -> dict[str, int]:
    """Count each output at the end of this day: certain ones, and where they differ, possible ones too."""
    found = {name: Tally() for name in NAMES}
    for stated in signatories.statements(session).values():
        found["signatories"].add(signed_at(stated, at))
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
