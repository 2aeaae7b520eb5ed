"""Writes docs/lifecycle.md from the lifecycle table: `python tools/lifecycle_page.py` (a test compares)."""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from states import names
from states.decide import ROLE_NAMES
from states.facts import Facts
from states.lifecycle import (
    DEVELOPING,
    ENDS,
    HOLDS,
    IN_FORCE,
    LIFECYCLE,
    OPEN_ROUND,
    PROFILES,
    Move,
    Party,
    Role,
    State,
    Trigger,
    rows_from,
)
from states.needs import NEEDS

PAGE = Path(__file__).parents[1] / "docs" / "lifecycle.md"
GROUPS = (
    ("Being developed", DEVELOPING),
    ("With quality assurance", OPEN_ROUND),
    ("In force", IN_FORCE | {State.LAPSED}),
    ("Ended", ENDS),
)


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# How an ISP moves",
        "",
        "This page is written by `python tools/lifecycle_page.py` from the table in `states/lifecycle.py`; a test",
        "compares the two. Change the table, not this page.",
        "",
        f"There are {len(State)} states, {len(Trigger)} moves in {len(LIFECYCLE)} rows, and {len(Role)} roles.",
        "The state belongs to a version: an ISP has at most one version in force and one in progress.",
        "",
    )
    yield from _diagrams()
    yield from _states()
    yield from _rows()
    yield from _who()
    yield from _needs()
    yield from _profiles()


def _diagrams() -> Iterator[str]:
    yield from ("## Diagram", "", "The way to assurance and round again. An arrow bears the name of its trigger.", "")
    yield from _diagram(move for move in LIFECYCLE if move.target not in ENDS and move.source not in ENDS)
    yield from ("Ends, and the ways back.", "")
    yield from _diagram(move for move in LIFECYCLE if move.target in ENDS or move.source in ENDS)


def _diagram(moves: Iterable[Move]) -> Iterator[str]:
    chosen = list(moves)
    arrows: dict[tuple[State, State], list[str]] = {}
    for move in chosen:
        arrows.setdefault((move.source, move.target), []).append(move.trigger.value)
    yield from ("```mermaid", "stateDiagram-v2")
    if any(move.source is State.IDENTIFIED and move.target not in ENDS for move in chosen):
        yield "    [*] --> identified"
    for (source, target), triggers in arrows.items():
        yield f"    {source} --> {target}: {', '.join(triggers)}"
    opened = {(move.trigger.value, move.opens) for move in chosen if move.opens}
    for trigger, state in sorted(opened, key=lambda pair: pair[0]):
        yield f"    note left of {state}: {trigger} opens the next version here"
    yield from ("```", "")


def _states() -> Iterator[str]:
    yield from (
        "## States",
        "",
        "| State | English | Cymraeg | Who holds it | Part of its life |",
        "|---|---|---|---|---|",
    )
    for state in State:
        name, part = names.STATES[state], next(title for title, states in GROUPS if state in states)
        yield f"| `{state}` | {name.en} | {name.cy} | {names.PARTIES[HOLDS[state]].en} | {part} |"
    yield ""


def _rows() -> Iterator[str]:
    yield from (
        "## Moves",
        "",
        "Every need of a row must be true and known to be true. **Reason** asks for one. After the move the ISP",
        "is held by whoever the last column names; each working day is booked to who holds it when the day opens.",
        "",
        "| Move | From | To | Who may | Needs | Reason | Held then by |",
        "|---|---|---|---|---|---|---|",
    )
    for move in LIFECYCLE:
        needs = ", ".join(f"[{need}](#{need})" for need in move.needs) or "-"
        target = f"`{move.target}`" + (f" and a new version in `{move.opens}`" if move.opens else "")
        name = f"{names.TRIGGERS[move.trigger].en} (`{move.trigger}`)"
        yield (
            f"| {name} | `{move.source}` | {target} | {_roles(move.by)} | "
            f"{needs} | {'yes' if move.reason else '-'} | {names.PARTIES[move.holder].en} |"
        )
    yield ""


def _roles(roles: Iterable[Role]) -> str:
    return ", ".join(ROLE_NAMES[role].en for role in Role if role in set(roles))


def _who() -> Iterator[str]:
    acting = [role for role in Role if any(role in move.by for move in LIFECYCLE)]
    idle = [role for role in Role if role not in acting]
    yield from (
        "## Who may do what in which state",
        "",
        f"Not in this table, because they move nothing: {', '.join(ROLE_NAMES[role].en for role in idle)}.",
        "An import, and the team for what a source states, may *record* any row; unmet needs are then kept beside it.",
        "",
        "| State | " + " | ".join(ROLE_NAMES[role].en for role in acting) + " |",
        "|---" * (len(acting) + 1) + "|",
    )
    for state in State:
        cells = []
        for role in acting:
            triggers = [f"`{move.trigger}`" for move in rows_from(state) if role in move.by]
            cells.append("<br>".join(triggers) or "-")
        yield f"| `{state}` | " + " | ".join(cells) + " |"
    yield ""


def _needs() -> Iterator[str]:
    yield from ("## Needs", "", "What the person reads while it is not so.", "")
    for need in sorted({need for move in LIFECYCLE for need in move.needs}):
        said = NEEDS[need].unmet(EXAMPLE)
        users = ", ".join(f"`{t}`" for t in Trigger if any(m.trigger is t and need in m.needs for m in LIFECYCLE))
        yield from (f'<a id="{need}"></a>**`{need}`**: for {users}', "", f"> {said.en}", ">", f"> {said.cy}", "")


def _profiles() -> Iterator[str]:
    yield from ("## Profiles", "", "What one period of the framework does not use of this table.", "")
    for profile in PROFILES.values():
        triggers = ", ".join(f"`{t}`" for t in Trigger if t in profile.without) or "nothing"
        roles = _roles(profile.without_roles)
        yield f"* `{profile.name}`: without {triggers}" + (f"; {roles} decides nothing." if roles else ".")


EXAMPLE = Facts(
    state=State.DRAFT,
    today=dt.date(2026, 1, 5),
    holder=Party.TEAM,
    partners=1,
    incomplete_flows=("2", "5"),
    strangers=("Cwmni X",),
    partners_without_flow=("Elusen Y",),
    findings_unanswered=2,
)
"""So that sentences with names and numbers have some."""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} has {page().count(chr(10))} lines")
