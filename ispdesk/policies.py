"""Policies as files: the shipped ones, reading one with the line of everything that is wrong, adopting it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from ispdesk import toml_lines
from ispdesk.commands import policy_words
from ispdesk.commands.shape import Order
from models.queries import people
from models.tables.calendar import PolicyRow
from models.tables.clocks import TimerRow
from models.tables.journal import History
from states.fields import Problem
from states.parsing import PolicyError, parse, problems_of
from states.policy import Policy
from states.words import Sentence

SHIPPED = Path(__file__).parent / "policy"
WHOLE = frozenset({"name", "profile", "timers", "backlog"})
"""A file with all of these is a policy, whose missing keys are faults; any other is a part of one."""
PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
SYNTAX: tuple[tuple[str, Sentence], ...] = (
    (
        r"Cannot|Duplicate",
        Sentence("this stands here for the second time: keep one", "mae hyn yma am yr eildro: cadwch un"),
    ),
    (r"Unclosed", Sentence("a bracket is not closed before here", "nid yw cromfach wedi'i chau cyn hyn")),
    (
        r"Unterminated|Illegal character '\\n'|Expected .('''|\"\"\")",
        Sentence("a text is not closed: its quotation mark is missing", "mae testun heb ei gau: mae dyfynnod ar goll"),
    ),
    (
        r"Illegal|Found invalid",
        Sentence("a character here may not stand in a file", "mae nod yma na chaiff fod mewn ffeil"),
    ),
    (
        r"Invalid value",
        Sentence("this is no value: put a text in quotation marks", "nid gwerth mo hwn: rhowch destun mewn dyfynodau"),
    ),
    (r"Expected '='", Sentence("a key needs = and a value", "mae angen = a gwerth ar allwedd")),
    (r"Expected '\]", Sentence("the name of a table ends with ]", "mae enw tabl yn gorffen â ]")),
    (
        r"Expected newline",
        Sentence("nothing more may follow on this line", "ni all mwy ddilyn ar y llinell hon"),
    ),
    (
        r"Invalid statement|Invalid initial",
        Sentence(
            "a line must be a [table] or key = value; other keys stand in quotation marks",
            "rhaid i linell fod yn [tabl] neu'n allwedd = gwerth; rhowch allweddi eraill mewn dyfynodau",
        ),
    ),
    (r"", Sentence("this is not written as TOML is", "nid yw hyn wedi'i ysgrifennu fel TOML")),
)
"""What `tomllib` says of a text that it cannot read, in words that say what to do; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file, where it stands (lines and columns from 1), and what to do."""

    file: str
    line: int | None
    key: str
    said: Sentence
    column: int | None = None

    def in_language(self, language: str) -> str:
        """`FILE:LINE: key.path: what to do`."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        key = f"{self.key}: " if self.key else ""
        return f"{place}: {key}{self.said.in_language(language)}."


class FaultyError(Exception):
    """A policy's file is not right; `faults` says everything. `missing`: there is no such file or version."""

    def __init__(self, *faults: Fault, missing: bool = False) -> None:
        super().__init__("\n".join(fault.in_language("en") for fault in faults))
        self.faults = faults
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Written:
    """A policy's file as it was read: its content, and the line of each key."""

    file: str
    content: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]

    @property
    def whole(self) -> bool:
        """Whether the file sets out to be a whole policy."""
        return set(self.content) >= WHOLE

    def faults(self) -> list[Fault]:
        """Everything that is wrong with what the file has."""
        return self._placed(_problems(self.content) if self.whole else _problems_of_part(self.content))

    def missing(self) -> list[Fault]:
        """What a part of a policy lacks before it could be adopted."""
        there = {(problem.key, problem.said) for problem in _problems_of_part(self.content)}
        return self._placed([p for p in _problems(self.content) if (p.key, p.said) not in there])

    def policy(self) -> Policy:
        """The whole policy. Raises FaultyError with everything that is wrong or missing."""
        faults = self._placed(_problems(self.content))
        if faults:
            raise FaultyError(*faults)
        return parse(self.content)

    def _placed(self, problems: list[Problem]) -> list[Fault]:
        placed = [Fault(self.file, toml_lines.line_of(self.lines, p.key), p.path, p.said) for p in problems]
        return sorted(placed, key=lambda fault: fault.line or 0)


def _problems(content: Mapping[str, Any]) -> list[Problem]:
    try:
        return policy_words.problems_of(parse(content))
    except PolicyError as error:
        return [*error.problems, *policy_words.problems_of_content(content)]


def _problems_of_part(content: Mapping[str, Any]) -> list[Problem]:
    return [*problems_of(content), *policy_words.problems_of_content(content)]


