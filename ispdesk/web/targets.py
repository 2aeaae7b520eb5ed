"""The programme's targets, coverage and logic model; setting a target, and stating how many bodies are relevant."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.commands.targets import SETTERS, STREAM
from ispdesk.views.coverage import coverage_view
from ispdesk.views.logic import logic_view
from ispdesk.views.places import place_name
from ispdesk.views.targets import HEIGHT, WIDTH, countrys, targets_view
from ispdesk.web import query
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from models.queries import coverage, listed
from models.tables.organisation import SECTORS
from states.calendar import local_day
from states.targets import Measure, year_of

AT: Final = "/{lang}/targets"
LONG: Final = 200
YEARS: Final = (2005, 2100)


class Targets:
    """What the programme set out to reach, and what it covers."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(AT, get=self.show),
            Route(f"{AT}/set", get=self.ask, post=self.set),
            Route(f"{AT}/denominator", get=self.ask_number, post=self.state),
            Route("/{lang}/coverage", get=self.coverage),
            Route("/{lang}/logic-model", get=self.logic),
        )

    def _may_look(self, visit: Visit) -> None:
        if not visit.who.roles & access.PROGRAMME:
            raise HTTPException(403)

    def _may_set(self, visit: Visit) -> None:
        if not visit.who.roles & SETTERS:
            raise HTTPException(403)

    def show(self, visit: Visit) -> Response:
        """The targets of a year."""
        self._may_look(visit)
        year = self._year(visit)
        view = self._hall.ask(targets_view, local_day(self._hall.services.now()), year)
        may = bool(visit.who.roles & SETTERS)
        return self._hall.page(visit, "targets.html", view=view, may=may, width=WIDTH, height=HEIGHT)

    def _year(self, visit: Visit) -> int | None:
        asked = query.values(visit.request, {"year"}).get("year", "")
        if not asked:
            return None
        if not (asked.isascii() and asked.isdecimal() and len(asked) == 4 and YEARS[0] <= int(asked) <= YEARS[1]):  # noqa: PLR2004 - figures
            raise HTTPException(404)
        return int(asked)

    def _places(self) -> list[tuple[str, object]]:
        return [(code, place_name(code)) for code in countrys(self._hall.ask(listed.places))]

    def ask(self, visit: Visit) -> Response:
        """A form to set a target."""
        self._may_set(visit)
        this = year_of(local_day(self._hall.services.now()))
        years = [(str(year), f"{year}/{(year + 1) % 100:02}") for year in (this, this + 1, this + 2)]
        return self._hall.page(
            visit, "targets_set.html", years=years, measures=tuple(Measure), sectors=SECTORS, places=self._places()
        )

    def set(self, visit: Visit) -> Response:
        """Set it."""
        self._may_set(visit)
        form, lang = visit.form, visit.lang
        measure = form.text("measure")
        if measure not in set(Measure):
            form.errors["measure"] = said("target.set.need.measure", lang)
        value = form.text("value")
        if value and not (value.isascii() and value.isdecimal() and int(value[:9]) > 0 and len(value) < 10):  # noqa: PLR2004 - figures
            form.errors["value"] = said("target.set.need.value", lang)
        who = form.need("decided_by", said("target.set.need.by", lang))
        if len(who) > LONG:
            form.errors["decided_by"] = said("answer.error.long", lang, most=LONG)
        day = form.day("on", lang)
        year = form.text("year")
        if form.wrong or day is None or not (year.isascii() and year.isdecimal()):
            return self.ask(visit)
        payload = {
            "measure": measure, "year": int(year), "value": int(value) if value else None,
            "sector": form.text("sector"), "place": form.text("place"), "decided_by": who,
            "decided_on": day.isoformat(), "reason": form.text("reason"),
        }  # fmt: skip
        done = self._hall.do(visit, "set_target", STREAM, payload)
        if isinstance(done, Refused):
            form.refuse(done, lang)
            return self.ask(visit)
        return self._hall.away(visit, f"/targets?year={int(year)}", notice="target_set")

    def ask_number(self, visit: Visit) -> Response:
        """A form to state how many bodies are relevant."""
        self._may_set(visit)
        kinds = sorted(self._hall.ask(coverage.of_kinds))
        return self._hall.page(visit, "targets_denominator.html", kinds=kinds, sectors=SECTORS)

    def state(self, visit: Visit) -> Response:
        """State it."""
        self._may_set(visit)
        form, lang = visit.form, visit.lang
        what, _, code = form.text("code").partition(":")
        number = form.text("number")
        if number and not (number.isascii() and number.isdecimal() and len(number) < 10):  # noqa: PLR2004 - figures
            form.errors["number"] = said("target.denominator.need.number", lang)
        source = form.need("source", said("target.denominator.need.source", lang))
        if len(source) > LONG * 2:
            form.errors["source"] = said("answer.error.long", lang, most=LONG * 2)
        day = form.day("as_at", lang)
        if form.wrong or day is None:
            return self.ask_number(visit)
        payload = {
            "what": what, "code": code, "number": int(number) if number else None, "source": source,
            "as_at": day.isoformat(),
        }  # fmt: skip
        done = self._hall.do(visit, "state_denominator", STREAM, payload)
        if isinstance(done, Refused):
            form.refuse(done, lang)
            return self.ask_number(visit)
        return self._hall.away(visit, "/targets", notice="denominator_stated")

    def coverage(self, visit: Visit) -> Response:
        """What is covered, and the gaps."""
        self._may_look(visit)
        place = query.values(visit.request, {"place"}).get("place", "")
        view = self._hall.ask(coverage_view, place)
        if view is None:
            raise HTTPException(404)
        return self._hall.page(visit, "coverage.html", view=view)

    def logic(self, visit: Visit) -> Response:
        """The logic model with what the record says of it."""
        self._may_look(visit)
        view = self._hall.ask(logic_view, local_day(self._hall.services.now()))
        return self._hall.page(visit, "logic_model.html", view=view)
