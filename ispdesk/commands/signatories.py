"""Signing the Accord, withdrawing from it, and what is asked of an organisation afterwards, until it is done."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import AfterValidator, StringConstraints

from ispdesk.commands import telling
from ispdesk.commands.organisations import KEEPERS, OtherName, clean, find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import people, signatories
from models.tables.organisation import Accord, AccordAction, Organisation
from models.tables.person import Person
from notifications.audience import Audience
from states.accord import FOLLOW_UP, Standing, reminders, standing
from states.dates import months_after
from states.lifecycle import Role
from states.when import When, on

OFFICE = KEEPERS | {Role.ASSURER}
"""Who keeps the Accord's record: the team, operators and imports."""
LONGEST = dt.timedelta(3 * 366)
"""The furthest day by which an action is asked for (our default)."""
Line500 = Annotated[str, StringConstraints(max_length=500), AfterValidator(clean)]
Number = Annotated[int, Ge(1), Le(99999)]


class SignAccord(Payload):
    """The organisation has signed; `happened` of the order says when. `follow_up`: ask for the usual actions after it.

    `office`: whose office signed, a post and never a name; `evidence`: where the declaration is kept.
    """

    office: Annotated[str, StringConstraints(max_length=200), AfterValidator(clean)] = ""
    evidence: Annotated[str, StringConstraints(max_length=1000)] = ""
    source: OtherName = ""
    follow_up: bool = True


class WithdrawAccord(Payload):
    """The organisation has withdrawn its signature; `happened` of the order says when."""

    reason: Annotated[str, StringConstraints(max_length=1000)] = ""
    source: OtherName = ""


class AskAction(Payload):
    """Something that the organisation has to do after it signed, in at least one language, by a day."""

    text_en: Line500 = ""
    text_cy: Line500 = ""
    due: dt.date


class CloseAction(Payload):
    """It is done, on a day if given; or it is not needed after all."""

    number: Number
    outcome: Literal["done", "not_needed"] = "done"
    done_on: dt.date | None = None
    note: Annotated[str, StringConstraints(max_length=1000)] = ""


class MoveAction(Payload):
    """Another day by which it is asked for; reminders begin anew."""

    number: Number
    due: dt.date


class RemindAction(Payload):
    """Remind of an action whose reminder is due."""

    number: Number


def sign(tx: Tx, payload: SignAccord) -> Mapping[str, Any]:
    """Record the signature and ask for what follows it; a second signature while one stands is refused."""
    body = find(tx.session, tx.stream.ref)
    if _standing(tx, body) is Standing.SIGNED:
        raise decline("done", "It has signed the Accord already.", "Mae wedi llofnodi'r Cytundeb eisoes.")
    when = _when(tx)
    values = payload.model_dump(exclude={"follow_up"})
    tx.session.add(
        Accord(
            organisation_id=body.id or 0,
            status="signed",
            happened_from=when.not_before,
            happened_to=when.not_after,
            **values,
        )
    )
    words = {"office": payload.office, "evidence": payload.evidence, "source": payload.source}
    tx.record("accord_signed", {}, words=words, happened=when)
    asked = FOLLOW_UP if payload.follow_up and not tx.order.recording else ()
    numbers = [_ask(tx, body, one.text.en, one.text.cy, months_after(tx.today, one.months)) for one in asked]
    return {"ref": body.ref, "accord": "signed", "actions": numbers}


def withdraw(tx: Tx, payload: WithdrawAccord) -> Mapping[str, Any]:
    """End the signature that stands; its partners' coordinators are told by the morning's round. Open actions end."""
    body = find(tx.session, tx.stream.ref)
    if _standing(tx, body) is not Standing.SIGNED:
        raise decline("not_signed", "No signature of the Accord stands.", "Nid oes llofnod o'r Cytundeb mewn grym.")
    when = _when(tx)
    last = when.not_after or tx.today
    rows = [one for one in signatories.of(tx.session, body.id or 0) if one.status == "signed" and one.ended_to is None]
    if any(one.happened_from is not None and one.happened_from > last for one in rows):
        raise decline("wrong_value", "It had not signed by then.", "Nid oedd wedi llofnodi erbyn hynny.")
    for one in rows:
        one.ended_from, one.ended_to = when.not_before, last
        tx.session.add(one)
    tx.session.add(
        Accord(
            organisation_id=body.id or 0,
            status="not-signed",
            happened_from=when.not_before,
            happened_to=last,
            source=payload.source,
        )
    )
    tx.record("accord_withdrawn", {}, words={"reason": payload.reason, "source": payload.source}, happened=when)
    for action in signatories.actions(tx.session, body.id or 0):
        if action.outcome is None:
            _close(tx, action, "not_needed", None, "")
    return {"ref": body.ref, "accord": "not-signed"}


def ask(tx: Tx, payload: AskAction) -> Mapping[str, Any]:
    """Ask for something."""
    body = find(tx.session, tx.stream.ref)
    if not payload.text_en and not payload.text_cy:
        raise decline("wrong_value", "Say what is to be done.", "Dywedwch beth sydd i'w wneud.")
    _check_due(tx, payload.due)
    return {"ref": body.ref, "number": _ask(tx, body, payload.text_en, payload.text_cy, payload.due)}


