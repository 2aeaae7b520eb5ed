"""Periodic review through the door, the pages and the command line: outcomes, levelled dates, a pile spread."""

import datetime as dt
import json

import pytest
from browsing import Browser
from typer.testing import CliRunner
from world import ASSURER, BEGIN, COORDINATOR, LEAD, SECRETARY, World, move, to_assured, to_queue

from ispdesk.cli import app as command_line
from ispdesk.commands.shape import Order
from ispdesk.views.review_dates import load_view, spread_view
from models.tables.isp import Version
from models.tables.journal import History
from models.tables.post import Notice
from states.when import When

pytestmark = pytest.mark.parametrize("database", ["sqlite"])
PILE = dt.date(2027, 11, 15)
ASSURED_ON = dt.date(2026, 2, 2)


def taking_on(refs: list[str], review: dt.date = PILE) -> list[Order]:
    """ISPs in force, assured on a day that is known, all to be reviewed on one day."""
    known = [Order(f"{ref}:known", "make_known", f"isp:{ref}", "operator", {"title_en": ref}) for ref in refs]
    given = {"state": "assured", "review_date": review.isoformat()}
    when = When(ASSURED_ON, ASSURED_ON)
    taken = [Order(f"{ref}:on", "take_on", f"isp:{ref}", LEAD, given, happened=when) for ref in refs]
    return [*known, *taken]


def force(world: World, ref: str) -> Version:
    return next(one for one in world.versions(ref) if one.place == "force")


def bodies(world: World, ref: str, kind: str) -> list[dict[str, object]]:
    rows = world.rows(History, History.stream == f"isp:{ref}", History.kind == kind)
    return [row.body for row in rows]


def told(world: World, message: str) -> set[str]:
    return {row.audience for row in world.rows(Notice) if row.message == message}


def test_where_no_date_is_given_the_door_sets_the_policys_and_levels_it(world: World) -> None:
    world.run(taking_on([f"P{n}" for n in range(8)], dt.date(2027, 3, 2)))
    world.run([*to_queue("A1"), Order("d", "declare", "isp:A1", ASSURER), move("A1", "claim", ASSURER)])
    world.done(move("A1", "assure", ASSURER))
    made = force(world, "A1")
    assert made.wished_review_date == dt.date(2027, 3, 2), "a year after the first assurance"
    assert made.review_date == dt.date(2027, 2, 23), "March has eight already"
    world.at += dt.timedelta(days=30)
    world.done(move("A1", "begin_review"))
    assert world.refused(move("A1", "confirm_unchanged", reason="as it was", review_date="2029-05-01")) == (
        "review_too_late",
    )
    far = {"review_date": "2028-04-03", "wished_review_date": "2028-01-03"}
    assert world.refused(move("A1", "confirm_unchanged", id_="far", reason="as it was", **far)) == ("review_too_far",)
    world.done(move("A1", "confirm_unchanged", id_="ok", reason="as it was"))
    made = force(world, "A1")
    assert (made.state, made.review_date, made.wished_review_date) == ("assured", dt.date(2028, 4, 1), None)
    world.done(world.order("take_back", "A1", COORDINATOR))
    back = force(world, "A1")
    assert (back.state, back.review_date, back.wished_review_date) == (
        "in_review",
        dt.date(2027, 2, 23),
        dt.date(2027, 3, 2),
    )


