"""prefect.yaml as it is deployed: found beside the flows, with other schedules where a test wants them."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from ispdesk.settings import seconds


def source() -> str:
    """Return the text of the prefect.yaml that came with the installed flows."""
    return files("flows").joinpath("prefect.yaml").read_text(encoding="utf-8")


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
