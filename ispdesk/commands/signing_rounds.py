"""Rounds: circulating a text for comment, asking for sign-off or assent, and the end of a comment window."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from sqlmodel import Session

from ispdesk.commands import facts, signatures, tasks
from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.signing import standing_partner
from ispdesk.commands.tasks import Words
from ispdesk.commands.work import Number
from models.queries import home, signing
from models.queries import isps as isp_queries
from models.queries import tasks as task_queries
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.signing import RoundTask, SigningPlan, SigningRound
from models.tables.work import Partner
from states.calendar import Calendar, CalendarEndsError, local_day
from states.lifecycle import AMENDABLE, Role, State
from states.signatures import COMMENT_WINDOW, LONGEST_WINDOW, ORDERS, Plan, why_not_asked

EDITORS = frozenset({Role.COORDINATOR, Role.FACILITATOR})
Lines = tuple[Number, ...]


class PlanSigning(Payload):
    """Which rounds this ISP asks for, and whether sign-off comes before or after quality assurance."""

    sign_off: bool = True
    assent: bool = False
    order: Literal[ORDERS] = "either"  # type: ignore[valid-type]  # the values are the rules'


class Circulate(Payload):
    """Put the text before partners for comment; `window` in working days, without it the policy's.

    `expected` of the order is the content hash that the person saw. No `partners`: every one.
    """

    window: Annotated[int, Ge(1), Le(LONGEST_WINDOW)] | None = None
    partners: Lines = ()
    text: Words = ""


class AskSignOffs(Payload):
    """Ask partners for a sign-off or an assent. No `partners`: every one whose sign-off does not stand."""

    kind: Literal["sign-off", "assent"] = "sign-off"
    partners: Lines = ()
    text: Words = ""


class CloseRound(Payload):
    """End a round whose window has passed: silence is put down as no answer. `round`: its row."""

    round: Annotated[int, Ge(1)]


def plan_of(session: Session, isp: Isp) -> Plan:
    """What an ISP asks for: what was chosen, else what the policy says."""
    chosen = signing.plan(session, isp.id or 0)
    if chosen is not None:
        return Plan(chosen.sign_off, chosen.assent, chosen.qa_order)
    adopted = home.policy(session)
    return Plan(order=adopted[1].signoff_order) if adopted else Plan()


def plan_signing(tx: Tx, payload: PlanSigning) -> Mapping[str, Any]:
    """Choose the rounds."""
    isp = find(tx.session, tx.stream.ref)
    if not payload.sign_off and not payload.assent:
        raise decline("wrong_value", "Choose at least one round.", "Dewiswch o leiaf un rownd.")
    chosen = signing.plan(tx.session, isp.id or 0) or SigningPlan(isp_id=isp.id or 0)
    chosen.sign_off, chosen.assent, chosen.qa_order = payload.sign_off, payload.assent, payload.order
    tx.session.add(chosen)
    tx.record("signing_planned", payload.model_dump())
    return {"ref": isp.ref, **payload.model_dump()}


def default_window(session: Session) -> int:
    """Working days for comments where nobody says otherwise: the policy's, else ours."""
    adopted = home.policy(session)
    timer = adopted[1].timer("partner_comment") if adopted else None
    return timer.budget if timer is not None and timer.budget else COMMENT_WINDOW


def last_day(calendar: Calendar, opened: dt.date, window: int) -> dt.date | None:
    """The last day of a window of so many working days after this one; None where the calendar does not reach it."""
    try:
        return next(islice(calendar.from_day(opened + dt.timedelta(1)), window - 1, None), None)
    except CalendarEndsError:
        return None


