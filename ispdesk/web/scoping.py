"""A new ISP: the scoping questions one a page, what is like it already, and the check before anything is made."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.shape import Refused
from ispdesk.views import scoping as views
from ispdesk.views.scoping import ScopingView
from ispdesk.web.hall import Hall, Route, Visit
from states.scoping import BY_CODE, before
from states.scoping_rules import INSTRUMENTS
from states.scoping_shapes import Instrument, Kind, Question

HOME = "/new"


class Scoping:
    """From the first question to a new ISP."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/new", get=self.begin, post=self.begun),
            Route("/{lang}/new/{number:int}", get=self.check, post=self.made),
            Route("/{lang}/new/{number:int}/drop", get=self.drop, post=self.dropped),
            Route("/{lang}/new/{number:int}/{question}", get=self.ask, post=self.answered),
        )

    def begin(self, visit: Visit) -> Response:
        """What scoping is, and what this person has begun."""
        rows = self._hall.ask(views.open_scopings, visit.who.ref)
        return self._hall.page(visit, "new.html", rows=rows)

    def begun(self, visit: Visit) -> Response:
        """Begin, with the first question."""
        result = self._hall.do(visit, "begin_scoping", _mine(visit), {})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.begin(visit)
        return self._hall.away(visit, f"{HOME}/{result.answer['scoping']}/service")

    def _seen(self, visit: Visit) -> ScopingView:
        """The scoping of this address, which has to be the viewer's own."""
        seen = self._hall.ask(views.scoping_view, visit.who.ref, int(visit.path["number"]))
        if seen is None:
            raise HTTPException(404)
        return seen

    def _question(self, visit: Visit) -> Question:
        question = BY_CODE.get(visit.path["question"])
        if question is None:
            raise HTTPException(404)
        return question

    def ask(self, visit: Visit) -> Response:
        """One question, with what was answered before."""
        question, seen = self._question(visit), self._seen(visit)
        if seen.isp is not None:
            return self._hall.away(visit, f"/isps/{seen.isp}")
        if question.code not in {one.question.code for one in seen.path}:
            return self._hall.away(visit, _next(seen))
        earlier = before(question, seen.answers)
        back = f"{HOME}/{seen.number}/{earlier.code}" if earlier else HOME
        place = [one.question.code for one in seen.path].index(question.code) + 1
        shared: dict[str, Any] = {"seen": seen, "question": question, "back": back, "place": place}
        if question.fields[0].kind is Kind.MATCH:
            similar = self._hall.ask(views.similar_view, seen.answers)
            return self._hall.page(visit, "new_similar.html", similar=similar, **shared)
        names: tuple[str, ...] = ()
        stored = {field.name: seen.answers.get(field.name, "") for field in question.fields}
        if question.fields[0].kind is Kind.ORGANISATION:
            names = self._hall.ask(views.organisation_names)
            stored = {name: self._name(visit, str(ref)) for name, ref in stored.items()}
        choices = {field.name: self._hall.ask(views.options, field) for field in question.fields}
        return self._hall.page(visit, "new_question.html", choices=choices, stored=stored, names=names, **shared)

    def _name(self, visit: Visit, ref: str) -> str:
        return self._hall.ask(views.organisation_name, ref).best(visit.lang)[0] if ref else ""

    def answered(self, visit: Visit) -> Response:
        """Keep the answer, and go on to the next question that is open."""
        question, seen = self._question(visit), self._seen(visit)
        several = {field.name for field in question.fields if field.kind is Kind.SOME}
        given = {
            field.name: list(visit.form.many.get(field.name, ()))
            if field.name in several
            else visit.form.text(field.name)
            for field in question.fields
        }
        payload = {"number": seen.number, "question": question.code, "given": given}
        result = self._hall.do(visit, "answer_scoping", _mine(visit), payload)
        if isinstance(result, Refused):
            fields = {field.name for field in question.fields}
            for code, reason in zip(result.codes, result.reasons, strict=True):
                if code in fields:
                    visit.form.errors.setdefault(code, reason.in_language(visit.lang))
                else:
                    visit.form.general.append(reason.in_language(visit.lang))
            return self.ask(visit)
        following = result.answer["next"]
        return self._hall.away(visit, f"{HOME}/{seen.number}/{following}" if following else f"{HOME}/{seen.number}")

    def check(self, visit: Visit) -> Response:
        """Every answer, what they end in, and what happens next."""
        seen = self._seen(visit)
        if seen.isp is not None:
            return self._hall.away(visit, f"/isps/{seen.isp}")
        instrument = seen.outcome.instrument if seen.outcome else None
        ready = seen.next_question is None and seen.outcome is not None
        return self._hall.page(
            visit,
            "new_check.html",
            seen=seen,
            ready=ready,
            instrument=INSTRUMENTS[instrument] if instrument else None,
            is_isp=instrument is Instrument.ISP,
            unsure=[BY_CODE[code] for code in seen.outcome.unsure] if seen.outcome else [],
            next_at=_next(seen),
        )

    def made(self, visit: Visit) -> Response:
        """Make the ISP that the answers end in."""
        seen = self._seen(visit)
        if seen.isp is not None:
            return self._hall.away(visit, f"/isps/{seen.isp}")
        result = self._hall.do(visit, "begin_isp", f"isp:{seen.reference}", {"scoping": seen.number})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.check(visit)
        notice = "isp_begun" if result.answer["instrument"] == Instrument.ISP else "isp_recorded"
        return self._hall.away(visit, f"/isps/{seen.reference}", notice=notice)

    def drop(self, visit: Visit) -> Response:
        """Ask whether to throw the answers away."""
        return self._hall.page(visit, "new_drop.html", seen=self._seen(visit))

    def dropped(self, visit: Visit) -> Response:
        """Throw them away."""
        result = self._hall.do(visit, "drop_scoping", _mine(visit), {"number": int(visit.path["number"])})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.drop(visit)
        return self._hall.away(visit, HOME, notice="scoping_dropped")


def _mine(visit: Visit) -> str:
    return f"person:{visit.who.ref}"


def _next(seen: ScopingView) -> str:
    """Where to go on: the first open question, or the check of all answers."""
    following = seen.next_question
    return f"{HOME}/{seen.number}/{following.code}" if following else f"{HOME}/{seen.number}"
