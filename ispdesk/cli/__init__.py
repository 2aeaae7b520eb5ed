"""The command line: thin edges over the door, the views and the rounds."""

import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError, DBAPIError

import ispdesk.cli.after as after_commands
import ispdesk.cli.answers as answer_commands
import ispdesk.cli.assurance as assurance_commands
import ispdesk.cli.boarding as board_commands
import ispdesk.cli.bounces as bounce_commands
import ispdesk.cli.calendars as calendar_commands
import ispdesk.cli.checks as check_commands
import ispdesk.cli.clock as clock_commands
import ispdesk.cli.disposing as disposal_commands
import ispdesk.cli.documents as document_commands
import ispdesk.cli.drafts as draft_commands
import ispdesk.cli.engine as engine_commands
import ispdesk.cli.exporting as export_commands
import ispdesk.cli.feeds as feed_commands
import ispdesk.cli.flow_tables as flow_commands
import ispdesk.cli.group_keeping as group_keeping_commands
import ispdesk.cli.groups as group_commands
import ispdesk.cli.helping as helper_commands
import ispdesk.cli.importing as import_commands
import ispdesk.cli.isps as isp_commands
import ispdesk.cli.mails as mail_commands
import ispdesk.cli.measuring as measure_commands
import ispdesk.cli.orders as order_commands
import ispdesk.cli.organisations as organisation_commands
import ispdesk.cli.packing as pack_commands
import ispdesk.cli.persons as person_commands
import ispdesk.cli.policies as policy_commands
import ispdesk.cli.public_register as public_commands
import ispdesk.cli.questions as question_commands
import ispdesk.cli.queueing as queue_commands
import ispdesk.cli.register as register_commands
import ispdesk.cli.reporting as report_commands
import ispdesk.cli.review_dates as review_date_commands
import ispdesk.cli.reviewing as review_commands
import ispdesk.cli.rules as rule_commands
import ispdesk.cli.sessions as session_commands
import ispdesk.cli.signing as signing_commands
import ispdesk.cli.simulating as simulation_commands
import ispdesk.cli.support as support_commands
import ispdesk.cli.targets as target_commands
import ispdesk.cli.tokens as token_commands
import ispdesk.cli.training as training_commands
import ispdesk.cli.waiting as waiting_commands
import ispdesk.cli.wordings as wording_commands
import ispdesk.cli.workshops as workshop_commands
from ispdesk.bootstrap import HomeError, NoHomeError, close_homes
from ispdesk.bounces import NoMaildirError
from ispdesk.calendars import UnnamedHolidayError
from ispdesk.cli.options import WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, REFUSED, WORDS, WRONG, Out
from ispdesk.imports.problems import ImportRefused
from ispdesk.keys import NoKeyError
from models.database import MigrationError
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
import_commands.add_to(app)
export_commands.add_to(app)
pack_commands.add_to(isp_commands.isp)
disposal_commands.add_to(app)
isp_commands.add_to(app)
engine_commands.add_to(app)
report_commands.add_to(app)
measure_commands.add_to(app)
target_commands.add_to(app)
board_commands.add_to(app)
helper_commands.add_to(app)
after_commands.add_to(app)
policy_commands.add_to(app)
wording_commands.add_to(app)
queue_commands.add_to(app)
public_commands.add_to(app)
order_commands.add_to(app)
simulation_commands.add_to(app)
session_commands.add_to(app)
rule_commands.add_to(app)
check_commands.add_to(app)
clock_commands.add_to(app)
waiting_commands.add_to(isp_commands.isp)
answer_commands.add_to(isp_commands.isp)
signing_commands.add_to(isp_commands.isp)
draft_commands.add_to(app)
workshop_commands.add_to(isp_commands.isp)
calendar_commands.add_to(app)
bounce_commands.add_to(app)
person_commands.add_to(app)
mail_commands.add_to(app)
feed_commands.add_to(app)
token_commands.add_to(app)
flow_commands.add_to(app)
document_commands.add_to(app)
review_commands.add_to(app)
review_date_commands.add_to(app)
assurance_commands.add_to(app)
group_keeping_commands.add_to(group_commands.group)
group_commands.add_to(app)
question_commands.add_to(app, isp_commands.isp)
organisation_commands.add_to(app)
training_commands.add_to(app)
support_commands.add_to(app, report_commands.report)


def main(arguments: list[str] | None = None) -> None:
    """Run one command; every failure becomes a sentence and an exit code, never a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    out = Out(as_json="--json" in words, language=language())
    try:
        result = typer.main.get_command(app)(words or ["--help"], standalone_mode=False)
        code = result if isinstance(result, int) else 0
    except typer.Exit as ended:
        code = ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        code = 130
    except ImportRefused as error:
        code = _refused_import(out, error)
    except BrokenPipeError:
        code = 1  # nobody reads what is printed any more
    except Exception as error:  # noqa: BLE001 - the last resort: a person reads a sentence, never a traceback
        code = _explained(out, error)
    finally:
        close_homes()
    sys.exit(code)


EXPLAINED: tuple[tuple[type[Exception], int, Callable[[Any], str]], ...] = (
    (WrongUsage, WORDS, lambda e: str(e.format_message()) or "Say what to do: `ispdesk --help` lists the commands."),
    (WrongWordsError, WORDS, str),
    (NoHomeError, NOT_FOUND, str),
    (NoMaildirError, NOT_FOUND, str),
    (HomeError, WRONG, str),
    (NoKeyError, WRONG, str),
    (CalendarEndsError, WRONG, lambda e: f"{e}. `ispdesk calendar store YEAR` stores one more."),
    (MigrationError, WRONG, lambda e: f"The database could not be migrated, and is as it was. {e}: restore a backup."),
    (UnnamedHolidayError, WRONG, lambda e: f"{e}."),
    (
        ValidationError,
        WORDS,
        lambda e: "; ".join(f"ISPDESK_{str(p['loc'][0]).upper()}: {p['msg']}" for p in e.errors()),
    ),
    (ArgumentError, WORDS, lambda e: f"ISPDESK_DATABASE_URL is no address that can be used: {e}"),
    (
        DBAPIError,
        WRONG,
        lambda e: f"The database does not answer or is damaged: {e.orig}. Look at the home, or at a backup.",
    ),
    (OSError, WRONG, lambda e: f"The machine says: {e}."),
)
"""Each kind of failure with its exit code and how it is said; the first that fits is taken."""


def _explained(out: Out, error: Exception) -> int:
    """Say what went wrong and what to do; a fault of ours says so, and ISPDESK_DEBUG=1 shows where."""
    if os.environ.get("ISPDESK_DEBUG"):
        raise error
    for kind, code, words in EXPLAINED:
        if isinstance(error, kind):
            return _failed(out, code, words(error))
    said = f"{type(error).__name__}: {error}"
    return _failed(
        out, WRONG, f"This is a fault of ISP Desk ({said}). Nothing half done was kept. ISPDESK_DEBUG=1 shows where."
    )


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
