"""One's own signing in: the browsers in which one is signed in, and the second step."""

from math import ceil
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ispdesk.signin import asking
from ispdesk.signin.asking import Wait
from ispdesk.signin.codes import Outcome
from ispdesk.views import signing_in
from ispdesk.web.hall import Hall, Route, Visit, let_in, let_out, own_address, token_of
from ispdesk.words import said


class Account:
    """Sessions and the second step of whoever is signed in."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/sessions", get=self.sessions, post=self.end),
            Route("/{lang}/second-step", get=self.step, post=self.stepped),
            Route("/{lang}/second-step/set-up", get=self.set_up, post=self.take_code),
            Route("/{lang}/second-step/paper", post=self.paper),
            Route("/{lang}/second-step/remove", get=self.remove, post=self.removed),
        )

    def sessions(self, visit: Visit) -> Response:
        """The browsers in which somebody is signed in, and what else they sign in with."""
        view = self._view(visit)
        return self._hall.page(
            visit, "sessions.html", view=view, provider=bool(self._hall.services.settings.oidc_issuer)
        )

    def end(self, visit: Visit) -> Response:
        """End one of one's own sessions, or all the others."""
        which = visit.form.text("end")
        present = self._hall.services.act(asking.end_sessions, visit.who.ref, visit.who.session, which)
        if present:
            return let_out(visit.request, RedirectResponse(f"/{visit.lang}", 303))
        return self._hall.away(visit, "/sessions", notice="session_ended")

    def step(self, visit: Visit) -> Response:
        """Ask for a code of the app."""
        view = self._view(visit)
        if not view.second_step:
            return RedirectResponse(f"/{visit.lang}/second-step/set-up", 302)
        return self._hall.page(visit, "second_step.html", to=_to(visit))

    def stepped(self, visit: Visit) -> Response:
        """Let a second factor stand behind this session, under a new token."""
        code = visit.form.need("code", said("second.error.code", visit.lang))
        if visit.form.wrong:
            return self.step(visit)
        services, token = self._hall.services, token_of(visit.request) or ""
        done = services.act(asking.show_second_step, visit.who.ref, code, token, services.clock())
        if isinstance(done, Wait):
            return self._wait(visit, done, "second_step.html", to=_to(visit))
        if done is None:
            visit.form.errors["code"] = said("second.error.wrong", visit.lang)
            return self.step(visit)
        return let_in(visit.request, RedirectResponse(_to(visit) or f"/{visit.lang}/isps", 303), done)

    def set_up(self, visit: Visit) -> Response:
        """Ask for the code that was handed over; then show the app's key and ask for its first code."""
        if self._view(visit).second_step:
            return RedirectResponse(f"/{visit.lang}/sessions", 302)
        return self._hall.page(visit, "second_step_set_up.html", view=self._setting_up(visit))

    def take_code(self, visit: Visit) -> Response:
        """Take the code that was handed over, or the app's first."""
        return self._handed(visit) if "handed" in visit.form.typed else self._first(visit)

    def _handed(self, visit: Visit) -> Response:
        services = self._hall.services
        code = visit.form.need("handed", said("second.error.handed", visit.lang))
        begun = services.act(asking.begin_second_step, visit.who.ref, code, services.clock()) if code else Outcome.WRONG
        if isinstance(begun, Wait):
            return self._wait(visit, begun, "second_step_set_up.html", view=None)
        if begun is Outcome.RIGHT:
            return RedirectResponse(f"/{visit.lang}/second-step/set-up", 303)
        visit.form.errors.setdefault("handed", said("second.error.handed_wrong", visit.lang))
        return self.set_up(visit)

    def _first(self, visit: Visit) -> Response:
        services, token = self._hall.services, token_of(visit.request) or ""
        code = visit.form.need("code", said("second.error.code", visit.lang))
        if visit.form.wrong:
            return self.set_up(visit)
        done = services.act(asking.finish_second_step, visit.who.ref, code, token, services.clock())
        if isinstance(done, Wait):
            return self._wait(visit, done, "second_step_set_up.html", view=self._setting_up(visit))
        if done is None:
            visit.form.errors["code"] = said("second.error.wrong", visit.lang)
            return self.set_up(visit)
        paper, token = done
        return let_in(visit.request, self._hall.page(visit, "second_step_paper.html", paper=paper), token)

    def paper(self, visit: Visit) -> Response:
        """New codes on paper instead of the old ones; shown this once, to a session that a second factor is behind."""
        if not visit.who.strong:
            return self._strong_first(visit)
        made = self._hall.services.act(asking.new_paper, visit.who.ref)
        if made is None:
            raise HTTPException(404)
        return self._hall.page(visit, "second_step_paper.html", paper=made)

    def remove(self, visit: Visit) -> Response:
        """Ask whether to take the app away."""
        if not self._view(visit).second_step:
            return RedirectResponse(f"/{visit.lang}/sessions", 302)
        return self._hall.page(visit, "second_step_remove.html")

    def removed(self, visit: Visit) -> Response:
        """Take it away; that too needs a second factor."""
        if not visit.who.strong:
            return self._strong_first(visit)
        self._hall.services.act(asking.remove_second_step, visit.who.ref)
        return self._hall.away(visit, "/sessions", notice="second_step_removed")

    def _setting_up(self, visit: Visit) -> signing_in.SettingUp | None:
        issuer = self._hall.services.house().name.en or "ISP Desk"
        return self._hall.ask(signing_in.setting_up, visit.who.ref, issuer)

    def _strong_first(self, visit: Visit) -> Response:
        return RedirectResponse(f"/{visit.lang}/second-step?{urlencode({'to': f'/{visit.lang}/sessions'})}", 303)

    def _view(self, visit: Visit) -> signing_in.AccountView:
        return self._hall.ask(signing_in.account, visit.who.ref, visit.who.session, self._hall.services.clock())

    def _wait(self, visit: Visit, wait: Wait, template: str, **values: object) -> Response:
        seconds = max(1, ceil(wait.span.total_seconds()))
        visit.form.general.append(said("sign_in.wait.tries", visit.lang, n=ceil(seconds / 60)))
        response = self._hall.page(visit, template, code=429, **values)
        response.headers["Retry-After"] = str(seconds)
        return response


def _to(visit: Visit) -> str:
    return own_address(visit.form.text("to") or visit.request.query_params.get("to", "")) or ""
