"""`ispdesk wording …`: what the team says in its own words in messages."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.commands.wording import STREAM
from ispdesk.views.plain import plain
from ispdesk.views.wording import tried, wording_rows, wording_view
from ispdesk.words import said
from models.database import reading
from notifications.wording import CHANGEABLE, FIELDS, Wording, problems
from states.words import Sentence

Message = Annotated[str, typer.Argument(help="The message; `ispdesk wording list` lists them.")]
File = Annotated[Path, typer.Argument(help=f"A TOML file with any of: {', '.join(FIELDS)}.")]
Why = Annotated[str, typer.Option("--reason", help="Why; everybody in the team can read it later.")]

wording = typer.Typer(help="What the team says in its own words in messages.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(wording, name="wording")


@wording.command("list")
def listed(*, json: Json = False) -> None:
    """List the messages whose words can be changed, and which have words of the team's own."""
    out = Out(as_json=json, language=language())
    with reading(open_home().engine) as session:
        rows = wording_rows(session)
    out.value(plain(rows))
    shown = [
        (row.name, said("wording.own", out.lang, version=row.version) if row.own else said("wording.shipped", out.lang))
        for row in rows
    ]
    columns = [said(f"wording.col.{key}", out.lang) for key in ("message", "words")]
    out.table(said("wording.title", out.lang), columns, shown)


@wording.command("show")
def show(message: Message, *, json: Json = False) -> None:
    """Show a message's words that hold, what may stand in braces, and every version."""
    out = Out(as_json=json, language=language())
    with reading(open_home().engine) as session:
        view = wording_view(session, message)
    if view is None:
        en = f"“{message}” is no message whose words can be changed."
        out.fail(NOT_FOUND, (Sentence(en, f"Nid neges y gellir newid ei geiriau yw “{message}”."),))
    out.value(
        {
            "message": view.name,
            "version": view.version,
            "wording": asdict(view.wording),
            "places": [place for place, _ in view.places],
            "standard_needed_in": sorted(view.needed),
            "versions": [
                {"version": one.version, "at": one.at.isoformat(), "by": one.by, "reason": one.reason}
                | {"wording": asdict(one.wording)}
                for one in view.versions
            ],
        }
    )
    rows = [(said(f"wording.{field}", out.lang), getattr(view.wording, field)) for field in FIELDS]
    out.table(view.name, (said("wording.col.words", out.lang), ""), rows)
    out.text(" ".join(f"{{{place}}}" for place, _ in view.places))


@wording.command("try")
def try_(message: Message, file: File, *, json: Json = False) -> None:
    """Show how a message would read with the words of a file, with invented names; nothing is saved."""
    out = Out(as_json=json, language=language())
    own = _read(file)
    found = problems(message, own) if _known(message) else []
    if found:
        raise WrongWordsError("; ".join(f"{field}: {one.in_language(out.language)}" for field, one in found))
    seen = tried(message, own)
    out.value({lang: {"subject": one.subject, "text": one.text, "html": one.html} for lang, one in seen.items()})
    for one in seen.values():
        out.text(f"{one.subject}\n\n{one.text}")


def _known(message: str) -> bool:
    if message not in CHANGEABLE:
        raise WrongWordsError(f"“{message}” is no message whose words can be changed.")
    return True


def _read(file: Path) -> Wording:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongWordsError(f"{file} cannot be read as TOML: {error}.") from error
    wrong = sorted(name for name, words in content.items() if name not in FIELDS or not isinstance(words, str))
    if wrong:
        raise WrongWordsError(f"{file}: {', '.join(wrong)}: write only {', '.join(FIELDS)}, each a text.")
    return Wording.of({name: words.strip() for name, words in content.items()})


@wording.command("adopt")
def adopt(
    message: Message, file: File, who: As, reason: Why, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Say a message in the words of a file from now on; letters that are written keep theirs."""
    out = Out(as_json=json, language=language())
    _give(out, message, _read(file), who, reason, operator, at)


@wording.command("standard")
def standard(
    message: Message, who: As, reason: Why, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Go back to the standard words of a message."""
    out = Out(as_json=json, language=language())
    _give(out, message, Wording(), who, reason, operator, at)


def _give(out: Out, message: str, own: Wording, who: str, reason: str, operator: str | None, at: str | None) -> None:
    nobody_else(out, who)
    payload: dict[str, Any] = {"message": message, **own.content, "reason": reason}
    order = Order(typed_once(), "adopt_wording", STREAM, who, payload, operator=operator or operator_name())
    answer = carry_out(open_home(), out, order, at)
    number = answer["version"]
    out.say(Sentence(f"{message}: version {number}.", f"{message}: fersiwn {number}."))
