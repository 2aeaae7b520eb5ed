"""Moving an ISP through its lifecycle: a person's or timer's move, a recorded one, and taking one on as it stands."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import StringConstraints

from ispdesk.commands import (
    clocks,
    deciding,
    facts,
    open_points,
    review_dates,
    review_outcomes,
    sittings,
    tasks,
    telling,
)
from ispdesk.commands.findings import FindingGiven, Interest, declare_for, write_down
from ispdesk.commands.isps import find
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Declined, Order, Payload, Refused, Spec, Tx, decline
from ispdesk.commands.work import copy_content
from models.queries import home, isps, people, timers
from models.queries.spans import of_isp
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import History
from notifications.safe import paragraphs
from states import decide, names
from states.calendar import ZONE, opening
from states.lifecycle import ENDS, HOLDS, IN_FORCE, Party, State, Trigger, rows_from
from states.policy import REACH_BACK
from states.reviewing import DECISIONS
from states.when import When

ASSURING = frozenset({Trigger.ASSURE, Trigger.ASSURE_WITH_OBSERVATIONS, Trigger.ASSURE_ONCE_CORRECTED})
TAKING_UP = frozenset({Trigger.CLAIM, Trigger.REFER_TO_GROUP})
"""Moves at which the checks are run again, for whoever looks at it now."""
SUBMITTING = frozenset({Trigger.SUBMIT, Trigger.RESUBMIT})
Text = Annotated[str, StringConstraints(max_length=4000)]


class MakeMove(Payload):
    """A trigger of the lifecycle, its reason, the version where it is not the obvious one, and what comes with it.

    `lang` is the language of a decision's reason, without it the one the coordinator works in; `conditions` stand on
    the assurance record for everybody to read; `interest` is declared with `independent`.
    `review_date`: without it, where a round or a review ends, the one that the policy gives, levelled; where it was
    moved for that, `wished_review_date` says from when. `meeting`: the QA group decided it at its meeting of that day;
    `between`: its chair did, between meetings.
    """

    trigger: Trigger
    reason: Text = ""
    version: int | None = None
    review_date: dt.date | None = None
    wished_review_date: dt.date | None = None
    findings: tuple[FindingGiven, ...] = ()
    independent: bool = False
    interest: Interest = ""
    lang: deciding.Lang | None = None
    conditions_en: deciding.Conditions = ""
    conditions_cy: deciding.Conditions = ""
    instrument: Annotated[str, StringConstraints(max_length=20)] | None = None
    meeting: dt.date | None = None
    between: bool = False
    agreed_by: str | None = None
    as_printed: str = ""
    source: str = ""
    note: str = ""


def choose(tx: Tx, isp: Isp, trigger: Trigger, number: int | None) -> Version:
    """The version a trigger is about: the one named, else the first of progress, force and past with that row."""
    all_of = isps.versions(tx.session, isp.id or 0)
    if not all_of:
        raise decline(
            "only_counted",
            f"{isp.ref} is known only as one of a number; the team takes it on once it knows which one it is.",
            f"Dim ond fel un o nifer y gwyddys am {isp.ref}; bydd y tîm yn ei gymryd ymlaen pan ŵyr pa un ydyw.",
        )
    if number is not None:
        found = next((v for v in all_of if v.number == number), None)
        if found is None:
            raise decline("not_found", f"There is no version {number}.", f"Nid oes fersiwn {number}.")
        return found
    ranked = sorted(all_of, key=lambda v: (("progress", "force", "past").index(v.place), -v.number))
    fitting = [v for v in ranked if any(m.trigger is trigger for m in rows_from(State(v.state), v.profile))]
    return (fitting or ranked)[0]


def make_move(tx: Tx, payload: MakeMove, *, assurer: str | None = None) -> Mapping[str, Any]:
    """Make one move of the table, or decline with every reason why not. `assurer`: for whom somebody else claims it."""
    isp = find(tx.session, tx.stream.ref)
    version = choose(tx, isp, payload.trigger, payload.version)
    _not_claimed(tx, version, payload.trigger)
    as_expected(tx.order, version)
    before = {name: getattr(version, name) for name in RESTORED}
    _next_review(tx, isp, version, payload)
    if payload.trigger is Trigger.USE_OTHER_INSTRUMENT and payload.instrument:
        before["instrument"], isp.instrument = isp.instrument, payload.instrument
        tx.session.add(isp)
    write_down(tx, version, payload.findings)
    if payload.independent:
        declare_for(tx, version, payload.interest)
    seen = facts.load(tx.session, isp, version, assurer or tx.order.actor, tx.today)
    if assurer is not None and not seen.assurer_conflict:
        seen = replace(seen, assurer_known_independent=True)  # they say so themselves before they decide
    order = decide.Order(payload.trigger, tx.roles, payload.reason, tx.order.recording, version.profile)
    result = decide.decide(seen, order)
    if isinstance(result, decide.Refused):
        raise Declined(Refused(result.reasons, result.codes))
    since = _since(tx, version, payload)
    sat = sittings.decision(
        tx, isp, version, payload.trigger, meeting=payload.meeting, between=payload.between, reason=payload.reason
    )
    travels: dict[str, Any] = {}
    if payload.trigger in SUBMITTING and not tx.order.recording:
        travels = {"open_points": open_points.freeze(tx, isp, version)}
    if payload.trigger in TAKING_UP and not tx.order.recording:
        travels = {"checks": open_points.run_again(tx, isp, version)}
    row = tx.record(
        payload.trigger.value,
        {
            "version": version.number,
            "from": result.source,
            "to": result.target,
            "holder": result.holder,
            "unmet": list(result.noted),
            "before": before,
            **travels,
            **sat,
            **_content(tx, version, payload.trigger),
            **({"independent": True} if payload.independent else {}),
            **({"agreed_by": payload.agreed_by} if payload.agreed_by else {}),
            **({"assurer": assurer} if assurer else {}),
        },
        words={n: getattr(payload, n) for n in ("reason", "as_printed", "source", "note")}
        | {f"finding_{n}": given.text for n, given in enumerate(payload.findings, start=1)},
        role=result.role,
    )
    _apply(tx, isp, version, result, row, since)
    if assurer is not None:
        version.assurer = assurer
        tx.session.add(version)
    sittings.decided(tx, isp, row, payload.meeting)
    number = _decided(tx, isp, version, payload, row)
    if payload.trigger in review_outcomes.NEWS and not tx.order.recording:
        review_outcomes.tell(tx, isp, version, payload.trigger, payload.reason, row)
    if payload.trigger in names.NEWS and not tx.order.recording:
        _tell(tx, isp, version, payload, row)
    return {
        "ref": isp.ref,
        "version": version.number,
        "from": result.source.value,
        "state": version.state,
        "holder": version.holder,
        "seq": row.seq,
        "noted": list(result.noted),
        **({"record": number} if number else {}),
    }


def _next_review(tx: Tx, isp: Isp, version: Version, payload: MakeMove) -> None:
    """The next review date: as given, or levelled where a round or a review ends without one."""
    ends = payload.trigger in review_dates.ENDING and not tx.order.recording
    fits = any(row.trigger is payload.trigger for row in rows_from(State(version.state), version.profile))
    if ends and fits:
        review_dates.set_next(tx, isp, version, payload.review_date, payload.wished_review_date)
    elif payload.review_date is not None:
        version.review_date, version.wished_review_date = payload.review_date, None
        tx.session.add(version)


def _decided(tx: Tx, isp: Isp, version: Version, payload: MakeMove, row: History) -> str | None:
    """What a decision leaves beside the move; the number of its assurance record, where one is issued."""
    published = payload.trigger in deciding.PUBLISHED
    of_a_round = version.round and (published or payload.trigger in DECISIONS)
    if tx.order.recording or not (published or of_a_round):
        return None
    conditions: dict[deciding.Lang, str] = {"en": payload.conditions_en, "cy": payload.conditions_cy}
    return deciding.keep(
        tx, isp, version, row, reason=payload.reason, lang=payload.lang, conditions=conditions, record=published
    )


def _content(tx: Tx, version: Version, trigger: Trigger) -> dict[str, str]:
    """What was submitted, or sent back, as its hash: whether a return brought anything is read from it."""
    said = trigger in SUBMITTING or trigger is Trigger.RETURN_FOR_AMENDMENT
    return {"content": facts.content_hash(tx.session, version.id or 0)} if said else {}


RESTORED = (
    "state", "holder", "place", "round", "submitted_from", "submitted_to",
    "assured_from", "assured_to", "was_assured", "assured_content", "review_date", "wished_review_date",
    "assurer", "on_hold", "hold_until",
)  # fmt: skip
"""What taking a move back puts right again."""


def as_expected(order: Order, version: Version) -> None:
    """`expected` is the state entry the person saw, written `STATE@SEQ`."""
    seen = f"{version.state}@{version.entered_seq}"
    if order.expected is not None and order.expected != seen:
        state = names.STATES[State(version.state)]
        raise decline(
            "changed_meanwhile",
            f"Somebody moved it meanwhile: it is now “{state.en}”. Look at it again.",
            f"Symudodd rhywun ef yn y cyfamser: mae nawr “{state.cy}”. Edrychwch arno eto.",
        )


def _not_claimed(tx: Tx, version: Version, trigger: Trigger) -> None:
    """Two assurers claim at once: the second is told who was first, and when."""
    if trigger is not Trigger.CLAIM or version.state != State.QA_REVIEW or version.assurer is None:
        return
    first, since = people.by_ref(tx.session, version.assurer), version.entered_at.astimezone(ZONE)
    en, cy = (first.name_en, first.name_cy or first.name_en) if first else (version.assurer, version.assurer)
    day_en, day_cy = ("", "") if since.date() == tx.today else (f" on {since.date()}", f" ar {since.date()}")
    raise decline(
        "claimed_already",
        f"{en} claimed it{day_en} at {since:%H:%M}.",
        f"{cy} a'i cymerodd{day_cy} am {since:%H:%M}.",
    )


def _since(tx: Tx, version: Version, payload: MakeMove) -> dt.datetime | None:
    """From when the clocks count: the day it happened where that is a day, now where nothing is said, else None."""
    when = tx.order.happened
    if when is None or not when.known:
        return None if tx.order.recording else tx.at
    if when.day is None:
        return None
    known = [s.entered.not_before for s in of_isp(tx.session, tx.stream.ref, [version]) if s.version == version.number]
    last = known[-1] if known else None
    if last is not None and when.day < last:
        if tx.order.recording:
            return None  # the source's own dates do not fit; no clock is reckoned from them
        raise decline(
            "before_the_last",
            f"It cannot have happened before what came before it, on {last}.",
            f"Ni all fod wedi digwydd cyn yr hyn a ddaeth o'i flaen, ar {last}.",
        )
    calendar = home.calendar(tx.session)
    if not tx.order.recording and when.day < tx.today and calendar.version:
        if calendar.working_days(when.day, tx.today) > REACH_BACK and not payload.agreed_by:
            raise decline(
                "too_long_ago",
                f"That is more than {REACH_BACK} working days ago: a second person has to agree.",
                f"Mae hynny dros {REACH_BACK} diwrnod gwaith yn ôl: rhaid i ail berson gytuno.",
            )
        if payload.agreed_by == tx.order.actor:
            raise decline(
                "too_long_ago", "The second person must be somebody else.", "Rhaid i'r ail berson fod yn rhywun arall."
            )
        if payload.agreed_by:
            find_person(tx.session, payload.agreed_by)
    if when.day == tx.today:
        return tx.at
    return opening(when.day) + dt.timedelta(microseconds=1)  # during that day: it counts from the next opening


def _apply(
    tx: Tx,
    isp: Isp,
    version: Version,
    moved: decide.Moved,
    row: History,
    since: dt.datetime | None,
) -> None:
    trigger, today = moved.move.trigger, When(row.happened_from, row.happened_to)
    when = today if today.known else (When() if tx.order.recording else When(tx.today, tx.today))
    if trigger in SUBMITTING:
        version.round += 1
        if version.round == 1:
            version.submitted_from, version.submitted_to = when.not_before, when.not_after
    if trigger is Trigger.CLAIM:
        version.assurer = tx.order.actor
    if trigger is Trigger.UNCLAIM:
        version.assurer = None
    if trigger is Trigger.ACCEPT_MINOR_UPDATE:
        version.assured_content = facts.content_hash(tx.session, version.id or 0)
    if trigger in ASSURING:
        _displace(tx, isp, version)
        version.place, version.was_assured = "force", True
        version.assured_content = facts.content_hash(tx.session, version.id or 0)
        version.assured_from, version.assured_to = when.not_before, when.not_after
    if moved.target in ENDS:
        version.place = "past"
        version.on_hold, version.hold_until = False, None  # what has ended cannot be resumed, and could not be reopened
        tasks.withdraw_all(tx, version)
    if trigger is Trigger.REOPEN:
        _reopen(tx, isp, version, moved.target)
    floor = tx.at if tx.order.recording else None  # what is recorded makes nothing fall due in the past
    enter(tx, isp, version, moved.target, moved.holder, row, since, came_from=moved.source, floor=floor)
    if moved.move.opens is not None:
        open_version(tx, isp, version, moved.move.opens, row)


def enter(  # noqa: PLR0913 - the same for moves, taking on and taking back
    tx: Tx,
    isp: Isp,
    version: Version,
    state: State,
    holder: Party,
    row: History,
    since: dt.datetime | None,
    *,
    came_from: State | None,
    floor: dt.datetime | None = None,
    starts: bool = True,
) -> None:
    """Put a version into a state with its holder, and bring clocks and letters up to date.

    `starts`: entering begins the state's timers; taking a move back opens those again that it had stopped.
    """
    version.state, version.holder = state.value, holder.value
    version.entered_at, version.entered_seq = since or tx.at, row.seq
    tx.session.add(version)
    party = Party.NOBODY if version.on_hold else holder
    tx.session.add(HoldingRow(version_id=version.id or 0, seq=row.seq, since=since, party=party.value))
    clocks.reproject(
        tx.session, isp, version, tx.at, entered=state if starts else None, came_from=came_from, floor=floor
    )
    telling.supersede(tx.session, version, tx.at)


def open_version(tx: Tx, isp: Isp, after: Version, state: State, row: History) -> Version:
    """Open the next version in progress, beside the one in force."""
    numbers = [v.number for v in isps.versions(tx.session, isp.id or 0)]
    version = Version(
        isp_id=isp.id or 0,
        number=max(numbers) + 1,
        state=state.value,
        holder=HOLDS[state].value,
        entered_at=tx.at,
        entered_seq=row.seq,
        profile=after.profile,
    )
    tx.session.add(version)
    tx.session.flush()
    copy_content(tx.session, after, version)
    opened = tx.record("version_opened", {"version": version.number, "to": state, "holder": HOLDS[state]})
    enter(tx, isp, version, state, HOLDS[state], opened, tx.at, came_from=None)
    return version


def _displace(tx: Tx, isp: Isp, version: Version) -> None:
    """The version in force gives way to the one just assured."""
    old = isps.standing_at(tx.session, isp.id or 0, "force")
    if old is None or old.id == version.id:
        return
    body = {
        "version": old.number,
        "from": old.state,
        "to": State.SUPERSEDED,
        "holder": Party.NOBODY,
        "by": version.number,
    }
    row = tx.record(Trigger.SUPERSEDE.value, body)
    old.place, old.on_hold, old.hold_until = "past", False, None
    enter(tx, isp, old, State.SUPERSEDED, Party.NOBODY, row, tx.at, came_from=State(old.state))


def _reopen(tx: Tx, isp: Isp, version: Version, target: State) -> None:
    place = "force" if target in IN_FORCE else "progress"
    if isps.standing_at(tx.session, isp.id or 0, place) is not None:
        raise decline("version_in_progress", "Another version stands there already.", "Mae fersiwn arall yno eisoes.")
    version.place = place


def _tell(tx: Tx, isp: Isp, version: Version, payload: MakeMove, row: History) -> None:
    """Tell whoever holds it next, or its coordinator, what happened, why, and by when it is asked.

    Of what was found only the number: a mail never carries findings (design §6).
    """
    said = names.NEWS[payload.trigger]
    due = [timer.due_day for timer in timers.of_version(tx.session, version.id or 0) if timer.due_day is not None]
    values = telling.isp_values(tx.session, isp, version) | {
        "move_en": said.en,
        "move_cy": said.cy,
        "happened": row.happened_from or tx.today,
        "reason": paragraphs(payload.reason),
        "found": len(payload.findings),
        "due": min(due, default=None),
    }
    message = "review_notice" if payload.trigger is Trigger.GIVE_REVIEW_NOTICE else "move_made"
    readers = ["coordinator"] if version.holder == Party.NOBODY else ["holder"]
    about = telling.About(f"{tx.stream.name}:{row.seq}:{message}", isp, version)
    telling.tell(tx, message, readers, values | {"review_date": version.review_date}, about, seq=row.seq)


SPECS: tuple[Spec[Any], ...] = (
    Spec(
        "move", "isp", MakeMove, None, make_move, strong=lambda payload: payload.trigger in deciding.PUBLISHED
    ),  # a mailed link decides none
)
