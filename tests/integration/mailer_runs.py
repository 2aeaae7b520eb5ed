"""A batch sent to the misbehaving server, and what came of it on both sides."""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fake_smtp import Sink, serving

from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt, Outgoing, deliver
from notifications.route import Route, Tls

RAW = b"Subject: x\r\n\r\nllinell\r\n.\r\n..dot\r\n"
SENT = (Verdict.SENT, Stage.DOT, 250, "2.0.0")


@dataclass
class Run:
    """What a batch came to, seen from the desk and from the server."""

    attempts: list[Attempt]
    server: Sink
    asked: list[str] = field(default_factory=list)
    told: list[Attempt] = field(default_factory=list)


def letters(count: int = 1, raw: bytes = RAW) -> list[Outgoing]:
    return [Outgoing(f"k{n}", "b+1@desk.example", f"r{n}@council.wales", raw) for n in range(1, count + 1)]


def run(
    script: Mapping[str, str] | None = None,
    items: list[Outgoing] | None = None,
    before: Callable[[str], bool] = lambda _: True,
    context: ssl.SSLContext | None = None,
    **route: Any,
) -> Run:
    with serving(script, context, implicit=route.get("tls") is Tls.TLS) as server:
        done = Run([], server)

        def before_dot(key: str) -> bool:
            done.asked.append(key)
            return before(key)

        short = {"tls": Tls.NONE, "timeout": 0.5, "dot_timeout": 0.5}
        to = Route("127.0.0.1", server.port, **{**short, **route})
        done.attempts = asyncio.run(deliver(to, items or letters(), before_dot, done.told.append))
        assert done.told == done.attempts
    return done


def outcome(attempt: Attempt) -> tuple[Verdict, Stage, int | None, str | None]:
    return attempt.verdict, attempt.stage, attempt.code, attempt.enhanced
