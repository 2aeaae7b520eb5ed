"""The triage board of the team, and the queue as everybody else sees it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route as Address

from ispdesk.commands.shape import Refused
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.views.triage import COORDINATORS, FACETS, GROUP, US, Board, Filters, titles, triage
from ispdesk.web import query
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.web.paging import page_links, pages_of
from ispdesk.words import Text, said
from models.queries.people import by_ref
from states.lifecycle import Role
from states.score import MOST_POINTS

AT: Final = "/{lang}/queue"
REVIEW: Final = "/{lang}/isps/{ref}/review"
QUESTIONS: Final = "/{lang}/questions"
ACTS: Final = ("claim", "assign", "aside", "override", "end_aside", "end_override")


@dataclass(frozen=True)
class Outcome:
    """What became of one ISP of a form: done, or refused for these reasons."""

    ref: str
    title: Text
    reasons: tuple[str, ...] = ()


class Triage:
    """The queue: for the team a board to work on, for others a list."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (Route(AT, get=self.show, post=self.act),)

    def show(self, visit: Visit) -> Response:
        """The board, or the list."""
        asked = query.values(visit.request, {"with", "page", "show", *FACETS})
        if not visit.who.team or asked.get("show") == "measures":
            return self._listed(visit, query.page_number(asked))
        board, page = self._board(visit), query.page_number(asked)
        pages = pages_of(len(board.open.rows), page)
        first = (page - 1) * PAGE_SIZE
        links = page_links(f"/{visit.lang}/queue", board.filters.query(), page, pages) if pages > 1 else ()
        there = {address.path for address in visit.request.app.routes if isinstance(address, Address)}
        return self._hall.page(
            visit,
            "triage.html",
            board=board,
            rows=board.open.rows[first : first + PAGE_SIZE],
            first=first,
            links=links,
            most=PAGE_SIZE,
            leads=Role.TEAM_LEAD in visit.who.roles,
            review="/review" if REVIEW in there else "",
            questions=QUESTIONS in there,
        )

    def _listed(self, visit: Visit, page: int) -> Response:
        """The ISPs that await assurance, and how the queue measures."""
        view = self._hall.services.queue()
        pages = pages_of(len(view.rows), page)
        first = (page - 1) * PAGE_SIZE
        kept = {"show": "measures"} if visit.who.team else {}
        links = page_links(f"/{visit.lang}/queue", kept, page, pages) if pages > 1 else ()
        rows = view.rows[first : first + PAGE_SIZE]
        return self._hall.page(visit, "queue.html", view=view, rows=rows, first=first, links=links)

    def _board(self, visit: Visit) -> Board:
        asked = query.values(visit.request, {"with", *FACETS})
        turn = asked.pop("with", "") or US
        if turn not in (US, COORDINATORS) and not turn.startswith(GROUP):
            raise HTTPException(404)
        filters = Filters(turn, **{name: value for name, value in asked.items() if name in FACETS})
        board = self._hall.ask(triage, filters, visit.who.ref, self._hall.services.now())
        if board is None:
            raise HTTPException(404)
        return board

    def act(self, visit: Visit) -> Response:
        """Do one thing with every ISP that is ticked, each by an order of its own, and say what became of each."""
        if not visit.who.team:
            raise HTTPException(403)
        form, act = visit.form, visit.form.text("act")
        refs = [query.reference(ref) for ref in dict.fromkeys(form.many.get("refs", ()))][:PAGE_SIZE]
        if act not in ACTS:
            form.errors["act"] = said("triage.error.act", visit.lang)
        elif not refs:
            form.errors["refs"] = said("triage.error.refs", visit.lang)
        kind, payload = self._asked(visit, act) if act in ACTS else ("", {})
        if form.wrong:
            return self.show(visit)
        called = self._hall.ask(titles, tuple(refs))
        outcomes = [self._one(visit, kind, ref, payload, called.get(ref, Text())) for ref in refs]
        done = [one for one in outcomes if not one.reasons]
        refused = [one for one in outcomes if one.reasons]
        back = visit.request.url.query
        return self._hall.page(
            visit,
            "triage_done.html",
            code=200 if done else 409,
            act=act,
            done=done,
            refused=refused,
            to=self._name(form.text("to")) if act == "assign" else Text(),
            back=f"?{back}" if back else "",
        )

    def _name(self, ref: str) -> Text:
        person = self._hall.ask(by_ref, ref)
        return Text(person.name_en, person.name_cy or None) if person else Text(ref)

    def _one(self, visit: Visit, kind: str, ref: str, payload: Mapping[str, Any], title: Text) -> Outcome:
        part = ":" + hashlib.sha256(ref.encode()).hexdigest()[:16]  # an id of at most 64 characters
        expected = visit.form.text(f"seen-{ref}") or None if kind in ("move", "assign") else None
        result = self._hall.do(visit, kind, f"isp:{ref}", payload, expected=expected, part=part)
        if isinstance(result, Refused):
            return Outcome(ref, title, tuple(reason.in_language(visit.lang) for reason in result.reasons))
        return Outcome(ref, title)

    def _asked(self, visit: Visit, act: str) -> tuple[str, dict[str, Any]]:
        """The command that a button stands for, with what was typed for it."""
        form, lang = visit.form, visit.lang
        if act == "claim":
            form.need("independent", said("triage.error.independent", lang))
            return "move", {"trigger": "claim", "independent": True}
        if act == "assign":
            return "assign", {"to": form.need("to", said("triage.error.to", lang))}
        if act.startswith("end_"):
            return "end_queue_mark", {"mark": act.removeprefix("end_")}
        reason = form.need(f"{act}_reason", said("triage.error.reason", lang))
        until = form.day(f"{act}_until", lang)
        payload: dict[str, Any] = {"reason": reason, "until": until.isoformat() if until else ""}
        if act == "aside":
            return "put_aside", payload
        return "override_score", payload | {"points": self._points(visit)}

    def _points(self, visit: Visit) -> int:
        typed = visit.form.text("points").replace("\N{MINUS SIGN}", "-")
        figures = typed[1:] if typed[:1] in ("-", "+") else typed
        if not (figures.isascii() and figures.isdecimal()) or not 0 < int(figures[:9]) <= MOST_POINTS:
            visit.form.errors["points"] = said("triage.error.points", visit.lang, most=MOST_POINTS)
            return 0
        return int(typed)
