"""The demonstration prints the report's figures, and what it shows is what the record holds."""

import re
from pathlib import Path

import pytest
from running import Run
from sqlmodel import select

from ispdesk import demo
from ispdesk.bootstrap import App, HomeError
from ispdesk.inbox import mails
from models.database import reading
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.post import Letter, Notice

TABLE_4_2 = [
    ("Fire service", 2, "2%"),
    ("Health", 22, "21%"),
    ("Local Authority", 66, "63%"),
    ("Other", 8, "8%"),
    ("Police", 5, "5%"),
    ("Voluntary/Community", 2, "2%"),
]


def test_the_summary_has_the_figures_of_the_report(app: App) -> None:
    found = demo.summary(app)
    assert found["outputs"] == {
        "signatories": 91,
        "facilitators": 105,
        "identified": 110,
        "awaiting": 23,
        "assured": 10,
    }
    assert (found["backlog"]["level"], found["backlog"]["count"]) == ("red", 23)
    clearance = found["backlog"]["projected_clearance_months"]
    assert (clearance["min"], clearance["max"]) == (55, 76)
    assert clearance["method"]
    assert found["backlog"]["oldest_working_days"]["known_for"] == 1
    assert found["letters"]["written"] == found["letters"]["delivered"] > 0
    assert found["history"]["rows"] > 200
    assert found["history"]["chain"] == "ok"
    assert found["isps"] == 110


def test_demo_once_prints_one_json_value_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "fresh"
    ran = run("demo", "--once", "--json", "--home", str(place))
    assert ran.code == 0
    assert ran.err == ""
    assert ran.value()["isps"] == 110
    assert not place.exists()


def test_demo_refuses_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(HomeError, match="not empty"):
        demo.make(tmp_path, lambda _words: None)


def test_facilitators_are_those_of_table_4_2(run: Run, demo_home: Path) -> None:
    found = run("report", "facilitators", "--at", "2012-09-30", "--json", home=demo_home).value()
    assert [(r["type"], r["number"], r["proportion"]) for r in found["rows"]] == TABLE_4_2
    assert (found["at"], found["total"]) == ("2012-09-30", 105)
    assert {a["name"]: a["facilitators"] for a in found["authorities"]} == {
        "Bridgend": 0,
        "Ceredigion": 9,
        "Vale of Glamorgan": 10,
    }
    assert found["authority_not_named"]["facilitators"] == 47


@pytest.mark.parametrize(
    ("day", "outputs"),
    [
        ("2012-09-30", {"signatories": 91, "facilitators": 105, "identified": 110, "awaiting": 23, "assured": 10}),
        ("2011-07-01", {"assured": 0, "assured_at_most": 10, "signatories": 0, "signatories_at_most": 91}),
        ("2011-07-31", {"assured": 1, "assured_at_most": 10}),
        ("2012-09-29", {"identified": 2, "identified_at_most": 110}),
    ],
)
def test_outputs_are_bounded_where_the_source_only_bounds_them(
    run: Run, demo_home: Path, day: str, outputs: dict[str, int]
) -> None:
    found = run("report", "outputs", "--at", day, "--json", home=demo_home).value()
    assert found["at"] == day
    assert {name: found["outputs"].get(name) for name in outputs} == outputs


def test_a_past_date_is_reported_the_same_whatever_happens_later(run: Run, demo_home: Path) -> None:
    before = run("report", "outputs", "--at", "2012-09-30", "--json", home=demo_home).value()
    move = ("isp", "do", "WALES-003", "--as", "waspi-team", "--reason", "why")
    assert run(*move[:3], "return_for_amendment", *move[3:], "--at", "2012-10-02T11:00", home=demo_home).code == 0
    assert run(*move[:3], "withdraw", *move[3:], home=demo_home).code == 0
    assert run("report", "outputs", "--at", "2012-09-30", "--json", home=demo_home).value() == before
    now = run("report", "outputs", "--json", home=demo_home).value()["outputs"]
    assert (now["awaiting"], now["identified"]) == (22, 110)


