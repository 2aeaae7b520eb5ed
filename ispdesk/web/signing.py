"""Pages of consultation and sign-off: circulating, asking, signing, recording, what changed since, and a decline."""

import re
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.commands.signing import RECORDERS
from ispdesk.views.signing import decline_options, own_line
from ispdesk.views.signing_changes import changes_view, text_view
from ispdesk.views.signing_shapes import PartnerLine, SigningView
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.web.partners import BASE, line_of, paged, shown
from ispdesk.words import said
from models.tables.signing import HOWS
from models.tables.work import CAPACITIES
from states.calendar import local_day
from states.signatures import ORDERS, SIGNED
from states.staleness import MINOR_KINDS
from states.when import When

OUTCOMES: Final = ("signed", "signed_with_reservation", "declined")
RECORDED: Final = (*OUTCOMES, "no_answer")
SAID_AS: Final = tuple(capacity for capacity in CAPACITIES if capacity != "as_stated")
ON_PAPER: Final = HOWS[2:]
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class Signing:
    """The pages of sign-off."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        base = f"{BASE}/sign-off"
        return (
            Route(base, get=self.overview),
            Route(f"{base}/plan", get=self.planning, post=self.plan),
            Route(f"{base}/circulate", get=self.circulating, post=self.circulate),
            Route(f"{base}/ask", get=self.asking, post=self.ask),
            Route(f"{base}/text", get=self.text),
            Route(f"{base}/changes", get=self.changes, post=self.judge),
            Route(f"{base}/given/{{number}}/withdraw", get=self.withdrawing, post=self.withdraw),
            Route(f"{base}/{{line}}/answer", get=self.commenting, post=self.comment),
            Route(f"{base}/{{line}}/sign", get=self.signing, post=self.sign),
            Route(f"{base}/{{line}}/record", get=self.recording, post=self.record),
            Route(f"{base}/{{line}}/declined", get=self.declined, post=self.go_on),
        )

    def overview(self, visit: Visit) -> Response:
        """Who has signed, who has promised when; the rounds; what may be done now."""
        view = self._shown(visit)
        return self._page(visit, "signing.html", view, **paged(visit, view, "/sign-off"))

    def text(self, visit: Visit) -> Response:
        """The exact text that a sign-off is given to, with its mark."""
        view = shown(self._hall, visit, self._hall.inside(visit), "text")
        parts = self._hall.ask(text_view, view.ref, visit.lang)
        return self._page(visit, "signing_text.html", view, shown=parts)

    # Which rounds, and asking.

    def planning(self, visit: Visit) -> Response:
        """Which rounds are needed, and in which order."""
        return self._page(visit, "signing_plan.html", self._shown(visit, "plan_signing"), orders=ORDERS)

    def plan(self, visit: Visit) -> Response:
        """Choose them."""
        chosen = visit.form.chosen("rounds")
        if not chosen:
            visit.form.errors["rounds"] = said("signing.error.rounds", visit.lang)
            return self.planning(visit)
        payload = {"sign_off": "sign_off" in chosen, "assent": "assent" in chosen, "order": visit.form.text("order")}
        return self._do(visit, "plan_signing", payload, "signing_planned", self.planning)

    def circulating(self, visit: Visit) -> Response:
        """Circulate the text for comment: to whom, for how long."""
        return self._page(visit, "signing_circulate.html", self._shown(visit, "circulate"))

    def circulate(self, visit: Visit) -> Response:
        """Circulate it."""
        window = visit.form.number("window", said("signing.error.window", visit.lang))
        visit.form.need("partners", said("signing.error.partners", visit.lang))
        if visit.form.wrong:
            return self.circulating(visit)
        payload = {"window": window, "partners": self._lines(visit), "text": visit.form.text("text")}
        return self._do(visit, "circulate", payload, "circulated", self.circulating, seen=True)

    def asking(self, visit: Visit) -> Response:
        """Ask for sign-offs or assents."""
        return self._page(visit, "signing_ask.html", self._shown(visit, "ask_sign_offs"))

    def ask(self, visit: Visit) -> Response:
        """Ask."""
        kind = "assent" if visit.form.text("kind") == "assent" else "sign-off"
        visit.form.need("partners", said("signing.error.partners", visit.lang))  # to ask nobody is not to ask everybody
        if visit.form.wrong:
            return self.asking(visit)
        payload = {"kind": kind, "partners": self._lines(visit), "text": visit.form.text("text")}
        return self._do(visit, "ask_sign_offs", payload, "sign_offs_asked", self.asking, seen=True)

    def _lines(self, visit: Visit) -> list[int]:
        return [int(one) for one in visit.form.chosen("partners") if _NUMBER.fullmatch(one)][:200]

    # What partners do.

    def commenting(self, visit: Visit) -> Response:
        """A partner's answer to a circulated text."""
        view = self._shown(visit)
        return self._page(visit, "signing_comment.html", view, partner=self._mine(visit, view))

    def comment(self, visit: Visit) -> Response:
        """Put it down: comments themselves stand beside the text."""
        view = self._shown(visit)
        partner = self._mine(visit, view)
        if partner.commenting is None:
            raise HTTPException(404)
        payload = {"task": partner.commenting, "note": visit.form.text("note")}
        return self._do(visit, "answer", payload, "comment_answered", self.commenting)

    def signing(self, visit: Visit) -> Response:
        """Sign, sign with a reservation, or decline: first the form, then what was answered, to be checked."""
        view = self._shown(visit, "sign_off")
        partner = self._mine(visit, view)
        if visit.form.text("step") == "check" and not visit.form.wrong:
            return self._page(visit, "sign_check.html", view, partner=partner, recorded=False)
        return self._page(visit, "sign.html", view, partner=partner, outcomes=OUTCOMES, capacities=SAID_AS)

    def sign(self, visit: Visit) -> Response:
        """Show what was answered; on its confirmation, sign."""
        view = self._shown(visit, "sign_off")
        partner = self._mine(visit, view)
        payload = answered(visit, partner)
        if visit.form.wrong or visit.form.text("step") == "back":
            return self._page(visit, "sign.html", view, partner=partner, outcomes=OUTCOMES, capacities=SAID_AS)
        if visit.form.text("step") != "confirm":
            return self._page(visit, "sign_check.html", view, partner=partner, recorded=False)
        how = "code" if visit.who.how == "code" else "product"
        return self._do(visit, "sign_off", {**payload, "how": how}, "signed", self.signing, seen=True)

    def recording(self, visit: Visit) -> Response:
        """Record what came on paper, by mail or in a minute."""
        view = self._recorder(visit)
        partner = line_of(visit, view)
        if visit.form.text("step") == "check" and not visit.form.wrong:
            return self._page(visit, "sign_check.html", view, partner=partner, recorded=True)
        return self._record_form(visit, view, partner)

    def _record_form(self, visit: Visit, view: SigningView, partner: PartnerLine) -> Response:
        return self._page(
            visit, "sign_record.html", view, partner=partner, outcomes=RECORDED, capacities=SAID_AS, hows=ON_PAPER
        )

    def record(self, visit: Visit) -> Response:
        """Show what was put in; on its confirmation, record it."""
        view = self._recorder(visit)
        partner = line_of(visit, view)
        form, lang = visit.form, visit.lang
        payload = answered(visit, partner)
        how = form.text("how")
        if how not in ON_PAPER and payload["outcome"] != "no_answer":
            form.errors["how"] = said("signing.error.how", lang)
        signed = payload["outcome"] in SIGNED
        by_whom = form.need("by_whom", said("signing.error.by_whom", lang)) if signed else form.text("by_whom")
        where = form.need("reference", said("signing.error.reference", lang)) if signed else form.text("reference")
        day = form.day("on", lang)
        if day is not None and day > local_day(self._hall.services.now()):
            form.errors["on-day"] = said("signing.error.future", lang)
        more = self._of_class(visit, partner)
        if form.wrong or form.text("step") == "back":
            return self._record_form(visit, view, partner)
        if form.text("step") != "confirm":
            return self._page(visit, "sign_check.html", view, partner=partner, recorded=True)
        payload |= {"how": how or None, "by_whom": by_whom, "reference": where, **more}
        happened = When(day, day)
        return self._do(visit, "sign_off", payload, "recorded", self.recording, seen=True, happened=happened)

    def _of_class(self, visit: Visit, partner: PartnerLine) -> dict[str, int]:
        """For which member, or for how many of how many."""
        if partner.kind != "class":
            return {}
        form, lang = visit.form, visit.lang
        whom = form.text("whom")
        if whom == "some":
            signed = form.number("k", said("signing.error.k", lang))
            of_all = form.number("n", said("signing.error.k", lang))
            if signed is None or of_all is None or signed > of_all:
                form.errors.setdefault("k", said("signing.error.k", lang))
                return {}
            return {"signed": signed, "of_all": of_all}
        if _NUMBER.fullmatch(whom):
            return {"member": int(whom)}
        if whom != "whole":
            form.errors["whom"] = said("signing.error.whom", lang)
        return {}

    def withdrawing(self, visit: Visit) -> Response:
        """Ask whether a sign-off was a mistake."""
        view = self._shown(visit, "withdraw_sign_off")
        partner, given = self._one_given(visit, view)
        return self._page(visit, "sign_withdraw.html", view, partner=partner, given=given)

    def withdraw(self, visit: Visit) -> Response:
        """Withdraw it: it stays as a row."""
        view = self._shown(visit, "withdraw_sign_off")
        _, given = self._one_given(visit, view)
        reason = visit.form.need("reason", said("partner.error.reason", visit.lang))
        if visit.form.wrong:
            return self.withdrawing(visit)
        payload = {"sign_off": given.number, "reason": reason}
        return self._do(visit, "withdraw_sign_off", payload, "sign_off_withdrawn", self.withdrawing)

    def _one_given(self, visit: Visit, view: SigningView) -> tuple[PartnerLine, Any]:
        written = visit.path["number"]
        number = int(written) if _NUMBER.fullmatch(written) else 0
        found = ((p, one) for p in view.partners for one in p.given if one.number == number and one.may_withdraw)
        one = next(found, None)
        if one is None:
            raise HTTPException(404)
        return one

    # What changed, and a decline.

    def changes(self, visit: Visit) -> Response:
        """What changed since they signed: for whoever speaks for one partner, theirs; for who coordinates, all."""
        standing = self._hall.inside(visit)
        view = shown(self._hall, visit, standing, "text")
        coordinates = "mark_minor" in view.may
        own = self._own(visit, standing)
        line = None if coordinates else own
        rows = self._hall.ask(changes_view, view.ref, line, self._hall.services.now(), visit.lang)
        return self._page(
            visit, "signing_changes.html", view, rows=rows, own=own, coordinates=coordinates, kinds=MINOR_KINDS
        )

    def judge(self, visit: Visit) -> Response:
        """Mark a change as minor, or object to such a mark: the button says which."""
        form = visit.form
        if form.text("act") == "object":
            own = self._own(visit, self._hall.inside(visit))
            change = form.text("change")
            if own is None or not _NUMBER.fullmatch(change):
                raise HTTPException(404)
            reason = form.need("reason", said("partner.error.reason", visit.lang))
            if form.wrong:
                return self.changes(visit)
            payload: dict[str, Any] = {"change": int(change), "partner": own, "reason": reason}
            return self._do(visit, "object_to_change", payload, "objected", self.changes)
        if form.text("kind") not in MINOR_KINDS:
            form.errors["kind"] = said("signing.error.kind", visit.lang)
            return self.changes(visit)
        payload = {"part": form.text("part"), "kind": form.text("kind")}
        return self._do(visit, "mark_minor", payload, "marked_minor", self.changes, seen=True)

    def declined(self, visit: Visit) -> Response:
        """What can be done where a partner declines; only what the viewer may do."""
        view = self._shown(visit, "go_on_without", shows="partners")
        options = self._options(visit, view)
        return self._page(visit, "declined.html", view, partner=line_of(visit, view), options=options)

    def _options(self, visit: Visit, view: SigningView) -> Any:
        standing = self._hall.standing(visit)
        return self._hall.ask(decline_options, view.ref, visit.who.ref, standing.roles, self._hall.services.now())

    def go_on(self, visit: Visit) -> Response:
        """Do it."""
        view = self._shown(visit, "go_on_without", shows="partners")
        partner = line_of(visit, view)
        form, lang = visit.form, visit.lang
        chosen = form.text("what")
        if chosen not in {option.key for option in self._options(visit, view) if not option.unmet}:
            form.errors["what"] = said("declined.error.what", lang)
        reason = form.need("reason", said("partner.error.reason", lang))
        until = form.day("until", lang) if chosen == "hold" else None
        condition = form.need("condition", said("declined.error.condition", lang)) if chosen == "conditional" else ""
        if form.wrong:
            return self.declined(visit)
        asked: dict[str, tuple[str, dict[str, Any]]] = {
            "without": ("go_on_without", {"line": partner.line, "reason": reason}),
            "conditional": ("change_partner", {"line": partner.line, "condition": condition}),
            "hold": ("hold", {"reason": reason, "until": until.isoformat() if until else ""}),
            "withdraw": ("move", {"trigger": "withdraw", "reason": reason}),
        }
        kind, payload = asked[chosen]
        return self._do(visit, kind, payload, f"declined_{chosen}", self.declined)

    # Shared.

    def _own(self, visit: Visit, standing: Standing) -> int | None:
        """The line of the partner for which the viewer speaks."""
        return self._hall.ask(own_line, standing.ref, visit.who.ref, standing.roles, self._hall.services.now())

    def _shown(self, visit: Visit, *kinds: str, shows: str = "all") -> SigningView:
        """The page's view. Raises 403 where the viewer may not give all of these commands."""
        standing = self._hall.inside(visit)
        if not all((COMMANDS[kind].by or frozenset()) & standing.roles for kind in kinds):
            raise HTTPException(403)
        return shown(self._hall, visit, standing, shows)

    def _recorder(self, visit: Visit) -> SigningView:
        """The page's view, for whoever may record what came on paper. Raises 403 for everybody else."""
        standing = self._hall.inside(visit, roles=RECORDERS)
        return shown(self._hall, visit, standing, "all")

    def _mine(self, visit: Visit, view: SigningView) -> PartnerLine:
        """The partner of this address, where the viewer speaks for it. Raises 403 where they do not."""
        partner = line_of(visit, view)
        if not partner.mine:
            raise HTTPException(403)
        return partner

    def _page(self, visit: Visit, template: str, view: SigningView, **more: Any) -> Response:
        return self._hall.page(visit, template, view=view, ref=view.ref, **more)

    def _do(
        self,
        visit: Visit,
        kind: str,
        payload: dict[str, Any],
        notice: str,
        again: Any,
        *,
        seen: bool = False,
        happened: When | None = None,
    ) -> Response:
        """Give the door the order; back to the overview, or to the form with every reason why not."""
        ref = self._hall.standing(visit).ref
        expected = visit.form.text("content") or None if seen else None
        done = self._hall.do(visit, kind, f"isp:{ref}", payload, expected=expected, happened=happened)
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return again(visit)  # type: ignore[no-any-return]  # a handler
        return self._hall.away(visit, f"/isps/{ref}/sign-off", notice=notice)


def answered(visit: Visit, partner: PartnerLine) -> dict[str, Any]:
    """What was answered, as the command takes it; what is missing is said at its field."""
    form, lang = visit.form, visit.lang
    outcome, capacity = form.text("outcome"), form.text("capacity")
    if outcome not in RECORDED:
        form.errors["outcome"] = said("signing.error.outcome", lang)
    if outcome in SIGNED and capacity not in SAID_AS:
        form.errors["capacity"] = said("signing.error.capacity", lang)
    if outcome in ("signed_with_reservation", "declined"):
        form.need("note", said(f"signing.error.note.{outcome}", lang))
    return {
        "partner": partner.line,
        "outcome": outcome,
        "capacity": capacity if outcome in SIGNED else "",
        "note": form.text("note"),
        "asked_as": "assent" if form.text("asked_as") == "assent" else "sign-off",
    }
