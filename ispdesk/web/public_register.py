"""The public register: for everybody, in both languages, as pages, CSV and JSON; kept by caches for a while."""

import csv
import io
from collections.abc import Iterator
from math import ceil
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response, StreamingResponse

from ispdesk.documents.flow_sheet import safe
from ispdesk.documents.record_paper import NOT_SHOWN
from ispdesk.views import public, signatories
from ispdesk.views.public import Filters, PublicRow
from ispdesk.views.public_words import status
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.headers import PUBLIC
from ispdesk.web.kept import Kept, has, weak
from ispdesk.web.paging import page_links
from ispdesk.web.shell import Shell
from ispdesk.words import said
from models.queries import registered
from states.calendar import local_day

AT: Final = "/{lang}/register"
ASKED: Final = frozenset(Filters.__dataclass_fields__)
IN_JSON: Final = 100
"""Entries on one page of JSON (our default)."""
PIECE: Final = 1_000
"""Entries of one question when a whole list is written."""
COLUMNS: Final = (
    "reference", "title_en", "title_cy", "standing", "version", "assured_from", "assured_to", "review_due",
    "service_areas_en", "service_areas_cy", "places_en", "places_cy", "lead", "lead_en", "lead_cy", "exemplar",
    "address",
)  # fmt: skip


