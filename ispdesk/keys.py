"""The home's key: what makes a link, a sender's address and a calendar feed of ours impossible to guess.

One file of 32 random bytes in hexadecimal, beside the database and not in it, so that a copy of the database
alone forges nothing. Every machine of an installation needs the same one (`docs/operate.md`).
"""

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from sqlmodel import Session

OPTION = "ispdesk_key"
"""The engine's execution option under which whatever opened the database leaves the key."""
LENGTH = 26
"""Characters of a mark: 130 bits in base 32."""


class NoKeyError(Exception):
    """The key cannot be read; the message says what to do."""


def load(path: Path) -> bytes:
    """The key in this file, made at the first use. Two processes that begin at once get the same one.

    Raises NoKeyError where it cannot be read or is no key.
    """
    try:
        if not path.exists():
            _make(path)
        written = path.read_text(encoding="ascii").strip()
        key = bytes.fromhex(written)
    except (OSError, ValueError) as error:
        raise NoKeyError(
            f"The key {path} cannot be used: {error}. Restore it from your backup, or take it away: then a new one is"
            " made, and links that were sent before no longer open."
        ) from error
    if len(key) != hashlib.sha256().digest_size:
        raise NoKeyError(f"The key {path} is not 64 hexadecimal digits; restore it from your backup.")
    return key


def _make(path: Path) -> None:
    """Write a new key whole under another name and link it in place: whoever comes second finds the first one's."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def of(session: Session) -> bytes:
    """The key of the installation whose database this is."""
    source = session.get_bind().get_execution_options().get(OPTION)
    if source is None:
        raise NoKeyError("This database was opened without its home's key.")
    return bytes(source())


def mark(key: bytes, purpose: str, text: str) -> str:
    """The mark that shows a text to be ours, for this purpose only: 26 letters and digits, in lower case."""
    return base64.b32encode(derived(key, purpose, text)).decode().lower()[:LENGTH]


def derived(key: bytes, purpose: str, text: str) -> bytes:
    """Thirty-two bytes that only the home's key makes of this text, for this purpose only."""
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()


def is_ours(key: bytes, purpose: str, text: str, claimed: str) -> bool:
    """Whether this is the mark of that text for that purpose; as slow for a near miss as for a far one."""
    return hmac.compare_digest(mark(key, purpose, text).encode(), claimed.lower().encode())
