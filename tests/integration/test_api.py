"""The API: the same commands and reads, for tokens with scopes; no answer outside its own document."""

import json
from typing import Any

import pytest
from answering import Standing
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from world import ASSURER, COORDINATOR, FACILITATOR, SECRETARY, World, making_known, to_draft, to_queue

from ispdesk import tokens
from ispdesk.api import openapi
from ispdesk.api.problems import MEDIA
from ispdesk.api.v1 import EACH_MINUTE, Api
from ispdesk.commands import COMMANDS
from ispdesk.now import wall_clock
from ispdesk.web.app import build
from ispdesk.web.record import Record
from models.database import writing
from models.queries import people

ALL = tokens.SCOPES


def token(world: World, ref: str, *scopes: str) -> str:
    with writing(world.engine) as session:
        person = people.by_ref(session, ref)
        assert person is not None
        number = len(tokens.of_person(session, person.id or 0))
        return tokens.make(session, person, f"test {number}", scopes or ALL, wall_clock())


class Program:
    """A program with a token."""

    def __init__(self, world: World, ref: str, *scopes: str) -> None:
        app = world.app
        self.token = token(world, ref, *scopes)
        self.headers = {"Authorization": f"Bearer {self.token}"}
        self.client = TestClient(build(Record(Standing(app.settings, app.engine, world))), follow_redirects=False)

    def get(self, path: str, status: int = 200) -> Any:
        answer = self.client.get(f"/api/v1{path}", headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(self, path: str, key: str = "a-key-of-mine", **body: Any) -> Response:
        given = {"payload": {}, **body}
        return self.client.post(f"/api/v1{path}", json=given, headers={**self.headers, "Idempotency-Key": key})


@pytest.fixture
def office(world: World) -> World:
    world.run(making_known("a-known"))
    world.run(to_draft("b-draft"))
    world.run(to_queue("c-queue"))
    return world


def test_what_somebody_reads_by_a_program_is_what_their_pages_show(office: World) -> None:
    program = Program(office, COORDINATOR)
    assert [item["ref"] for item in program.get("/work")["mine"]] == ["a-known", "b-draft"]
    assert program.get("/isps?group=awaiting")["found"] == 1
    assert program.get("/isps/b-draft")["state"] == "draft"
    assert program.get("/isps/b-draft/record")["purpose"]["en"] == "Support families early"
    assert program.get("/isps/b-draft/history")["pages"] == 1
    assert [row["ref"] for row in program.get("/queue")["rows"]] == ["c-queue"]
    assert {hit["ref"] for hit in program.get("/search?q=sharing")["hits"]} == {"a-known", "b-draft", "c-queue"}


def test_outsiders_read_what_a_register_shows_and_no_more(office: World) -> None:
    program = Program(office, SECRETARY)
    assert set(program.get("/isps/b-draft")) == {"ref", "title", "state", "areas", "places", "partners", "lead"}
    for part in ("record", "history"):
        assert program.get(f"/isps/b-draft/{part}", 403)["reasons"][0]["code"] == "not_yours"
    assert program.get("/isps/nothing", 404)["status"] == 404


def test_a_command_sent_twice_acts_once(office: World) -> None:
    program = Program(office, COORDINATOR)
    first = program.post("/isp/a-known/move", payload={"trigger": "take_up"})
    assert (first.status_code, first.json()["again"]) == (200, False)
    again = program.post("/isp/a-known/move", payload={"trigger": "take_up"})
    assert (again.status_code, again.json()) == (200, {**first.json(), "again": True})
    other = program.post("/isp/a-known/move", payload={"trigger": "withdraw", "reason": "x"})
    assert (other.status_code, other.json()["reasons"][0]["code"]) == (422, "id_used")


def test_a_refusal_has_every_reason_in_both_languages(office: World) -> None:
    answer = Program(office, COORDINATOR).post("/isp/a-known/move", payload={"trigger": "submit"})
    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == MEDIA
    assert all(reason["en"] and reason["cy"] and reason["code"] for reason in answer.json()["reasons"])
    wrong = Program(office, COORDINATOR).post("/isp/a-known/move", payload={"no": 1, "trigger": 2})
    assert (wrong.status_code, len(wrong.json()["reasons"])) == (422, 2)
    theirs = Program(office, FACILITATOR).post("/isp/c-queue/move", payload={"trigger": "claim"})
    assert theirs.status_code in (403, 409)


def test_a_token_does_what_its_scopes_say_until_it_is_revoked(office: World) -> None:
    reader, writer = Program(office, COORDINATOR, "read"), Program(office, COORDINATOR, "write:isp")
    assert reader.post("/isp/a-known/move", payload={"trigger": "take_up"}).json()["reasons"][0]["code"] == "no_scope"
    assert writer.get("/work", 403)["reasons"][0]["code"] == "no_scope"
    payload = {"at": "09:30"}
    assert writer.post(f"/person/{COORDINATOR}/set_preferences", payload=payload).status_code == 403
    with writing(office.engine) as session:
        person = people.by_ref(session, COORDINATOR)
        assert person is not None
        newest, *_ = tokens.of_person(session, person.id or 0)
        other = people.by_ref(session, ASSURER)
        assert other is not None
        assert not tokens.revoke(session, other.id or 0, newest.id or 0, wall_clock())
        assert tokens.revoke(session, person.id or 0, newest.id or 0, wall_clock())
    assert writer.get("/work", 401)["status"] == 401
    assert reader.get("/work")["isps"] == 2 + 1


@pytest.mark.parametrize("given", [None, "Bearer", "Bearer wrong", "Basic abc", "bearer \u00e9"])
def test_nothing_is_told_without_a_token(office: World, given: str | None) -> None:
    program = Program(office, COORDINATOR)
    headers = {} if given is None else {"Authorization": given.encode()}
    for path in ("/work", "/openapi.json", "/isps/b-draft", "/nothing"):
        answer = program.client.get(f"/api/v1{path}", headers=headers)  # type: ignore[arg-type]
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_what_is_no_request_is_answered_as_a_problem(office: World) -> None:
    program = Program(office, COORDINATOR)
    path, headers = "/api/v1/isp/a-known/move", {**program.headers, "Idempotency-Key": "12345678"}
    json_type = {**headers, "Content-Type": "application/json"}
    assert program.client.post(path, content=b"{", headers=json_type).status_code == 400
    assert program.client.post(path, content=b"[" * 100_000, headers=json_type).status_code == 400
    assert program.client.post(path, content=b"[]", headers=json_type).status_code == 422
    assert program.client.post(path, content=b" " * 1_000_001, headers=json_type).status_code == 413
    assert program.client.post(path, data={"a": "b"}, headers=headers).status_code == 415
    assert program.post("/isp/a-known/move", key="short").status_code == 422
    assert program.post("/isp/a-known/move", happened="yesterday").status_code == 422
    assert program.post("/isp/a-known/fire_rung").status_code == 404
    for page in ("0", "-1", "x", "1000000"):
        assert program.get(f"/isps?page={page}", 422)["reasons"]


def test_too_many_requests_wait(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    program = Program(office, COORDINATOR)
    monkeypatch.setattr("ispdesk.api.v1.EACH_MINUTE", 3)
    assert EACH_MINUTE > 3
    for _ in range(3):
        program.get("/work")
    assert program.get("/work", 429)["status"] == 429


def test_a_token_is_no_second_factor(office: World) -> None:
    program = Program(office, ASSURER)
    strong = [kind for kind in openapi.OFFERED if kind == "adopt_policy"]
    assert strong
    answer = program.post("/policy/policy/adopt_policy", payload={"content": {}, "reason": "x"})
    assert answer.json()["reasons"][0]["code"] in ("second_factor", "not_yours")


def test_every_command_that_a_person_may_give_has_an_address() -> None:
    missing = set(COMMANDS) - set(openapi.OFFERED)
    assert missing >= {"fire_rung", "keep_clock", "answer_by_link"}
    assert all(COMMANDS[kind].by is not None or kind.startswith(("answer_", "keep_")) for kind in missing)


def _schema(world: World) -> Any:
    import schemathesis  # most of a second, for one test

    app = world.app
    home = Record(Standing(app.settings, app.engine, world))
    return schemathesis.openapi.from_dict(Api(home).document)


@pytest.fixture
def examined(office: World) -> tuple[Any, Program]:
    return _schema(office), Program(office, ASSURER)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_answer_is_outside_the_document(examined: tuple[Any, Program]) -> None:
    schema, program = examined
    document, seen = program.get("/openapi.json"), set()

    def one(case: Any) -> None:
        case.path_parameters = {**(case.path_parameters or {}), "ref": "b-draft"} if "{ref}" in case.path else {}
        sent = case.as_transport_kwargs()
        headers = {**dict(sent.get("headers") or {}), **program.headers}
        answer = program.client.request(
            case.method, f"{case.formatted_path}", params=sent.get("params"), headers=headers, json=sent.get("json")
        )
        assert answer.status_code < 500, (case.formatted_path, sent, answer.text)
        said = case.operation.definition.raw["responses"]
        assert str(answer.status_code) in said, (case.formatted_path, answer.status_code, answer.text)
        kind = answer.headers["Content-Type"].partition(";")[0]
        content = said[str(answer.status_code)]["content"]
        assert kind in content, (case.formatted_path, kind)
        whole = {**content[kind]["schema"], "components": document["components"]}
        Draft202012Validator(whole).validate(json.loads(answer.text))
        seen.add(case.operation.label)

    few = settings(
        max_examples=3, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    for result in schema.get_all_operations():
        operation = result.ok()
        few(given(case=operation.as_strategy())(one))()
    assert len(seen) == len(openapi.OFFERED) + len(openapi.PARAMETERS)
