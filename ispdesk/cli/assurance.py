"""`ispdesk assurance …`: an assurance record, its paper, and whether a file is that paper."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from ispdesk import handed_out
from ispdesk.bootstrap import App, open_home
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, REFUSED, Out
from ispdesk.views.assurance import RecordView, record_view
from ispdesk.views.plain import plain
from ispdesk.words import said
from ispdesk.words.text import Lang
from models.database import reading, writing
from states.words import Sentence

Number = Annotated[str, typer.Argument(help="The record's number, such as WALES-003-V1-1.")]
assurance = typer.Typer(help="Assurance records.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(assurance, name="assurance")


def _found(app: App, out: Out, number: str) -> RecordView:
    with reading(app.engine) as session:
        seen = record_view(session, number)
    if seen is None:
        out.fail(NOT_FOUND, (Sentence(f"There is no record {number}.", f"Nid oes cofnod {number}."),))
    return seen


@assurance.command("show")
def show(number: Number, *, json: Json = False) -> None:
    """Show a record as anybody may see it, and whether the stored content still is the one that was assured."""
    from ispdesk.documents.record_paper import NOT_SHOWN, facts

    out = Out(as_json=json, language=language())
    seen = _found(open_home(), out, number)
    out.value(plain(seen))
    rows = [(said(key, out.lang), value) for key, value in facts(seen, out.lang)]
    rows.append((said("assurance.hash", out.lang), seen.content_hash))
    out.table(f"{said('assurance.title', out.lang)} {number}", ("", ""), rows)
    out.text(said(f"assurance.status.{seen.status}.what", out.lang))
    out.text(said("assurance.matches" if seen.matches else "assurance.differs", out.lang))
    for key in NOT_SHOWN:
        out.text(said(key, out.lang))


@assurance.command("pdf")
def pdf(
    number: Number,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write; it must not be there yet.")],
    lang: Annotated[str | None, typer.Option("--lang", help="cy or en.")] = None,
    *,
    json: Json = False,
) -> None:
    """Write a record as PDF: made once, and the same ever after."""
    from ispdesk.documents.record_paper import paper  # brings a library that no other command needs

    out = Out(as_json=json, language=language())
    if lang not in (None, "cy", "en"):
        raise WrongWordsError(f"“{lang}” is no language of ours; write cy or en.")
    wanted: Lang = "cy" if (lang or out.lang) == "cy" else "en"
    app = open_home()
    seen = _found(app, out, number)
    with reading(app.engine) as session:
        content = handed_out.kept(session, seen.id, wanted)
    if content is None:
        base = (app.settings.base_url or "http://127.0.0.1:8400").rstrip("/")
        made = paper(seen, wanted, f"{base}/{wanted}/records/{number}")
        with writing(app.engine) as session:
            content = handed_out.keep(session, seen.id, wanted, made, app.now())
    try:
        with output.open("xb") as file:
            file.write(content)
    except FileExistsError:
        there = Sentence(
            f"{output} is there already; name another file.", f"Mae {output} yno eisoes; enwch ffeil arall."
        )
        out.fail(REFUSED, (there,))
    sha256 = hashlib.sha256(content).hexdigest()
    out.value({"file": str(output), "bytes": len(content), "lang": wanted, "sha256": sha256})
    out.say(Sentence(f"Written: {output}", f"Ysgrifennwyd: {output}"))


@assurance.command("check")
def check(number: Number, file: Annotated[Path, typer.Argument(help="The file.")], *, json: Json = False) -> None:
    """Say whether a file is a paper of this record; exit code 3 where it is none."""
    out = Out(as_json=json, language=language())
    app = open_home()
    seen = _found(app, out, number)
    if not file.is_file():
        out.fail(NOT_FOUND, (Sentence(f"There is no file {file}.", f"Nid oes ffeil {file}."),))
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    with reading(app.engine) as session:
        found = handed_out.language_of(session, seen.id, sha256)
    if found is None:
        out.fail(REFUSED, (Sentence(said("assurance.checked.no", "en"), said("assurance.checked.no", "cy")),))
    out.value({"number": number, "sha256": sha256, "lang": found, "genuine": True})
    out.text(said(f"assurance.checked.{found}", out.lang))
