"""What a command prints: one JSON value, or text and tables; and how every failure becomes an exit code."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import typer

from ispdesk.commands.shape import Refused
from ispdesk.words import Lang
from states.words import Sentence

WRONG, WORDS, REFUSED, NOT_FOUND = 1, 2, 3, 4
CODES_NOT_FOUND = frozenset({"not_found", "unknown_person"})


class Out:
    """Prints for one command, in the language and the form that were asked for."""

    def __init__(self, *, as_json: bool, language: str = "en") -> None:
        self.as_json = as_json
        self.language = language
        self.lang: Lang = "cy" if language == "cy" else "en"

    def value(self, value: Mapping[str, Any] | Sequence[Any]) -> None:
        """Print the command's one JSON value, if JSON was asked for."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")

    def text(self, words: str) -> None:
        """Print words, unless JSON was asked for."""
        if not self.as_json:
            sys.stdout.write(words + "\n")
            sys.stdout.flush()

    def say(self, sentence: Sentence) -> None:
        """Print a sentence in the person's language."""
        self.text(sentence.in_language(self.language))

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Print a table, unless JSON was asked for."""
        if self.as_json:
            return
        from rich.console import Console  # what only draws tables is loaded where one is drawn
        from rich.table import Table

        table = Table(title=title, title_justify="left", header_style="bold")
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        Console(highlight=False, soft_wrap=True).print(table, markup=False)

    def fail(self, code: int, reasons: Sequence[Sentence], codes: Sequence[str] = ()) -> NoReturn:
        """End with this exit code and every reason; with --json as one value on stdout too."""
        said = [reason.in_language(self.language) for reason in reasons]
        kind = {WRONG: "wrong", WORDS: "words", REFUSED: "refused", NOT_FOUND: "not_found"}[code]
        self.value({"error": kind, "reasons": said, "codes": list(codes)})
        for line in said:
            sys.stderr.write(line + "\n")
        raise typer.Exit(code)

    def refuse(self, refused: Refused) -> NoReturn:
        """End with what the door refused."""
        gone = all(code in CODES_NOT_FOUND for code in refused.codes)
        self.fail(NOT_FOUND if gone else REFUSED, refused.reasons, refused.codes)
