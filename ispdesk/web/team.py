"""The team's forecast with *what if*, and its calendar: leave, training and meetings entered once."""

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.commands.team_time import BOOKERS
from ispdesk.views.forecasting import METHOD, NOBODY
from ispdesk.views.team import HEIGHT, WIDTH, calendar_view, forecast_view
from ispdesk.web import query
from ispdesk.web.form import Form
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from states.forecast import KINDS, WhatIf
from states.lifecycle import Role
from states.what_if import BOOKED, parse

AT: Final = "/{lang}/queue"
TOTALS: Final = access.OFFICE | {Role.BOARD_SECRETARY}
"""Who sees what the team as a whole has done and will do; single ISPs and people only the team itself."""
FIELDS: Final = {"assurers": "assurers", "peer_review.facilitators": "facilitators", "peer_review.days_a_month": "days"}
WHAT: Final = ("leave", "training", "meetings")


class Team:
    """What the team can do."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(f"{AT}/forecast", get=self.forecast),
            Route(f"{AT}/calendar", get=self.calendar, post=self.entered),
        )

    # Forecast.

    def forecast(self, visit: Visit) -> Response:
        """When decisions can be expected, as things are or with another team."""
        if not visit.who.roles & TOTALS:
            raise HTTPException(403)
        change = self._change(visit)
        whole, at = visit.who.team, self._hall.services.now()
        view = self._hall.ask(lambda *args: forecast_view(*args, whole=whole), at, change)
        if change and view.found and not view.found.why and view.other is None:
            visit.form.errors["assurers"] = NOBODY.in_language(visit.lang)
        why = view.found.why if view.found else None
        method = METHOD.with_values(runs=view.found.sample.runs).in_language(visit.lang) if view.found else ""
        return self._hall.page(
            visit,
            "forecast.html",
            view=view,
            whole=whole,
            why=why.in_language(visit.lang) if why else "",
            method=method,
            stops=(*KINDS, *BOOKED),
            changed=change is not None,
            width=WIDTH,
            height=HEIGHT,
        )

    def _change(self, visit: Visit) -> WhatIf | None:
        """What the address asks about; what is wrong with it is put into the form. None where it asks nothing."""
        asked = query.values(visit.request, set(FIELDS.values()))
        stop = tuple(one for one in (*KINDS, *BOOKED) if one in visit.request.query_params.getlist("stop"))
        if not any(asked.values()) and not stop:
            return None
        visit.form = Form({**asked, "asked": "yes"}, {"stop": stop})
        wanted: dict[str, Any] = {"peer_review": {}, **({"stop": list(stop)} if stop else {})}
        for path, name in FIELDS.items():
            number = self._number(visit, name)
            if number is not None:
                table, _, key = path.rpartition(".")
                (wanted[table] if table else wanted)[key] = number
        found = parse(wanted)
        for problem in found if isinstance(found, list) else ():
            visit.form.errors.setdefault(FIELDS[problem.path], problem.said.in_language(visit.lang).capitalize())
        return None if isinstance(found, list) or visit.form.wrong else found

    def _number(self, visit: Visit, name: str) -> int | None:
        typed = visit.form.text(name).replace("\N{MINUS SIGN}", "-")
        if not typed:
            return None
        figures = typed[1:] if typed[:1] in ("-", "+") else typed
        if not (figures.isascii() and figures.isdecimal() and len(figures) < 5):  # noqa: PLR2004 - more is a slip
            visit.form.errors[name] = said("team.error.number", visit.lang)
            return None
        return int(typed)

    # Calendar.

    def calendar(self, visit: Visit) -> Response:
        """Who is not there when, and what can be entered."""
        if not visit.who.team:
            raise HTTPException(403)
        view = self._hall.ask(calendar_view, self._hall.services.now())
        for_others = bool(visit.who.roles & BOOKERS)
        members = [one for one in view.members if for_others or one.ref == visit.who.ref]
        return self._hall.page(
            visit, "team_calendar.html", view=view, members=members, for_others=for_others, what=WHAT
        )

    def entered(self, visit: Visit) -> Response:
        """Enter leave, training or meetings."""
        if not visit.who.team:
            raise HTTPException(403)
        form, lang = visit.form, visit.lang
        if "drop" in form.typed:
            return self._dropped(visit)
        what = form.text("what")
        if what not in WHAT:
            form.errors["what"] = said("team.error.what", lang)
        who = query.reference(form.text("who") or visit.who.ref)
        first, last = form.day("first", lang), form.day("last", lang)
        percent = form.number("percent", said("team.error.percent", lang))
        if percent is not None and not 0 < percent <= 100:  # noqa: PLR2004 - a hundred per cent
            form.errors["percent"] = said("team.error.percent", lang)
        if form.wrong or first is None or last is None:
            return self.calendar(visit)
        payload: dict[str, Any] = {"first_day": first.isoformat(), "last_day": last.isoformat()}
        if what == "leave":
            kind = "set_absence"
            payload["substitute"] = form.text("substitute") or None
        else:
            kind = "book_team_time"
            payload |= {"kind": what, "percent": percent or 100}
        return self._do(visit, kind, who, payload, "team_entered")

    def _dropped(self, visit: Visit) -> Response:
        """What was booked does not take place."""
        number, who = visit.form.number("drop", "") or 0, query.reference(visit.form.text("who"))
        if visit.form.text("first"):
            days = {"first_day": visit.form.text("first"), "last_day": visit.form.text("last"), "mistaken": True}
            return self._do(visit, "end_absence", who, days, "team_dropped")
        return self._do(visit, "drop_team_time", who, {"number": number}, "team_dropped")

    def _do(self, visit: Visit, kind: str, who: str, payload: dict[str, Any], notice: str) -> Response:
        result = self._hall.do(visit, kind, f"person:{who}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.calendar(visit)
        return self._hall.away(visit, "/queue/calendar", notice=notice)
