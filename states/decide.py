"""A command goes in; what happened, or every reason why not, comes out."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from states import names
from states.facts import Facts
from states.lifecycle import Move, Party, Role, State, Trigger, row_for, rows_from
from states.machine import take
from states.needs import NEEDS
from states.words import Sentence

ROLE_NAMES: dict[Role, Sentence] = {
    Role.COORDINATOR: Sentence("the ISP coordinator", "cydlynydd yr ISP"),
    Role.FACILITATOR: Sentence("the ISP facilitator", "hwylusydd yr ISP"),
    Role.PARTNER_CONTACT: Sentence("a partner's contact", "cyswllt partner"),
    Role.SIGNING_OFFICER: Sentence("a signing officer", "swyddog llofnodi"),
    Role.ASSURER: Sentence("an assurer", "sicrhäwr"),
    Role.TEAM_LEAD: Sentence("the WASPI team's lead", "arweinydd tîm WASPI"),
    Role.GROUP_MEMBER: Sentence("a member of the QA group", "aelod o'r grŵp sicrhau ansawdd"),
    Role.PEER_REVIEWER: Sentence("a peer reviewer", "adolygydd cymheiriaid"),
    Role.BOARD_SECRETARY: Sentence("the programme board's secretary", "ysgrifennydd bwrdd y rhaglen"),
    Role.DESIGNATED_PERSON: Sentence("a Designated Person", "Person Dynodedig"),
    Role.SENIOR_SPONSOR: Sentence("a senior sponsor", "uwch noddwr"),
    Role.OPERATOR: Sentence("an operator", "gweithredwr"),
    Role.IMPORT: Sentence("an import", "mewnforiad"),
    Role.TIMER: Sentence("the timer", "yr amserydd"),
}

RECORDERS = frozenset({Role.IMPORT, Role.TEAM_LEAD, Role.ASSURER})
"""Who may put in any move that a source states (as they may take an ISP on); everybody else only their own moves."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for. `recording` puts in a move that a source states, with unmet needs beside it."""

    trigger: Trigger
    roles: frozenset[Role]
    reason: str = ""
    recording: bool = False
    profile: str = "current"


@dataclass(frozen=True, slots=True)
class Moved:
    """The move was made: from where to where, who holds it now, and which needs were recorded as not met."""

    move: Move
    source: State
    target: State
    holder: Party
    role: Role
    noted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing happened; every reason, each a sentence the person can act on."""

    reasons: tuple[Sentence, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenMove:
    """A move that these roles may make from here, and what is missing before it."""

    move: Move
    unmet: tuple[Sentence, ...]


def unmet(move: Move, facts: Facts) -> tuple[str, ...]:
    """Name the needs of this row that are not true, or not known to be."""
    return tuple(name for name in move.needs if NEEDS[name].check(facts) is not True)


def sentences(names: tuple[str, ...], facts: Facts) -> tuple[Sentence, ...]:
    """Say what to do about each of these needs."""
    return tuple(NEEDS[name].unmet(facts) for name in names)


def decide(facts: Facts, order: Order) -> Moved | Refused:
    """Decide one order against the table. Pure: the same facts and order give the same answer for ever."""
    move = row_for(order.trigger, facts.state, order.profile)
    if move is None:
        return Refused((_no_row(facts, order),), ("no_such_move",))
    acting = order.roles & (move.by | (RECORDERS if order.recording else frozenset()))
    reasons: list[Sentence] = []
    codes: list[str] = []
    if not acting:
        reasons.append(only_these(move.by))
        codes.append("not_your_move")
    if move.reason and not order.reason.strip() and not order.recording:
        reasons.append(Sentence("Give a reason.", "Rhowch reswm."))
        codes.append("reason_missing")
    missing = unmet(move, facts)
    if missing and not order.recording:
        reasons.extend(sentences(missing, facts))
        codes.extend(missing)
    if reasons:
        return Refused(tuple(reasons), tuple(codes))
    target = take(facts.state, order.trigger, permitted=True, profile=order.profile)
    if target is not move.target:  # the table and the machine are one; a difference is a fault of ours
        message = f"the machine took {order.trigger} from {facts.state} to {target}, the table says {move.target}"
        raise RuntimeError(message)
    role = min(acting & move.by or acting, key=list(Role).index)
    return Moved(move, facts.state, target, move.holder, role, missing)


def open_moves(facts: Facts, roles: AbstractSet[Role], profile: str = "current") -> tuple[OpenMove, ...]:
    """Draw the buttons: each move these roles may make from here, with what is still missing."""
    return tuple(
        OpenMove(move, sentences(unmet(move, facts), facts))
        for move in rows_from(facts.state, profile)
        if move.by & frozenset(roles)
    )


def only_these(roles: frozenset[Role]) -> Sentence:
    """Say who alone may do something."""
    ordered = sorted(roles, key=list(Role).index)
    return Sentence(
        f"Only {_or([ROLE_NAMES[role].en for role in ordered], 'or')} may do this.",
        f"Dim ond {_or([ROLE_NAMES[role].cy for role in ordered], 'neu')} a gaiff wneud hyn.",
    )


def _or(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" {word} " + names[-1]


def _no_row(facts: Facts, order: Order) -> Sentence:
    """Say what may be done instead, by the name people know and the word that commands take."""
    moves = [move.trigger for move in rows_from(facts.state, order.profile) if move.by & order.roles]
    asked, here = names.TRIGGERS[order.trigger], names.STATES[facts.state]
    en = [f"{names.TRIGGERS[t].en} ({t.value})" for t in moves]
    cy = [f"{names.TRIGGERS[t].cy} ({t.value})" for t in moves]
    return Sentence(
        f"“{asked.en}” is not a move from “{here.en}”. "
        + (f"From here you may: {'; '.join(en)}." if en else "There is nothing for you to do from here."),
        f"Nid yw “{asked.cy}” yn gam o “{here.cy}”. "
        + (f"O'r fan hon cewch: {'; '.join(cy)}." if cy else "Nid oes dim i chi ei wneud o'r fan hon."),
    )
