"""The Atom feed of public changes (RFC 4287, paged as RFC 5005): for everybody, and kept by caches for a while."""

import datetime as dt
import hashlib
import re
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.views.changes import Change, ChangesView, changes_view, place_of
from ispdesk.views.shapes import HouseView
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.headers import PUBLIC
from ispdesk.words import Lang, Text, dates, said

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA: Final = "application/atom+xml; charset=utf-8"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (§2.2) has no way to write."""


class Changes:
    """The feed, in each language."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (Route("/{lang}/changes.atom", get=self.feed, gate=Gate.PUBLIC),)

    def feed(self, visit: Visit) -> Response:
        """A page of the feed; 304 for whoever has it already."""
        mark = query.values(visit.request, {"before"}).get("before")
        before = place_of(mark) if mark else None
        if mark is not None and before is None:
            raise HTTPException(404)
        view = self._hall.ask(changes_view, before)
        content = written(view, self._hall.services.house(), visit.lang, mark)
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {
            "Cache-Control": PUBLIC,
            "ETag": etag,
            "Last-Modified": format_datetime(view.read_at.replace(microsecond=0), usegmt=True),
            "Content-Language": visit.lang,
        }
        if _has_it(visit, etag, view.read_at):
            return Response(status_code=304, headers=headers)
        return Response(content, headers={**headers, "Content-Type": MEDIA})


def _has_it(visit: Visit, etag: str, read_at: dt.datetime) -> bool:
    """Whether whoever asks has this very page (RFC 9110 §13.2.2: a date counts only where no tag is given)."""
    tags = visit.request.headers.get("If-None-Match")
    if tags is not None:
        return bool({one.strip().removeprefix("W/") for one in tags.split(",")} & {etag, "*"})
    try:
        since = parsedate_to_datetime(visit.request.headers.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return since.tzinfo is not None and read_at.replace(microsecond=0) <= since


def written(view: ChangesView, house: HouseView, lang: Lang, mark: str | None = None) -> bytes:
    """A page of the feed as XML. Every text goes through the writer, which escapes it."""
    here = f"{view.base_url}/{lang}/changes.atom"
    feed = ET.Element("feed", {"xmlns": ATOM, _LANG: lang})
    _say(feed, "id", _id(view.id, lang))
    _say(feed, "title", f"{said('feed.changes', lang)}: {_best(house.name, lang)}")
    about = said("changes.what", lang)
    _say(feed, "subtitle", f"{about} {_best(house.register_statement, lang)}" if house.register_statement else about)
    _say(feed, "updated", _instant(view.updated_at))
    _say(ET.SubElement(feed, "author"), "name", _best(house.name, lang))
    other = "en" if lang == "cy" else "cy"
    _link(feed, "self", here + (f"?before={quote(mark)}" if mark else ""))
    _link(feed, "alternate", f"{view.base_url}/{lang}/register", type="text/html", hreflang=lang)
    _link(feed, "alternate", f"{view.base_url}/{other}/changes.atom", type="application/atom+xml", hreflang=other)
    if mark:
        _link(feed, "first", here)
    if view.older:
        _link(feed, "next", f"{here}?before={quote(view.older)}")
    for one in view.entries:
        _entry(ET.SubElement(feed, "entry"), one, view.base_url, lang)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(entry: ET.Element, one: Change, base_url: str, lang: Lang) -> None:
    what, title = said(f"changes.kind.{one.kind}", lang), _best(one.title, lang) or one.ref
    _say(entry, "id", _id(one.id, lang))
    _say(entry, "title", said("changes.entry", lang, what=what, title=title))
    _say(entry, "updated", _instant(one.recorded_at))
    _link(entry, "alternate", f"{base_url}/{lang}/register/{quote(one.ref)}", type="text/html", hreflang=lang)
    ET.SubElement(entry, "category", {"term": one.kind, "label": what})
    when = dates.span(one.happened.not_before, one.happened.not_after, lang)
    recorded = dates.short_moment(one.recorded_at, lang)
    parts = [f"{what}.", said("changes.ref", lang, ref=one.ref)]
    if one.lead and _best(one.lead, lang):
        parts.append(said("changes.lead", lang, name=_best(one.lead, lang)))
    parts.append(said("changes.date", lang, when=when) if when else said("changes.recorded", lang, when=recorded))
    _say(entry, "summary", " ".join(parts))


def _id(name: UUID, lang: Lang) -> str:
    """The name of one thing in one language: translations are entries of their own."""
    return uuid5(name, lang).urn


def _best(text: Text | None, lang: Lang) -> str:
    return text.best(lang)[0] if text else ""


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _say(inside: ET.Element, name: str, text: str) -> None:
    ET.SubElement(inside, name).text = _NOT_XML.sub("\ufffd", text)


def _link(inside: ET.Element, rel: str, to: str, **more: str) -> None:
    ET.SubElement(inside, "link", {"rel": rel, "href": to, **more})
