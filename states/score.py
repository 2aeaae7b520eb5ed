"""The queue's order: a score that is the sum of explained parts, whose weights are the policy's (design §5).

What is not known adds nothing and says so. Somebody of the team may override a score, or put an ISP aside, with a
reason and an end day; both stand among the parts until then.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from states.words import Sentence

OUR_DEFAULT = "our default"
DAYS_A_WEEK = 5
FROM_ROUND = 3
"""The round from which an ISP bounces: it has been returned twice (our default)."""
MOST_POINTS = 500
"""Points by which a score can be overridden, up or down (our default): more than all other parts together."""
MOST_ASIDE = 60
"""Working days for which a score can be overridden or an ISP put aside, as for a hold (our default)."""
SAFEGUARDING = frozenset(
    {
        "child_safeguarding", "childrens_services", "flying_start", "families_first", "aln", "domestic_abuse",
        "adult_protection",
    },
)  # fmt: skip
"""Service areas in which children, or adults at risk, are those served (our default)."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Points of one part, and where the number comes from."""

    points: int
    source: str = OUR_DEFAULT


DEFAULTS: Mapping[str, Weight] = {
    "used": Weight(40),  # when all days of the decision clock are used; before, in proportion
    "over": Weight(1),  # for each whole working week over
    "in_use": Weight(20),
    "safeguarding": Weight(15),
    "gap": Weight(10),
    "resubmission": Weight(10),
    "bouncing": Weight(5),  # for each return after the first
    "size": Weight(1),  # for each partner, up to MOST_PARTNERS
}
"""What the points are where a policy does not say."""
MOST_PARTNERS = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody of the team says of one ISP's place: up to and with this day, for this reason, by whom."""

    until: dt.date
    reason: str
    by: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True)
class Queued:
    """What a score may see of one ISP with an open QA round; None is not known.

    `used` of `budget`: working days of the decision clock that runs in this round. `in_use`: whether it is shared
    under without assurance. `gap`: whether no assured ISP serves one of its areas in one of its places.
    """

    reference: str
    submitted: dt.date | None = None
    used: int | None = None
    budget: int | None = None
    in_use: bool | None = None
    areas: frozenset[str] | None = None
    gap: bool | None = None
    round: int | None = None
    partners: int | None = None
    override: Mark | None = None
    aside: Mark | None = None


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: its name, its points and why, in words."""

    name: str
    points: int
    why: Sentence


@dataclass(frozen=True, slots=True)
class Scored:
    """One ISP's score and its parts, which add up. `aside`: it comes after all others until that day."""

    reference: str
    parts: tuple[ScorePart, ...]
    aside: dt.date | None = None
    submitted: dt.date | None = field(default=None, compare=False)

    @property
    def score(self) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def place(self) -> tuple[bool, int, dt.date, str]:
        """What the queue is sorted by: put aside last, then the score, then who was submitted first, then by name."""
        return self.aside is not None, -self.score, self.submitted or dt.date.max, self.reference


def in_order(queue: Iterable[Queued], weights: Mapping[str, Weight], today: dt.date) -> list[Scored]:
    """The queue in its order on this day: a total order, the same however the rows come."""
    return sorted((scored(one, weights, today) for one in queue), key=lambda one: one.place)


def scored(one: Queued, weights: Mapping[str, Weight], today: dt.date) -> Scored:
    """The score of one ISP on this day."""
    points = {name: weights.get(name, default).points for name, default in DEFAULTS.items()}
    parts = [
        *_waited(one, points),
        _whether("in_use", one.in_use, points, IN_USE),
        _whether("safeguarding", None if not one.areas else bool(one.areas & SAFEGUARDING), points, SERVED),
        _whether("gap", one.gap, points, GAP),
        _resubmission(one.round, points),
        _bouncing(one.round, points),
        _size(one.partners, points),
    ]
    if one.override is not None and today <= one.override.until:
        parts.append(ScorePart("override", one.override.points, _marked(one.override, OVERRIDDEN)))
    aside = one.aside if one.aside is not None and today <= one.aside.until else None
    if aside is not None:
        parts.append(ScorePart("aside", 0, _marked(aside, ASIDE)))
    return Scored(one.reference, tuple(parts), aside.until if aside else None, one.submitted)


