"""One's own page of preferences: language, days and hour of the letter, how each message comes, and being away."""

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.preferences import TIMES
from ispdesk.commands.shape import Refused
from ispdesk.views.preferring import DEFAULT, Chosen, PreferencesView, colleagues, preferences_view
from ispdesk.web.form import Form
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import Lang, dates, said
from states.preferences import WEEK, Choice

LANGUAGES: Final = ("cy", "en", "unknown")


class Preferring:
    """What somebody says of themselves: how they are written to, and when they are away."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/preferences", get=self.show, post=self.save),
            Route("/{lang}/preferences/away", get=self.ask_away, post=self.enter_away),
            Route("/{lang}/preferences/away/end", post=self.end_away),
        )

    def show(self, visit: Visit) -> Response:
        """What is chosen, with everything that may be chosen."""
        week = [(day, dates.WEEKDAYS[visit.lang][n]) for n, day in enumerate(WEEK)]
        return self._hall.page(
            visit, "preferences.html", view=self._view(visit), languages=LANGUAGES, week=week, times=TIMES, ways=_ways
        )

    def save(self, visit: Visit) -> Response:
        """Set what has changed."""
        view, form = self._view(visit), visit.form
        orders = _orders(view, form, visit.lang)
        if form.wrong:
            return self.show(visit)
        for kind, payload in orders:
            result = self._hall.do(visit, kind, f"person:{visit.who.ref}", payload, part=f":{kind}")
            if isinstance(result, Refused):
                form.refuse(result, visit.lang)
                return self.show(visit)
        return self._hall.away(visit, "/preferences", notice="preferences_set" if orders else "preferences_same")

    def ask_away(self, visit: Visit) -> Response:
        """From when to when, and who stands in."""
        return self._hall.page(visit, "preferences_away.html", view=self._view(visit), others=self._others(visit))

    def enter_away(self, visit: Visit) -> Response:
        """Enter it."""
        form = visit.form
        first, last = form.day("first", visit.lang), form.day("last", visit.lang)
        substitute = form.text("substitute")
        if substitute and substitute not in {ref for ref, _ in self._others(visit)}:
            form.errors["substitute"] = said("away.substitute.needed", visit.lang)
        if form.wrong or first is None or last is None:
            return self.ask_away(visit)
        payload = {"first_day": first.isoformat(), "last_day": last.isoformat(), "substitute": substitute or None}
        result = self._hall.do(visit, "set_absence", f"person:{visit.who.ref}", payload)
        if isinstance(result, Refused):
            form.refuse(result, visit.lang)
            return self.ask_away(visit)
        return self._hall.away(visit, "/preferences", notice="away_entered")

    def end_away(self, visit: Visit) -> Response:
        """They are not away then, or no longer: what was a mistake goes whole, what has begun ended yesterday."""
        form = visit.form
        days: dict[str, Any] = {"first_day": form.text("first_day"), "last_day": form.text("last_day")}
        days |= {"mistaken": True} if form.text("mistaken") else {}
        result = self._hall.do(visit, "end_absence", f"person:{visit.who.ref}", days)
        if isinstance(result, Refused):
            form.refuse(result, visit.lang)
            visit.form = Form(errors=form.errors, general=form.general)  # the page's own fields were not sent
            return self.show(visit)
        return self._hall.away(visit, "/preferences", notice="away_ended")

    def _others(self, visit: Visit) -> Any:
        return self._hall.ask(colleagues, visit.who.ref, self._hall.services.now())

    def _view(self, visit: Visit) -> PreferencesView:
        view = self._hall.ask(preferences_view, visit.who.ref, self._hall.services.now())
        if view is None:
            raise HTTPException(404)
        return view


def _orders(view: PreferencesView, form: Form, lang: Lang) -> list[tuple[str, dict[str, Any]]]:
    """The commands that what was typed comes to, and their payloads; what is wrong is put into the form."""
    language, at = form.text("language"), form.text("at")
    days = [day for day in WEEK if day in form.chosen("days")]
    choices: dict[str, str] = {}
    for one in (*view.asking, *view.telling):
        how = form.text(f"how-{one.message}")
        if how not in _ways(one):
            form.errors[f"how-{one.message}"] = said("preferences.how.needed", lang)
        elif how != one.how:
            choices[one.message] = how
    for name, right in (("language", language in LANGUAGES), ("days", bool(days)), ("at", at in TIMES)):
        if not right:
            form.errors[name] = said(f"preferences.{name}.needed", lang)
    setting_language = [("set_language", {"language": language})] if language != view.language else []
    same = (tuple(days), at) == (view.days, view.at) and not choices
    setting = [] if same else [("set_preferences", {"days": days, "at": at, "choices": choices})]
    return [*setting_language, *setting]


def _ways(one: Chosen) -> tuple[str, ...]:
    """How a message may come; an escalation leaves at once or, where somebody else hears it too, not at all."""
    ways: tuple[str, ...] = (DEFAULT, Choice.AT_ONCE) if one.escalates else (DEFAULT, Choice.AT_ONCE, Choice.DIGEST)
    ways = (*ways, one.how) if one.how not in ways and one.how != Choice.OFF else ways
    return (*ways, Choice.OFF) if one.may_be_off else ways
