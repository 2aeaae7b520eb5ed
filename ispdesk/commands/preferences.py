"""How a person wishes to be written to: days and hour of the day's letter, and what leaves at once or not at all."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from sqlmodel import Session, col, select

from ispdesk.commands.organisations import KEEPERS
from ispdesk.commands.people import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.wrong_values import WrongValue
from models.tables.person import Preference
from notifications.backoff import Kind
from notifications.messages import BY_HAND, MESSAGES
from states.preferences import HOURS, WEEK, Choice, Preferences, may_be_off

CHOSEN = sorted(name for name, message in MESSAGES.items() if message.kind is not Kind.DIGEST and name not in BY_HAND)
"""Messages that somebody can choose about."""
TIMES = tuple(f"{hour:%H:%M}" for hour in HOURS)


class SetPreferences(Payload):
    """What is given takes the place of what was chosen before; `default` for a message forgets the choice."""

    days: Annotated[list[Literal[WEEK]] | None, Field(min_length=1)] = None  # type: ignore[valid-type]  # the values are the table's
    at: Literal[TIMES] | None = None  # type: ignore[valid-type]  # likewise
    choices: dict[str, Literal["at_once", "digest", "off", "default"]] = Field(default_factory=dict)

    @field_validator("choices")
    @classmethod
    def _known(cls, choices: dict[str, str]) -> dict[str, str]:
        for name, choice in choices.items():
            if name not in CHOSEN:
                known = ", ".join(CHOSEN)
                raise WrongValue(
                    f"there is no message {name}; there are: {known}", f"nid oes neges {name}; y rhain sydd: {known}"
                )
            if choice == Choice.OFF and not can_be_off(name):
                raise WrongValue(
                    f"{name} asks for something that waits for you; it can come at once or in the day's letter",
                    f"mae {name} yn gofyn am rywbeth sy'n aros amdanoch; gall ddod ar unwaith neu yn llythyr y dydd",
                )
        return choices


def can_be_off(message: str) -> bool:
    """Whether people may turn this message off."""
    what = MESSAGES[message]
    return may_be_off(asks=what.asks, escalates=what.kind is Kind.ESCALATION, nudges=what.kind is Kind.NUDGE)


def set_preferences(tx: Tx, payload: SetPreferences) -> Mapping[str, Any]:
    """Set how this person is written to; a person sets their own, and whoever keeps the register for them."""
    person = find(tx.session, tx.stream.ref)
    if tx.order.actor != person.ref and not tx.roles & KEEPERS:
        raise decline("not_yours", "Only the person may change this.", "Dim ond y person ei hun a gaiff newid hyn.")
    before = of_people(tx.session, [person.id or 0])[person.id or 0]
    choices = {name: choice.value for name, choice in before.choices.items()} | payload.choices
    days = sorted(before.days if payload.days is None else {WEEK.index(day) for day in payload.days})
    at = payload.at or f"{before.at:%H:%M}"
    kept = {name: choice for name, choice in sorted(choices.items()) if choice != "default"}
    tx.session.merge(Preference(person_id=person.id or 0, days=days, at=at, choices=kept))
    chosen = {"days": [WEEK[day] for day in days], "at": at, "choices": kept}
    tx.record("preferences_set", chosen)
    return {"ref": person.ref, **chosen}


def of_people(session: Session, ids: list[int]) -> dict[int, Preferences]:
    """The wishes of these people, in one question."""
    rows = session.exec(select(Preference).where(col(Preference.person_id).in_(ids)))
    found = {
        row.person_id: Preferences(
            frozenset(row.days),
            dt.time.fromisoformat(row.at),
            {name: Choice(choice) for name, choice in row.choices.items() if name in MESSAGES},
        )
        for row in rows
    }
    usual = Preferences()
    return {person: found.get(person, usual) for person in ids}


SPECS: tuple[Spec[Any], ...] = (Spec("set_preferences", "person", SetPreferences, None, set_preferences),)
