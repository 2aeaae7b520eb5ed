"""Content that must go, and people who have left: pages of the assurance team and the operators."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.leaving import REMOVERS as MAY_REMOVE_PEOPLE
from ispdesk.commands.removal import REMOVERS
from ispdesk.commands.shape import Refused
from ispdesk.views.removals import proposed
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.words import said
from models.queries import people
from states.removing import SHORTEST


class Removing:
    """Proposing, agreeing, dropping; and taking out a person."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/removals", get=self.list, post=self.decided, gate=Gate.OFFICE),
            Route("/{lang}/isps/{ref}/remove-words", get=self.propose, post=self.proposed, gate=Gate.OFFICE),
            Route("/{lang}/people/{person}/remove", get=self.person, post=self.person_removed, gate=Gate.OFFICE),
        )

    def list(self, visit: Visit) -> Response:
        """What waits for a second person."""
        rows = self._hall.ask(proposed, visit.who.ref)
        return self._hall.page(visit, "removals.html", rows=rows)

    def decided(self, visit: Visit) -> Response:
        """Agree or drop, as the button says."""
        ref, number = query.reference(visit.form.text("ref")), visit.form.number("number", "")
        kind = "agree_removal" if visit.form.text("answer") == "agree" else "drop_removal"
        result = self._hall.do(visit, kind, f"isp:{ref}", {"number": number or 0})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.list(visit)
        notice = "words_removed" if kind == "agree_removal" else "removal_dropped"
        return self._hall.away(visit, "/removals", notice=notice)

    def propose(self, visit: Visit) -> Response:
        """Ask which words, and why."""
        standing = self._hall.inside(visit, roles=REMOVERS)
        return self._hall.page(visit, "remove_words.html", ref=standing.ref)

    def proposed(self, visit: Visit) -> Response:
        """Propose it."""
        standing = self._hall.inside(visit, roles=REMOVERS)
        phrase = visit.form.need("phrase", said("remove.phrase.needed", visit.lang))
        reason = visit.form.need("reason", said("move.reason.needed", visit.lang))
        if phrase and len(phrase) < SHORTEST:
            visit.form.errors["phrase"] = said("remove.phrase.short", visit.lang, n=SHORTEST)
        if visit.form.wrong:
            return self.propose(visit)
        payload = {"phrase": phrase, "reason": reason}
        result = self._hall.do(visit, "propose_removal", f"isp:{standing.ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.propose(visit)
        return self._hall.away(visit, "/removals", notice="removal_proposed")

    def person(self, visit: Visit) -> Response:
        """Say what goes and what stays, and ask why."""
        if not visit.who.roles & MAY_REMOVE_PEOPLE:
            raise HTTPException(403)
        found = self._hall.ask(people.by_ref, query.reference(visit.path["person"]))
        if found is None:
            raise HTTPException(404)
        return self._hall.page(visit, "remove_person.html", person=found)

    def person_removed(self, visit: Visit) -> Response:
        """Take them out."""
        if not visit.who.roles & MAY_REMOVE_PEOPLE:
            raise HTTPException(403)
        ref = query.reference(visit.path["person"])
        reason = visit.form.need("reason", said("move.reason.needed", visit.lang))
        if visit.form.wrong:
            return self.person(visit)
        result = self._hall.do(visit, "remove_person", f"person:{ref}", {"reason": reason})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.person(visit)
        return self._hall.away(visit, "/operations", notice="person_removed")
