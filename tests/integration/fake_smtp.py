"""An SMTP server that misbehaves on request: as short as the protocol, used instead of mocks."""

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

DROP, HANG = "DROP", "HANG"
DEFAULT = {
    "connect": "220 sink",
    "ehlo": "250-sink\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES",
    "starttls": "220 go",
    "auth": "235 2.7.0 welcome",
    "mail": "250 2.1.0 ok",
    "rcpt": "250 2.1.5 ok",
    "rset": "250 2.0.0 ok",
    "data": "354 go on",
    "dot": "250 2.0.0 kept",
    "quit": "221 2.0.0 bye",
}


@dataclass
class Sink:
    """What to answer where: a step's name, or `step:n` for its n-th time, to a reply, DROP or HANG.

    `body` acts when part of the body has come, `after` when the answer to the dot has left.
    """

    script: Mapping[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    accepted: list[tuple[str, str, bytes]] = field(default_factory=list)
    dots: int = 0
    connections: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    port: int = 0

    def says(self, step: str) -> str:
        self.seen[step] = self.seen.get(step, 0) + 1
        return self.script.get(f"{step}:{self.seen[step]}", self.script.get(step, DEFAULT.get(step, "")))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await self.talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def answer(self, writer: asyncio.StreamWriter, step: str) -> str:
        reply = self.says(step)
        if reply == HANG:
            await asyncio.sleep(3600)
        if reply == DROP:
            raise ConnectionResetError
        if reply:
            writer.write(reply.encode() + b"\r\n")
            await writer.drain()
        return reply

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self.answer(writer, "connect")
        sender = recipient = ""
        while line := await reader.readline():
            step = line.split()[0].decode().lower()
            if step == "mail":
                sender = line.decode().strip()
            elif step == "rcpt":
                recipient = line.decode().strip()
            reply = await self.answer(writer, step)
            if step == "starttls" and reply.startswith("220") and self.tls:
                await writer.start_tls(self.tls)
            elif step == "data" and reply.startswith("354"):
                await self.body(reader, writer, sender, recipient)
            elif step == "quit":
                return

    async def body(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sender: str, recipient: str
    ) -> None:
        content = await reader.readline()
        await self.answer(writer, "body")
        while (line := await reader.readline()) != b".\r\n":
            if not line:
                raise ConnectionResetError
            content += line[1:] if line.startswith(b".") else line
        self.dots += 1
        said = self.script.get(f"dot:{self.seen.get('dot', 0) + 1}", self.script.get("dot", "2"))
        if said in {DROP, HANG} or said.startswith("2"):
            self.accepted.append((sender, recipient, content))  # a server may keep what it never answers for
        await self.answer(writer, "dot")
        await self.answer(writer, "after")


@asynccontextmanager
async def sink(
    script: Mapping[str, str] | None = None, tls: ssl.SSLContext | None = None, *, implicit: bool = False
) -> AsyncIterator[Sink]:
    made = Sink(script or {}, tls)
    tasks: set[asyncio.Task[None]] = set()

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        await made.serve(reader, writer)

    server = await asyncio.start_server(served, "127.0.0.1", 0, limit=2**20, ssl=tls if implicit else None)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


@contextmanager
def serving(
    script: Mapping[str, str] | None = None, tls: ssl.SSLContext | None = None, *, implicit: bool = False
) -> Iterator[Sink]:
    """The misbehaving server in a thread of its own: a sender's loop stands still while it asks about the dot."""
    ready, stop, made = threading.Event(), threading.Event(), list[Sink]()

    async def serve() -> None:
        async with sink(script, tls, implicit=implicit) as server:
            made.append(server)
            ready.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(10)
        yield made[0]
    finally:
        stop.set()
        thread.join()
