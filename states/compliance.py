"""The questions of the checks after assurance and of a partner's own return; what answers raise, and how they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from states.after import Calls
from states.words import Sentence


class Answer(StrEnum):
    """What can be said to a question."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"


class Check(StrEnum):
    """A look at an ISP after its assurance."""

    COMPLIANCE = "compliance"
    CONSENT = "consent"
    VISIT = "visit"


class Outcome(StrEnum):
    """What a check came to."""

    AS_AGREED = "as_agreed"
    FINDINGS = "findings"
    NOT_ALL_KNOWN = "not_all_known"


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `good` is the answer at which nothing is to be done, `calls` what another one calls for."""

    code: str
    text: Sentence
    calls: Calls
    good: Answer = Answer.YES

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What can be answered; whether something went wrong is no matter of degree."""
        return tuple(one for one in Answer if self.good is Answer.YES or one is not Answer.PARTLY)

    def raises(self, answer: Answer) -> bool:
        """Whether this answer is a finding; what is not known is no finding, and counts as not known."""
        return answer not in (self.good, Answer.NOT_KNOWN)


FACT: Final = {Check.COMPLIANCE: "compliance_review", Check.CONSENT: "consent_checked"}
"""The dated fact by which a check's clock knows that it was made."""
_AS_AGREED: Final = Question(
    "as_flows",
    Sentence("Is information shared as the ISP says?", "A yw gwybodaeth yn cael ei rhannu fel y dywed yr ISP?"),
    Calls.REVIEW,
)
QUESTIONS: Final[dict[Check, tuple[Question, ...]]] = {
    Check.COMPLIANCE: (
        _AS_AGREED,
        Question(
            "beyond",
            Sentence(
                "Is anything shared for this purpose that no flow of the ISP covers?",
                "A rennir rhywbeth at y diben hwn nad oes llif yn yr ISP ar ei gyfer?",
            ),
            Calls.REVIEW,
            good=Answer.NO,
        ),
        Question(
            "methods",
            Sentence(
                "Is it sent by the methods that the ISP names?", "A anfonir hi drwy'r dulliau y mae'r ISP yn eu henwi?"
            ),
            Calls.REVIEW,
        ),
        Question(
            "relevant",
            Sentence(
                "Is only what is needed shared?", "Ai dim ond yr hyn sydd ei angen sy'n cael ei rannu?"
            ),  # report l.1110: partners questioned whether it was relevant
            Calls.ACTION,
        ),
        Question(
            "staff",
            Sentence(
                "Do the staff who share know of the ISP and what it asks of them?",
                "A yw'r staff sy'n rhannu yn gwybod am yr ISP a'r hyn y mae'n ei ofyn ganddynt?",
            ),
            Calls.ACTION,
        ),
        Question(
            "told",
            Sentence(
                "Are people told how their information is used, as the ISP says?",
                "A ddywedir wrth bobl sut y defnyddir eu gwybodaeth, fel y dywed yr ISP?",
            ),
            Calls.ACTION,
        ),
        Question(
            "kept",
            Sentence(
                "Is information kept and deleted as the ISP says?",
                "A gedwir ac a ddileir gwybodaeth fel y dywed yr ISP?",
            ),
            Calls.ACTION,
        ),
    ),
    Check.CONSENT: (
        Question(
            "model",
            Sentence(
                "Is it still right whether consent is required, sought or not required?",
                "A yw'n dal yn gywir a oes angen cydsyniad, a geisir ef neu nad oes ei angen?",
            ),
            Calls.REVIEW,
        ),
        Question(
            "captured",
            Sentence(
                "Is consent asked for and recorded where the ISP says?",
                "A ofynnir am gydsyniad a'i gofnodi lle mae'r ISP yn dweud?",
            ),
            Calls.ACTION,
        ),
        Question(
            "withdrawn",
            Sentence(
                "When somebody withdraws consent, does every partner that was told hear of it?",
                "Pan fydd rhywun yn tynnu cydsyniad yn ôl, a yw pob partner a gafodd wybod yn clywed am hynny?",
            ),
            Calls.ACTION,
        ),
        Question(
            "forms",
            Sentence(
                "Do the consent forms name the partners that the ISP has now?",
                "A yw'r ffurflenni cydsyniad yn enwi'r partneriaid sydd gan yr ISP nawr?",
            ),
            Calls.MINOR,
        ),
    ),
    Check.VISIT: (_AS_AGREED,),
}
RETURN: Final[tuple[Question, ...]] = (
    Question(
        "shares",
        Sentence(
            "Does your organisation share information under this ISP now?",
            "A yw'ch sefydliad yn rhannu gwybodaeth o dan yr ISP hwn nawr?",
        ),
        Calls.ACTION,
    ),
    Question(
        "as_flows",
        Sentence(
            "Is what you send and receive as the ISP says?",
            "A yw'r hyn yr ydych yn ei anfon a'i dderbyn fel y dywed yr ISP?",
        ),
        Calls.ACTION,
    ),
    Question(
        "staff",
        Sentence(
            "Do your staff who share know of the ISP and what it asks of them?",
            "A yw'ch staff sy'n rhannu yn gwybod am yr ISP a'r hyn y mae'n ei ofyn ganddynt?",
        ),
        Calls.ACTION,
    ),
    Question(
        "wrong",
        Sentence(
            "Has anything gone wrong in the last year: a breach, a complaint, something sent to the wrong place?",
            "A aeth rhywbeth o'i le yn y flwyddyn ddiwethaf: toriad, cwyn, rhywbeth a anfonwyd i'r lle anghywir?",
        ),
        Calls.ACTION,
        good=Answer.NO,
    ),
    Question(
        "changed",
        Sentence(
            "Has anything changed that the ISP should say: a service, a system, a form, a name?",
            "A newidiodd rhywbeth y dylai'r ISP ei ddweud: gwasanaeth, system, ffurflen, enw?",
        ),
        Calls.ACTION,
        good=Answer.NO,
    ),
)
"""A partner organisation's own return: five questions (report recommendation 2; the questions are our default)."""
Said = Mapping[str, str]


