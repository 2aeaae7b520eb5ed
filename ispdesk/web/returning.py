"""A return as its coordinator works it off: findings by what they point at, each answered or contested."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.views.returns import Found, ReturnView, returns_view
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.words import said

AT = "/{lang}/isps/{ref}/return"
MOST = 4000


class Returning:
    """The findings of a return, and the answer to one."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (Route(AT, get=self.show), Route(f"{AT}/{{number:int}}", get=self.one, post=self.answered))

    def _seen(self, visit: Visit) -> tuple[Standing, ReturnView]:
        standing = self._hall.inside(visit)
        found = self._hall.ask(returns_view, standing.ref)
        if found is None:
            raise HTTPException(404)
        return standing, found

    def show(self, visit: Visit) -> Response:
        """All of them."""
        standing, seen = self._seen(visit)
        return self._hall.page(visit, "return.html", ref=seen.ref, seen=seen, answers=_answers(standing, seen))

    def _one(self, visit: Visit) -> tuple[ReturnView, Found]:
        standing, seen = self._seen(visit)
        found = seen.numbered(int(visit.path["number"]))
        if found is None:
            raise HTTPException(404)
        if not _answers(standing, seen):
            raise HTTPException(403)
        return seen, found

    def one(self, visit: Visit) -> Response:
        """One finding, and what is said to it."""
        seen, found = self._one(visit)
        return self._hall.page(visit, "return_answer.html", ref=seen.ref, seen=seen, finding=found)

    def answered(self, visit: Visit) -> Response:
        """Keep the answer."""
        seen, found = self._one(visit)
        form, lang = visit.form, visit.lang
        answer = form.need("answer", said("return.error.choose", lang))
        text = form.need("text", said("return.error.text", lang))
        if len(text) > MOST:
            form.errors["text"] = said("ask.long", lang)
        if form.wrong:
            return self.one(visit)
        payload = {"number": found.number, "answer": answer, "text": text}
        result = self._hall.do(visit, "answer_finding", f"isp:{seen.ref}", payload)
        if isinstance(result, Refused):
            form.refuse(result, lang)
            return self.one(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/return", notice="finding_answered")


def _answers(standing: Standing, seen: ReturnView) -> bool:
    """Whether the viewer answers findings now."""
    return seen.returned and bool(standing.roles & (COMMANDS["answer_finding"].by or frozenset()))
