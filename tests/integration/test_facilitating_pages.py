"""Naming a facilitator through the pages: only by whoever the command is for, and only one who was trained."""

from browsing import Browser
from world import COORDINATOR, FACILITATOR, World, making_known

from ispdesk.commands.shape import Order
from models.tables.work import IspFacilitator

ANOTHER = Order("f2", "enter_facilitator", "person:f2", "operator", {"name_en": "Natasha (health)", "kind": "health"})


def test_a_facilitator_is_found_by_name_and_named(world: World) -> None:
    world.run([*making_known("EX-1"), ANOTHER])
    browser = Browser(world, COORDINATOR)
    assert 'href="/en/isps/EX-1/people/facilitator"' in browser.get("/en/isps/EX-1")
    page = "/cy/isps/EX-1/people/facilitator"
    assert 'value="f2"' in browser.get(f"{page}?q=aSHA")
    assert 'value="f2"' not in browser.get(f"{page}?q=%25")
    empty = browser.send(page, facilitator="")
    assert empty.status_code == 422
    assert "<title>Gwall: " in empty.text
    named = browser.send(page, facilitator="f2")
    assert (named.status_code, named.headers["location"]) == (303, "/cy/isps/EX-1?done=facilitator_named")
    assert len(world.rows(IspFacilitator)) == 2
    assert "Wedi&#39;u henwi" in browser.get(page)
    assert 'value="f2"' not in browser.get(page)


def test_nobody_else_names_one_and_nobody_who_is_not_in_the_register(world: World) -> None:
    world.run(making_known("EX-1"))
    Browser(world, FACILITATOR).get("/en/isps/EX-1/people/facilitator", status=403)
    refused = Browser(world, COORDINATOR).send("/en/isps/EX-1/people/facilitator", facilitator="nobody")
    assert refused.status_code == 422
    assert "There is no facilitator" in refused.text
