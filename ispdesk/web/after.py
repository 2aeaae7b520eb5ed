"""The pages of an ISP after assurance: checks, consent, incidents and changes, returns, benefits, training, forms."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.views.after import AfterView, EventRow, after_view
from ispdesk.views.self_returns import return_asked
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.words import said
from states.after import CHANGES, INCIDENTS, OF_PARTNERS, RECORDED, RULES, Kind, needs_reason
from states.after import How as Ways
from states.compliance import QUESTIONS, RETURN, Answer, Check
from states.when import When

MOST: Final = 1000
"""Characters that a box takes."""
TO: Final = "/isps/{}/after"


def answered(visit: Visit) -> dict[str, str]:
    """What was answered to the questions of a return; what is missing is put into the form's errors."""
    answers = {}
    for question in RETURN:
        answer = visit.form.text(f"q-{question.code}")
        if answer in {one.value for one in question.answers}:
            answers[question.code] = answer
        else:
            visit.form.errors[f"q-{question.code}"] = said("after.error.answer", visit.lang)
    return answers


class After:
    """The pages of what comes after assurance."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        one = "/{lang}/isps/{ref}/after"
        return (
            Route(one, get=self.all),
            Route(one + "/check/{kind}", get=self.check, post=self.checked),
            Route(one + "/consent", get=self.consent, post=self.consented),
            Route(one + "/events", get=self.event, post=self.recorded),
            Route(one + "/events/{number:int}", get=self.settle, post=self.settled),
            Route(one + "/returns", get=self.returns, post=self.asked),
            Route(one + "/returns/close", post=self.closed),
            Route(one + "/returns/{number:int}", get=self.give, post=self.given),
            Route(one + "/benefit", get=self.benefit, post=self.noted_benefit),
            Route(one + "/training", get=self.training, post=self.noted_training),
            Route(one + "/training/{number:int}", get=self.training_planned, post=self.training_held),
            Route(one + "/form", get=self.form, post=self.noted_form),
            Route(one + "/strike", post=self.struck),
        )

    def _view(self, standing: Standing) -> AfterView:
        found = self._hall.ask(after_view, standing.ref, standing.roles, self._hall.services.now())
        if found is None:
            raise HTTPException(404)
        return found

    def _may(self, visit: Visit, kind: str) -> Standing:
        return self._hall.inside(visit, roles=COMMANDS[kind].by or frozenset())

    def _page(self, visit: Visit, standing: Standing, template: str, **values: Any) -> Response:
        view = values.pop("view", None) or self._view(standing)
        return self._hall.page(visit, template, ref=standing.ref, view=view, **values)

    def _done(
        self,
        visit: Visit,
        kind: str,
        payload: Mapping[str, Any],
        *,
        again: Any,
        notice: str,
        happened: When | None = None,
        to: str = "",
    ) -> Response:
        ref = visit.path["ref"]
        result = self._hall.do(visit, kind, f"isp:{ref}", payload, happened=happened)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            shown: Response = again(visit)
            return shown
        return self._hall.away(visit, TO.format(ref) + to, notice=notice)

    def _box(self, visit: Visit, name: str, needed: str = "") -> str:
        text = visit.form.need(name, said(needed, visit.lang)) if needed else visit.form.text(name)
        if len(text) > MOST:
            visit.form.errors[name] = said("answer.error.long", visit.lang, most=MOST)
        return text

    def _when(self, visit: Visit) -> When | None:
        """The days between which it happened, one where only the first was typed; None where nothing was.

        What is wrong is put into the form's errors.
        """
        first = visit.form.day("first", visit.lang, needed=False)
        last = visit.form.day("last", visit.lang, needed=False)
        if first and last and last < first:
            visit.form.errors["last-day"] = said("after.error.order", visit.lang)
            return None
        if visit.form.wrong or (first is None and last is None):
            return None
        return When(first, last or first)

    def all(self, visit: Visit) -> Response:
        """Everything at once, with what is to be decided first."""
        standing = self._hall.inside(visit)
        return self._page(visit, standing, "after.html", questions=RETURN)

    # Checks and consent.

    def _kind(self, visit: Visit) -> Check:
        found = next((kind for kind in Check if kind.value == visit.path["kind"]), None)
        if found is None:
            raise HTTPException(404)
        return found

    def check(self, visit: Visit) -> Response:
        """The questions of one check."""
        standing, kind = self._may(visit, "record_check"), self._kind(visit)
        return self._page(visit, standing, "after_check.html", kind=kind.value, questions=QUESTIONS[kind])

    def checked(self, visit: Visit) -> Response:
        """Keep its answers."""
        self._may(visit, "record_check")
        kind = self._kind(visit)
        answers, found = {}, {}
        for question in QUESTIONS[kind]:
            answer = visit.form.text(f"q-{question.code}")
            if answer not in {one.value for one in question.answers}:
                visit.form.errors[f"q-{question.code}"] = said("after.error.answer", visit.lang)
                continue
            answers[question.code] = answer
            words = self._box(visit, f"found-{question.code}")
            if question.raises(Answer(answer)):
                found[question.code] = words
                if not words:
                    visit.form.errors[f"found-{question.code}"] = said("after.error.found", visit.lang)
        day = visit.form.day("day", visit.lang)
        note = self._box(visit, "note")
        if visit.form.wrong:
            return self.check(visit)
        payload = {"check": kind.value, "answers": answers, "found": found, "note": note}
        return self._done(
            visit, "record_check", payload, again=self.check, notice="check_made", happened=When(day, day)
        )

    def consent(self, visit: Visit) -> Response:
        """What the ISP says of consent, to say anew."""
        standing = self._may(visit, "state_consent")
        return self._page(visit, standing, "after_consent.html")

    def consented(self, visit: Visit) -> Response:
        """Say it."""
        self._may(visit, "state_consent")
        model = visit.form.need("model", said("after.error.choose", visit.lang))
        payload = {"model": model, "gateway": self._box(visit, "gateway"), "captured": self._box(visit, "captured")}
        if visit.form.wrong:
            return self.consent(visit)
        return self._done(visit, "state_consent", payload, again=self.consent, notice="consent_stated")

    # Incidents and changes.

    def event(self, visit: Visit) -> Response:
        """The form for an incident or change."""
        standing = self._may(visit, "record_event")
        groups = (("incident", INCIDENTS), ("change", CHANGES))
        return self._page(visit, standing, "after_event.html", groups=groups, rules=RULES)

    def recorded(self, visit: Visit) -> Response:
        """Record it, and say what it calls for."""
        self._may(visit, "record_event")
        what = visit.form.text("what")
        if what not in {kind.value for kind in RECORDED}:
            visit.form.errors["what"] = said("after.error.choose", visit.lang)
        text = self._box(visit, "text", "after.error.text")
        flow = visit.form.number("flow", said("after.error.flow", visit.lang))
        partner = visit.form.number("partner", said("after.error.choose", visit.lang))
        if not visit.form.wrong and partner is None and Kind(what) in OF_PARTNERS - {Kind.PARTNER_JOINS}:
            visit.form.errors["partner"] = said("after.error.partner", visit.lang)
        when = self._when(visit)
        if visit.form.wrong:
            return self.event(visit)
        payload = {"what": what, "text": text, "flow": flow or None, "partner": partner or None}
        return self._done(visit, "record_event", payload, again=self.event, notice="event_recorded", happened=when)

    def _event(self, visit: Visit) -> tuple[Standing, AfterView, EventRow]:
        standing = self._hall.inside(visit)
        view = self._view(standing)
        found = view.event(int(visit.path["number"]))
        if found is None:
            raise HTTPException(404)
        return standing, view, found

    def settle(self, visit: Visit) -> Response:
        """One of them, and how it can be settled."""
        standing, view, event = self._event(visit)
        return self._page(visit, standing, "after_settle.html", view=view, event=event)

    def settled(self, visit: Visit) -> Response:
        """Settle it."""
        self._may(visit, "settle_event")
        _, _, event = self._event(visit)
        how = visit.form.text("how")
        if how not in event.ways:
            visit.form.errors["how"] = said("after.error.choose", visit.lang)
        reason = self._box(visit, "reason")
        if how in event.ways and needs_reason(Ways(how)) and not reason:
            visit.form.errors["reason"] = said("after.error.reason", visit.lang)
        if visit.form.wrong:
            return self.settle(visit)
        payload = {"number": event.number, "how": how, "reason": reason}
        return self._done(visit, "settle_event", payload, again=self.settle, notice="event_settled")

    # Returns.

    def returns(self, visit: Visit) -> Response:
        """Every round, counted; and the button for the next."""
        standing = self._hall.inside(visit)
        return self._page(visit, standing, "after_returns.html", questions=RETURN)

    def asked(self, visit: Visit) -> Response:
        """Ask every partner."""
        self._may(visit, "ask_returns")
        return self._done(visit, "ask_returns", {}, again=self.returns, notice="returns_asked", to="/returns")

    def closed(self, visit: Visit) -> Response:
        """Wait no longer."""
        self._may(visit, "close_returns")
        return self._done(visit, "close_returns", {}, again=self.returns, notice="returns_closed", to="/returns")

    def give(self, visit: Visit) -> Response:
        """The questions, for a partner that is asked: for its own people, or whoever asked and was told."""
        standing = self._hall.inside(visit)
        number = int(visit.path["number"])
        found = self._hall.ask(return_asked, standing.ref, number, visit.who.ref, standing.roles)
        if found is None:
            raise HTTPException(404)
        if not found.may:
            raise HTTPException(403)
        return self._page(visit, standing, "after_return.html", view=found, questions=RETURN)

    def given(self, visit: Visit) -> Response:
        """Keep the answers."""
        self._hall.inside(visit)
        answers = answered(visit)
        text = self._box(visit, "text")
        if visit.form.wrong:
            return self.give(visit)
        payload = {"task": int(visit.path["number"]), "answers": answers, "text": text}
        return self._done(visit, "give_return", payload, again=self.give, notice="return_given")

    # Benefits, training, forms.

    def benefit(self, visit: Visit) -> Response:
        """The form for a benefit."""
        return self._page(visit, self._may(visit, "note_benefit"), "after_benefit.html")

    def noted_benefit(self, visit: Visit) -> Response:
        """Note it."""
        self._may(visit, "note_benefit")
        text = self._box(visit, "text", "after.error.text")
        shown = visit.form.need("shown", said("after.error.choose", visit.lang))
        source = self._box(visit, "source")
        if shown == "evidenced" and not source:
            visit.form.errors["source"] = said("after.error.source", visit.lang)
        when = self._when(visit)
        if visit.form.wrong:
            return self.benefit(visit)
        payload = {"text": text, "shown": shown, "source": source}
        return self._done(visit, "note_benefit", payload, again=self.benefit, notice="after_noted", happened=when)

    def training(self, visit: Visit) -> Response:
        """The form for training."""
        return self._page(visit, self._may(visit, "note_training"), "after_training.html", planned=None)

    def noted_training(self, visit: Visit) -> Response:
        """Note it: held, or planned."""
        self._may(visit, "note_training")
        topic = self._box(visit, "topic", "after.error.text")
        held = visit.form.need("held", said("after.error.choose", visit.lang))
        day = visit.form.day("day", visit.lang, needed=held == "planned")
        people = visit.form.number("people", said("after.error.people", visit.lang))
        partner = visit.form.number("partner", said("after.error.choose", visit.lang))
        if visit.form.wrong:
            return self.training(visit)
        payload: dict[str, Any] = {"topic": topic, "partner": partner or None}
        if held == "planned" and day:
            payload["planned"] = day.isoformat()
        else:
            payload["people"] = people
        happened = When(day, day) if day and held != "planned" else None
        return self._done(visit, "note_training", payload, again=self.training, notice="after_noted", happened=happened)

    def training_planned(self, visit: Visit) -> Response:
        """Planned training, to be written down as held."""
        standing = self._may(visit, "training_held")
        view = self._view(standing)
        found = next((one for one in view.training if one.number == int(visit.path["number"]) and not one.held), None)
        if found is None:
            raise HTTPException(404)
        return self._page(visit, standing, "after_training.html", view=view, planned=found)

    def training_held(self, visit: Visit) -> Response:
        """It was held."""
        self._may(visit, "training_held")
        day = visit.form.day("day", visit.lang)
        people = visit.form.number("people", said("after.error.people", visit.lang))
        if visit.form.wrong:
            return self.training_planned(visit)
        payload = {"number": int(visit.path["number"]), "people": people}
        return self._done(
            visit, "training_held", payload, again=self.training_planned, notice="after_noted", happened=When(day, day)
        )

    def form(self, visit: Visit) -> Response:
        """The form for a form that was changed."""
        return self._page(visit, self._may(visit, "note_form"), "after_form.html")

    def noted_form(self, visit: Visit) -> Response:
        """Note it."""
        self._may(visit, "note_form")
        payload: dict[str, Any] = {
            "name": self._box(visit, "name", "after.error.text"),
            "change": self._box(visit, "change", "after.error.text"),
            "reference": self._box(visit, "reference"),
            "partner": visit.form.number("partner", said("after.error.choose", visit.lang)) or None,
        }
        when = self._when(visit)
        if visit.form.wrong:
            return self.form(visit)
        return self._done(visit, "note_form", payload, again=self.form, notice="after_noted", happened=when)

    def struck(self, visit: Visit) -> Response:
        """Take out what was noted by mistake."""
        self._may(visit, "strike_out")
        number = visit.form.number("number", said("after.error.choose", visit.lang))
        payload = {"what": visit.form.text("what"), "number": number, "reason": said("after.strike.reason", visit.lang)}
        return self._done(visit, "strike_out", payload, again=self.all, notice="after_struck")
