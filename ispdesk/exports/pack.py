"""A signed pack: one ISP for another installation. Document, tables and history, with an Ed25519 signature over all.

The key is made of the home's own; whoever takes a pack in is told its fingerprint another way, by telephone.
"""

import datetime as dt
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlmodel import Session

from ispdesk import keys
from ispdesk.documents.export import as_json, export
from ispdesk.exports.files import EARLIEST, FilesError
from ispdesk.views.protocol import protocol
from models import chain
from models.base import EPOCH, canonical
from models.queries import home, isps, packed
from states.words import Sentence

FORMAT: Final = "ispdesk-pack-1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
LARGEST: Final = 64 * 1024 * 1024
"""Bytes that a pack may unpack to (our default); the largest protocol in the report fills a hundredth."""
MOST_FILES: Final = 20
PURPOSE: Final = "pack"


class PackError(FilesError):
    """The pack cannot be made, or cannot be believed."""


@dataclass(frozen=True)
class Pack:
    """A pack's bytes and what it says of itself."""

    content: bytes
    manifest: Any
    fingerprint: str

    @property
    def sha256(self) -> str:
        """The hash by which both installations name it."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Opened:
    """A pack that is what its signer made: its manifest, its tables, and its history, whose chain holds."""

    pack: Pack
    tables: dict[str, list[dict[str, Any]]]
    history: int
    head: str


def _private(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keys.derived(key, PURPOSE, "ed25519"))


def fingerprint_of(public: bytes) -> str:
    """How people say a key: the first 32 hexadecimal digits of its SHA-256, in groups of four."""
    digits = hashlib.sha256(public).hexdigest()[:32]
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


def own_fingerprint(session: Session) -> str:
    """The fingerprint of this installation's packs."""
    return fingerprint_of(_private(keys.of(session)).public_key().public_bytes_raw())


def make(session: Session, ref: str, now: dt.datetime, today: dt.date) -> Pack:
    """Pack the version of an ISP that is in force, or the one in progress where none is. Raises PackError."""
    isp = isps.by_ref(session, ref)
    found = {version.place: version for version in isps.versions(session, isp.id or 0)} if isp else {}
    version = found.get("force") or found.get("progress")
    if isp is None or version is None:
        raise PackError(
            f"{ref} has no version that could be handed over.", f"Nid oes gan {ref} fersiwn y gellid ei throsglwyddo."
        )
    said = protocol(session, ref, version.number)
    if said is None:
        raise PackError(f"{ref} has no document.", f"Nid oes gan {ref} ddogfen.")
    history = list(packed.history(session, ref))
    contents = {
        "document.json": as_json(said),
        "document-cy.pdf": export(session, said, "pdf", "cy", today).content,
        "document-en.pdf": export(session, said, "pdf", "en", today).content,
        "tables.json": (canonical(packed.tables(session, isp, version)) + "\n").encode(),
        "history.jsonl": "".join(canonical(_plain(row)) + "\n" for row in history).encode(),
    }
    key = _private(keys.of(session))
    public = key.public_key().public_bytes_raw()
    manifest = {
        "format": FORMAT,
        "isp": ref,
        "title": {"en": isp.title_en, "cy": isp.title_cy},
        "version": version.number,
        "content_hash": said.content_hash,
        "from": home.fact(session, "register_name") or home.fact(session, "name") or "ISP Desk",
        "made_at": now.isoformat(),
        "history": {"rows": len(history), "head": history[-1]["hash"] if history else ""},
        "not_in_it": _not_in_it(isp.ref, "progress" in found and "force" in found),
        "public_key": public.hex(),
        "files": {name: hashlib.sha256(raw).hexdigest() for name, raw in contents.items()},
    }
    listed = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in {MANIFEST: listed, SIGNATURE: key.sign(listed).hex().encode() + b"\n", **contents}.items():
            about = zipfile.ZipInfo(name, EARLIEST)
            about.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(about, raw)
    return Pack(out.getvalue(), manifest, fingerprint_of(public))


