"""The review of an ISP: claiming it, the checklist beside the document, drafts that are saved as one types."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import autosave
from ispdesk.commands.findings import ASSURERS
from ispdesk.commands.shape import Refused
from ispdesk.views.review_shapes import FindingRow, ReviewView
from ispdesk.views.reviewing import review_view, today_view
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.words import said
from states import checklist
from states.reviewing import FOUND, Outcome

PLACE: Final = "/{lang}/isps/{ref}/review"
OUTCOMES: Final = tuple(outcome.value for outcome in Outcome)
PARTS: Final = (("outcome", "o"), ("text", "t"), ("about", "a"))
"""What is typed for each question, and the letter before its code in the names of the fields."""


class Reviewing:
    """From the claim to what is put down."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(PLACE, get=self.show, post=self.said),
            Route(PLACE + "/today", get=self.today),
            Route(PLACE + "/claim", get=self.claim, post=self.claimed),
            Route(PLACE + "/autosave", post=self.autosaved),
            Route(PLACE + "/second", get=self.second, post=self.seconded),
            Route(PLACE + "/findings/{round:int}/{number:int}", get=self.finding, post=self.closed),
        )

    def _seen(self, visit: Visit) -> tuple[Standing, ReviewView]:
        """The review, for those who may judge. Raises 403 or 404."""
        standing = self._hall.inside(visit, roles=ASSURERS)
        now = self._hall.services.now()
        found = self._hall.ask(review_view, standing.ref, visit.who.ref, standing.roles, now)
        if found is None:
            raise HTTPException(404)
        return standing, found

    def show(self, visit: Visit) -> Response:
        """The checklist beside what differs, with the checks and earlier findings."""
        _, seen = self._seen(visit)
        return self._hall.page(
            visit, "review.html", ref=seen.ref, seen=seen, outcomes=OUTCOMES, second=second_open(visit, seen)
        )

    def today(self, visit: Visit) -> Response:
        """The checks that are in force today, on this version as it is now."""
        standing = self._hall.inside(visit, roles=ASSURERS)
        found = self._hall.ask(today_view, standing.ref, visit.who.ref, self._hall.services.now())
        if found is None:
            raise HTTPException(404)
        return self._hall.page(visit, "review_today.html", ref=standing.ref, seen=found)

    def said(self, visit: Visit) -> Response:
        """Save what is typed as a draft; put it down where that was asked for."""
        _, seen = self._seen(visit)
        typed = typed_items(visit)
        if typed:
            self._hall.services.act(autosave.save, seen.ref, visit.who.ref, typed, self._hall.services.now())
        here = f"/isps/{seen.ref}/review"
        if visit.form.text("do") != "record":
            return self._hall.away(visit, here, notice="review_saved")
        items = []
        for code, one in typed.items():
            if not one["outcome"]:
                if one["text"]:
                    visit.form.errors[f"o-{code}"] = said("review.error.outcome", visit.lang, code=code)
                continue
            if one["outcome"] in FOUND and not one["text"]:
                visit.form.errors[f"t-{code}"] = said("review.error.text", visit.lang, code=code)
            items.append({"code": code, **one})
        if not items and not visit.form.wrong:
            visit.form.general.append(said("review.error.nothing", visit.lang))
        if visit.form.wrong:
            return self.show(visit)
        result = self._hall.do(visit, "record_review", f"isp:{seen.ref}", {"items": items})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.show(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/decide", notice="review_recorded")

    def autosaved(self, visit: Visit) -> Response:
        """Save what is typed, for the script in the page: nothing else happens."""
        standing = self._hall.inside(visit, roles=ASSURERS)
        saved = self._hall.services.act(
            autosave.save, standing.ref, visit.who.ref, typed_items(visit), self._hall.services.now()
        )
        return Response(str(saved), media_type="text/plain") if saved else Response(status_code=409)

    # Claiming.

    def claim(self, visit: Visit) -> Response:
        """Say that one is independent, and take it."""
        _, seen = self._seen(visit)
        return self._hall.page(visit, "review_claim.html", ref=seen.ref, seen=seen)

    def claimed(self, visit: Visit) -> Response:
        """Take it, or only declare where somebody else has it."""
        _, seen = self._seen(visit)
        visit.form.need("independent", said("review.error.independent", visit.lang))
        interest = visit.form.text("interest")
        if seen.independence.partner and not interest:
            visit.form.errors["interest"] = said("review.error.interest", visit.lang)
        if visit.form.wrong:
            return self.claim(visit)
        stream = f"isp:{seen.ref}"
        if seen.state == "qa_queue" and seen.may_claim:
            payload = {"trigger": "claim", "independent": True, "interest": interest}
            result = self._hall.do(visit, "move", stream, payload, expected=visit.form.text("seen") or None)
        else:
            result = self._hall.do(visit, "declare", stream, {"interest": interest})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.claim(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/review", notice="review_claimed")

    # A second reader.

    def second(self, visit: Visit) -> Response:
        """Give one's word as the second reader."""
        _, seen = self._seen(visit)
        return self._hall.page(visit, "review_second.html", ref=seen.ref, seen=seen)

    def seconded(self, visit: Visit) -> Response:
        """Keep it."""
        _, seen = self._seen(visit)
        agrees = visit.form.need("agrees", said("review.error.agrees", visit.lang))
        if agrees == "no":
            visit.form.need("text", said("review.error.why_not", visit.lang))
        if visit.form.wrong:
            return self.second(visit)
        payload = {"agrees": agrees == "yes", "text": visit.form.text("text")}
        result = self._hall.do(visit, "second_word", f"isp:{seen.ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.second(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/decide", notice="review_seconded")

    # Whether a finding is met.

    def _finding(self, visit: Visit) -> tuple[ReviewView, FindingRow]:
        _, seen = self._seen(visit)
        round_, number = int(visit.path["round"]), int(visit.path["number"])
        every = (*seen.findings, *seen.earlier)
        found = next((row for row in every if (row.round, row.number) == (round_, number)), None)
        if found is None:
            raise HTTPException(404)
        return seen, found

    def finding(self, visit: Visit) -> Response:
        """One finding with its answer."""
        seen, row = self._finding(visit)
        return self._hall.page(visit, "review_finding.html", ref=seen.ref, seen=seen, row=row)

    def closed(self, visit: Visit) -> Response:
        """Say that it is met."""
        seen, row = self._finding(visit)
        payload = {"number": row.number, "round": row.round}
        result = self._hall.do(visit, "close_finding", f"isp:{seen.ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.finding(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/decide", notice="finding_closed")


def typed_items(visit: Visit) -> dict[str, dict[str, str]]:
    """What is typed for each question of the checklist, of those that stand on the page."""
    found = {}
    for code in checklist.BY_CODE:
        if any(f"{letter}-{code}" in visit.form.typed for _, letter in PARTS):
            found[code] = {part: visit.form.text(f"{letter}-{code}") for part, letter in PARTS}
    return found


def second_open(visit: Visit, seen: ReviewView) -> bool:
    """Whether the reader can be the second: independent of it, and not the one who claimed it."""
    return seen.open and not seen.mine(visit.who.ref)
