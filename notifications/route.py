"""Where mail leaves: the server, how it is reached, and how long it is waited for."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class Tls(StrEnum):
    """How a connection is encrypted; with either of the two, the certificate is verified."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True)
class Route:
    """A server to hand letters to.

    `hostname` is the name this machine gives itself; `timeout` and `dot_timeout` are seconds, the latter for
    the answer to the final dot (RFC 5321 §4.5.3.2.6: ten minutes). `local` is the local inbox, which alone
    takes recipients under `.example`.
    """

    host: str
    port: int
    tls: Tls = Tls.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    hostname: str = "localhost"
    timeout: float = 60.0
    dot_timeout: float = 600.0
    local: bool = False
    ca_file: str | None = None

    def __post_init__(self) -> None:
        if self.local and self.host not in LOOPBACK:
            raise ValueError(f"A local route stays on this machine; {self.host} is not a loopback address.")
        if self.username and self.tls is Tls.NONE and self.host not in LOOPBACK:
            raise ValueError("A user name and password are not sent unencrypted; set tls to starttls or tls.")
