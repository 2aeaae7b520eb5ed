"""A QA group of the practice home with a meeting today, an ISP on its agenda, one returned, and a question."""

import datetime as dt
from itertools import count
from typing import Any

from served import Served

from ispdesk import desk
from ispdesk.commands.shape import Done, Order
from states.calendar import local_day
from states.lifecycle import Trigger

GROUP, ON, BACK = "practice-group", "PRACTICE-006", "PRACTICE-005"
_NUMBERS = count(1)


def grouped(served: Served) -> dict[str, str]:
    """What stands in the addresses of its pages; put in at the door, as an operator would."""
    app = served.app
    today = local_day(app.now())

    def give(kind: str, stream: str, actor: str, **payload: Any) -> None:
        done = desk.do(app.engine, Order(f"grouped:{next(_NUMBERS)}", kind, stream, actor, payload), app.now)
        assert isinstance(done, Done), (kind, done)

    def move(ref: str, trigger: Trigger, actor: str, **payload: Any) -> None:
        give("move", f"isp:{ref}", actor, trigger=trigger.value, **payload)

    group = f"group:{GROUP}"
    give("enter_group", group, "operator", name_en="Example QA group", name_cy="Grŵp SA Enghraifft",
         places=["example-coast"])  # fmt: skip
    for person in ("team-lead", "facilitator-5"):
        give("add_member", group, "operator", person=person, chair=person == "team-lead")
    for day, last in ((today, today - dt.timedelta(14)), (today + dt.timedelta(35), today + dt.timedelta(21))):
        give("add_meeting", group, "operator", day=day.isoformat(), capacity=4, last_submission=last.isoformat())
    for ref, state in ((ON, "qa_queue"), (BACK, "qa_review")):
        give("take_on", f"isp:{ref}", "team-lead", state=state, source="practice: invented")
    give("describe", f"isp:{ON}", "team-lead", group=GROUP)
    move(ON, Trigger.REFER_TO_GROUP, "team-lead")
    findings = [
        {"text": "Say who may read what is recorded at the conference.", "about": "partners"},
        {"text": "Name the Act that permits the first flow.", "about": "flow:1", "severity": "should"},
        {"text": "The purpose is stated well.", "severity": "observation"},
    ]
    move(BACK, Trigger.RETURN_FOR_AMENDMENT, "team-lead", reason="Two things", findings=findings)
    give("ask_team", f"isp:{BACK}", "coordinator-5", text="Must each organisation of the conference sign by itself?")
    return {"group": GROUP, "day": today.isoformat(), "isp": ON}
