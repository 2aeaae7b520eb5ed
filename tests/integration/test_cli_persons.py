"""`ispdesk person`: wishes and absences, as a person types them."""

from pathlib import Path

import pytest
from running import Run
from world import ASSURER, COORDINATOR, LEAD, install

from ispdesk.bootstrap import open_home
from ispdesk.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    app = open_home(Settings(home=place), create=True)
    install(app.engine)
    app.set_fact("fixed_time", "2026-03-04T10:00+00:00")
    app.engine.dispose()
    return place


PREFERENCES = ("person", "preferences", COORDINATOR)


def test_what_nobody_chose_is_every_working_day_at_half_past_eight(run: Run, home: Path) -> None:
    shown = run(*PREFERENCES, home=home)
    days = "Monday, Tuesday, Wednesday, Thursday, Friday"
    assert shown.out.startswith(f"The letter of the day for {COORDINATOR} comes at 08:30 on: {days}.")
    seen = run(*PREFERENCES, "--json").value()
    assert (seen["at"], seen["choices"], len(seen["days"])) == ("08:30", {}, 5)
    assert "move_made" in seen["can_be_off"]
    assert "task_asked" not in seen["can_be_off"]


def test_what_is_chosen_is_kept_shown_and_forgotten_again(run: Run, home: Path) -> None:
    chosen = ("--days", "thursday,monday", "--hour", "14:30", "--at-once", "clock_due", "--off", "move_made")
    first = run(*PREFERENCES, *chosen, "--as", COORDINATOR, lang="cy", home=home)
    assert first.code == 0
    assert "dydd Llun, dydd Iau" in first.out
    assert "ar unwaith" in first.out
    wished = {"days": ["monday", "thursday"], "at": "14:30", "choices": {"clock_due": "at_once", "move_made": "off"}}
    seen = run(*PREFERENCES, "--json").value()
    assert {key: seen[key] for key in wished} == wished
    again = run(*PREFERENCES, "--default", "move_made", "--as", LEAD, "--json").value()
    assert again == {"ref": COORDINATOR, **wished, "choices": {"clock_due": "at_once"}}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--days", "sunday"), 2, "names no days"),
        (("--days", ""), 2, "names no days"),
        (("--off", "move_made", "--at-once", "move_made"), 2, "named twice"),
        (("--hour", "07:30"), 3, "08:30"),
        (("--off", "task_asked"), 3, "asks for something that waits for you"),
        (("--off", "no_such"), 3, "there is no message no_such"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_in_words(
    run: Run, home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = run(*PREFERENCES, *words, "--as", COORDINATOR, home=home)
    assert (refused.code, said in refused.err) == (code, True)
    assert run(*PREFERENCES, "--json").value()["choices"] == {}


def test_only_the_person_or_the_team_sets_it(run: Run, home: Path) -> None:
    refused = run(*PREFERENCES, "--hour", "09:30", "--as", "ffion", home=home)
    assert (refused.code, refused.err) == (3, "Only the person may change this.\n")
    assert run(*PREFERENCES, "--hour", "09:30").code == 2  # nobody is named
    assert run("person", "preferences", "nobody").code == 4
    assert run("person", "preferences", "nobody", "--hour", "09:30", "--as", LEAD).code == 4


def test_who_is_away_and_who_stands_in(run: Run, home: Path) -> None:
    away = ("person", "away", COORDINATOR, "2026-03-09", "2026-03-13", "--as", COORDINATOR)
    with_somebody = run(*away, "--substitute", ASSURER, home=home)
    assert (
        with_somebody.out == f"{COORDINATOR} is away from 9 March 2026 to 13 March 2026. Mail goes to {ASSURER} too.\n"
    )
    assert "eraill â'r un rôl" in run(*away, lang="cy").out
    backwards = run("person", "away", COORDINATOR, "2026-03-13", "2026-03-09", "--as", COORDINATOR)
    assert (backwards.code, backwards.err) == (3, "The last day is before the first.\n")


def test_days_away_are_taken_back(run: Run, home: Path) -> None:
    assert run("person", "away", COORDINATOR, "2026-03-09", "2026-03-13", "--as", COORDINATOR, home=home).code == 0
    back = ("person", "back", COORDINATOR, "2026-03-09", "2026-03-13", "--mistaken", "--as", COORDINATOR)
    assert run(*back).out == f"{COORDINATOR} is not away then, or no longer.\n"
    assert (run(*back).code, run(*back).err) == (4, "There is no such absence ahead.\n")
