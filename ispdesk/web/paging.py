"""The links between the pages of a list."""

from math import ceil
from urllib.parse import urlencode

from starlette.exceptions import HTTPException

from ispdesk.views.shapes import PAGE_SIZE


def pages_of(found: int, page: int) -> int:
    """Return the number of pages, at least one; raises 404 for a page past the last."""
    pages = max(1, ceil(found / PAGE_SIZE))
    if page > pages:
        raise HTTPException(404)
    return pages


def page_links(path: str, kept: dict[str, str], page: int, pages: int) -> dict[str, object]:
    """Return what the pagination shows: first, last and near pages, None for a gap, and their addresses."""
    near = sorted({1, pages, *(n for n in range(page - 1, page + 2) if 1 <= n <= pages)})
    numbers: list[int | None] = []
    for n in near:
        if numbers and (numbers[-1] or 0) + 1 < n:
            numbers.append(None)
        numbers.append(n)
    hrefs = {n: f"{path}?{urlencode({**kept, 'page': n})}" for n in near}
    previous, following = hrefs.get(page - 1), hrefs.get(page + 1)
    return {"numbers": numbers, "hrefs": hrefs, "page": page, "previous": previous, "next": following}
