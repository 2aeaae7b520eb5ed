"""A practice home with something of everything on the pages of its first ISP."""

from typing import Any

import way
from every import ASSURED, COORDINATOR, ISP, LEAD, REVIEWED
from grouped import grouped
from hands import Hands
from served import Served
from sqlmodel import select

from ispdesk import desk as door
from ispdesk.commands.shape import Done, Order
from models.database import reading
from models.tables.review import Decision

SINCE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("record_check", {"check": "visit", "answers": {"as_flows": "no"}, "found": {"as_flows": "By telephone."}}),
    ("record_event", {"what": "law_changes", "text": "The Act that it relies on is amended.", "partner": 2}),
    ("record_event", {"what": "error", "text": "A report went to the wrong team of the same body."}),
    ("settle_event", {"number": 3, "how": "done", "reason": "The team sent it back; the address book is put right."}),
    ("state_consent", {"model": "required", "captured": "The referral form, part 2"}),
    ("ask_returns", {}),
    ("note_benefit", {"text": "Fewer families are asked the same things twice.", "shown": "asserted"}),
    ("note_benefit", {"text": "Referrals come back less often.", "shown": "evidenced", "source": "Audit, table 2"}),
    ("note_training", {"topic": "What the ISP asks of school staff", "planned": "2026-12-01", "partner": 1}),
    ("note_training", {"topic": "What the ISP asks of nurses", "people": 14, "partner": 2}),
    ("note_form", {"name": "Referral form", "change": "It asks for less.", "reference": "Version 3"}),
)
"""What has come after the assurance of the one that is assured."""


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
    seq = _in_rounds(served)
    return grouped(served) | {"key": key, "code": code, "kind": kind, "seq": str(seq)}


def _in_rounds(served: Served) -> int:
    """One ISP under review with a finding that is to be corrected, one assured; the row of that decision."""
    for ref, number in ((REVIEWED, 2), (ASSURED, 3)):
        orders: list[tuple[str, str, dict[str, Any], bool]] = [
            ("move", LEAD, {"trigger": trigger}, True) for trigger in ("take_up", "start_workshops", "confirm_flows")
        ]
        for key, lang, text in (
            ("introduction", "en", "To help people early."),
            ("introduction", "cy", "Helpu pobl yn gynnar."),
            ("security", "en", "Sent by secure mail alone."),
        ):
            written = {"key": key, "lang": lang, "text": text}
            orders.append(("write_section", f"coordinator-{number}", written, False))
        orders += [
            ("answer_check", f"coordinator-{number}", {"code": "Q08", "answer": "advise", "text": "Who is it?"}, False),
            ("move", LEAD, {"trigger": "submit"}, True),
            ("move", LEAD, {"trigger": "claim", "independent": True, "interest": "I helped with the training."}, False),
        ]
        if ref == REVIEWED:
            said = {"code": "Q05", "outcome": "fail", "text": "Say what for.", "about": "section:introduction"}
            observed = {"code": "Q30", "outcome": "observation", "text": "Say to whom it must not go."}
            orders.append(("record_review", LEAD, {"items": [said, observed]}, False))
        else:
            assured = {"trigger": "assure", "reason": "It is clear.", "review_date": "2028-03-01"}
            orders.append(("move", LEAD, {**assured, "conditions_en": "Add the annex within a year."}, False))
            orders += [(kind, LEAD, payload, False) for kind, payload in SINCE]
        for place, (kind, who, payload, recording) in enumerate(orders):
            order = Order(f"filled:{ref}:{place}", kind, f"isp:{ref}", who, payload, recording=recording)
            result = door.do(served.app.engine, order, served.app.now)
            assert isinstance(result, Done), (order, result)
    with reading(served.app.engine) as session:
        return session.exec(select(Decision.seq)).one()
