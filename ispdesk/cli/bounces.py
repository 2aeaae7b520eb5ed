"""`ispdesk bounces`: take in what came back, and list it."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ispdesk import bounces as intake
from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.views.mail import received_rows
from ispdesk.views.plain import plain
from ispdesk.words import dates, said
from models.database import reading
from states.words import Sentence

COLUMNS = ("received.at", "received.what", "received.letter", "received.code", "received.from", "received.says")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("bounces")(bounces)


def bounces(
    maildir: Annotated[Path | None, typer.Option(help="The Maildir, instead of ISPDESK_BOUNCE_MAILDIR.")] = None,
    *,
    list_: Annotated[bool, typer.Option("--list", help="List what came back, and read nothing.")] = False,
    json: Json = False,
) -> None:
    """Take in the mail that came back, each once: reports on deliveries, automatic answers, what people wrote."""
    out = Out(as_json=json, language=language())
    app = open_home()
    if list_:
        with reading(app.engine) as session:
            rows = received_rows(session)
        out.value([plain(asdict(row)) for row in rows])
        shown = [
            (
                dates.short_moment(row.at, out.lang),
                row.label.best(out.lang)[0],
                " ".join(part for part in (row.about, row.to) if part),
                row.enhanced,
                row.sender,
                row.diagnostic or row.subject,
            )
            for row in rows
        ]
        out.table(said("received.caption", out.lang), [said(key, out.lang) for key in COLUMNS], shown)
        return
    place = maildir or app.settings.bounce_maildir
    if place is None:
        raise WrongWordsError("Say where the mail arrives: --maildir DIR, or ISPDESK_BOUNCE_MAILDIR.")
    try:
        came = intake.take_in(app.engine, place, app.bounces_at(), app.now())
    except intake.NoMaildirError as error:
        missing = Sentence(
            str(error), f"Nid Maildir yw {place}: nid oes ffolder new. Gosodwch ISPDESK_BOUNCE_MAILDIR neu --maildir."
        )
        out.fail(NOT_FOUND, (missing,))
    marked = intake.mark_addresses(app.engine, app.now())
    kinds = [one.kind for one in came]
    out.value({"received": {kind: kinds.count(kind) for kind in sorted(set(kinds))}, "addresses_failed": marked})
    for one in came:
        out.text(f"{one.label}: {said(f'received.{one.kind}', out.lang)}")
    out.say(
        Sentence(
            f"{len(came)} taken in; addresses marked: {', '.join(marked) or 'none'}.",
            f"{len(came)} wedi'u cymryd i mewn; cyfeiriadau a farciwyd: {', '.join(marked) or 'dim'}.",
        )
    )
