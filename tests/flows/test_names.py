"""What prefect.yaml promises, held against the flow files; nothing is started."""

import sys
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow

from ispdesk import schedules

ROOT = Path(__file__).parents[2]
FLOW_FILES = sorted(path.stem for path in (ROOT / "flows").glob("*.py") if not path.stem.startswith("_"))
SCHEDULES = {
    "send_mail": "* * * * *",
    "advance": "1-59/5 * * * *",
    "sla_sweep": "3-59/5 * * * *",
    "qa_backlog": "15 17 * * 1-5",
    "daily_digest": "30 8-16 * * 1-5",
    "open_reviews": "0 7 * * *",
}


def deployments(every: str | None = None) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in schedules.rescheduled(schedules.source(), every)["deployments"]}


@pytest.mark.parametrize("name", FLOW_FILES)
def test_no_flow_file_bears_the_name_of_a_package(name: str) -> None:
    ours = {"states", "models", "notifications", "flows", "ispdesk", "tests"}
    assert name not in sys.stdlib_module_names | set(packages_distributions()) | ours


def test_every_flow_file_is_deployed_and_every_deployment_has_its_file() -> None:
    assert sorted(deployments()) == FLOW_FILES


@pytest.mark.parametrize("name", FLOW_FILES)
def test_an_entrypoint_is_a_module_that_imports_and_a_flow_without_retries(name: str) -> None:
    entrypoint = deployments()[name]["entrypoint"]
    assert entrypoint == f"flows.{name}.{name}"
    module, _, function = entrypoint.rpartition(".")
    flow = getattr(import_module(module), function)
    assert isinstance(flow, Flow)
    assert (flow.name, flow.retries, flow.persist_result) == (name, 0, False)


@pytest.mark.parametrize("name", FLOW_FILES)
def test_a_deployment_runs_when_the_design_says(name: str) -> None:
    assert deployments()[name]["schedules"] == [{"cron": SCHEDULES[name], "timezone": "Europe/London", "slug": "usual"}]


@pytest.mark.parametrize("name", FLOW_FILES)
def test_a_deployment_needs_only_the_wheel_and_a_process_worker(name: str) -> None:
    deployment = deployments()[name]
    assert deployment["work_pool"]["name"] == "ispdesk"
    assert deployment["concurrency_limit"]["limit"] == 1
    assert deployment["concurrency_limit"]["collision_strategy"] == "CANCEL_NEW"
    assert yaml.safe_load(schedules.source())["pull"] == []


def test_the_file_that_is_installed_is_the_one_at_the_root() -> None:
    assert schedules.source() == (ROOT / "prefect.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("every", "seconds"), [("5s", 5), ("2m", 120), ("1h", 3600), (" 10 s ", 10)])
def test_one_interval_replaces_every_schedule_and_nothing_else(every: str, seconds: int) -> None:
    usual, quick = deployments(), deployments(every)
    for name in FLOW_FILES:
        assert quick[name].pop("schedules") == [{"interval": seconds, "slug": "usual"}]
        del usual[name]["schedules"]
    assert quick == usual


@pytest.mark.parametrize("every", ["", "5", "0s", "-1s", "5 days", "1.5s"])
def test_an_interval_that_cannot_be_read_is_refused_with_an_example(every: str) -> None:
    with pytest.raises(ValueError, match="such as 5s"):
        deployments(every)
