"""The next review date: the one that the policy gives, levelled, and moving one that stands within its tolerance."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from annotated_types import Ge
from sqlmodel import Session

from ispdesk.commands import telling
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home, isps, review_dates
from models.queries.review_dates import Due
from models.tables.isp import Isp, Version
from states.dates import months_after
from states.levelling import Placed, Wanted, month_of, propose
from states.lifecycle import Role, State, Trigger
from states.policy import Period, Reviews

ENDING = review_dates.ENTRIES
"""Moves that end a round or a review and set the next review date."""
TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER})
GRACE = dt.timedelta(days=7)
"""A date is not moved so near that its notice would be given within a week (our default)."""


class MoveReview(Payload):
    """Another review date for what is in force, within the tolerance of its own. `expected`: the date that was seen.

    `had`: how many reviews the month has that it is moved away from, as its coordinator is told.
    """

    day: dt.date
    had: Annotated[int, Ge(0)] | None = None


def numbers(session: Session) -> Reviews:
    """What the policy says of review dates."""
    adopted = home.policy(session)
    return adopted[1].reviews if adopted else Reviews()


def first_day(session: Session, today: dt.date) -> dt.date:
    """The first day to which a review may be moved, so that notice of it can be given whole."""
    adopted = home.policy(session)
    timer = adopted[1].timer("review_notice") if adopted else None
    notice = (timer.period if timer else None) or Period()
    return months_after(today, notice.months) + dt.timedelta(notice.days) + GRACE


def proposed(session: Session, isp: Isp, version: Version, today: dt.date) -> Placed:
    """The review date of a version that is about to be assured, or whose review is about to end, levelled.

    A date ahead that was proposed for a version in progress is what is wished for; else the policy's interval is.
    """
    policy = numbers(session)
    months = policy.first if version.number == 1 and not version.was_assured else policy.later
    wish = months_after(today, months)
    if version.place == "progress" and version.review_date is not None and version.review_date > today:
        wish = version.review_date
    one = Wanted(isp.ref, wish, first_day(session, today), months_after(today, policy.longest))
    last = month_of(one.last or wish)
    load = {month: n for month, n in review_dates.ahead(session, today, isp.id or 0).items() if month <= last}
    return propose(one, load, policy.tolerance, policy.a_month)


def set_next(tx: Tx, isp: Isp, version: Version, day: dt.date | None, wished: dt.date | None) -> None:
    """Set the next review date that a move brings, or where it brings none, the levelled one."""
    policy = numbers(tx.session)
    if day is None:
        placed = proposed(tx.session, isp, version, tx.today)
        day, wished = placed.day, placed.wish
    elif day > months_after(tx.today, policy.longest):
        raise _too_late(policy)
    if wished is not None and abs((day - wished).days) > policy.tolerance * 7:
        raise _too_far(policy)
    version.review_date, version.wished_review_date = day, wished if wished != day else None
    tx.session.add(version)


def wanted(due: Due, policy: Reviews, first: dt.date) -> Wanted:
    """One review that may be moved, with the days between which it may lie."""
    own = due.own or first
    last = months_after(due.since, policy.longest) if due.since else None
    return Wanted(due.ref, own, first, last)


def move_review(tx: Tx, payload: MoveReview) -> Mapping[str, Any]:
    """Move the review date of the version in force, and tell its coordinator."""
    isp = find(tx.session, tx.stream.ref)
    version = isps.standing_at(tx.session, isp.id or 0, "force")
    if version is None or version.state != State.ASSURED or version.review_date is None:
        raise decline(
            "not_movable",
            f"{isp.ref} has no review date that can be moved: it is not in force, or notice of its review was given.",
            f"Nid oes gan {isp.ref} ddyddiad adolygu y gellir ei symud: nid yw mewn grym, neu rhoddwyd rhybudd eisoes.",
        )
    was, policy = version.review_date, numbers(tx.session)
    if tx.order.expected is not None and tx.order.expected != was.isoformat():
        raise decline(
            "changed_meanwhile",
            f"The review date of {isp.ref} was changed meanwhile: look at it again.",
            f"Newidiwyd dyddiad adolygu {isp.ref} yn y cyfamser: edrychwch arno eto.",
        )
    own = version.wished_review_date or was
    if payload.day == was:
        raise decline("nothing", "It has this review date already.", "Mae ganddo'r dyddiad adolygu hwn eisoes.")
    if abs((payload.day - own).days) > policy.tolerance * 7:
        raise _too_far(policy)
    first = first_day(tx.session, tx.today)
    if payload.day < first:
        raise decline(
            "too_early",
            f"Notice of the review could not be given whole: give a day from {first} on.",
            f"Ni ellid rhoi rhybudd llawn o'r adolygiad: rhowch ddiwrnod o {first} ymlaen.",
        )
    due = next((one for one in review_dates.of_isp(tx.session, isp.id or 0)), None)
    since = due.since if due else None
    if payload.day > own and (since is None or payload.day > months_after(since, policy.longest)):
        raise _too_late(policy)
    version.review_date, version.wished_review_date = payload.day, own if own != payload.day else None
    tx.session.add(version)
    row = tx.record(
        "review_moved", {"version": version.number, "from": was, "day": payload.day, "own": own, "had": payload.had}
    )
    values = telling.isp_values(tx.session, isp, version) | {
        "was": was,
        "own": own,
        "review_date": payload.day,
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:review_moved", isp, version)
    telling.tell(tx, "review_moved", ["coordinator"], values, about, seq=row.seq)
    return {"ref": isp.ref, "from": was.isoformat(), "day": payload.day.isoformat(), "own": own.isoformat()}


def _too_late(policy: Reviews) -> Exception:
    return decline(
        "review_too_late",
        f"A review may not be later than {policy.longest} months after the assurance or review before it.",
        f"Ni chaiff adolygiad fod yn hwyrach na {policy.longest} mis ar ôl y sicrwydd neu'r adolygiad o'i flaen.",
    )


def _too_far(policy: Reviews) -> Exception:
    return decline(
        "review_too_far",
        f"A review date may be moved by at most {policy.tolerance} weeks from its own.",
        f"Caniateir symud dyddiad adolygu {policy.tolerance} wythnos ar y mwyaf o'i ddyddiad ei hun.",
    )


OUTCOMES = (
    Trigger.CONFIRM_UNCHANGED, Trigger.ACCEPT_MINOR_UPDATE, Trigger.REVISE_TEXT, Trigger.REVISE_FLOWS, Trigger.EXTEND,
    Trigger.RETIRE, Trigger.LAPSE,
)  # fmt: skip
"""How a periodic review can end, in the order in which they are offered."""
SPECS: tuple[Spec[Any], ...] = (Spec("move_review", "isp", MoveReview, TEAM, move_review),)