def read_file(path: Path) -> Written:
    """Read a policy's file. Raises FaultyError where it is none, or no TOML."""
    file = str(path)
    if path.is_dir():
        raise FaultyError(_about(file, "is a folder: name the file in it", "ffolder yw: enwch y ffeil ynddi"))
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise FaultyError(_about(file, "there is no such file", "nid oes ffeil o'r fath"), missing=True) from error
    except OSError as error:
        why = error.strerror
        raise FaultyError(_about(file, f"cannot be read ({why})", f"ni ellir ei darllen ({why})")) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        en, cy = "is not UTF-8: save the file as UTF-8", "nid yw'n UTF-8: cadwch y ffeil fel UTF-8"
        raise FaultyError(Fault(file, line, "", Sentence(en, cy))) from error
    try:
        content, lines = toml_lines.read(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyError(_syntax(file, text, str(error))) from error
    except RecursionError as error:
        raise FaultyError(_about(file, "its brackets are nested too deeply", "mae gormod o gromfachau")) from error
    if not content:
        raise FaultyError(_about(file, "is empty: there is no key in it", "mae'n wag: nid oes allwedd ynddi"))
    return Written(file, content, lines)


def checked(path: Path) -> Written:
    """Read a file in which nothing is wrong, though keys may be missing. Raises FaultyError with everything else."""
    written = read_file(path)
    if faults := written.faults():
        raise FaultyError(*faults)
    return written


def _about(file: str, en: str, cy: str) -> Fault:
    return Fault(file, None, "", Sentence(en, cy))


def _syntax(file: str, text: str, told: str) -> Fault:
    place = PLACE.search(told)
    lines = text.rstrip("\n").split("\n")
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
    said = next(said for pattern, said in SYNTAX if re.match(pattern, told))
    return Fault(file, line, "", said, column)


def shipped(name: str) -> dict[str, Any]:
    """The content of a shipped policy by its name. Raises FileNotFoundError where there is none."""
    return tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))


def names() -> list[str]:
    """The shipped policies."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def read(name: str) -> Policy:
    """A shipped policy, parsed."""
    return parse(shipped(name))


def named(session: Session | None, name: str) -> Policy:
    """A policy by what a person calls it: a shipped name, a file, `adopted`, or `adopted:3`. Raises FaultyError.

    A name that is both is the shipped one; `./current` is the file.
    """
    word, _, number = name.partition(":")
    if word == "adopted" and session is not None and (not number or number.isdecimal()):
        return _adopted(session, name, int(number) if number else None)
    if name in names():
        return read(name)
    path = Path(name)
    if not path.exists():
        known = ", ".join(names())
        en = f"is neither a shipped policy ({known}), nor a file, nor adopted or adopted:1"
        cy = f"nid yw'n bolisi a ddarperir ({known}), nac yn ffeil, nac yn adopted neu adopted:1"
        raise FaultyError(_about(name, en, cy), missing=True)
    return read_file(path).policy()


def content(name: str) -> dict[str, Any]:
    """The content of a shipped policy, or of a file that is a whole and faultless one. Raises FaultyError."""
    if name in names():
        return shipped(name)
    written = read_file(Path(name))
    written.policy()
    return dict(written.content)


def _adopted(session: Session, name: str, number: int | None) -> Policy:
    chosen = select(PolicyRow).order_by(col(PolicyRow.version).desc())
    row = session.exec(chosen if number is None else chosen.where(PolicyRow.version == number)).first()
    if row is None:
        en, cy = "no such policy was adopted; `ispdesk policy show` lists them", "ni fabwysiadwyd polisi o'r fath"
        raise FaultyError(_about(name, en, cy), missing=True)
    return parse(row.content)


def adopting(name: str, actor: str = "operator") -> Order:
    """The order that adopts a shipped policy; it is the same order however often it is made."""
    return Order(f"adopt:{name}:1", "adopt_policy", "policy:policy", actor, {"content": shipped(name)})


@dataclass(frozen=True, slots=True)
class Adopted:
    """One version: when, by whom (and who typed it), why, and how many timers run by it."""

    version: int
    name: str
    at: Any
    by: str
    by_name: str
    operator: str | None
    reason: str
    reprojected: bool
    timers: int


def adopted(session: Session) -> list[Adopted]:
    """Every version that was adopted, that in force first."""
    running = dict(
        session.exec(
            select(TimerRow.policy_version, func.count())
            .where(TimerRow.status != "stopped")
            .group_by(col(TimerRow.policy_version))
        ).all()
    )
    chosen = select(History).where(History.stream == "policy:policy", History.kind == "policy_adopted")
    typed = {row.body["version"]: row.operator for row in session.exec(chosen)}
    rows = session.exec(select(PolicyRow).order_by(col(PolicyRow.version).desc()))
    return [
        Adopted(
            row.version,
            row.name,
            row.adopted_at,
            row.adopted_by,
            person.name_en if (person := people.by_ref(session, row.adopted_by)) else row.adopted_by,
            typed.get(row.version),
            row.reason,
            row.reprojected,
            running.get(row.version, 0),
        )
        for row in rows
    ]
