"""The programme view: the backlog's year as totals, for the team, the board's secretary and operators."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.views.programme import STREAM, ProgrammeView, programme_view
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from models.queries.backlog import WHOLE
from states.backlog import MOST_SILENT
from states.calendar import local_day
from states.when import When

PLACE = "/{lang}/programme"
LONGEST = 500
"""Characters of a note, as the command takes them."""


class Programme:
    """Looking at it, acknowledging a level, noting what was done."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(PLACE, get=self.show, post=self.note),
            Route(PLACE + "/acknowledge", get=self.ask, post=self.acknowledge),
        )

    def _view(self, visit: Visit) -> ProgrammeView:
        """What they may see. Raises 403, and 404 for a scope that there is not."""
        if not visit.who.roles & access.PROGRAMME:
            raise HTTPException(403)
        scope = visit.form.text("scope") or visit.request.query_params.get("scope", "") or WHOLE
        view = self._hall.ask(programme_view, scope, local_day(self._hall.services.now()))
        if view is None:
            raise HTTPException(404)
        return view

    def show(self, visit: Visit) -> Response:
        """The year."""
        return self._hall.page(visit, "programme.html", view=self._view(visit))

    def note(self, visit: Visit) -> Response:
        """Write down what was done."""
        view, form = self._view(visit), visit.form
        words = {name: form.text(name) for name in ("text_en", "text_cy")}
        if not any(words.values()):
            form.errors["text_en"] = said("programme.note.need", visit.lang)
        for name, typed in words.items():
            if len(typed) > LONGEST:
                form.errors[name] = said("answer.error.long", visit.lang, most=LONGEST)
        day = form.day("day", visit.lang, needed=False)
        if not form.wrong:
            payload = {"scope": view.scope, **words}
            done = self._hall.do(visit, "note_step", STREAM, payload, happened=When(day, day) if day else None)
            if not isinstance(done, Refused):
                return self._hall.away(visit, f"/programme?scope={view.scope}", notice="step_noted")
            form.refuse(done, visit.lang)
        return self._hall.page(visit, "programme.html", view=view)

    def ask(self, visit: Visit) -> Response:
        """For how long it is dealt with."""
        return self._hall.page(visit, "programme_acknowledge.html", view=self._view(visit), most=MOST_SILENT)

    def acknowledge(self, visit: Visit) -> Response:
        """Acknowledge the level by name."""
        view, form = self._view(visit), visit.form
        days = form.number("working_days", said("programme.ack.days.wrong", visit.lang, most=MOST_SILENT))
        if days is None or not 1 <= days <= MOST_SILENT:
            form.errors["working_days"] = said("programme.ack.days.wrong", visit.lang, most=MOST_SILENT)
        if not form.wrong:
            payload = {"scope": view.scope, "working_days": days, "reason": form.text("reason")}
            done = self._hall.do(visit, "acknowledge", STREAM, payload)
            if not isinstance(done, Refused):
                return self._hall.away(visit, f"/programme?scope={view.scope}", notice="level_acknowledged")
            form.refuse(done, visit.lang)
        return self._hall.page(visit, "programme_acknowledge.html", view=view, most=MOST_SILENT)
