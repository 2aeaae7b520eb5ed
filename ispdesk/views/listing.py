"""The list of ISPs: filtered, in order of reference, one page at a time."""

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from ispdesk.views.places import area_name, place_name
from ispdesk.views.shapes import PAGE_SIZE, IspFilters, IspListView, IspRow, Place, StateGroup
from ispdesk.views.values import UNTOLD, Holder, Standing, When
from ispdesk.words.text import Text
from models.queries import ahead, listed, timers
from models.tables.isp import Isp, Version
from models.tables.journal import History
from states.calendar import local_day
from states.lifecycle import DEVELOPING, ENDS, IN_FORCE, OPEN_ROUND, Party, State
from states.places import AUTHORITIES

COUNTED_GROUP: dict[str, StateGroup] = {"assured": "assured", "awaiting": "awaiting", "made-known": "made_known"}
ONLY_COUNTED = Text("the source gives only a number", "dim ond nifer sydd yn y ffynhonnell")
NO_DATE = Text("the source gives no date", "nid yw'r ffynhonnell yn rhoi dyddiad")


def title_of(isp: Isp) -> Text:
    """The title in the languages in which it is known."""
    return Text(isp.title_en or None, isp.title_cy or None)


def standing_of(isp: Isp) -> Standing | None:
    """Where the row comes from; None where it was begun here."""
    known: dict[str, Standing] = {
        "reported": "reported",
        "public-record": "public-record",
        "counted": "counted",
        "installation": "installation",
    }
    return known.get(isp.standing)


def shown_version(versions: Iterable[Version]) -> Version | None:
    """The version whose state a list shows: the one in progress, else in force, else the latest."""
    ranked = sorted(versions, key=lambda v: (("progress", "force", "past").index(v.place), -v.number))
    return ranked[0] if ranked else None


def group_of(isp: Isp, version: Version | None) -> StateGroup:
    """The group of states that the list filters by."""
    if isp.counted_as is not None or version is None:
        return COUNTED_GROUP[isp.counted_as or "made-known"]
    state = State(version.state)
    if state in OPEN_ROUND:
        return "awaiting"
    if state in IN_FORCE:
        return "assured"
    if state is State.LAPSED:
        return "overdue"
    if state in ENDS:
        return "ended"
    return "made_known" if state is State.IDENTIFIED else "developing" if state in DEVELOPING else "ended"


def holder_of(version: Version) -> Holder:
    """Who holds it, or nobody while it is on hold."""
    return Holder((Party.NOBODY if version.on_hold else Party(version.holder)).value)


def since_of(session: Session, isp: Isp, version: Version) -> When:
    """Since when it is in this state, as far as known."""
    row = session.get(History, (f"isp:{isp.ref}", version.entered_seq))
    if row is None:
        return UNTOLD
    if row.happened_from or row.happened_to:
        return When(row.happened_from, row.happened_to)
    if row.standing != "done":
        return When(why_unknown=NO_DATE)
    day = local_day(row.recorded_at)
    return When(day, day)


def isp_list(session: Session, filters: IspFilters, page: int) -> IspListView:
    """One page of the ISPs that match."""
    found, ids = listed.page(session, filters, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    versions = listed.versions(session, ids)
    isps = ahead.by_id(session, Isp, ids)
    shown = [(isps[one], shown_version(versions.get(one, ()))) for one in ids]
    quiet = timers.dormant(session, [f"isp:{isp.ref}" for isp, _ in shown])
    entered = ahead.entries(session, [(f"isp:{isp.ref}", version.entered_seq) for isp, version in shown if version])
    ahead.keep(session, entered.values())
    used = listed.places(session)
    places = tuple(Place(code, place_name(code)) for code in AUTHORITIES if code in used)
    rows = tuple(_row(session, isp, version, quiet) for isp, version in shown)
    return IspListView(rows, found, listed.total(session), page, places)


def every_row(session: Session) -> tuple[IspRow, ...]:
    """Every ISP, in order of reference."""
    versions: dict[int, list[Version]] = {}
    for version in session.exec(select(Version)):
        versions.setdefault(version.isp_id, []).append(version)
    isps, quiet = session.exec(select(Isp).order_by(col(Isp.ref))), timers.dormant(session)
    return tuple(_row(session, isp, shown_version(versions.get(isp.id or 0, ())), quiet) for isp in isps)


def _row(session: Session, isp: Isp, version: Version | None, quiet: Mapping[str, dt.date]) -> IspRow:
    return IspRow(
        ref=isp.ref,
        title=title_of(isp),
        state=version.state if version else f"counted-{isp.counted_as or 'made-known'}",
        standing=standing_of(isp),
        places=tuple(place_name(code) for code in isp.places),
        service_area=area_text(isp),
        holder=holder_of(version) if version else None,
        since=since_of(session, isp, version)
        if version
        else When(why_unknown=ONLY_COUNTED)
        if isp.counted_as
        else UNTOLD,
        dormant_since=quiet.get(f"isp:{isp.ref}"),
    )


def area_text(isp: Isp) -> Text | None:
    """The service areas in both languages, or None where none is known."""
    if not isp.service_areas:
        return None
    found = [area_name(code) for code in isp.service_areas]
    return Text("; ".join(a.en or "" for a in found), "; ".join(a.cy or "" for a in found))
