"""Mailed codes and links: what works, how often, in which browser, and what is left of them."""

import datetime as dt
import re
from email import message_from_bytes, policy

import pytest
from world import ASSURER, COORDINATOR, LEAD, World, to_queue

from ispdesk import post, rounds
from ispdesk.commands.shape import Order
from ispdesk.signin import codes, limits
from ispdesk.signin.codes import TRIES, Issued, Outcome
from models.database import writing
from models.queries import people, signins
from models.tables.post import Letter, Notice
from models.tables.signin import RateLimit, SignIn
from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt

BROWSER = "a-browser"
MINUTE = dt.timedelta(minutes=1)


def issue(world: World, ref: str = COORDINATOR, purpose: str = "sign_in", about: str = "") -> Issued:
    with writing(world.engine) as session:
        person = people.by_ref(session, ref)
        assert person is not None
        return codes.issue(session, person, purpose, world.at, browser=BROWSER, about=about)


def typed(
    world: World, code: str, browser: str = BROWSER, purpose: str = "sign_in", about: str = ""
) -> codes.Confirmed:
    with writing(world.engine) as session:
        return codes.confirm(session, browser, purpose, code, world.at, about=about)


def follow(world: World, token: str) -> codes.Confirmed:
    with writing(world.engine) as session:
        return codes.follow(session, token, world.at)


def tidy(world: World) -> int:
    with writing(world.engine) as session:
        return codes.tidy(session, world.at)


def sent(world: World) -> list[str]:
    """Send what is due; the labels in their order."""
    mine = post.claim(world.engine, "me", world.now)
    for one in mine:
        assert post.checkpoint(world.engine, one.letter, one.fence, "me", world.now)
        post.settle(
            world.engine,
            one.letter,
            one.fence,
            "me",
            Attempt(one.key, Verdict.SENT, Stage.DOT, 250, None, ""),
            world.now,
        )
    return [one.label for one in mine]


def text_of(letter: Letter) -> str:
    part = message_from_bytes(letter.frozen.raw, policy=policy.default).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_mail_brings_the_code_and_the_link(world: World) -> None:
    made = issue(world)
    (letter,) = world.rows(Letter)
    text = text_of(letter)
    assert f"{made.code[:3]} {made.code[3:]}" in text
    assert f"/en/sign-in/{made.token}" in text
    assert made.code not in letter.subject
    assert re.fullmatch(r"\d{6}", made.code)
    assert world.rows(Notice) == []


def test_in_a_language_not_known_the_link_leads_to_the_browsers(world: World) -> None:
    made = issue(world, LEAD)
    text = text_of(world.rows(Letter)[0])
    assert text.count(f"8400/sign-in/{made.token}") == 2
    assert "Teipiwch y cod isod" in text


def test_a_code_works_once_in_the_browser_that_asked(world: World) -> None:
    made = issue(world)
    assert typed(world, made.code, browser="another").outcome is Outcome.ENDED
    assert typed(world, made.code, browser="").outcome is Outcome.ENDED
    right = typed(world, f" {made.code[:3]} {made.code[3:]} ")
    assert right.outcome is Outcome.RIGHT
    assert right.person is not None
    assert right.person.ref == COORDINATOR
    assert typed(world, made.code).outcome is Outcome.ENDED
    assert follow(world, made.token).outcome is Outcome.ENDED


def test_a_link_works_once_and_looking_uses_nothing(world: World) -> None:
    made = issue(world)
    for _ in range(3):
        person = world.read(lambda session: codes.behind(session, made.token, world.at))
        assert person is not None
        assert person.ref == COORDINATOR
    assert follow(world, made.token).outcome is Outcome.RIGHT
    assert follow(world, made.token).outcome is Outcome.ENDED
    assert world.read(lambda session: codes.behind(session, made.token, world.at)) is None
    assert typed(world, made.code).outcome is Outcome.ENDED
    assert follow(world, "no-such-token").outcome is Outcome.ENDED


def test_five_wrong_codes_end_it_the_link_too(world: World) -> None:
    made = issue(world)
    said = [typed(world, other_than(made.code)) for _ in range(TRIES + 1)]
    assert [one.left for one in said] == [4, 3, 2, 1, 0, 0]
    assert [one.outcome for one in said] == [Outcome.WRONG] * 4 + [Outcome.ENDED] * 2
    assert typed(world, made.code).outcome is Outcome.ENDED
    assert follow(world, made.token).outcome is Outcome.ENDED


def test_after_a_quarter_of_an_hour_neither_works(world: World) -> None:
    made = issue(world)
    world.at += 15 * MINUTE
    assert typed(world, made.code).outcome is Outcome.ENDED
    assert world.read(lambda session: codes.behind(session, made.token, world.at)) is None
    assert follow(world, made.token).outcome is Outcome.ENDED
    world.at -= MINUTE
    assert typed(world, made.code).outcome is Outcome.RIGHT


def test_a_code_is_for_one_thing_alone(world: World) -> None:
    made = issue(world, purpose="address", about="signoff:A1")
    assert typed(world, made.code).outcome is Outcome.ENDED
    assert typed(world, made.code, purpose="address", about="signoff:A2").outcome is Outcome.ENDED
    assert follow(world, made.token).outcome is Outcome.ENDED
    assert typed(world, made.code, purpose="address", about="signoff:A1").outcome is Outcome.RIGHT
    (row,) = world.rows(SignIn)
    proof = (row.person_id, "address", "signoff:A1")
    assert world.read(lambda session: signins.confirmed(session, *proof, world.at - MINUTE))
    assert not world.read(lambda session: signins.confirmed(session, *proof, world.at + MINUTE))
    assert not world.read(lambda session: signins.confirmed(session, row.person_id, "address", "signoff:A2", world.at))
    assert made.token not in text_of(world.rows(Letter)[0])


