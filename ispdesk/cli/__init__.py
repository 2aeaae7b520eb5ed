"""The command line: thin edges over the door, the views and the rounds."""

import sys

import typer

import ispdesk.cli.engine as engine_commands
import ispdesk.cli.isps as isp_commands
import ispdesk.cli.orders as order_commands
import ispdesk.cli.register as register_commands
import ispdesk.cli.reporting as report_commands
from ispdesk.bootstrap import HomeError
from ispdesk.cli.options import WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, REFUSED, WORDS, WRONG, Out
from ispdesk.imports.problems import ImportRefused
from states.calendar import CalendarEndsError
from states.words import Sentence

WrongUsage: type[typer.BadParameter] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""What typer raises for every wrong word; it carries its own copy of click, whose name is private."""

app = typer.Typer(
    name="ispdesk",
    help="ISP Desk moves Information Sharing Protocols from a first idea to assurance and through every review.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
register_commands.add_to(app)
isp_commands.add_to(app)
engine_commands.add_to(app)
report_commands.add_to(app)
order_commands.add_to(app)


def main(arguments: list[str] | None = None) -> None:
    """Run one command; every failure becomes a sentence and an exit code, never a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    out = Out(as_json="--json" in words, language=language())
    try:
        result = typer.main.get_command(app)(words, standalone_mode=False)
        code = result if isinstance(result, int) else 0
    except typer.Exit as ended:
        code = ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        code = 130
    except WrongUsage as error:
        code = _failed(out, WORDS, error.format_message())
    except WrongWordsError as error:
        code = _failed(out, WORDS, str(error))
    except HomeError as error:
        code = _failed(out, NOT_FOUND if "nothing in" in str(error) else WRONG, str(error))
    except ImportRefused as error:
        code = _refused_import(out, error)
    except CalendarEndsError as error:
        code = _failed(out, WRONG, f"{error}. `ispdesk up` stores more years.")
    sys.exit(code)


def _failed(out: Out, code: int, words: str) -> int:
    try:
        out.fail(code, (Sentence(words, words),))
    except typer.Exit as ended:
        return ended.exit_code


def _refused_import(out: Out, error: ImportRefused) -> int:
    out.value(
        {
            "error": "refused",
            "problems": [
                {"file": p.file, "line": p.line, "column": p.column, "en": p.en, "cy": p.cy} for p in error.problems
            ],
        },
    )
    said = Sentence(
        "Nothing was imported. Put this right and import again:", "Ni fewnforiwyd dim. Cywirwch hyn ac eto:"
    )
    sys.stderr.write(said.in_language(out.language) + "\n")
    for p in error.problems:
        place = ":".join(str(part) for part in (p.file, p.line, p.column) if part is not None)
        sys.stderr.write(f"  {place}: {p.cy if out.language == 'cy' else p.en}\n")
    return REFUSED
