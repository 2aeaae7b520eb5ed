"""`ispdesk document …`: a protocol as a file, and the team's own DOCX template."""

import base64
from pathlib import Path
from typing import Annotated

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, language
from ispdesk.cli.out import REFUSED, Out
from ispdesk.commands.doc_templates import STREAM
from ispdesk.commands.shape import Order
from ispdesk.words.text import Lang
from models.database import reading
from states.calendar import local_day
from states.words import Sentence

Form = Annotated[str, typer.Option("--as", help="docx, pdf, json, or summary (one page, as PDF).")]
Language = Annotated[str | None, typer.Option("--lang", help="cy or en; JSON holds both.")]
File = Annotated[Path, typer.Option("-o", "--output", help="The file to write; it must not be there yet.")]
Version = Annotated[int | None, typer.Option("--version", help="Which version, where it is not the one at work.")]

document = typer.Typer(help="Protocols as files.", no_args_is_help=True)
template = typer.Typer(help="The team's own DOCX template.", no_args_is_help=True)
document.add_typer(template, name="template")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(document, name="document")


@document.command("export")
def export(
    ref: Ref,
    form: Form,
    output: File,
    lang: Language = None,
    version: Version = None,
    *,
    json: Json = False,
) -> None:
    """Write a protocol as DOCX, PDF or JSON, or its one-page summary."""
    from ispdesk.documents.export import FORMS  # DOCX and PDF bring libraries that no other command needs
    from ispdesk.documents.export import export as make
    from ispdesk.views.protocol import protocol

    out = Out(as_json=json, language=language())
    wanted: Lang = out.lang if lang is None else _lang(lang)
    chosen = next((one for one in FORMS if one == form), None)
    if chosen is None:
        raise WrongWordsError(f"“{form}” is no form; choose one of {', '.join(FORMS)}.")
    app = open_home()
    with reading(app.engine) as session:
        found = protocol(session, ref, version)
        if found is None:
            not_found(out, ref)
            return
        made = make(session, found, chosen, wanted, local_day(app.now()))
    try:
        with output.open("xb") as file:
            file.write(made.content)
    except FileExistsError:
        out.fail(
            REFUSED,
            (
                Sentence(
                    f"{output} is there already; name another file.", f"Mae {output} yno eisoes; enwch ffeil arall."
                ),
            ),
        )
    out.value(
        {
            "file": str(output),
            "bytes": len(made.content),
            "version": found.document.version,
            "shipped_template_used": made.own_template_failed,
        }
    )
    out.say(Sentence(f"Written: {output}", f"Ysgrifennwyd: {output}"))
    if made.own_template_failed:
        out.say(
            Sentence(
                "The team's own template could not be filled; the shipped one was used.",
                "Ni ellid llenwi templed y tîm; defnyddiwyd yr un a ddarperir.",
            )
        )


def _lang(said: str) -> Lang:
    if said == "cy":
        return "cy"
    if said == "en":
        return "en"
    raise WrongWordsError(f"“{said}” is no language of ours; write cy or en.")


@template.command("adopt")
def adopt(
    file: Annotated[
        Path, typer.Argument(help="The Word document; `template show` writes the present one to begin from.")
    ],
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Use the team's own template from now on; it is tried first, and refused with every reason."""
    content = base64.b64encode(file.read_bytes()).decode()
    _adopt(who, {"name": file.name, "content": content}, operator, at, as_json=json)


@template.command("drop")
def drop(who: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Use the shipped template again; the team's own are kept."""
    _adopt(who, {}, operator, at, as_json=json)


def _adopt(who: str, payload: dict[str, str], operator: str | None, at: str | None, *, as_json: bool) -> None:
    out = Out(as_json=as_json, language=language())
    nobody_else(out, who)
    order = Order(typed_once(), "adopt_template", STREAM, who, payload, operator=operator or operator_name())
    answer = carry_out(open_home(), out, order, at)
    if answer["new"]:
        out.say(Sentence("From now on documents are made from it.", "O hyn ymlaen gwneir dogfennau ohono."))
    else:
        out.say(Sentence("It is in use already.", "Mae ar waith eisoes."))


@template.command("show")
def show(output: File, *, json: Json = False) -> None:
    """Write the template in use to a file."""
    from ispdesk.documents.export import shipped_template
    from models.queries import documents

    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        own = documents.template(session)
        content = own.content if own and own.content is not None else shipped_template()
        named = (
            {"number": own.number, "name": own.name} if own and own.content is not None else {"number": 0, "name": ""}
        )
    output.write_bytes(content)
    out.value({"file": str(output), "bytes": len(content), **named})
    out.say(Sentence(f"Written: {output}", f"Ysgrifennwyd: {output}"))
