"""A practice home with something of everything on the pages of its first ISP."""

from typing import Any

import way
from every import COORDINATOR, ISP
from grouped import grouped
from hands import Hands
from served import Served


def filled(served: Served, browser: Any) -> dict[str, str]:
    """PRACTICE-001 in draft, with something of everything on its pages; what stands in addresses."""

    def entering(role: str) -> Hands:
        return Hands(browser, served.url).enter(role)

    desk = entering(COORDINATOR)
    way.scoping(desk, ISP, "trained-1")
    way.workshop(desk, ISP)
    way.plan_workshop(desk, ISP)
    way.flows(desk, ISP)
    way.document(desk, ISP, 2)
    key = way.comment(desk, ISP)
    way.write_again(desk, ISP, key)
    way.consultation(desk, ISP, entering, "north-council-contact")
    way.ask_to_sign(desk, ISP)
    for line, body, outcome in ((1, "upper-hb", "signed"), (3, "probation", "declined")):
        officer = entering(f"{body}-signing")
        way.sign(officer, ISP, line, outcome)
        officer.leave()
    way.begin_scoping(desk)
    way.go(desk, ISP, "submit")
    code = str(desk.page.locator("a[href*='/submit/point/']").first.get_attribute("href")).rpartition("/")[2]
    way.go(desk, ISP)
    kind = str(desk.page.locator("a[href*='/clocks/']").first.get_attribute("href")).rpartition("/")[2]
    desk.open("/tokens")
    desk.write("name", "Adroddiad")
    desk.press("tokens.new")
    desk.leave()
    return grouped(served) | {"key": key, "code": code, "kind": kind}
