"""The outputs of the programme as at a date (report Table 4-1, paragraphs 4.7 and 4.8), as we know it now.

Where the source only bounds a figure, the least is under its name and the most under `…_at_most`.
"""

import datetime as dt

from sqlmodel import Session

from ispdesk.views.lives import lives

NAMES = {
    "signatories": "signatories",
    "facilitators": "trained",
    "identified": "identified",
    "awaiting": "awaiting",
    "assured": "assured",
}
"""What each output is called here, and among the figures of all ISPs' lives."""


def outputs(session: Session, at: dt.date) -> dict[str, int]:
    """Count each output at the end of this day: certain ones, and where they differ, possible ones too."""
    known = lives(session)
    counted: dict[str, int] = {}
    for name, what in NAMES.items():
        figure = known.figure(what, at)
        counted[name] = figure.least or 0
        if figure.exact is None:
            counted[f"{name}_at_most"] = figure.most or 0
    return counted
