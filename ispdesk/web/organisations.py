"""Organisations and the Accord: the list, one organisation, its signature, Designated Person and actions."""

import datetime as dt
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.views.organisations import ActionRow, BodyView, bodies_view, body_view, unsigned_view
from ispdesk.views.workshops import people_named
from ispdesk.web import query
from ispdesk.web.hall import Hall, Handler, Route, Visit
from ispdesk.web.paging import page_links, pages_of
from ispdesk.words import said
from states.accord import Standing
from states.calendar import local_day
from states.lifecycle import Role
from states.when import When

KNOWN = tuple(one.value for one in Standing)
OWN = frozenset({Role.DESIGNATED_PERSON, Role.SENIOR_SPONSOR})
"""Who sees the page of their own organisation."""
WHAT = {"signed": "sign_accord", "withdrawn": "withdraw_accord", "not_signed": "state_accord"}


class Organisations:
    """The register's organisations, as the Accord sees them."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        one = "/{lang}/organisations/{body}"
        return (
            Route("/{lang}/organisations", get=self.every),
            Route(one, get=self.show),
            Route(f"{one}/accord", get=self.accord, post=self.stated),
            Route(f"{one}/designated", get=self.designated, post=self.named),
            Route(f"{one}/actions", get=self.ask, post=self.asked),
            Route(f"{one}/actions/{{number:int}}", get=self.action, post=self.closed),
        )

    def _today(self) -> dt.date:
        return local_day(self._hall.services.now())

    def _ref(self, visit: Visit) -> str:
        return query.reference(visit.path["body"])

    def _roles(self, visit: Visit) -> frozenset[Role]:
        stream = f"organisation:{self._ref(visit)}"
        return self._hall.ask(access.roles_of, visit.who.ref, stream, self._today()) or frozenset()

    def _seen(self, visit: Visit, roles: frozenset[Role]) -> BodyView:
        """The organisation. Raises 403 without one of these roles, 404 where there is none of that reference."""
        if not self._roles(visit) & roles:
            raise HTTPException(403)
        seen = self._hall.ask(body_view, self._ref(visit), self._today())
        if seen is None:
            raise HTTPException(404)
        return seen

    def every(self, visit: Visit) -> Response:
        """The list, with the partners of ISPs that have not signed above it."""
        if not visit.who.programme:
            raise HTTPException(403)
        found = query.values(visit.request, {"q", "accord", "part", "page"})
        words, page = found.get("q", ""), query.page_number(found)
        known = found.get("accord", "") if found.get("accord", "") in KNOWN else ""
        part = "yes" if found.get("part") == "yes" else ""
        view = self._hall.ask(bodies_view, words, known, part, page, self._today())
        pages = pages_of(view.found, page)
        kept = {"q": words, "accord": known, "part": part}
        return self._hall.page(
            visit,
            "organisations.html",
            view=view,
            unsigned=self._hall.ask(unsigned_view),
            asked=kept,
            pages=pages,
            links=page_links(f"/{visit.lang}/organisations", kept, page, pages),
        )

    def show(self, visit: Visit) -> Response:
        """One organisation."""
        view = self._seen(visit, access.PROGRAMME | OWN)
        roles = self._roles(visit)
        return self._hall.page(
            visit,
            "organisation.html",
            view=view,
            office=bool(roles & access.OFFICE),
            keeps=bool(roles & access.OPERATING),
            closes=bool(roles & (access.OFFICE | {Role.DESIGNATED_PERSON})),
        )

    def accord(self, visit: Visit) -> Response:
        """What happened to its signature."""
        return self._hall.page(visit, "organisation_accord.html", view=self._seen(visit, access.OFFICE))

    def stated(self, visit: Visit) -> Response:
        """Write it down."""
        self._seen(visit, access.OFFICE)
        form, lang = visit.form, visit.lang
        what = form.need("what", said("sign_accord.what.need", lang))
        first, last = form.day("first", lang, needed=False), form.day("last", lang, needed=False)
        if first and last and last < first:
            form.errors["last-day"] = said("sign_accord.order", lang)
        if form.wrong or what not in WHAT:
            return self.accord(visit)
        words, source = form.text("evidence"), form.text("source")
        payload: Mapping[str, object] = {
            "signed": {"office": form.text("office"), "evidence": words, "source": source},
            "withdrawn": {"reason": words, "source": source},
            "not_signed": {"status": "not-signed", "source": source or words[:400]},
        }[what]
        when = When(first, last or first) if first or last else None
        return self._done(visit, WHAT[what], payload, self.accord, "accord_recorded", when)

    def designated(self, visit: Visit) -> Response:
        """Who is its Designated Person."""
        return self._hall.page(visit, "organisation_designated.html", view=self._seen(visit, access.OPERATING))

    def named(self, visit: Visit) -> Response:
        """Name them; whoever was it before is it no more."""
        view, form = self._seen(visit, access.OPERATING), visit.form
        words = form.need("who", said("body.designated.nobody", visit.lang))
        who = self._hall.ask(people_named, (words,)).get(words.casefold()) if words else None
        if words and who is None:
            form.errors["who"] = said("body.designated.nobody", visit.lang)
        if form.wrong or who is None:
            return self.designated(visit)
        payload = {"role": Role.DESIGNATED_PERSON.value, "scope": f"organisation:{view.ref}"}
        for number, before in enumerate(one for one in view.designated_refs if one != who):
            self._hall.do(visit, "end_role", f"person:{before}", payload, part=f":{number}")
        if who not in view.designated_refs:
            result = self._hall.do(visit, "grant_role", f"person:{who}", payload)
            if isinstance(result, Refused):
                form.refuse(result, visit.lang)
                return self.designated(visit)
        return self._hall.away(visit, f"/organisations/{view.ref}", notice="designated_named")

    def ask(self, visit: Visit) -> Response:
        """Something that it has to do."""
        return self._hall.page(visit, "organisation_ask.html", view=self._seen(visit, access.OFFICE))

    def asked(self, visit: Visit) -> Response:
        """Ask for it."""
        self._seen(visit, access.OFFICE)
        form = visit.form
        words = {name: form.text(name) for name in ("text_en", "text_cy")}
        if not any(words.values()):
            form.errors["text_en"] = said("body.action.text.need", visit.lang)
        day = form.day("due", visit.lang)
        if form.wrong or day is None:
            return self.ask(visit)
        return self._done(visit, "ask_accord_action", {**words, "due": day.isoformat()}, self.ask, "action_asked", None)

    def _one(self, visit: Visit) -> tuple[BodyView, ActionRow]:
        view = self._seen(visit, access.OFFICE | {Role.DESIGNATED_PERSON})
        action = view.numbered(int(visit.path["number"]))
        if action is None or action.outcome is not None:
            raise HTTPException(404)
        return view, action

    def action(self, visit: Visit) -> Response:
        """What became of one action."""
        view, action = self._one(visit)
        office = bool(self._roles(visit) & access.OFFICE)
        return self._hall.page(visit, "organisation_action.html", view=view, action=action, office=office)

    def closed(self, visit: Visit) -> Response:
        """Close it, or give it another day."""
        _, action = self._one(visit)
        form = visit.form
        what = form.need("what", said("body.action.what.need", visit.lang))
        day = form.day("day", visit.lang, needed=what == "move")
        if form.wrong or what not in ("done", "not_needed", "move"):
            return self.action(visit)
        payload: dict[str, object] = {"number": action.number}
        if what == "move":
            payload["due"] = day.isoformat() if day else ""
        else:
            done = day.isoformat() if day and what == "done" else None
            payload |= {"outcome": what, "done_on": done, "note": form.text("note")}
        kind = "move_accord_action" if what == "move" else "close_accord_action"
        return self._done(visit, kind, payload, self.action, "action_kept", None)

    def _done(
        self,
        visit: Visit,
        kind: str,
        payload: Mapping[str, object],
        again: Handler,
        notice: str,
        happened: When | None,
    ) -> Response:
        ref = self._ref(visit)
        result = self._hall.do(visit, kind, f"organisation:{ref}", payload, happened=happened)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return again(visit)
        return self._hall.away(visit, f"/organisations/{ref}", notice=notice)
