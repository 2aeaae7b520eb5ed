import asyncio
import socket
import time
from dataclasses import replace

import pytest
from fake_smtp import DROP, HANG, sink
from mailer_runs import RAW, SENT, letters, outcome, run

from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt, deliver
from notifications.route import Route, Tls

MODES: list[tuple[dict[str, str], Verdict, Stage, int | None, str | None]] = [
    ({}, *SENT),
    ({"connect": "421 busy"}, Verdict.DEFERRED, Stage.CONNECT, 421, None),
    ({"connect": "554 5.7.1 no"}, Verdict.SYSTEM, Stage.CONNECT, 554, "5.7.1"),
    ({"connect": DROP}, Verdict.DEFERRED, Stage.CONNECT, None, None),
    ({"connect": HANG}, Verdict.DEFERRED, Stage.CONNECT, None, None),
    ({"connect": "hello"}, Verdict.DEFERRED, Stage.CONNECT, None, None),
    ({"ehlo": DROP}, Verdict.DEFERRED, Stage.EHLO, None, None),
    ({"ehlo": "421 no"}, Verdict.DEFERRED, Stage.EHLO, 421, None),
    ({"ehlo": "502 what", "helo": "250 sink"}, *SENT),
    ({"mail": "451 4.3.0 later"}, Verdict.DEFERRED, Stage.MAIL, 451, "4.3.0"),
    ({"mail": "550 5.1.8 who"}, Verdict.SYSTEM, Stage.MAIL, 550, "5.1.8"),
    ({"mail": "421 4.3.2 bye"}, Verdict.DEFERRED, Stage.MAIL, 421, "4.3.2"),
    ({"mail": DROP}, Verdict.DEFERRED, Stage.MAIL, None, None),
    ({"mail": HANG}, Verdict.DEFERRED, Stage.MAIL, None, None),
    ({"rcpt": "450 4.2.1 later"}, Verdict.DEFERRED, Stage.RCPT, 450, "4.2.1"),
    ({"rcpt": "550 5.1.1 nobody"}, Verdict.REJECTED, Stage.RCPT, 550, "5.1.1"),
    ({"rcpt": "550-5.1.1 nobody\r\n550 5.1.1 here"}, Verdict.REJECTED, Stage.RCPT, 550, "5.1.1"),
    ({"rcpt": "552 5.2.2 full"}, Verdict.MAILBOX_FULL, Stage.RCPT, 552, "5.2.2"),
    ({"rcpt": "550 5.7.1 policy"}, Verdict.SYSTEM, Stage.RCPT, 550, "5.7.1"),
    ({"rcpt": DROP}, Verdict.DEFERRED, Stage.RCPT, None, None),
    ({"rcpt": HANG}, Verdict.DEFERRED, Stage.RCPT, None, None),
    ({"data": "451 4.3.0 later"}, Verdict.DEFERRED, Stage.DATA, 451, "4.3.0"),
    ({"data": "554 no"}, Verdict.REJECTED, Stage.DATA, 554, None),
    ({"data": "554 5.7.1 no"}, Verdict.SYSTEM, Stage.DATA, 554, "5.7.1"),
    ({"data": DROP}, Verdict.DEFERRED, Stage.DATA, None, None),
    ({"data": HANG}, Verdict.DEFERRED, Stage.DATA, None, None),
    ({"body": DROP}, Verdict.DEFERRED, Stage.BODY, None, None),
    ({"body": "421 4.3.2 now\r\n"}, Verdict.DEFERRED, Stage.BODY, 421, "4.3.2"),
    ({"dot": "452 4.2.2 later"}, Verdict.DEFERRED, Stage.DOT, 452, "4.2.2"),
    ({"dot": "421 4.3.2 later"}, Verdict.DEFERRED, Stage.DOT, 421, "4.3.2"),
    ({"dot": "554 5.6.0 content"}, Verdict.REJECTED, Stage.DOT, 554, "5.6.0"),
    ({"dot": "554 5.7.1 policy"}, Verdict.SYSTEM, Stage.DOT, 554, "5.7.1"),
    ({"dot": "252 2.0.0 will try"}, Verdict.SENT, Stage.DOT, 252, "2.0.0"),
    ({"dot": DROP}, Verdict.AMBIGUOUS, Stage.DOT, None, None),
    ({"dot": HANG}, Verdict.AMBIGUOUS, Stage.DOT, None, None),
    ({"dot": "what?"}, Verdict.AMBIGUOUS, Stage.DOT, None, None),
    ({"dot": "354 go on"}, Verdict.AMBIGUOUS, Stage.DOT, 354, None),
    ({"after": DROP}, *SENT),
    ({"quit": "421 4.3.2 bye"}, *SENT),
    ({"quit": "554 no"}, *SENT),
    ({"quit": DROP}, *SENT),
    ({"quit": HANG}, *SENT),
]


