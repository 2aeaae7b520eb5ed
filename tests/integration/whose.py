"""Two ISPs alike in all but their people, for tests of whose pages and commands are whose."""

from typing import Any

from scoped import begun
from test_signing import ON_PAPER
from waiting import GWENT
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, SECRETARY, World, making_known, move

from ispdesk.commands.shape import Order

CONTACT, OTHER_CONTACT, SIGNATORY, SPONSOR, OPERATOR = "carys", "non", "sioned", "sion", "oli"
GROUP, MEETING = "panel", "2026-04-01"
"""A QA group of which no reader is a member, and the day on which it meets."""
READERS = {
    "coordinator": COORDINATOR, "facilitator": FACILITATOR, "contact": CONTACT, "another contact": OTHER_CONTACT,
    "signatory": SIGNATORY, "sponsor": SPONSOR, "assurer": ASSURER, "team lead": LEAD, "operator": OPERATOR,
    "secretary": SECRETARY, "nobody": None,
}  # fmt: skip
"""Whoever asks, and who that is in this home; all of these but team, operator and secretary have their part in A1."""
OTHERS = {"coordinator": "dilys", "contact": "bethan", "another contact": "mair"}
"""Those of B1, who give it what A1 has."""
ALONE = 31
"""A number that only B1 has: of a partner, a flow, a step's flow, whatever has numbers."""


def two_alike(world: World) -> None:
    """A1, of the readers, and B1, of others: drafts with all that pages and commands are about."""
    for body in ("powys", "ceredigion", "brecon", "radnor", "library"):
        _operator(world, "enter_organisation", f"organisation:{body}", name_en=body.title())
    for body in ("gwent", "powys", "brecon", "radnor"):
        _operator(world, "state_accord", f"organisation:{body}", status="signed")
    granted = {
        CONTACT: ("partner_contact", "organisation:gwent"), OTHER_CONTACT: ("partner_contact", "organisation:powys"),
        SIGNATORY: ("signing_officer", "organisation:gwent"), SPONSOR: ("senior_sponsor", "organisation:torfaen"),
        OPERATOR: ("operator", "all"), "dilys": None, "dewi": ("designated_person", "organisation:library"),
        "bethan": ("partner_contact", "organisation:brecon"),
        "mair": ("partner_contact", "organisation:radnor"),
    }  # fmt: skip
    for ref, grant in granted.items():
        known = {"name_en": ref.title(), "address": f"{ref}@desk.test", "language": "en"}
        _operator(world, "enter_person", f"person:{ref}", **known)
        if grant:
            _operator(world, "grant_role", f"person:{ref}", role=grant[0], scope=grant[1])
    _operator(world, "enter_facilitator", "person:f2", name_en="Gethin", kind="local_authority")
    _operator(world, "enter_facilitator", "person:f3", name_en="Heledd", kind="local_authority")
    _lead_on(world, "A1", {"": COORDINATOR, "gwent": CONTACT, "powys": OTHER_CONTACT}, "torfaen")
    _lead_on(world, "B1", {"": "dilys", "brecon": "bethan", "radnor": "mair"}, "ceredigion")
    _operator(world, "enter_group", f"group:{GROUP}", name_en="Group", name_cy="Grŵp", places=["Torfaen"])
    _operator(world, "add_meeting", f"group:{GROUP}", day=MEETING, capacity=2, last_submission="2026-03-18")
    _operator(world, "ask_accord_action", "organisation:torfaen", text_en="Send the list", due="2026-04-01")
    _operator(world, "plan_course", "register:c1", day="2026-03-02", place="Newport", trainer="Team", seats=3)
    _operator(world, "book_place", "register:c1", person="mair")
    for who in (COORDINATOR, "dilys"):
        begun(world, who=who)


def _operator(world: World, command: str, stream: str, **payload: Any) -> None:
    world.done(Order(f"w{next(world.numbers)}", command, stream, "operator", payload))


def _lead_on(world: World, ref: str, people: dict[str, str], lead: str) -> None:
    (_, coordinator), (first, contact), (second, other) = people.items()

    def do(command: str, who: str = coordinator, **payload: Any) -> None:
        world.done(world.order(command, ref, who, **payload))

    made = making_known(ref, coordinator_person=coordinator, lead=lead)
    world.run([order for order in made if order.actor == "operator"])
    for line, name in enumerate(("Torfaen", "Gwent"), start=1):
        do("add_partner", name=name, line=line)
    do("add_partner", name=f"{first.title()} Health", line=GWENT, organisation=first, contact=contact)
    do("add_partner", name=f"{second.title()} Council", line=GWENT + 1, organisation=second, contact=other)
    do("add_partner", name="Library", line=GWENT + 2, organisation="library", observer=True)
    do("name_facilitator", facilitator="f1" if ref == "A1" else "f2")
    if ref == "B1":
        do("add_partner", name="Alone", line=ALONE)
    world.done(move(ref, "take_up", coordinator))
    world.done(move(ref, "start_workshops", coordinator))
    do("plan_workshop", day="2026-03-20", begins="10:00", ends="12:30", place="Neuadd y Dref")
    do("plan_workshop", day="2026-03-27", begins="10:00", ends="12:30", place="Neuadd y Dref")
    for name in ("Referral", "Assessment"):
        do("add_step", name=name)
    bodies = ["Gwent", f"{first.title()} Health", f"{second.title()} Council", *(["Alone"] if ref == "B1" else [])]
    flow = {"information": "names", "sender": "Torfaen", "recipients": bodies, "purpose": "support"}
    for number in (1, 2, *([ALONE] if ref == "B1" else [])):
        do("write_flow", number=number, **flow, method="secure mail")
    world.done(move(ref, "confirm_flows", coordinator))
    do("write_section", key="purpose", text="The text.")
    do("comment", contact, key="purpose", lang="en", text="Say who reads it.")
    do("circulate", window=10, partners=[GWENT, GWENT + 1])
    do("sign_off", partner=GWENT, **ON_PAPER)
    do("sign_off", other, partner=GWENT + 1, outcome="declined", how="product", note="Not yet.")
    do("write_section", key="purpose", text="The text, changed.")
    do("propose_removal", LEAD, phrase="names", reason="They are real.")
