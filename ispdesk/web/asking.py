"""Questions to the team: a form on each ISP's pages, and the team's list of all of them."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.views.questions import QuestionRow, question_of, questions_of, questions_view
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.paging import page_links
from ispdesk.words import said

MOST = 4000


class Asking:
    """Asking the team, and answering."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        one = "/{lang}/questions/{isp}/{number:int}"
        return (
            Route("/{lang}/isps/{ref}/ask", get=self.ask, post=self.asked),
            Route("/{lang}/questions", get=self.all, gate=Gate.OFFICE),
            Route(one, get=self.answer, post=self.answered, gate=Gate.OFFICE),
        )

    def ask(self, visit: Visit) -> Response:
        """The form, and what was asked about this ISP before."""
        standing = self._hall.inside(visit)
        found = self._hall.ask(questions_of, standing.ref)
        if found is None:
            raise HTTPException(404)
        title, rows = found
        answers = bool(standing.roles & access.TEAM)
        return self._hall.page(visit, "ask.html", ref=standing.ref, title=title, rows=rows, answers=answers)

    def asked(self, visit: Visit) -> Response:
        """Give it to the team."""
        standing = self._hall.inside(visit)
        text = self._text(visit, "ask.error")
        if visit.form.wrong:
            return self.ask(visit)
        result = self._hall.do(visit, "ask_team", f"isp:{standing.ref}", {"text": text})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.ask(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/ask", notice="question_asked")

    def _text(self, visit: Visit, needed: str) -> str:
        text = visit.form.need("text", said(needed, visit.lang))
        if len(text) > MOST:
            visit.form.errors["text"] = said("ask.long", visit.lang)
        return text

    def all(self, visit: Visit) -> Response:
        """Open questions, the oldest first; or those answered, the latest first."""
        asked = query.values(visit.request, {"page", "show"})
        which = "answered" if asked.get("show") == "answered" else "open"
        page = query.page_number(asked)
        view = self._hall.ask(questions_view, which, page)
        kept = {"show": which} if which == "answered" else {}
        links = page_links(f"/{visit.lang}/questions", kept, page, view.pages) if view.pages > 1 else ()
        answers = bool(visit.who.roles & access.TEAM)
        return self._hall.page(visit, "questions.html", view=view, links=links, answers=answers)

    def _one(self, visit: Visit) -> QuestionRow:
        if not visit.who.roles & access.TEAM:
            raise HTTPException(403)
        found = self._hall.ask(question_of, query.reference(visit.path["isp"]), int(visit.path["number"]))
        if found is None:
            raise HTTPException(404)
        return found

    def answer(self, visit: Visit) -> Response:
        """One question, and the form for its answer."""
        return self._hall.page(visit, "question.html", row=self._one(visit))

    def answered(self, visit: Visit) -> Response:
        """Send the answer."""
        row = self._one(visit)
        text = self._text(visit, "questions.error.text")
        if visit.form.wrong:
            return self.answer(visit)
        result = self._hall.do(visit, "answer_question", f"isp:{row.ref}", {"number": row.number, "text": text})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.answer(visit)
        return self._hall.away(visit, "/questions", notice="question_answered")
