"""The words by which an ISP is found, kept in the transaction of whatever changes them."""

from typing import Any, Final

from sqlmodel import Session, col, select

from models.base import table
from models.queries import search
from models.tables.isp import Isp, Version
from models.tables.work import Flow, Partner
from states.folding import plain
from states.places import area, place
from states.searching import indexed

_PARTNERS = select(Partner.name).where(col(Partner.valid_to).is_(None)).order_by(col(Partner.line))
CHANGES: Final = frozenset(
    {
        "make_known", "take_on", "describe", "add_partner", "change_partner", "remove_partner", "go_on_without",
        "write_flow", "write_flows", "remove_flow", "begin_isp", "move",
    },
)  # fmt: skip
"""Commands after which an ISP may be found by other words; a move may open a version with flows of its own."""
SERVES: Final = frozenset({"make_known", "take_on", "describe", "begin_isp"})
"""Commands that say which service areas an ISP is for, and in which places."""


def keep(session: Session, isp: Isp) -> None:
    """Bring the words of one ISP up to date."""
    session.flush()
    names = list(session.exec(_PARTNERS.where(Partner.isp_id == isp.id)))
    flow: Any = table(Flow)
    chosen = (
        select(flow.information, flow.purpose)
        .join(Version, col(Version.id) == flow.version_id)
        .where(Version.isp_id == isp.id, Version.place != "past")
    )
    described = [words for row in session.execute(chosen) for words in row]
    about = [word for code in isp.service_areas for word in (area(code).en, area(code).cy)]
    where = [word for code in isp.places for word in (place(code).en, place(code).cy)]
    said = [isp.ref, isp.title_en, isp.title_cy, isp.purpose, *about, *where, *names]
    line = plain(f"{isp.ref} {isp.title_en} {isp.title_cy} {isp.purpose}")
    search.keep(session, isp.id or 0, indexed(" ".join(said)), indexed(" ".join(described)), line)
