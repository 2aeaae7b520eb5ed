"""What is wrong with an import file, said in English and Welsh, with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_QUOTE = 80
"""Characters of a file's own text that a message repeats."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no_file": (
        "There is no file or folder here. Check the path.",
        "Nid oes ffeil na ffolder yma. Gwiriwch y llwybr.",
    ),
    "unreadable": (
        "The file or folder cannot be opened. Check that you may read it.",
        "Ni ellir agor y ffeil neu'r ffolder. Gwiriwch fod gennych hawl i'w darllen.",
    ),
    "no_tables": (
        "There is no CSV file in this folder. Name the folder that holds the tables.",
        "Nid oes ffeil CSV yn y ffolder hon. Enwch y ffolder sy'n cynnwys y tablau.",
    ),
    "unknown_table": (
        "No table has this name. Rename the file to one of: {names}.",
        "Nid oes tabl o'r enw hwn. Ailenwch y ffeil yn un o'r rhain: {names}.",
    ),
    "table_twice": (
        "This table is given twice, also in {other}. Leave one of the two out.",
        "Rhoddwyd y tabl hwn ddwywaith, hefyd yn {other}. Gadewch un o'r ddau allan.",
    ),
    "too_big": (
        "The file is larger than {limit} MiB. Split it into several imports.",
        "Mae'r ffeil yn fwy na {limit} MiB. Rhannwch hi'n sawl mewnforiad.",
    ),
    "blank_file": (
        "The file is empty. Give it at least its header row, or leave it out.",
        "Mae'r ffeil yn wag. Rhowch o leiaf y rhes benawdau ynddi, neu gadewch hi allan.",
    ),
    "not_utf8": (
        "The file is not UTF-8. Save it again as “CSV UTF-8”.",
        "Nid yw'r ffeil yn UTF-8. Cadwch hi eto fel “CSV UTF-8”.",
    ),
    "broken_csv": (
        "The row that begins here cannot be read as CSV. Look for a quotation mark that is not closed.",
        "Ni ellir darllen fel CSV y rhes sy'n dechrau yma. Chwiliwch am ddyfynnod nad yw wedi'i gau.",
    ),
    "not_commas": (
        "The columns are not parted by commas. Save the file with commas.",
        "Nid atalnodau sydd rhwng y colofnau. Cadwch y ffeil gydag atalnodau.",
    ),
    "unknown_column": (
        "This table has no such column. Take it out; the columns are: {names}.",
        "Nid oes colofn o'r fath yn y tabl hwn. Tynnwch hi allan; dyma'r colofnau: {names}.",
    ),
    "missing_column": (
        "This column is missing. Add it, with empty cells where nothing is known.",
        "Mae'r golofn hon ar goll. Ychwanegwch hi, gyda chelloedd gwag lle nad oes dim yn hysbys.",
    ),
    "column_twice": (
        "This column is there twice. Leave one of the two out.",
        "Mae'r golofn hon yno ddwywaith. Gadewch un o'r ddwy allan.",
    ),
    "cell_count": (
        "The row has {found} cells and the header {wanted}. Put text that holds a comma in quotation marks.",
        "Mae {found} cell yn y rhes a {wanted} yn y penawdau. Rhowch destun ac atalnod ynddo mewn dyfynodau.",
    ),
    "empty": (
        "This cell must not be empty. Fill it in.",
        "Ni chaiff y gell hon fod yn wag. Llenwch hi.",
    ),
    "too_long": (
        "The text is longer than {limit} characters. Shorten it.",
        "Mae'r testun yn hirach na {limit} nod. Byrhewch ef.",
    ),
    "control": (
        "The text holds a character that cannot be seen ({code}). Take it out.",
        "Mae nod na ellir ei weld yn y testun ({code}). Tynnwch ef allan.",
    ),
    "choice": (
        "“{value}” is not one of: {names}. Use one of these.",
        "Nid yw “{value}” yn un o'r rhain: {names}. Defnyddiwch un ohonynt.",
    ),
    "day": (
        "“{value}” is not a date. Write it as 2012-09-30.",
        "Nid dyddiad yw “{value}”. Ysgrifennwch ef fel 2012-09-30.",
    ),
    "whole": (
        "“{value}” is not a whole number from 0 to {limit}. Write it in digits.",
        "Nid rhif cyfan o 0 i {limit} yw “{value}”. Ysgrifennwch ef mewn digidau.",
    ),
    "yes_no": (
        "“{value}” is neither yes nor no. Write one of the two.",
        "Nid yes na no yw “{value}”. Ysgrifennwch un o'r ddau.",
    ),
    "authority": (
        "“{value}” is not the code of a local authority. Write it as W06000020.",
        "Nid cod awdurdod lleol yw “{value}”. Ysgrifennwch ef fel W06000020.",
    ),
    "scope": (
        "“{value}” is not what a role can be for. Write all, organisation:REF, isp:REF or group:REF.",
        "Ni all rôl fod ar gyfer “{value}”. Ysgrifennwch all, organisation:REF, isp:REF neu group:REF.",
    ),
    "ref": (
        "“{value}” cannot be a reference. Use letters without accents, digits and hyphens.",
        "Ni all “{value}” fod yn gyfeirnod. Defnyddiwch lythrennau heb acenion, digidau a chysylltnodau.",
    ),
    "email": (
        "“{value}” is not an e-mail address. Write it as name@organisation.example.",
        "Nid cyfeiriad e-bost yw “{value}”. Ysgrifennwch ef fel enw@sefydliad.example.",
    ),
    "backwards": (
        "The interval ends ({last}) before it begins ({first}). Put the earlier date first.",
        "Mae'r cyfnod yn gorffen ({last}) cyn iddo ddechrau ({first}). Rhowch y dyddiad cynharaf yn gyntaf.",
    ),
    "exactly_one": (
        "Fill in exactly one of {names}.",
        "Llenwch un yn unig o'r rhain: {names}.",
    ),
    "duplicate": (
        "“{value}” is already in line {before}. Each may be given once.",
        "Mae “{value}” eisoes yn llinell {before}. Unwaith yn unig y caniateir pob un.",
    ),
    "no_such_row": (
        "“{value}” is neither in {table}.csv nor in the register. Correct it, or add that row.",
        "Nid yw “{value}” yn {table}.csv nac yn y gofrestr. Cywirwch ef, neu ychwanegwch y rhes honno.",
    ),
    "too_many": (
        "There are {limit} problems or more; the rest was not looked at. Put these right first.",
        "Mae {limit} neu ragor o broblemau; ni edrychwyd ar y gweddill. Cywirwch y rhain yn gyntaf.",
    ),
}
"""Every message by its name: English, Welsh. Both say what to do."""


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the file, its line and column where there is one, and the two sentences."""

    file: str
    line: int | None
    column: str | None
    en: str
    cy: str


def problem(
    file: str, message: str, *, line: int | None = None, column: str | None = None, **values: object
) -> Problem:
    """Give the problem that MESSAGES names, with its values filled in."""
    en, cy = MESSAGES[message]
    shown = {name: value if name == "names" else _shown(value) for name, value in values.items()}
    where = _shown(column) if column is not None else None
    return Problem(file, line, where, en.format_map(shown), cy.format_map(shown))


def _shown(value: object) -> str:
    """Give text that is safe to print: short, and with what cannot be seen made visible."""
    text = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in str(value))
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"


class ImportRefused(Exception):  # noqa: N818 - the door's word for "no, and here is every reason"
    """Nothing was imported. Put every problem right and import again."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{self.__doc__} ({len(self.problems)})")
