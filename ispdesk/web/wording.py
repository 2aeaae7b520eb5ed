"""The words of messages: changed on a page in both languages, tried on a sample, then adopted as a version."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.commands.wording import STREAM
from ispdesk.views.wording import WordingView, tried, wording_rows, wording_view
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.headers import SAMPLE_CSP
from ispdesk.words import said
from notifications.wording import FIELDS, LONGEST, PARTS, STANDARD, Wording, problems

PLACE: Final = "/{lang}/settings/wording"
LONGEST_REASON: Final = 1000


class Wordings:
    """Looking at the words of messages, changing them, trying a change, saving it."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(PLACE, get=self.index, gate=Gate.OFFICE),
            Route(PLACE + "/{message}", get=self.show, post=self.save, gate=Gate.OFFICE),
        )

    def index(self, visit: Visit) -> Response:
        """Every message whose words can be changed."""
        return self._hall.page(visit, "settings_wordings.html", rows=self._hall.ask(wording_rows))

    def _saves(self, visit: Visit) -> bool:
        return bool(visit.who.roles & (COMMANDS["adopt_wording"].by or frozenset()))

    def _view(self, visit: Visit) -> WordingView:
        """The message of this address. Raises 404."""
        found = self._hall.ask(wording_view, query.kind(visit.path["message"]))
        if found is None:
            raise HTTPException(404)
        return found

    def show(self, visit: Visit) -> Response:
        """The words that hold, and a form for whoever may change them; after a switch of language, what was shown."""
        if visit.form.text("_step") == "check" and "_back" not in visit.form.typed:
            return self.save(visit)
        return self._edit(visit, self._view(visit))

    def _edit(self, visit: Visit, view: WordingView) -> Response:
        saves = self._saves(visit)
        return self._hall.page(
            visit, "settings_wording.html", view=view, saves=saves, parts=PARTS, longest=LONGEST, standard=STANDARD
        )

    def save(self, visit: Visit) -> Response:
        """Check what was typed, show how it reads, and adopt it once somebody has seen that."""
        if not self._saves(visit):
            raise HTTPException(403)
        view, form = self._view(visit), visit.form
        if "_back" in form.typed:
            return self._edit(visit, view)
        wording = Wording() if "_shipped" in form.typed else Wording.of({name: form.text(name) for name in FIELDS})
        if self._wrong(visit, view, wording):
            return self._edit(visit, view)
        if (alone := form.text("_html")) in ("cy", "en"):
            page = tried(view.name, wording)[alone].html
            return HTMLResponse(page, headers={"Content-Security-Policy": SAMPLE_CSP})
        if form.text("_step") != "check" or "_switch" in form.typed:
            return self._check(visit, view, wording)
        reason = form.need("reason", said("settings.check.reason.need", visit.lang))[:LONGEST_REASON]
        if not form.wrong:
            payload = {"message": view.name, **wording.content, "reason": reason}
            done = self._hall.do(visit, "adopt_wording", STREAM, payload, expected=str(view.version))
            if not isinstance(done, Refused):
                return self._hall.away(visit, "/settings/wording", notice="wording_changed")
            form.refuse(done, visit.lang)
        return self._check(visit, view, wording)

    def _wrong(self, visit: Visit, view: WordingView, wording: Wording) -> bool:
        """Say what is wrong with the words, at their fields; or that they are no others, or others by now."""
        form, lang = visit.form, visit.lang
        for field, words in problems(view.name, wording):
            label = said(f"wording.{field}", lang)
            form.errors.setdefault(field, said("settings.wrong", lang, label=label, said=words.in_language(lang)))
        if not form.wrong and wording.content == view.wording.content:
            form.general.append(said("wording.unchanged", lang))
        if form.text("_version") not in ("", str(view.version)):
            form.general.append(said("wording.stale", lang))
        return form.wrong

    def _check(self, visit: Visit, view: WordingView, wording: Wording) -> Response:
        """How the message would read."""
        return self._hall.page(
            visit,
            "settings_wording_check.html",
            view=view,
            wording=wording,
            seen=tried(view.name, wording),
        )
