"""The questions of quality assurance that can be computed, as one table: run at any time, before and after submission.

Codes with a Q and their severities are those of the framework's checklist for quality assurance; the six of the gateway
bear the names of their needs and are asked by `states.needs` itself. A version is judged by the checks in force when it
was begun (design §3).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from states import flow_checks
from states.check_finders import Found, dpia, in_title, names, need, of_flows, partners, previous, welsh
from states.lifecycle import GATEWAY
from states.paper import Paper
from states.words import Sentence

GDPR = dt.date(2018, 5, 25)
"""From this day the basis of sharing is in Article 6, and an assessment of its effects is asked for."""


class Severity(StrEnum):
    """`gateway` keeps it out of the queue; the others travel with it as open points."""

    GATEWAY = "gateway"
    MUST = "must"
    SHOULD = "should"


class Where(StrEnum):
    """Which page of the ISP mends it."""

    ABOUT = "about"
    PARTNERS = "partners"
    FLOWS = "flows"
    DOCUMENT = "document"
    SIGN_OFF = "sign-off"
    SUBMIT = "submit"


@dataclass(frozen=True, slots=True)
class Check:
    """One question. `basis` says where it comes from; it is asked of versions begun between the two days, if given."""

    code: str
    question: Sentence
    severity: Severity
    basis: str
    where: Where
    look: Callable[[Paper], Found]
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def asked(self, begun: dt.date | None) -> bool:
        """Whether it is asked of a version begun on this day; where that is not known, as of one begun today."""
        if begun is None:
            return self.valid_to is None
        return not (self.valid_from and begun < self.valid_from) and not (self.valid_to and begun > self.valid_to)


@dataclass(frozen=True, slots=True)
class Open:
    """A question that this ISP does not answer, with what was found."""

    check: Check
    found: Found

    @property
    def gateway(self) -> bool:
        """Whether it keeps the ISP out of the queue."""
        return self.check.severity is Severity.GATEWAY


def run(paper: Paper) -> tuple[Open, ...]:
    """Ask every question in force; return those that stay open, in the table's order."""
    asked = ((check, check.look(paper)) for check in CHECKS if check.asked(paper.begun))
    return tuple(Open(check, found) for check, found in asked if found)


_GATEWAY_QUESTIONS: dict[str, tuple[Sentence, str, Where]] = {
    "title_and_area": (
        Sentence("Has it a title, an area and a service?", "A oes ganddo deitl, ardal a gwasanaeth?"),
        "Q02",
        Where.ABOUT,
    ),
    "lead_and_coordinator": (
        Sentence("Are its lead organisation and coordinator named?", "A enwyd ei sefydliad arweiniol a'i gydlynydd?"),
        "design §5",
        Where.ABOUT,
    ),
    "partners_named": (Sentence("Are its partners named?", "A enwyd ei bartneriaid?"), "Q08", Where.PARTNERS),
    "flow_exists": (
        Sentence("Is a flow of information described?", "A ddisgrifiwyd llif gwybodaeth?"),
        "Q22",
        Where.FLOWS,
    ),
    "document_exists": (Sentence("Has it a text?", "A oes ganddo destun?"), "Q01", Where.DOCUMENT),
    "flows_among_partners": (
        Sentence("Is every organisation in a flow a partner?", "A yw pob sefydliad mewn llif yn bartner?"),
        "Q11",
        Where.FLOWS,
    ),
}

ASKED_ALREADY = frozenset({"flow_stranger"})
"""What the gateway asks of flows itself."""