class PublicRegister:
    """Its addresses."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._kept = Kept(hall)
        self._shell = Shell(hall, self._kept)

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return tuple(
            Route(AT + path, get=handler, gate=Gate.PUBLIC)
            for path, handler in (
                ("", self.listed),
                (".csv", self.as_csv),
                (".json", self.as_json),
                ("/exemplars", self.exemplars),
                ("/organisations", self.bodies),
                ("/organisations.csv", self.bodies_csv),
                ("/organisations.json", self.bodies_json),
                ("/{ref}.json", self.one_json),
                ("/{ref}", self.one),
            )
        )

    # Entries.

    def listed(self, visit: Visit) -> Response:
        """The register, filtered, a page at a time."""
        return self._kept.answer(visit, lambda asking: self._listed(asking, self._asked(asking)))

    def exemplars(self, visit: Visit) -> Response:
        """What others can begin from."""

        def made(asking: Visit) -> Response:
            filters, page = self._asked(asking)
            return self._listed(asking, (Filters(**{**vars(filters), "exemplars": "yes"}), page), "/exemplars")

        return self._kept.answer(visit, made)

    def _listed(self, visit: Visit, asked: tuple[Filters, int], path: str = "") -> Response:
        filters, page = asked
        view = self._hall.ask(public.register_view, filters, self._known(visit), page, self._today())
        pages = max(1, ceil(view.found / PAGE_SIZE))
        if page > pages:
            raise HTTPException(404)
        here = f"/{visit.lang}/register{path}"
        kept = filters.query()
        if path:
            kept.pop("exemplars", None)
        heading = said("register.title.exemplars" if path else "register.title", visit.lang)
        title = heading if pages == 1 else said("page.numbered", visit.lang, page=heading, number=page, pages=pages)
        return self._shell.page(
            visit,
            "register.html",
            title,
            heading=heading,
            view=view,
            pages=pages,
            path=here,
            exemplars=bool(path),
            links=page_links(here, kept, page, pages),
            first=(page - 1) * PAGE_SIZE + 1,
            status=status,
            standings=registered.STANDINGS,
            sectors=public.SECTORS,
            asked=filters.query(),
        )

    def one(self, visit: Visit) -> Response:
        """One entry."""
        return self._kept.answer(visit, self._one)

    def _one(self, visit: Visit) -> Response:
        view = self._found(visit)
        title = view.row.title.best(visit.lang)[0] or said("none", visit.lang)
        title = f"{title}, {said('register.title', visit.lang)}"  # the ISP's own page has the title alone
        return self._shell.page(visit, "register_isp.html", title, view=view, status=status, not_shown=NOT_SHOWN)

    def _found(self, visit: Visit) -> public.PublicIsp:
        found = self._hall.ask(public.public_isp, query.reference(visit.path["ref"]), self._today())
        if found is None:
            raise HTTPException(404)
        return found

    def one_json(self, visit: Visit) -> Response:
        """One entry for programs."""

        def made(asking: Visit) -> Response:
            view, base = self._found(asking), self._base(asking)
            partners = [
                {"name_en": one.name.en, "name_cy": one.name.cy, "organisation": one.ref, "members": one.count,
                 "accord": one.accord}
                for one in view.partners
            ]  # fmt: skip
            records = [
                {"number": number, "decided_on": day.isoformat(), "address": f"{base}/records/{number}"}
                for number, day in view.records
            ]
            more = {
                "partners": partners,
                "purpose_en": view.purpose.en,
                "purpose_cy": view.purpose.cy,
                "assurance_records": records,
                "next_version_begun": view.next_begun,
                "replaced_by": view.successor,
                "exemplar_why_en": view.exemplar_why.en,
                "exemplar_why_cy": view.exemplar_why.cy,
                "begun_from_it": view.begun_from,
            }
            return JSONResponse(self._entry(base, view.row) | more)

        return self._kept.answer(visit, made)

    # The same for programs.

    def as_json(self, visit: Visit) -> Response:
        """A page of entries, and where the next is."""

        def made(asking: Visit) -> Response:
            filters, page = self._asked(asking)
            view = self._hall.ask(public.register_view, filters, self._known(asking), page, self._today(), IN_JSON)
            if page > 1 and not view.rows:
                raise HTTPException(404)
            base = self._base(asking)
            later = page_links(f"{base}/register.json", filters.query(), page, max(1, ceil(view.found / IN_JSON)))[
                "next"
            ]
            entries = [self._entry(base, row) for row in view.rows]
            return JSONResponse({"found": view.found, "page": page, "next": later, "entries": entries})

        return self._kept.answer(visit, made)

    def as_csv(self, visit: Visit) -> Response:
        """Every entry that matches, written while it is read."""
        filters, _ = self._asked(visit)
        asked, _ = public.asked_of(filters, self._known(visit))
        today, base = self._today(), self._base(visit)
        etag = weak(self._hall.ask(registered.head), today, filters, base)
        headers = {"Cache-Control": PUBLIC, "ETag": etag, "Vary": "Cookie"}
        if visit.viewer is not None:
            headers.pop("Cache-Control")
        if has(visit.request, etag):
            return Response(status_code=304, headers=headers)
        headers |= {"Content-Disposition": 'attachment; filename="register.csv"', "Content-Language": visit.lang}

        def pieces() -> Iterator[bytes]:
            yield _csv([COLUMNS]).encode("utf-8-sig")
            last = ""
            while refs := self._hall.ask(registered.after, asked, today, last, PIECE):
                rows = self._hall.ask(public.rows_of, refs, today)
                yield _csv(self._entry(base, row).values() for row in rows).encode()
                last = refs[-1]

        if visit.request.method == "HEAD":
            return Response(headers=headers, media_type="text/csv; charset=utf-8")
        return StreamingResponse(pieces(), headers=headers, media_type="text/csv; charset=utf-8")

    def _entry(self, base: str, row: PublicRow) -> dict[str, Any]:
        """An entry as programs read it, in the order of COLUMNS."""
        values = (
            row.ref, row.title.en, row.title.cy, row.standing, row.version if row.standing != "developing" else None,
            _iso(row.assured.earliest), _iso(row.assured.latest), _iso(row.review),
            _joined(one.en for one in row.areas), _joined(one.cy for one in row.areas),
            _joined(one.en for one in row.places), _joined(one.cy for one in row.places),
            row.lead_ref, row.lead.en if row.lead else None, row.lead.cy if row.lead else None, row.exemplar,
            f"{base}/register/{row.ref}",
        )  # fmt: skip
        return dict(zip(COLUMNS, values, strict=True))

    # Organisations.

    def bodies(self, visit: Visit) -> Response:
        """Who has signed the Accord."""

        def made(asking: Visit) -> Response:
            asked = query.values(asking.request, {"q", "sector", "place", "page"})
            page = query.page_number(asked)
            words, sector, place = (asked.get(name, "") for name in ("q", "sector", "place"))
            view = signatories.signatories_view(self._signed(asking), words, sector, place, page)
            pages = max(1, ceil(view.found / signatories.SHOWN))
            if page > pages:
                raise HTTPException(404)
            here = f"/{asking.lang}/register/organisations"
            kept = {name: value for name, value in asked.items() if value and name != "page"}
            links = page_links(here, kept, page, pages)
            title = said("signatories.title", asking.lang)
            return self._shell.page(
                asking,
                "register_organisations.html",
                title,
                view=view,
                links=links,
                pages=pages,
                asked=kept,
                sectors=public.SECTORS,
            )

        return self._kept.answer(visit, made)

    def bodies_json(self, visit: Visit) -> Response:
        """The same for programs."""

        def made(asking: Visit) -> Response:
            rows = [signatories.plain_row(row) for row, _ in self._signed(asking).rows]
            return JSONResponse({"found": len(rows), "signatories": rows})

        return self._kept.answer(visit, made)

    def bodies_csv(self, visit: Visit) -> Response:
        """The same for spreadsheets."""

        def made(asking: Visit) -> Response:
            rows = [signatories.plain_row(row) for row, _ in self._signed(asking).rows]
            text = _csv([signatories.COLUMNS, *(row.values() for row in rows)])
            return Response(text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8")

        answer = self._kept.answer(visit, made)
        answer.headers["Content-Disposition"] = 'attachment; filename="accord-signatories.csv"'
        return answer

    # What they share.

    def _known(self, visit: Visit) -> public.Known:
        return self._kept.lasting(visit, "known", lambda: self._hall.ask(public.known))

    def _signed(self, visit: Visit) -> signatories.Known:
        return self._kept.lasting(visit, "signed", lambda: self._hall.ask(signatories.known))

    def _today(self) -> Any:
        return local_day(self._hall.services.now())

    def _base(self, visit: Visit) -> str:
        """Where these pages are for everybody, as the operator said; never by what a request calls us."""
        return f"{self._hall.ask(public.base_url)}/{visit.lang}"

    def _asked(self, visit: Visit) -> tuple[Filters, int]:
        """What the address asks for. Raises 400 for what no form of ours sends."""
        found = query.values(visit.request, {*ASKED, "page"})
        page = query.page_number(found)
        given = {name: value for name, value in found.items() if name in ASKED}
        if given.get("standing") and given["standing"] not in registered.STANDINGS:
            raise HTTPException(400)
        if given.get("sector") and given["sector"] not in public.SECTORS:
            raise HTTPException(400)
        if given.get("exemplars") not in (None, "", "yes"):
            raise HTTPException(400)
        return Filters(**given), page


def _csv(rows: Any) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([safe(_cell(one)) for one in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else "" if value is None else str(value)


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _joined(names: Iterator[str | None]) -> str:
    return "; ".join(name for name in names if name)
