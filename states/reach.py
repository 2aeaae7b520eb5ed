"""Whether a rule of the policy can ever match, and if not why: a timer that never fires must not go unnoticed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from states import names
from states.lifecycle import ENDS, HOLDS, LIFECYCLE, Move, Party, Role, State, row_for
from states.policy import TASKS, Anchor, Reader, Rung, Timer
from states.words import Sentence

BEGINS = State.IDENTIFIED
"""Where every ISP's life begins in the table."""


@dataclass(frozen=True, slots=True)
class Known:
    """What lies outside the table: anchors whose day is found, messages that have words, readers who are somebody."""

    anchors: frozenset[Anchor]
    messages: frozenset[str]
    readers: Mapping[Reader, bool]


def rows(profile: str) -> tuple[Move, ...]:
    """Every row of the table that this profile uses."""
    found = (row_for(move.trigger, move.source, profile) for move in LIFECYCLE)
    return tuple(dict.fromkeys(move for move in found if move is not None and move.by))


def reachable(profile: str) -> frozenset[State]:
    """The states that a version can come to stand in, from its beginning on."""
    reached = {BEGINS}
    left = [BEGINS]
    while left:
        state = left.pop()
        for move in rows(profile):
            if move.source is state:
                fresh = {move.target, *({move.opens} if move.opens else ())} - reached
                reached |= fresh
                left.extend(fresh)
    return frozenset(reached)


def holders(state: State, profile: str) -> frozenset[Party]:
    """The parties who can hold a version that stands in this state."""
    moves = rows(profile)
    found = {move.holder for move in moves if move.target is state}
    if state is BEGINS or any(move.opens is state for move in moves):
        found.add(HOLDS[state])
    if Party.COORDINATOR in found:
        found.add(Party.PARTNERS)  # while it waits for an answer
    return frozenset(found | {Party.NOBODY})  # while it is on hold


def why_never(timer: Timer, profile: str, known: Known) -> tuple[Sentence, ...]:
    """Every reason why this timer can never match; none where it can."""
    if timer.anchor is Anchor.FACILITATOR:
        return tuple(_without_words(timer, known))  # it is about a person, whatever the ISPs' states
    living = (timer.states & reachable(profile)) - ENDS
    found = [*_states(timer, profile, living), *_without_words(timer, known)]
    if timer.anchor is not None and timer.anchor not in known.anchors:
        found.append(Sentence(f"no day is found for “{timer.anchor}”", f"ni cheir diwrnod ar gyfer “{timer.anchor}”"))
    if timer.task is not None and timer.task not in TASKS:
        found.append(Sentence(f"nobody is ever asked for “{timer.task}”", f"ni ofynnir byth am “{timer.task}”"))
    if living and timer.moves is not None and not _moves(timer, profile, living):
        move = names.TRIGGERS[timer.moves]
        found.append(
            Sentence(f"no timer may make the move “{move.en}” there", f"ni chaiff amserydd wneud “{move.cy}” yno")
        )
    if not timer.rungs and timer.moves is None:
        found.append(Sentence("it has no rung and makes no move", "nid oes ganddo ris ac nid yw'n gwneud symudiad"))
    return tuple(found)


def _states(timer: Timer, profile: str, living: frozenset[State]) -> Iterable[Sentence]:
    if not living:
        ended = timer.states & ENDS
        if ended == timer.states:
            yield Sentence(
                f"no clock runs in {_listed(ended, 'en')}: that is an end",
                f"nid oes cloc yn rhedeg yn {_listed(ended, 'cy')}: diwedd ydyw",
            )
        else:
            yield Sentence(
                f"an ISP never stands in {_listed(timer.states - ENDS, 'en')} under the profile {profile}",
                f"nid yw ISP byth yn {_listed(timer.states - ENDS, 'cy')} dan y proffil {profile}",
            )
        return
    if not timer.parties or timer.task is not None:
        return
    if not any(holders(state, profile) & timer.parties for state in living):
        who = sorted(timer.parties)
        yield Sentence(
            f"{' or '.join(names.PARTIES[party].en for party in who)} never holds an ISP there under the profile "
            f"{profile}",
            f"ni ddelir ISP byth yno gan {' na chan '.join(names.PARTIES[party].cy for party in who)} dan y proffil "
            f"{profile}",
        )
    starts = {state for state in timer.starts & living if _enters(timer, state, profile)}
    if not starts:
        yield Sentence(
            f"nothing starts it: no move enters {_listed(timer.starts, 'en')} as it asks",
            f"nid oes dim yn ei gychwyn: nid oes symudiad i {_listed(timer.starts, 'cy')} fel y mae'n gofyn",
        )


