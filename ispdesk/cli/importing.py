"""`ispdesk import`: what a community brings, as CSV files; all of it, or nothing and every reason why not."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from ispdesk.bootstrap import App, NoHomeError, open_home
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import Out
from ispdesk.cli.register import earliest, equip, equipping
from ispdesk.imports.load import Loaded, known, load, rehearse
from ispdesk.imports.reader import read
from ispdesk.settings import Settings
from states.words import Sentence

Files = Annotated[list[Path], typer.Argument(help="CSV files, or folders of them; docs/import.md has every column.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be imported and every row refused; change nothing.")
]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("import")(import_)


def import_(files: Files, *, dry_run: DryRun = False, json: Json = False) -> None:
    """Import organisations, people, ISPs and what belongs to them: all of it, or nothing and every reason why not.

    The same rows again change nothing: they are counted as there already.
    """
    out = Out(as_json=json, language=language())
    for path in files:
        if not path.exists():
            raise WrongWordsError(f"There is no file {path}.")
    if dry_run:
        _rehearsed(out, files)
        return
    app = open_home(create=True)
    batch = read(files, known(app.engine))
    said = {row.key: row.value for row in batch.register}
    equip(app, said.get("profile", "current"), since=earliest(batch))
    loaded = load(app.engine, app.now, batch)
    out.value(loaded.as_json())
    _tell(out, loaded, Sentence("Imported", "Mewnforiwyd"))


def _rehearsed(out: Out, files: list[Path]) -> None:
    """In the home, or, where there is none yet, in one that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="ispdesk-dry-run-") as folder:
        try:
            app = open_home()
        except NoHomeError:
            app = open_home(Settings(home=Path(folder), database_url=None), create=True)
        loaded = _rehearse(app, files)
        app.engine.dispose()
    out.value(loaded.as_json() | {"dry_run": True})
    _tell(out, loaded, Sentence("Would be imported", "Byddai'n cael ei fewnforio"))
    out.say(Sentence("Nothing was changed.", "Ni newidiwyd dim."))


def _rehearse(app: App, files: list[Path]) -> Loaded:
    batch = read(files, known(app.engine))
    said = {row.key: row.value for row in batch.register}
    first = equipping(app, said.get("profile", "current"), since=earliest(batch))
    return rehearse(app.engine, app.now, batch, first)


def _tell(out: Out, loaded: Loaded, what: Sentence) -> None:
    if not loaded.new:
        out.say(
            Sentence("Nothing new: all of it was imported before.", "Dim byd newydd: mewnforiwyd y cyfan o'r blaen.")
        )
        return
    new = {name: count - loaded.there.get(name, 0) for name, count in loaded.rows.items()}
    listed = ", ".join(f"{name} {count}" for name, count in new.items() if count)
    out.say(Sentence(f"{what.en}: {listed}.", f"{what.cy}: {listed}."))
    if loaded.there:
        there = ", ".join(f"{name} {count}" for name, count in loaded.there.items())
        out.say(Sentence(f"There already: {there}.", f"Yno eisoes: {there}."))
