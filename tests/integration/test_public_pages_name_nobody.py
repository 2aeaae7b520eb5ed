"""No person stands on any public address: every one is opened in a home whose people all have names nobody has."""

import re

import pytest
from browsing import Browser
from sqlalchemy import text, update
from starlette.routing import Route
from test_every_route_has_a_gate import PUBLIC
from world import ASSURER, COORDINATOR, LEAD, World, making_known, move, to_assured, to_draft, to_queue

from ispdesk.commands.shape import Order
from ispdesk.web.app import build
from ispdesk.web.record import Record
from models.base import table
from models.database import forget_everything, writing
from models.tables.isp import Isp
from models.tables.person import Facilitator, Person
from models.tables.work import Flow, Section

NAME, WELSH, BOX, CALL = "Xanthippe Zyzzogeton", "Xenoffon Zyzzogeton", "zyzzogeton", "07700 900461"
SECRET = (
    "zyzzogeton",
    "xanthippe",
    "xenoffon",
    "07700 900461",
    "07700900461",
    "quokkas",
    "wombats",
    "numbats",
    "@desk.test",
)
"""Of people, of a flow, of a system, of a draft."""
OPENED_BY_A_SECRET = ("{token}",)
REFS = ("assured", "late", "draft", "queued", "gone", "known")


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Pages are asked on one database."""
    return str(request.param)


@pytest.fixture
def marked(world: World) -> World:
    """ISPs at every step; people, flows and drafts with words that stand out."""
    world.run([*to_assured("assured"), *to_assured("gone"), *to_draft("draft"), *to_queue("queued")])
    world.run(making_known("known"))
    world.done(move("gone", "retire", LEAD, reason=f"{NAME} left"))
    world.done(world.order("mark_exemplar", "assured", ASSURER, why_en="Its purpose is clear"))
    world.done(Order("signed", "state_accord", "organisation:torfaen", "operator", {"status": "signed"}))
    with writing(world.engine) as session:
        ask = session.connection().execute
        ask(update(Person).values(name_en=NAME, name_cy=WELSH, telephone=CALL))
        ask(text("UPDATE person SET address = 'zyzzogeton' || id || '@desk.test'"))
        ask(update(Facilitator).values(name_en=NAME))
        ask(update(Flow).values(information="quokkas", system="wombats"))
        draft = table(Isp).ref.in_(("draft", "queued", "known"))
        ask(update(Isp).where(draft).values(purpose="numbats", coordinator_role=NAME))
        ask(update(Isp).values(coordinator_role=f"{NAME}, {CALL}", facilitator_note=NAME, note=NAME, source=NAME))
        contact = f"Early help. Ask {BOX}@desk.test or {CALL}."
        ask(update(Section).values(text=contact))
        ask(text("UPDATE isp SET purpose = :words WHERE purpose <> 'numbats'"), {"words": contact})
        forget_everything(session)
    return world


def addresses(world: World) -> list[str]:
    """Every public address that is read, filled in; those that only a secret opens are nobody's."""
    app = build(Record(world.app))
    found = []
    for route in app.router.routes:
        path = route.path if isinstance(route, Route) else ""
        kept = PUBLIC.get(path, "")
        if "R" not in kept or any(part in path for part in OPENED_BY_A_SECRET):
            continue
        for lang in ("en", "cy"):
            for ref in REFS:
                number = f"{ref}-V1-1"
                filled = path.replace("{lang}", lang).replace("{ref}", ref).replace("{number:int}", "1")
                found.append(filled.replace("{number}", number).replace("{name}", "none.css"))
    return [*dict.fromkeys(found)]


def test_no_public_address_names_a_person_or_shows_a_flow_a_contact_or_a_draft(marked: World) -> None:
    client, seen = Browser(marked).client, 0
    asked = addresses(marked)
    more = [f"{path}?q={word}" for path in ("/en/register", "/cy/find", "/en/register.csv", "/en/register.json")
            for word in ("early", "zyzzogeton", "quokkas", "sharing")]  # fmt: skip
    more += [f"/en/register?standing={one}" for one in ("force", "overdue", "developing", "ended")]
    more += ["/cy/register?organisation=torfaen", "/en/register?sector=public"]
    for path in (*asked, *more):
        answer = client.get(path)
        assert answer.status_code in (200, 302, 303, 307, 404), path
        told = (answer.text if "pdf" not in answer.headers.get("content-type", "") else "") + str(answer.headers)
        asked_for = path.rpartition("q=")[2] if "q=" in path else ""
        shown = re.sub(r'value="[^"]*"|q=[^"&;<]*', "", told) if asked_for else told
        for secret in SECRET:
            assert secret not in shown.lower(), (path, secret)
        seen += answer.status_code == 200
    assert seen > 60
    for path in ("/en/register", "/cy/register/assured", "/en/changes.atom", "/en/records/assured-V1-1"):
        assert path in asked
    inside = Browser(marked, COORDINATOR).get("/en/isps/assured/record")
    assert NAME in inside, "the marks are there to be seen"