def _enters(timer: Timer, state: State, profile: str) -> bool:
    """Whether a version can enter this state from where the timer does not run already, in a round that it asks for."""
    if state is BEGINS:
        return True
    moves = rows(profile)
    if timer.resubmission:
        moves = tuple(move for move in moves if move.source is State.RETURNED)
    entering = [move for move in moves if move.target is state and move.source not in timer.states]
    return bool(entering) or any(move.opens is state for move in moves)


def _moves(timer: Timer, profile: str, living: frozenset[State]) -> bool:
    made = (row_for(timer.moves, state, profile) for state in living if timer.moves)
    return any(move is not None and Role.TIMER in move.by for move in made)


def _without_words(timer: Timer, known: Known) -> Iterable[Sentence]:
    for rung in timer.rungs:
        if rung.message not in known.messages:
            yield Sentence(
                f"the rung “{rung.name}” has no words: there is no message “{rung.message}”",
                f"nid oes geiriau i'r gris “{rung.name}”: nid oes neges “{rung.message}”",
            )


def unheard(rung: Rung, known: Known) -> Sentence | None:
    """Why nobody to whom this rung speaks would hear of it (it falls to the team); None where somebody would."""
    readers = [Reader(name) for name in rung.audiences if name != Reader.SUBSTITUTE]
    if any(known.readers.get(reader, False) for reader in readers):
        return None
    but_en, but_cy = (" but the team", " ond y tîm") if known.readers.get(Reader.TEAM) else ("", "")
    return Sentence(
        f"nobody would hear of it{but_en}: there is no {' and no '.join(READERS[r].en for r in readers)}",
        f"ni fyddai neb{but_cy} yn clywed amdano: nid oes {' na '.join(READERS[r].cy for r in readers)}",
    )


READERS: dict[Reader, Sentence] = {
    Reader.HOLDER: Sentence("holder", "deiliad"),
    Reader.PERSON: Sentence("person asked", "person y gofynnwyd iddo"),
    Reader.SUBSTITUTE: Sentence("substitute", "dirprwy"),
    Reader.COORDINATOR: Sentence("coordinator", "cydlynydd"),
    Reader.FACILITATOR: Sentence("facilitator", "hwylusydd"),
    Reader.PARTNER_CONTACT: Sentence("partner's contact", "cyswllt partner"),
    Reader.DESIGNATED_PERSON: Sentence("Designated Person", "Person Dynodedig"),
    Reader.SENIOR_SPONSOR: Sentence("senior sponsor", "uwch noddwr"),
    Reader.TEAM: Sentence("member of the team", "aelod o'r tîm"),
    Reader.TEAM_LEAD: Sentence("team lead", "arweinydd tîm"),
    Reader.GROUP: Sentence("member of a QA group", "aelod o grŵp sicrhau ansawdd"),
    Reader.BOARD_SECRETARY: Sentence("board secretary", "ysgrifennydd bwrdd"),
    Reader.OPERATOR: Sentence("operator", "gweithredydd"),
}
"""What each reader is called where nobody is one."""


def _listed(states: Iterable[State], language: str) -> str:
    found = [names.STATES[state] for state in sorted(states)]
    return ", ".join(f"“{said.cy if language == 'cy' else said.en}”" for said in found)
