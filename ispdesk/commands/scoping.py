"""Scoping: a person's answers, kept as they come, and the ISP that they end in with the answers as its evidence."""

from collections.abc import Mapping
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session, col, or_, select

from ispdesk import access
from ispdesk.commands.isps import enter_first
from ispdesk.commands.isps import find as find_isp
from ispdesk.commands.moves import MakeMove, make_move
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline
from models.queries import isps, scopings
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation, OrganisationName
from models.tables.person import Person
from models.tables.scoping import Scoping
from models.tables.work import Flow, ProcessStep, Section
from states import scoping as rules
from states.folding import plain
from states.lifecycle import IN_FORCE, Role, State, Trigger, row_for
from states.scoping_rules import INSTRUMENTS
from states.scoping_shapes import Answers, Instrument, Outcome, Question

Number = Annotated[int, Ge(1), Le(9999)]
Said = Annotated[str, StringConstraints(max_length=rules.MOST)]
MOST_OPEN = 20
"""Scopings that one person may have begun and not ended (our default)."""


class BeginScoping(Payload):
    """Begin; the answers follow."""


class AnswerScoping(Payload):
    """The answer to one question, by its fields; it takes the place of the one given before."""

    number: Number
    question: Annotated[str, StringConstraints(max_length=40)]
    given: dict[str, Said | tuple[Said, ...]]


class DropScoping(Payload):
    """Throw one's own answers away."""

    number: Number


class BeginIsp(Payload):
    """Make of one's own answers what they end in."""

    scoping: Number


def _own(tx: Tx) -> Person:
    """The person whose stream it is, who alone may answer for themselves."""
    person = find_person(tx.session, tx.stream.ref)
    if tx.order.actor != person.ref:
        raise decline("not_yours", "Only the person may change this.", "Dim ond y person ei hun a gaiff newid hyn.")
    return person


def mine(session: Session, person: Person, number: int) -> Scoping:
    """A person's scoping that has not ended. Declines where there is none."""
    found = scopings.numbered(session, person.id or 0, number)
    if found is None:
        raise decline("not_found", f"You have no scoping {number}.", f"Nid oes gennych gwmpasu {number}.")
    if found.isp_id is not None:
        raise decline(
            "ended",
            "These answers have become an ISP and are its evidence: begin again for another.",
            "Mae'r atebion hyn wedi dod yn ISP ac yn dystiolaeth iddo: dechreuwch eto ar gyfer un arall.",
        )
    return found


def begin(tx: Tx, payload: BeginScoping) -> Mapping[str, Any]:  # noqa: ARG001 - it carries nothing
    """Begin a scoping."""
    person = _own(tx)
    if len(scopings.open_of(tx.session, person.ref)) >= MOST_OPEN:
        raise decline(
            "too_many",
            f"You have begun {MOST_OPEN} already: finish or throw away one of them first.",
            f"Rydych wedi dechrau {MOST_OPEN} yn barod: gorffennwch neu taflwch un ohonynt yn gyntaf.",
        )
    number = scopings.next_number(tx.session, person.id or 0)
    tx.session.add(Scoping(person_id=person.id or 0, number=number, begun_at=tx.at, changed_at=tx.at))
    tx.record("scoping_begun", {"scoping": number})
    return {"ref": person.ref, "scoping": number}


def answer(tx: Tx, payload: AnswerScoping) -> Mapping[str, Any]:
    """Keep one answer; refused with what is wrong with it, by field."""
    person = _own(tx)
    kept = mine(tx.session, person, payload.number)
    question = rules.BY_CODE.get(payload.question)
    if question is None:
        raise decline("not_found", "There is no such question.", "Nid oes cwestiwn o'r fath.")
    given = rules.kept(question, payload.given)
    wrong = rules.problems(question, given)
    if wrong:
        raise Declined(Refused(tuple(wrong.values()), tuple(wrong)))
    given = _resolved(tx.session, question, given)
    before = rules.thawed(kept.answers)
    others = {name: value for name, value in before.items() if name not in {field.name for field in question.fields}}
    kept.answers = {name: list(v) if isinstance(v, tuple) else v for name, v in (others | given).items()}
    kept.changed_at = tx.at
    tx.session.add(kept)
    tx.record("scoping_answered", {"scoping": kept.number, "question": question.code})
    following = rules.next_question(others | given)
    return {"ref": person.ref, "scoping": kept.number, "next": following.code if following else None}


