"""The questions of quality assurance that need somebody's judgement: what a machine cannot answer, or only in part.

Codes are those of the framework's checklist for quality assurance, as in `states.checks`; where a machine answers a
part of a question, the part that is left is asked here. Each names what it is about, so that it can be folded where
nothing of that has changed. A version is judged by the questions in force when it was begun (design §3).
"""

import datetime as dt
from dataclasses import dataclass

from states.words import Sentence

COMPLAINTS = dt.date(2026, 6, 19)
"""From this day organisations must have a process for data protection complaints (Data (Use and Access) Act 2025)."""
FLOWS, PARTNERS = "flows", "partners"
"""What a question may be about beside sections of the text."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `about` are keys of sections in any edition of the template, `flows` or `partners`.

    `severity` is the weight of a finding on it. It is asked of versions begun between the two days, where given.
    """

    code: str
    question: Sentence
    severity: str
    basis: str
    about: tuple[str, ...]
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def asked(self, begun: dt.date | None) -> bool:
        """Whether it is asked of a version begun on this day; where that is not known, as of one begun today."""
        if begun is None:
            return self.valid_to is None
        return not (self.valid_from and begun < self.valid_from) and not (self.valid_to and begun > self.valid_to)


def _q(code: str, en: str, cy: str, severity: str, basis: str, *about: str) -> Question:
    return Question(code, Sentence(en, cy), severity, basis, about)


_COMPLAINTS_ABOUT = ("complaints", "rights", "security", "procedures_review")

