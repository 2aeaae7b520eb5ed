"""The letters that wait in the outbox."""

from prefect import flow

from flows._showing import show
from ispdesk import rounds
from ispdesk.bootstrap import open_app


@flow(name="send_mail", retries=0, persist_result=False)
def send_mail() -> None:
    """Send one round of letters, then show it."""
    with open_app() as app:
        report = rounds.watch(app, app.now(), rounds.send(app, app.now()))
    show(report)
