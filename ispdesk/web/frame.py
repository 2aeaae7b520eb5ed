"""The frame of every page: templates, one environment per language, and the answer to each error."""

import logging
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, Undefined
from jinja2.utils import missing
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ispdesk.sessions import Viewer
from ispdesk.views.shapes import HouseView
from ispdesk.web import filters, navigation, query
from ispdesk.web.assets import Static, named
from ispdesk.web.headers import ALONE
from ispdesk.web.services import Services
from ispdesk.words import LANGS, WORDS, Lang, Text, said

SAYABLE_ERRORS = (400, 401, 403, 404, 405, 413, 422, 429, 500)
_BARE = "<!DOCTYPE html><html lang='{lang}'><title>{title}</title><h1>{title}</h1><p>{text}</p><p>{incident}</p></html>"
_log = logging.getLogger("ispdesk.web")


class Absent(Undefined):
    """Fails on unknown names and on unknown attributes of our values; a key a macro was not given is empty.

    The macros of govuk-frontend-jinja ask their parameters, which are mappings, for keys that may be missing;
    everywhere else a missing thing is a mistake in a template.
    """

    def __new__(  # type: ignore[misc]  # it makes one of two other kinds, never one of its own
        cls, hint: str | None = None, obj: Any = missing, name: str | None = None, **more: Any
    ) -> Undefined:
        """Return the lenient kind for a mapping's keys and the strict kind for all else."""
        lenient = (
            isinstance(obj, (Mapping, Undefined)) or name == "caller"
        )  # macros ask whether they were called with one
        kind = Undefined if lenient else StrictUndefined
        return kind(hint, obj, name, **more)


@cache
def environment(lang: Lang) -> Environment:
    """Return the templates as readers of `lang` see them; made once, since compiling them takes its time."""
    loader = PrefixLoader(
        {
            "web": PackageLoader("ispdesk.web", "templates"),
            "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja", "templates"),
        }
    )
    made = Environment(loader=loader, autoescape=True, undefined=Absent, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(filters.of(lang))

    def t(key: str, **values: object) -> str:
        if any(isinstance(value, Markup) for value in values.values()):  # it is escaped already: once is enough
            return escape(WORDS[key].form(lang, values.get("n"))).format(**values)
        return said(key, lang, **values)

    def t_other(key: str, **values: object) -> str:
        return said(key, other(lang), **values)

    def viewer_name(viewer: Viewer) -> str:
        return (viewer.name_cy if lang == "cy" else "") or viewer.name_en

    made.globals.update(bar=navigation.bar, t=t, t_other=t_other, lang=lang, other=other(lang), viewer_name=viewer_name)
    # The macros were Nunjucks once and still compare with these two names.
    made.globals.update(undefined=Undefined(name="undefined"), null=None)
    made.globals["welsh_awaits_review"] = not all(word.reviewed for word in WORDS.values())
    return made


class Frame:
    """Renders pages and errors for one installation."""

    def __init__(self, services: Services, files: dict[str, Static]) -> None:
        self._services = services
        self._environments = {lang: environment(lang) for lang in LANGS}
        self._files = {
            "stylesheet": named(files, "ispdesk", ".css"),
            "icon": named(files, "desk", ".svg"),
            "shortcuts": named(files, "shortcuts", ".js"),
            "review_script": named(files, "review", ".js"),
        }

    def page(self, request: Request, lang: Lang, template: str, *, code: int = 200, **values: object) -> HTMLResponse:
        """Return a page of this installation; raises what the services raise."""
        return self._render(request, lang, template, code, {"house": self._services.house(), **values})

    def part(self, lang: Lang, template: str, **values: object) -> str:
        """Return a part of a page, in its language."""
        return self._environments[lang].get_template(f"web/{template}").render(values)

    def error(
        self,
        request: Request,
        status: int,
        incident: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        """Return the page of an error in the reader's language; it holds when the record cannot be read.

        Behind a partner's link it has the frame of the other pages there: no way into the service.
        """
        lang, alone = language(request), _behind_a_link(request)
        known = status if status in SAYABLE_ERRORS else 500 if status >= 500 else 400  # noqa: PLR2004 - HTTP's classes
        try:
            house = self._services.house()
        except Exception:  # noqa: BLE001 - whatever broke, the reader gets a page
            _log.exception("the house could not be read for an error page")
            house = HouseView(name=Text(en=said("service.name", "en"), cy=said("service.name", "cy")))
        try:
            response = self._render(
                request,
                lang,
                "link_error.html" if alone else "error.html",
                status,
                {"house": house, "status": known, "incident": incident},
            )
        except Exception:  # noqa: BLE001 - likewise
            _log.exception("an error page could not be rendered")
            title, text = (said(f"error.{known}.{part}", lang) for part in ("title", "text"))
            response = HTMLResponse(_BARE.format(lang=lang, title=title, text=text, incident=incident or ""), status)
        response.headers.update({**(headers or {}), **(ALONE if alone else {})})
        return response

    def _render(
        self, request: Request, lang: Lang, template: str, status: int, values: dict[str, object]
    ) -> HTMLResponse:
        made = self._environments[lang].get_template(f"web/{template}")
        state = request.state
        given = {
            "viewer": getattr(state, "viewer", None),
            "typing": getattr(state, "typing", False),
            "notice": query.notice(request),
            **values,
        }
        given |= {**self._files, "here_in_other": in_language(request, other(lang))}
        text = made.render(given)
        if given["typing"] and 'id="desk-form"' not in text:  # it shows no form now: a link changes the language
            text = made.render(given | {"typing": False})
        return HTMLResponse(text, status, headers={"Content-Language": lang})


def other(lang: Lang) -> Lang:
    """Return the other of the two languages."""
    return "en" if lang == "cy" else "cy"


def language(request: Request) -> Lang:
    """Return the language of the address, or of the browser where the address has none."""
    first = request.scope["path"].split("/")[1:2]
    for lang in LANGS:
        if first == [lang]:
            return lang
    return query.preferred(request.headers.get("Accept-Language", ""))


def _behind_a_link(request: Request) -> bool:
    """Whether an address is one that partners answer at, with or without a language before it."""
    first, _, rest = str(request.scope["path"]).removeprefix("/").partition("/")
    return (rest if first in LANGS else f"{first}/{rest}").startswith("answer/")


def in_language(request: Request, lang: Lang) -> str:
    """Return the address of this same page, query included, in `lang`; one without a language leads home."""
    path: str = request.scope["path"]
    parts = path.split("/")
    if len(parts) < 3 or parts[1] not in LANGS:  # noqa: PLR2004 - '', language, page
        return f"/{lang}/isps"
    address = quote("/".join(["", lang, *parts[2:]]), safe="/")
    asked = request.scope.get("query_string", b"")
    if not asked or len(asked) > query.MAX_QUERY:
        return address
    return f"{address}?{quote(asked, safe='=&%+,;:@/?!$()*-._~')}"
