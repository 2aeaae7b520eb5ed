"""Guards over the whole tree; beneath each, what it would find: every guard was made to fail once."""

import importlib
import inspect
import pkgutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click
import pytest
import typer
from guards import (
    ROOT,
    chances,
    clashes,
    clock_reads,
    commands,
    monotonic_reads,
    names_used,
    recorded,
    sources,
    too_long,
    without_json,
)
from pydantic import BaseModel

import ispdesk.commands
from ispdesk import policies
from ispdesk.cli import app
from ispdesk.commands import COMMANDS, KEPT
from ispdesk.commands.shape import Payload, Spec
from ispdesk.words import WORDS
from models.tables.isp import FACT_KINDS
from models.tables.journal import STREAM_KINDS
from notifications.messages import MESSAGES
from states.lifecycle import Trigger

SPANS = {
    "ispdesk/post.py",
    "ispdesk/rounds.py",
    "ispdesk/engine.py",
    "ispdesk/keeper.py",
    "ispdesk/cli/everything.py",
    "ispdesk/cli/simulating.py",
}
CHANCES = {
    "models/chain.py": {"secrets.token_hex"},  # salts
    "models/database.py": {"random.uniform"},  # jitter between tries
    "ispdesk/bootstrap.py": {"uuid.uuid4"},  # who this process is to the outbox
    "ispdesk/cli/isps.py": {"uuid.uuid4"},  # the id of a command typed once
    "ispdesk/keys.py": {"secrets.token_hex"},  # the home's key
    "ispdesk/signin/codes.py": {"secrets.token_urlsafe", "secrets.randbelow"},  # links, browsers, codes
    "ispdesk/signin/oidc.py": {"secrets.token_urlsafe"},  # state, nonce and verifier of an attempt
    "ispdesk/signin/second.py": {"secrets.token_hex", "secrets.token_bytes"},  # keys of apps, recovery codes
    "ispdesk/inbox.py": {"secrets.token_hex"},  # names of stored mails
    "ispdesk/engine.py": {"secrets.token_urlsafe"},  # a password for the local server
    "states/forecast.py": {"random.Random"},  # the runs of a forecast, seeded with what is asked
    "ispdesk/sessions.py": {"secrets.token_urlsafe"},  # the token of a signed-in browser
    "ispdesk/tokens.py": {"secrets.token_urlsafe"},  # tokens
    "ispdesk/web/hall.py": {"uuid.uuid4"},  # the id of the change that a form asks for
    "ispdesk/web/headers.py": {"secrets.token_hex"},  # the number of an incident
    **{  # what happens in a made-up country, from one seed
        f"ispdesk/simulate/{name}.py": {"random.Random"} for name in ("country", "life", "mishaps", "office", "running")
    },
}
TOLD_BY_COMMANDS = {
    "move_made", "review_notice", "hold_ended", "task_asked", "draft_waiting", "backlog_level", "digest",
    "due_day_moved", "alert", "invitation", "invitation_changed", "invitation_cancelled", "coordinator_unreachable",
    "partner_answered", "telephone_list", "contact_asked", "minor_change", "objection", "handover_offered",
    "handover_answered", "help_asked", "sign_in", "address_code", "welsh_wished", "section_given",
    "question_asked", "question_answered", "isp_assigned", "review_moved", "review_ended",
    "event_recorded",
    "accord_unsigned", "accord_action_due",
    "listing_again",
}  # fmt: skip
MODULES = {
    name: importlib.import_module(f"ispdesk.commands.{name}")
    for _, name, _ in pkgutil.iter_modules(ispdesk.commands.__path__)
}
SPECS: list[Spec[Any]] = [spec for module in MODULES.values() for spec in getattr(module, "SPECS", ())]


def kinds_of(folder: Path) -> dict[str, dict[str, set[str]]]:
    return {path.stem: recorded(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))}


RECORDED = kinds_of(ROOT / "ispdesk" / "commands")


def test_the_wall_clock_is_read_in_one_place() -> None:
    assert {name: found for name, text in sources() if (found := clock_reads(text))} == {
        "ispdesk/now.py": {"datetime.datetime.now"},
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import datetime as dt\nx = dt.datetime.now(dt.UTC)", "datetime.datetime.now"),
        ("from datetime import datetime\nx = datetime.utcnow()", "datetime.datetime.utcnow"),
        ("from datetime import date as d\nx = d.today", "datetime.date.today"),
        ("import time\ndef f():\n    return time.time()", "time.time"),
        ("from time import time_ns as n", "time.time_ns"),
        ("from sqlmodel import func\nx = func.now()", "sqlmodel.func.now"),
        ("x = text('DEFAULT current_timestamp')", "CURRENT_TIMESTAMP"),
    ],
)
def test_a_second_reading_of_the_wall_clock_would_be_found(source: str, found: str) -> None:
    assert clock_reads(source) == {found}
    assert clock_reads("import time\ntime.sleep(1)\napp.now()\nx.today") == set()


def test_clocks_that_measure_spans_are_read_by_six_files() -> None:
    assert {name for name, text in sources() if monotonic_reads(text)} == SPANS
    assert monotonic_reads("from time import perf_counter") == {"time.perf_counter"}


def test_chance_comes_in_at_known_places() -> None:
    assert {
        name: found
        for name, text in sources()
        if (found := chances(text) - {"random", "secrets", "secrets.compare_digest"})
    } == CHANCES
    assert chances("import uuid\nid = uuid.uuid4()") == {"uuid.uuid4"}
    assert chances("from random import choice") == {"random.choice"}
    assert chances("import secrets as s\ns.token_hex()") == {"secrets.token_hex"}
    assert "uuid.getnode" in names_used("import uuid\nuuid.getnode()")


