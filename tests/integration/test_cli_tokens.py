"""Tokens on the command line: shown once, listed without themselves, revoked."""

from pathlib import Path

import pytest
from running import Run
from sqlmodel import select

from ispdesk.bootstrap import open_home
from ispdesk.settings import Settings
from models.database import reading
from models.tables.person import Person
from models.tables.token import ApiToken


@pytest.mark.timeout(240)
def test_a_token_is_made_listed_and_revoked(demo_home: Path, run: Run) -> None:
    app = open_home(Settings(home=demo_home))
    with reading(app.engine) as session:
        who = session.exec(select(Person.ref)).first()
    assert who is not None
    made = run("tokens", "make", who, "--name", "a robot", "--scope", "read", home=demo_home)
    assert made.code == 0
    secret = made.out.split()[0]
    with reading(app.engine) as session:
        (row,) = session.exec(select(ApiToken)).all()
    assert secret not in str(row)
    listed = run("tokens", "list", who, home=demo_home)
    assert ("a robot" in listed.out, secret in listed.out) == (True, False)
    assert run("tokens", "revoke", who, str(row.id), home=demo_home).code == 0
    assert run("tokens", "revoke", who, "99", home=demo_home).code != 0
    assert run("tokens", "make", who, "--name", "x", "--scope", "all", home=demo_home).code != 0
    assert run("tokens", "make", "nobody", "--name", "x", "--scope", "read", home=demo_home).code != 0
