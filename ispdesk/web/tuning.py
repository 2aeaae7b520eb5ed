"""The team's settings: numbers of the policy, changed on a page, tried on the last twelve months, then adopted."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import policies
from ispdesk.commands import COMMANDS, policy_words
from ispdesk.commands.shape import Refused
from ispdesk.views.tuning import PARTS, PartView, changed, clock_rows, label_of, part_view, row_in_force
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.replayed import would_be
from ispdesk.words import said
from states import editing
from states.calendar import local_day
from states.names import READERS
from states.parsing import PolicyError, parse
from states.policy import Confirm

PLACE = "/{lang}/settings"
CARRIED = ("_csrf", "_command", "_step", "_back", "_switch", "_version", "reason")
"""Fields of the form that are no numbers of the policy."""
LONGEST_REASON = 1000


class Tuning:
    """Looking at the numbers, changing them, trying a change, saving it."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(PLACE, get=self.index, gate=Gate.OFFICE),
            Route(PLACE + "/versions", get=self.versions, gate=Gate.OFFICE),
            Route(PLACE + "/clocks", get=self.clocks, gate=Gate.OFFICE),
            Route(PLACE + "/clocks/{kind}", get=self.show, post=self.save, gate=Gate.OFFICE),
            Route(PLACE + "/numbers/{part}", get=self.show, post=self.save, gate=Gate.OFFICE),
        )

    def index(self, visit: Visit) -> Response:
        """The pages there are."""
        row = self._hall.ask(row_in_force)
        parts = [part for part in PARTS if part != "clocks" and (part != "score" or (row and row.content.get("score")))]
        return self._hall.page(visit, "settings.html", row=row, parts=parts, saves=self._saves(visit))

    def versions(self, visit: Visit) -> Response:
        """Which policies were adopted, by whom and why."""
        rows = self._hall.ask(policies.adopted)
        return self._hall.page(visit, "settings_versions.html", rows=rows)

    def clocks(self, visit: Visit) -> Response:
        """Every clock."""
        return self._hall.page(visit, "settings_clocks.html", rows=self._hall.ask(clock_rows))

    def _saves(self, visit: Visit) -> bool:
        return bool(visit.who.roles & (COMMANDS["adopt_policy"].by or frozenset()))

    def _part(self, visit: Visit) -> PartView:
        """The page's numbers. Raises 404."""
        kind = visit.path.get("kind", "")
        part = "clocks" if kind else visit.path["part"]
        view = self._hall.ask(part_view, part, kind) if part in PARTS else None
        if view is None:
            raise HTTPException(404)
        return view

    def show(self, visit: Visit) -> Response:
        """The numbers, and a form for whoever may change them; after a switch of language, what was shown."""
        if visit.form.text("_step") == "check" and "_back" not in visit.form.typed:
            return self.save(visit)
        return self._edit(visit, self._part(visit))

    def _edit(self, visit: Visit, view: PartView) -> Response:
        return self._hall.page(
            visit,
            "settings_part.html",
            view=view,
            saves=self._saves(visit),
            label_of=label_of,
            readers=[(reader.value, words.in_language(visit.lang)) for reader, words in READERS.items()],
            units=editing.UNITS,
            sides=editing.SIDES,
            confirms=("", *(one.value for one in Confirm)),
        )

    def save(self, visit: Visit) -> Response:
        """Check what was typed, show what it would mean, and adopt it once somebody has seen that."""
        if not self._saves(visit):
            raise HTTPException(403)
        view, form = self._part(visit), visit.form
        if "_back" in form.typed:
            return self._edit(visit, view)
        typed = editing.Typed(form.text, form.chosen)
        after = editing.read(view.content, view.fields, typed)
        if self._wrong(visit, view, after):
            return self._edit(visit, view)
        if form.text("_version") not in ("", str(view.version)):
            form.general.append(said("settings.stale", visit.lang))
            return self._edit(visit, view)
        if form.text("_step") != "check" or "_switch" in form.typed:
            return self._check(visit, view, after)
        reason = form.need("reason", said("settings.check.reason.need", visit.lang))[:LONGEST_REASON]
        if not form.wrong:
            today = local_day(self._hall.services.now())
            content = editing.labelled(view.content, after, today, reason)
            payload = {"content": content, "reason": reason}
            done = self._hall.do(visit, "adopt_policy", "policy:policy", payload, expected=str(view.version))
            if not isinstance(done, Refused):
                return self._hall.away(visit, "/settings", notice="policy_changed")
            form.refuse(done, visit.lang)
        return self._check(visit, view, after)

    def _wrong(self, visit: Visit, view: PartView, after: Mapping[str, Any]) -> bool:
        """Say what is wrong with the numbers, at their fields; or that none is another."""
        form = visit.form
        try:
            problems = policy_words.problems_of(parse(after))
        except PolicyError as error:
            problems = error.problems
        labels = {field.id: label_of(field) for field in view.fields}
        for problem in problems:
            place, words = editing.place_of(problem, view.fields), problem.said.in_language(visit.lang)
            if place is None:
                form.general.append(f"{problem.path}: {words}.")
            else:
                label = labels[place].best(visit.lang)[0]
                form.errors.setdefault(place, said("settings.wrong", visit.lang, label=label, said=words))
        if not problems and after == view.content:
            form.general.append(said("settings.unchanged", visit.lang))
        return form.wrong

    def _check(self, visit: Visit, view: PartView, after: Mapping[str, Any]) -> Response:
        """What would change, and what it would have meant."""
        changes = changed(view, after)
        moves = any("timers" in field.key or "digest" in field.key for field in view.fields)
        seen = self._hall.ask(would_be, parse(after), self._hall.services.now()) if moves else None
        carried = [(name, value) for name, values in visit.form.many.items() if name not in CARRIED for value in values]
        return self._hall.page(
            visit, "settings_check.html", view=view, changes=changes, seen=seen, moves=moves, carried=carried
        )
