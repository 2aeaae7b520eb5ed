"""Signing in by mail and at the organisation: a page that asks for an address, one for the code, one behind the link.

Looking changes nothing (mail scanners open links); whether an address is known, nothing tells.
"""

import logging
from math import ceil
from typing import Final
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ispdesk.signin import asking, codes, limits, oidc, roles
from ispdesk.signin.asking import Entered, Wait
from ispdesk.signin.codes import Issued, Outcome
from ispdesk.views.signing_in import base_url, whose_link
from ispdesk.web.asked import browser_of, forgotten, network_of, with_browser
from ispdesk.web.hall import Gate, Hall, Route, Visit, let_in, own_address, token_of
from ispdesk.words import said
from notifications.safe import UnsafeText, check_address
from states.calendar import local_day

LONGEST: Final = 400
"""Characters of an address that is kept for when somebody is signed in."""
ALONE: Final = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
"""The address is a secret: no page that is opened from here hears of it."""
_log = logging.getLogger("ispdesk.signin")


class SigningIn:
    """The ways in for whoever has an address of their own."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/sign-in", get=self.lead, gate=Gate.PUBLIC),
            Route("/sign-in/organisation/back", get=self.back, gate=Gate.PUBLIC),
            Route("/sign-in/{token}", get=self.lead, gate=Gate.PUBLIC),
            Route("/{lang}/sign-in", get=self.ask, post=self.asked, gate=Gate.PUBLIC),
            Route("/{lang}/sign-in/code", get=self.code, post=self.typed, gate=Gate.PUBLIC),
            Route("/{lang}/sign-in/organisation", get=self.organisation, gate=Gate.PUBLIC),
            Route("/{lang}/sign-in/{token}", get=self.link, post=self.follow, gate=Gate.PUBLIC),
        )

    def lead(self, visit: Visit) -> Response:
        """Lead an address without a language, as a mail in both has it, to the page in the browser's."""
        token = visit.path.get("token")
        to = f"/{visit.lang}/sign-in/{token}" if token else f"/{visit.lang}/sign-in"
        return RedirectResponse(to, 302, headers={**ALONE, "Vary": "Accept-Language"})

    def ask(self, visit: Visit) -> Response:
        """Ask for the address that a code is sent to."""
        house = self._hall.services.house()
        return self._show(visit, "sign_in.html", to=_to(visit), sample=house.fixed_time is not None)

    def asked(self, visit: Visit) -> Response:
        """Send a code, if somebody has that address; the answer is the same if nobody has."""
        address = visit.form.need("address", said("sign_in.error.address", visit.lang))
        if address:
            try:
                check_address(address, "address")
            except UnsafeText:
                visit.form.errors["address"] = said("sign_in.error.address", visit.lang)
        if visit.form.wrong:
            return self.ask(visit)
        services, browser = self._hall.services, codes.new_browser()
        made = services.act(asking.ask, address, network_of(visit), browser, services.clock(), _to(visit))
        if isinstance(made, Wait):
            return self._wait(visit, made, "sign_in.wait", "sign_in.html", to=_to(visit), sample=False)
        response = RedirectResponse(f"/{visit.lang}/sign-in/code{_kept(_to(visit))}", 303)
        response.background = BackgroundTask(self._deliver, *made)
        return with_browser(visit, response, browser)

    def _deliver(self, made: Issued, person_id: int | None) -> None:
        """Write and send the letter, once the answer has left."""
        if person_id is None:
            return
        services = self._hall.services
        try:
            services.act(asking.deliver, made, person_id, services.clock())
            services.send_now()
        except Exception:  # noqa: BLE001 - the letter waits for the next round, or is asked for again
            _log.exception("a code could not be sent at once")

    def code(self, visit: Visit) -> Response:
        """Ask for the code that came."""
        minutes = int(codes.LIFE["sign_in"].total_seconds() // 60)
        return self._show(visit, "sign_in_code.html", to=_to(visit), minutes=minutes)

    def typed(self, visit: Visit) -> Response:
        """Sign in whoever typed the right code in the browser that asked."""
        code = visit.form.need("code", said("sign_in.error.code", visit.lang))
        if visit.form.wrong:
            return self.code(visit)
        services = self._hall.services
        done = services.act(
            asking.enter_by_code,
            browser_of(visit),
            code,
            network_of(visit),
            services.clock(),
            *_agent_and_before(visit),
        )
        if isinstance(done, Entered):
            return self._enter(visit, done)
        if isinstance(done, Wait):
            return self._wait(visit, done, "sign_in.wait.tries", "sign_in_code.html", to=_to(visit), minutes=0)
        if done.outcome is Outcome.WRONG:
            visit.form.errors["code"] = said("sign_in.error.wrong", visit.lang, n=done.left)
        else:
            visit.form.errors["code"] = said("sign_in.error.ended", visit.lang)
        return self.code(visit)

    def link(self, visit: Visit) -> Response:
        """Show whom a link signs in; nothing is done yet."""
        whose = self._hall.ask(whose_link, visit.path["token"], self._hall.services.clock())
        return self._show(visit, "sign_in_link.html", code=200 if whose else 404, whose=whose)

    def follow(self, visit: Visit) -> Response:
        """Sign in whoever posted the page behind their link."""
        services = self._hall.services
        done = services.act(
            asking.enter_by_link, visit.path["token"], network_of(visit), services.clock(), *_agent_and_before(visit)
        )
        if isinstance(done, Entered):
            return self._enter(visit, done)
        if isinstance(done, Wait):
            return self._wait(visit, done, "sign_in.wait.tries", "sign_in_link.html", whose=None)
        return self._show(visit, "sign_in_link.html", code=404, whose=None)

    def organisation(self, visit: Visit) -> Response:
        """Go on to the organisation's own sign-in; whoever is signed in already connects it."""
        services = self._hall.services
        chosen = self._provider()
        browser, at, to = codes.new_browser(), services.clock(), _to(visit) or f"/{visit.lang}/isps"
        wait = services.act(limits.take, "oidc-network", network_of(visit), at)
        if wait is not None:
            return self._wait(visit, Wait(wait), "sign_in.wait", "sign_in.html", to=to, sample=False)
        ref = visit.viewer.ref if visit.viewer else None
        try:
            found = oidc.discovered(chosen)
        except oidc.OidcError as error:
            return self._failed(visit, error)
        url = services.act(asking.go_to_provider, chosen, found, browser, at, ref, to)
        return with_browser(visit, RedirectResponse(url, 302), browser)

    def back(self, visit: Visit) -> Response:
        """Whoever comes back from the organisation's sign-in; every fault is a page with a sentence."""
        services, chosen = self._hall.services, self._provider()
        said_by, at = dict(visit.request.query_params), services.clock()
        try:
            attempt = services.act(oidc.come_back, said_by.get("state", ""), browser_of(visit), at)
            claims = oidc.exchange(chosen, oidc.discovered(chosen), attempt, said_by, at)
            ref, token = services.act(asking.enter_by_provider, claims, attempt, at, *_agent_and_before(visit))
        except oidc.OidcError as error:
            return self._failed(visit, error)
        day, mapping = local_day(services.now()), services.settings.oidc_roles
        for order in self._hall.ask(roles.orders, ref, claims.roles, mapping, attempt.mark, day):
            services.do(order)
        to = own_address(attempt.back_to) or f"/{visit.lang}/isps"
        return forgotten(visit, let_in(visit.request, RedirectResponse(to, 303), token))

    def _provider(self) -> oidc.Provider:
        found = oidc.provider(self._hall.services.settings, self._hall.ask(base_url))
        if found is None:
            raise HTTPException(404)
        return found

    def _enter(self, visit: Visit, done: Entered) -> Response:
        to = _to(visit) or own_address(done.back_to) or "/en/isps"
        to = f"/{visit.lang}{to[len('/en') :]}"  # in the language of the page on which they signed in
        if done.second_step:
            to = f"/{visit.lang}/second-step?{urlencode({'to': to})}"
        return forgotten(visit, let_in(visit.request, RedirectResponse(to, 303, headers=ALONE), done.token))

    def _failed(self, visit: Visit, error: oidc.OidcError) -> Response:
        oidc.note(error)
        status = 503 if error.sentence is oidc.AWAY else 400
        return self._show(visit, "sign_in_failed.html", code=status, why=error.sentence.in_language(visit.lang))

    def _wait(self, visit: Visit, wait: Wait, key: str, template: str, **values: object) -> Response:
        seconds = max(1, ceil(wait.span.total_seconds()))
        visit.form.general.append(said(key, visit.lang, n=ceil(seconds / 60)))
        response = self._show(visit, template, code=429, **values)
        response.headers["Retry-After"] = str(seconds)
        return response

    def _show(self, visit: Visit, template: str, *, code: int = 200, **values: object) -> Response:
        settings = self._hall.services.settings
        name = (settings.oidc_name_cy if visit.lang == "cy" else "") or settings.oidc_name
        provider = (name or said("sign_in.organisation.name", visit.lang)) if settings.oidc_issuer else None
        response = self._hall.page(visit, template, code=code, provider=provider, **values)
        response.headers.update(ALONE)
        return response


def _to(visit: Visit) -> str:
    """Where somebody wanted to go: an address of these pages that is no longer than is kept, or ''."""
    to = own_address(visit.form.text("to") or visit.request.query_params.get("to", "")) or ""
    return to if len(to) <= LONGEST else ""


def _kept(to: str) -> str:
    return f"?{urlencode({'to': to})}" if to else ""


def _agent_and_before(visit: Visit) -> tuple[str, str | None]:
    """What the browser says it is, and the session that it had."""
    return visit.request.headers.get("User-Agent", ""), token_of(visit.request)
