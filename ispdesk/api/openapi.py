"""The OpenAPI document (3.1): commands as their payloads are, reads as the views are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from pydantic import TypeAdapter

from ispdesk.api import problems
from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Spec
from ispdesk.tokens import SCOPES
from ispdesk.views.shapes import StateGroup
from states.lifecycle import Role

KEY: Final = r"[0-9A-Za-z._:-]{8,40}"
REF: Final = r"[0-9A-Za-z][0-9A-Za-z._-]{0,59}"
LONGEST: Final = 200
"""Characters of what is looked for."""
GROUPS: Final = get_args(StateGroup)
_MACHINES = frozenset({Role.TIMER, Role.IMPORT})
OFFERED: Final[dict[str, Spec[Any]]] = {
    kind: spec
    for kind, spec in sorted(COMMANDS.items())
    if (spec.by is None or spec.by - _MACHINES) and kind not in ("answer_by_link", "keep_clock", "keep_person_clock")
}
"""The commands that a person may give; what timers and imports do has no address."""
Parameters = list[dict[str, Any]]


@dataclass(frozen=True)
class Read:
    """A read: what it answers, and its parameters."""

    adapter: TypeAdapter[Any]
    parameters: Parameters


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


_PAGE = _query("page", {"type": "integer", "minimum": 1, "maximum": 99999})
_TEXT = {"type": "string", "maxLength": LONGEST}
_REFERENCE = {"name": "ref", "in": "path", "required": True, "schema": {"type": "string", "pattern": f"^{REF}$"}}
PARAMETERS: Final[dict[str, Parameters]] = {
    "/work": [_query("show", {"enum": ["all", "late", "soon"]})],
    "/isps": [_PAGE, _query("group", {"enum": list(GROUPS)}), _query("place", _TEXT), _query("text", _TEXT)],
    "/isps/{ref}": [_REFERENCE],
    "/isps/{ref}/record": [_REFERENCE],
    "/isps/{ref}/history": [_REFERENCE, _PAGE],
    "/queue": [],
    "/search": [_query("q", _TEXT), _PAGE],
}
_DAY = {"type": "string", "format": "date"}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": f"^{KEY}$"},
}


def _problem(*statuses: int) -> dict[str, Any]:
    content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {str(status): {"description": problems.TITLES[status], "content": content} for status in statuses}


def _answer(schema: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "Done", "content": {"application/json": {"schema": schema}}}}


class _Schemas:
    """Collects what schemas refer to."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {"Problem": problems.SCHEMA}

    def of(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        """Keep a schema with those it refers to under names of its own; a reference to it."""
        own = schema.pop("$defs", {})
        self.kept[name] = _renamed(schema, name)
        self.kept.update({f"{name}.{inner}": _renamed(one, name) for inner, one in own.items()})
        return {"$ref": f"#/components/schemas/{name}"}


def _renamed(schema: Any, name: str) -> Any:
    if isinstance(schema, dict):
        return {
            key: f"#/components/schemas/{name}.{value.rpartition('/')[2]}"
            if key == "$ref" and isinstance(value, str)
            else _renamed(value, name)
            for key, value in schema.items()
        }
    return [_renamed(one, name) for one in schema] if isinstance(schema, list) else schema


def document(reads: Mapping[str, Read]) -> dict[str, Any]:
    """The whole document."""
    schemas, paths = _Schemas(), {}
    for path, read in reads.items():
        name = "".join(part.capitalize() for part in path.replace("{ref}", "one").split("/"))
        schema = schemas.of(name, read.adapter.json_schema(mode="serialization"))
        paths[f"/api/v1{path}"] = {
            "get": {
                "operationId": f"get{name}",
                "parameters": read.parameters,
                "responses": _answer(schema) | _problem(401, 403, 404, 422, 429),
            }
        }
    done = {"type": "object", "required": ["answer", "again"],
            "properties": {"answer": {"type": "object"}, "again": {"type": "boolean"}}}  # fmt: skip
    schemas.kept["Done"] = done
    for kind, spec in OFFERED.items():
        payload = schemas.of(f"command.{kind}", spec.payload.model_json_schema())
        interval = {"type": "object", "properties": {"from": _DAY, "to": _DAY}, "minProperties": 1,
                    "additionalProperties": False}  # fmt: skip
        body = {
            "type": "object", "required": ["payload"], "additionalProperties": False,
            "properties": {"payload": payload, "expected": {"type": ["string", "null"]},
                           "happened": {"anyOf": [_DAY, interval, {"type": "null"}]}},
        }  # fmt: skip
        paths[f"/api/v1/{spec.stream_kind}/{{ref}}/{kind}"] = {
            "post": {
                "operationId": kind,
                "summary": (spec.payload.__doc__ or kind).strip().splitlines()[0],
                "parameters": [_REFERENCE, _KEY],
                "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
                "responses": _answer({"$ref": "#/components/schemas/Done"})
                | _problem(400, 401, 403, 404, 409, 413, 415, 422, 429),
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "ISP Desk", "version": "1", "description": f"Scopes of tokens: {', '.join(SCOPES)}."},
        "paths": paths,
        "components": {
            "schemas": schemas.kept,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }
