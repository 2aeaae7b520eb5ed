"""A home for tests that open every page: ISPs in each stage, with partners, tasks, letters, drafts, a queue, a hold."""

import datetime as dt

from meeting import at_group, referred, with_group
from waiting import CONTACT, answer, ask, at, sweep, with_partner
from world import ASSURER, COORDINATOR, World, making_known, move, to_assured, to_draft, to_queue

from ispdesk import rounds, tokens
from ispdesk.commands.shape import Order
from ispdesk.now import wall_clock
from models.database import writing
from models.queries import people

SITUATIONS = ("A1", "known", "draft", "queued", "review", "returned", "assured", "second", "held", "merged")
"""Their references; A1 waits for partners and has drafted escalations."""
NUMBER = 6
"""Of each: what is asked once for each row shows as more than fifteen questions."""


def furnish(world: World) -> None:
    """Everything, as it is in April 2026."""
    with_partner(world)
    for line in range(4, 4 + NUMBER):
        body = f"body{line}"
        world.done(
            Order(f"o:{body}", "enter_organisation", f"organisation:{body}", "operator", {"name_en": body.title()})
        )
        partner = {"name": body.title(), "line": line, "organisation": body, "contact": CONTACT}
        world.done(world.order("add_partner", "A1", COORDINATOR, **partner))
        world.done(world.order("write_flow", "A1", COORDINATOR, number=line, information="names", sender="Torfaen",
                               recipients=[body.title()], purpose="support", method="secure mail"))  # fmt: skip
    tasks = [
        ask(world, at(3, minute=line), line, kind) for line in range(3, 3 + NUMBER) for kind in ("reply", "comment")
    ]
    answer(world, at(4), tasks[0], outcome="done")
    world.run(making_known("known"))
    world.run(to_draft("draft"))
    for n in range(NUMBER):
        world.run(to_queue(f"queued{n}" if n else "queued"))
    _reviewed(world, "review")
    items = [{"code": "Q05", "outcome": "fail", "text": "Say what for."}]
    world.done(world.order("record_review", "review", ASSURER, items=items))
    _reviewed(world, "returned")
    findings = [{"text": f"Say who reads {n}"} for n in range(NUMBER)]
    world.done(move("returned", "return_for_amendment", ASSURER, reason="Some things", findings=findings))
    _assured(world)
    world.run(to_assured("second", dt.date(2026, 6, 1)))
    world.run(to_draft("held"))
    world.done(world.order("hold", "held", COORDINATOR, reason="Nobody is there", until="2026-05-05"))
    world.run(making_known("merged"))
    _with_group(world)
    for when in (at(12), at(26), at(10, month=4), at(20, month=4)):
        sweep(world, when)
        for work in (rounds.advance, rounds.open_reviews, rounds.measure, rounds.digest):
            work(world.app, world.at)
    with writing(world.engine) as session:
        person = people.by_ref(session, COORDINATOR)
        assert person is not None
        for n in range(NUMBER):
            tokens.make(session, person, f"report {n}", ["read"], wall_clock())


def _with_group(world: World) -> None:
    """A group with one meeting whose pack is out, one to come, and ISPs that wait for it; and what was asked."""
    with_group(world)
    world.done(at_group(world, "add_member", person=ASSURER, chair=True))
    world.done(Order("operates", "grant_role", f"person:{ASSURER}", "operator", {"role": "operator"}))
    for ref in range(NUMBER):
        referred(world, f"group{ref}")
        world.done(world.order("ask_team", f"group{ref}", COORDINATOR, text="Who signs?"))
    for day, last in (("2026-04-20", "2026-03-02"), ("2026-05-20", "2026-05-06")):
        payload = {"day": day, "capacity": NUMBER - 2, "last_submission": last}
        world.done(at_group(world, "add_meeting", **payload))
    isps = [f"group{ref}" for ref in range(NUMBER - 3)]
    file = {"name": "agenda.txt", "content": "YQ=="}
    world.done(at_group(world, "freeze_pack", day="2026-04-20", isps=isps, files=[file]))
    for isp in isps:
        said = {"day": "2026-04-20", "isp": isp, "person": "mair"}
        world.done(at_group(world, "declare_interest", **said))
    world.done(world.order("answer_question", "group0", ASSURER, number=1, text="Whoever speaks for them."))


def _reviewed(world: World, ref: str) -> None:
    world.run([*to_queue(ref), Order(f"{ref}:declare", "declare", f"isp:{ref}", ASSURER), move(ref, "claim", ASSURER)])


def _assured(world: World) -> None:
    """One in force, and of everything that comes after assurance several."""
    orders = to_assured("assured")
    known = next(n for n, order in enumerate(orders) if order.id == "assured:take_up")
    for line in (1, 2):
        change = {"line": line, "contact": CONTACT}
        orders.insert(known, Order(f"assured:c{line}", "change_partner", "isp:assured", COORDINATOR, change))
    world.run(orders)

    def do(command: str, **payload: object) -> None:
        world.done(world.order(command, "assured", COORDINATOR, **payload))

    do("ask_returns")
    do("close_returns")
    do("ask_returns")
    do("state_consent", model="sought")
    do("record_check", check="visit", answers={"as_flows": "no"}, found={"as_flows": "By telephone."})
    for n in range(NUMBER):
        do("record_event", what="error", text=f"It went astray {n}", partner=1)
        do("note_benefit", text=f"Fewer calls {n}", shown="asserted")
        do("note_training", topic=f"The ISP {n}", planned="2026-05-01", partner=2)
        do("note_form", name=f"Form {n}", change="It asks for less.")
