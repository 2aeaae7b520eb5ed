"""The command line over a PostgreSQL database: the same register, the same figures, a record as whole."""

from pathlib import Path

import databases
import pytest
from running import Run

from ispdesk.demo import EXAMPLE


def test_the_register_is_imported_measured_and_proved_on_postgresql(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with databases.server() as server:
        monkeypatch.setenv("ISPDESK_DATABASE_URL", databases.empty(server, "ispdesk_cli"))
        home = tmp_path / "home"
        assert run("import", str(EXAMPLE), home=home).code == 0
        assert run("import", str(EXAMPLE), home=home).out.startswith("Nothing new")
        assert run("measure", "--json", home=home).value()["done"] == 1
        assert len(run("queue", "--json", home=home).value()) == 23
        assert run("send", "--json", home=home).code == 0
        found = run("report", "outputs", "--at", "2012-09-30", "--json", home=home).value()["outputs"]
        assert found == {"signatories": 91, "facilitators": 105, "identified": 110, "awaiting": 23, "assured": 10}
        past, then = ("--as-at", "2012-09-30"), ("--as-known-then",)
        for asked, awaiting in (((), 23), (past, 23), (then, 23), ((*past, *then), 0)):  # recorded just now
            seen = run("measures", *asked, "--json", home=home).value()
            standing = {row["key"]: row["isps"] for row in seen["standing"]}
            assert standing["awaiting"] == {"least": awaiting, "most": awaiting}, asked
        assert run("audit", "verify", "--json", home=home).value()["chain"] == "ok"
        assert not (home / "ispdesk.db").exists()
