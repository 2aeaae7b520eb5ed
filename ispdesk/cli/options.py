"""Options that commands share."""

import datetime as dt
import os
from typing import Annotated

import typer

from states.calendar import ZONE

Json = Annotated[bool, typer.Option("--json", help="Print exactly one JSON value.")]
As = Annotated[str, typer.Option("--as", help="Who acts: a person's reference, such as waspi-team.")]
At = Annotated[str | None, typer.Option("--at", help="An instant or day; moves a fixed home's time, forward only.")]
OnDay = Annotated[str | None, typer.Option("--at", help="The day that is reported on, such as 2012-09-30.")]


class WrongWordsError(Exception):
    """A word on the command line is not what it should be."""


def language() -> str:
    """The person's language: ISPDESK_LANG, else that of the environment, else English."""
    said = os.environ.get("ISPDESK_LANG") or os.environ.get("LANGUAGE") or os.environ.get("LANG") or "en"
    return "cy" if said.lower().startswith("cy") else "en"


def a_day(written: str | None, today: dt.date) -> dt.date:
    """Read a day. Raises WrongWordsError."""
    if written is None:
        return today
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise WrongWordsError(f"“{written}” is no day; write it like 2012-09-30.") from error


def an_instant(written: str) -> dt.datetime:
    """Read an instant; a day alone means its 09:30, and a time without a zone is one in Wales."""
    try:
        read = dt.datetime.fromisoformat(written if "T" in written or " " in written else f"{written}T09:30")
    except ValueError as error:
        raise WrongWordsError(f"“{written}” is no instant; write it like 2012-10-01T09:30.") from error
    return (read if read.tzinfo else read.replace(tzinfo=ZONE)).astimezone(dt.UTC)