def missing(questions: Iterable[Question], said: Said) -> tuple[str, ...]:
    """The questions without an answer that can be given to them, by code."""
    return tuple(q.code for q in questions if said.get(q.code) not in {answer.value for answer in q.answers})


def unknown(questions: Iterable[Question], said: Said) -> tuple[str, ...]:
    """What was answered though nobody asked it."""
    return tuple(sorted(set(said) - {q.code for q in questions}))


def raised(questions: Iterable[Question], said: Said) -> tuple[Question, ...]:
    """The questions whose answer is a finding, in their order."""
    return tuple(q for q in questions if q.code in said and q.raises(Answer(said[q.code])))


def outcome(questions: Iterable[Question], said: Said) -> Outcome:
    """What a check came to: findings weigh more than what nobody knows."""
    asked = tuple(questions)
    if raised(asked, said):
        return Outcome.FINDINGS
    known = all(said.get(q.code) == q.good.value for q in asked)
    return Outcome.AS_AGREED if known else Outcome.NOT_ALL_KNOWN


@dataclass(frozen=True, slots=True)
class Count:
    """One round of returns: how many were asked, answered, silent to the end, and still waited for."""

    asked: int
    answered: int
    silent: int
    waiting: int
    answers: Mapping[str, Mapping[str, int]]
    """By question and answer; who did not answer is in none of these."""


def counted(returns: Iterable[tuple[str | None, Said | None]]) -> Count:
    """Count a round: each return is its outcome (`answered`, `silent`, None while it is waited for) and answers."""
    rows = list(returns)
    given = [said for how, said in rows if how == "answered" and said is not None]
    by_question = {
        q.code: {answer.value: sum(said.get(q.code) == answer.value for said in given) for answer in q.answers}
        for q in RETURN
    }
    return Count(
        asked=len(rows),
        answered=len(given),
        silent=sum(how == "silent" for how, _ in rows),
        waiting=sum(how is None for how, _ in rows),
        answers=by_question,
    )
