"""Streams whose clocks depend on something outside them that has changed since they were last reckoned."""

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.organisation import Accord
from models.tables.person import Facilitator
from models.tables.post import Letter, Notice
from models.tables.work import Partner
from states.lifecycle import IN_FORCE, State

_TIMER, _FACILITATOR = table(TimerRow), table(Facilitator)
_RUNNING = core_select(_TIMER.stream, _TIMER.subject).where(
    _TIMER.kind == bindparam("kind"), _TIMER.status != "stopped"
)
_IDLE = core_select(_TIMER.stream, _TIMER.anchor).where(_TIMER.kind == "facilitator_idle", _TIMER.status != "stopped")
_FACILITATORS = core_select(
    _FACILITATOR.ref, _FACILITATOR.trained_from, _FACILITATOR.trained_to, _FACILITATOR.last_assignment
)
_NOTICED = (
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
_UNSIGNED = (
    select(Isp.ref, Version.number, Partner.line)
    .join(Version, col(Version.isp_id) == col(Isp.id))
    .join(Partner, col(Partner.isp_id) == col(Isp.id))
    .join(Accord, col(Accord.organisation_id) == col(Partner.organisation_id))
    .where(
        col(Accord.id).in_(select(func.max(Accord.id)).group_by(col(Accord.organisation_id))),
        Accord.status == "not-signed",
        col(Version.state).in_([*sorted(state.value for state in IN_FORCE), State.LAPSED.value]),
        Version.assured_from == Version.assured_to,
        col(Version.assured_from).is_not(None),
        col(Partner.valid_to).is_(None),
        col(Partner.observer).is_(False),
    )
)


def changed(session: Session) -> list[str]:
    """The streams to reckon anew, each once, in a stable order."""
    return sorted({*_accepted(session), *_signatures(session), *_facilitators(session)})


def _running(session: Session, kind: str) -> dict[str, set[str]]:
    """The streams on which a timer of this kind runs, with its subjects."""
    found: dict[str, set[str]] = {}
    for stream, subject in session.connection().execute(_RUNNING, {"kind": kind}):
        found.setdefault(stream, set()).add(subject)
    return found


def _accepted(session: Session) -> list[str]:
    """Reviews whose notice has been accepted by a reader's server, without a clock towards the lapse."""
    running = _running(session, "review_lapse")
    return [f"isp:{ref}" for (ref,) in session.connection().execute(_NOTICED) if f"isp:{ref}" not in running]


def _signatures(session: Session) -> list[str]:
    """ISPs in force where the partners known not to have signed the Accord are others than those with a clock."""
    running = _running(session, "non_signatory")
    unsigned: dict[str, set[str]] = {}
    for ref, number, line in session.connection().execute(_UNSIGNED):
        unsigned.setdefault(f"isp:{ref}", set()).add(f"v{number}/p{line}")
    return [stream for stream in {*running, *unsigned} if running.get(stream) != unsigned.get(stream)]


def _facilitators(session: Session) -> list[str]:
    reckoned = {stream: anchor for stream, anchor in session.connection().execute(_IDLE)}  # noqa: C416 - rows are not pairs to mypy
    found = []
    for facilitator in session.connection().execute(_FACILITATORS):
        trained = facilitator.trained_from if facilitator.trained_from == facilitator.trained_to else None
        day = max((d for d in (facilitator.last_assignment, trained) if d is not None), default=None)
        if reckoned.get(f"person:{facilitator.ref}") != day:
            found.append(f"person:{facilitator.ref}")
    return found