def test_every_outcome_is_a_page_with_what_it_means_and_its_letters(world: World) -> None:
    contact = {"name_en": "Gwen", "address": "gwen@desk.test", "language": "cy"}
    world.done(Order("gwen", "enter_person", "person:gwen", "operator", contact))
    for n in range(1, 6):
        orders = to_assured(f"A{n}", dt.date(2026, 9, 1))
        orders.insert(3, world.order("change_partner", f"A{n}", COORDINATOR, line=2, contact="gwen"))
        world.run(orders)
    world.at = BEGIN + dt.timedelta(days=240)
    mine, team = Browser(world, COORDINATOR), Browser(world, ASSURER, strong=True)
    for lang, ending in (("en", "stays in force as it is"), ("cy", "aros mewn grym fel y mae")):
        page = mine.get(f"/{lang}/isps/A1/periodic-review")
        assert ending in page
        for trigger in ("confirm_unchanged", "revise_text", "revise_flows", "extend", "retire"):
            assert f"/periodic-review/{trigger}" in page
        assert "/periodic-review/lapse" not in page, "the team lets it lapse"
    for trigger, ref in (("confirm_unchanged", "A1"), ("extend", "A2"), ("retire", "A3")):
        path = f"/en/isps/{ref}/periodic-review/{trigger}"
        assert "There is a problem" in mine.client.post(path, data=posted(mine, path, reason="")).text
        assert mine.send(path, reason="Read with every partner.").status_code == 303, trigger
    assert mine.client.get("/en/isps/A1/periodic-review/lapse").status_code == 404
    path = "/en/isps/A4/periodic-review/accept_minor_update"
    assert team.send(path, reason="New names of teams.", independent="yes").status_code == 303
    world.done(move("A5", "give_review_notice", "timer"))
    assert team.send("/en/isps/A5/periodic-review/lapse", reason="No answer.").status_code == 303
    states = {ref: world.versions(ref)[-1].state for ref in ("A1", "A2", "A3", "A4", "A5")}
    assert states == {"A1": "assured", "A2": "in_review", "A3": "retired", "A4": "assured", "A5": "lapsed"}
    assert [one.state for one in world.versions("A2")] == ["workshops", "in_review"]
    assert force(world, "A1").review_date == dt.date(2028, 10, 28), "24 months on, begun and ended in one form"
    assert told(world, "review_ended") == {"coordinator", "partner_contact"}
    heard = [row.stream for row in world.rows(Notice) if row.message == "review_ended"]
    assert sorted(heard) == ["isp:A1", "isp:A2", "isp:A3", *["isp:A4"] * 2, *["isp:A5"] * 2]
    mine.get("/en/isps/A3/periodic-review", 404)


def posted(browser: Browser, path: str, **typed: str) -> dict[str, str]:
    from browsing import Forms

    return next(one for one in Forms.of(browser.get(path)) if one.id == "desk-form").values | typed


def test_a_pile_is_shown_spread_and_moved_in_one_step_or_not_at_all(world: World) -> None:
    refs = [f"P{n:02}" for n in range(20)]
    world.run(taking_on(refs))
    page = Browser(world, SECRETARY).get("/en/reviews")
    assert "November 2027" in page
    assert "/reviews/spread" not in page
    Browser(world, SECRETARY).get("/en/reviews/spread", 403)
    Browser(world, COORDINATOR).get("/en/reviews", 403)
    before = world.read(lambda s: load_view(s, world.at))
    assert (before.now.fullest, before.total, before.overdue) == (20, 20, 0)
    team = Browser(world, LEAD)
    for lang, words in (("en", "weeks earlier than 15 November 2027"), ("cy", "wythnos yn gynt na 15 Tachwedd 2027")):
        assert words in team.get(f"/{lang}/reviews/spread")
    asked = posted(team, "/en/reviews/spread")
    world.done(world.order("move_review", "P00", ASSURER, day="2027-11-01"))
    late = team.client.post("/en/reviews/spread", data=asked)
    assert late.status_code == 422
    assert "have changed since you looked" in late.text
    assert {force(world, ref).review_date for ref in refs[1:]} == {PILE}, "some were moved"
    seen = world.read(lambda s: spread_view(s, world.at))
    assert team.send("/en/reviews/spread").status_code == 303
    after = world.read(lambda s: load_view(s, world.at))
    assert (after.now.fullest, after.total) == (seen.then.fullest, 20) == (8, 20)
    assert all(abs(force(world, ref).review_date - PILE) <= dt.timedelta(weeks=8) for ref in refs)
    for one in seen.moves:
        body = bodies(world, one.ref, "review_moved")[-1]
        assert (body["from"], body["day"], body["own"]) == (one.was.isoformat(), one.day.isoformat(), PILE.isoformat())
    again = world.read(lambda s: spread_view(s, world.at))
    assert again.moves == (), "what is spread is left alone"
    assert "Nothing has to move" in team.get("/en/reviews/spread")


