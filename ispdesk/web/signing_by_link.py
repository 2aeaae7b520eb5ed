"""Signing behind a mailed link, without an account: read the text, answer, check, and confirm by a mailed code.

Looking changes nothing. Whoever is signed in as the person whom the link is bound to needs no code.
"""

import logging
from collections.abc import Callable
from functools import partial
from math import ceil
from typing import Any, Final

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.commands.signing_by_link import about
from ispdesk.signin import address, codes
from ispdesk.signin.asking import Wait
from ispdesk.signin.codes import Outcome
from ispdesk.views.signing_by_link import LinkSigning, link_signing
from ispdesk.views.signing_changes import changes_view, text_view
from ispdesk.web.asked import browser_of, forgotten, network_of, with_browser
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.headers import ALONE
from ispdesk.web.signing import OUTCOMES, SAID_AS, answered
from ispdesk.words import said

BASE: Final = "/{lang}/answer/{token}"
_SHOWN: Final = ("check", "code")
TOO_MANY: Final = 429
_log = logging.getLogger("ispdesk.signin")


class SigningByLink:
    """The pages of a sign-off behind a link."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(f"{BASE}/text", get=self.text, gate=Gate.PUBLIC),
            Route(f"{BASE}/sign", get=self.show, post=self.sign, gate=Gate.PUBLIC),
            Route(f"{BASE}/signed", get=self.signed, gate=Gate.PUBLIC),
        )

    def text(self, visit: Visit) -> Response:
        """The exact text that is signed; where it has changed since they signed, first what changed."""
        it = self._asked(visit)
        if it.closed:
            return self._closed(visit, it)
        touched = it.partner.outcome == "changed_since"
        rows = (
            ()
            if not touched
            else self._hall.ask(changes_view, it.view.ref, it.partner.line, self._hall.services.now(), visit.lang)
        )
        parts = self._hall.ask(text_view, it.view.ref, visit.lang)
        return self._page(visit, "link_text.html", it, shown=parts, rows=rows)

    def show(self, visit: Visit) -> Response:
        """The form; after a change of language, the step at which somebody was."""
        it = self._asked(visit)
        if it.closed:
            return self._closed(visit, it)
        at = visit.form.text("at")
        if at in _SHOWN and not it.why_not:
            answered(visit, it.partner)
            if not visit.form.wrong:
                return self._code(visit, it) if at == "code" else self._check(visit, it)
        return self._form(visit, it)

    def sign(self, visit: Visit) -> Response:
        """Show what was answered; on its confirmation mail the code, or sign at once; with the code, sign."""
        it = self._asked(visit)
        if it.closed:
            return self._closed(visit, it)
        if it.why_not:
            return self._form(visit, it)
        payload = answered(visit, it.partner) | {"asked_as": it.asked_as}
        step = visit.form.text("step") or ("code" if visit.form.text("at") == "code" else "")  # Enter presses no button
        if not visit.form.wrong and visit.form.text("content") != it.view.content:
            visit.form.general.append(said("link_sign.changed", visit.lang))
            visit.form.typed = {**visit.form.typed, "content": it.view.content}
        if visit.form.wrong or step == "back":
            return self._form(visit, it)
        if step == "code":
            return self._typed(visit, it, payload)
        if step != "confirm":
            return self._check(visit, it)
        return self._sign_here(visit, it, payload) if _is_here(visit, it) else self._send(visit, it, payload)

    def signed(self, visit: Visit) -> Response:
        """What was signed, and how it is taken back; nothing of it once it no longer stands."""
        it = self._asked(visit)
        if it.mine is None:
            return self._hall.away(visit, f"/answer/{visit.path['token']}")
        return self._page(visit, "link_signed.html", it, answer=it.mine)

    # Steps.

    def _form(self, visit: Visit, it: LinkSigning) -> Response:
        return self._page(visit, "link_sign.html", it, outcomes=OUTCOMES, capacities=SAID_AS)

    def _check(self, visit: Visit, it: LinkSigning, *, code: int = 200) -> Response:
        return self._page(visit, "link_sign_check.html", it, code=code, here=_is_here(visit, it))

    def _code(self, visit: Visit, it: LinkSigning, *, code: int = 200) -> Response:
        minutes = int(codes.LIFE[address.PURPOSE].total_seconds() // 60)
        return self._page(visit, "link_sign_code.html", it, code=code, minutes=minutes)

    def _send(self, visit: Visit, it: LinkSigning, payload: dict[str, Any]) -> Response:
        """Mail a code for this very answer; an earlier one ends with it."""
        services, browser = self._hall.services, codes.new_browser()
        asked = about(it.link, it.before, it.view.content, payload)
        made = services.act(address.ask, it.person_id, asked, network_of(visit), browser, services.clock())
        if made is None:
            return self._form(visit, it)
        if isinstance(made, Wait):
            return _waits(visit, made, "sign_in.wait", partial(self._check, visit, it))
        response = self._code(visit, it)
        response.background = BackgroundTask(self._deliver)
        return with_browser(visit, response, browser)

    def _deliver(self) -> None:
        """Send the letter, once the answer has left."""
        try:
            self._hall.services.send_now()
        except Exception:  # noqa: BLE001 - the letter waits for the next round, or is asked for again
            _log.exception("a code could not be sent at once")

    def _typed(self, visit: Visit, it: LinkSigning, payload: dict[str, Any]) -> Response:
        """Sign where the code is right: it was made for this answer to this text, in this browser."""
        code = visit.form.need("code", said("sign_in.error.code", visit.lang))
        if visit.form.wrong:
            return self._code(visit, it)
        services, asked = self._hall.services, about(it.link, it.before, it.view.content, payload)
        done = services.act(
            address.confirm, it.person_id, asked, code, network_of(visit), browser_of(visit), services.clock()
        )
        if isinstance(done, Wait):
            return _waits(visit, done, "sign_in.wait.tries", partial(self._code, visit, it))
        if done.outcome is not Outcome.RIGHT:
            wrong = done.outcome is Outcome.WRONG
            key = "sign_in.error.wrong" if wrong else "link_sign.ended"
            visit.form.errors["code"] = said(key, visit.lang, **({"n": done.left} if wrong else {}))
            return self._code(visit, it)
        order = Order(
            id=f"{it.operator}:{asked}",
            kind="sign_off",
            stream=f"isp:{it.view.ref}",
            actor=it.person,
            payload={**payload, "how": "code"},
            operator=it.operator,
            expected=it.view.content,
            strong=False,
        )
        return forgotten(visit, self._settled(visit, it, services.do(order)))

    def _sign_here(self, visit: Visit, it: LinkSigning, payload: dict[str, Any]) -> Response:
        """Sign in the name of whoever is signed in: their sign-in has shown who they are."""
        how = "code" if visit.who.how == "code" else "product"
        order = {**payload, "how": how}
        done = self._hall.do(visit, "sign_off", f"isp:{it.view.ref}", order, expected=it.view.content)
        return self._settled(visit, it, done)

    def _settled(self, visit: Visit, it: LinkSigning, done: Done | Refused) -> Response:
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self._form(visit, it)
        response = self._hall.away(visit, f"/answer/{visit.path['token']}/signed")
        response.headers.update(ALONE)
        return response

    # Shared.

    def _asked(self, visit: Visit) -> LinkSigning:
        """The sign-off that this link asks for. Raises 404 where it asks for none."""
        found = self._hall.ask(link_signing, visit.path["token"], self._hall.services.now())
        if found is None:
            raise HTTPException(404)
        return found

    def _closed(self, visit: Visit, it: LinkSigning) -> Response:
        """Lead to what was signed by it, or to the page that says why the link opens no more."""
        token = visit.path["token"]
        response = self._hall.away(visit, f"/answer/{token}/signed" if it.signed_by_it else f"/answer/{token}")
        response.headers.update(ALONE)
        return response

    def _page(self, visit: Visit, template: str, it: LinkSigning, *, code: int = 200, **more: Any) -> Response:
        token = visit.path["token"]
        response = self._hall.page(
            visit, template, code=code, it=it, view=it.view, partner=it.partner, token=token, **more
        )
        response.headers.update(ALONE)
        return response


def _is_here(visit: Visit, it: LinkSigning) -> bool:
    """Whether the person whom the link is bound to is signed in in this browser."""
    return visit.viewer is not None and visit.viewer.ref == it.person and not visit.viewer.shared


def _waits(visit: Visit, wait: Wait, key: str, again: Callable[..., Response]) -> Response:
    seconds = max(1, ceil(wait.span.total_seconds()))
    visit.form.general.append(said(key, visit.lang, n=ceil(seconds / 60)))
    response = again(code=TOO_MANY)
    response.headers["Retry-After"] = str(seconds)
    return response
