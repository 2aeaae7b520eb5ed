"""The moves that only waited for time to pass."""

from prefect import flow

from flows._showing import show
from ispdesk import rounds
from ispdesk.bootstrap import open_app


@flow(name="advance", retries=0, persist_result=False)
def advance() -> None:
    """Make one round of moves, then show it."""
    with open_app() as app:
        report = rounds.watch(app, app.now(), rounds.advance(app, app.now()))
    show(report)
