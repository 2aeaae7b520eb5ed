"""`ispdesk group …`, `questions`, `isp ask-team`, `isp return` and `queue bouncing`, as a person types them."""

import json
from pathlib import Path
from typing import Any

from running import Run

LEAD, GROUP, DAY = "waspi-team", "north", "2012-10-01"


def test_a_meeting_from_its_agenda_to_what_it_decided(run: Run, demo_home: Path, tmp_path: Path) -> None:
    def ok(*words: str) -> Any:
        ran = run(*words, "--json", home=demo_home)
        assert ran.code == 0, (words, ran.err)
        return ran.value()

    def order(kind: str, stream: str, payload: dict[str, object]) -> None:
        ok("order", kind, stream, json.dumps(payload))

    order("enter_group", f"group:{GROUP}", {"name_en": "North group", "name_cy": "Grŵp y Gogledd"})
    for ref in ("cai", "mair", "nia"):
        order("enter_person", f"person:{ref}", {"name_en": ref.title()})
        order("add_member", f"group:{GROUP}", {"person": ref, "chair": ref == "cai"})
    order("add_meeting", f"group:{GROUP}", {"day": DAY, "capacity": 2, "last_submission": "2012-09-10"})
    order("make_known", "isp:N-1", {"title_en": "North"})
    ok("order", "take_on", "isp:N-1", '{"state": "qa_review"}', "--as", LEAD)
    ok("order", "describe", "isp:N-1", json.dumps({"group": GROUP}), "--as", LEAD)
    ok("isp", "do", "N-1", "refer_to_group", "--as", LEAD)
    (listed,) = ok("group", "list")
    assert (listed["ref"], listed["waiting"]) == (GROUP, 1)
    assert [(one["ref"], one["how"]) for one in ok("group", "meeting", GROUP, DAY)["items"]] == [("N-1", "by_score")]
    wrong = run("group", "put-on", GROUP, DAY, "WALES-004", "--as", LEAD, "--reason", "x", home=demo_home)
    assert (wrong.code, "is not with this group" in wrong.err) == (3, True)
    ok("group", "put-on", GROUP, DAY, "N-1", "--as", LEAD, "--reason", "urgent")
    ok("group", "take-off", GROUP, DAY, "N-1", "--as", LEAD, "--reason", "not so urgent")
    ok("group", "put-on", GROUP, DAY, "N-1", "--as", "cai", "--reason", "urgent after all")
    for ref in ("cai", "mair", "nia"):
        ok("group", "attend", GROUP, DAY, "--as", LEAD, "--person", ref)
    ok("group", "interest", GROUP, DAY, "N-1", "--as", "nia", "--person", "nia", "--reason", "wrote it")
    decide = ("group", "decide", "N-1", "return_for_amendment", "--as", "cai", "--meeting", DAY, "--reason", "x")
    assert "could not decide" in run(*decide, "--finding", "Say who", home=demo_home).err
    ok("group", "interest", GROUP, DAY, "N-1", "--as", "nia", "--person", "nia", "--reason", "no", "--withdrawn")
    packed = ok("group", "pack", GROUP, DAY, "--as", LEAD)
    target = tmp_path / "pack.zip"
    ok("group", "download", GROUP, DAY, str(packed["number"]), "--to", str(target))
    assert target.read_bytes().startswith(b"PK")
    assert run("group", "download", GROUP, DAY, "1", "--to", str(target), home=demo_home).code == 2
    ok(*decide, "--finding", "Say who")
    (item,) = ok("group", "meeting", GROUP, DAY)["items"]
    assert item["decided"]["trigger"] == "return_for_amendment"
    assert "Say who" in run("isp", "return", "N-1", home=demo_home).out
    assert ok("queue", "bouncing") == []
    assert run("group", "show", "none", home=demo_home).code == 4
    assert run("group", "meeting", GROUP, "2012-01-01", home=demo_home).code == 4


def test_a_question_is_asked_listed_and_answered(run: Run, demo_home: Path) -> None:
    ref = ("isp", "ask-team", "WALES-004", "--as", LEAD, "--text", "Who signs?")
    assert run(*ref, home=demo_home).code == 0
    (row,) = run("questions", "--json", home=demo_home).value()
    assert (row["reference"], row["number"], row["text"], row["answer"]) == ("WALES-004", 1, "Who signs?", None)
    answer = ("isp", "answer-question", "WALES-004", "1", "--as", LEAD, "--text", "Each partner.")
    assert "drwy'r post" in run(*answer, home=demo_home, lang="cy").out
    assert run(*answer, home=demo_home).code == 3
    assert run("questions", "--json", home=demo_home).value() == []
    (row,) = run("questions", "--answered", "--json", home=demo_home).value()
    assert row["answer"] == "Each partner."
