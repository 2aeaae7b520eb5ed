"""Decisions on a round: which are open, making one, small corrections, and its reason in the other language."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.findings import ASSURERS
from ispdesk.commands.shape import Refused
from ispdesk.views.deciding import DecideView, DecisionChoice, decide_view
from ispdesk.web import query
from ispdesk.web.hall import Hall, Handler, Route, Standing, Visit
from ispdesk.words import said
from states.lifecycle import Role

ISP: Final = "/{lang}/isps/{ref}"
INSTRUMENTS: Final = ("dda", "jca", "other")


class Deciding:
    """From what was found to what was decided."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(ISP + "/decide", get=self.choices),
            Route(ISP + "/decide/{trigger}", get=self.one, post=self.decided),
            Route(ISP + "/corrections", get=self.corrections, post=self.corrected),
            Route(ISP + "/decisions", get=self.decisions),
            Route(ISP + "/decisions/{seq:int}", get=self.reason, post=self.translated),
            Route(ISP + "/decisions/{seq:int}/ask", post=self.asked),
        )

    def _seen(self, visit: Visit, *, judges: bool = True) -> tuple[Standing, DecideView]:
        standing = self._hall.inside(visit, roles=ASSURERS) if judges else self._hall.inside(visit)
        now = self._hall.services.now()
        found = self._hall.ask(decide_view, standing.ref, visit.who.ref, standing.roles, now)
        if found is None:
            raise HTTPException(404)
        return standing, found

    def choices(self, visit: Visit) -> Response:
        """The decisions that are open, with what is missing before each."""
        _, seen = self._seen(visit)
        return self._hall.page(visit, "decide.html", ref=seen.ref, seen=seen)

    def _choice(self, visit: Visit) -> tuple[DecideView, DecisionChoice]:
        _, seen = self._seen(visit)
        choice = seen.choice(query.kind(visit.path["trigger"]))
        if choice is None:
            raise HTTPException(404)
        return seen, choice

    def one(self, visit: Visit) -> Response:
        """One decision as it is about to be made."""
        seen, choice = self._choice(visit)
        return self._hall.page(
            visit, "decide_one.html", ref=seen.ref, seen=seen, choice=choice, instruments=INSTRUMENTS
        )

    def decided(self, visit: Visit) -> Response:
        """Make it."""
        seen, choice = self._choice(visit)
        form = visit.form
        payload: dict[str, Any] = {"trigger": choice.trigger, "reason": form.text("reason")}
        if choice.reason:
            form.need("reason", said("move.reason.needed", visit.lang))
        if form.text("reason_lang") in ("en", "cy"):
            payload["lang"] = form.text("reason_lang")
        if choice.assures:
            day = form.day("review", visit.lang)
            payload |= seen.next.chosen(day) if seen.next else {}
            payload |= {name: form.text(name) for name in ("conditions_en", "conditions_cy")}
        if choice.trigger == "use_other_instrument":
            payload["instrument"] = form.need("instrument", said("decide.error.instrument", visit.lang))
        unchecked = [row for row in seen.corrections if not row.closed] if "corrected" in choice.trigger else []
        checked = visit.form.many.get("checked", ())
        if unchecked and not all(str(row.number) in checked for row in unchecked):
            form.errors["checked"] = said("decide.error.checked", visit.lang)
        if form.wrong:
            return self.one(visit)
        stream = f"isp:{seen.ref}"
        for row in unchecked:
            result = self._hall.do(visit, "close_finding", stream, {"number": row.number}, part=f":{row.number}")
            if isinstance(result, Refused):
                form.refuse(result, visit.lang)
                return self.one(visit)
        result = self._hall.do(visit, "move", stream, payload, expected=form.text("seen") or None)
        if isinstance(result, Refused):
            form.refuse(result, visit.lang)
            return self.one(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/decisions", notice="decided")

    # Small corrections.

    def corrections(self, visit: Visit) -> Response:
        """To an assurer: list them, or see how they stand. To the coordinator: say of each that it is made."""
        standing, seen = self._seen(visit, judges=False)
        judges, mine = bool(standing.roles & ASSURERS), Role.COORDINATOR in standing.roles
        if not (judges or mine) or not (seen.under_review or seen.corrections):
            raise HTTPException(404 if judges or mine else 403)
        return self._hall.page(visit, "corrections.html", ref=seen.ref, seen=seen, judges=judges, mine=mine)

    def corrected(self, visit: Visit) -> Response:
        """Ask for corrections; or say that they are made; or take it back."""
        standing, seen = self._seen(visit, judges=False)
        if not standing.roles & (ASSURERS | {Role.COORDINATOR}):
            raise HTTPException(403)
        if seen.correcting and Role.COORDINATOR in standing.roles:
            return self._made(visit, seen)
        if seen.correcting:
            visit.form.need("reason", said("move.reason.needed", visit.lang))
            payload: Mapping[str, Any] = {"reason": visit.form.text("reason")}
            return self._done(visit, "corrections_made", payload, self.corrections, "corrections_back")
        lines = [line.strip() for line in visit.form.text("more").splitlines() if line.strip()]
        numbers = [int(one) for one in visit.form.many.get("findings", ()) if one.isdecimal()]
        if not lines and not numbers:
            visit.form.errors["more"] = said("corrections.error.none", visit.lang)
        until = visit.form.day("until", visit.lang)
        asked = {
            "corrections": [{"text": line, "severity": "should"} for line in lines],
            "findings": numbers,
            "until": until.isoformat() if until else "",
        }
        return self._done(visit, "ask_corrections", asked, self.corrections, "corrections_asked")

    def _made(self, visit: Visit, seen: DecideView) -> Response:
        """Every correction answered, then handed back."""
        left = [row for row in seen.corrections if not row.closed and row.answer is None]
        for row in left:
            answer = visit.form.need(f"answer-{row.number}", said("corrections.error.answer", visit.lang))
            if answer == "contested":
                visit.form.need(f"text-{row.number}", said("corrections.error.why", visit.lang))
        if visit.form.wrong:
            return self.corrections(visit)
        for row in left:
            payload = {
                "number": row.number,
                "answer": visit.form.text(f"answer-{row.number}"),
                "text": visit.form.text(f"text-{row.number}"),
            }
            result = self._hall.do(visit, "answer_finding", f"isp:{seen.ref}", payload, part=f":{row.number}")
            if isinstance(result, Refused):
                visit.form.refuse(result, visit.lang)
                return self.corrections(visit)
        return self._done(visit, "corrections_made", {}, self.corrections, "corrections_made")

    def _done(self, visit: Visit, kind: str, payload: Mapping[str, Any], again: Handler, notice: str) -> Response:
        if visit.form.wrong:
            return again(visit)
        ref = query.reference(visit.path["ref"])
        result = self._hall.do(visit, kind, f"isp:{ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return again(visit)
        return self._hall.away(visit, f"/isps/{ref}/corrections", notice=notice)

    # What was decided.

    def decisions(self, visit: Visit) -> Response:
        """What was decided, why, and what happens next."""
        standing, seen = self._seen(visit, judges=False)
        return self._hall.page(visit, "decisions.html", ref=seen.ref, seen=seen, judges=bool(standing.roles & ASSURERS))

    def reason(self, visit: Visit) -> Response:
        """Give a decision's reason in the other language."""
        _, seen = self._seen(visit)
        row = next((one for one in seen.decisions if one.seq == int(visit.path["seq"])), None)
        if row is None:
            raise HTTPException(404)
        return self._hall.page(visit, "decision_reason.html", ref=seen.ref, seen=seen, row=row)

    def translated(self, visit: Visit) -> Response:
        """Keep it."""
        _, seen = self._seen(visit)
        seq = int(visit.path["seq"])
        row = next((one for one in seen.decisions if one.seq == seq), None)
        if row is None:
            raise HTTPException(404)
        lang = "cy" if visit.form.text("in") == "cy" else "en"
        reason, conditions = visit.form.text("reason"), visit.form.text("conditions")
        if not reason and not conditions:
            visit.form.errors["reason"] = said("move.reason.needed", visit.lang)
            return self.reason(visit)
        payload = {"seq": seq, "lang": lang, "reason": reason, "conditions": conditions}
        result = self._hall.do(visit, "translate_reason", f"isp:{seen.ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.reason(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/decisions", notice="reason_translated")

    def asked(self, visit: Visit) -> Response:
        """Ask whoever decided for the other language."""
        _, seen = self._seen(visit, judges=False)
        result = self._hall.do(visit, "ask_reason", f"isp:{seen.ref}", {"seq": int(visit.path["seq"])})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.decisions(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/decisions", notice="reason_asked")
