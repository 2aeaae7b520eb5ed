"""The bar above every page: a few parts, and within the part that is open its pages. A new page is added here.

Words are `nav.KEY`; a template says where it stands by `{% set here = KEY %}`, the key of one of these pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ispdesk.sessions import Viewer
from ispdesk.views.shapes import HouseView

Seen = Callable[[Viewer, HouseView], bool]


def everybody(_viewer: Viewer, _house: HouseView) -> bool:
    """Whoever is signed in."""
    return True


def office(viewer: Viewer, _house: HouseView) -> bool:
    """Who sees how the installation runs."""
    return viewer.office


def programme(viewer: Viewer, _house: HouseView) -> bool:
    """Who sees the programme's totals."""
    return viewer.programme


def letters(_viewer: Viewer, house: HouseView) -> bool:
    """Everybody, where letters stay in this home."""
    return house.inbox_open


@dataclass(frozen=True)
class Page:
    """One page of the bar: the key of its words, its address after the language, and who sees it."""

    key: str
    path: str
    seen: Seen = everybody


@dataclass(frozen=True)
class Tab:
    """What is shown of a page: the key of its words, its address, and whether the reader is there."""

    key: str
    path: str
    active: bool


PARTS: Final[tuple[tuple[Page, ...], ...]] = (
    (Page("work", "/work"),),
    (Page("isps", "/isps"),),
    (Page("search", "/search"),),
    (Page("queue", "/queue"), Page("groups", "/groups"), Page("questions", "/questions", office)),
    (
        Page("programme", "/programme", programme),
        Page("measures", "/measures", programme),
        Page("targets", "/targets", programme),
        Page("coverage", "/coverage", programme),
        Page("reviews", "/reviews", programme),
        Page("organisations", "/organisations", programme),
        Page("facilitators", "/facilitators", programme),
        Page("board", "/board-pack", programme),
    ),
    (
        Page("operations", "/operations", office),
        Page("drafts", "/drafts", office),
        Page("settings", "/settings", office),
    ),
    (Page("inbox", "/inbox", letters),),
    (Page("sign_out", "/sign-out"),),
)
"""Each part bears the name of its first page that the reader sees."""
STRANGERS: Final = (Page("register", "/register"), Page("find", "/find"), Page("sign_in", "/sign-in"))
"""What somebody who is not signed in sees."""


def bar(viewer: Viewer | None, house: HouseView, here: str) -> tuple[list[Tab], list[Tab]]:
    """The parts, and the pages of the part in which `here` stands where there are several."""
    if viewer is None:
        return [Tab(page.key, page.path, page.key == here) for page in STRANGERS], []
    parts = [[page for page in part if page.seen(viewer, house)] for part in PARTS]
    open_ = next((part for part in parts if any(page.key == here for page in part)), [])
    tabs = [Tab(part[0].key, part[0].path, part is open_) for part in parts if part]
    return tabs, [Tab(page.key, page.path, page.key == here) for page in open_] if len(open_) > 1 else []
