"""Pages of an ISP's partners and people: choosing, changing and taking out a partner; handing over the coordination."""

import re
from math import ceil
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.views import partners as views
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.views.signing import signing_view
from ispdesk.views.signing_shapes import PartnerLine, SigningView, Sponsored
from ispdesk.web import query
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.web.paging import page_links
from ispdesk.words import said

BASE: Final = "/{lang}/isps/{ref}"
_LINE = re.compile(r"[1-9][0-9]{0,3}")
_REF = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?")
LONGEST_SEARCH: Final = 100


def shown(hall: Hall, visit: Visit, standing: Standing, shows: str = "partners") -> SigningView:
    """The partners and sign-offs of the ISP of this address. Raises 404 where it has no version."""
    view = hall.ask(signing_view, standing.ref, visit.who.ref, standing.roles, hall.services.now(), shows)
    if view is None:
        raise HTTPException(404)
    return view


def line_of(visit: Visit, view: SigningView) -> PartnerLine:
    """The partner of this address. Raises 404 where there is none."""
    written = visit.path["line"]
    found = view.partner(int(written)) if _LINE.fullmatch(written) else None
    if found is None:
        raise HTTPException(404)
    return found


def paged(visit: Visit, view: SigningView, path: str) -> dict[str, Any]:
    """What a list of partners shows of them: one page, and the way to the others."""
    page = query.page_number(query.values(visit.request, {"page", "done"}))
    pages = max(1, ceil(len(view.partners) / PAGE_SIZE))
    links = page_links(f"/{visit.lang}/isps/{view.ref}{path}", {}, page, pages)
    rows = view.partners[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return {"rows": rows, "pages": pages, "links": links}


class Partners:
    """The pages of partners and people."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(f"{BASE}/partners", get=self.every),
            Route(f"{BASE}/partners/add", get=self.adding, post=self.add),
            Route(f"{BASE}/partners/{{line}}", get=self.one, post=self.change),
            Route(f"{BASE}/partners/{{line}}/organisation", get=self.choosing, post=self.choose),
            Route(f"{BASE}/partners/{{line}}/remove", get=self.removing, post=self.remove),
            Route(f"{BASE}/partners/{{line}}/ask-contact", get=self.asking, post=self.ask_contact),
            Route(f"{BASE}/people", get=self.people, post=self.hand_over),
            Route(f"{BASE}/people/sponsor", get=self.sponsoring, post=self.sponsor),
        )

    def every(self, visit: Visit) -> Response:
        """Who are the partners; who has signed, who has promised when."""
        view = shown(self._hall, visit, self._hall.inside(visit))
        return self._hall.page(visit, "partners.html", view=view, ref=view.ref, **paged(visit, view, "/partners"))

    # Adding one.

    def adding(self, visit: Visit) -> Response:
        """Find the organisation first, then say in what part it takes part."""
        view = shown(self._hall, visit, self._may(visit, "add_partner"), "nothing")
        asked = visit.request.query_params
        chosen = visit.form.text("organisation") or asked.get("organisation", "")
        other = bool(visit.form.text("other") or asked.get("other"))
        words = asked.get("q", "")[:LONGEST_SEARCH]
        body = self._hall.ask(views.organisation, chosen) if _REF.fullmatch(chosen) else None
        if body is None and not other:
            rows = self._hall.ask(views.organisations, view.ref, words)
            return self._hall.page(visit, "partner_find.html", view=view, rows=rows, words=words, ref=view.ref)
        contacts = self._hall.ask(views.people_of, body.ref) if body else ()
        return self._hall.page(visit, "partner_add.html", view=view, body=body, contacts=contacts, ref=view.ref)

    def add(self, visit: Visit) -> Response:
        """Add it."""
        standing = self._may(visit, "add_partner")
        form, lang = visit.form, visit.lang
        chosen = form.text("organisation")
        name = form.need("name", said("partner.error.name", lang))
        count = form.number("count", said("partner.error.count", lang))
        if form.wrong:
            return self.adding(visit)
        payload = {
            "name": name,
            "organisation": chosen or None,
            "kind": "class" if form.text("kind") == "class" else "named",
            "count": count,
            "annex": form.text("annex"),
            "condition": form.text("condition"),
            "observer": form.text("observer") == "yes",
            "contact": form.text("contact") or None,
        }
        done = self._hall.do(visit, "add_partner", f"isp:{standing.ref}", payload)
        if isinstance(done, Refused):
            form.refuse(done, lang)
            return self.adding(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/partners/{done.answer['line']}", notice="partner_added")

    # One of them.

    def one(self, visit: Visit) -> Response:
        """One partner: what is known of it, and what can be changed."""
        view = shown(self._hall, visit, self._hall.inside(visit))
        partner = line_of(visit, view)
        contacts = self._hall.ask(views.people_of, partner.organisation)
        return self._hall.page(visit, "partner.html", view=view, partner=partner, contacts=contacts, ref=view.ref)

    def change(self, visit: Visit) -> Response:
        """Change it, its members and its sponsor: each where something is other than it was."""
        standing = self._may(visit, "change_partner")
        view = shown(self._hall, visit, standing)
        partner = line_of(visit, view)
        form, lang, stream = visit.form, visit.lang, f"isp:{standing.ref}"
        name = form.need("name", said("partner.error.name", lang))
        count = form.number("count", said("partner.error.count", lang))
        if form.wrong:
            return self.one(visit)
        given = {
            "name": name,
            "kind": "class" if form.text("kind") == "class" else "named",
            "annex": form.text("annex"),
            "condition": form.text("condition"),
            "observer": form.text("observer") == "yes",
            "contact": form.text("contact"),
        }
        stood = {
            "name": partner.name.en,
            "kind": partner.kind,
            "annex": partner.annex,
            "condition": partner.condition,
            "observer": partner.observer,
            "contact": partner.contact_ref or "",
        }
        payload: dict[str, Any] = {key: value for key, value in given.items() if value != stood[key]}
        if count is not None and count != partner.count:
            payload["count"] = count
        asked: list[tuple[str, dict[str, Any]]] = (
            [("change_partner", {"line": partner.line, **payload})] if payload else []
        )
        members = [line.strip() for line in form.text("members").splitlines() if line.strip()]
        if given["kind"] == "class" and members != [one.name for one in partner.members]:
            asked.append(("list_members", {"line": partner.line, "members": members}))
        sponsor = _sponsor(visit)
        if sponsor != _named(partner.sponsor):
            asked.append(("name_sponsor", {"line": partner.line, **sponsor}))
        for number, (kind, payload_of) in enumerate(asked):
            done = self._hall.do(visit, kind, stream, payload_of, part=f"-{number}")
            if isinstance(done, Refused):
                form.refuse(done, lang)
                return self.one(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/partners/{partner.line}", notice="partner_changed")

    def choosing(self, visit: Visit) -> Response:
        """Choose the organisation of a partner that was named without one."""
        view = shown(self._hall, visit, self._may(visit, "change_partner"))
        partner = line_of(visit, view)
        words = visit.request.query_params.get("q", partner.name.en or "")[:LONGEST_SEARCH]
        rows = self._hall.ask(views.organisations, view.ref, words)
        return self._hall.page(
            visit, "partner_choose.html", view=view, partner=partner, rows=rows, words=words, ref=view.ref
        )

    def choose(self, visit: Visit) -> Response:
        """Choose it."""
        standing = self._may(visit, "change_partner")
        partner = line_of(visit, shown(self._hall, visit, standing))
        chosen = visit.form.need("organisation", said("partner.error.organisation", visit.lang))
        if visit.form.wrong:
            return self.choosing(visit)
        payload = {"line": partner.line, "organisation": chosen}
        done = self._hall.do(visit, "change_partner", f"isp:{standing.ref}", payload)
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.choosing(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/partners/{partner.line}", notice="partner_changed")

    def removing(self, visit: Visit) -> Response:
        """Ask whether to take it out, and say what that does."""
        view = shown(self._hall, visit, self._may(visit, "remove_partner"))
        return self._hall.page(visit, "partner_remove.html", view=view, partner=line_of(visit, view), ref=view.ref)

    def remove(self, visit: Visit) -> Response:
        """Take it out; with its flows where that was chosen."""
        standing = self._may(visit, "remove_partner")
        partner = line_of(visit, shown(self._hall, visit, standing))
        reason = visit.form.need("reason", said("partner.error.reason", visit.lang))
        if visit.form.wrong:
            return self.removing(visit)
        kind = "go_on_without" if visit.form.text("flows") == "yes" else "remove_partner"
        payload = {"line": partner.line, "reason": reason}
        done = self._hall.do(visit, kind, f"isp:{standing.ref}", payload)
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.removing(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/partners", notice="partner_removed")

    def asking(self, visit: Visit) -> Response:
        """Show what would be asked, of whom."""
        view = shown(self._hall, visit, self._may(visit, "ask_contact"))
        return self._hall.page(visit, "partner_ask.html", view=view, partner=line_of(visit, view), ref=view.ref)

    def ask_contact(self, visit: Visit) -> Response:
        """Ask the Designated Person."""
        standing = self._may(visit, "ask_contact")
        partner = line_of(visit, shown(self._hall, visit, standing))
        done = self._hall.do(visit, "ask_contact", f"isp:{standing.ref}", {"line": partner.line})
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.asking(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/partners/{partner.line}", notice="contact_asked")

    # People.

    def people(self, visit: Visit) -> Response:
        """Who has which part; whoever the coordinator's part is offered to sees this page too."""
        standing = self._hall.standing(visit)
        if not standing.inside and not self._hall.ask(views.is_offered, standing.ref, visit.who.ref):
            raise HTTPException(403)
        now = self._hall.services.now()
        view = self._hall.ask(views.people_view, standing.ref, visit.who.ref, standing.roles, now)
        words = visit.request.query_params.get("q", "")[:LONGEST_SEARCH]
        offering = "offer_coordination" in view.may if view else False
        rows = self._hall.ask(views.people_called, words) if offering else ()
        return self._hall.page(
            visit, "people.html", view=view, rows=rows, words=words, ref=standing.ref, inside=standing.inside
        )

    def hand_over(self, visit: Visit) -> Response:
        """Offer the coordinator's part, answer an offer, or take it back: the button says which."""
        ref, form, lang = query.reference(visit.path["ref"]), visit.form, visit.lang
        act = form.text("act")
        asked: tuple[str, dict[str, Any]]
        reason = form.text("reason")
        if act == "offer":
            to = form.need("to", said("people.error.to", lang))
            asked, notice = ("offer_coordination", {"to": to, "note": reason}), "offered"
        elif act in ("accept", "decline"):
            if act == "decline":
                form.need("reason", said("people.error.reason", lang))
            answer = {"accept": act == "accept", "reason": reason}
            asked, notice = ("answer_offer", answer), "offer_accepted" if act == "accept" else "offer_declined"
        else:
            asked, notice = ("withdraw_offer", {"reason": reason}), "offer_withdrawn"
        if form.wrong:
            return self.people(visit)
        done = self._hall.do(visit, asked[0], f"isp:{ref}", asked[1])
        if isinstance(done, Refused):
            form.refuse(done, lang)
            return self.people(visit)
        inside = self._hall.standing(visit).inside
        return self._hall.away(visit, f"/isps/{ref}/people" if inside else f"/isps/{ref}", notice=notice)

    def sponsoring(self, visit: Visit) -> Response:
        """The senior sponsor of the ISP as a whole."""
        view = shown(self._hall, visit, self._may(visit, "name_sponsor"))
        known = self._hall.ask(views.people_of_lead, view.ref)
        return self._hall.page(visit, "sponsor.html", view=view, ref=view.ref, known=known)

    def sponsor(self, visit: Visit) -> Response:
        """Name them."""
        standing = self._may(visit, "name_sponsor")
        done = self._hall.do(visit, "name_sponsor", f"isp:{standing.ref}", _sponsor(visit))
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.sponsoring(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}/people", notice="sponsor_named")

    def _may(self, visit: Visit, kind: str) -> Standing:
        """Who the viewer is. Raises 403 where the command is not theirs to give: the door's own table says so."""
        standing = self._hall.inside(visit)
        if not (COMMANDS[kind].by or frozenset()) & standing.roles:
            raise HTTPException(403)
        return standing


def _sponsor(visit: Visit) -> dict[str, Any]:
    """Who is to be the sponsor: somebody we know comes before a name."""
    known = visit.form.text("sponsor_person")
    name = "" if known else visit.form.text("sponsor")
    return {"person": known or None, "name": name, "post": visit.form.text("sponsor_post")}


def _named(sponsor: Sponsored | None) -> dict[str, Any]:
    """The same of whoever is the sponsor now."""
    if sponsor is None:
        return {"person": None, "name": "", "post": ""}
    return {"person": sponsor.ref or None, "name": sponsor.told, "post": sponsor.post}
