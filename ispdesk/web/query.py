"""Reading an address: what is not understood is refused here, before anything is looked up."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ispdesk.views.shapes import IspFilters, StateGroup
from ispdesk.words import WORDS
from ispdesk.words.text import Lang

MAX_QUERY = 2000  # bytes
MAX_TEXT = 100  # characters
MAX_PAGE = 100_000
# [0-9] and not \d: int() reads the digits of every script, an address is written in ours.
_PAGE = re.compile(r"[1-9][0-9]{0,5}")
_REF = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9])?")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PLACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def reference(value: str) -> str:
    """Return a well-formed reference or mail id; anything else does not exist (404)."""
    if not _REF.fullmatch(value):
        raise HTTPException(404)
    return value


def kind(value: str) -> str:
    """Return a well-formed kind of clock; anything else does not exist (404)."""
    if not _KIND.fullmatch(value):
        raise HTTPException(404)
    return value


def values(request: Request, allowed: AbstractSet[str]) -> dict[str, str]:
    """Return the query's values by name; raises 400 for what is too long, unreadable or given twice."""
    if len(request.scope.get("query_string", b"")) > MAX_QUERY:
        raise HTTPException(400)
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            continue  # mail gateways add names of their own to links
        if name in found or len(value) > MAX_TEXT or not _readable(value):
            raise HTTPException(400)
        found[name] = value.strip()
    return found


def page_number(found: dict[str, str]) -> int:
    """Return the page asked for, from 1; raises 400 for what is not a number of a page."""
    value = found.get("page", "1")
    if not _PAGE.fullmatch(value) or int(value) > MAX_PAGE:
        raise HTTPException(400)
    return int(value)


def isp_filters(found: dict[str, str]) -> IspFilters:
    """Return the filters of the list; empty fields of the form ask for nothing."""
    group = found.get("group") or None
    place = found.get("place") or None
    if place is not None and not _PLACE.fullmatch(place):
        raise HTTPException(400)
    known: StateGroup | None = None
    if group is not None:
        known = next((name for name in get_args(StateGroup) if name == group), None)
        if known is None:
            raise HTTPException(400)
    return IspFilters(group=known, place=place, text=found.get("text") or None)


def notice(request: Request) -> str | None:
    """The words' key of what was just done, as `away` puts it into the address; None where there is none of ours."""
    key = f"notice.{request.query_params.get('done', '')}"
    return key if key in WORDS else None


def preferred(accept_language: str) -> Lang:
    """Return the language a browser asks for: Welsh where it is wanted as much as English, else English."""
    wanted: dict[str, float] = {}
    for part in accept_language[:500].split(","):
        name, _, weight = part.strip().partition(";q=")
        main = name.strip().lower().split("-")[0]
        try:
            quality = float(weight or 1)
        except ValueError:
            quality = 0.0
        wanted[main] = max(wanted.get(main, 0.0), quality)
    return "cy" if wanted.get("cy", 0.0) > 0 and wanted["cy"] >= wanted.get("en", 0.0) else "en"


def _readable(value: str) -> bool:
    """Tell whether a value is text: nothing invisible, unassigned, or unreadable to the decoder."""
    return "\ufffd" not in value and not any(unicodedata.category(c).startswith("C") for c in value)
