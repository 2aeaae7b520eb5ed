"""What the people of one ISP do from each state, how often, and how long it then rests: the table LIFE.

An act is a list of sayings (who asks the desk for what); some are meant to be refused, as people's orders are.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ispdesk.simulate.country import LEAD, TEAM, Case
from ispdesk.simulate.look import Glance
from states.lifecycle import ENDS, State


@dataclass(frozen=True, slots=True)
class Said:
    """One order of somebody. `days_ago`: it happened so many days before it is recorded."""

    kind: str
    actor: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    days_ago: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """What an act is written from: the ISP, how it stands, the day, and chance."""

    case: Case
    seen: Glance
    today: dt.date
    chance: Random
    others: tuple[str, ...] = ()

    def move(self, trigger: str, actor: str, **more: Any) -> Said:
        """A move of the version that is looked at."""
        return Said("move", actor, {"trigger": trigger, "version": self.seen.version.number, **more})

    def assurer(self) -> str:
        """Somebody of the assurance team."""
        return self.chance.choice(TEAM)


Act = Callable[[Scene], list[Said]]
REASONS = (
    "The service changes first.", "Mae'r gwasanaeth yn newid yn gyntaf.", "A partner asked for more time.",
    "Gofynnodd partner am fwy o amser.", "The flows were not clear yet.", "It is no longer needed in this form.",
)  # fmt: skip
FINDINGS = (
    ("must", "Name the legal basis of each flow."), ("must", "Nodwch sail gyfreithiol pob llif."),
    ("must", "Say how long each partner keeps the information."), ("should", "Name the method of sending."),
    ("observation", "The introduction repeats itself."),
)  # fmt: skip
FACTS = (
    "in_operation_since",
    "compliance_review",
    "consent_relied_on",
    "consent_checked",
    "data_quality",
    "text_agreed",
)


def _reason(scene: Scene) -> str:
    return scene.chance.choice(REASONS)


def take_up(scene: Scene) -> list[Said]:
    """The coordinator, or the team, takes it up."""
    who = scene.case.coordinator if scene.chance.random() < 0.8 else LEAD  # noqa: PLR2004 - mostly its own
    return [scene.move("take_up", who)]


def start_workshops(scene: Scene) -> list[Said]:
    """The answers of the scoping end in an ISP, and the workshops start."""
    who = scene.case.coordinator
    return [Said("describe", who, {"instrument": "isp"}), scene.move("start_workshops", who)]


def hold_workshop(scene: Scene) -> list[Said]:
    """A workshop."""
    return [Said("hold_workshop", scene.case.coordinator, {"topic": "Who needs what from whom"})]


def flows(scene: Scene) -> list[Said]:
    """The flows are written down and confirmed."""
    who, names = scene.case.coordinator, [body.name.en for body in scene.case.partners]
    basis = "6(1)(a)" if scene.chance.random() < 0.2 else "6(1)(e)"  # noqa: PLR2004 - one in five on consent
    written = []
    for number, name in enumerate(names, start=1):
        flow = {"number": number, "information": "names, contacts and needs", "sender": name, "purpose": "support"}
        to = [other for other in names if other != name]
        written.append(Said("write_flow", who, {**flow, "recipients": to, "method": "secure mail", "basis": basis}))
    return [*written, scene.move("confirm_flows", who)]


def write(scene: Scene) -> list[Said]:
    """Somebody works at the text."""
    key, lang = scene.chance.choice(("purpose", "flows", "retention")), scene.chance.choice(("en", "cy"))
    text = f"Draft of {scene.today}." if lang == "en" else f"Drafft {scene.today}."
    return [Said("write_section", scene.case.coordinator, {"key": key, "lang": lang, "text": text})]


def ask(kind: str, *, waits: bool = False) -> Act:
    """A partner is asked for something."""

    def act(scene: Scene) -> list[Said]:
        line = scene.chance.randint(1, len(scene.case.partners))
        until = scene.today + dt.timedelta(scene.chance.randint(5, 40)) if scene.chance.random() < 0.1 else None  # noqa: PLR2004 - some name a day
        asked = {"kind": kind, "partner": line, "waits": waits, "until": until.isoformat() if until else None}
        return [Said("ask", scene.case.coordinator, asked)]

    return act


def ask_all_to_sign(scene: Scene) -> list[Said]:
    """Every partner is asked for its sign-off."""
    lines = range(1, len(scene.case.partners) + 1)
    asked = {task.line for task in scene.seen.tasks if task.kind == "sign_off"}
    return [Said("ask", scene.case.coordinator, {"kind": "sign_off", "partner": n}) for n in lines if n not in asked]


def sign(scene: Scene) -> list[Said]:
    """One partner signs, or signs with a reservation, or declines."""
    line = scene.chance.randint(1, len(scene.case.partners))
    outcome = scene.chance.choices(("signed", "signed_with_reservation", "declined"), (8, 1, 1))[0]
    contact = scene.case.partners[line - 1].person("contact")
    return [Said("sign_off", contact, {"partner": line, "outcome": outcome, "capacity": "delegated_officer"})]


def choose_last_signature(scene: Scene) -> list[Said]:
    """The coordinator chooses that it submits itself after the last signature."""
    return [Said("describe", scene.case.coordinator, {"submits_itself": True})]


def submit(scene: Scene) -> list[Said]:
    """It is submitted, sometimes told a few days late."""
    late = scene.chance.randint(1, 9) if scene.chance.random() < 0.1 else 0  # noqa: PLR2004 - one in ten
    who = scene.case.coordinator
    return [Said("move", who, {"trigger": "submit", "version": scene.seen.version.number}, days_ago=late)]


def claim(scene: Scene) -> list[Said]:
    """An assurer declares their independence and claims it."""
    return [scene.move("claim", scene.assurer(), independent=True)]


def refer(scene: Scene) -> list[Said]:
    """The team refers it to the regional group."""
    return [Said("describe", LEAD, {"group": scene.case.group}), scene.move("refer_to_group", LEAD)]


def _decider(scene: Scene) -> str:
    if scene.seen.version.holder == "group":
        return f"{scene.case.group}.member-1"
    return scene.assurer()


def _between(scene: Scene) -> dict[str, bool]:
    """In the made-up country the chairs decide between meetings: its groups have no dates."""
    return {"between": True} if scene.seen.version.holder == "group" else {}


def assure(trigger: str) -> Act:
    """The findings are closed and it is assured."""

    def act(scene: Scene) -> list[Said]:
        who = _decider(scene)
        closing = [Said("close_finding", who, {"number": f.number, "round": f.round}) for f in scene.seen.findings]
        if trigger == "assure_once_corrected":
            correction = {"text": "Correct the name of a body.", "severity": "should", "correction": True}
            closing = [Said("add_findings", who, {"findings": [correction]})]  # it is closed when somebody comes back
        review = scene.today + dt.timedelta(days=scene.chance.choice((270, 365, 365, 547, 730)))
        more = {"review_date": review.isoformat(), "independent": True}
        return [*closing, scene.move(trigger, who, reason="Assured as submitted.", **more, **_between(scene))]

    return act


def give_back(scene: Scene) -> list[Said]:
    """It is returned for amendment with its findings."""
    found = scene.chance.sample(FINDINGS, scene.chance.randint(1, 3))
    findings = [{"text": text, "severity": severity} for severity, text in found]
    said = {"reason": "See the findings.", "findings": findings, **_between(scene)}
    return [scene.move("return_for_amendment", _decider(scene), **said)]


def amend_and_resubmit(scene: Scene) -> list[Said]:
    """Each finding is answered, the text mended, and it is submitted again."""
    who = scene.case.coordinator
    current = [f for f in scene.seen.findings if f.round == scene.seen.version.round]
    answers = [Said("answer_finding", who, {"number": f.number, "answer": "answered"}) for f in current]
    return [*answers, *write(scene), scene.move("resubmit", who)]


def plain(trigger: str, by: str = "coordinator") -> Act:
    """A move that needs a reason and nothing else."""

    def act(scene: Scene) -> list[Said]:
        who = {"coordinator": scene.case.coordinator, "lead": LEAD, "team": scene.assurer()}[by]
        return [scene.move(trigger, who, reason=_reason(scene))]

    return act


def fact(scene: Scene) -> list[Said]:
    """A dated fact is put beside the state."""
    return [Said("state_fact", scene.case.coordinator, {"fact": scene.chance.choice(FACTS)}, days_ago=1)]


def put_on_hold(scene: Scene) -> list[Said]:
    """It is put on hold; now and then until a day that is too far away, which is refused."""
    until = scene.today + dt.timedelta(days=scene.chance.choice((7, 21, 45, 80, 120)))
    return [Said("hold", scene.case.coordinator, {"until": until.isoformat(), "reason": _reason(scene)})]


def use_another_instrument(scene: Scene) -> list[Said]:
    """The scoping ends in another instrument."""
    who = scene.case.coordinator
    described = Said("describe", who, {"instrument": "dda"})
    return [described, scene.move("use_other_instrument", who, reason="A disclosure to one body is enough.")]


def become_part_of(trigger: str) -> Act:
    """It is merged into another, or another takes its place."""

    def act(scene: Scene) -> list[Said]:
        if not scene.others:
            return []
        named = Said("describe", LEAD, {"successor": scene.chance.choice(scene.others)})
        return [named, scene.move(trigger, LEAD, reason="Another protocol covers it.")]

    return act


def confirm_unchanged(scene: Scene) -> list[Said]:
    """The review finds that nothing has changed."""
    review = scene.today + dt.timedelta(days=365)
    more = {"review_date": review.isoformat(), "reason": "Read through with every partner."}
    return [scene.move("confirm_unchanged", scene.case.coordinator, **more)]


def accept_minor_update(scene: Scene) -> list[Said]:
    """The text is mended a little, and the team accepts it."""
    review = scene.today + dt.timedelta(days=365)
    more = {"review_date": review.isoformat(), "independent": True, "reason": "Names of bodies only."}
    return [*write(scene), scene.move("accept_minor_update", scene.assurer(), **more)]


def rest(_scene: Scene) -> list[Said]:
    """Nobody does anything."""
    return []


Row = tuple[int, Act, tuple[int, int]]
"""Its weight, what is done, and the least and most working days until somebody acts again."""
S = State
IN_THE_END: tuple[Row, ...] = ((12, plain("reopen", "lead"), (5, 30)), (88, rest, (80, 200)))
LIFE: dict[State, tuple[Row, ...]] = {
    S.IDENTIFIED: (
        (70, take_up, (10, 60)), (12, fact, (50, 300)), (5, plain("find_not_appropriate"), (60, 120)),
        (2, plain("withdraw", "lead"), (60, 120)), (3, put_on_hold, (25, 200)), (8, rest, (150, 450)),
    ),
    S.SCOPING: (
        (40, start_workshops, (15, 60)), (20, ask("comment"), (10, 60)), (6, ask("reply", waits=True), (10, 70)),
        (4, put_on_hold, (25, 200)), (2, use_another_instrument, (60, 120)), (2, plain("withdraw"), (60, 120)),
        (2, become_part_of("merge"), (60, 120)), (8, fact, (25, 200)), (6, rest, (200, 450)),
    ),
    S.WORKSHOPS: (
        (40, hold_workshop, (24, 96)), (30, flows, (6, 30)), (15, ask("reply", waits=True), (9, 60)),
        (8, ask("comment"), (6, 30)), (3, plain("back_to_scoping"), (9, 45)), (4, put_on_hold, (15, 120)),
    ),
    S.DRAFT: (
        (30, write, (8, 48)), (16, ask_all_to_sign, (20, 80)), (16, sign, (4, 40)), (3, choose_last_signature, (8, 40)),
        (26, submit, (8, 48)), (6, ask("comment"), (12, 48)), (3, put_on_hold, (20, 160)),
        (2, plain("withdraw"), (60, 120)), (2, plain("reopen_workshops"), (12, 48)), (2, rest, (160, 320)),
    ),
    S.QA_QUEUE: (
        (45, claim, (4, 30)), (8, refer, (10, 50)), (8, give_back, (6, 40)), (1, plain("withdraw", "lead"), (60, 120)),
        (30, rest, (8, 40)), (4, sign, (2, 16)),
    ),
    S.QA_REVIEW: (
        (34, assure("assure"), (10, 80)), (12, assure("assure_with_observations"), (10, 80)),
        (6, assure("assure_once_corrected"), (2, 8)), (26, give_back, (6, 50)), (4, plain("unclaim", "team"), (4, 16)),
        (5, refer, (10, 50)), (5, plain("take_from_group", "lead"), (4, 16)), (12, rest, (10, 50)),
    ),
    S.RETURNED: (
        (58, amend_and_resubmit, (6, 45)), (12, write, (9, 45)), (10, ask("reply", waits=True), (9, 60)),
        (5, plain("rework_flows"), (9, 45)), (5, plain("rework_text"), (9, 45)), (4, put_on_hold, (15, 120)),
        (2, plain("withdraw"), (60, 120)), (10, rest, (45, 135)),
    ),
    S.ASSURED: (
        (50, fact, (90, 260)), (14, sign, (60, 200)), (3, plain("revise_text"), (9, 36)),
        (2, plain("begin_review"), (9, 36)), (2, put_on_hold, (15, 120)), (1, plain("retire", "lead"), (80, 200)),
        (1, become_part_of("supersede"), (80, 200)), (30, rest, (90, 270)),
    ),
    S.REVIEW_DUE: (
        (34, plain("begin_review"), (8, 38)), (8, plain("revise_text"), (8, 30)), (5, plain("revise_flows"), (8, 30)),
        (10, fact, (12, 50)), (40, rest, (25, 125)),
    ),
    S.IN_REVIEW: (
        (30, confirm_unchanged, (30, 120)), (14, accept_minor_update, (30, 120)), (16, plain("revise_text"), (9, 36)),
        (10, plain("revise_flows"), (9, 36)), (16, ask("reply", waits=True), (15, 60)), (4, put_on_hold, (15, 120)),
        (12, rest, (30, 150)),
    ),
    S.LAPSED: (
        (40, plain("begin_review"), (9, 45)), (10, plain("retire", "lead"), (80, 200)), (20, fact, (30, 120)),
        (30, rest, (60, 180)),
    ),
    **dict.fromkeys(ENDS, IN_THE_END),
}  # fmt: skip
"""What may be done in each state."""


def close_tasks(scene: Scene) -> list[Said]:
    """What is open is answered, promised for a day, or waited for no longer."""
    task = scene.chance.choice(scene.seen.tasks)
    how = scene.chance.random()
    contact = scene.case.partners[(task.line or 1) - 1].person("contact")
    if how < 0.15:  # noqa: PLR2004 - one in seven is put off
        until = scene.today + dt.timedelta(days=scene.chance.randint(3, 25))
        return [Said("promise", contact, {"task": task.number, "until": until.isoformat()})]
    if how < 0.25:  # noqa: PLR2004 - one in ten never comes
        outcome = scene.chance.choice(("no_answer", "withdrawn"))
        return [Said("answer", scene.case.coordinator, {"task": task.number, "outcome": outcome})]
    if task.kind == "sign_off" and task.line and how < 0.8:  # noqa: PLR2004 - mostly by signing
        return [Said("sign_off", contact, {"partner": task.line, "outcome": "signed", "capacity": "delegated_officer"})]
    return [Said("answer", contact, {"task": task.number})]


def next_act(scene: Scene) -> tuple[list[Said], tuple[int, int]]:
    """What happens next to an ISP, and after how many working days somebody acts again."""
    working = scene.seen.working
    if working is not None and working.on_hold and scene.chance.random() < 0.8:  # noqa: PLR2004 - mostly left alone
        resuming = scene.chance.random() < 0.3  # noqa: PLR2004 - else the timer ends it
        return ([Said("resume", scene.case.coordinator)] if resuming else []), (20, 60)
    if scene.seen.tasks and scene.chance.random() < 0.55:  # noqa: PLR2004 - what is open goes first
        return close_tasks(scene), (10, 60)
    table = LIFE[scene.seen.version.state]
    _, act, days = scene.chance.choices(table, [weight for weight, *_ in table])[0]
    return act(scene), days


def beginning(case: Case) -> list[Said]:
    """How an ISP is made known, with its partners and its facilitator."""
    known = {
        "title_en": case.title.en,
        "title_cy": case.title.cy,
        "service_areas": [case.area],
        "places": [case.lead.place],
        "purpose": f"{case.title.en}: the bodies that help the same people tell each other what each has to know.",
        "instrument": "isp",
        "lead": case.lead.ref,
        "coordinator_organisation": case.lead.ref,
        "coordinator_person": case.coordinator,
    }
    partners = [
        Said(
            "add_partner",
            case.coordinator,
            {"name": body.name.en, "line": line, "organisation": body.ref, "contact": body.person("contact")},
        )
        for line, body in enumerate(case.partners, start=1)
    ]
    named = Said("name_facilitator", case.coordinator, {"facilitator": case.facilitator})
    return [Said("make_known", LEAD, known), *partners, named]
