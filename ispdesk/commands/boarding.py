"""The board's pack: what is written in it by hand, by quarter, and keeping one as the board is given it."""

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from ispdesk.commands.agendas import sums_of
from ispdesk.commands.queue import TEAM
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import board
from models.tables.target import BoardPack, BoardPackFile, BoardText
from states.lifecycle import Role
from states.targets import a_quarter

STREAM = "register:board"
MAKERS = TEAM | {Role.OPERATOR}
"""The team, the board's secretary, and an operator for them."""
QuarterName = Annotated[str, StringConstraints(pattern=r"^\d{4}-Q[1-4]$")]
Words = Annotated[str, StringConstraints(max_length=8000)]


class WriteBoardText(Payload):
    """A part of a quarter's pack as somebody writes it, in one language or both; empty takes it out."""

    quarter: QuarterName
    part: Literal["summary", "decisions", "notes"]
    text_en: Words = ""
    text_cy: Words = ""


class BoardFile(Payload):
    """One file of a pack, in base64."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    content: Annotated[str, StringConstraints(max_length=30_000_000)]


class KeepBoardPack(Payload):
    """A pack as it was made: its quarter, the day of its figures, the figures that it states, and its files."""

    quarter: QuarterName
    as_at: dt.date
    figures: dict[str, int | None]
    files: tuple[BoardFile, ...]


def _a_quarter(written: str) -> None:
    if a_quarter(written) is None:
        raise decline("wrong_value", f"{written} is no quarter.", f"Nid yw {written} yn chwarter.")


def write_text(tx: Tx, payload: WriteBoardText) -> Mapping[str, Any]:
    """Write a part; it names no partner or officer as late: whoever writes sees to that."""
    _a_quarter(payload.quarter)
    before = board.texts(tx.session, payload.quarter).get(payload.part)
    wanted = (payload.text_en, payload.text_cy)
    if wanted == ((before.text_en, before.text_cy) if before else ("", "")):
        raise decline("done", "That is what it says already.", "Dyna mae'n ei ddweud eisoes.")
    version = (before.version if before else 0) + 1
    made = BoardText(**payload.model_dump(), version=version, written_by=tx.order.actor, recorded_at=tx.at)
    tx.session.add(made)
    body = {"quarter": payload.quarter, "part": payload.part, "version": version}
    tx.record("board_text_written", body, words={"text_en": payload.text_en, "text_cy": payload.text_cy})
    return body


def keep_pack(tx: Tx, payload: KeepBoardPack) -> Mapping[str, Any]:
    """Keep a pack with its figures; the same pack made again is the one that is kept already."""
    _a_quarter(payload.quarter)
    if payload.as_at > tx.today:
        raise decline("wrong_value", f"{payload.as_at} is in the future.", f"Mae {payload.as_at} yn y dyfodol.")
    contents = {one.name: _bytes(one.content) for one in payload.files}
    if not contents:
        raise decline("empty", "A pack has files.", "Mae gan becyn ffeiliau.")
    whole = hashlib.sha256(sums_of(contents)).hexdigest()
    kept = board.packs(tx.session, payload.quarter)
    if kept and kept[0].content_hash == whole:
        return {"quarter": payload.quarter, "number": kept[0].number, "hash": whole, "again": True}
    made = BoardPack(
        quarter=payload.quarter, number=(kept[0].number if kept else 0) + 1, as_at=payload.as_at,
        figures=dict(payload.figures), content_hash=whole, made_at=tx.at, made_by=tx.order.actor,
    )  # fmt: skip
    tx.session.add(made)
    tx.session.flush()
    for name, content in contents.items():
        file_hash = hashlib.sha256(content).hexdigest()
        tx.session.add(BoardPackFile(pack_id=made.id or 0, name=name, content=content, content_hash=file_hash))
    body = {"quarter": made.quarter, "number": made.number, "as_at": made.as_at, "hash": whole}
    tx.record("board_pack_kept", body | {"figures": dict(payload.figures)})
    return {"quarter": made.quarter, "number": made.number, "hash": whole, "again": False}


def _bytes(written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError) as error:
        raise decline("wrong_value", "The file is not whole.", "Nid yw'r ffeil yn gyfan.") from error


SPECS: tuple[Spec[Any], ...] = (
    Spec("write_board_text", "register", WriteBoardText, MAKERS, write_text, creates=True),
    Spec("keep_board_pack", "register", KeepBoardPack, MAKERS, keep_pack, creates=True),
)