@pytest.mark.parametrize(("script", "verdict", "stage", "code", "enhanced"), MODES, ids=[str(m[0]) for m in MODES])
def test_a_server_that(
    script: dict[str, str], verdict: Verdict, stage: Stage, code: int | None, enhanced: str | None
) -> None:
    # a server that speaks in the middle of the body is given a moment to be heard
    slow = "body" in script
    done = run(script, before=lambda _: time.sleep(0.1 * slow) is None)
    assert [outcome(attempt) for attempt in done.attempts] == [(verdict, stage, code, enhanced)]
    reached_dot = stage is Stage.DOT
    assert done.server.dots == int(reached_dot)
    assert done.asked == (["k1"] if reached_dot or stage is Stage.BODY else [])
    if verdict in {Verdict.SENT, Verdict.AMBIGUOUS} and code != 354 and script.get("dot") != "what?":
        assert done.server.accepted == [("MAIL FROM:<b+1@desk.example>", "RCPT TO:<r1@council.wales>", RAW)]
    else:
        assert done.server.accepted == []


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    told: list[Attempt] = []
    route = Route("127.0.0.1", port, tls=Tls.NONE, timeout=1)
    asyncio.run(deliver(route, letters(3), lambda _: True, told.append))
    assert [outcome(a) for a in told] == [(Verdict.DEFERRED, Stage.CONNECT, None, None)] * 3
    assert "Error connecting" in told[2].reply


def test_a_body_nobody_reads_is_provably_not_sent() -> None:
    done = run({"body": HANG}, letters(1, RAW + b"x" * 78 * 300_000))
    assert [outcome(a) for a in done.attempts] == [(Verdict.DEFERRED, Stage.BODY, None, None)]
    assert done.asked == []
    assert done.server.dots == 0


def test_a_batch_goes_over_one_connection_and_one_refusal_harms_no_other() -> None:
    done = run({"rcpt:2": "550 5.1.1 nobody", "dot:3": "451 4.3.0 later", "mail:5": "451 4.3.0 no"}, letters(6))
    assert done.server.connections == 1
    came_to = ["sent", "rejected", "sent", "deferred", "deferred", "sent"]
    assert [a.verdict.value for a in done.attempts] == came_to
    assert [a.key for a in done.attempts] == [f"k{n}" for n in range(1, 7)]
    assert len(done.server.accepted) == 3


def test_a_letter_after_one_that_was_not_taken_begins_with_a_clean_envelope() -> None:
    done = run({"rcpt:1": "550 5.1.1 nobody", "dot:3": "451 4.3.0 later"}, letters(6))
    assert done.server.seen["rset"] == 2, "after what was taken the envelope is empty"
    assert len(done.server.accepted) == 4


def test_the_final_dot_has_a_patience_of_its_own() -> None:
    start = time.monotonic()
    done = run({"dot": HANG}, timeout=20, dot_timeout=0.3)
    assert done.attempts[0].verdict is Verdict.AMBIGUOUS
    assert time.monotonic() - start < 10


def test_a_connection_whose_answer_made_no_sense_is_not_used_again() -> None:
    done = run({"dot:1": "354 go on"}, letters(2))
    assert [a.verdict.value for a in done.attempts] == ["ambiguous", "sent"]
    assert done.server.connections == 2


def test_after_a_broken_connection_the_rest_goes_over_another() -> None:
    done = run({"dot:1": DROP, "data:2": DROP}, letters(4))
    assert [a.verdict.value for a in done.attempts] == ["ambiguous", "deferred", "sent", "sent"]
    assert done.server.connections == 3


def test_a_connection_that_always_breaks_is_tried_three_times() -> None:
    done = run({"mail": DROP}, letters(5))
    assert {a.verdict for a in done.attempts} == {Verdict.DEFERRED}
    assert done.server.connections == 3
    assert "not tried" in done.attempts[4].reply