def circulate(tx: Tx, payload: Circulate) -> Mapping[str, Any]:
    """Circulate the text as it is: each partner gets a task of its own."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    if State(version.state) not in AMENDABLE:
        raise decline(
            "not_amendable",
            "It is with quality assurance or in force: comments are asked for while the text can be changed.",
            "Mae gyda sicrhau ansawdd neu mewn grym: gofynnir am sylwadau tra gellir newid y testun.",
        )
    _not_held(version)
    content = _seen(tx, version)
    if any(one.kind == "comment" and one.closed_at is None for one in signing.rounds(tx.session, version.id or 0)):
        raise decline(
            "done",
            "It is being circulated: wait until that window ends.",
            "Mae'n cael ei gylchredeg: arhoswch nes i'r cyfnod hwnnw ddod i ben.",
        )
    usual = default_window(tx.session)
    window = payload.window or usual
    closes = last_day(home.calendar(tx.session), tx.today, window)
    if closes is None:
        raise decline(
            "calendar_ends",
            "The calendar does not reach so far: ask the operator to add a year.",
            "Nid yw'r calendr yn ymestyn mor bell: gofynnwch i'r gweithredwr ychwanegu blwyddyn.",
        )
    asked = _chosen(tx, isp, payload.partners)
    row, made = _open(tx, isp, version, "comment", content, window=window, closes=closes)
    until = None if window == usual else closes  # the usual window is the clock's own budget
    for partner in asked:
        _ask(tx, made, partner, "comment", payload.text, until)
    return {"ref": isp.ref, "round": made.number, "closes": closes.isoformat(), "asked": len(asked), "seq": row.seq}


def ask_sign_offs(tx: Tx, payload: AskSignOffs) -> Mapping[str, Any]:
    """Ask for sign-offs of the text as it is."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    why_not = why_not_asked(plan_of(tx.session, isp), payload.kind, State(version.state))
    if why_not is not None:
        raise decline("not_asked_for", why_not.en, why_not.cy)
    _not_held(version)
    content = _seen(tx, version)
    every = _chosen(tx, isp, payload.partners)
    busy = {t.partner_id for t in task_queries.open_of(tx.session, version) if t.kind == "sign_off"}
    signed = signatures.signed(tx.session, isp, version, every, content, payload.kind)
    asked = [partner for partner in every if partner.id not in busy | signed]
    if not asked:
        raise decline(
            "done",
            "Every one of these partners has signed this text, or is being asked already.",
            "Mae pob un o'r partneriaid hyn wedi llofnodi'r testun hwn, neu gofynnir iddynt eisoes.",
        )
    row, made = _open(tx, isp, version, payload.kind, content)
    for partner in asked:
        _ask(tx, made, partner, "sign_off", payload.text, None)
    return {"ref": isp.ref, "round": made.number, "asked": len(asked), "seq": row.seq}


def _not_held(version: Version) -> None:
    if version.on_hold:
        raise decline(
            "on_hold",
            "It is on hold: resume it before anybody is asked.",
            "Mae wedi'i ohirio: ailddechreuwch cyn gofyn i neb.",
        )


def _seen(tx: Tx, version: Version) -> str:
    """The content as it is. Declines where it is another than the person saw, or there is nothing to read."""
    content = facts.content_hash(tx.session, version.id or 0)
    if tx.order.expected is not None and tx.order.expected != content:
        raise decline(
            "changed_meanwhile",
            "The text has changed since you opened this page: look at it again.",
            "Mae'r testun wedi newid ers i chi agor y dudalen hon: edrychwch arno eto.",
        )
    if not facts.flows(tx.session, version.id or 0) and not signing.sections(tx.session, version.id or 0):
        raise decline(
            "no_text",
            "There is nothing to read yet: write the text or the flows first.",
            "Nid oes dim i'w ddarllen eto: ysgrifennwch y testun neu'r llifoedd yn gyntaf.",
        )
    return content


def _chosen(tx: Tx, isp: Isp, lines: Lines) -> Sequence[Partner]:
    if lines:
        return [standing_partner(tx, isp, line) for line in dict.fromkeys(lines)]
    found = [partner for partner in facts.partners(tx.session, isp) if not partner.observer and not partner.condition]
    if not found:
        raise decline("no_partners", "It has no partners yet.", "Nid oes ganddo bartneriaid eto.")
    return found