def test_nobodys_code_is_answered_like_anybodys(world: World) -> None:
    with writing(world.engine) as session:
        made = codes.make(session, None, "sign_in", world.at, browser=BROWSER)
    said = [typed(world, made.code if n == 2 else other_than(made.code)) for n in range(TRIES + 1)]
    assert [(one.outcome, one.left) for one in said] == [
        (Outcome.WRONG, 4), (Outcome.WRONG, 3), (Outcome.WRONG, 2), (Outcome.WRONG, 1),
        (Outcome.ENDED, 0), (Outcome.ENDED, 0),
    ]  # fmt: skip
    assert follow(world, made.token).outcome is Outcome.ENDED
    assert world.rows(Letter) == []


def test_no_secret_is_kept_but_in_the_letter_until_it_has_left(world: World) -> None:
    made = issue(world)
    (row,) = world.rows(SignIn)
    kept = str(row.model_dump())
    assert made.token not in kept
    assert made.code not in kept
    assert BROWSER not in kept
    assert tidy(world) == 0  # it waits to leave
    assert sent(world) == ["sign_in"]
    assert tidy(world) == 1
    (letter,) = world.rows(Letter)
    assert (letter.status, letter.frozen.raw) == ("sent", b"")
    assert tidy(world) == 0
    assert typed(world, made.code).outcome is Outcome.RIGHT  # blotting a letter ends no code


def test_a_letter_whose_code_has_ended_never_leaves(world: World) -> None:
    issue(world)
    world.at += 16 * MINUTE
    rounds.send(world.app, world.at, world.now)
    (letter,) = world.rows(Letter)
    assert (letter.status, letter.frozen.raw, letter.attempts) == ("superseded", b"", 0)


def test_one_that_is_being_sent_keeps_its_words(world: World) -> None:
    made = issue(world)
    post.claim(world.engine, "me", world.now)
    assert typed(world, made.code).outcome is Outcome.RIGHT
    assert tidy(world) == 0
    assert world.rows(Letter)[0].frozen.raw != b""


def test_a_code_leaves_before_whatever_else_waits(world: World) -> None:
    for number in range(3):
        closing = {"day": f"2026-03-{25 + number}", "reason_en": "Closed", "reason_cy": "Ar gau"}
        world.done(Order(f"close{number}", "close_day", "calendar:wales", LEAD, closing))
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    assert world.rows(Letter)
    issue(world, ASSURER)
    assert sent(world)[0] == "sign_in"


def test_in_a_home_whose_time_stands_it_is_due_then_and_ends_by_the_wall_clock(world: World) -> None:
    standing = world.at - dt.timedelta(days=4000)
    world.app.set_fact("fixed_time", standing.isoformat())
    made = issue(world)
    (letter,) = world.rows(Letter)
    assert letter.next_at <= standing
    assert world.rows(SignIn)[0].ends_at == world.at + 15 * MINUTE
    assert typed(world, made.code).outcome is Outcome.RIGHT


def test_somebody_whom_no_mail_reaches_gets_none(world: World) -> None:
    world.done(Order("silent", "enter_person", "person:silent", "operator", {"name_en": "Silent"}))
    issue(world, "silent")
    assert world.rows(Letter) == []


@pytest.mark.parametrize("written", ["cled@desk.test", "Cled@Desk.Test", " cled@desk.test "])
def test_an_address_is_found_however_it_is_typed(world: World, written: str) -> None:
    found = world.read(lambda session: signins.at_address(session, written))
    assert found is not None
    assert found.ref == COORDINATOR


def test_a_person_comes_before_a_mailbox_that_several_read(world: World) -> None:
    shared = {"name_en": "The office", "address": "office@desk.test", "shared": True}
    world.done(Order("p1", "enter_person", "person:office", "operator", shared))
    assert world.read(lambda session: signins.at_address(session, "office@desk.test")).ref == "office"
    world.done(Order("p2", "enter_person", "person:olwen", "operator", shared | {"name_en": "Olwen", "shared": False}))
    assert world.read(lambda session: signins.at_address(session, "office@desk.test")).ref == "olwen"
    assert world.read(lambda session: signins.at_address(session, "nobody@desk.test")) is None
    assert world.read(lambda session: signins.at_address(session, "%@desk.test")) is None


def test_what_has_ended_is_thrown_away_after_a_week(world: World) -> None:
    issue(world)
    with writing(world.engine) as session:
        limits.take(session, "ask-address", "cled@desk.test", world.at)
    world.at += dt.timedelta(days=6)
    tidy(world)
    assert len(world.rows(SignIn)) == 1
    assert world.rows(RateLimit) == []
    world.at += dt.timedelta(days=2)
    tidy(world)
    assert world.rows(SignIn) == []


def test_an_allowance_is_somebodys_own_and_comes_back(world: World) -> None:
    def take(who: str, kind: str = "ask-address") -> dt.timedelta | None:
        with writing(world.engine) as session:
            return limits.take(session, kind, who, world.at)

    most = limits.LIMITS["ask-address"].most
    assert [take("a@desk.test") for _ in range(most)] == [None] * most
    assert take("a@desk.test") == dt.timedelta(minutes=3)
    assert take("b@desk.test") is None
    assert take("a@desk.test", "ask-network") is None
    world.at += dt.timedelta(minutes=3)
    assert take("a@desk.test") is None
    assert "desk.test" not in str([row.model_dump() for row in world.rows(RateLimit)])
