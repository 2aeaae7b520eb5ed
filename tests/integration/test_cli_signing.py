"""Handing over the coordinator's part, and who has signed, as a person types it."""

import json
from pathlib import Path

from running import Run

REF, TEAM = "WALES-004", "waspi-team"


def enter(run: Run, home: Path, ref: str) -> None:
    payload = json.dumps({"name_en": ref.title(), "address": f"{ref}@desk.example"})
    assert run("order", "enter_person", f"person:{ref}", payload, home=home).code == 0


def test_the_part_is_offered_declined_offered_again_and_accepted(run: Run, demo_home: Path) -> None:
    for ref in ("mair", "nia"):
        enter(run, demo_home, ref)
    offer = ("isp", "coordinator", "offer", REF, "--as", TEAM)
    assert run(*offer, "--to", "mair", home=demo_home).code == 0
    not_theirs = run("isp", "coordinator", "accept", REF, "--as", "nia", home=demo_home)
    assert (not_theirs.code, "It was not offered to you" in not_theirs.err) == (3, True)
    declined = run("isp", "coordinator", "decline", REF, "--as", "mair", "--reason", "no time", home=demo_home)
    assert (declined.code, "nothing has changed" in declined.out) == (0, True)
    assert run(*offer, "--to", "nia", home=demo_home).code == 0
    assert run("isp", "coordinator", "withdraw", REF, "--as", TEAM, home=demo_home).code == 0
    assert run(*offer, "--to", "nia", home=demo_home).code == 0
    done = run("isp", "coordinator", "accept", REF, "--as", "nia", home=demo_home, lang="cy")
    assert (done.code, "nia sy'n cydlynu" in done.out) == (0, True)


def test_who_has_signed_is_listed(run: Run, demo_home: Path) -> None:
    rows = run("isp", "sign-offs", REF, "--json", home=demo_home).value()
    assert rows
    assert {"line", "outcome", "asked", "promised"} <= set(rows[0])
    assert run("isp", "sign-offs", REF, home=demo_home).code == 0
    assert run("isp", "sign-offs", "NONE", home=demo_home).code == 4
