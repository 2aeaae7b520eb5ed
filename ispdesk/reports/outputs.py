"""The outputs of the programme as at a date (report Table 4-1, paragraphs 4.7 and 4.8), as we know it now.

Where the source only bounds a figure, the least is under its name and the most under `…_at_most`.
"""

import datetime as dt

from sqlmodel import Session, col, select

from models.queries import home, isps
from models.tables.isp import Isp
from models.tables.journal import History
from models.tables.organisation import Accord
from models.tables.person import Facilitator
from states.lifecycle import OPEN_ROUND
from states.when import When

NAMES = ("signatories", "facilitators", "identified", "awaiting", "assured")


def outputs(session: Session, at: dt.date) -> dict[str, int]:
    """Count each output at the end of this day: certain ones, and where they differ, possible ones too."""
    found = {
        "signatories": _signatories(session),
        "facilitators": [When(f.trained_from, f.trained_to) for f in session.exec(select(Facilitator))],
        "identified": _identified(session),
        "awaiting": _awaiting(session),
        "assured": _assured(session),
    }
    counted: dict[str, int] = {}
    for name in NAMES:
        answers = [when.had_happened(at) for when in found[name]]
        least, most = sum(a is True for a in answers), sum(a is not False for a in answers)
        counted[name] = least
        if most != least:
            counted[f"{name}_at_most"] = most
    return counted


def _signatories(session: Session) -> list[When]:
    """One signature for each organisation that is stated to have signed, the earliest known."""
    signed: dict[int, When] = {}
    rows = select(Accord).where(Accord.status == "signed").order_by(col(Accord.id))
    for row in session.exec(rows):
        signed.setdefault(row.organisation_id, When(row.happened_from, row.happened_to))
    return list(signed.values())


def _held_by(session: Session) -> When:
    """What is only counted holds by the one date that its file carries."""
    written = home.fact(session, "register_held_by")
    return When(None, dt.date.fromisoformat(written)) if written else When()


def _recorded(session: Session, isp: Isp) -> When:
    """An ISP begun here was made known on the day of its first row."""
    first = session.exec(select(History).where(History.stream == f"isp:{isp.ref}", History.seq == 1)).first()
    if first is None:
        return When()
    if first.happened_from or first.happened_to:
        return When(first.happened_from, first.happened_to)
    day = first.recorded_at.date()
    return When(day, day)


def _identified(session: Session) -> list[When]:
    held = _held_by(session)
    return [
        _recorded(session, isp) if isp.standing == "entered" else held
        for isp in session.exec(select(Isp).order_by(col(Isp.ref)))
    ]


def _awaiting(session: Session) -> list[When]:
    """Open rounds, from their submission on. Rounds closed since are not reckoned back in: as we know it now."""
    held = _held_by(session)
    known = [When(v.submitted_from, v.submitted_to) for _, v in isps.awaiting(session) if v.state in OPEN_ROUND]
    known = [When(w.not_before, w.not_after or held.not_after) for w in known]
    return known + [held for _ in isps.counted(session, "awaiting")]


def _assured(session: Session) -> list[When]:
    held = _held_by(session)
    return [When(v.assured_from, v.assured_to) for _, v in isps.assured(session)] + [
        held for _ in isps.counted(session, "assured")
    ]
