"""Handing an ISP to another installation, and taking one in: both are rows of its history; the pack is kept."""

import base64
import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints

from ispdesk.commands import facts
from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import find
from ispdesk.commands.organisations import Name
from ispdesk.commands.shape import Payload, Spec, Tx
from models.tables.handed import TakenIn
from states.lifecycle import Role

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
KEEPERS = frozenset({Role.TEAM_LEAD, Role.OPERATOR})


class NotePack(Payload):
    """A pack of this ISP was made for somebody."""

    pack: Hash
    whom: Name
    rows: int


class KeepPack(Payload):
    """The pack that this ISP came in: its bytes in base64, and the hash of its content there."""

    pack: Hash
    fingerprint: Annotated[str, StringConstraints(max_length=64)]
    came_from: Name
    made_on: dt.date
    rows: int
    head: Hash
    content_hash: Hash
    content: Annotated[str, StringConstraints(max_length=100_000_000)]


def note_pack(tx: Tx, payload: NotePack) -> Mapping[str, Any]:
    """Say in the history that it was handed out; where it stands does not change."""
    isp = find(tx.session, tx.stream.ref)
    tx.record("packed", {"pack": payload.pack, "rows": payload.rows}, words={"whom": payload.whom})
    return {"ref": isp.ref, "pack": payload.pack}


def keep_pack(tx: Tx, payload: KeepPack) -> Mapping[str, Any]:
    """Keep the pack beside the ISP, and say whether its content is here what it was there."""
    isp = find(tx.session, tx.stream.ref)
    here = facts.content_hash(tx.session, at_work(tx, isp).id or 0)
    tx.session.add(
        TakenIn(
            isp_id=isp.id or 0,
            sha256=payload.pack,
            fingerprint=payload.fingerprint,
            came_from=payload.came_from,
            made_on=payload.made_on,
            taken_at=tx.at,
            history_rows=payload.rows,
            history_head=payload.head,
            content=base64.b64decode(payload.content),
        )
    )
    said = {"pack": payload.pack, "fingerprint": payload.fingerprint, "rows": payload.rows, "head": payload.head}
    body = said | {"content": here, "content_there": payload.content_hash}
    tx.record("taken_in", body, words={"whom": payload.came_from}, standing="stated")
    return {"ref": isp.ref, "same_content": here == payload.content_hash}


SPECS: tuple[Spec[Any], ...] = (
    Spec("note_pack", "isp", NotePack, KEEPERS, note_pack, strong=lambda _: True),
    Spec("keep_pack", "isp", KeepPack, frozenset({Role.IMPORT}), keep_pack),
)
