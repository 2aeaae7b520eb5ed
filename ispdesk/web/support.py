"""Advice that the team gave, changes of the framework, and whom a survey could ask."""

import datetime as dt
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.commands.support import ASKED_BY, MOST_MINUTES, STREAM
from ispdesk.views.support import advice_view, changes_view, frame_csv, frame_view
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from models.tables.support import CHANGE_KINDS, CHANNELS, QUESTION_KINDS
from states.calendar import local_day
from states.when import on


class Support:
    """What the team does beside assurance."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/advice", get=self.advice, post=self.log),
            Route("/{lang}/framework", get=self.framework, post=self.changed),
            Route("/{lang}/survey", get=self.survey),
            Route("/{lang}/survey.csv", get=self.frame),
        )

    def _today(self) -> dt.date:
        return local_day(self._hall.services.now())

    def _may(self, visit: Visit, *, writes: bool = False) -> None:
        if not visit.who.roles & (access.OFFICE if writes else access.PROGRAMME):
            raise HTTPException(403)

    def advice(self, visit: Visit) -> Response:
        """The counts of twelve months, and a form to log a contact."""
        self._may(visit)
        view = self._hall.ask(advice_view, self._today())
        return self._hall.page(
            visit,
            "advice.html",
            view=view,
            office=visit.who.office,
            asked_by=ASKED_BY,
            kinds=QUESTION_KINDS,
            channels=CHANNELS,
        )

    def log(self, visit: Visit) -> Response:
        """Log a contact."""
        self._may(visit, writes=True)
        form, lang = visit.form, visit.lang
        payload: dict[str, Any] = {
            name: form.need(name, said("advice.need", lang)) for name in ("role", "kind", "channel")
        }
        minutes = form.number("minutes", said("advice.minutes.wrong", lang))
        if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
            form.errors["minutes"] = said("advice.minutes.wrong", lang)
        day = form.day("day", lang, needed=False)
        isp, body = form.text("isp"), form.text("organisation")
        if not isp and not body:
            form.errors["isp"] = said("advice.which.need", lang)
        if form.wrong:
            return self.advice(visit)
        payload |= {"minutes": minutes, "day": day.isoformat() if day else None}
        if isp:
            payload["organisation"] = body or None
        kind, stream = (
            ("log_isp_contact", f"isp:{isp}") if isp else ("log_organisation_contact", f"organisation:{body}")
        )
        result = self._hall.do(visit, kind, stream, payload)
        if isinstance(result, Refused):
            form.refuse(result, lang)
            return self.advice(visit)
        return self._hall.away(visit, "/advice", notice="advice_logged")

    def framework(self, visit: Visit) -> Response:
        """Every change, and a form to log one."""
        self._may(visit)
        rows = self._hall.ask(changes_view)
        return self._hall.page(visit, "framework.html", rows=rows, office=visit.who.office, kinds=CHANGE_KINDS)

    def changed(self, visit: Visit) -> Response:
        """Log a change."""
        self._may(visit, writes=True)
        form, lang = visit.form, visit.lang
        payload: dict[str, Any] = {name: form.text(name) for name in ("text_en", "text_cy", "edition", "board")}
        payload["kind"] = form.need("kind", said("advice.need", lang))
        if not payload["text_en"] and not payload["text_cy"]:
            form.errors["text_en"] = said("framework.text.need", lang)
        first, decided = form.day("first", lang, needed=False), form.day("decided", lang, needed=False)
        if form.wrong:
            return self.framework(visit)
        payload["decided_on"] = decided.isoformat() if decided else None
        result = self._hall.do(visit, "log_framework_change", STREAM, payload, happened=on(first) if first else None)
        if isinstance(result, Refused):
            form.refuse(result, lang)
            return self.framework(visit)
        return self._hall.away(visit, "/framework", notice="change_logged")

    def survey(self, visit: Visit) -> Response:
        """The frame as counts."""
        self._may(visit)
        rows = self._hall.ask(frame_view, self._today())
        roles: dict[str, list[int]] = {}
        for row in rows:
            if row.role:
                found = roles.setdefault(row.role, [0, 0, 0])
                for place, number in enumerate((1, row.people, row.reached)):
                    found[place] += number
        unknown = sum(not row.role for row in rows)
        bodies = len({row.organisation for row in rows})
        return self._hall.page(visit, "survey.html", roles=sorted(roles.items()), bodies=bodies, unknown=unknown)

    def frame(self, visit: Visit) -> Response:
        """The frame as a file."""
        self._may(visit)
        made = frame_csv(self._hall.ask(frame_view, self._today()))
        headers = {"Content-Disposition": f'attachment; filename="survey-frame-{self._today()}.csv"'}
        return Response(made.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)
