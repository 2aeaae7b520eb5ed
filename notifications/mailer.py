"""How letters leave: a batch over one SMTP connection, each asked for once more just before its final dot.

The only file that imports aiosmtplib; of that, one method is overridden (`reliability.md` §4.3 T4).
"""

import asyncio
import contextlib
import re
import select
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPReadTimeoutError,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from aiosmtplib.protocol import SMTPProtocol, normalize_message_line_endings
from aiosmtplib.response import SMTPResponse

from notifications.backoff import Stage, Verdict, classify
from notifications.route import Route, Tls
from notifications.safe import UnsafeText, check_address, check_ascii_address, needs_utf8, on_the_wire

_REPLY: Final = 500
_CONNECTIONS: Final = 3
"""A batch goes over one connection; when a letter breaks it, the rest over another, at most so many."""
_QUIT: Final = 10.0
_IDLE: Final = 0.25
"""Seconds after a report within which the next letter is asked for, or `idle` is called."""
_START_INPUT: Final = 354
_CLOSING: Final = 421
_TAKEN: Final = 2
_OK: Final = frozenset({250})
_OK_FOR_A_READER: Final = frozenset({250, 251})
"""To RCPT a server may also say that it will pass the mail on (RFC 5321 §4.3.2)."""
_ENHANCED: Final = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?!\S)")


@dataclass(frozen=True)
class Outgoing:
    """A letter to send: the caller's key, envelope sender, the one recipient, the frozen bytes."""

    key: str
    sender: str
    recipient: str
    raw: bytes


@dataclass(frozen=True)
class Attempt:
    """What came of sending one letter once; `reply` is escaped ASCII of at most 500 characters."""

    key: str
    verdict: Verdict
    stage: Stage
    code: int | None
    enhanced: str | None
    reply: str


class _Fenced(Exception):  # noqa: N818 - not an error: the letter is somebody else's now
    """`before_dot` said no."""


@dataclass
class _Data:
    """What the data command must know beyond the message, and how far it came."""

    before_dot: Callable[[], bool]
    dot_timeout: float
    stage: Stage = Stage.DATA


class _Protocol(SMTPProtocol):
    """aiosmtplib's protocol whose data command stops before the final dot and asks."""

    data: _Data

    async def execute_data_command(self, message: bytes, timeout: float | None = None) -> SMTPResponse:  # noqa: ASYNC109 - overridden
        if self._command_lock is None:
            raise SMTPServerDisconnected("Server not connected")
        async with self._command_lock:
            self._response_pending = True
            self.write(b"DATA\r\n")
            body = _framed(message)  # while the server makes up its mind
            start = await self.read_response(timeout=timeout)
            if start.code != _START_INPUT:
                raise SMTPDataError(start.code, start.message)
            self.data.stage = Stage.BODY
            self._response_pending = True  # an answer before the dot is kept, and looked at below
            cast("asyncio.WriteTransport", self.transport).set_write_buffer_limits(high=0)
            self.write(body)
            if self._paused or self._connection_lost:
                await asyncio.wait_for(self._drain_helper(), timeout)  # all of it has left
            if not self.data.before_dot():
                raise _Fenced
            await self._hear()
            if self._response_waiter is None or self._response_waiter.done():
                early = await self.read_response(timeout=timeout)  # raises when the connection is gone
                raise SMTPDataError(early.code, early.message)
            self.write(b".\r\n")  # raises when the connection is gone: then no dot has left
            self.data.stage = Stage.DOT
            return await self.read_response(timeout=self.data.dot_timeout)

    async def read_response(self, timeout: float | None = None) -> SMTPResponse:  # noqa: ASYNC109 - overridden
        """As aiosmtplib's, but that the answer wakes whoever waits at once, not two rounds of the loop later."""
        if self._response_waiter is None:
            raise SMTPServerDisconnected("Connection lost")
        self._response_pending = True
        try:
            async with asyncio.timeout(timeout):
                return await self._response_waiter
        except TimeoutError as error:
            raise SMTPReadTimeoutError("Timed out waiting for server response") from error
        finally:
            self._response_pending = False
            self._response_waiter = None if self.transport is None else self._loop.create_future()

    async def _hear(self) -> None:
        """Take in what the server said, or that it went, while we asked; and any wish that we stop."""
        task, transport = asyncio.current_task(), self.transport
        if transport is None or _has_more(transport) or (task is not None and task.cancelling()):
            await asyncio.sleep(0)
            await asyncio.sleep(0)  # the loop looks at its sockets in one round and reads them in the next