def test_the_queue_lists_23_with_what_each_waits_for(run: Run, demo_home: Path) -> None:
    found = run("queue", "--json", home=demo_home).value()
    rows = {row["reference"]: row for row in found}
    assert run("queue", "level", "--json", home=demo_home).value()["count"] == len(found) == 23
    assert rows["WALES-003"]["waiting_for"] == rows["WALES-003"]["holder"] == "team"
    assert rows["WALES-004"]["waiting_for"] == "coordinator"
    for row in found:
        assert row["score"] == sum(part["points"] for part in row["score_parts"])
    parts = {part["name"]: part for part in rows["WALES-004"]["score_parts"]}
    assert (parts["used"]["points"], parts["used"]["why"]) == (0, "not known")
    assert parts["in_use"]["points"] == 20
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    assert rows["WALES-004"]["age_working_days"]["min"] < rows["WALES-004"]["age_working_days"]["max"]
    for row in rows.values():
        assert (row["age_working_days"] is None) == (row["why_age_unknown"] is not None)
    assert sum(row["waiting_for"] is None for row in rows.values()) == 21


def test_the_forecast_says_that_the_history_is_too_short(run: Run, demo_home: Path) -> None:
    found = run("queue", "forecast", "--json", home=demo_home).value()
    assert len(found["isps"]) == found["queue"]["awaiting"] == 23
    assert {one[share] for one in found["isps"] for share in ("p50", "p85", "p95")} == {None}
    assert "too short" in found["why"]
    assert found["sample"]["decisions"] < 12
    assert "yn rhy fyr" in run("queue", "forecast", home=demo_home, lang="cy").out


def test_the_six_case_studies_stand_as_stated(app: App) -> None:
    with reading(app.engine) as session:
        chosen = select(Isp.ref, Version.state).join(Version)
        stand = dict(session.exec(chosen).all())
    assert stand == {
        "WALES-001": "assured",
        "WALES-002": "assured",
        "WALES-003": "qa_queue",
        "WALES-004": "returned",
        "WALES-005": "draft",
        "WALES-006": "draft",
    }


def test_no_clock_counts_a_days_holder_and_no_review_date_is_derived(app: App) -> None:
    """The recording is the last that anybody did: from that day on, and no other, an ISP in progress is idle."""
    with reading(app.engine) as session:
        running = session.exec(select(TimerRow).where(TimerRow.status != "stopped")).all()
        assert {(row.stream, row.kind) for row in running} == {("isp:WALES-005", "idle"), ("isp:WALES-006", "idle")}
        assert {row.anchor for row in running} == {demo.RECORDED.date()}
        assert session.exec(select(Notice).where(Notice.message != "backlog_level")).all() == []
        assert {v.review_date for v in session.exec(select(Version))} == {None}


def test_taking_on_asserts_no_move_and_recorded_moves_are_stated(app: App) -> None:
    with reading(app.engine) as session:
        rows = session.exec(select(History).where(History.stream == "isp:WALES-004").order_by(History.seq)).all()
        moves = [(r.kind, r.standing) for r in rows if r.kind in {"submit", "return_for_amendment"}]
        other = session.exec(select(History).where(History.stream == "isp:WALES-003")).all()
    assert moves == [("submit", "stated"), ("return_for_amendment", "stated")]
    assert {"taken_on", "made_known"} <= {r.kind for r in other}
    assert "submit" not in {r.kind for r in other}


def test_the_letters_go_to_the_team_and_the_boards_secretary_once(app: App) -> None:
    with reading(app.engine) as session:
        letters = session.exec(select(Letter)).all()
    assert {letter.address.partition("@")[0] for letter in letters} == {"waspi-team", "board-secretary"}
    assert len(letters) == len(mails(app.inbox_folder)) == 2
    for mail in mails(app.inbox_folder):
        assert "23" in mail.text
        assert "reconstructed" in mail.text
        assert mail.text.index("Cymru") < mail.text.index("Wales")  # unknown language: both, Welsh first
        assert re.search(r"<html[^>]* lang=", mail.html) or 'lang="cy"' in mail.html


def test_another_measurement_of_the_same_close_writes_no_second_letter(run: Run, demo_home: Path, app: App) -> None:
    assert run("measure", "--json", home=demo_home).value()["done"] == 0
    run("measure", "--json", "--at", "2012-10-03T18:00", home=demo_home)
    with reading(app.engine) as session:
        assert len(session.exec(select(Letter)).all()) == 2
