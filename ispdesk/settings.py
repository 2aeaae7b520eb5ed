"""Settings, declared once with their help; each is an environment variable ISPDESK_…, no secret has a default."""

import datetime as dt
import re
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_home() -> Path:
    """The platform's data directory."""
    return user_data_path("ispdesk", appauthor=False)


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
    schedule_every: str | None = Field(default=None, description="replaces every schedule in a test, such as 5s")

    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.home / 'ispdesk.db'}"

    def key(self) -> Path:
        """The file that holds the home's key."""
        return self.key_file or self.home / "ispdesk.key"

    def every(self) -> dt.timedelta | None:
        """The interval that replaces every schedule's own, or None."""
        return dt.timedelta(seconds=seconds(self.schedule_every)) if self.schedule_every else None
