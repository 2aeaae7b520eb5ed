"""Tables 4-1 (rows 1 to 3) and 4-2 and the counts of paragraphs 4.7 and 4.8, in the words and order of the report.

As at a date. Where the source only bounds a figure, the least stands as `number` and the most as `number_at_most`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.reports.facilitators import facilitators
from ispdesk.reports.outputs import outputs
from states.words import Sentence

TABLE_4_1 = (
    ("signatories", Sentence("Organisations signed up to the WASPI", "Sefydliadau sydd wedi llofnodi'r Cytundeb")),
    ("facilitators", Sentence("Trained ISP Facilitators", "Hwyluswyr ISP hyfforddedig")),
    ("assured", Sentence("Assured ISPs", "ISPau wedi'u sicrhau")),
)
PIPELINE = (
    ("assured", "4.7", Sentence("'WASPI assured' ISPs in place", "ISPau wedi'u sicrhau ac mewn grym")),
    ("awaiting", "4.7", Sentence("ISPs awaiting approval", "ISPau'n aros am gymeradwyaeth")),
    ("identified", "4.8", Sentence("Potential ISPs made known to the team", "ISPau posibl y gŵyr y tîm amdanynt")),
)
PROPORTION = Sentence("Proportion of potential ISPs assured", "Cyfran yr ISPau posibl a sicrhawyd")
TYPES = {
    "Fire service": "Gwasanaeth tân",
    "Health": "Iechyd",
    "Local Authority": "Awdurdod lleol",
    "Other": "Arall",
    "Police": "Heddlu",
    "Voluntary/Community": "Gwirfoddol/Cymunedol",
    "Total": "Cyfanswm",
}
"""The report's names of types, and their Welsh."""


@dataclass(frozen=True)
class Line:
    """One row: what is counted, at least and at most; `proportion` as the report prints it, where it prints one."""

    name: Sentence
    number: int
    at_most: int
    proportion: str = ""
    paragraph: str = ""


@dataclass(frozen=True)
class Printed:
    """The tables, and the share of potential ISPs that were assured: at least and at most, in whole per cent."""

    at: dt.date
    table_4_1: tuple[Line, ...]
    table_4_2: tuple[Line, ...]
    pipeline: tuple[Line, ...]
    proportion: tuple[int, int] | None


def printed(session: Session, at: dt.date) -> Printed:
    """All of them."""
    found, by_type = outputs(session, at), facilitators(session, at)

    def most(name: str) -> int:
        return found.get(f"{name}_at_most", found[name])

    rows = [_line(row) for row in by_type["rows"]]
    total = by_type["total"]
    rows.append(_line({"type": "Total", "number": total, "number_at_most": by_type.get("total_at_most", total)}))
    known = found["identified"]
    share = (
        (_percent(found["assured"], most("identified")), min(_percent(most("assured"), known), 100)) if known else None
    )
    return Printed(
        at,
        tuple(Line(name, found[key], most(key)) for key, name in TABLE_4_1),
        tuple(rows),
        tuple(Line(name, found[key], most(key), paragraph=paragraph) for key, paragraph, name in PIPELINE),
        share,
    )


def _line(row: dict[str, Any]) -> Line:
    number = row["number"]
    name = Sentence(row["type"], TYPES[row["type"]])
    return Line(name, number, row.get("number_at_most", number), row.get("proportion", "-"))


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole)
