"""The assurance queue, measured at the end of each working day."""

from prefect import flow

from flows._showing import publish, show
from ispdesk import rounds
from ispdesk.bootstrap import open_app


@flow(name="qa_backlog", retries=0, persist_result=False)
def qa_backlog() -> None:
    """Measure the queue and escalate, then show it and publish the table and the plot."""
    with open_app() as app:
        report = rounds.watch(app, app.now(), rounds.measure(app, app.now()))
    show(report)
    publish("qa-backlog", report)
