"""Streams whose clocks depend on something outside them that has changed since they were last reckoned."""

from sqlmodel import Session, col, func, select

from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.organisation import Accord
from models.tables.person import Facilitator
from models.tables.post import Letter, Notice
from models.tables.work import Partner
from states.lifecycle import IN_FORCE, State


def changed(session: Session) -> list[str]:
    """The streams to reckon anew, each once, in a stable order."""
    return sorted({*_accepted(session), *_signatures(session), *_facilitators(session)})


def _running(session: Session, kind: str) -> dict[str, set[str]]:
    """The streams on which a timer of this kind runs, with its subjects."""
    found: dict[str, set[str]] = {}
    chosen = select(TimerRow.stream, TimerRow.subject).where(TimerRow.kind == kind, TimerRow.status != "stopped")
    for stream, subject in session.exec(chosen):
        found.setdefault(stream, set()).add(subject)
    return found


def _accepted(session: Session) -> list[str]:
    """Reviews whose notice has been accepted by a reader's server, without a clock towards the lapse."""
    running = _running(session, "review_lapse")
    chosen = (
        select(Isp.ref)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .join(Notice, col(Notice.version_id) == col(Version.id))
        .join(Letter, col(Letter.id) == col(Notice.letter_id))
        .where(
            col(Version.state).in_([State.REVIEW_DUE.value, State.IN_REVIEW.value]),
            Notice.message == "review_notice",
            Letter.status == "sent",
        )
        .distinct()
    )
    return [f"isp:{ref}" for ref in session.exec(chosen) if f"isp:{ref}" not in running]


def _signatures(session: Session) -> list[str]:
    """ISPs in force where the partners known not to have signed the Accord are others than those with a clock."""
    running = _running(session, "non_signatory")
    latest = select(func.max(Accord.id)).group_by(col(Accord.organisation_id))
    chosen = (
        select(Isp.ref, Version.number, Partner.line)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .join(Partner, col(Partner.isp_id) == col(Isp.id))
        .join(Accord, col(Accord.organisation_id) == col(Partner.organisation_id))
        .where(
            col(Accord.id).in_(latest),
            Accord.status == "not-signed",
            col(Version.state).in_([*(state.value for state in IN_FORCE), State.LAPSED.value]),
            Version.assured_from == Version.assured_to,
            col(Version.assured_from).is_not(None),
            col(Partner.valid_to).is_(None),
            col(Partner.observer).is_(False),
        )
    )
    unsigned: dict[str, set[str]] = {}
    for ref, number, line in session.exec(chosen):
        unsigned.setdefault(f"isp:{ref}", set()).add(f"v{number}/p{line}")
    return [stream for stream in {*running, *unsigned} if running.get(stream) != unsigned.get(stream)]


def _facilitators(session: Session) -> list[str]:
    chosen = select(TimerRow).where(TimerRow.kind == "facilitator_idle", TimerRow.status != "stopped")
    reckoned = {row.stream: row.anchor for row in session.exec(chosen)}
    found = []
    for facilitator in session.exec(select(Facilitator)):
        trained = facilitator.trained_from if facilitator.trained_from == facilitator.trained_to else None
        day = max((d for d in (facilitator.last_assignment, trained) if d is not None), default=None)
        if reckoned.get(f"person:{facilitator.ref}") != day:
            found.append(f"person:{facilitator.ref}")
    return found