def _resolved(session: Session, question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """The answer with what it names found in the register."""
    if question.code == "lead":
        return {**given, "lead": _organisation(session, given["lead"]).ref}
    if question.code == "similar":
        _check_match(session, given["similar"])
    return given


def _check_match(session: Session, said: str) -> None:
    """Refuse a match that is none: an ISP that does not exist, or an exemplar that is not assured."""
    what, _, ref = said.partition(":")
    if said == "none":
        return
    if what not in ("same", "from"):
        raise decline("similar", "Choose one of the answers given.", "Dewiswch un o'r atebion a roddir.")
    found = find_isp(session, ref)
    if what == "from" and _assured(session, found) is None:
        raise decline(
            "similar",
            f"{ref} is not assured: begin from one that is.",
            f"Nid yw {ref} wedi'i sicrhau: dechreuwch o un sydd wedi'i sicrhau.",
        )


def _assured(session: Session, isp: Isp) -> Version | None:
    """The version of an ISP that is in force and was assured."""
    force = isps.standing_at(session, isp.id or 0, "force")
    return force if force is not None and force.was_assured and State(force.state) in IN_FORCE else None


def _organisation(session: Session, said: str) -> Organisation:
    """The organisation of this reference, or of this name in either language, whatever its capitals and diacritics."""
    wanted = plain(said)
    found = session.exec(select(Organisation).where(Organisation.ref == said)).first()
    if found is not None:
        return found
    start = f"{''.join('_' if letter in 'aeiouwy' else letter for letter in wanted[:3])}%"
    names = select(Organisation, OrganisationName.name).outerjoin(
        OrganisationName, col(OrganisationName.organisation_id) == col(Organisation.id)
    )
    columns = (col(Organisation.name_en), col(Organisation.name_cy), col(OrganisationName.name))
    near = session.exec(names.where(or_(*(column.ilike(start) for column in columns)))).all()
    fits = {
        one.ref: one
        for one, other in near
        if wanted in {plain(name) for name in (one.name_en, one.name_cy, other or "")}
    }
    if len(fits) == 1:
        return next(iter(fits.values()))
    if fits:
        refs = ", ".join(sorted(fits))
        raise decline(
            "lead",
            f"Several organisations bear this name; give one of these references: {refs}.",
            f"Mae sawl sefydliad â'r enw hwn; rhowch un o'r cyfeirnodau hyn: {refs}.",
        )
    raise decline(
        "lead",
        "The register has no organisation of this name. "
        "Write it as the register does, or ask the assurance team to enter it.",
        "Nid oes sefydliad o'r enw hwn yn y gofrestr. "
        "Ysgrifennwch ef fel y mae yno, neu gofynnwch i'r tîm sicrhau ei gofnodi.",
    )


def drop(tx: Tx, payload: DropScoping) -> Mapping[str, Any]:
    """Throw the answers away."""
    person = _own(tx)
    tx.session.delete(mine(tx.session, person, payload.number))
    tx.record("scoping_dropped", {"scoping": payload.number})
    return {"ref": person.ref, "scoping": payload.number}


def begin_isp(tx: Tx, payload: BeginIsp) -> Mapping[str, Any]:
    """Make an ISP of the answers: taken up where whoever answered coordinates it, ended where it needs none."""
    if not tx.fresh:
        raise decline("exists", f"{tx.stream.ref} exists already.", f"Mae {tx.stream.ref} yn bod eisoes.")
    person = find_person(tx.session, tx.order.actor)
    kept = mine(tx.session, person, payload.scoping)
    answers = rules.thawed(kept.answers)
    decided, left = rules.outcome(answers), rules.next_question(answers)
    if decided is None or left is not None:
        raise decline(
            "not_answered",
            "Answer every question first.",
            "Atebwch bob cwestiwn yn gyntaf.",
        )
    answers = rules.on_the_path(answers)
    isp = _isp_of(tx, person, answers, decided)
    known = access.roles_of(tx.session, tx.order.actor, tx.stream.name, tx.today)
    tx.roles = known or frozenset({Role.PARTNER_CONTACT})  # who it is to this ISP from its first row on
    version = _made_known(tx, isp, decided)
    kept.isp_id = isp.id
    tx.session.add(kept)
    _evidence(tx, isp, kept, answers, decided)
    if isp.exemplar_id is not None and decided.instrument is Instrument.ISP:
        _copy(tx.session, isp.exemplar_id, isp, version)
    _move_on(tx, version, decided)
    return {"ref": isp.ref, "state": version.state, "instrument": decided.instrument.value}


def _isp_of(tx: Tx, person: Person, answers: Answers, decided: Outcome) -> Isp:
    session, named = tx.session, rules.exemplar(answers)
    lead = _organisation(session, str(answers["lead"])) if "lead" in answers else None
    by_lead = answers.get("coordinator") == "lead"
    isp = Isp(
        ref=tx.stream.ref,
        title_en=str(answers.get("title_en", "")),
        title_cy=str(answers.get("title_cy", "")),
        service_areas=list(answers["service_areas"]),
        places=list(answers["places"]),
        purpose=str(answers.get("purpose", "")),
        instrument=None if decided.instrument is Instrument.NOT_APPROPRIATE else decided.instrument.value,
        lead_id=lead.id if lead else None,
        coordinator_organisation_id=lead.id if lead and by_lead else None,
        coordinator_person_id=None if by_lead else person.id,
        dpia=str(answers["dpia"]) if "dpia" in answers else None,
        dpia_note=str(answers.get("dpia_note", "")),
        exemplar_id=find_isp(session, named).id if named else None,
    )
    session.add(isp)
    session.flush()
    return isp


def _made_known(tx: Tx, isp: Isp, decided: Outcome) -> Version:
    words = {"title_en": isp.title_en, "title_cy": isp.title_cy, "purpose": isp.purpose}
    body = {"service_areas": isp.service_areas, "places": isp.places, "instrument": decided.instrument.value}
    return enter_first(tx, isp, "current", body, words)


def _evidence(tx: Tx, isp: Isp, kept: Scoping, answers: Answers, decided: Outcome) -> None:
    """Put the answers into the ISP's history: codes in the row, words beside it."""
    free = {"title_en", "title_cy", "purpose", "affected", "organisations", "dpia_note"}
    codes = {name: list(value) if isinstance(value, tuple) else value for name, value in answers.items()}
    exemplar = tx.session.get(Isp, isp.exemplar_id) if isp.exemplar_id else None
    tx.record(
        "scoped",
        {
            "scoping": kept.number,
            "instrument": decided.instrument.value,
            "unsure": list(decided.unsure),
            "answers": {name: value for name, value in codes.items() if name not in free},
            **({"exemplar": exemplar.ref} if exemplar else {}),
        },
        words={
            "reason": _reason(decided),
            **{name: str(answers[name]) for name in sorted(free) if name in answers and name in NEW_WORDS},
        },
    )


NEW_WORDS = frozenset({"affected", "organisations", "dpia_note"})
"""Words that are the scoping's alone; the others are with the row that made the ISP known."""


def _reason(decided: Outcome) -> str:
    instrument = INSTRUMENTS[decided.instrument]
    return f"{instrument.en}: {decided.reason.en}\n{instrument.cy}: {decided.reason.cy}"


def _move_on(tx: Tx, version: Version, decided: Outcome) -> None:
    """Take it up and, where it is to be no ISP, end it with the reason; only by whoever the lifecycle lets do so."""
    moves = {
        Instrument.ISP: (Trigger.TAKE_UP,),
        Instrument.NOT_APPROPRIATE: (Trigger.FIND_NOT_APPROPRIATE,),
    }.get(decided.instrument, (Trigger.TAKE_UP, Trigger.USE_OTHER_INSTRUMENT))
    for trigger in moves:
        row = row_for(trigger, State(version.state), version.profile)
        if row is None or not tx.roles & row.by:
            return  # who coordinates it takes it up
        make_move(tx, MakeMove(trigger=trigger, reason=_reason(decided) if row.reason else ""))


def _copy(session: Session, exemplar_id: int, isp: Isp, version: Version) -> None:
    """Steps, flows and sections of the exemplar's version in force; who its partners are stays there."""
    source = session.get_one(Isp, exemplar_id)
    force = _assured(session, source)
    if force is None:
        raise decline(
            "similar",
            f"{source.ref} is not in force any more: choose again from what you would begin.",
            f"Nid yw {source.ref} mewn grym mwyach: dewiswch eto o beth y byddech yn dechrau.",
        )
    for step in session.exec(select(ProcessStep).where(ProcessStep.isp_id == source.id)):
        session.add(ProcessStep(**step.model_dump(exclude={"id", "isp_id"}), isp_id=isp.id or 0))
    for flow in session.exec(select(Flow).where(Flow.version_id == force.id)):
        plain = flow.model_dump(exclude={"id", "version_id", "sender", "recipients"})
        session.add(Flow(**plain, version_id=version.id or 0))
    for section in session.exec(select(Section).where(Section.version_id == force.id)):
        plain = section.model_dump(exclude={"id", "version_id", "revision"})
        session.add(Section(**plain, version_id=version.id or 0))
    session.flush()


SPECS: tuple[Spec[Any], ...] = (
    Spec("begin_scoping", "person", BeginScoping, None, begin),
    Spec("answer_scoping", "person", AnswerScoping, None, answer),
    Spec("drop_scoping", "person", DropScoping, None, drop),
    Spec("begin_isp", "isp", BeginIsp, None, begin_isp, creates=True),
)
