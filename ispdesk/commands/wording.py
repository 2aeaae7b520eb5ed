"""The team's own words in messages: adopted as versions, with who and why; letters that have gone keep theirs."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints

from ispdesk.commands.settings import KEEPERS
from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline
from models.queries import wordings
from models.tables.wording import WordingRow
from notifications.wording import CHANGEABLE, LONGEST, Wording, problems
from states.lifecycle import Role
from states.words import Sentence

STREAM = "policy:wording"
Words = Annotated[str, StringConstraints(max_length=10 * max(LONGEST.values()))]


class AdoptWording(Payload):
    """The words of one message in both languages; what is empty has the shipped words."""

    message: Annotated[str, StringConstraints(max_length=60)]
    subject_en: Words = ""
    subject_cy: Words = ""
    opening_en: Words = ""
    opening_cy: Words = ""
    closing_en: Words = ""
    closing_cy: Words = ""
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""


def adopt_wording(tx: Tx, payload: AdoptWording) -> Mapping[str, Any]:
    """Use these words from now on. What is in force already makes no new version."""
    if payload.message not in CHANGEABLE:
        raise decline(
            "not_found",
            f"“{payload.message}” is no message whose words can be changed: `ispdesk wording list` names those.",
            f"Nid neges y gellir newid ei geiriau yw “{payload.message}”: mae `ispdesk wording list` yn eu henwi.",
        )
    wording = Wording.of(payload.model_dump(exclude={"message", "reason"}))
    if found := problems(payload.message, wording):
        said = tuple(Sentence(f"{field}: {one.en}.", f"{field}: {one.cy}.") for field, one in found)
        raise Declined(Refused(said, tuple("wrong_wording" for _ in said)))
    if not payload.reason:
        raise decline("reason_missing", "Say why the team changes it.", "Dywedwch pam y mae'r tîm yn ei newid.")
    before = wordings.in_force(tx.session, payload.message)
    version = before.version if before else 0
    if tx.order.expected not in (None, str(version)):
        raise decline(
            "stale",
            "The words were changed meanwhile: look at what holds now, and change it again.",
            "Newidiwyd y geiriau yn y cyfamser: edrychwch ar yr hyn sydd mewn grym nawr, a'i newid eto.",
        )
    if wording.content == (before.content if before else {}):
        return {"message": payload.message, "version": version, "new": False}
    tx.session.add(
        WordingRow(
            message=payload.message, version=version + 1, content=wording.content, adopted_at=tx.at,
            adopted_by=tx.order.actor, reason=payload.reason,
        )
    )  # fmt: skip
    body = {"message": payload.message, "version": version + 1, "shipped": not wording.content}
    tx.record("wording_adopted", body, words={**wording.content, "reason": payload.reason})
    return {"message": payload.message, "version": version + 1, "new": True}


SPECS: tuple[Spec[Any], ...] = (
    Spec(
        "adopt_wording", "policy", AdoptWording, KEEPERS - {Role.IMPORT}, adopt_wording, creates=True,
        strong=lambda _: True,
    ),
)  # fmt: skip
