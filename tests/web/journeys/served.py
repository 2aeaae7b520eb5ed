"""A home whose pages are served, and what its record holds, asked past the pages."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from ispdesk.bootstrap import App
from ispdesk.web import serve
from models.database import reading
from models.queries import isps
from models.tables.isp import Version
from models.tables.person import Person
from models.tables.signing import SigningRound, SignoffMark
from models.tables.work import Section, Signoff


@dataclass
class Served:
    """A home and where its pages are."""

    app: App
    url: str

    def state(self, ref: str) -> str:
        """The state in which the record has an ISP's first version."""
        with reading(self.app.engine) as session:
            isp = isps.by_ref(session, ref)
            assert isp is not None
            return session.exec(select(Version.state).where(Version.isp_id == isp.id)).one()

    def rows(self, ref: str, table: Any) -> list[Any]:
        """The rows of a table that belong to an ISP."""
        with reading(self.app.engine) as session:
            isp = isps.by_ref(session, ref)
            assert isp is not None
            if hasattr(table, "version_id"):
                chosen = select(table).join(Version, col(Version.id) == table.version_id)
                return list(session.exec(chosen.where(Version.isp_id == isp.id)))
            return list(session.exec(select(table).where(table.isp_id == isp.id)))

    def coordinator(self, ref: str) -> str:
        """Who coordinates it."""
        with reading(self.app.engine) as session:
            isp = isps.by_ref(session, ref)
            assert isp is not None
            return session.exec(select(Person.ref).where(Person.id == isp.coordinator_person_id)).one()

    def written(self, ref: str) -> list[Section]:
        """The sections of its first version in which something is written."""
        return [one for one in self.rows(ref, Section) if one.text]

    def given(self, ref: str) -> list[tuple[str | None, int | None, int | None]]:
        """How each sign-off was given, and by how many of how many."""
        numbers = [row.id for row in self.rows(ref, Signoff)]
        with reading(self.app.engine) as session:
            chosen = select(SignoffMark).where(col(SignoffMark.signoff_id).in_(numbers))
            marks = session.exec(chosen.order_by(col(SignoffMark.signoff_id))).all()
            return [(mark.how, mark.signed, mark.of_all) for mark in marks]

    def rounds(self, ref: str) -> list[str]:
        """The rounds in which its text was put before partners."""
        return [row.kind for row in self.rows(ref, SigningRound)]


@contextmanager
def serving(app: App) -> Iterator[Served]:
    """Serve a home's pages on a free port."""
    listener = serve.bound(0)
    server = serve.server(app)
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield Served(app, f"http://{serve.HOST}:{serve.port_of(listener)}")
    finally:
        server.should_exit = True
        thread.join()
        app.engine.dispose()