SOFTENS = 2
"""After this number Welsh softens the noun."""
NOT_KNOWN = Sentence("not known", "ddim yn hysbys")
IN_USE = (
    Sentence("in use without assurance", "ar waith heb sicrwydd"),
    Sentence("not in use without assurance", "nid yw ar waith heb sicrwydd"),
)
SERVED = (
    Sentence("it serves children or adults at risk", "mae'n gwasanaethu plant neu oedolion mewn perygl"),
    Sentence(
        "its service areas are not those for children or adults at risk",
        "nid yw ei feysydd gwasanaeth yn rhai ar gyfer plant neu oedolion mewn perygl",
    ),
)
GAP = (
    Sentence(
        "no assured ISP serves one of its areas in one of its places",
        "nid oes ISP wedi'i sicrhau ar gyfer un o'i feysydd yn un o'i leoedd",
    ),
    Sentence(
        "assured ISPs serve its areas in its places already", "mae ISPau wedi'u sicrhau eisoes ar gyfer ei feysydd yno"
    ),
)
OVERRIDDEN = Sentence("overridden by {by} until {until}: {reason}", "newidiwyd gan {by} hyd {until}: {reason}")
ASIDE = Sentence("put aside by {by} until {until}: {reason}", "rhoddwyd o'r neilltu gan {by} hyd {until}: {reason}")


def _waited(one: Queued, points: Mapping[str, int]) -> tuple[ScorePart, ScorePart]:
    """The share of the days used, and each whole week over. One more day used never takes a point."""
    if one.used is None or not one.budget:
        return ScorePart("used", 0, NOT_KNOWN), ScorePart("over", 0, NOT_KNOWN)
    said = Sentence("{used} of {budget} days used", "defnyddiwyd {used} o {budget} diwrnod")
    share = points["used"] * min(one.used, one.budget) // one.budget
    over = max(one.used - one.budget, 0)
    weeks = over // DAYS_A_WEEK
    days = "ddiwrnod" if over == SOFTENS else "diwrnod"
    late = Sentence("{over} days over, {weeks} whole weeks", f"{{over}} {days} drosodd, {{weeks}} wythnos gyfan")
    none = Sentence("not over its days", "nid yw dros ei ddiwrnodau")
    return (
        ScorePart("used", share, said.with_values(used=one.used, budget=one.budget)),
        ScorePart("over", points["over"] * weeks, late.with_values(over=over, weeks=weeks) if over else none),
    )


def _whether(
    name: str,
    holds: bool | None,  # noqa: FBT001 - a fact
    points: Mapping[str, int],
    said: tuple[Sentence, Sentence],
) -> ScorePart:
    if holds is None:
        return ScorePart(name, 0, NOT_KNOWN)
    return ScorePart(name, points[name] if holds else 0, said[0] if holds else said[1])


def _resubmission(round_: int | None, points: Mapping[str, int]) -> ScorePart:
    if not round_:
        return ScorePart("resubmission", 0, NOT_KNOWN)
    if round_ == 1:
        return ScorePart("resubmission", 0, Sentence("a first submission", "cyflwyniad cyntaf"))
    said = Sentence("a resubmission, round {round}", "ailgyflwyniad, rownd {round}").with_values(round=round_)
    return ScorePart("resubmission", points["resubmission"], said)


def _bouncing(round_: int | None, points: Mapping[str, int]) -> ScorePart:
    if not round_:
        return ScorePart("bouncing", 0, NOT_KNOWN)
    returns = round_ - 1
    if round_ < FROM_ROUND:
        return ScorePart("bouncing", 0, Sentence("not returned twice", "heb ei ddychwelyd ddwywaith"))
    cy = "dychwelwyd ddwywaith" if returns == SOFTENS else "dychwelwyd {n} gwaith"
    said = Sentence("returned {n} times", cy)
    return ScorePart("bouncing", points["bouncing"] * (returns - 1), said.with_values(n=returns))


def _size(partners: int | None, points: Mapping[str, int]) -> ScorePart:
    if not partners:
        return ScorePart("size", 0, NOT_KNOWN)
    cy = "2 bartner" if partners == SOFTENS else "{n} partner"
    said = Sentence("{n} partners", cy) if partners > 1 else Sentence("1 partner", cy)
    return ScorePart("size", points["size"] * min(partners, MOST_PARTNERS), said.with_values(n=partners))


def _marked(mark: Mark, said: Sentence) -> Sentence:
    """A mark in words; its reason stands as it was written."""
    return Sentence(
        said.en.replace("{by}", mark.by).replace("{until}", str(mark.until)).replace("{reason}", mark.reason),
        said.cy.replace("{by}", mark.by).replace("{until}", str(mark.until)).replace("{reason}", mark.reason),
    )