def test_a_server_that_refuses_us_is_asked_once_for_the_whole_batch() -> None:
    done = run({"connect": "554 5.7.1 listed"}, letters(4))
    assert [outcome(a) for a in done.attempts] == [(Verdict.SYSTEM, Stage.CONNECT, 554, "5.7.1")] * 4
    assert done.server.connections == 1


def test_a_fenced_letter_gets_no_dot_and_the_next_another_connection() -> None:
    done = run({}, letters(3), before=lambda key: key != "k2")
    assert [a.verdict.value for a in done.attempts] == ["sent", "fenced", "sent"]
    assert done.asked == ["k1", "k2", "k3"]
    assert [recipient for _, recipient, _ in done.server.accepted] == [
        "RCPT TO:<r1@council.wales>",
        "RCPT TO:<r3@council.wales>",
    ]
    assert done.server.connections == 2


@pytest.mark.parametrize("error", [ConnectionError("database gone"), RuntimeError("bug")])
def test_what_the_checkpoint_raises_ends_the_batch_without_a_dot(error: Exception) -> None:
    async def scenario() -> None:
        def before_dot(key: str) -> bool:
            if key == "k2":
                raise error
            return True

        told: list[Attempt] = []
        async with sink() as server:
            route = Route("127.0.0.1", server.port, tls=Tls.NONE, timeout=1)
            with pytest.raises(type(error), match=str(error)):
                await deliver(route, letters(3), before_dot, told.append)
            assert [a.key for a in told] == ["k1"]
            assert server.dots == 1

    asyncio.run(scenario())


def test_what_the_report_raises_ends_the_batch() -> None:
    async def scenario() -> None:
        def after(_: Attempt) -> None:
            raise OSError("disk full")

        async with sink() as server:
            route = Route("127.0.0.1", server.port, tls=Tls.NONE, timeout=1)
            with pytest.raises(OSError, match="disk full"):
                await deliver(route, letters(3), lambda _: True, after)
            assert server.dots == 1

    asyncio.run(scenario())


def test_a_batch_of_nothing_opens_no_connection() -> None:
    async def scenario() -> None:
        async with sink() as server:
            route = Route("127.0.0.1", server.port, tls=Tls.NONE)
            assert await deliver(route, [], lambda _: True, lambda _: None) == []
            assert server.connections == 0

    asyncio.run(scenario())


def test_demonstration_addresses_leave_only_for_the_local_inbox() -> None:
    item = replace(letters()[0], recipient="sian@Council.EXAMPLE")
    done = run({}, [item])
    assert [outcome(a) for a in done.attempts] == [(Verdict.REJECTED, Stage.ADDRESS, None, None)]
    assert done.server.connections == 0
    assert outcome(run({}, [item], local=True).attempts[0]) == SENT
    with pytest.raises(ValueError, match="loopback"):
        Route("mail.council.wales", 25, local=True)


@pytest.mark.parametrize("recipient", ["a@b.wales\r\nRCPT TO:<x@y.wales>", "siân@council.wales", "", "<a@b>"])
def test_an_address_that_would_break_the_envelope_never_reaches_a_server(recipient: str) -> None:
    done = run({}, [replace(letters()[0], recipient=recipient), letters()[0]])
    assert [a.verdict for a in done.attempts] == [Verdict.REJECTED, Verdict.SENT]
    bad_sender = run({}, [replace(letters()[0], sender=recipient or "x")])
    assert bad_sender.attempts[0].verdict is Verdict.SYSTEM


def test_a_reply_is_kept_short_escaped_and_on_one_line() -> None:
    done = run({"rcpt": "550-5.1.1 \x1b[31mŵ\\\r\n550 " + "x" * 900})
    reply = done.attempts[0].reply
    assert len(reply) == 500
    assert reply.isascii()
    assert reply.isprintable()
    assert "\\x1b[31m\\u0175\\\\\\n" in reply


def test_cancelling_while_the_checkpoint_runs_sends_no_dot() -> None:
    async def scenario() -> None:
        asked: list[str] = []

        def before_dot(key: str) -> bool:
            asked.append(key)
            return task.cancel()  # as a Ctrl-C while the database is asked

        async with sink() as server:
            route = Route("127.0.0.1", server.port, tls=Tls.NONE, timeout=5)
            task = asyncio.create_task(deliver(route, letters(), before_dot, lambda _: None))
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.sleep(0.1)
            assert (asked, server.dots) == (["k1"], 0)

    asyncio.run(scenario())
