"""What was done about the backlog, as its own note with a date: the programme view shows it beside what was crossed."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints

from ispdesk.commands.organisations import clean
from ispdesk.commands.queue import TEAM
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import backlog
from models.queries.backlog import WHOLE
from states.lifecycle import Role

Words = Annotated[str, StringConstraints(max_length=500), AfterValidator(clean)]


class NoteStep(Payload):
    """What was done, in one language or both; `happened` of the order says on which day, if not today."""

    scope: Annotated[str, StringConstraints(max_length=100)] = WHOLE
    text_en: Words = ""
    text_cy: Words = ""


def note_step(tx: Tx, payload: NoteStep) -> Mapping[str, Any]:
    """Write down what was done. It names no ISP, partner or person that is late: whoever writes sees to that."""
    if payload.scope not in backlog.scopes(tx.session):
        known = ", ".join(backlog.scopes(tx.session))
        raise decline(
            "not_found",
            f"There is no scope “{payload.scope}”; there are: {known}.",
            f"Nid oes cwmpas “{payload.scope}”; ceir: {known}.",
        )
    if not payload.text_en and not payload.text_cy:
        raise decline("wrong_value", "Say what was done.", "Dywedwch beth a wnaed.")
    row = tx.record(
        "step_noted", {"scope": payload.scope}, words={"text_en": payload.text_en, "text_cy": payload.text_cy}
    )
    return {"scope": payload.scope, "row": row.seq}


NOTERS = TEAM | {Role.OPERATOR}
SPECS: tuple[Spec[Any], ...] = (Spec("note_step", "queue", NoteStep, NOTERS, note_step, creates=True),)
"""The board's secretary and the team write it; an operator may for them."""
