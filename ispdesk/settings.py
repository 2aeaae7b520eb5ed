"""Settings, declared once with their help; each is an environment variable ISPDESK_…, no secret has a default."""

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_home() -> Path:
    """The platform's data directory."""
    return user_data_path("ispdesk", appauthor=False)


class Settings(BaseSettings):
    """What an operator chooses."""

    model_config = SettingsConfigDict(env_prefix="ISPDESK_", extra="ignore")

    home: Path = Field(default_factory=default_home, description="the folder that holds database, inbox and logs")
    database_url: str | None = Field(default=None, description="a PostgreSQL address instead of SQLite in the home")
    base_url: str | None = Field(default=None, description="the address at which people reach the pages")
    port: int = Field(default=8400, ge=0, le=65535, description="the port on which `up` serves pages")
    smtp_host: str | None = Field(default=None, description="the mail server; without it mails stay in the local inbox")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="its port")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(default="starttls", description="how it is encrypted")
    smtp_username: str = Field(default="", description="the account to sign in with")
    smtp_password_file: Path | None = Field(default=None, description="a file that holds its password")
    smtp_ca_file: str | None = Field(default=None, description="a certificate authority of your own, as PEM")
    schedule_every: str | None = Field(default=None, description="replaces every schedule in a test, such as 5s")

    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.home / 'ispdesk.db'}"