CHECKLIST: tuple[Question, ...] = (
    _q(
        "Q03",
        "Is it regular, reciprocal sharing between controllers, and not a disclosure one way or joint control?",
        "Ai rhannu rheolaidd, dwyochrog rhwng rheolyddion yw hwn, ac nid datgelu unffordd na chydreolaeth?",
        "must", "framework's guidance", "introduction", "purposes", FLOWS,
    ),
    _q(
        "Q04",
        "Where it follows another ISP, does it say what is different here?",
        "Lle mae'n dilyn ISP arall, a yw'n dweud beth sy'n wahanol yma?",
        "should", "facilitators' course; report 3.32", "introduction", "purposes", PARTNERS,
    ),
    _q(
        "Q05",
        "Is there one specific purpose, in plain words, with its benefits?",
        "A oes un diben penodol, mewn geiriau plaen, gyda'i fanteision?",
        "must", "framework's guidance; ICO", "introduction", "purposes", "benefits",
    ),
    _q(
        "Q06",
        "Are the groups of people whose information is shared described well enough to recognise them?",
        "A ddisgrifir y grwpiau o bobl y rhennir eu gwybodaeth yn ddigon da i'w hadnabod?",
        "must", "framework's guidance", "introduction", "service_users",
    ),
    _q(
        "Q07",
        "Does it say that it supplements the Accord and was agreed after consultation?",
        "A yw'n dweud ei fod yn ategu'r Cytundeb ac iddo gael ei gytuno ar ôl ymgynghori?",
        "should", "ISP template", "introduction", "purposes",
    ),
    _q(
        "Q13",
        "Are the obligations of organisations and practitioners specific enough to act on?",
        "A yw rhwymedigaethau sefydliadau ac ymarferwyr yn ddigon penodol i weithredu arnynt?",
        "must", "ISP template 2020", "obligations", "practitioners", PARTNERS,
    ),
    _q(
        "Q17",
        "Does each power that is cited permit this sharing by that body?",
        "A yw pob pŵer a ddyfynnir yn caniatáu'r rhannu hwn gan y corff hwnnw?",
        "must", "ISP template; report, case study 6", "powers", "powers_consent", FLOWS,
    ),
    _q(
        "Q18",
        "Does the text lean on no law that has been replaced?",
        "Onid yw'r testun yn pwyso ar gyfraith a ddisodlwyd?",
        "must", "our default", "powers", "powers_consent", FLOWS,
    ),
    _q(
        "Q19",
        "Is consent, where it is relied on, obtained, recorded, refused and withdrawn properly; and else kept apart?",
        "Os dibynnir ar gydsyniad, a yw'n cael ei gael, ei gofnodi, ei wrthod a'i dynnu'n ôl yn iawn; ac fel arall ei"
        " gadw ar wahân?",
        "must", "ISP template 2015, sections 8 to 11",
        "powers", "powers_consent", "consent", "capacity", "recording_consent", "refused_consent", FLOWS,
    ),
    _q(
        "Q20",
        "Is the duty of confidentiality dealt with for health and care information?",
        "A ymdrinnir â'r ddyletswydd cyfrinachedd ar gyfer gwybodaeth iechyd a gofal?",
        "should", "our default", "powers", "powers_consent", "information", "data",
    ),
    _q(
        "Q23",
        "Is no more shared than the purpose needs?",
        "Onid oes mwy'n cael ei rannu nag sydd ei angen at y diben?",
        "must", "ICO; report, case study 1", "information", "data", FLOWS,
    ),
    _q(
        "Q25",
        "Is it clear how a person is identified, and how records are matched without mistake?",
        "A yw'n glir sut y caiff person ei adnabod, a sut y caiff cofnodion eu paru heb gamgymeriad?",
        "should", "ISP template 2015, section 6", "identifying", "information", "data", FLOWS,
    ),
    _q(
        "Q27",
        "Is it said how information is kept safe where it lies, and who may see it?",
        "A ddywedir sut y cedwir gwybodaeth yn ddiogel lle mae, a phwy gaiff ei gweld?",
        "must", "ISP template; ICO", "security", "procedures_review",
    ),
    _q(
        "Q28",
        "Does each partner say how long it keeps the information and how it disposes of it?",
        "A yw pob partner yn dweud am ba hyd y mae'n cadw'r wybodaeth a sut y mae'n ei gwaredu?",
        "must", "ISP template 2015, section 13; ICO", "records", "security", "procedures_review", FLOWS,
    ),
    _q(
        "Q29",
        "Is it said how information is kept accurate, and how a correction reaches whoever had the mistake?",
        "A ddywedir sut y cedwir gwybodaeth yn gywir, a sut y mae cywiriad yn cyrraedd pawb a gafodd y camgymeriad?",
        "should", "ICO", "information", "data", "records", "security", "procedures_review",
    ),
    _q(
        "Q30",
        "Is passing it on to others restricted?",
        "A oes cyfyngiad ar ei throsglwyddo ymlaen i eraill?",
        "should", "ICO", "obligations", "information", "data", "security", "procedures_review",
    ),
    _q(
        "Q31",
        "Are the people concerned told, in Welsh and in English?",
        "A gaiff y bobl dan sylw wybod, yn Gymraeg ac yn Saesneg?",
        "must", "ISP template 2015, section 7; ICO", "informing", "rights", "powers_consent",
    ),
    _q(
        "Q32",
        "Is it clear who answers requests about rights and freedom of information?",
        "A yw'n glir pwy sy'n ateb ceisiadau am hawliau a rhyddid gwybodaeth?",
        "must", "ISP template", "requests", "rights", "procedures_review",
    ),
    Question(
        "Q33",
        Sentence(
            "Is it clear who deals with complaints and breaches, and how fast?",
            "A yw'n glir pwy sy'n delio â chwynion a thoriadau, a pha mor gyflym?",
        ),
        "must", "ISP template", _COMPLAINTS_ABOUT, valid_to=COMPLAINTS - dt.timedelta(1),
    ),
    Question(
        "Q33-2026",
        Sentence(
            "Is it clear who deals with breaches, and by which process complaints are acknowledged and answered?",
            "A yw'n glir pwy sy'n delio â thoriadau, a thrwy ba broses y caiff cwynion eu cydnabod a'u hateb?",
        ),
        "must", "Data (Use and Access) Act 2025", _COMPLAINTS_ABOUT, valid_from=COMPLAINTS,
    ),
    _q(
        "Q37",
        "Is it said how practitioners learn of it and are trained?",
        "A ddywedir sut y mae ymarferwyr yn dysgu amdano ac yn cael eu hyfforddi?",
        "should", "framework's guidance; report, case study 4", "practitioners", "obligations", "introduction",
    ),
    _q(
        "Q38",
        "Is a check planned that it is kept to?",
        "A gynlluniwyd gwiriad ei fod yn cael ei gadw?",
        "should", "report 3.17", "review", "procedures_review", "obligations",
    ),
    _q(
        "Q39",
        "Is it said what happens when a partner leaves or the sharing ends?",
        "A ddywedir beth sy'n digwydd pan fydd partner yn gadael neu'r rhannu'n dod i ben?",
        "should", "ICO", "review", "procedures_review", "obligations",
    ),
)  # fmt: skip
BY_CODE = {question.code: question for question in CHECKLIST}


def asked_of(begun: dt.date | None) -> tuple[Question, ...]:
    """The questions asked of a version begun on this day, in the table's order."""
    return tuple(question for question in CHECKLIST if question.asked(begun))
