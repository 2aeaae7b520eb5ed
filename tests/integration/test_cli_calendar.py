"""`ispdesk calendar …` in the demonstration's home, whose time stands at Monday 1 October 2012, 09:30."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from running import Run

from ispdesk import calendars
from ispdesk.bootstrap import App
from models.database import reading
from models.queries import home
from states.words import Sentence

WHY = ("--reason-en", "The office moves", "--reason-cy", "Mae'r swyddfa'n symud")
TEAM = ("--as", "waspi-team")


def test_the_days_of_a_year_with_both_names(run: Run, demo_home: Path) -> None:
    shown = run("calendar", "show", "--year", "2012", "--json", home=demo_home)
    assert shown.code == 0
    value = shown.value()
    assert [day["day"] for day in value["days"]][-2:] == ["2012-12-25", "2012-12-26"]
    assert value["days"][0]["name"] == {
        "en": "New Year's Day (substitute day)",
        "cy": "Dydd Calan (dydd gŵyl yn lle)",
    }
    assert {day["kind"] for day in value["days"]} == {"bank-holiday"}
    assert 2012 in {year["year"] for year in value["years"]}
    welsh = run("calendar", "show", lang="cy").out
    assert "dydd Mawrth 25 Rhagfyr 2012" in welsh
    assert "gŵyl banc" in welsh
    assert "fersiwn" in welsh


def test_a_year_that_is_not_stored(run: Run, demo_home: Path) -> None:
    gone = run("calendar", "show", "--year", "2031", home=demo_home, lang="cy")
    assert gone.code == 4
    assert "Storiwch 2031 yn gyntaf: `ispdesk calendar store 2031`" in gone.err


def test_a_preview_changes_nothing_and_is_what_then_happens(run: Run, demo_home: Path) -> None:
    asked = ("calendar", "close", "2012-10-03", *WHY, *TEAM)
    before = run("calendar", "show", "--json", home=demo_home).out
    previewed = run(*asked, "--preview", "--json")
    assert previewed.code == 0
    assert run("calendar", "show", "--json").out == before
    words = run(*asked, "--preview", lang="cy").out
    assert "Dyddiadau cau a fyddai'n symud" in words
    done = run(*asked, "--json")
    assert done.code == 0
    assert previewed.value() == done.value() | {"preview": True}
    days = {day["day"]: day for day in run("calendar", "show", "--json").value()["days"]}
    assert days["2012-10-03"]["kind"] == "closure"
    assert days["2012-10-03"]["name"] == {"en": "The office moves", "cy": "Mae'r swyddfa'n symud"}
    back = run("calendar", "reopen", "2012-10-03", *WHY, *TEAM, lang="cy")
    assert back.code == 0
    assert "Dyddiadau cau a symudodd" in back.out
    assert "2012-10-03" not in run("calendar", "show", "--json").out
    assert run("audit", "verify").code == 0


@pytest.mark.parametrize(
    ("words", "code", "english", "welsh"),
    [
        (("close", "2012-10-06", *WHY), 3, "is a Saturday or a Sunday", "Dydd Sadwrn neu ddydd Sul"),
        (("close", "2012-09-28", *WHY), 3, "has closed", "wedi cau"),
        (("close", "2031-03-03", *WHY), 3, "calendar store 2031", "calendar store 2031"),
        (("close", "2012-12-25", *WHY), 3, "already: Christmas Day", "eisoes: Dydd Nadolig"),
        (("close", "2012-10-03", "--reason-en", "x"), 2, "in both languages", "yn y ddwy iaith"),
        (("close", "2012-10-03", "--reason-en", "x", "--reason-cy", " "), 2, "in both languages", "yn y ddwy iaith"),
        (("close", "2012-10-03", *WHY, "--as", "nobody-here"), 4, "no person", "Nid oes person"),
        (("close", "2012-10-03", *WHY, "--as", "operator"), 2, "is not a person", "Nid yw"),
        (("reopen", "2012-10-03", *WHY), 4, "There is no closure", "Nid yw 2012-10-03 wedi'i gau"),
        (("reopen", "2012-12-25", *WHY), 3, "is a bank holiday", "Gŵyl banc yw"),
        (("accept", *WHY), 3, "nothing to accept", "Nid oes dim"),
        (("accept", "--preview", *WHY), 3, "nothing to accept", "Nid oes dim"),
        (("store", "2012"), 3, "stored already", "wedi'i storio eisoes"),
        (("store", "2050"), 3, "no gap", "bwlch"),
        (("store", "1870"), 2, "cannot be stored", "Ni ellir storio"),
    ],
)
def test_bad_input_is_said_in_both_languages(
    run: Run, demo_home: Path, words: tuple[str, ...], code: int, english: str, welsh: str
) -> None:
    said = run("calendar", *words, home=demo_home)
    assert (said.code, english in said.err) == (code, True), said
    said = run("calendar", *words, "--json", lang="cy")
    assert (said.code, welsh in said.err) == (code, True), said
    assert said.value()["reasons"]


def test_a_day_that_is_none(run: Run, demo_home: Path) -> None:
    assert run("calendar", "close", "St David", *WHY, home=demo_home).code == 2


def test_the_operator_stores_the_next_year(run: Run, demo_home: Path, app: App) -> None:
    with reading(app.engine) as session:
        following = home.calendar(session).last.year + 1
    stored = run("calendar", "store", str(following), "--json", home=demo_home)
    assert (stored.code, stored.value()["year"]) == (0, following)
    said = run("calendar", "store", str(following + 1), lang="cy")
    assert (said.code, f"Mae {following + 1} wedi'i storio" in said.out) == (0, True)


def other(year: int) -> Mapping[dt.date, Sentence]:
    """A release that knows a day more, one in the past less, and one for which we have no Welsh name."""
    days = {day: name for day, name in calendars.computed(year).items() if day != dt.date(2012, 6, 4)}
    more = {
        dt.date(2012, 11, 5): Sentence("Proclaimed Day", "Diwrnod Cyhoeddedig"),
        dt.date(2012, 11, 6): Sentence("New Day", ""),
    }
    return days | {day: name for day, name in more.items() if day.year == year}


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new release of the library, as the command line meets it."""
    real = calendars.compare
    monkeypatch.setattr(calendars, "compare", lambda session, at: real(session, at, other))


