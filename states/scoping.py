"""Scoping: which question comes next, what an answer lacks, and which instrument the answers end in (design §3).

Pure: the questions are the table in `states.scoping_questions`, the answers a mapping from field to codes or words.
"""

from collections.abc import Mapping, Sequence

from states.places import AUTHORITIES, INVENTED, SERVICE_AREAS
from states.scoping_questions import QUESTIONS
from states.scoping_rules import NO_RULE, RULES
from states.scoping_shapes import ANY_PLACE, ANY_SERVICE, FREE, Answers, Field, Instrument, Kind, Outcome, Question
from states.words import Sentence

BY_CODE = {question.code: question for question in QUESTIONS}
CODES_OF = {ANY_SERVICE: frozenset(SERVICE_AREAS), ANY_PLACE: frozenset(AUTHORITIES) | frozenset(INVENTED)}
MOST = 4000
"""Characters of an answer in words (our default, as for every long text of an ISP)."""
SHORT = 300
"""Characters of an answer on one line (as for a title)."""
_EMPTY = Sentence("Answer this question.", "Atebwch y cwestiwn hwn.")
_UNKNOWN = Sentence("Choose one of the answers given.", "Dewiswch un o'r atebion a roddir.")


def outcome(answers: Answers) -> Outcome | None:
    """The instrument that these answers end in, with the reason; None while a question that decides is open.

    The first rule that fits holds. Where none does, and every deciding question is answered, it is an ISP.
    """
    if same_as(answers):
        return None
    for rule in RULES:
        if answers.get(rule.field) == rule.answer:
            return Outcome(rule.instrument, rule.reason, rule.source, _unsure(answers))
        if rule.field not in answers:
            return None
    return Outcome(Instrument.ISP, NO_RULE.reason, NO_RULE.source, _unsure(answers))


def same_as(answers: Answers) -> str | None:
    """The ISP that this is already, by the person's own answer: scoping stops there and nothing is begun."""
    return _named(answers, "same:")


def exemplar(answers: Answers) -> str | None:
    """The ISP to begin from."""
    return _named(answers, "from:")


def _named(answers: Answers, what: str) -> str | None:
    said = answers.get("similar")
    return said.removeprefix(what) if isinstance(said, str) and said.startswith(what) else None


def _unsure(answers: Answers) -> tuple[str, ...]:
    """Deciding questions that the person could not answer: somebody of the team should look at them."""
    return tuple(dict.fromkeys(rule.field for rule in RULES if answers.get(rule.field) == "not_sure"))


def path(answers: Answers) -> tuple[Question, ...]:
    """The questions in the order in which they are asked; while nothing is decided, those that lead to an ISP."""
    decided = outcome(answers)
    instrument = decided.instrument if decided else Instrument.ISP
    found = []
    for question in QUESTIONS:
        if question.decides and decided is not None and not _still_asked(question, answers):
            continue
        if question.only and instrument not in question.only:
            continue
        found.append(question)
        if question.code == "similar" and same_as(answers):
            break
    return tuple(found)


def _still_asked(question: Question, answers: Answers) -> bool:
    """Whether a deciding question comes before the rule that fits, so that its answer was needed."""
    fields = [rule.field for rule in RULES]
    fits = next((n for n, rule in enumerate(RULES) if answers.get(rule.field) == rule.answer), len(RULES))
    return question.code in fields and fields.index(question.code) <= fits


def answered(question: Question, answers: Answers) -> bool:
    """Whether these answers hold a whole answer to this question."""
    return not problems(question, answers)


def next_question(answers: Answers) -> Question | None:
    """The first question on the path without an answer; None where all are answered."""
    return next((question for question in path(answers) if not answered(question, answers)), None)


def before(question: Question, answers: Answers) -> Question | None:
    """The question before this one on the path: where the back link leads; None at the first."""
    on_path = path(answers)
    place = next((n for n, one in enumerate(on_path) if one.code == question.code), 0)
    return on_path[place - 1] if place else None


def problems(question: Question, given: Answers) -> dict[str, Sentence]:
    """What is wrong with an answer, by field; empty where it can be kept."""
    found: dict[str, Sentence] = {}
    for field in question.fields:
        wrong = _wrong(field, given)
        if wrong is not None:
            found[field.name] = wrong
    if question.one_of and not found and not any(given.get(name) for name in question.one_of):
        found[question.one_of[0]] = question.missing or _EMPTY
    return found


def _wrong(field: Field, given: Answers) -> Sentence | None:
    value = given.get(field.name)
    needed = not field.optional or (field.needed_if is not None and given.get(field.needed_if[0]) == field.needed_if[1])
    if not value:
        return (field.missing or _EMPTY) if needed else None
    if field.kind in FREE:
        most = SHORT if field.kind is Kind.LINE else MOST
        long = not isinstance(value, str) or len(value) > most
        return Sentence(f"Use at most {most} characters.", f"Defnyddiwch {most} nod ar y mwyaf.") if long else None
    codes = CODES_OF.get(field.name) or {option.code for option in field.options}
    chosen: Sequence[str] = [value] if isinstance(value, str) else value
    one = field.kind is Kind.ONE
    return _UNKNOWN if set(chosen) - codes or (one and not isinstance(value, str)) else None


def kept(question: Question, given: Answers) -> dict[str, str | tuple[str, ...]]:
    """The answer as it is kept: only this question's fields, without spaces around words."""
    found: dict[str, str | tuple[str, ...]] = {}
    for field in question.fields:
        value = given.get(field.name)
        if isinstance(value, str):
            found[field.name] = value.strip()
        elif value:
            found[field.name] = tuple(filter(None, value))
    return {name: value for name, value in found.items() if value}


def on_the_path(answers: Answers) -> dict[str, str | tuple[str, ...]]:
    """Only the answers to questions that these answers lead to: what becomes evidence."""
    found: dict[str, str | tuple[str, ...]] = {}
    for question in path(answers):
        found |= kept(question, answers)
    return found


def thawed(stored: Mapping[str, object]) -> dict[str, str | tuple[str, ...]]:
    """Answers as they come back from the record, where a choice of several is a list."""
    return {name: tuple(map(str, value)) if isinstance(value, list) else str(value) for name, value in stored.items()}
