"""The DOCX template of the team's own: put in place of the shipped one, or taken out again."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints

from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline
from models.queries import documents
from models.tables.document import DocumentTemplate
from states.lifecycle import Role

KEEPERS = frozenset({Role.TEAM_LEAD, Role.OPERATOR})
STREAM = "register:document"


class AdoptTemplate(Payload):
    """A Word document with fields, in base64; none takes the team's own out, and the shipped one is used again."""

    name: Annotated[str, StringConstraints(max_length=200)] = ""
    content: Annotated[str, StringConstraints(max_length=3_000_000)] | None = None


def adopt_template(tx: Tx, payload: AdoptTemplate) -> Mapping[str, Any]:
    """Use this template from now on. Declines with everything that is wrong with it; nothing is changed then."""
    content = None if payload.content is None else _checked(payload.content)
    before = documents.template(tx.session)
    said = "" if content is None else hashlib.sha256(content).hexdigest()
    if said == (before.content_hash if before else ""):
        return {"template": before.number if before else 0, "new": False}
    number = before.number + 1 if before else 1
    tx.session.add(
        DocumentTemplate(
            number=number,
            name=payload.name,
            content=content,
            content_hash=said,
            adopted_at=tx.at,
            adopted_by=tx.order.actor,
        )
    )
    tx.record("template_adopted", {"number": number, "hash": said}, words={"name": payload.name})
    return {"template": number, "new": True}


def _checked(written: str) -> bytes:
    from ispdesk import docx  # it brings lxml and python-docx, which no other command needs

    try:
        content = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError) as error:
        raise decline("wrong_template", "The file is not whole.", "Nid yw'r ffeil yn gyfan.") from error
    if found := docx.problems(content, docx.SAMPLE):
        raise Declined(Refused(found, tuple("wrong_template" for _ in found)))
    return content


SPECS: tuple[Spec[Any], ...] = (
    Spec("adopt_template", "register", AdoptTemplate, KEEPERS, adopt_template, creates=True),
)