def test_the_installed_release_agrees_with_what_is_stored(run: Run, demo_home: Path) -> None:
    found = run("calendar", "compare", "--json", home=demo_home)
    assert (found.code, found.value()["differences"]) == (0, [])
    assert "yn cytuno â phob diwrnod" in run("calendar", "compare", lang="cy").out


@pytest.mark.usefixtures("release")
def test_a_release_that_disagrees_is_shown_previewed_and_accepted(run: Run, demo_home: Path) -> None:
    found = run("calendar", "compare", "--json", home=demo_home).value()["differences"]
    assert [(one["day"], one["kind"], one["offered"]) for one in found] == [
        ("2012-06-04", "gone", False),
        ("2012-11-05", "added", True),
        ("2012-11-06", "added", False),
    ]
    shown = run("calendar", "compare").out
    assert "disagrees, but counted already: stays" in shown
    assert "no Welsh name in this release" in shown
    welsh = run("calendar", "compare", lang="cy").out
    assert "yn anghytuno, ond wedi'i gyfrif eisoes: erys" in welsh
    looked = {check["check"]: check for check in run("doctor", "--json").value()["checks"]}
    assert not looked["bank holidays"]["ok"]
    assert "2012-11-05, 2012-11-06" in looked["bank holidays"]["detail"]
    previewed = run("calendar", "accept", "--preview", *WHY, *TEAM, "--json")
    done = run("calendar", "accept", *WHY, *TEAM, "--json")
    assert done.code == 0
    assert previewed.value() == done.value() | {"preview": True}
    assert done.value()["days"] == ["2012-11-05"]
    left = run("calendar", "compare", "--json").value()["differences"]
    assert [one["day"] for one in left] == ["2012-06-04", "2012-11-06"]


def test_doctor_says_what_runs_out_and_what_to_do(run: Run, demo_home: Path, app: App) -> None:
    looked = {check["check"]: check for check in run("doctor", "--json", home=demo_home).value()["checks"]}
    assert looked["bank holidays"]["ok"]
    with reading(app.engine) as session:
        last = home.calendar(session).last
    assert looked["calendar"]["ok"] is (last >= dt.date(2013, 10, 1))
    app.move_time(dt.datetime(last.year, 6, 3, 12, tzinfo=dt.UTC))
    said = run("doctor", "--json", lang="cy")
    looked = {check["check"]: check for check in said.value()["checks"]}
    assert (said.code, looked["calendar"]["ok"]) == (1, False)
    assert f"`ispdesk calendar store {last.year + 1}`" in looked["calendar"]["detail"]
    assert "Daw'r calendr i ben" in looked["calendar"]["detail"]
