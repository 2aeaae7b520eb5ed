"""`ispdesk board-pack`: the quarter's pack, made in one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from ispdesk import board, desk
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, nobody_else, operator_name, typed_once
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import Out
from ispdesk.commands.boarding import STREAM
from ispdesk.commands.shape import Order, Refused
from ispdesk.words import Lang, said
from models.database import reading
from states.calendar import local_day
from states.targets import Quarter, a_quarter, last_over
from states.words import Sentence

Folder = Annotated[Path, typer.Argument(help="Where the files go; it is made where there is none.")]
Wanted = Annotated[
    str | None, typer.Option("--quarter", help="Such as 2026-Q3 (July to September); without it, the last one over.")
]
InLang = Annotated[Literal["cy", "en", "both"], typer.Option("--lang", help="cy, en or both.")]
Who = Annotated[str | None, typer.Option("--as", help="Who makes it; without it, the operator.")]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("board-pack")(board_pack)


def board_pack(
    folder: Folder, quarter: Wanted = None, lang: InLang = "both", who: Who = None, operator: Operator = None,
    *, json: Json = False,
) -> None:  # fmt: skip
    """Make the board's pack of a quarter as PDF/UA and DOCX, and keep it with its figures for the next one."""
    out = Out(as_json=json, language=language())
    if who is not None:
        nobody_else(out, who)
    app = open_home()
    at = app.now()
    chosen = _quarter(quarter, last_over(local_day(at)))
    if not board.begun(chosen, local_day(at)):
        raise WrongWordsError(f"{chosen} has not begun: there are no figures yet.")
    with reading(app.engine) as session, _steps(out) as tick:
        pack = board.made(session, chosen, at, tick)
    by = operator or operator_name() if who else None
    order = Order(typed_once(), "keep_board_pack", STREAM, who or "operator", pack.payload(), operator=by)
    kept = desk.do(app.engine, order, app.now)
    if isinstance(kept, Refused):
        out.refuse(kept)
    folder.mkdir(parents=True, exist_ok=True)
    written = [one for one in pack.files if lang in ("both", one.lang)]
    for one in written:
        (folder / one.name).write_bytes(one.content)
    files = [str(folder / one.name) for one in written]
    out.value({**kept.answer, "as_at": pack.view.as_at, "files": files, "figures": dict(pack.view.figures)})
    number = kept.answer["number"]
    out.say(Sentence(f"{chosen}, pack {number}:", f"{chosen}, pecyn {number}:"))
    for name in files:
        out.text(f"  {name}")


def _quarter(written: str | None, usual: Quarter) -> Quarter:
    if written is None:
        return usual
    found = a_quarter(written)
    if found is None:
        raise WrongWordsError(f"“{written}” is no quarter; write it like 2026-Q3.")
    return found


@contextmanager
def _steps(out: Out) -> Iterator[board.Tick]:
    """A progress bar where a person looks on; nothing with --json, or where what is printed goes to a file."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if out.as_json or not console.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("", total=len(board.STEPS))
        yield lambda step: shown.update(task, completed=board.STEPS.index(step), description=_words(step, out.lang))


def _words(step: str, lang: Lang) -> str:
    return said(f"board.step.{step}", lang)
