"""The signed sender on a letter's envelope: where its bounces go, and which letter they are about; pure."""

import re
from dataclasses import dataclass
from typing import Final

from notifications.safe import check_ascii_address

PURPOSE: Final = "sender"
"""What the key's marks on senders are for."""
_EXTENSION: Final = re.compile(r"(?P<local>[^+@]+)\+(?P<letter>[1-9][0-9]{0,17})\.(?P<mark>[a-z2-7]{26})@(?P<host>.+)")


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signed sender says: the letter's number, and the mark that shows it to be ours if it is right."""

    letter: int
    mark: str


def check_bounce_address(address: str) -> str:
    """`address` itself, or UnsafeText unless a letter and its mark can be added to it."""
    check_ascii_address(signed_sender(address, 10**18 - 1, "a" * 26), "ISPDESK_BOUNCE_ADDRESS")
    return address


def signed_sender(bounces: str, letter: int, mark: str) -> str:
    """`b+<letter>.<mark>@domain`, of the address `b@domain` at which bounces arrive."""
    local, _, host = bounces.rpartition("@")
    return f"{local}+{letter}.{mark}@{host}"


def read(address: str, bounces: str) -> Signed | None:
    """What a sender says, or None where it is not of the form that `bounces` gives. Whether it is ours is not known."""
    local, _, host = bounces.lower().rpartition("@")
    found = _EXTENSION.fullmatch(address.strip().strip("<>").lower())
    if found is None or (found["local"], found["host"]) != (local, host):
        return None
    return Signed(int(found["letter"]), found["mark"])
