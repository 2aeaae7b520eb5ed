"""The rungs that are due on every clock."""

from prefect import flow

from flows._showing import show
from ispdesk import rounds
from ispdesk.bootstrap import open_app


@flow(name="sla_sweep", retries=0, persist_result=False)
def sla_sweep() -> None:
    """Fire one round of rungs, then show it."""
    with open_app() as app:
        report = rounds.sweep(app, app.now())
    show(report)
