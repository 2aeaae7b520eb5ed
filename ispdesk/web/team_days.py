"""Closures, seen before they are entered, and absences with who stands in: pages of the team's settings."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.views.team_days import ClosureRow, absences, closures
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.words import said
from states.calendar import local_day

STREAM = "calendar:wales"
LONGEST = 200
"""Characters of a closure's reason, as the command takes them."""


class TeamDays:
    """Closing a day, taking a closure back, entering and ending absences."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/settings/closures", get=self.closures, post=self.close, gate=Gate.OFFICE),
            Route("/{lang}/settings/closures/{day}/reopen", get=self.closure, post=self.reopen, gate=Gate.OFFICE),
            Route("/{lang}/settings/absences", get=self.absences, post=self.enter, gate=Gate.OFFICE),
            Route("/{lang}/settings/absences/end", post=self.end, gate=Gate.OFFICE),
        )

    def _closes(self, visit: Visit) -> bool:
        return bool(visit.who.roles & (COMMANDS["close_day"].by or frozenset()))

    def _today(self) -> dt.date:
        return local_day(self._hall.services.now())

    def closures(self, visit: Visit, moves: Any = None) -> Response:
        """The closures there are, and a form for another; `moves` is what the one that was typed would move."""
        rows, last = self._hall.ask(closures, self._hall.services.now())
        return self._hall.page(
            visit, "settings_closures.html", rows=rows, last=last, saves=self._closes(visit), moves=moves
        )

    def close(self, visit: Visit) -> Response:
        """Show what a closure would move; enter it once somebody has seen that."""
        if not self._closes(visit):
            raise HTTPException(403)
        day = visit.form.day("day", visit.lang)
        payload = {"day": day.isoformat() if day else "", **self._reasons(visit)}
        if visit.form.wrong:
            return self.closures(visit)
        return self._tried(visit, "close_day", payload, self.closures, "day_closed")

    def _reasons(self, visit: Visit) -> dict[str, str]:
        """The reason in both languages: it is sent to whoever's due date moves."""
        found = {}
        for lang in ("en", "cy"):
            name = f"reason_{lang}"
            found[name] = visit.form.need(name, said(f"closure.{name}.need", visit.lang))
            if len(found[name]) > LONGEST:
                visit.form.errors[name] = said("answer.error.long", visit.lang, most=LONGEST)
        return found

    def _tried(self, visit: Visit, kind: str, payload: Mapping[str, str], page: Any, notice: str) -> Response:
        """Rehearse a change of the calendar, or make it where its like was seen: then the page shows what moves."""
        seen = "|".join(payload.values())
        sure = visit.form.text("_seen") == seen and "_again" not in visit.form.typed
        done = self._hall.do(visit, kind, STREAM, payload, rehearsed=not sure)
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return page(visit)  # type: ignore[no-any-return]  # a handler
        if sure:
            return self._hall.away(visit, "/settings/closures", notice=notice)
        return page(visit, {"rows": done.answer["moves"], "seen": seen})  # type: ignore[no-any-return]  # likewise

    def closure(self, visit: Visit, moves: Any = None) -> Response:
        """One closure, to be taken back."""
        return self._hall.page(visit, "settings_reopen.html", row=self._row(visit), moves=moves)

    def _row(self, visit: Visit) -> ClosureRow:
        """The closure of this address. Raises 403 and 404."""
        if not self._closes(visit):
            raise HTTPException(403)
        rows, _ = self._hall.ask(closures, self._hall.services.now())
        row = next((one for one in rows if one.day.isoformat() == visit.path["day"]), None)
        if row is None:
            raise HTTPException(404)
        return row

    def reopen(self, visit: Visit) -> Response:
        """Show what taking it back would move; do it once somebody has seen that."""
        payload = {"day": self._row(visit).day.isoformat(), **self._reasons(visit)}
        if visit.form.wrong:
            return self.closure(visit)
        return self._tried(visit, "reopen_day", payload, self.closure, "day_reopened")

    def absences(self, visit: Visit) -> Response:
        """Who is away, and a form."""
        view = self._hall.ask(absences, self._today())
        return self._hall.page(visit, "settings_absences.html", view=view, keeps=self._keeps(visit))

    def _keeps(self, visit: Visit) -> bool:
        """Whether they may enter somebody else's; everybody may enter their own."""
        return self._closes(visit)

    def enter(self, visit: Visit) -> Response:
        """Enter an absence."""
        form = visit.form
        who = form.text("person") if self._keeps(visit) else visit.who.ref
        if not who:
            form.errors["person"] = said("absence.person.need", visit.lang)
        first, last = form.day("first", visit.lang), form.day("last", visit.lang)
        if form.wrong or first is None or last is None:
            return self.absences(visit)
        payload: dict[str, Any] = {"first_day": first.isoformat(), "last_day": last.isoformat()}
        payload |= {"substitute": form.text("substitute")} if form.text("substitute") else {}
        done = self._hall.do(visit, "set_absence", f"person:{who}", payload)
        if isinstance(done, Refused):
            form.refuse(done, visit.lang)
            return self.absences(visit)
        return self._hall.away(visit, "/settings/absences", notice="absence_entered")

    def end(self, visit: Visit) -> Response:
        """End one, or take back one that has not begun."""
        payload: dict[str, Any] = {name: visit.form.text(name) for name in ("first_day", "last_day")}
        payload |= {"mistaken": True} if visit.form.text("mistaken") else {}
        done = self._hall.do(visit, "end_absence", f"person:{visit.form.text('person') or '-'}", payload)
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.absences(visit)
        return self._hall.away(visit, "/settings/absences", notice="absence_ended")
