"""What a machine can say of a table of flows: one row a check, with how much it weighs, its source and its dates."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from states.flow_finders import (
    FlowFacts,
    PartnerFacts,
    Spot,
    StepFacts,
    Table,
    empty_steps,
    idle_partners,
    insecure,
    law,
    legacy,
    missing,
    strangers,
    to_itself,
    without_condition,
)
from states.flow_terms import BY_KEY
from states.words import Sentence

Severity = Literal["must", "should", "observation"]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: which check, what to do about it, and where: the flow's number and the column, or neither."""

    code: str
    severity: Severity
    basis: str
    says: Sentence
    flow: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `find` gives each place with its sentence. It holds from `first` to `last`, both days included.

    `basis` is where it comes from; a code such as Q26 is the number of the question in the checklist.
    """

    code: str
    question: Sentence
    severity: Severity
    basis: str
    find: Callable[[Table], Iterable[Spot]]
    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the check is in force on this day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def _question(column: str) -> Sentence:
    label = BY_KEY[column].label
    return Sentence(f"Is it filled in for each flow: {label.en}?", f"A yw wedi'i lenwi ar gyfer pob llif: {label.cy}?")


CHECKS: tuple[Check, ...] = (
    Check(
        "flow_stranger",
        Sentence("Is every organisation in a flow a partner?", "A yw pob sefydliad mewn llif yn bartner?"),
        "must",
        "Q11; report, case study 4",
        strangers,
    ),
    Check(
        "partner_without_flow",
        Sentence("Does every partner send or receive something?", "A yw pob partner yn anfon neu'n derbyn rhywbeth?"),
        "must",
        "Q11",
        idle_partners,
    ),
    Check(
        "flow_no_information",
        _question("information"),
        "must",
        "Q22",
        missing("information", "say what is shared", "dywedwch beth a rennir"),
    ),
    Check(
        "flow_no_sender",
        _question("sender"),
        "must",
        "Q22",
        missing("sender", "say who sends it", "dywedwch pwy sy'n ei anfon"),
    ),
    Check(
        "flow_no_recipient",
        _question("recipients"),
        "must",
        "Q22",
        missing("recipients", "say who receives it", "dywedwch pwy sy'n ei dderbyn"),
    ),
    Check(
        "flow_no_purpose",
        _question("purpose"),
        "must",
        "Q22; report 3.50",
        missing("purpose", "say why it is shared", "dywedwch pam y caiff ei rannu"),
    ),
    Check(
        "flow_no_method",
        _question("method"),
        "must",
        "Q22",
        missing("method", "say how it is sent", "dywedwch sut y caiff ei anfon"),
    ),
    Check(
        "flow_no_step",
        _question("step"),
        "should",
        "Q22",
        missing("step", "say at which step of the service it happens", "dywedwch ar ba gam o'r gwasanaeth y digwydd"),
    ),
    Check(
        "flow_no_occasion",
        _question("occasion"),
        "should",
        "Q22",
        missing("occasion", "say when it happens", "dywedwch pryd y digwydd"),
    ),
    Check(
        "flow_to_itself",
        Sentence("Does every flow go to somebody else?", "A yw pob llif yn mynd at rywun arall?"),
        "should",
        "our default",
        to_itself,
    ),
    Check(
        "flow_insecure",
        Sentence(
            "Is the way of transfer secure enough for how sensitive it is?",
            "A yw'r ffordd o drosglwyddo'n ddigon diogel i'w sensitifrwydd?",
        ),
        "must",
        "Q26; report 3.43, table 3-5, recommendation 3",
        insecure,
    ),
    Check(
        "flow_legacy_method",
        Sentence(
            "Is a way of transfer that is being given up justified?", "A oes cyfiawnhad dros hen ddull o drosglwyddo?"
        ),
        "should",
        "Q26",
        legacy,
    ),
    Check(
        "flow_no_sensitivity",
        _question("sensitivity"),
        "should",
        "Q26",
        missing("sensitivity", "say how sensitive it is", "dywedwch pa mor sensitif ydyw"),
    ),
    Check(
        "flow_no_basis",
        Sentence("Has each flow a lawful basis under Article 6?", "A oes sail gyfreithlon dan Erthygl 6 i bob llif?"),
        "must",
        "Q14",
        missing("basis", "give the lawful basis under Article 6", "rhowch y sail gyfreithlon dan Erthygl 6"),
        first=dt.date(2018, 5, 25),
    ),
    Check(
        "flow_no_condition",
        Sentence(
            "Has special category data an Article 9 condition, and one of Schedule 1 where needed?",
            "A oes amod Erthygl 9 i ddata categori arbennig, ac un o Atodlen 1 lle bo angen?",
        ),
        "must",
        "Q15",
        without_condition(
            "special",
            "carries special category data: give the condition in Article 9",
            "Mae llif {number} yn cario data categori arbennig: rhowch yr amod yn Erthygl 9",
        ),
        first=dt.date(2018, 5, 25),
    ),
    Check(
        "flow_no_authority",
        Sentence(
            "Has data on criminal offences an authority under Article 10?",
            "A oes awdurdod dan Erthygl 10 i ddata am droseddau?",
        ),
        "must",
        "Q16",
        without_condition(
            "criminal",
            "carries data on criminal offences: give the authority under Article 10",
            "Mae llif {number} yn cario data am droseddau: rhowch yr awdurdod dan Erthygl 10",
        ),
        first=dt.date(2018, 5, 25),
    ),
    Check(
        "flow_no_gateway",
        _question("gateway"),
        "should",
        "Q17; report l.1492",
        missing("gateway", "name the power or gateway, Act and section", "enwch y pŵer neu'r porth, Deddf ac adran"),
    ),
    Check(
        "flow_repealed",
        Sentence("Is the law that is cited in force?", "A yw'r gyfraith a ddyfynnir mewn grym?"),
        "must",
        "Q18",
        law(whole=True),
    ),
    Check(
        "flow_superseded",
        Sentence("Has the law that is cited been replaced in part?", "A ddisodlwyd rhan o'r gyfraith a ddyfynnir?"),
        "should",
        "Q18",
        law(whole=False),
    ),
    Check(
        "flow_no_identifier",
        _question("identifier"),
        "should",
        "Q25; report 3.30",
        missing(
            "identifier",
            "say how the person is identified and matched",
            "dywedwch sut y caiff y person ei adnabod a'i baru",
        ),
    ),
    Check(
        "flow_no_controls",
        _question("controls"),
        "should",
        "Q27",
        missing("controls", "say how it is kept secure", "dywedwch sut y'i cedwir yn ddiogel"),
    ),
    Check(
        "flow_no_retention",
        _question("retention"),
        "should",
        "Q28",
        missing("retention", "say how long it is kept", "dywedwch am ba hyd y'i cedwir"),
    ),
    Check(
        "step_without_flow",
        Sentence("Has each step a flow, or says why not?", "A oes llif i bob cam, neu a ddywedir pam nad oes?"),
        "should",
        "Q24",
        empty_steps,
    ),
)
"""Numbers beginning with Q are those of the checklist for quality assurance, whose severities these are."""

ORDER: tuple[Severity, ...] = ("must", "should", "observation")


def flow_findings(
    flows: Sequence[FlowFacts],
    partners: Sequence[PartnerFacts],
    day: dt.date,
    steps: Sequence[StepFacts] | None = None,
) -> tuple[Found, ...]:
    """Everything the checks in force on this day find, the weightiest first, then by flow."""
    table = Table(tuple(flows), tuple(partners), day, None if steps is None else tuple(steps))
    found = [
        Found(check.code, check.severity, check.basis, says, number, column)
        for check in CHECKS
        if check.holds(day)
        for number, column, says in check.find(table)
    ]
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.severity), one.flow or 0)))
