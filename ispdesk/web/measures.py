"""Measures as at any day, for the team, the programme board's secretary and operators: totals only."""

from functools import partial
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.views.hours import said_hours
from ispdesk.views.measures import Measures, Mode, measures_view
from ispdesk.views.measures_sheet import bounded, sheet
from ispdesk.web import query
from ispdesk.web.form import Form
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from states.calendar import local_day
from states.measures import BUCKETS, MONTHS, MOST_MONTHS

PLACE: Final = "/{lang}/measures"
DATE: Final = ("day-day", "day-month", "day-year")
FIELDS: Final = {*DATE, "mode", "months"}
WIDTH, HEIGHT = 760, 240
"""Units of a plot."""


class MeasuresPages:
    """The page, and the same figures as CSV."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (Route(PLACE, get=self.show), Route(PLACE + ".csv", get=self.csv))

    def show(self, visit: Visit) -> Response:
        """All measures, as at the day that the address asks for."""
        view = self._view(visit)
        asked = visit.request.url.query
        return self._hall.page(
            visit,
            "measures.html",
            view=view,
            bounds=partial(bounded, lang=visit.lang),
            most=MOST_MONTHS,
            buckets=BUCKETS,
            hours=said_hours,
            plot=plot(view),
            longest=longest(view),
            width=WIDTH,
            height=HEIGHT,
            csv=f"/{visit.lang}/measures.csv" + (f"?{asked}" if asked else ""),
        )

    def csv(self, visit: Visit) -> Response:
        """Every figure, one a line."""
        view = self._view(visit)
        if visit.form.wrong:
            raise HTTPException(400)
        name = f"measures-{view.at}-{view.mode}.csv"
        return Response(
            sheet(view),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _view(self, visit: Visit) -> Measures:
        """What is asked for; where that is wrong, it is said and today is shown. Raises 403."""
        if not visit.who.roles & access.PROGRAMME:
            raise HTTPException(403)
        now = self._hall.services.now()
        asked = query.values(visit.request, FIELDS)
        if any(asked.values()):
            visit.form = Form(asked)
        form, lang = visit.form, visit.lang
        day = form.day("day", lang, needed=False)
        if day is not None and day > local_day(now):
            form.errors["day-day"] = said("measures.day.ahead", lang)
        wrong = said("measures.months.wrong", lang, most=MOST_MONTHS)
        months = form.number("months", wrong)
        if months is not None and not 1 <= months <= MOST_MONTHS:
            form.errors["months"] = wrong
        if form.wrong:
            day, months = None, None
        mode: Mode = "then" if form.text("mode") == "then" else "now"
        return self._hall.ask(
            lambda session: measures_view(session, now, day, months=months or MONTHS, mode=mode),
        )


def longest(view: Measures) -> int:
    """The length at the right edge of every bar: the longest of the stages' 95 %."""
    return max((row.took.p95.least for row in view.stages if row.took.p95), default=0)


def plot(view: Measures) -> dict[str, Any] | None:
    """What came and what was decided by month, as lines; None for a single month or where there was nothing."""
    came = [month.submitted.least + month.resubmitted.least for month in view.flows]
    decided = [month.assured.least + month.returned.least + month.other.least for month in view.flows]
    most = max(*came, *decided)
    if len(view.flows) < 2 or not most:  # noqa: PLR2004 - a line has two ends
        return None
    step = WIDTH / (len(came) - 1)

    def line(counts: list[int]) -> str:
        return " ".join(f"{n * step:.1f},{HEIGHT - count * HEIGHT / most:.1f}" for n, count in enumerate(counts))

    return {"came": line(came), "decided": line(decided), "most": most}