def test_a_date_moves_only_within_its_bounds_and_only_while_no_notice_was_given(world: World) -> None:
    world.run([*taking_on(["N1", "N2"]), *taking_on(["N3"], dt.date(2029, 1, 29))])
    day = PILE - dt.timedelta(weeks=8)
    assert world.refused(world.order("move_review", "N1", COORDINATOR, day=day.isoformat())) == ("not_yours",)
    assert world.refused(world.order("move_review", "N1", LEAD, day="2027-09-19")) == ("review_too_far",)
    assert world.refused(world.order("move_review", "N1", LEAD, day=PILE.isoformat())) == ("nothing",)
    seen = Order("x", "move_review", "isp:N1", LEAD, {"day": day.isoformat()}, expected="2027-01-01")
    assert world.refused(seen) == ("changed_meanwhile",)
    world.done(world.order("move_review", "N1", LEAD, day=day.isoformat()))
    assert world.refused(world.order("move_review", "N1", LEAD, day="2027-09-13")) == ("review_too_far",), "from there"
    assert world.refused(world.order("move_review", "N3", LEAD, day="2029-02-19")) == ("review_too_late",)
    world.at = BEGIN.replace(year=2027, month=8, day=16)
    assert world.refused(world.order("move_review", "N2", LEAD, day="2027-10-25")) == ("too_early",)
    world.done(move("N2", "give_review_notice", "timer"))
    assert world.refused(world.order("move_review", "N2", LEAD, day="2027-12-13")) == ("not_movable",)
    assert told(world, "review_moved") == {"team"}, "nobody coordinates it: the team is told"


def test_the_command_line_shows_the_load_and_spreads_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run([*taking_on([f"P{n:02}" for n in range(12)]), *to_assured("A1", PILE)])
    for module in ("ispdesk.cli.review_dates", "ispdesk.cli.isps"):
        monkeypatch.setattr(f"{module}.open_home", lambda: Standing(world))

    def run(*words: str) -> dict[str, object]:
        result = CliRunner().invoke(command_line, [*words, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.output)  # type: ignore[no-any-return]

    load = run("reviews", "load")
    assert (load["fullest"], load["total"], load["a_month"]) == (13, 13, 8)
    shown = run("reviews", "spread", "--preview")
    assert (shown["applied"], len(shown["moves"]), shown["before"]["fullest"]) == (False, 5, 13)  # type: ignore[index,arg-type]
    assert run("reviews", "load") == load, "a preview changed something"
    done = run("reviews", "spread", "--as", LEAD)
    assert (done["applied"], done["moves"]) == (True, shown["moves"])
    assert run("reviews", "load")["fullest"] == 8
    assert CliRunner().invoke(command_line, ["reviews", "spread"]).exception is not None
    found = run("reviews", "outcomes", "A1", "--as", COORDINATOR)
    assert [one["trigger"] for one in found["outcomes"] if one["yours"]] == [  # type: ignore[attr-defined]
        "confirm_unchanged", "revise_text", "revise_flows", "extend", "retire",
    ]  # fmt: skip
    day = force(world, "A1").review_date
    assert run("reviews", "move", "A1", (day - dt.timedelta(7)).isoformat(), "--as", LEAD)["own"] == PILE.isoformat()


class Standing:
    """A home whose time is the world's."""

    def __init__(self, world: World) -> None:
        self.engine, self.now = world.engine, world.now
