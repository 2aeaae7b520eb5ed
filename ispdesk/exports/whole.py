"""The full export: every table's rows verbatim with a manifest, and a home made from one. All of it, or nothing."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, Table
from sqlmodel import Session, col, select

from ispdesk import audit
from ispdesk.commands import indexing
from ispdesk.exports.files import FilesError, From, Into, given, written
from models import dump
from models.base import canonical
from models.chain import Audit
from models.database import reading, revisions, writing
from models.tables.isp import Isp
from models.tables.journal import LedgerHead

FORMAT: Final = "ispdesk-export-1"
MANIFEST: Final = "manifest.json"
SHOWN: Final = 10
"""Problems of a chain that a refusal names; `ispdesk audit verify` has them all."""


class BrokenError(FilesError):
    """The history is not whole: what `audit verify` says."""

    def __init__(self, seen: Audit, *, own: bool) -> None:
        listed = "; ".join(seen.problems[:SHOWN]) or "its last link is not the manifest's"
        en = "This home's history is not whole" if own else "The history in this export is not whole"
        cy = "Nid yw hanes y cartref hwn yn gyfan" if own else "Nid yw'r hanes yn yr allforyn hwn yn gyfan"
        end = (
            ("Nothing was written. Restore a backup, or ask for help.", "Ni ysgrifennwyd dim. Adferwch gopi wrth gefn.")
            if own
            else ("Nothing was restored. Take another export.", "Ni adferwyd dim. Cymerwch allforyn arall.")
        )
        super().__init__(f"{en}: {listed}. {end[0]}", f"{cy}: {listed}. {end[1]}")


@dataclass(frozen=True)
class Whole:
    """What an export holds: rows by table, rows of history, and the ledger's last link, which proves them all."""

    tables: Mapping[str, int]
    history: int
    ledger: str


def export(engine: Engine, to: Path, now: dt.datetime) -> Whole:
    """Write every table as it is at one moment. Raises FilesError, BrokenError where the chain does not hold."""
    with reading(engine) as session, written(to) as files:
        seen = audit.verify(session)
        if not seen.ok:
            raise BrokenError(seen, own=True)
        listed = {one.name: _table(session, one, files) for one in dump.tables()}
        head = session.get_one(LedgerHead, 1)
        manifest = {
            "format": FORMAT,
            "schema": revisions()[-1],
            "made_at": now.isoformat(),
            "history": seen.rows,
            "ledger": {"rows": head.n, "chain": head.chain},
            "tables": listed,
            "left_out": {name: {"en": why.en, "cy": why.cy} for name, why in dump.LEFT_OUT.items()},
        }
        with files.open(MANIFEST) as file:
            file.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
    return Whole({name: one["rows"] for name, one in listed.items()}, seen.rows, head.chain)


def _table(session: Session, one: Table, files: Into) -> dict[str, Any]:
    hashed, rows = hashlib.sha256(), 0
    with files.open(_name(one)) as file:
        for row in dump.rows(session.connection(), one):
            line = canonical(row).encode() + b"\n"
            hashed.update(line)
            file.write(line)
            rows += 1
    return {"rows": rows, "sha256": hashed.hexdigest()}


def _name(one: Table) -> str:
    return f"tables/{one.name}.jsonl"


def restore(engine: Engine, path: Path) -> Whole:
    """Fill an empty home from an export; the chain is verified before anything of it can be seen.

    Raises FilesError, BrokenError; then the home is as empty as it was.
    """
    with given(path) as files:
        manifest = _manifest(files)
        with writing(engine) as session:
            connection = session.connection()
            if not dump.is_empty(connection):
                raise FilesError(
                    "This home is not empty: an export is restored into a new one. Set ISPDESK_HOME to a new folder.",
                    "Nid yw'r cartref hwn yn wag: adferir allforyn i un newydd. Rhowch ffolder newydd yn ISPDESK_HOME.",
                )
            dump.make_way(connection)
            for one in dump.tables():
                _put(session, one, files, manifest["tables"][one.name])
            _follow(session)
            seen = audit.verify(session)
            head = session.get_one(LedgerHead, 1)
            if not seen.ok or (head.n, head.chain) != (manifest["ledger"]["rows"], manifest["ledger"]["chain"]):
                raise BrokenError(seen, own=False)
            return Whole({name: one["rows"] for name, one in manifest["tables"].items()}, seen.rows, head.chain)


def _manifest(files: From) -> Any:
    """The manifest of an export of this release's, with every table. Raises FilesError."""
    if MANIFEST not in files.names():
        raise FilesError("This is no export: there is no manifest in it.", "Nid allforyn yw hwn: nid oes maniffest.")
    with files.open(MANIFEST) as file:
        try:
            found = json.loads(file.read())
        except ValueError:
            found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FilesError("Its manifest is not one of ours.", "Nid un o'n rhai ni yw ei faniffest.")
    if found.get("schema") != revisions()[-1]:
        raise FilesError(
            f"It was written with schema {found.get('schema')}, and this release has {revisions()[-1]}: restore it with"
            " the release that wrote it, then migrate with `ispdesk up`.",
            f"Ysgrifennwyd ef â sgema {found.get('schema')}; {revisions()[-1]} sydd gan y fersiwn hwn: adferwch ef â'r"
            " fersiwn a'i hysgrifennodd, yna mudwch ag `ispdesk up`.",
        )
    gone = sorted({one.name for one in dump.tables()} - set(found["tables"]))
    if gone:
        raise FilesError(f"It lacks these tables: {', '.join(gone)}.", f"Mae'r tablau hyn ar goll: {', '.join(gone)}.")
    return found


def _put(session: Session, one: Table, files: From, promised: Mapping[str, Any]) -> None:
    """Put one table's rows in, and hold them against what the manifest promises. Raises FilesError."""
    connection, hashed, rows = session.connection(), hashlib.sha256(), 0
    pointing: list[Any] = []
    try:
        with files.open(_name(one)) as file:
            lines = iter(file)
            while batch := list(islice(lines, dump.BATCH)):
                for line in batch:
                    hashed.update(line)
                said = [json.loads(line) for line in batch]
                dump.put(connection, one, said)
                rows += len(said)
                if dump.pointing_at_itself(one):
                    pointing += said
    except (KeyError, FileNotFoundError, ValueError) as error:
        raise _damaged(one) from error
    if (rows, hashed.hexdigest()) != (promised["rows"], promised["sha256"]):
        raise _damaged(one)
    dump.point(connection, one, pointing)
    dump.count_on(connection, one)


def _damaged(one: Table) -> FilesError:
    return FilesError(
        f"{_name(one)} is not as it was written. Nothing was restored; fetch the export again.",
        f"Nid yw {_name(one)} fel yr ysgrifennwyd ef. Ni adferwyd dim; nôlwch yr allforyn eto.",
    )


def _follow(session: Session) -> None:
    """The words by which ISPs are found are made anew: each kind of database keeps them in its own way."""
    for isp in _every(session):
        indexing.keep(session, isp)


def _every(session: Session) -> Iterator[Isp]:
    yield from session.exec(select(Isp).order_by(col(Isp.id)))
