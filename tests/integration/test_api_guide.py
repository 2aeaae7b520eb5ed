"""The guide to the API is true: its examples are run in order, its tables hold what there is."""

import argparse
import json
import re
import shlex
from pathlib import Path
from string import Template
from typing import Any

import pytest
from answering import Standing
from httpx2 import Response
from lxml import etree  # type: ignore[import-untyped]  # it has no types
from starlette.testclient import TestClient
from world import COORDINATOR, World, making_known, to_draft

from ispdesk import tokens
from ispdesk.api import openapi
from ispdesk.api.problems import TITLES
from ispdesk.now import wall_clock
from ispdesk.web.app import build
from ispdesk.web.record import Record
from models.database import writing
from models.queries import people

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^```sh\n(?P<asked>.*?)^```\n\n^```(?P<kind>\w+)\n(?P<said>.*?)^```", re.MULTILINE | re.DOTALL)
DESK = "http://testserver"


def curl(client: TestClient, command: str, known: dict[str, str]) -> Response:
    """Ask what a command of curl's would; an option that the guide does not use yet fails."""
    reader = argparse.ArgumentParser(exit_on_error=False)
    reader.add_argument("-s", action="store_true")
    reader.add_argument("-i", action="store_true")
    reader.add_argument("-X", default="GET")
    reader.add_argument("-H", action="append", default=[])
    reader.add_argument("-d")
    reader.add_argument("address")
    program, *words = shlex.split(Template(command.replace("\\\n", " ")).substitute(known))
    assert program == "curl"
    read = reader.parse_args(words)
    headers = dict(one.split(": ", 1) for one in read.H)
    return client.request(read.X, read.address, headers=headers, content=read.d)


def differs(wanted: Any, found: Any, where: str = "") -> str | None:
    """Where an answer is not as the guide shows it; the guide may leave fields and rows out, … is any words."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        parts = (differs(value, found.get(name, "absent"), f"{where}.{name}") for name, value in wanted.items())
        return next(filter(None, parts), None)
    if isinstance(wanted, list) and isinstance(found, list):
        if len(found) < len(wanted):
            return f"{where}: {found}"
        parts = (differs(one, other, f"{where}[]") for one, other in zip(wanted, found, strict=False))
        return next(filter(None, parts), None)
    same = wanted == found or (wanted == "…" and isinstance(found, str) and found != "absent")
    return None if same else f"{where}: {found!r} and not {wanted!r}"


def fault(kind: str, said: str, answer: Response) -> str | None:
    """What of an answer is not as the guide shows it."""
    if kind == "xml":
        etree.fromstring(answer.content)
        return None if said.strip() in answer.text else answer.text
    if kind == "json":
        return f"{answer.status_code}" if answer.status_code != 200 else differs(json.loads(said), answer.json())
    assert kind == "http"
    head, _, body = said.partition("\n\n")
    first, *headers = head.splitlines()
    if first != f"HTTP/1.1 {answer.status_code}":
        return f"{answer.status_code}: {answer.text}"
    for line in headers:
        name, value = line.split(": ", 1)
        if not answer.headers.get(name, "").startswith(value):
            return f"{name}: {answer.headers.get(name)}"
    return differs(json.loads(body), answer.json()) if body.strip() else None


@pytest.mark.parametrize("database", ["sqlite"])
def test_every_example_answers_as_it_says(world: World) -> None:
    world.run(making_known("EX-001"))
    world.run(to_draft("EX-002"))
    with writing(world.engine) as session:
        person = people.by_ref(session, COORDINATOR)
        assert person is not None
        token = tokens.make(session, person, "the guide", tokens.SCOPES, wall_clock())
    client = TestClient(build(Record(Standing(world.app.settings, world.app.engine, world))), follow_redirects=False)
    known = {"DESK": DESK, "TOKEN": token}
    wrong, examples = [], list(EXAMPLE.finditer(GUIDE))
    for one in examples:
        answer = curl(client, one["asked"], known)
        if "ETag" in answer.headers:
            known["ETAG"] = answer.headers["ETag"].replace('"', '\\"')
        if found := fault(one["kind"], one["said"], answer):
            wrong.append((one["asked"], found))
    assert not wrong, wrong
    assert len(examples) == GUIDE.count("```sh") == 12
    assert fault("json", '{"a": [1]}', Response(200, json={"a": [2]})) == ".a[]: 2 and not 1"
    assert fault("http", "HTTP/1.1 409\n", Response(200, json={})) is not None


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a header row that begins so."""
    lines = GUIDE[GUIDE.index(f"| {heading} |") :].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_its_tables_hold_every_scope_read_and_status() -> None:
    assert [row[0].strip("`") for row in rows("scope")] == list(tokens.SCOPES)
    assert [row[0].strip("`") for row in rows("address")] == list(openapi.PARAMETERS)
    named = {int(status) for row in rows("status") for status in row[0].split(", ")}
    assert named == set(TITLES) - {405}
