"""Which trained facilitators could help with an ISP, and why: as peer reviewers, or to facilitate one that has nobody.

The report counted 105 trained facilitators, of whom most were never used (report 4.34, recommendation 5). Points are
our default; each suggestion says in words what they are for. Nobody is ranked by how well they work.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from states import places
from states.dates import months_after
from states.words import Sentence, listed

IDLE_MONTHS = 12
"""Months without an assignment after which somebody is idle where the policy has no such clock (our default)."""
ALL_WALES = "wales"
NEAR, NEAR_BEFORE, AREA, IDLE, DONE_BEFORE = 30, 15, 20, 10, 5
"""Points: the same authority; an earlier ISP there; an earlier ISP in the service area; idle; has facilitated."""


class Help(StrEnum):
    """What somebody is asked for."""

    REVIEW = "review"
    FACILITATE = "facilitate"


@dataclass(frozen=True, slots=True)
class Case:
    """The ISP that needs help: where, for what, who answers for it and who has a part in it; organisations by ref."""

    places: frozenset[str]
    areas: frozenset[str]
    answering: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained facilitator as the register has them; None is not known.

    `last` and `trained` are the latest days that they can be; `at_work` counts the ISPs in progress they are named for;
    `areas` and `places` are those of ISPs they were named for. `worked_on`: they wrote or facilitated this version.
    """

    ref: str
    named: bool = True
    reached: bool = True
    organisation: str | None = None
    authority: str | None = None
    trained: dt.date | None = None
    last: dt.date | None = None
    at_work: int = 0
    areas: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    worked_on: bool = False
    away_until: dt.date | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who could help, with the points and the reasons for them; `declare` is what is to be said openly."""

    ref: str
    points: int
    reasons: tuple[Sentence, ...]
    declare: tuple[Sentence, ...] = ()


NOT_NAMED = Sentence("counted only, not known by name", "wedi'u cyfrif yn unig, heb enw hysbys")
NO_ADDRESS = Sentence("no mail reaches them", "nid oes post yn eu cyrraedd")
WORKED_ON = Sentence("wrote or facilitated this version", "ysgrifenasant neu hwyluso'r fersiwn hwn")
ANSWERS = Sentence("work for the lead or coordinating organisation", "yn gweithio i'r sefydliad arweiniol neu gydlynu")
AWAY = Sentence("away at present", "i ffwrdd ar hyn o bryd")
ASKED = Sentence("asked already", "gofynnwyd iddynt eisoes")
BUSY = Sentence("at work on an ISP, or not without one for long enough", "wrth eu gwaith ar ISP, neu newydd fod")


def idle(one: Trained, day: dt.date, months: int = IDLE_MONTHS) -> bool | None:
    """Whether somebody has had no assignment for so long; None where nobody knows when they had one or were trained."""
    if one.at_work:
        return False
    known = [when for when in (one.last, one.trained) if when is not None]
    return months_after(max(known), months) <= day if known else None


def why_not(case: Case, one: Trained, wanted: Help, day: dt.date, months: int = IDLE_MONTHS) -> Sentence | None:
    """Why somebody is not suggested; None where they are. Independence is for whoever reviews (design §3)."""
    reviewing = wanted is Help.REVIEW
    for holds, words in (
        (not one.named, NOT_NAMED),
        (not one.reached, NO_ADDRESS),
        (one.worked_on, WORKED_ON),
        (reviewing and one.organisation is not None and one.organisation in case.answering, ANSWERS),
        (one.asked, ASKED),
        (one.away_until is not None and one.away_until >= day, AWAY),
        (idle(one, day, months) is False, BUSY),
    ):
        if holds:
            return words
    return None


def suggest(
    case: Case, trained: Iterable[Trained], wanted: Help, day: dt.date, months: int = IDLE_MONTHS
) -> tuple[tuple[Suggestion, ...], dict[Sentence, int]]:
    """Who could help, the best reasons first, who has waited longest before others; and why others could not."""
    found: list[tuple[Suggestion, Trained]] = []
    others: dict[Sentence, int] = {}
    for one in trained:
        reason = why_not(case, one, wanted, day, months)
        if reason is None:
            found.append((_suggestion(case, one, wanted, day, months), one))
        else:
            others[reason] = others.get(reason, 0) + 1
    found.sort(key=lambda both: (-both[0].points, _latest(both[1]) or dt.date.max, both[1].ref))
    return tuple(suggestion for suggestion, _ in found), others


def _latest(one: Trained) -> dt.date | None:
    return max((when for when in (one.last, one.trained) if when is not None), default=None)


def _suggestion(case: Case, one: Trained, wanted: Help, day: dt.date, months: int) -> Suggestion:
    parts = [part for part in (_near(case, one), _area(case, one), _rest(one, day, months)) if part is not None]
    if one.last is not None:
        parts.append((DONE_BEFORE, Sentence("has facilitated before", "wedi hwyluso o'r blaen")))
    declare = []
    if wanted is Help.REVIEW and one.organisation is None:
        declare.append(
            Sentence(
                "which organisation they work for is not known: ask whether they are independent",
                "ni wyddys i ba sefydliad y maent yn gweithio: gofynnwch a ydynt yn annibynnol",
            )
        )
    elif wanted is Help.REVIEW and one.organisation in case.partners:
        declare.append(
            Sentence(
                "works for another partner organisation: it is declared and shown",
                "yn gweithio i sefydliad partner arall: datgenir a dangosir hynny",
            )
        )
    reasons = tuple(words for _, words in parts) or (Sentence("is trained", "wedi'u hyfforddi"),)
    return Suggestion(one.ref, sum(points for points, _ in parts), reasons, tuple(declare))


def _near(case: Case, one: Trained) -> tuple[int, Sentence] | None:
    if one.authority is not None and one.authority in case.places:
        name = places.place(one.authority)
        return NEAR, Sentence(f"works in {name.en}", f"yn gweithio yn ardal {name.cy}")
    if one.authority is not None and ALL_WALES in case.places:
        name = places.place(one.authority)
        words = Sentence(
            f"works in {name.en}; the ISP is for all Wales", f"yn gweithio yn ardal {name.cy}; ISP Cymru gyfan"
        )
        return NEAR_BEFORE, words
    shared = sorted(one.places & case.places)
    if not shared:
        return None
    return NEAR_BEFORE, Sentence(
        f"an earlier ISP of theirs was in {places.joined(shared, 'en')}",
        f"roedd ISP blaenorol ganddynt yn ardal {places.joined(shared, 'cy')}",
    )


def _area(case: Case, one: Trained) -> tuple[int, Sentence] | None:
    shared = [places.area(code) for code in sorted(one.areas & case.areas)]
    if not shared:
        return None
    en, cy = listed([area.en for area in shared], "en"), listed([area.cy for area in shared], "cy")
    return AREA, Sentence(f"knows the service area: {en}", f"yn adnabod y maes gwasanaeth: {cy}")


def _rest(one: Trained, day: dt.date, months: int) -> tuple[int, Sentence] | None:
    if idle(one, day, months) is None:
        words = Sentence("when they were last at work is not known", "ni wyddys pryd y buont wrth eu gwaith ddiwethaf")
        return 0, words
    latest = _latest(one)
    since = latest.isoformat() if latest else ""
    return IDLE, Sentence(f"no assignment since {since}", f"dim gwaith ers {since}")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many are trained; how many of them are known to be idle, at work, or neither is known."""

    trained: int
    idle: int
    at_work: int
    unknown: int


def count(trained: Iterable[Trained], day: dt.date, months: int = IDLE_MONTHS) -> Numbers:
    """Count the trained by what is known of them."""
    found = [idle(one, day, months) for one in trained]
    return Numbers(len(found), found.count(True), found.count(False), found.count(None))
