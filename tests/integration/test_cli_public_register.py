"""`ispdesk register …`, as a person types it."""

from pathlib import Path
from typing import Any

from running import Run

LEAD, ISP = "waspi-team", "WALES-001"


def test_the_register_is_listed_and_an_isp_left_out_and_put_in_again(run: Run, demo_home: Path) -> None:
    def ok(*words: str) -> Any:
        ran = run("register", *words, "--json", home=demo_home)
        assert ran.code == 0, (words, ran.err)
        return ran.value()

    listed = ok("--standing", "force")
    refs = [one["reference"] for one in listed["entries"]]
    assert (listed["found"], len(refs), ISP in refs) == (2, 2, True)  # the other eight are only counted
    assert ok("--words", "zzz")["found"] == 0
    shown = ok("show", ISP)
    assert (shown["reference"], shown["standing"], bool(shown["partners"])) == (ISP, "force", True)
    assert ok("organisations")["found"] == 91
    wrong = run("register", "--standing", "lapsed", home=demo_home)
    assert (wrong.code, "--standing is one of force" in wrong.err) == (2, True)
    none = run("register", "leave-out", ISP, "--as", LEAD, home=demo_home)
    assert (none.code, "reason" in none.err) == (3, True)
    assert ok("leave-out", ISP, "--as", LEAD, "--reason", "Its title says too much")["review_by"] == "2013-10-01"
    assert [one["reason"] for one in ok("left-out")] == ["Its title says too much"]
    gone = run("register", "show", ISP, home=demo_home)
    assert (gone.code, "does not show" in gone.err) == (4, True)
    ok("put-in", ISP, "--as", LEAD)
    ok("exemplar", ISP, "--as", LEAD, "--cy", "Diben clir")
    assert [one["reference"] for one in ok("--exemplars")["entries"]] == [ISP]
    ok("end-exemplar", ISP, "--as", LEAD)
    assert "No longer" not in run("register", "--standing", "force", home=demo_home).out
