"""How a finished round is shown in Prefect: task runs, events and artifacts, references only.

Nothing here does work. A round is over and committed before any of this is called, and whatever goes wrong
in showing it is logged and forgotten.
"""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from prefect import State, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.states import Completed

from ispdesk.rounds import RoundItem, RoundReport

MOST_ROWS = 100  # a task run costs up to 40 ms
BAR = 40  # characters of the longest bar


def rows(items: Sequence[RoundItem]) -> list[tuple[str, str]]:
    """Return (name, what) of each task run to show: one an item, or equal chunks when there are many."""
    size = max(1, ceil(len(items) / MOST_ROWS))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    return [(_name(chunk), tally_line(chunk)) for chunk in chunks]


def tally_line(items: Sequence[RoundItem]) -> str:
    """Say what happened how often; a single item needs no figure."""
    tally = Counter(item.what for item in items)
    return ", ".join(what if len(items) == 1 else f"{what}: {count}" for what, count in tally.most_common())


def table(items: Sequence[RoundItem]) -> list[dict[str, str]]:
    """Return the rows of the table artifact."""
    return [{"reference": item.reference, "what": item.what} for item in items]


def plot(items: Sequence[RoundItem]) -> str:
    """Draw, in Markdown, one bar for each kind of thing that happened."""
    tally = Counter(item.what for item in items).most_common()
    if not tally:
        return "Nothing to report."
    unit = BAR / max(count for _, count in tally)
    bars = [f"| {what} | {count} | `{'#' * max(1, round(count * unit))}` |" for what, count in tally]
    return "\n".join(["| what | how many | |", "|---|---:|:---|", *bars])


def show(report: RoundReport) -> None:
    """Show each item as a task run named after its reference, and offer each as an event."""
    try:
        for name, what in rows(report.items):
            shown(name, what)
        for item in report.items:
            emit_event(
                event=f"ispdesk.{item.what}",
                resource={
                    "prefect.resource.id": f"isp.{item.reference}",
                    "prefect.resource.name": item.reference,
                },
            )
    except Exception:  # noqa: BLE001 - the work is committed; a failed picture of it must not fail the run
        get_run_logger().warning("The round is done, but could not be shown.", exc_info=True)


def publish(key: str, report: RoundReport) -> None:
    """Publish the report as a table and as a plot; each publication is a new version of its artifact."""
    try:
        create_table_artifact(key=key, table=table(report.items))
        create_markdown_artifact(key=f"{key}-plot", markdown=plot(report.items))
    except Exception:  # noqa: BLE001 - as above
        get_run_logger().warning("The round is done, but could not be published.", exc_info=True)


@task(task_run_name="{name}", retries=0, persist_result=False, cache_policy=NO_CACHE)
def shown(name: str, what: str) -> State[None]:  # noqa: ARG001 - Prefect names the run after it
    """Be visible: the work was done before."""
    return Completed(message=what)


def _name(chunk: Sequence[RoundItem]) -> str:
    if len(chunk) == 1:
        return chunk[0].reference
    return f"{chunk[0].reference} to {chunk[-1].reference} ({len(chunk)})"
