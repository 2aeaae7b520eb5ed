"""What happens to an ISP after assurance, and what it calls for: a review, a minor change, or something to be done.

RULES is the table: which kind of incident or change calls for what, why, and whose word that is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from states.words import Sentence


class Kind(StrEnum):
    """What happened: an incident, a change, or something that a check or a return brought up."""

    BREACH = "breach"
    ERROR = "error"
    PARTNER_JOINS = "partner_joins"
    PARTNER_LEAVES = "partner_leaves"
    PARTNER_RENAMED = "partner_renamed"
    LAW_CHANGES = "law_changes"
    NEW_SYSTEM = "new_system"
    FINDING = "finding"
    RETURN = "return"


class Calls(StrEnum):
    """What it calls for, the strongest first."""

    REVIEW = "review"
    MINOR = "minor"
    ACTION = "action"


class How(StrEnum):
    """How it was settled."""

    REVIEW = "review"
    MINOR = "minor"
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one kind calls for; `why` is what people read; `source` says whose rule it is."""

    calls: Calls
    name: Sentence
    why: Sentence
    source: str


INCIDENTS: Final = (Kind.BREACH, Kind.ERROR)
CHANGES: Final = (
    Kind.PARTNER_JOINS,
    Kind.PARTNER_LEAVES,
    Kind.PARTNER_RENAMED,
    Kind.LAW_CHANGES,
    Kind.NEW_SYSTEM,
)
RECORDED: Final = (*INCIDENTS, *CHANGES)
"""What somebody records; findings and returns come from their checks."""
OF_PARTNERS: Final = frozenset({Kind.PARTNER_JOINS, Kind.PARTNER_LEAVES, Kind.PARTNER_RENAMED})

RULES: Final[dict[Kind, Rule]] = {
    Kind.BREACH: Rule(
        Calls.REVIEW,
        Sentence("A breach", "Toriad diogelwch data"),
        Sentence(
            "A breach may show that a flow or its safeguards do not hold.",
            "Gall toriad ddangos nad yw llif neu ei ddiogelwch yn dal.",
        ),
        "our default; report l.1496",
    ),
    Kind.ERROR: Rule(
        Calls.ACTION,
        Sentence("A reported error", "Gwall yr adroddwyd amdano"),
        Sentence(
            "An error is put right first; where it can happen again, a review follows.",
            "Cywirir gwall yn gyntaf; lle gall ddigwydd eto, bydd adolygiad yn dilyn.",
        ),
        "our default; report l.1503",
    ),
    Kind.PARTNER_JOINS: Rule(
        Calls.REVIEW,
        Sentence("A partner joins", "Partner yn ymuno"),
        Sentence(
            "A new partner brings flows of its own, and has signed nothing yet.",
            "Daw partner newydd â'i lifoedd ei hun, ac nid yw wedi llofnodi dim eto.",
        ),
        "report 3.16 and l.1551",
    ),
    Kind.PARTNER_LEAVES: Rule(
        Calls.REVIEW,
        Sentence("A partner leaves", "Partner yn gadael"),
        Sentence("Its flows have to go, or to go elsewhere.", "Rhaid i'w lifoedd ddod i ben, neu fynd i rywle arall."),
        "our default; report 3.16",
    ),
    Kind.PARTNER_RENAMED: Rule(
        Calls.MINOR,
        Sentence("A partner is renamed", "Partner yn newid ei enw"),
        Sentence(
            "The name changes and nothing else: a minor change is enough.",
            "Yr enw sy'n newid a dim arall: mae mân newid yn ddigon.",
        ),
        "our default",
    ),
    Kind.LAW_CHANGES: Rule(
        Calls.REVIEW,
        Sentence("A law changes", "Deddf yn newid"),
        Sentence(
            "What the flows rely on has to be looked at by somebody who knows the law.",
            "Rhaid i rywun sy'n deall y gyfraith edrych ar yr hyn y mae'r llifoedd yn dibynnu arno.",
        ),
        "our default; report 3.50",
    ),
    Kind.NEW_SYSTEM: Rule(
        Calls.REVIEW,
        Sentence("A new system", "System newydd"),
        Sentence(
            "Another system changes how information is sent, who sees it and how long it is kept.",
            "Mae system arall yn newid sut yr anfonir gwybodaeth, pwy sy'n ei gweld a pha mor hir y'i cedwir.",
        ),
        "our default; report l.1271",
    ),
    Kind.FINDING: Rule(
        Calls.ACTION,
        Sentence("A finding of a check", "Canfyddiad gwiriad"),
        Sentence("Something is not as agreed.", "Nid yw rhywbeth fel y cytunwyd."),
        "report l.1187",
    ),
    Kind.RETURN: Rule(
        Calls.ACTION,
        Sentence("Something in a partner's return", "Rhywbeth yn ffurflen partner"),
        Sentence(
            "The partner's answer asks for a look; the coordinator decides what follows.",
            "Mae ateb y partner yn gofyn am sylw; y cydlynydd sy'n penderfynu beth sy'n dilyn.",
        ),
        "report recommendation 2",
    ),
}
_SETTLES: Final[dict[Calls, tuple[How, ...]]] = {
    Calls.REVIEW: (How.REVIEW, How.NOT_NEEDED),
    Calls.MINOR: (How.MINOR, How.REVIEW, How.NOT_NEEDED),
    Calls.ACTION: (How.DONE, How.MINOR, How.REVIEW, How.NOT_NEEDED),
}
BEGINS: Final = frozenset({How.REVIEW, How.MINOR})
"""These begin the review, where none is under way: content is changed in a review alone."""


def settles(calls: Calls) -> tuple[How, ...]:
    """The ways in which something that calls for this can be settled, the usual one first."""
    return _SETTLES[calls]


def needs_reason(how: How) -> bool:
    """Whether words have to say why, or what was done."""
    return how in (How.DONE, How.NOT_NEEDED)


_DIGITS: Final = re.compile(r"(?<![0-9])([0-9]{3})[ -]?([0-9]{3})[ -]?([0-9]{4})(?![0-9])", re.ASCII)
_NINO: Final = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b", re.ASCII)
_MODULUS: Final = 11


def of_somebody(text: str) -> bool:
    """Whether a text holds an NHS number (with its check digit) or a National Insurance number.

    Such a text is about somebody who uses a service, which has no place here (report 4.42; design §2). It finds slips
    of the hand and is no proof that a text names nobody.
    """
    return bool(_NINO.search(text)) or any(_is_nhs("".join(found)) for found in _DIGITS.findall(text))


def _is_nhs(digits: str) -> bool:
    check = _MODULUS - sum(int(d) * (10 - place) for place, d in enumerate(digits[:9])) % _MODULUS
    return int(digits[9]) == check % _MODULUS and len(set(digits)) > 1
