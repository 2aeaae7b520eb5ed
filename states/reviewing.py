"""What an assurer looks at: which parts of a version differ from what was assured before, and what is said of each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from states.checklist import FLOWS, PARTNERS, Question
from states.lifecycle import Trigger


class Outcome(StrEnum):
    """What an assurer says to one question."""

    PASS = "pass"  # noqa: S105 - the field's word
    FAIL = "fail"
    OBSERVATION = "observation"
    NOT_APPLICABLE = "not_applicable"


FOUND = frozenset({Outcome.FAIL, Outcome.OBSERVATION})
"""Outcomes that become a finding, and so need words."""
T = Trigger
DECISIONS: tuple[Trigger, ...] = (
    T.ASSURE,
    T.ASSURE_WITH_OBSERVATIONS,
    T.ASSURE_ONCE_CORRECTED,
    T.RETURN_FOR_AMENDMENT,
    T.USE_OTHER_INSTRUMENT,
    T.WITHDRAW,
)
"""Moves that end a round or lead out of it (design §5), in the order in which they are offered."""
MOST_CORRECTIONS = 10
"""More corrections than this are not small: the ISP is returned (our default)."""
_ABOUT = re.compile(r"section:[a-z0-9_-]{1,60}|flow:[0-9]{1,4}|flows|partners")


def pointer(about: str) -> tuple[str, str] | None:
    """What a finding points at: ("section", key), ("flow", number), ("flows", "") or ("partners", "")."""
    if not _ABOUT.fullmatch(about):
        return None
    kind, _, key = about.partition(":")
    return kind, key


class Status(StrEnum):
    """How a part stands to what it is compared with."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Part:
    """One section, flow or the partners: `at` is its pointer, `texts` what it says, by language or column."""

    at: str
    texts: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not any(text for _, text in self.texts)


@dataclass(frozen=True, slots=True)
class Compared:
    """A part as it stands beside the one before it; `before` is empty where there was none."""

    at: str
    status: Status
    before: tuple[tuple[str, str], ...]
    now: tuple[tuple[str, str], ...]


def compare(now: Sequence[Part], before: Sequence[Part]) -> tuple[Compared, ...]:
    """Each part of now in its order, then those that are gone. A part that says nothing is as good as none."""
    known = {part.at: part for part in before}
    found = []
    for part in now:
        old = known.get(part.at)
        then = old.texts if old and not old.empty else ()
        if dict(then) == dict(part.texts) or (part.empty and not then):
            status = Status.SAME
        elif part.empty:
            status = Status.GONE
        else:
            status = Status.CHANGED if then else Status.NEW
        found.append(Compared(part.at, status, then, part.texts))
    here = {part.at for part in now}
    found += [Compared(p.at, Status.GONE, p.texts, ()) for p in before if p.at not in here and not p.empty]
    return tuple(found)


def touches(question: Question, parts: Iterable[Compared]) -> tuple[Compared, ...]:
    """The parts that a question is about."""
    about = set(question.about)

    def concerned(at: str) -> bool:
        kind, key = pointer(at) or ("", "")
        return (kind in ("flow", FLOWS) and FLOWS in about) or (kind == PARTNERS and kind in about) or key in about

    return tuple(part for part in parts if concerned(part.at))


def folded(question: Question, parts: Sequence[Compared], *, assured: bool, found: bool) -> bool:
    """Whether a question need not be asked again: all that it is about is as it was assured, and nothing was found.

    `assured`: what the parts are compared with was assured itself. Without that everything is asked.
    """
    about = touches(question, parts)
    return assured and not found and bool(about) and all(part.status is Status.SAME for part in about)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said to one question, with their words and what these point at."""

    outcome: str = ""
    text: str = ""
    about: str = ""


def gaps(asked: Iterable[Question], said: Mapping[str, Said]) -> tuple[str, ...]:
    """The questions of these that nothing was said to."""
    return tuple(question.code for question in asked if not said.get(question.code, Said()).outcome)
