"""The first page of one ISP, and what is done from it: moves, holds, its description, hours spent."""

import re
from collections.abc import Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.effort import MOST as MOST_HOURS
from ispdesk.commands.findings import ASSURERS
from ispdesk.commands.shape import Refused
from ispdesk.views import describing, hours, overview, timeline
from ispdesk.views.next_meeting import makes_of
from ispdesk.web import query
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.web.paging import page_links
from ispdesk.words import said
from states.lifecycle import State
from states.when import When

LINKED: Final = ("describe", "hold", "resume", "name_facilitator")
"""Commands whose pages an ISP's first page leads to, for those who may give them."""
_HOURS: Final = re.compile(r"[0-9]{1,4}([.,][0-9]{1,2})?")


class OneIsp:
    """The pages around one ISP's state."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        one = "/{lang}/isps/{ref}"
        return (
            Route(one, get=self.first),
            Route(one + "/move/{trigger}", get=self.move, post=self.moved),
            Route(one + "/take-back", get=self.back, post=self.taken_back),
            Route(one + "/hold", get=self.hold, post=self.held),
            Route(one + "/resume", get=self.resume, post=self.resumed),
            Route(one + "/describe", get=self.describe, post=self.described),
            Route(one + "/hours", get=self.hours, post=self.noted),
            Route(one + "/history", get=self.history),
        )

    def first(self, visit: Visit) -> Response:
        """Where it stands and what is next; for whoever has no part in it, what a register shows."""
        standing = self._hall.standing(visit)
        at, view = self._hall.services.now(), None
        if standing.inside:
            view = self._hall.ask(overview.overview, standing.ref, standing.roles, visit.who.ref, at)
        if view is None:
            facts = self._hall.ask(overview.register_facts, standing.ref)
            return self._hall.page(visit, "isp_outside.html", isp=facts, standing=standing)
        may = {kind for kind in LINKED if (COMMANDS[kind].by or frozenset()) & standing.roles}
        makes = self._hall.ask(makes_of, standing.ref, at)
        in_round = view.round > 0
        return self._hall.page(
            visit,
            "isp_overview.html",
            isp=view,
            standing=standing,
            ref=standing.ref,
            may=may,
            makes=makes,
            judges=in_round and bool(standing.roles & ASSURERS),
            decided=in_round,
            correcting=view.state == State.QA_REVIEW and view.party == "coordinator",
        )

    # Moves.

    def _about_move(self, visit: Visit) -> tuple[Standing, overview.MoveView]:
        standing = self._hall.inside(visit)
        trigger = query.kind(visit.path["trigger"])
        at = self._hall.services.now()
        view = self._hall.ask(overview.move_view, standing.ref, trigger, standing.roles, visit.who.ref, at)
        if view is None:
            raise HTTPException(404)
        return standing, view

    def move(self, visit: Visit) -> Response:
        """A move as it is about to be made: from where to where, and what is missing."""
        standing, view = self._about_move(visit)
        return self._hall.page(visit, "isp_move.html", move=view, ref=standing.ref)

    def moved(self, visit: Visit) -> Response:
        """Make it."""
        standing, view = self._about_move(visit)
        reason = visit.form.text("reason")
        if view.choice.reason:
            visit.form.need("reason", said("move.reason.needed", visit.lang))
        if visit.form.wrong:
            return self.move(visit)
        payload = {"trigger": view.choice.trigger, "reason": reason, "version": view.choice.version}
        return self._done(
            visit, standing, "move", payload, expected=visit.form.text("seen") or None, again=self.move, notice="moved"
        )

    def _done(  # noqa: PLR0913 - an order and what follows it
        self,
        visit: Visit,
        standing: Standing,
        kind: str,
        payload: Mapping[str, Any],
        *,
        again: Any,
        notice: str,
        expected: str | None = None,
        happened: When | None = None,
        to: str = "",
    ) -> Response:
        result = self._hall.do(visit, kind, f"isp:{standing.ref}", payload, expected=expected, happened=happened)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            shown: Response = again(visit)
            return shown
        return self._hall.away(visit, f"/isps/{standing.ref}{to}", notice=notice)

    def _may(self, visit: Visit, kind: str) -> Standing:
        """Who the viewer is. Raises 403 where the command is not theirs to give: the door's own table says so."""
        return self._hall.inside(visit, roles=COMMANDS[kind].by or frozenset())

    def back(self, visit: Visit) -> Response:
        """Ask whether to take the last move back."""
        standing = self._hall.inside(visit)
        return self._hall.page(visit, "isp_take_back.html", ref=standing.ref)

    def taken_back(self, visit: Visit) -> Response:
        """Take it back."""
        standing = self._hall.inside(visit)
        payload = {"reason": visit.form.text("reason")}
        return self._done(visit, standing, "take_back", payload, again=self.back, notice="taken_back")

    # Holds.

    def hold(self, visit: Visit) -> Response:
        """Ask until when, and why."""
        standing = self._may(visit, "hold")
        return self._hall.page(visit, "isp_hold.html", ref=standing.ref)

    def held(self, visit: Visit) -> Response:
        """Put it on hold."""
        standing = self._may(visit, "hold")
        until = visit.form.day("until", visit.lang)
        reason = visit.form.need("reason", said("move.reason.needed", visit.lang))
        if visit.form.wrong or until is None:
            return self.hold(visit)
        payload = {"reason": reason, "until": until.isoformat()}
        return self._done(visit, standing, "hold", payload, again=self.hold, notice="held")

    def resume(self, visit: Visit) -> Response:
        """Ask whether to go on."""
        standing = self._may(visit, "resume")
        return self._hall.page(visit, "isp_resume.html", ref=standing.ref)

    def resumed(self, visit: Visit) -> Response:
        """Take it off hold."""
        standing = self._may(visit, "resume")
        payload = {"reason": visit.form.text("reason")}
        return self._done(visit, standing, "resume", payload, again=self.resume, notice="resumed")

    # What it is.

    def describe(self, visit: Visit) -> Response:
        """Title, purpose, area, lead and instrument, to change."""
        standing = self._may(visit, "describe")
        view = self._hall.ask(describing.describing, standing.ref, standing.roles)
        return self._hall.page(visit, "isp_describe.html", it=view, ref=standing.ref, standing=standing)

    def described(self, visit: Visit) -> Response:
        """Change what was changed, and nothing else."""
        standing = self._may(visit, "describe")
        view = self._hall.ask(describing.describing, standing.ref, standing.roles)
        typed: dict[str, Any] = {name: visit.form.text(name) for name in ("title_en", "title_cy", "purpose")}
        if not typed["title_en"] and not typed["title_cy"]:
            visit.form.errors["title_en"] = said("describe.title.needed", visit.lang)
        typed["service_areas"] = list(visit.form.many.get("service_areas", ()))
        typed["places"] = list(visit.form.many.get("places", ()))
        typed |= {name: visit.form.text(name) for name in ("instrument", "lead") if visit.form.text(name)}
        typed["submits_itself"] = "submits_itself" in visit.form.typed
        if visit.form.wrong:
            return self.describe(visit)
        changed = {n: value for n, value in typed.items() if value != view.now(n) and n not in view.not_theirs}
        if not changed:
            return self._hall.away(visit, f"/isps/{standing.ref}", notice="nothing_changed")
        return self._done(visit, standing, "describe", changed, again=self.describe, notice="described")

    def history(self, visit: Visit) -> Response:
        """What happened, the newest first, and whose its days were."""
        standing = self._hall.inside(visit)
        page = query.page_number(query.values(visit.request, {"page"}))
        view = self._hall.ask(timeline.timeline, standing.ref, page, self._hall.services.now())
        if view is None:
            raise HTTPException(404)
        links = page_links(f"/{visit.lang}/isps/{standing.ref}/history", {}, page, view.pages)
        return self._hall.page(visit, "isp_history.html", view=view, ref=standing.ref, links=links)

    # Hours.

    def hours(self, visit: Visit) -> Response:
        """What was noted, and two fields for more."""
        standing = self._hall.inside(visit)
        view = self._hall.ask(hours.hours_view, standing.ref)
        return self._hall.page(visit, "isp_hours.html", view=view, ref=standing.ref)

    def noted(self, visit: Visit) -> Response:
        """Note hours."""
        standing = self._hall.inside(visit)
        typed = visit.form.need("hours", said("hours.needed", visit.lang))
        if typed and not _HOURS.fullmatch(typed):
            visit.form.errors["hours"] = said("hours.wrong", visit.lang, most=MOST_HOURS)
        if visit.form.wrong:
            return self.hours(visit)
        payload = {"hours": typed.replace(",", "."), "note": visit.form.text("note")}
        return self._done(visit, standing, "note_hours", payload, again=self.hours, notice="hours", to="/hours")
