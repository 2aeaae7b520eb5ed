"""Reads the fields of a mapping one by one and collects what is wrong with each, with its key."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from states.words import Sentence

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the key it is about, outermost table first, and what to do, in words."""

    key: Key
    said: Sentence

    @property
    def path(self) -> str:
        """The key as a file writes it; `policy` where the whole file is meant."""
        bare = re.compile(r"[A-Za-z0-9_-]+")
        return ".".join(part if bare.fullmatch(part) else f'"{part}"' for part in self.key) or "policy"

    def __str__(self) -> str:
        return f"{self.path}: {self.said.en}"


class PolicyError(Exception):
    """The policy was not read; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems

    @property
    def errors(self) -> list[str]:
        """Each problem as a line."""
        return [str(problem) for problem in self.problems]


class Fields:
    """Reads a mapping and collects every problem instead of stopping at the first."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.problems: list[Problem] = []

    def left_out(self, table: Mapping[str, Any], key: str) -> bool:
        """Whether this key is missing where it may be: in a part of a policy."""
        return not self.whole and key not in table

    def wrong(self, key: Key, en: str, cy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(key, Sentence(en, cy)))

    def amiss(self, at: Key, table: Mapping[str, Any], key: str, en: str, cy: str) -> None:
        """Note that this field is not what it has to be, or is missing."""
        missing = key not in table
        self.wrong((*at, key), f"is missing; it {en}" if missing else en, f"ar goll; {cy}" if missing else cy)

    def text(self, at: Key, table: Mapping[str, Any], key: str) -> str:
        """Read a text that says something."""
        value = table.get(key)
        if self.left_out(table, key):
            return ""
        if not isinstance(value, str) or not value.strip():
            self.amiss(at, table, key, "must be a text", "rhaid iddo fod yn destun")
            return ""
        return value

    def line(self, at: Key, table: Mapping[str, Any], key: str) -> str:
        """Read a text of one line, as a mail's subject takes it."""
        value = self.text(at, table, key)
        if not value.isprintable():
            self.wrong((*at, key), "must be one line that can be seen", "rhaid iddo fod yn un llinell weladwy")
        return value

    def number(self, at: Key, table: Mapping[str, Any], key: str) -> float:
        """Read a number, 0 or more; nan where there is none."""
        value = table.get(key)
        if self.left_out(table, key):
            return math.nan
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            self.amiss(at, table, key, "must be a number, 0 or more", "rhaid iddo fod yn rhif, 0 neu fwy")
            return math.nan  # compares as false with everything: one problem for one fault
        return value

    def whole_number(self, at: Key, table: Mapping[str, Any], key: str, default: int) -> int:
        """Read a whole number, 1 or more."""
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.wrong((*at, key), "must be a whole number, 1 or more", "rhaid iddo fod yn rhif cyfan, 1 neu fwy")
            return default
        return value

    def span(self, at: Key, table: Mapping[str, Any], key: str, usual: int, unit: str, most: int) -> int:
        """Read "24 months" or "8 weeks" in the one unit that fits here; of weeks it may be none."""
        match = re.fullmatch(rf"([0-9]{{1,3}}) {unit}?", str(table.get(key, f"{usual} {unit}")))
        if match and (unit == "weeks" or int(match[1])) and int(match[1]) <= most:
            return int(match[1])
        self.wrong(
            (*at, key),
            f'must be a number of {unit} with its unit, such as "{usual} {unit}", at most {most}',
            f'rhaid iddo fod yn nifer gyda\'i uned, megis "{usual} {unit}", {most} ar y mwyaf',
        )
        return usual

    def choices(self, at: Key, table: Mapping[str, Any], key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Read a list of one or more known names."""
        value, known = table.get(key), sorted(map(str, allowed))
        if self.left_out(table, key):
            return ()
        if not isinstance(value, list) or not value or any(str(item) not in known for item in value):
            given = [str(item) for item in value if str(item) not in known] if isinstance(value, list) else []
            unknown = f"; not known: {', '.join(given)}" if given else ""
            foreign = f"; anhysbys: {', '.join(given)}" if given else ""
            self.amiss(
                at, table, key,
                f"must list one or more of {', '.join(known)}{unknown}",
                f"rhaid rhestru un neu fwy o {', '.join(known)}{foreign}",
            )  # fmt: skip
            return ()
        return tuple(map(str, value))

    def one(self, at: Key, table: Mapping[str, Any], key: str, allowed: Iterable[str], default: str | None) -> str:
        """Read one known name."""
        value, known = table.get(key, default), sorted(map(str, allowed))
        if self.left_out(table, key):
            return default or known[0]
        if not isinstance(value, str) or value not in known:
            listed = ", ".join(known)
            self.amiss(at, table, key, f"must be one of {listed}", f"rhaid iddo fod yn un o {listed}")
            return default or known[0]
        return value

    def table(self, at: Key, value: object) -> Mapping[str, Any]:
        """Take a value that has to be a table."""
        if isinstance(value, Mapping):
            return value
        self.wrong(at, "must be a table", "rhaid iddo fod yn dabl")
        return {}

    def unknown(self, at: Key, table: Mapping[str, Any], allowed: Iterable[str]) -> None:
        """Note every key that nobody reads."""
        known = sorted(allowed)
        for key in table:
            if key not in known:
                self.wrong(
                    (*at, key),
                    f"is not known here; there are {', '.join(known)}",
                    f"yn anhysbys yma; ceir {', '.join(known)}",
                )

    def misplaced(self, at: Key, table: Mapping[str, Any], keys: Iterable[str], en: str, cy: str) -> None:
        """Note keys that belong to something else."""
        for key in keys:
            if key in table:
                self.wrong((*at, key), f"belongs to {en}", f"yn perthyn i {cy}")

    def called(self, at: Key) -> None:
        """What a timer or rung is called stands in rows and addresses."""
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", at[-1]):
            self.wrong(
                at,
                "must be called in small letters, digits and _, at most 40",
                "rhaid ei enwi â llythrennau bach, digidau ac _, 40 ar y mwyaf",
            )
