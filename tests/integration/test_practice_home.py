"""The practice home: the pack goes through the door, everybody in it can be entered, coordinators have their ISP."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ispdesk import access, audit, practice_home
from ispdesk.cli import app as cli
from ispdesk.views.entering import sample_roles
from ispdesk.views.scoping import options
from models.database import reading
from states.lifecycle import Role
from states.places import INVENTED
from states.scoping_questions import QUESTIONS
from states.words import Sentence


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> practice_home.App:
    said: list[Sentence] = []
    return practice_home.make(tmp_path_factory.mktemp("practice"), said.append, "http://127.0.0.1:8400")


def test_it_holds_what_the_pack_states(home: practice_home.App) -> None:
    found = practice_home.summary(home)
    assert (found["isps"], found["organisations"], found["roles"]) == (6, 37, 89)
    with reading(home.engine) as session:
        assert audit.verify(session).ok


def test_everybody_can_be_entered_and_each_coordinator_has_one_isp(home: practice_home.App) -> None:
    day = practice_home.STANDS_AT.date()
    with reading(home.engine) as session:
        roles = sample_roles(session) or ()
        assert len(roles) == 89
        for number in range(1, 7):
            held = access.roles_for_isp(session, "coordinator-1", f"PRACTICE-00{number}", day)
            assert (Role.COORDINATOR in (held or ())) == (number == 1)
        contact = access.roles_for_isp(session, "police-contact", "PRACTICE-001", day) or frozenset()
        signing = access.roles_for_isp(session, "police-signing", "PRACTICE-001", day) or frozenset()
        assert (Role.PARTNER_CONTACT in contact, Role.SIGNING_OFFICER in signing) == (True, True)
        assert not access.roles_for_isp(session, "fire-contact", "PRACTICE-001", day)


def test_its_invented_places_can_be_chosen_for_a_new_isp(home: practice_home.App) -> None:
    (places,) = [field for question in QUESTIONS for field in question.fields if field.name == "places"]
    with reading(home.engine) as session:
        offered = {code for code, _, _ in options(session, places)}
    assert set(INVENTED) < offered


def test_the_command_makes_it_and_refuses_an_example_that_there_is_not(tmp_path: Path) -> None:
    runner = CliRunner()
    wrong = runner.invoke(cli, ["demo", "--once", "--example", "wales"])
    assert wrong.exit_code != 0
    made = runner.invoke(cli, ["demo", "--once", "--example", "practice", "--home", str(tmp_path / "home"), "--json"])
    assert made.exit_code == 0, made.output
    assert '"isps": 6' in made.output