def test_no_flow_file_bears_the_name_of_a_package() -> None:
    flows = [path.stem for path in (ROOT / "flows").glob("*.py") if not path.stem.startswith("_")]
    assert flows
    assert clashes(flows) == set()
    assert clashes([*flows, "prefect", "queue", "states", "alembic"]) == {"prefect", "queue", "states", "alembic"}


def test_no_file_is_longer_than_400_lines() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    kinds = (".py", ".html", ".txt", ".toml", ".yaml", ".sh", ".scss")
    apart = ("tests/", "models/migrations/", "docs/", "ispdesk/web/static/")
    names = [name for name in listed if name.endswith(kinds) and not name.startswith(apart)]
    files = [(name, (ROOT / name).read_text(encoding="utf-8")) for name in names] or list(sources())
    assert len(files) > 100
    assert too_long(files, 400) == {}
    assert too_long([("a.py", "\n" * 401), ("b.py", "\n" * 400)], 400) == {"a.py": 401}
    tests = [(str(p), p.read_text(encoding="utf-8")) for p in (ROOT / "tests").rglob("*.py")]
    assert too_long(tests, 400) == {}


def test_every_command_there_is_can_be_looked_up_and_no_two_share_a_name() -> None:
    assert [kind for kind, n in Counter(spec.kind for spec in SPECS).items() if n > 1] == []
    assert {spec.kind: spec for spec in SPECS} == {
        kind: replace(spec, carry_out=inspect.unwrap(spec.carry_out)) for kind, spec in COMMANDS.items()
    }
    assert {kind for kind, spec in COMMANDS.items() if hasattr(spec.carry_out, "__wrapped__")} == {
        spec.kind for spec in SPECS if spec.stream_kind == "isp" and spec.kind not in KEPT
    }, "every other command on an ISP brings its clocks up to date"
    assert {spec.stream_kind for spec in SPECS} == set(STREAM_KINDS)
    assert all(spec.by is None or spec.by for spec in SPECS)


def inner(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The model and every model within its fields."""
    found, left = {model}, [model]
    while left:
        for field in left.pop().model_fields.values():
            parts: list[Any] = [field.annotation]
            while parts:
                part = parts.pop()
                parts.extend(get_args(part))
                if isinstance(part, type) and issubclass(part, BaseModel) and part not in found:
                    found.add(part)
                    left.append(part)
    return found


def loose(model: type[BaseModel]) -> set[str]:
    """Models in it that take what they do not know, or can be changed."""
    return {
        one.__name__ for one in inner(model)
        if one.model_config.get("extra") != "forbid" or not one.model_config.get("frozen")
    }  # fmt: skip


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_command_has_a_payload_that_refuses_what_it_does_not_know(kind: str) -> None:
    payload = COMMANDS[kind].payload
    assert issubclass(payload, Payload)
    assert payload.__doc__
    assert loose(payload) == set()


def test_a_loose_payload_would_be_found() -> None:
    class Loose(BaseModel):
        x: int

    class Outer(Payload):
        parts: tuple[Loose, ...] | None = None

    assert loose(Outer) == {"Loose"}


def without_words(kinds: dict[str, dict[str, set[str]]]) -> set[str]:
    """Kinds of rows in an ISP's history that no word names. Other streams' histories are not shown."""
    others = {spec.carry_out.__name__ for spec in SPECS if spec.stream_kind != "isp"}
    with_isps = {
        n for n, module in MODULES.items() if any(s.stream_kind == "isp" for s in getattr(module, "SPECS", ()))
    }
    shown = {
        kind
        for name, found in kinds.items()
        for kind, functions in found.items()
        if (name in with_isps or name not in MODULES) and functions - others
    }
    return {kind for kind in shown if f"history.{kind}" not in WORDS and kind not in set(Trigger)}


def test_every_row_in_an_isps_history_has_a_word_and_every_word_a_row() -> None:
    assert without_words(RECORDED) == set()
    kinds = {kind for found in RECORDED.values() for kind in found}
    assert {"taken_back", "corrected", "put_on_hold", "version_opened", "measured"} <= kinds
    assert {key.removeprefix("history.") for key in WORDS if key.startswith("history.")} <= kinds
    assert without_words({"x": recorded('def f(tx):\n    tx.record("shrugged", {})')}) == {"shrugged"}


def test_every_fact_has_a_word_and_every_word_a_fact() -> None:
    words = {key.removeprefix("fact.") for key in WORDS if key.startswith("fact.")}
    assert words == set(FACT_KINDS)
    assert words - {"effort"} != set(FACT_KINDS)


@pytest.mark.parametrize("name", policies.names())
def test_every_rung_has_a_message_and_every_rungs_message_a_rung(name: str) -> None:
    used = {rung.message for timer in policies.read(name).timers for rung in timer.rungs}
    assert used == set(MESSAGES) - TOLD_BY_COMMANDS


def test_every_command_prints_json_but_the_one_that_stays() -> None:
    group = typer.main.get_command(app)
    assert without_json(group) == {"up"}
    assert {"isp do", "audit verify", "report outputs", "demo"} <= {path for path, _ in commands(group)}
    bare = click.Group("x", commands={"look": click.Command("look")})
    assert without_json(bare) == {"look"}


def test_every_trigger_can_be_given_by_a_command() -> None:
    field = COMMANDS["move"].payload.model_fields["trigger"]
    assert field.annotation is Trigger
