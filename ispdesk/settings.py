"""Settings, declared once with their help; each is an environment variable ISPDESK_…, no secret has a default."""

import datetime as dt
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from states.lifecycle import Role


def default_home() -> Path:
    """The platform's data directory."""
    return user_data_path("ispdesk", appauthor=False)


_ROLES = tuple(role.value for role in Role if role not in (Role.TIMER, Role.IMPORT))
_ROLE = re.compile(rf"({'|'.join(_ROLES)})(@(isp|organisation|group):[A-Za-z0-9][A-Za-z0-9._-]{{0,59}})?")
UNITS = {"s": 1, "m": 60, "h": 3600}


def seconds(every: str) -> int:
    """Return how many seconds `5s`, `2m` or `1h` is.

    Raises:
        ValueError: it is none of these, or zero.

    """
    match = re.fullmatch(r"([1-9][0-9]*)\s*([smh])", every.strip())
    if match is None:
        raise ValueError(f"ISPDESK_SCHEDULE_EVERY is {every!r}; write a number and s, m or h, such as 5s.")
    return int(match[1]) * UNITS[match[2]]


class Settings(BaseSettings):
    """What an operator chooses."""

    model_config = SettingsConfigDict(env_prefix="ISPDESK_", extra="ignore")

    home: Path = Field(default_factory=default_home, description="the folder that holds database, inbox and logs")
    database_url: str | None = Field(default=None, description="a PostgreSQL address instead of SQLite in the home")
    key_file: Path | None = Field(default=None, description="the key of links and senders, instead of the home's own")
    base_url: str | None = Field(default=None, description="the address at which people reach the pages")
    port: int = Field(default=8400, ge=0, le=65535, description="the port on which `up` serves pages")
    smtp_host: str | None = Field(default=None, description="the mail server; without it mails stay in the local inbox")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="its port")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(default="starttls", description="how it is encrypted")
    smtp_username: str = Field(default="", description="the account to sign in with")
    smtp_password_file: Path | None = Field(default=None, description="a file that holds its password")
    smtp_ca_file: str | None = Field(default=None, description="a certificate authority of your own, as PEM")
    bounce_address: str | None = Field(
        default=None,
        description="where mail that cannot be delivered comes back: NAME@DOMAIN, to which `+` and a mark are added; "
        "`team` sends from the team's own address, unmarked",
    )
    bounce_maildir: Path | None = Field(default=None, description="the Maildir in which it arrives, read by `send`")
    host_minute: int = Field(default=60, ge=1, description="letters to one mail host in a minute")
    host_batch: int = Field(default=20, ge=1, description="letters to one mail host over one connection")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("127.0.0.1", "::1"),
        description="addresses and networks of your proxies, whose X-Forwarded-For and -Proto are believed",
    )
    oidc_issuer: str | None = Field(default=None, description="the issuer of your organisation's sign-in, over https")
    oidc_client_id: str = Field(default="", description="what ISP Desk is called there")
    oidc_client_secret_file: Path | None = Field(default=None, description="a file that holds its secret there")
    oidc_name: str = Field(default="", description="the organisation's name on the button, in English")
    oidc_name_cy: str = Field(default="", description="and in Welsh")
    oidc_roles: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict, description="app roles there and what they are here: App.Role=role, Other=role@scope"
    )
    controller: str = Field(default="", description="who is answerable for personal data here, in English")
    controller_cy: str = Field(default="", description="and in Welsh")
    data_protection_contact: str = Field(default="", description="how their data protection officer is reached")
    lawful_basis: str = Field(default="", description="on which lawful basis they are used, in English")
    lawful_basis_cy: str = Field(default="", description="and in Welsh")
    hosted_at: str = Field(default="", description="where the data are kept and by whom, in English")
    hosted_at_cy: str = Field(default="", description="and in Welsh")
    accessibility_tested: dt.date | None = Field(default=None, description="the day on which these pages were tested")
    schedule_every: str | None = Field(default=None, description="replaces every schedule in a test, such as 5s")

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, written: object) -> object:
        """Addresses or networks between commas."""
        if not isinstance(written, str):
            return written
        found = tuple(part.strip() for part in written.split(",") if part.strip())
        for one in found:
            ip_network(one, strict=False)
        return found

    @field_validator("oidc_roles", mode="before")
    @classmethod
    def _mapping(cls, written: object) -> object:
        """`App.Role=role` or `App.Role=role@scope`, between commas."""
        if not isinstance(written, str):
            return written
        pairs = [part.strip().split("=", 1) for part in written.split(",") if part.strip()]
        if any(len(pair) != 2 or not all(side.strip() for side in pair) for pair in pairs):  # noqa: PLR2004 - two sides
            raise ValueError("write App.Role=role, or App.Role=role@scope, with commas between")
        found = {left.strip(): right.strip() for left, right in pairs}
        if wrong := [here for here in found.values() if not _ROLE.fullmatch(here)]:
            raise ValueError(f"{wrong[0]} is no role here; write one of {', '.join(_ROLES)}, perhaps with @isp:REF")
        return found

    @field_validator("oidc_issuer")
    @classmethod
    def _https(cls, written: str | None) -> str | None:
        """Over https, but for this very machine."""
        if written and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", written + "/"):
            raise ValueError("the issuer's address begins with https://")
        return written or None

    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.home / 'ispdesk.db'}"

    def key(self) -> Path:
        """The file that holds the home's key."""
        return self.key_file or self.home / "ispdesk.key"

    def every(self) -> dt.timedelta | None:
        """The interval that replaces every schedule's own, or None."""
        return dt.timedelta(seconds=seconds(self.schedule_every)) if self.schedule_every else None
