"""Workshops: planned, changed, called off, held; who wishes to use Welsh; and when they will end."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.views.workshops import Planned, WorkshopsView, people_named, workshops_view
from ispdesk.web.hall import Hall, Handler, Route, Standing, Visit
from ispdesk.words import said
from states.when import When, on

WRITERS = access.DEVELOPERS | access.TEAM
MOST_PEOPLE = 999


class Workshops:
    """An ISP's workshops, from the first plan to what came out."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        at = "/{lang}/isps/{ref}/workshops"
        one = f"{at}/{{number:int}}"
        return (
            Route(at, get=self.show),
            Route(f"{at}/plan", get=self.plan, post=self.planned),
            Route(f"{at}/record", get=self.record, post=self.recorded),
            Route(f"{at}/expected", get=self.expected, post=self.expected_said),
            Route(f"{one}/change", get=self.change, post=self.changed),
            Route(f"{one}/cancel", get=self.cancel, post=self.cancelled),
            Route(f"{one}/record", get=self.record, post=self.recorded),
            Route(f"{one}/language", get=self.language, post=self.language_said),
            Route(f"{one}/translation", get=self.translation, post=self.translation_said),
        )

    def _seen(self, visit: Visit, *, writes: bool = False) -> tuple[Standing, WorkshopsView]:
        """The workshops, for somebody with a part in the ISP."""
        standing = self._hall.inside(visit, roles=WRITERS) if writes else self._hall.inside(visit)
        seen = self._hall.ask(workshops_view, standing.ref, self._hall.services.now())
        if seen is None:
            raise HTTPException(404)
        return standing, seen

    def _one(self, visit: Visit, *, writes: bool = True) -> tuple[Standing, WorkshopsView, Planned]:
        standing, seen = self._seen(visit, writes=writes)
        planned = seen.numbered(int(visit.path["number"]))
        if planned is None:
            raise HTTPException(404)
        return standing, seen, planned

    def show(self, visit: Visit) -> Response:
        """All of them."""
        standing, seen = self._seen(visit)
        writes = seen.amendable and bool(standing.roles & WRITERS)
        return self._hall.page(
            visit, "workshops.html", ref=seen.ref, seen=seen, writes=writes, develops=standing.develops
        )

    def plan(self, visit: Visit) -> Response:
        """A workshop to come."""
        _, seen = self._seen(visit, writes=True)
        return self._hall.page(visit, "workshop_plan.html", ref=seen.ref, seen=seen, planned=None)

    def planned(self, visit: Visit) -> Response:
        """Plan it, and invite whoever is expected."""
        self._seen(visit, writes=True)
        typed = self._typed(visit)
        if visit.form.wrong:
            return self.plan(visit)
        return self._done(visit, "plan_workshop", typed, self.plan, "workshop_planned")

    def change(self, visit: Visit) -> Response:
        """Another day, time or place."""
        _, seen, planned = self._one(visit)
        return self._hall.page(visit, "workshop_plan.html", ref=seen.ref, seen=seen, planned=planned)

    def changed(self, visit: Visit) -> Response:
        """Change it, and tell everybody whom it concerns."""
        _, _, planned = self._one(visit)
        typed = self._typed(visit)
        if visit.form.wrong:
            return self.change(visit)
        leave = [one.ref for one in planned.named if one.ref not in typed["invite"]]
        payload = {"number": planned.number, **typed, "leave_out": leave}
        return self._done(visit, "move_workshop", payload, self.change, "workshop_changed")

    def _typed(self, visit: Visit) -> dict[str, Any]:
        """What the form of a workshop says; the door judges it, but for what it could not read."""
        form, lang = visit.form, visit.lang
        day = form.day("day", lang)
        for name in ("begins", "ends"):
            form.need(name, said(f"workshop.error.{name}", lang))
        if not form.text("place") and not form.text("online"):
            form.errors.setdefault("place", said("workshop.error.where", lang))
        return {
            "day": day.isoformat() if day else "",
            "begins": form.text("begins"),
            "ends": form.text("ends"),
            "place": form.text("place"),
            "online": form.text("online"),
            "topic": form.text("topic"),
            "invite": self._invited(visit),
        }

    def _invited(self, visit: Visit) -> list[str]:
        """Whom the form invites by name: people of the register, by their address or reference."""
        typed = visit.form.text("invite").replace(",", " ").split()
        known = self._hall.ask(people_named, tuple(typed))
        for words in typed:
            if words.casefold() not in known:
                visit.form.errors.setdefault("invite", said("workshop.error.nobody", visit.lang, who=words))
        return list(dict.fromkeys(known[words.casefold()] for words in typed if words.casefold() in known))

    def cancel(self, visit: Visit) -> Response:
        """Ask whether to call it off."""
        _, seen, planned = self._one(visit)
        return self._hall.page(visit, "workshop_cancel.html", ref=seen.ref, seen=seen, planned=planned)

    def cancelled(self, visit: Visit) -> Response:
        """Call it off, and tell everybody who was invited."""
        _, _, planned = self._one(visit)
        reason = visit.form.need("reason", said("workshop.error.reason", visit.lang))
        if visit.form.wrong:
            return self.cancel(visit)
        payload = {"number": planned.number, "reason": reason}
        return self._done(visit, "cancel_workshop", payload, self.cancel, "workshop_cancelled")

    def record(self, visit: Visit) -> Response:
        """What was held: a planned one, or one that nobody planned here."""
        planned: Planned | None = None
        if "number" in visit.path:
            _, seen, planned = self._one(visit)
        else:
            _, seen = self._seen(visit, writes=True)
        return self._hall.page(visit, "workshop_record.html", ref=seen.ref, seen=seen, planned=planned)

    def recorded(self, visit: Visit) -> Response:
        """Write down that it was held, with its own date, who came and what came out of it."""
        _, seen = self._seen(visit, writes=True)
        form, lang = visit.form, visit.lang
        day = form.day("day", lang)
        came = self._came(visit, seen)
        if form.wrong or day is None:
            return self.record(visit)
        payload: dict[str, object] = {"topic": form.text("topic"), "outcome": form.text("outcome"), "attended": came}
        if "number" in visit.path:
            payload["plan"] = int(visit.path["number"])
        return self._done(visit, "hold_workshop", payload, self.record, "workshop_held", happened=on(day))

    def _came(self, visit: Visit, seen: WorkshopsView) -> list[dict[str, int]]:
        """How many people came from each partner."""
        found = []
        for partner in seen.partners:
            name = f"people-{partner.line}"
            people = visit.form.number(name, said("workshop.error.people", visit.lang))
            if people is not None and people > MOST_PEOPLE:
                visit.form.errors[name] = said("workshop.error.people", visit.lang)
            elif people:
                found.append({"partner": partner.line, "people": people})
        return found

    def language(self, visit: Visit) -> Response:
        """Who wishes to use Welsh: oneself, and for who develops the ISP everybody who is expected."""
        standing, seen, planned = self._one(visit, writes=False)
        everybody = bool(standing.roles & WRITERS)
        rows = [one for one in planned.expected if everybody or one.ref == visit.who.ref]
        return self._hall.page(
            visit, "workshop_language.html", ref=seen.ref, seen=seen, planned=planned, rows=rows, everybody=everybody
        )

    def language_said(self, visit: Visit) -> Response:
        """Keep what changed of it."""
        standing, _, planned = self._one(visit, writes=False)
        everybody = bool(standing.roles & WRITERS)
        for one in planned.expected:
            chosen = {"yes": True, "no": False}.get(visit.form.text(f"welsh-{one.ref}"))
            if chosen is None or chosen == one.welsh or not (everybody or one.ref == visit.who.ref):
                continue
            payload = {"number": planned.number, "person": one.ref, "welsh": chosen}
            stream = f"isp:{standing.ref}"
            result = self._hall.do(visit, "say_language", stream, payload, part=f":{planned.expected.index(one)}")
            if isinstance(result, Refused):
                visit.form.refuse(result, visit.lang)
        if visit.form.wrong:
            return self.language(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/workshops", notice="language_said")

    def translation(self, visit: Visit) -> Response:
        """Whether translation is arranged."""
        _, seen, planned = self._one(visit)
        return self._hall.page(visit, "workshop_translation.html", ref=seen.ref, seen=seen, planned=planned)

    def translation_said(self, visit: Visit) -> Response:
        """Keep it."""
        _, _, planned = self._one(visit)
        answer = visit.form.need("arranged", said("workshop.error.choose", visit.lang))
        if visit.form.wrong:
            return self.translation(visit)
        payload = {"number": planned.number, "arranged": answer == "yes", "note": visit.form.text("note")}
        return self._done(visit, "arrange_translation", payload, self.translation, "translation_said")

    def expected(self, visit: Visit) -> Response:
        """When the workshops are expected to end."""
        self._hall.inside(visit, roles=COMMANDS["expect_finish"].by or frozenset())
        _, seen = self._seen(visit, writes=True)
        return self._hall.page(visit, "workshops_expected.html", ref=seen.ref, seen=seen)

    def expected_said(self, visit: Visit) -> Response:
        """Keep it; that nobody knows yet is an answer too."""
        self._hall.inside(visit, roles=COMMANDS["expect_finish"].by or frozenset())
        known = visit.form.need("known", said("workshop.error.choose", visit.lang))
        day = visit.form.day("day", visit.lang) if known == "yes" else None
        if visit.form.wrong:
            return self.expected(visit)
        payload = {"day": day.isoformat() if day else None, "reason": visit.form.text("reason")}
        return self._done(visit, "expect_finish", payload, self.expected, "finish_expected")

    def _done(
        self,
        visit: Visit,
        kind: str,
        payload: Mapping[str, object],
        again: Handler,
        notice: str,
        happened: When | None = None,
    ) -> Response:
        ref = visit.path["ref"]
        result = self._hall.do(visit, kind, f"isp:{ref}", payload, happened=happened)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return again(visit)
        return self._hall.away(visit, f"/isps/{ref}/workshops", notice=notice)