def _not_in_it(ref: str, later: bool) -> dict[str, str]:  # noqa: FBT001 - one fact of the two that are told
    people = Sentence(
        "No person: name a coordinator and contacts anew. No task, letter, comment or draft.",
        "Dim person: enwch gydlynydd a chysylltiadau o'r newydd. Dim tasg, llythyr, sylw na drafft.",
    )
    if not later:
        return {"en": people.en, "cy": people.cy}
    return {
        "en": f"{people.en} The later version of {ref} that is in development.",
        "cy": f"{people.cy} Y fersiwn ddiweddarach o {ref} sy'n cael ei datblygu.",
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row of history as JSON; its instant in whole microseconds, as the chain hashes it."""
    return row | {"recorded_at": (row["recorded_at"] - EPOCH) // dt.timedelta(microseconds=1)}


def opened(content: bytes, fingerprint: str) -> Opened:
    """Believe a pack: signed by the key of this fingerprint, each file as it was, the history's chain whole.

    Raises PackError, and then nothing of it is used.
    """
    files = _unpacked(content)
    if MANIFEST not in files or SIGNATURE not in files:
        raise PackError("This is no pack: there is no manifest in it.", "Nid pecyn yw hwn: nid oes maniffest ynddo.")
    manifest = _manifest(files.pop(MANIFEST), files.pop(SIGNATURE), fingerprint)
    if {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()} != manifest["files"]:
        raise _changed("a file in it is not as it was signed", "nid yw ffeil ynddo fel y'i llofnodwyd")
    try:
        tables = json.loads(files["tables.json"])
        rows, head = _chain(files["history.jsonl"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _changed("it cannot be read", "ni ellir ei ddarllen") from error
    if (rows, head) != (manifest["history"]["rows"], manifest["history"]["head"]):
        raise _changed("its history is not whole", "nid yw ei hanes yn gyfan")
    return Opened(Pack(content, manifest, fingerprint), tables, rows, head)


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            listed = file.infolist()
            if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > LARGEST:
                raise PackError("It unpacks to too much.", "Mae'n dadbacio i ormod.")
            found = {}
            for one in listed:
                with file.open(one) as raw:
                    found[one.filename] = raw.read(LARGEST + 1)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise PackError("This is no whole ZIP file.", "Nid ffeil ZIP gyflawn yw hon.") from error
    return found


def _manifest(listed: bytes, signature: bytes, fingerprint: str) -> Any:
    try:
        manifest = json.loads(listed)
        public = bytes.fromhex(manifest["public_key"])
        known = fingerprint_of(public).replace(" ", "") == "".join(fingerprint.split()).lower()
        if not known:
            raise PackError(
                f"It is signed by another key: {fingerprint_of(public)}. Ask the sender for theirs by telephone.",
                f"Fe'i llofnodwyd ag allwedd arall: {fingerprint_of(public)}. Gofynnwch i'r anfonwr dros y ffôn.",
            )
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(signature.decode("ascii").strip()), listed)
    except InvalidSignature as error:
        raise _changed("its signature does not fit", "nid yw ei lofnod yn cyd-fynd") from error
    except (KeyError, TypeError, ValueError) as error:
        raise _changed("its manifest cannot be read", "ni ellir darllen ei faniffest") from error
    if manifest.get("format") != FORMAT:
        raise PackError("Its form is not one that this release knows.", "Nid yw'r fersiwn hwn yn adnabod ei ffurf.")
    return manifest


def _changed(en: str, cy: str) -> PackError:
    return PackError(
        f"The pack was changed on its way: {en}. Ask for it again.",
        f"Newidiwyd y pecyn ar ei ffordd: {cy}. Gofynnwch amdano eto.",
    )


class _Row:
    """A row of history as the chain reads it."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.__dict__.update(said)
        self.recorded_at = EPOCH + dt.timedelta(microseconds=said["recorded_at"])
        for name in ("happened_from", "happened_to"):
            setattr(self, name, dt.date.fromisoformat(said[name]) if said[name] else None)


def _chain(listed: bytes) -> tuple[int, str]:
    """How many rows there are and the last one's hash, each computed anew, with the words that are there."""
    head, rows = "", 0
    for line in listed.splitlines():
        said = json.loads(line)
        row: Any = _Row(said)
        promised = row.body.get("words", {}) if isinstance(row.body, dict) else {}
        words = {name: w for name, w in said["words"].items() if w["text"] is not None}
        told = all(chain.words_hash(w["salt"], w["text"]) == promised.get(name) for name, w in words.items())
        if (row.seq, row.prev_hash, row.hash) != (rows + 1, head, chain.row_hash(row)) or not told:
            raise _changed("its history is not whole", "nid yw ei hanes yn gyfan")
        head, rows = row.hash, rows + 1
    return rows, head
