"""The frame of the register's pages, made once for everybody: what a page adds is put between its parts."""

from markupsafe import escape
from starlette.responses import HTMLResponse

from ispdesk.web.frame import in_language, other
from ispdesk.web.hall import Hall, Visit
from ispdesk.web.kept import Kept
from ispdesk.words import said

TITLE, BEFORE, MAIN, HERE = (f"<!-- the {part} stands here -->" for part in ("title", "way back", "page", "address"))
"""Where the parts of a page go in its frame; text never holds them, since what is not markup is escaped."""


class Shell:
    """Pages in one frame."""

    def __init__(self, hall: Hall, kept: Kept) -> None:
        self._hall = hall
        self._kept = kept

    def page(self, visit: Visit, template: str, title: str, **values: object) -> HTMLResponse:
        """A page: its template has the way back, then MAIN, then what stands in <main>."""
        plain = visit.viewer is None and "done" not in visit.request.query_params
        name = f"shell {visit.lang}"
        frame = self._kept.lasting(visit, name, lambda: self._made(visit)) if plain else self._made(visit)
        named, house = frame
        before, _, main = self._hall.frame.part(visit.lang, template, main_stands=MAIN, **values).partition(MAIN)
        address = in_language(visit.request, other(visit.lang))
        text = (
            named.replace(TITLE, str(escape(said("page.title", visit.lang, page=title, name=house))), 1)
            .replace(HERE, str(escape(address)), 1)
            .replace(BEFORE, before, 1)
            .replace(MAIN, main, 1)
        )
        return HTMLResponse(text, headers={"Content-Language": visit.lang})

    def _made(self, visit: Visit) -> tuple[str, str]:
        """The frame as whoever asks sees it, and the name of the house."""
        made = self._hall.page(visit, "register_frame.html", title_stands=TITLE, before_stands=BEFORE, main_stands=MAIN)
        here = f'href="{escape(in_language(visit.request, other(visit.lang)))}" hreflang="'
        text = bytes(made.body).decode().replace(here, f'href="{HERE}" hreflang="', 1)
        return text, self._hall.services.house().name.best(visit.lang)[0]
