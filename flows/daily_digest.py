"""The letter of the day: one to each person for whom something waits."""

from prefect import flow

from flows._showing import show
from ispdesk import rounds
from ispdesk.bootstrap import open_app


@flow(name="daily_digest", retries=0, persist_result=False)
def daily_digest() -> None:
    """Write one round of letters of the day, then show it."""
    with open_app() as app:
        report = rounds.digest(app, app.now())
    show(report)
