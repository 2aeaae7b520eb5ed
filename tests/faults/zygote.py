"""The process from which a harness's processes are forked: it sets the story up and lives a little of it first.

Imports, mapper configuration and compiled statements cost seconds; a process that is killed every few hundred
milliseconds would never get past them. The engine is disposed of before the first fork. One line of JSON in, one out.
"""

import copy
import datetime as dt
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "integration")]

import crew  # noqa: E402 - it lies beside this file
import world  # noqa: E402 - it lies in a folder that was just named

from ispdesk import policies, rounds  # noqa: E402 - likewise
from ispdesk.bootstrap import App, with_key  # noqa: E402 - likewise
from ispdesk.commands.shape import Order  # noqa: E402 - likewise
from ispdesk.settings import Settings  # noqa: E402 - likewise
from models.database import make_engine  # noqa: E402 - likewise


def quick_policy() -> dict[str, Any]:
    """The shipped policy with budgets and idle times of a few days, so that rungs are due all the time."""
    content = copy.deepcopy(policies.shipped("current"))
    offsets = {"tip": -1, "reminder": -2, "last": -1, "due": 0, "escalation_1": 1, "senior_sponsor": 3}
    for timer in content["timers"].values():
        if "budget" in timer:
            timer["budget"] = "3 working days"
            rungs = timer["rungs"]
            timer["rungs"] = {name: {**rung, "on": offsets.get(name, 2)} for name, rung in rungs.items()}
    content["timers"]["idle"]["after"] = "3 days"
    return content


def prepare(told: dict[str, Any]) -> App:
    """Install, make the ISPs known, and lead one of them all the way, with its rungs and letters."""
    settings = Settings(home=Path(told["folder"]), smtp_host="127.0.0.1", smtp_port=told["port"], smtp_tls="none")
    app = App(settings, with_key(make_engine(told["url"]), settings))
    made = world.install(app.engine, quick_policy())
    for number in range(1, told["isps"] + 1):
        made.run(world.making_known(f"K{number}"))
    made.run(world.to_queue("W1"))
    made.done(Order("W1:hold", "hold", "isp:W1", world.COORDINATOR, {"reason": "leave", "until": "2026-03-03"}))
    made.done(Order("W1:resume", "resume", "isp:W1", world.LEAD, {}))
    made.done(Order("W1:declare", "declare", "isp:W1", world.ASSURER))
    made.done(world.move("W1", "claim", world.ASSURER))
    made.done(Order("W1:back", "take_back", "isp:W1", world.ASSURER, {}))
    made.refused(world.move("W1", "submit", id_="W1:again"))
    later = made.at + dt.timedelta(days=4, hours=1)
    for work in (rounds.advance, rounds.sweep, rounds.measure, rounds.digest):
        work(app, later)
    rounds.send(app, later, lambda: later)
    app.engine.dispose()
    return app


def main() -> None:
    """Prepare, say so, then fork a process for each line until there are no more."""
    told = json.loads(sys.stdin.readline())
    app = prepare(told)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps: a killed process is gone at once
    children = []
    _say({"ready": True})
    for line in iter(sys.stdin.readline, ""):
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            scene = crew.Scene(Path(told["folder"]), dt.datetime.fromisoformat(told["begin"]), **asked["clock"])
            crew.work(app, scene, asked["role"], asked["place"], asked["seed"])
            os._exit(0)
        children.append(child)
        _say({"pid": child})
    for child in children[-len(crew.ROLES) :]:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
