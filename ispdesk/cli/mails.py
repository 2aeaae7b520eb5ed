"""`ispdesk mail`: which messages there are, and how each reads in Welsh, in English or in both."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ispdesk.cli.options import Json, language
from ispdesk.cli.out import NOT_FOUND, WORDS, WRONG, Out
from ispdesk.views.mails import MessageRow, Preview, frame, message_rows, preview
from ispdesk.views.plain import plain
from ispdesk.words import Lang, dates, said
from notifications.compose import Language, UnknownMessage
from notifications.welsh import Standing
from states.words import Sentence

LANGUAGES: dict[str, Language] = {"cy": "cy", "en": "en", "both": "unknown"}
Form = Literal["text", "html", "raw"]
Name = Annotated[str | None, typer.Argument(metavar="[MESSAGE]", help="A message's name; without one, the list.")]
Which = Annotated[str, typer.Option("--lang", help="cy, en, or both: Welsh first, in one mail.")]
Html = Annotated[bool, typer.Option("--html", help="The HTML part.")]
PlainText = Annotated[bool, typer.Option("--text", help="The plain text part; so too without a form.")]
Raw = Annotated[bool, typer.Option("--raw", help="The whole mail, byte for byte as it would leave.")]
Target = Annotated[Path | None, typer.Option("--out", help="Write it to this file.")]

mail = typer.Typer(help="The messages of the product: list them, look at one.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(mail, name="mail")


@mail.command("list")
def list_messages(*, json: Json = False) -> None:
    """List every message: its kind, whom it goes to, whether it asks or tells, and where its Welsh stands."""
    _list(Out(as_json=json, language=language()))


@mail.command("preview")
def preview_message(
    name: Name = None,
    which: Which = "both",
    out_file: Target = None,
    *,
    html: Html = False,
    text: PlainText = False,
    raw: Raw = False,
    json: Json = False,
) -> None:
    """Show a message as it reads with invented names and dates; nothing is sent and no home is needed."""
    out = Out(as_json=json, language=language())
    if name is None:
        _list(out)
        return
    if which not in LANGUAGES:
        out.fail(
            WORDS, (Sentence(f"--lang is cy, en or both, not “{which}”.", f"cy, en neu both yw --lang: “{which}”."),)
        )
    forms: list[Form] = [form for form, wanted in (("text", text), ("html", html), ("raw", raw)) if wanted]  # type: ignore[misc]
    if len(forms) > 1:
        out.fail(WORDS, (Sentence("Choose one of --text, --html and --raw.", "Dewiswch un o --text, --html a --raw."),))
    try:
        seen = preview(name, LANGUAGES[which])
    except UnknownMessage as error:
        out.fail(NOT_FOUND, (Sentence(str(error), _unknown(name)),))
    _show(out, seen, forms[0] if forms else "text", out_file)


def _unknown(name: str) -> str:
    return f"Nid oes neges {name!r}. Dyma'r rhai sydd: {', '.join(row.name for row in message_rows())}."


def _list(out: Out) -> None:
    rows = message_rows()
    out.value(
        {
            "messages": [
                {"message": row.name, "kind": row.kind, "to": plain(row.to), "asks": row.asks, **_standing(row.welsh)}
                for row in rows
            ],
            "frame": _standing(frame()),
        }
    )
    keys = ("mail.message", "mail.kind", "mail.to", "mail.does", "mail.welsh")
    table = [_row(out, row) for row in rows]
    table.append((said("mail.frame", out.lang), "", "", "", _how(frame(), out.lang)))
    out.table(said("mail.caption", out.lang), [said(key, out.lang) for key in keys], table)


def _row(out: Out, row: MessageRow) -> tuple[object, ...]:
    return (
        row.name,
        said(f"mail.kind.{row.kind}", out.lang),
        ", ".join(to.in_language(out.language) for to in row.to),
        said("mail.asks" if row.asks else "mail.tells", out.lang),
        _how(row.welsh, out.lang),
    )


def _show(out: Out, seen: Preview, form: Form, target: Path | None) -> None:
    composed = seen.composed
    content = {"text": composed.text.encode(), "html": composed.html.encode(), "raw": seen.raw}[form]
    if target is not None:
        try:
            target.write_bytes(content)
        except OSError as error:
            why = error.strerror or error
            out.fail(WRONG, (Sentence(f"{target} cannot be written: {why}.", f"Ni ellir ysgrifennu {target}: {why}."),))
    out.value(
        {
            "message": seen.name,
            "languages": list(composed.languages),
            "subject": composed.subject,
            "text": composed.text,
            "html": composed.html,
            "raw": seen.raw.decode("ascii"),
            "file": str(target) if target else None,
            **_standing(seen.welsh),
        }
    )
    standing = said("mail.standing", out.lang, name=seen.name, how=_how(seen.welsh, out.lang))
    if target is not None:
        out.text(said("mail.written", out.lang, file=target))
        out.text(standing)
        return
    if not out.as_json:
        typer.echo(standing, err=True)  # what goes to stdout is the mail alone
    if form == "text":
        out.text(said("mail.subject", out.lang, subject=composed.subject) + "\n")
    out.text(content.decode().rstrip("\n"))


def _standing(welsh: Standing) -> dict[str, object]:
    return {"welsh_reviewed": welsh.reviewed.isoformat() if welsh.reviewed else None, "welsh_stale": welsh.stale}


def _how(welsh: Standing, lang: Lang) -> str:
    reviewed = said("mail.reviewed", lang, day=dates.day(welsh.reviewed, lang)) if welsh.reviewed else ""
    return "; ".join(
        filter(None, (reviewed or said("mail.awaiting", lang), said("mail.stale", lang) if welsh.stale else ""))
    )