def _open(
    tx: Tx,
    isp: Isp,
    version: Version,
    asked_as: str,
    content: str,
    *,
    window: int | None = None,
    closes: dt.date | None = None,
) -> tuple[History, SigningRound]:
    number = signing.next_round(tx.session, version.id or 0)
    kept = signatures.keep_content(tx.session, isp, version, content, tx.at)
    said = {"version": version.number, "round": number, "asked_as": asked_as, "content": content, "closes": closes}
    row = tx.record("circulated", said) if closes else tx.record("sign_offs_asked", said)
    made = SigningRound(
        version_id=version.id or 0,
        number=number,
        kind=asked_as,
        content_id=kept.id or 0,
        opened_at=tx.at,
        opened_seq=row.seq,
        window=window,
        closes=closes,
    )
    tx.session.add(made)
    tx.session.flush()
    return row, made


def _ask(tx: Tx, made: SigningRound, partner: Partner, task_kind: str, text: str, until: dt.date | None) -> None:
    answer = tasks.ask(
        tx, tasks.Ask.model_validate({"kind": task_kind, "partner": partner.line, "text": text, "until": until})
    )
    task = task_queries.numbered(tx.session, partner.isp_id, answer["task"])
    tx.session.add(RoundTask(round_id=made.id or 0, task_id=(task.id if task else None) or 0))
    tx.session.flush()


def close_round(tx: Tx, payload: CloseRound) -> Mapping[str, Any]:
    """End a comment window: whoever has said nothing is put down so. Days on hold do not count."""
    isp = find(tx.session, tx.stream.ref)
    made = tx.session.get(SigningRound, payload.round)
    version = next((v for v in isp_queries.versions(tx.session, isp.id or 0) if made and v.id == made.version_id), None)
    if made is None or version is None or made.closes is None or made.window is None:
        raise decline("not_found", "There is no such window here.", "Nid oes cyfnod o'r fath yma.")
    if made.closed_at is not None:
        raise decline("done", "It has ended already.", "Mae wedi dod i ben eisoes.")
    closes = _with_holds(tx, version, made)
    if closes >= tx.today:
        made.closes = closes
        tx.session.add(made)
        tx.record("window_extended", {"version": version.number, "round": made.number, "closes": closes})
        return {"ref": isp.ref, "round": made.number, "closed": False, "closes": closes.isoformat()}
    silent = [task for _, task in signing.asked_in(tx.session, [made.id or 0]) if task.done_at is None]
    lines = []
    for task in silent:
        partner = tx.session.get(Partner, task.partner_id) if task.partner_id else None
        lines.append(partner.line if partner else None)
        tasks.close(tx, version, task, "no_answer")
    made.closed_at = tx.at
    tx.session.add(made)
    tx.record("window_closed", {"version": version.number, "round": made.number, "silent": lines})
    return {"ref": isp.ref, "round": made.number, "closed": True, "silent": len(silent)}


def _with_holds(tx: Tx, version: Version, made: SigningRound) -> dt.date:
    """The last day of the window, later by the working days that it was on hold."""
    calendar, opened = home.calendar(tx.session), local_day(made.opened_at)
    held, begun = 0, None
    for since, on in task_queries.holds(tx.session, tx.stream.name, version.id or 0):
        if on:
            begun = local_day(since)
        elif begun is not None:
            held += calendar.working_days(max(begun, opened), max(local_day(since), opened))
            begun = None
    return last_day(calendar, opened, (made.window or 1) + held) or tx.today


SPECS: tuple[Spec[Any], ...] = (
    Spec("plan_signing", "isp", PlanSigning, frozenset({Role.COORDINATOR}), plan_signing),
    Spec("circulate", "isp", Circulate, EDITORS, circulate),
    Spec("ask_sign_offs", "isp", AskSignOffs, EDITORS, ask_sign_offs),
    Spec("close_round", "isp", CloseRound, frozenset({Role.TIMER}), close_round),
)
