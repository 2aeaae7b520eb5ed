"""The outputs of the programme as at a date (report Table 4-1, paragraphs 4.7 and 4.8), as we know it now.

Where the source only bounds a figure, the least is under its name and the most under `…_at_most`.
"""

import datetime as dt
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from models.queries import home, isps, signatories
from models.queries.spans import Span, of_isp
from models.tables.isp import Isp
from models.tables.person import Facilitator
from states.accord import signed_at
from states.lifecycle import DEVELOPING, IN_FORCE, OPEN_ROUND, State
from states.when import When

NAMES = ("signatories", "facilitators", "identified", "awaiting", "assured")


def outputs(session: Session, at: dt.date) -> dict[str, int]:
    """Count each output at the end of this day: certain ones, and where they differ, possible ones too."""
    known = [_life(session, isp) for isp in session.exec(select(Isp).order_by(col(Isp.ref)))]
    found: dict[str, list[bool | None]] = {
        "signatories": [signed_at(stated, at) for stated in signatories.statements(session).values()],
        "facilitators": [
            When(f.trained_from, f.trained_to).had_happened(at) for f in session.exec(select(Facilitator))
        ],
        "identified": [life.identified.had_happened(at) for life in known],
        "awaiting": [life.was_in(OPEN_ROUND, at) for life in known],
        "assured": [life.was_in(IN_FORCE, at) for life in known],
    }
    counted: dict[str, int] = {}
    for name in NAMES:
        least, most = sum(a is True for a in found[name]), sum(a is not False for a in found[name])
        counted[name] = least
        if most != least:
            counted[f"{name}_at_most"] = most
    return counted


@dataclass(frozen=True, slots=True)
class Life:
    """When an ISP was made known, and every state it was in; `still` are states that it is only counted in."""

    identified: When
    spans: tuple[Span, ...] = ()
    counted: frozenset[State] = frozenset()
    held: When = field(default_factory=When)

    def was_in(self, states: frozenset[State], at: dt.date) -> bool | None:
        """Whether one of its versions was in one of these states at the end of this day: yes, no or not known."""
        if self.counted:
            return self.held.had_happened(at) if self.counted & states else False
        answers = {
            span.held_at(
                entered=span.entered.had_happened(at),
                left=span.left.had_happened(at) if span.left else False,
            )
            for span in self.spans
            if span.state in states
        }
        return True if True in answers else None if None in answers else False


COUNTED = {
    "assured": frozenset({State.ASSURED}),
    "awaiting": frozenset({State.QA_QUEUE}),
    "made-known": frozenset({State.IDENTIFIED}),
}


def _life(session: Session, isp: Isp) -> Life:
    """What is only counted holds by the one date that its file carries."""
    written = home.fact(session, "register_held_by")
    held = When(None, dt.date.fromisoformat(written)) if written else When()
    if isp.counted_as is not None:
        return Life(held, counted=COUNTED[isp.counted_as], held=held)
    versions = isps.versions(session, isp.id or 0)
    spans = tuple(_closed(span, held) for span in of_isp(session, isp.ref, versions))
    if isp.standing == "entered":
        return Life(spans[0].entered if spans else When(), spans)
    latest = [day for day in (held.not_after, *(span.entered.not_after for span in spans)) if day is not None]
    return Life(When(None, min(latest, default=None)), spans)


def _closed(span: Span, held: When) -> Span:
    """A state that a register states without a date holds by the register's own date."""
    if span.entered.known or span.state in DEVELOPING:
        return span
    return Span(span.version, span.state, held, span.left)
