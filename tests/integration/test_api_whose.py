"""By a program nobody does to another's ISP what they may not on its pages: every command, with a payload that fits."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError
from test_api import Program
from whose import two_alike
from world import COORDINATOR, World

from ispdesk.api.openapi import OFFERED
from models.tables.journal import History

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
THEIRS = sorted(kind for kind, spec in OFFERED.items() if spec.stream_kind == "isp" and not spec.creates)
OUTSIDERS = ("dilys", "bethan", "mair")
"""The coordinator and two partners' contacts of B1: none of them has a part in A1."""
WORDS = ("x", "2026-04-01", "10:00", "2026-03-02T09:00:00+00:00", "en", "a@b.example")


def example(schema: Mapping[str, Any], defs: Mapping[str, Any], words: str) -> Any:
    """What a schema asks for at least; `words` stands for every text."""
    if "$ref" in schema:
        return example(defs[schema["$ref"].rpartition("/")[2]], defs, words)
    for several in ("anyOf", "allOf"):
        if several in schema:
            return example(schema[several][0], defs, words)
    if "const" in schema or "enum" in schema:
        return schema.get("const", next(iter(schema.get("enum", ())), None))
    kind = schema.get("type")
    if kind == "object":
        asked = {**dict.fromkeys(schema.get("required", ())), **dict.fromkeys(("reason",) if _reasons(schema) else ())}
        return {name: example(schema["properties"][name], defs, words) for name in asked}
    if kind == "array":
        return [example(schema.get("items", {"type": "string"}), defs, words)]
    return {"integer": max(1, int(schema.get("minimum", 1))), "number": 1, "boolean": True, "null": None}.get(
        str(kind), words
    )


def _reasons(schema: Mapping[str, Any]) -> bool:
    return "reason" in schema.get("properties", {})


@cache
def payload(kind: str) -> dict[str, Any] | None:
    """The least that the command takes; None where no text of WORDS makes one."""
    model = OFFERED[kind].payload
    schema = model.model_json_schema()
    for words in WORDS:
        given: dict[str, Any] = example(schema, schema.get("$defs", {}), words)
        try:
            model.model_validate(given)
        except ValidationError:
            continue
        return given
    return None


@SQLITE
def test_no_command_of_an_isp_is_carried_out_for_outsiders(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ispdesk.api.v1.EACH_MINUTE", 100_000)
    two_alike(world)
    before = len(world.rows(History))
    asked, wrong = 0, []
    for who in OUTSIDERS:
        program = Program(world, who)
        for kind in THEIRS:
            given = payload(kind)
            if given is None:
                continue
            answer = program.post(f"/isp/A1/{kind}", key=f"{who}:{kind}", payload=given)
            codes = {one["code"] for one in answer.json().get("reasons", [])}
            refused = answer.status_code == 403 if OFFERED[kind].by is not None else answer.status_code >= 400
            if not refused:
                wrong.append((who, kind, answer.status_code, codes))
            asked += 1
    assert not wrong
    assert asked >= 0.8 * len(THEIRS) * len(OUTSIDERS), "too few commands have a payload to try"
    assert len(world.rows(History)) == before


@SQLITE
def test_what_is_inside_an_isp_is_read_by_those_inside(world: World) -> None:
    two_alike(world)
    own = Program(world, COORDINATOR)
    for part in ("record", "history"):
        own.get(f"/isps/A1/{part}")
        for who in OUTSIDERS:
            assert Program(world, who).get(f"/isps/A1/{part}", 403)["reasons"][0]["code"] == "not_yours"