def close(tx: Tx, payload: CloseAction) -> Mapping[str, Any]:
    """Close an action: by the team, or as done by the organisation's own Designated Person."""
    action = _open(tx, payload.number)
    if not tx.roles & OFFICE and payload.outcome != "done":
        raise decline("not_yours", "Only the team may say that.", "Dim ond y tîm a gaiff ddweud hynny.")
    if payload.done_on is not None and payload.done_on > tx.today:
        raise decline("wrong_value", "The day must not lie ahead.", "Rhaid i'r diwrnod beidio â bod yn y dyfodol.")
    done = payload.done_on or tx.today
    _close(tx, action, payload.outcome, done if payload.outcome == "done" else None, payload.note)
    return {"ref": tx.stream.ref, "number": action.number, "outcome": action.outcome}


def move(tx: Tx, payload: MoveAction) -> Mapping[str, Any]:
    """Move its day."""
    action = _open(tx, payload.number)
    _check_due(tx, payload.due)
    action.due, action.told = payload.due, 0
    tx.session.add(action)
    tx.record("accord_action_moved", {"number": action.number, "due": payload.due})
    return {"ref": tx.stream.ref, "number": action.number, "due": payload.due.isoformat()}


def remind(tx: Tx, payload: RemindAction) -> Mapping[str, Any]:
    """Remind the Designated Person, and once it is late the team too; where nobody is known, the team alone."""
    body = find(tx.session, tx.stream.ref)
    action = signatories.action(tx.session, body.id or 0, payload.number)
    due = reminders(action.due, tx.today) if action is not None and action.outcome is None else 0
    if action is None or due <= action.told:
        return {"ref": body.ref, "number": payload.number, "told": 0}
    action.told = due
    tx.session.add(action)
    row = tx.record("accord_action_reminded", {"number": action.number, "times": due})
    late = action.due < tx.today
    chosen = _readers(tx, body, late=late)
    inside = telling.house(tx.session)
    values = {
        "organisation_en": body.name_en,
        "organisation_cy": body.name_cy or body.name_en,
        "action_en": action.text_en or action.text_cy,
        "action_cy": action.text_cy or action.text_en,
        "due": action.due,
        "late": late,
        "link": f"{inside.base_url}/organisations/{body.ref}",
        **telling.asked_by(inside),
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:accord_action_due")
    told = telling.tell_chosen(tx, "accord_action_due", chosen, values, about, seq=row.seq)
    return {"ref": body.ref, "number": action.number, "told": told}


def designated(tx: Tx, body: Organisation) -> list[Person]:
    """The organisation's Designated Person, as far as mail reaches them."""
    found = people.with_role(tx.session, {Role.DESIGNATED_PERSON}, [f"organisation:{body.ref}"], tx.today)
    return [person for person in found if person.reached_at]


def _readers(tx: Tx, body: Organisation, *, late: bool) -> list[tuple[Person, Audience]]:
    found = [(person, Audience.DESIGNATED_PERSON) for person in designated(tx, body)]
    if late or not found:
        known = {person.id for person, _ in found}
        team = people.with_role(tx.session, {Role.ASSURER, Role.TEAM_LEAD}, ["all"], tx.today)
        found += [(person, Audience.TEAM) for person in team if person.id not in known]
    return found


def _standing(tx: Tx, body: Organisation) -> Standing:
    return standing(signatories.statements(tx.session, [body.id or 0]).get(body.id or 0, ()))


def _when(tx: Tx) -> When:
    """When it happened: as the order says, else today; the door refuses what lies ahead."""
    return tx.order.happened if tx.order.happened and tx.order.happened.known else on(tx.today)


def _check_due(tx: Tx, due: dt.date) -> None:
    if not tx.today <= due <= tx.today + LONGEST:
        raise decline(
            "wrong_value",
            "Give a day from today on, within three years.",
            "Rhowch ddiwrnod o heddiw ymlaen, o fewn tair blynedd.",
        )


def _ask(tx: Tx, body: Organisation, text_en: str, text_cy: str, due: dt.date) -> int:
    number = max((one.number for one in signatories.actions(tx.session, body.id or 0)), default=0) + 1
    tx.session.add(
        AccordAction(
            organisation_id=body.id or 0, number=number, text_en=text_en, text_cy=text_cy, asked_at=tx.at, due=due
        )
    )
    tx.session.flush()
    words = {"text_en": text_en, "text_cy": text_cy}
    tx.record("accord_action_asked", {"number": number, "due": due}, words=words)
    return number


def _open(tx: Tx, number: int) -> AccordAction:
    body = find(tx.session, tx.stream.ref)
    action = signatories.action(tx.session, body.id or 0, number)
    if action is None:
        raise decline("not_found", f"There is no action {number}.", f"Nid oes cam {number}.")
    if action.outcome is not None:
        raise decline("done", "It is closed already.", "Mae wedi'i gau eisoes.")
    return action


def _close(tx: Tx, action: AccordAction, outcome: str, day: dt.date | None, note: str) -> None:
    action.outcome, action.done_on = outcome, day
    tx.session.add(action)
    body = {"number": action.number, "outcome": outcome, "done_on": day}
    tx.record("accord_action_closed", body, words={"note": note})


CLOSERS = OFFICE | {Role.DESIGNATED_PERSON}
SPECS: tuple[Spec[Any], ...] = (
    Spec("sign_accord", "organisation", SignAccord, OFFICE, sign),
    Spec("withdraw_accord", "organisation", WithdrawAccord, OFFICE, withdraw),
    Spec("ask_accord_action", "organisation", AskAction, OFFICE, ask),
    Spec("close_accord_action", "organisation", CloseAction, CLOSERS, close),
    Spec("move_accord_action", "organisation", MoveAction, OFFICE, move),
    Spec("remind_accord_action", "organisation", RemindAction, frozenset({Role.TIMER}), remind),
)
