"""The notices of review that are due, and the clocks that depend on something outside their ISP."""

from prefect import flow

from flows._showing import show
from ispdesk import rounds
from ispdesk.bootstrap import open_app


@flow(name="open_reviews", retries=0, persist_result=False)
def open_reviews() -> None:
    """Give one round of notices, bring clocks up to date, then show it."""
    with open_app() as app:
        report = rounds.open_reviews(app, app.now())
    show(report)
