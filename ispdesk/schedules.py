"""prefect.yaml as it is deployed: found beside the flows, with other schedules where a test wants them."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

UNITS = {"s": 1, "m": 60, "h": 3600}


def source() -> str:
    """Return the text of the prefect.yaml that came with the installed flows."""
    return files("flows").joinpath("prefect.yaml").read_text(encoding="utf-8")


def seconds(every: str) -> int:
    """Return how many seconds `5s`, `2m` or `1h` is.

    Raises:
        ValueError: it is none of these, or zero.

    """
    match = re.fullmatch(r"([1-9][0-9]*)\s*([smh])", every.strip())
    if match is None:
        raise ValueError(f"ISPDESK_SCHEDULE_EVERY is {every!r}; write a number and s, m or h, such as 5s.")
    return int(match[1]) * UNITS[match[2]]


def rescheduled(text: str, every: str | None) -> dict[str, Any]:
    """Return prefect.yaml as a mapping; with `every`, each deployment's only schedule is that interval."""
    document: dict[str, Any] = yaml.safe_load(text)
    if every is not None:
        interval = seconds(every)
        for deployment in document["deployments"]:
            deployment["schedules"] = [{"interval": interval, "slug": "usual"}]
    return document


def write(target: Path, every: str | None) -> Path:
    """Write the file that is deployed, always the same way, and return its path."""
    target.write_text(yaml.safe_dump(rescheduled(source(), every), sort_keys=False), encoding="utf-8")
    return target
