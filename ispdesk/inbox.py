"""The local inbox: a real SMTP server on this machine that keeps each mail and sends nothing on."""

import asyncio
import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, Self, cast

from aiosmtpd.controller import Controller

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
LARGEST: Final = 10 * 1024 * 1024
_FOLD: Final = re.compile(r"[\r\n]+(?=[ \t])")
_ID: Final = re.compile(r"[0-9a-f]{32}")
_NAME: Final = re.compile(r"(\d{12})\.([0-9a-f]{32})\.eml")


class NoSuchMail(LookupError):  # noqa: N818 - said in the terms of the page that shows it
    """The inbox holds no mail of that id."""


@dataclass(frozen=True)
class InboxMail:
    """A mail as it arrived; `order` rises with each arrival, `id` is random and safe in a URL."""

    id: str
    order: int
    to: str
    sender: str
    subject: str
    date: datetime | None
    text: str
    html: str
    message_id: str
    raw: bytes


class Inbox:
    """Listens on a loopback address and stores under `folder`; port 0 takes a free one, told by `port`."""

    def __init__(self, folder: Path, *, host: str = "127.0.0.1", port: int = 0) -> None:
        if host not in LOOPBACK:
            raise ValueError(f"The local inbox listens on this machine alone; {host} is not a loopback address.")
        self.folder = folder
        self.host = host
        self.port = port
        self._controller: _Controller | None = None
        for name in ("tmp", "new"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def start(self) -> None:
        """Listen, in a thread of its own, until `stop`; from now on `port` is the one in use."""
        self._controller = _Controller(_Store(self.folder), hostname=self.host, port=self.port, data_size_limit=LARGEST)
        self._controller.start()
        self.port = self._controller.port

    def stop(self) -> None:
        """Stop listening; what was answered with 250 is on disk."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Controller(Controller):
    """Tells the port the system chose, which aiosmtpd itself would knock at as 0."""

    def _trigger_server(self) -> None:
        self.port = cast("asyncio.Server", self.server).sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class _Store:
    """aiosmtpd's handler: on disk first, answered afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        try:
            store(self.folder, envelope.content)
        except OSError as error:
            return f"451 4.3.0 Not stored: {error.strerror or type(error).__name__}"
        return "250 2.0.0 Stored"


def store(folder: Path, raw: bytes) -> str:
    """Keep one mail: written and synced under tmp/, then renamed into new/; the id it got."""
    mail_id = secrets.token_hex(16)
    name = f"{max((order for order, _, _ in _stored(folder)), default=0) + 1:012d}.{mail_id}.eml"
    draft, final = folder / "tmp" / name, folder / "new" / name
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(final)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    directory = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return mail_id


def mails(folder: Path) -> list[InboxMail]:
    """Read all mails, in the order they arrived; none if the folder does not exist."""
    return [_read(path, order, mail_id) for order, mail_id, path in sorted(_stored(folder))]


def mail(folder: Path, mail_id: str) -> InboxMail:
    """Read the mail of that id, or NoSuchMail; an id is only ever compared, never made into a path."""
    if _ID.fullmatch(mail_id):
        for order, stored_id, path in _stored(folder):
            if stored_id == mail_id:
                return _read(path, order, mail_id)
    raise NoSuchMail(f"The inbox holds no mail {mail_id!r}.")


def _stored(folder: Path) -> Iterator[tuple[int, str, Path]]:
    try:
        with os.scandir(folder / "new") as entries:
            found = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
    except FileNotFoundError:
        return
    for entry in found:
        if match := _NAME.fullmatch(entry.name):
            yield int(match[1]), match[2], Path(entry.path)


def _read(path: Path, order: int, mail_id: str) -> InboxMail:
    raw = path.read_bytes()
    parsed = message_from_bytes(raw)
    return InboxMail(
        id=mail_id,
        order=order,
        to=_header(parsed, "To"),
        sender=_header(parsed, "From"),
        subject=_header(parsed, "Subject"),
        date=_date(parsed),
        text=_body(parsed, "text/plain"),
        html=_body(parsed, "text/html"),
        message_id=_header(parsed, "Message-ID"),
        raw=raw,
    )


def _header(parsed: Message, name: str) -> str:
    """Decode a header; as it stands where it cannot be decoded."""
    value = _FOLD.sub("", str(parsed.get(name, "")))
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        return value


def _date(parsed: Message) -> datetime | None:
    try:
        date = parsedate_to_datetime(_header(parsed, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _body(parsed: Message, kind: str) -> str:
    for part in parsed.walk():
        if part.get_content_type() == kind and not part.is_multipart():
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            try:
                text = content.decode(part.get_content_charset("utf-8"), "replace")
            except LookupError:
                text = content.decode("utf-8", "replace")
            return text.replace("\r\n", "\n")
    return ""
