"""`ispdesk export`, `restore-export`, `open-data`: everything out of a home and into a new one; what is public."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import REFUSED, Out
from models.database import reading
from states.calendar import local_day
from states.words import Sentence

To = Annotated[Path, typer.Argument(help="A new folder, or a file that ends in .zip.")]
From = Annotated[Path, typer.Argument(help="What `ispdesk export` wrote: a folder or a ZIP file.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("export")(export)
    app.command("restore-export")(restore)
    app.command("open-data")(open_data)


def export(to: To, *, json: Json = False) -> None:
    """Write every table's rows verbatim, with a manifest of counts and hashes. The history is verified first.

    What lets somebody in stays out: sessions, codes, tokens, second steps. Keep it as you keep the database.
    """
    from ispdesk.exports import whole
    from ispdesk.exports.files import FilesError
    from models.dump import LEFT_OUT

    out = Out(as_json=json, language=language())
    app = open_home()
    try:
        made = whole.export(app.engine, to, app.now())
    except FilesError as error:
        out.fail(REFUSED, (error.said,))
    rows = sum(made.tables.values())
    out.value(_value(made) | {"to": str(to), "left_out": sorted(LEFT_OUT)})
    out.say(
        Sentence(
            f"Written to {to}: {rows} rows, {made.history} of them history. Left out: {', '.join(sorted(LEFT_OUT))}.",
            f"Ysgrifennwyd i {to}: rhesi {rows}, {made.history} ohonynt yn hanes. Hepgorwyd: {', '.join(LEFT_OUT)}.",
        )
    )
    out.say(
        Sentence(
            "It holds names, addresses and mails: keep it as you keep the database, apart from the home's key.",
            "Mae'n cynnwys enwau, cyfeiriadau a negeseuon: cadwch ef fel y gronfa ddata, ar wahân i allwedd y cartref.",
        )
    )


def restore(path: From, *, json: Json = False) -> None:
    """Fill a new, empty home from an export; nothing of it is kept unless its history is whole."""
    from ispdesk.exports import whole
    from ispdesk.exports.files import FilesError

    out = Out(as_json=json, language=language())
    if not path.exists():
        raise WrongWordsError(f"There is no {path}.")
    app = open_home(create=True)
    try:
        made = whole.restore(app.engine, path)
    except FilesError as error:
        out.fail(REFUSED, (error.said,))
    out.value(_value(made))
    rows = sum(made.tables.values())
    out.say(
        Sentence(
            f"Restored: {rows} rows. The history is whole: {made.history} rows, ledger {made.ledger[:16]}…",
            f"Adferwyd: rhesi {rows}. Mae'r hanes yn gyfan: rhesi {made.history}, cyfriflyfr {made.ledger[:16]}…",
        )
    )
    out.say(
        Sentence(
            "Put the old home's key into this one before anything is sent, or links in earlier mails no longer open.",
            "Rhowch allwedd yr hen gartref yn hwn cyn anfon dim, neu ni fydd dolenni hen negeseuon yn agor.",
        )
    )


def open_data(to: To, *, json: Json = False) -> None:
    """Write what is public as CSV and JSON, with a dictionary in both languages: nobody's name, no flow, no draft."""
    from ispdesk.exports import open_data as opening
    from ispdesk.exports.files import FilesError

    out = Out(as_json=json, language=language())
    app = open_home()
    try:
        with reading(app.engine) as session:
            rows = opening.write(session, to, local_day(app.now()))
    except FilesError as error:
        out.fail(REFUSED, (error.said,))
    out.value({"to": str(to), "rows": rows})
    listed = ", ".join(f"{name} {count}" for name, count in rows.items())
    out.say(Sentence(f"Written to {to}: {listed}.", f"Ysgrifennwyd i {to}: {listed}."))


def _value(made: Any) -> dict[str, Any]:
    return {"rows": sum(made.tables.values()), "history": made.history, "ledger": made.ledger, "tables": made.tables}
