"""Help from trained facilitators: suggestions for an ISP, the question, and a peer reviewer's findings."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.views.helping import HelpersView, PeerView, QuestionView, helpers_view, peer_view, question_view
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from states.calendar import local_day
from states.helpers import Help
from states.lifecycle import Role

LONGEST = 1000
"""Characters of a note, as the commands take them."""
LONGEST_FINDING = 4000
SEVERITIES = ("must", "should", "observation")


class Helping:
    """Suggesting and asking, answering, finding."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/isps/{ref}/helpers", get=self.suggested, post=self.invite),
            Route("/{lang}/isps/{ref}/helpers/end", post=self.end),
            Route("/{lang}/isps/{ref}/peer-review", get=self.peer, post=self.found),
            Route("/{lang}/help/{number:int}", get=self.question, post=self.answer),
        )

    def _helpers(self, visit: Visit) -> HelpersView:
        """Who could help. Raises 403 and 404."""
        standing = self._hall.inside(visit, roles=access.TEAM)
        wanted = visit.form.text("what") or visit.request.query_params.get("for", "")
        day = local_day(self._hall.services.now())
        view = self._hall.ask(helpers_view, standing.ref, wanted, day)
        if view is None:
            raise HTTPException(404)
        return view

    def suggested(self, visit: Visit) -> Response:
        """Suggestions with their reasons, and who was asked."""
        view = self._helpers(visit)
        return self._hall.page(visit, "helpers.html", view=view, ref=view.ref, kinds=tuple(Help))

    def invite(self, visit: Visit) -> Response:
        """Ask the one who was chosen."""
        view, form = self._helpers(visit), visit.form
        chosen = form.need("person", said("helpers.person.need", visit.lang))
        if len(form.text("note")) > LONGEST:
            form.errors["note"] = said("answer.error.long", visit.lang, most=LONGEST)
        if not form.wrong:
            payload = {"isp": view.ref, "what": view.wanted, "note": form.text("note")}
            done = self._hall.do(visit, "invite_reviewer", f"person:{chosen}", payload)
            if not isinstance(done, Refused):
                return self._hall.away(visit, f"/isps/{view.ref}/helpers?for={view.wanted}", notice="help_asked")
            form.refuse(done, visit.lang)
        return self._hall.page(visit, "helpers.html", view=view, ref=view.ref, kinds=tuple(Help))

    def end(self, visit: Visit) -> Response:
        """Take a question back, or end a reviewer's part."""
        standing = self._hall.inside(visit, roles=access.TEAM)
        number = visit.form.number("number", "") or 0
        done = self._hall.do(visit, "end_help", f"person:{visit.form.text('person') or '-'}", {"number": number})
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.suggested(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/helpers", notice="help_ended")

    def _question(self, visit: Visit) -> QuestionView:
        """The question, to whoever it was asked of. Raises 404 to all others."""
        view = self._hall.ask(question_view, visit.path["number"], visit.who.ref)
        if view is None:
            raise HTTPException(404)
        return view

    def question(self, visit: Visit) -> Response:
        """Ask yes, no or later."""
        return self._hall.page(visit, "help_question.html", view=self._question(visit))

    def answer(self, visit: Visit) -> Response:
        """Take the answer."""
        view, form = self._question(visit), visit.form
        answer = form.need("answer", said("help.answer.need", visit.lang))
        payload: dict[str, Any] = {"number": view.number, "answer": answer, "interest": form.text("interest")}
        payload["independent"] = "yes" in form.chosen("independent")
        if answer == "later":
            day = form.day("later", visit.lang)
            payload |= {"later": day.isoformat()} if day else {}
        if answer == "yes" and view.what == Help.REVIEW and not payload["independent"]:
            form.errors["independent"] = said("help.independent.need", visit.lang)
        if answer not in ("", "yes", "no", "later"):
            form.errors["answer"] = said("help.answer.need", visit.lang)
        if len(form.text("interest")) > LONGEST:
            form.errors["interest"] = said("answer.error.long", visit.lang, most=LONGEST)
        if not form.wrong:
            done = self._hall.do(visit, "answer_help", f"person:{visit.who.ref}", payload)
            if not isinstance(done, Refused):
                to = f"/isps/{view.ref}" if answer == "yes" else f"/help/{view.number}"
                return self._hall.away(visit, to, notice=f"help_{answer}")
            form.refuse(done, visit.lang)
        return self._hall.page(visit, "help_question.html", view=view)

    def _peer(self, visit: Visit) -> PeerView:
        """The findings. Raises 403 to all but peer reviewers and the team, and 404."""
        standing = self._hall.inside(visit, roles=access.TEAM | {Role.PEER_REVIEWER})
        view = self._hall.ask(peer_view, standing.ref)
        if view is None:
            raise HTTPException(404)
        return view

    def peer(self, visit: Visit) -> Response:
        """The findings of the round, and a form for another."""
        view = self._peer(visit)
        return self._hall.page(visit, "peer_review.html", view=view, ref=view.ref, severities=SEVERITIES)

    def found(self, visit: Visit) -> Response:
        """Add a finding."""
        view, form = self._peer(visit), visit.form
        finding = {
            "text": form.need("text", said("peer.text.need", visit.lang)),
            "about": form.text("about")[:100],
            "severity": form.need("severity", said("peer.severity.need", visit.lang)),
        }
        if len(finding["text"]) > LONGEST_FINDING:
            form.errors["text"] = said("answer.error.long", visit.lang, most=LONGEST_FINDING)
        if finding["severity"] not in ("", *SEVERITIES):
            form.errors["severity"] = said("peer.severity.need", visit.lang)
        if not form.wrong:
            done = self._hall.do(visit, "add_findings", f"isp:{view.ref}", {"findings": [finding]})
            if not isinstance(done, Refused):
                return self._hall.away(visit, f"/isps/{view.ref}/peer-review", notice="finding_added")
            form.refuse(done, visit.lang)
        return self._hall.page(visit, "peer_review.html", view=view, ref=view.ref, severities=SEVERITIES)