def _has_more(transport: asyncio.BaseTransport) -> bool:
    """Whether bytes, or an end, wait to be read."""
    poll = select.poll()  # select() takes no more than 1024 open files
    poll.register(transport.get_extra_info("socket").fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _framed(message: bytes) -> bytes:
    """The mail as DATA takes it, but for the final dot; ours are frozen with the right line ends already."""
    ends = message.count(b"\r\n")
    if ends != message.count(b"\n") or ends != message.count(b"\r") or not message.endswith(b"\r\n"):
        message = normalize_message_line_endings(message)
    if message.startswith(b"."):
        message = b"." + message
    return message.replace(b"\r\n.", b"\r\n..")


class _Post:
    """A batch on its way: the connection it has now, and the stage the current letter has reached."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.opened = 0
        self.stage = Stage.CONNECT
        self.client: SMTP | None = None
        self.used = False
        self.unreachable: Exception | None = None

    @property
    def is_open(self) -> bool:
        return self.client is not None and self.client.is_connected

    @property
    def takes_utf8(self) -> bool:
        return self.client is not None and self.client.supports_extension("smtputf8")

    async def open(self) -> None:
        """Connect, encrypt and sign in; the stages are ours to know, so each step is called apart."""
        route = self.route
        self.opened += 1
        self.used = False
        self.stage = Stage.CONNECT
        self.client = client = SMTP(
            hostname=route.host,
            port=route.port,
            local_hostname=route.hostname,
            timeout=route.timeout,
            use_tls=route.tls is Tls.TLS,
            start_tls=False,
            validate_certs=True,
            cert_bundle=route.ca_file,
        )
        await client.connect()
        self.stage = Stage.EHLO
        await self._hello(client)
        if route.tls is Tls.STARTTLS:
            self.stage = Stage.STARTTLS
            await client.starttls()
        if route.username:
            self.stage = Stage.AUTH
            await client.login(route.username, route.password)
        cast("SMTPProtocol", client.protocol).__class__ = _Protocol  # same layout, one method more

    @staticmethod
    async def _hello(client: SMTP) -> None:
        try:
            await client.ehlo()
        except SMTPHeloError:
            if not client.is_connected:
                raise
            await client.helo()

    async def send(self, item: Outgoing, before_dot: Callable[[str], bool]) -> SMTPResponse:
        """One letter in one envelope."""
        client = cast("SMTP", self.client)
        self.stage = Stage.MAIL
        if self.used:  # after a letter that was taken the envelope is empty (RFC 5321 §4.1.1.4)
            await self._say(b"RSET")
        self.used = True
        recipient = on_the_wire(item.recipient)  # both have been checked: they are nothing but addresses
        options = (b"SMTPUTF8", b"BODY=8BITMIME") if needs_utf8(recipient) else ()
        await self._say(b"MAIL", f"FROM:<{item.sender}>".encode("ascii"), *options)
        self.stage = Stage.RCPT
        await self._say(b"RCPT", f"TO:<{recipient}>".encode(), well=_OK_FOR_A_READER)
        protocol = cast("_Protocol", client.protocol)
        self.stage = Stage.DATA
        if protocol is None:
            raise SMTPServerDisconnected("Server not connected")
        protocol.data = _Data(lambda: _ask(before_dot, item.key), self.route.dot_timeout)
        try:
            taken = await client.data(item.raw)
        finally:
            self.stage = protocol.data.stage
        self.used = taken.code // 100 != _TAKEN
        return taken

    async def _say(self, *words: bytes, well: frozenset[int] = _OK) -> None:
        """One command, whose answer is one of these codes or an error."""
        answer = await cast("SMTP", self.client).execute_command(*words)
        if answer.code not in well:
            raise SMTPResponseException(answer.code, answer.message)

    async def close(self, *, quietly: bool = True) -> None:
        """Leave: with QUIT when all is well, whose answer changes nothing; else by cutting the connection."""
        client, self.client = self.client, None
        if client is None:
            return
        if quietly and client.is_connected:
            with contextlib.suppress(SMTPException, OSError):
                await client.quit(timeout=min(_QUIT, self.route.timeout))
        if client.transport is not None:
            cast("asyncio.WriteTransport", client.transport).abort()  # close() would flush what waits
        client.close()
        await asyncio.sleep(0)  # lets the transport go before the loop may


async def deliver(
    route: Route,
    items: Sequence[Outgoing],
    before_dot: Callable[[str], bool],
    after: Callable[[Attempt], None],
    idle: Callable[[], None] = lambda: None,
) -> list[Attempt]:
    """Send `items` in order and report each to `after` as soon as its outcome is known.

    `before_dot(key)` runs when the body has left and before the dot that makes the server answer for it;
    False abandons the connection. `idle` runs, in a thread, where that is not asked within a moment of the report
    before. All are synchronous: the loop has nothing else to do, and a thread would cost more than the question. What
    they raise ends the batch: no dot follows, the connection is cut, and letters not reported are for the reconciler.
    """
    post, made = _Post(route), list[Attempt]()
    loop = asyncio.get_running_loop()
    try:
        for item in items:
            waited: list[asyncio.Future[None]] = []
            soon = loop.call_later(_IDLE, lambda w=waited: w.append(loop.run_in_executor(None, idle)))  # type: ignore[misc]  # bound at once
            try:
                attempt = _refuse(route, item) or await _deliver_one(post, item, before_dot)
            finally:
                soon.cancel()
            await asyncio.gather(*waited)
            made.append(attempt)
            after(attempt)
    except _CallerError as error:
        await post.close(quietly=False)
        raise cast("Exception", error.__cause__) from None
    except BaseException:
        await post.close(quietly=False)
        raise
    await post.close()
    return made


async def _deliver_one(post: _Post, item: Outgoing, before_dot: Callable[[str], bool]) -> Attempt:
    if not post.is_open:
        if post.unreachable is None and post.opened >= _CONNECTIONS:
            return _attempt(item, Stage.CONNECT, None, "not tried: earlier letters broke the connection")
        try:
            if post.unreachable is not None:
                raise post.unreachable
            await post.open()
        except (SMTPException, OSError, ValueError) as error:
            await post.close(quietly=False)
            post.unreachable = error  # the others would meet the same
            return _failed(item, post.stage, error)
    if needs_utf8(item.recipient) and not post.takes_utf8:
        return _attempt(item, Stage.ADDRESS, None, "the mail server takes no address like this: it offers no SMTPUTF8")
    try:
        response = await post.send(item, before_dot)
    except _Fenced:
        post.opened -= 1  # we cut it, the server did nothing wrong: the letters after it are still tried
        await post.close(quietly=False)
        return Attempt(item.key, Verdict.FENCED, Stage.BODY, None, None, "")
    except (SMTPException, OSError) as error:
        attempt = _failed(item, post.stage, error)
    else:
        attempt = _attempt(item, post.stage, response.code, response.message)
    if attempt.code in {None, _CLOSING} or attempt.stage is Stage.BODY or attempt.verdict is Verdict.AMBIGUOUS:
        await post.close(quietly=False)
    return attempt


class _CallerError(Exception):
    """Carries what `before_dot` raised past the handlers of network errors; a lost database is one too."""


def _ask(before_dot: Callable[[str], bool], key: str) -> bool:
    try:
        return before_dot(key)
    except Exception as error:
        raise _CallerError from error


def _refuse(route: Route, item: Outgoing) -> Attempt | None:
    """Keep back what must not reach a server; a bad sender is our fault, a bad recipient is not."""
    try:
        check_address(item.recipient, "the recipient")
    except UnsafeText as error:
        return _attempt(item, Stage.ADDRESS, None, str(error))
    try:
        if item.sender:
            check_ascii_address(item.sender, "the envelope sender")
    except UnsafeText as error:
        return replace(_attempt(item, Stage.ADDRESS, None, str(error)), verdict=Verdict.SYSTEM)
    if not route.local and item.recipient.lower().endswith((".example", "@example")):
        text = "addresses under .example are for demonstration; they are delivered to the local inbox alone"
        return _attempt(item, Stage.ADDRESS, None, text)
    return None


def _failed(item: Outgoing, stage: Stage, error: Exception) -> Attempt:
    if isinstance(error, SMTPResponseException) and error.code > 0:
        return _attempt(item, stage, error.code, str(error.message))
    failed = _attempt(item, stage, None, f"{type(error).__name__}: {error}")
    ours = isinstance(error, SMTPException | ValueError) and not isinstance(
        error, ConnectionError | TimeoutError | SMTPResponseException
    )
    if ours or _is_certificate(error):  # no STARTTLS, no AUTH, a name that does not match: waiting mends none
        return replace(failed, verdict=Verdict.SYSTEM)
    return failed


def _is_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _attempt(item: Outgoing, stage: Stage, code: int | None, reply: str) -> Attempt:
    match = _ENHANCED.match(reply) if code else None
    enhanced = match[1] if match else None
    escaped = reply.encode("unicode_escape").decode("ascii")[:_REPLY]
    return Attempt(item.key, classify(stage, code, enhanced), stage, code, enhanced, escaped)