CHECKS: tuple[Check, ...] = (
    *(
        Check(name, question, Severity.GATEWAY, basis, where, need(name))
        for name in GATEWAY
        for question, basis, where in (_GATEWAY_QUESTIONS[name],)
    ),
    *(
        Check(
            one.code,
            one.question,
            Severity(one.severity),
            one.basis,
            Where.FLOWS,
            of_flows(one.code),
            one.first,
            one.last,
        )
        for one in flow_checks.CHECKS
        if one.code not in ASKED_ALREADY
    ),
    Check(
        "Q01",
        Sentence("Is every section of its text written?", "A ysgrifennwyd pob adran o'i destun?"),
        Severity.MUST,
        "framework's guidance; ISP template",
        Where.DOCUMENT,
        names("Still empty: {names}.", "Yn dal yn wag: {names}.", lambda paper: list(paper.empty_sections)),
    ),
    Check(
        "Q02",
        Sentence("Does its title say for which area it is?", "A yw ei deitl yn dweud ar gyfer pa ardal y mae?"),
        Severity.SHOULD,
        "ISP template; report, case study 5",
        Where.ABOUT,
        in_title,
    ),
    Check(
        "Q03",
        Sentence("Is an ISP the right instrument for it?", "Ai ISP yw'r offeryn cywir iddo?"),
        Severity.MUST,
        "framework's guidance",
        Where.ABOUT,
        need("instrument_is_isp"),
    ),
    Check(
        "Q04",
        Sentence("Is there no other ISP for the same already?", "Onid oes ISP arall ar gyfer yr un peth yn barod?"),
        Severity.SHOULD,
        "facilitators' course; report 3.32",
        Where.ABOUT,
        names(
            "Say how it differs from {names}.",
            "Dywedwch sut y mae'n wahanol i {names}.",
            lambda paper: list(paper.duplicates),
        ),
    ),
    Check(
        "Q05",
        Sentence("Is its purpose stated?", "A nodwyd ei ddiben?"),
        Severity.MUST,
        "framework's guidance; ICO",
        Where.ABOUT,
        need("purpose_stated"),
    ),
    Check(
        "Q08",
        Sentence("Has each partner a point of contact?", "A oes pwynt cyswllt i bob partner?"),
        Severity.MUST,
        "ISP template 2020",
        Where.PARTNERS,
        names(
            "No contact is known for {names}.",
            "Ni wyddys am gyswllt i {names}.",
            partners(lambda one: not one.contact and one.kind == "named"),
        ),
    ),
    Check(
        "Q09",
        Sentence("Has each partner signed the Accord?", "A lofnododd pob partner y Cytundeb?"),
        Severity.MUST,
        "report 3.16",
        Where.PARTNERS,
        names(
            "Not known to have signed: {names}.",
            "Ni wyddys a lofnodwyd gan: {names}.",
            partners(lambda one: one.accord != "signed" and one.kind == "named"),
        ),
    ),
    Check(
        "Q10",
        Sentence(
            "Has each class of partners a count or an annex?", "A oes nifer neu atodiad i bob dosbarth o bartneriaid?"
        ),
        Severity.SHOULD,
        "report, case studies 1 and 3",
        Where.PARTNERS,
        names(
            "Say how many, or add the list: {names}.",
            "Dywedwch sawl un, neu ychwanegwch y rhestr: {names}.",
            partners(lambda one: one.kind == "class" and not one.counted),
        ),
    ),
    Check(
        "Q12",
        Sentence(
            "Do its partners still exist under these names?", "A yw ei bartneriaid yn dal i fodoli o dan yr enwau hyn?"
        ),
        Severity.SHOULD,
        "report, case study 1",
        Where.PARTNERS,
        names(
            "Another organisation has taken over from {names}.",
            "Mae sefydliad arall wedi cymryd drosodd oddi wrth {names}.",
            partners(lambda one: one.succeeded),
        ),
    ),
    Check(
        "Q14-1998",
        Sentence("Has each flow a condition of Schedule 2?", "A oes amod yn Atodlen 2 i bob llif?"),
        Severity.MUST,
        "Data Protection Act 1998, Schedule 2",
        Where.FLOWS,
        names("No condition for {names}.", "Dim amod i {names}.", lambda paper: list(paper.without_basis)),
        valid_to=GDPR - dt.timedelta(1),
    ),
    Check(
        "Q21",
        Sentence(
            "Is the data protection impact assessment done, or is there a reason why not?",
            "A wnaed yr asesiad o'r effaith ar ddiogelu data, neu a oes rheswm pam na wnaed?",
        ),
        Severity.MUST,
        "ICO; UK GDPR, Article 35",
        Where.SUBMIT,
        dpia,
        valid_from=GDPR,
    ),
    Check(
        "Q34",
        Sentence("Is a date for its review proposed?", "A gynigiwyd dyddiad i'w adolygu?"),
        Severity.MUST,
        "ISP template",
        Where.SUBMIT,
        need("review_date_set"),
    ),
    Check(
        "Q35",
        Sentence("Does each signature say in what capacity?", "A yw pob llofnod yn dweud ym mha swyddogaeth?"),
        Severity.MUST,
        "ISP template 2020",
        Where.SIGN_OFF,
        names(
            "No capacity: {names}.", "Dim swyddogaeth: {names}.", partners(lambda one: one.signed and not one.capacity)
        ),
    ),
    Check(
        "Q36",
        Sentence("Do the signatures belong to this text?", "A yw'r llofnodion yn perthyn i'r testun hwn?"),
        Severity.MUST,
        "design §3",
        Where.SIGN_OFF,
        names(
            "Signed an earlier text: {names}.",
            "Llofnododd destun cynharach: {names}.",
            partners(lambda one: one.signed and not one.signed_this),
        ),
    ),
    Check(
        "Q41",
        Sentence("Are the findings of the round before closed?", "A gaewyd canfyddiadau'r rownd flaenorol?"),
        Severity.MUST,
        "facilitators' course",
        Where.SUBMIT,
        previous,
    ),
    Check(
        "Q42",
        Sentence(
            "Is it there in Welsh and in English, or was it decided otherwise?",
            "A yw ar gael yn Gymraeg ac yn Saesneg, neu a benderfynwyd fel arall?",
        ),
        Severity.SHOULD,
        "Welsh Language Standards",
        Where.DOCUMENT,
        welsh,
    ),
)
BY_CODE = {check.code: check for check in CHECKS}
