"""Debian's postfix as an independent peer: its own folders and port, mailboxes as Maildirs; runs as root."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

COMMAND = shutil.which("postfix") or "/usr/sbin/postfix"
MAIN = """\
compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
maillog_file = {place}/log/mail.log
maillog_file_prefixes = {place}
myhostname = relay.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
recipient_delimiter = +
smtputf8_enable = yes
message_size_limit = {size}
smtpd_reject_unlisted_recipient = no
virtual_mailbox_domains = desk.test, xn--t-foa.test
virtual_mailbox_base = {place}/mail
virtual_mailbox_maps = texthash:{place}/boxes
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""
MASTER = """\
{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Peer:
    """A running postfix: its port, and the folder of each mailbox."""

    port: int
    place: Path

    def box(self, name: str) -> Path:
        """The Maildir of a mailbox."""
        return self.place / "mail" / name

    def wait(self, name: str, count: int, seconds: float = 30) -> list[bytes]:
        """The mails in a mailbox, once there are so many."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = sorted((self.box(name) / "new").glob("*"))
            if len(found) >= count:
                return [path.read_bytes() for path in found]
            time.sleep(0.05)
        log = self.place / "log" / "mail.log"
        raise AssertionError(f"{name} has no {count} mails:\n{log.read_text()[-3000:] if log.exists() else 'no log'}")


def parsed(raw: bytes) -> "Message[Any, Any]":
    """A mail as the standard library reads it."""
    return message_from_bytes(raw)


@contextlib.contextmanager
def running(boxes: dict[str, str], size: int = 10_240_000) -> Iterator[Peer]:
    """Start one that delivers each address to its mailbox, and stop it."""
    place = Path(tempfile.mkdtemp(prefix="ispdesk-postfix-"))
    place.chmod(0o755)
    owner = pwd.getpwnam("postfix")
    for name in ("conf", "queue", "data", "mail", "log"):
        (place / name).mkdir()
    inner = [f"mail/{box}" for box in dict.fromkeys(boxes.values())]
    inner += [f"{box}/{name}" for box in inner for name in ("new", "cur", "tmp")]
    for name in inner:
        (place / name).mkdir()
    for name in ("data", "mail", *inner):
        os.chown(place / name, owner.pw_uid, owner.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    values = {"place": place, "uid": owner.pw_uid, "gid": owner.pw_gid, "size": size, "port": f"127.0.0.1:{port}"}
    (place / "conf" / "main.cf").write_text(MAIN.format(**values))
    (place / "conf" / "master.cf").write_text(MASTER.format(**values))
    (place / "boxes").write_text("".join(f"{address} {box}/\n" for address, box in boxes.items()))
    command = [COMMAND, "-c", str(place / "conf")]
    subprocess.run([*command, "start"], check=True, capture_output=True, timeout=30)
    try:
        _listening(port)
        yield Peer(port, place)
    finally:
        subprocess.run([*command, "stop"], check=False, capture_output=True, timeout=30)
        shutil.rmtree(place, ignore_errors=True)


def _listening(port: int) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as link:
            if link.recv(3) == b"220":
                return
        time.sleep(0.05)
    raise AssertionError("postfix does not answer")
