"""The processes that a harness kills: command drivers, sweepers and senders, each a loop until it is told to stop."""

import datetime as dt
import json
import os
import random
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD

from ispdesk import desk, rounds
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Done, Order
from models.database import reading
from models.queries import isps
from models.tables.isp import Isp, Version
from states.lifecycle import State

ROLES = ("driver", "driver", "sweeper", "sweeper", "sender", "sender")


@dataclass(frozen=True)
class Scene:
    """What every process is told: where to write, and the clock's start and pace."""

    folder: Path
    begin: dt.datetime
    started: float
    """On the monotonic clock, which all processes of a machine share."""
    pace: float
    """Seconds of the story in one second."""

    def now(self) -> dt.datetime:
        return self.begin + dt.timedelta(seconds=(time.monotonic() - self.started) * self.pace)


def work(app: App, scene: Scene, role: str, place: int, seed: int) -> None:
    """Be one process until the file `stop` appears or the parent is gone; say on disk what went wrong."""
    parent = os.getppid()
    tick: Callable[[], None] = {
        "driver": lambda: None,
        "sweeper": lambda: _sweep(app, scene),
        "sender": lambda: _send(app, scene),
    }[role]
    try:
        if role == "driver":
            tick = Driver(app.engine, scene, place, random.Random(seed)).step  # noqa: S311 - a story, not a secret
        while not (scene.folder / "stop").exists() and os.getppid() == parent:
            tick()
    except Exception:  # noqa: BLE001 - the harness counts what a process died of
        path = scene.folder / f"error-{os.getpid()}"
        path.write_text(f"{role}\n{traceback.format_exc()}")


def _sweep(app: App, scene: Scene) -> None:
    rounds.sweep(app, scene.now())
    rounds.advance(app, scene.now())
    rounds.measure(app, scene.now())
    rounds.digest(app, scene.now())
    time.sleep(0.15)  # the drivers need the processor too


def _send(app: App, scene: Scene) -> None:
    rounds.send(app, scene.now(), scene.now)
    time.sleep(0.05)


def line(file: int, value: object) -> None:
    """Append one line in one write: it survives the process."""
    os.write(file, json.dumps(value).encode() + b"\n")


def lines(path: Path) -> list[Any]:
    """Read such lines."""
    return [json.loads(text) for text in path.read_text().splitlines()] if path.exists() else []


NEXT: dict[State, tuple[tuple[str, str], ...]] = {
    State.IDENTIFIED: (("take_up", COORDINATOR),),
    State.SCOPING: (("start_workshops", COORDINATOR),),
    State.WORKSHOPS: (
        ("ask", COORDINATOR),
        ("flow", COORDINATOR),
        ("confirm_flows", COORDINATOR),
        ("confirm_flows", COORDINATOR),
    ),
    State.DRAFT: (
        ("ask", COORDINATOR),
        ("text", COORDINATOR),
        ("submit", COORDINATOR),
        ("submit", COORDINATOR),
        ("hold", COORDINATOR),
    ),
    State.QA_QUEUE: (("declare", ASSURER), ("claim", ASSURER), ("return_for_amendment", LEAD), ("hold", LEAD)),
    State.QA_REVIEW: (("assure", ASSURER), ("unclaim", LEAD), ("return_for_amendment", ASSURER)),
    State.RETURNED: (("resubmit", COORDINATOR), ("rework_text", COORDINATOR), ("hold", COORDINATOR)),
    State.ASSURED: (("revise_text", COORDINATOR), ("revise_flows", COORDINATOR)),
    State.REVIEW_DUE: (("begin_review", COORDINATOR),),
    State.IN_REVIEW: (("revise_text", COORDINATOR), ("revise_flows", COORDINATOR)),
}
"""What a driver tries in each state, by whom; what it may not do just now is refused."""


class Driver:
    """Moves ISPs through their lifecycle; says what it wants before, and what it was answered after."""

    def __init__(self, engine: Engine, scene: Scene, place: int, dice: random.Random) -> None:
        self.engine, self.scene, self.dice = engine, scene, dice
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        wanted, acked = scene.folder / f"wanted-{place}", scene.folder / f"acked-{place}"
        before, answered = lines(wanted), {entry["id"] for entry in lines(acked)}
        self.wanted, self.acked = os.open(wanted, flags), os.open(acked, flags)
        self.prefix = f"d{place}-{os.getpid()}-{dice.randrange(10**9)}"
        self.number = 0
        if before and before[-1]["id"] not in answered:  # killed between asking and answer: ask again, the same
            self.give(Order(**before[-1]))
        with reading(engine) as session:
            self.refs = list(session.exec(select(Isp.ref)))

    def step(self) -> None:
        """One command on one ISP."""
        ref = self.dice.choice(self.refs)
        with reading(self.engine) as session:
            isp = isps.by_ref(session, ref)
            assert isp is not None
            found = isps.standing_at(session, isp.id or 0, "progress") or isps.standing_at(
                session, isp.id or 0, "force"
            )
        if found is None:
            return
        order = self.order(ref, found)
        line(self.wanted, {name: getattr(order, name) for name in ("id", "kind", "stream", "actor", "payload")})
        self.give(order)

    def give(self, order: Order) -> None:
        """Ask, and write the answer down once there is one."""
        result = desk.do(self.engine, order, self.scene.now)
        if isinstance(result, Done):
            line(self.acked, {"id": order.id, "answer": dict(result.answer)})
        else:
            line(self.acked, {"id": order.id, "refused": list(result.codes)})

    def order(self, ref: str, version: Version) -> Order:  # noqa: PLR0911 - one for each kind
        """What to do next with this ISP."""
        self.number += 1
        id_, stream = f"{self.prefix}-{self.number}", f"isp:{ref}"
        if version.on_hold:
            return Order(id_, "resume", stream, LEAD)
        if self.dice.random() < 0.05:
            return Order(id_, "answer", stream, COORDINATOR, {"task": self.dice.randrange(1, 4)})
        if self.dice.random() < 0.1:
            return Order(id_, "take_back", stream, self.dice.choice((COORDINATOR, ASSURER, LEAD)))
        what, actor = self.dice.choice(NEXT[State(version.state)])
        today = self.scene.now().date()
        if what == "hold":
            until = (today + dt.timedelta(3)).isoformat()
            return Order(id_, "hold", stream, actor, {"reason": "leave", "until": until})
        if what == "ask":
            return Order(id_, "ask", stream, actor, {"kind": "comment", "partner": 1, "person": FACILITATOR})
        if what == "declare":
            return Order(id_, "declare", stream, actor)
        if what == "text":
            return Order(id_, "write_section", stream, actor, {"key": "purpose", "text": f"The text, {self.number}."})
        if what == "flow":
            flow = {"number": 1, "information": "names", "sender": "Torfaen", "recipients": ["Gwent"]}
            return Order(id_, "write_flow", stream, actor, {**flow, "purpose": "support", "method": "secure mail"})
        payload: dict[str, Any] = {"trigger": what, "reason": "as the story goes"}
        if what == "assure":
            payload["review_date"] = (today + dt.timedelta(self.dice.choice((80, 400)))).isoformat()
        return Order(id_, "move", stream, actor, payload)
