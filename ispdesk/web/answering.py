"""The page behind a partner's link: GET only shows, POST writes one answer down. No account, no script, no cookie."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ispdesk.views.answer_shapes import AnswerKind, AnswerView, Asked
from ispdesk.web.frame import Frame, language
from ispdesk.web.headers import ALONE
from ispdesk.web.services import Services
from ispdesk.words import LANGS, Lang, dates, said
from models.moment import one_moment
from notifications.safe import UnsafeText, check_address

STATUS: Final = {"open": 200, "closed": 200, "unknown": 404, "withdrawn": 410, "passed_on": 410, "expired": 410}
MOST_BYTES: Final = 20_000
LONGEST: Final = {"whom": 200, "role": 200, "address": 254, "reason": 1000, "telephone": 40}
"""Characters that a field takes."""
_NUMBER = re.compile(r"\+?[0-9 ()./x-]{3,40}")
_FIGURES = re.compile(r"[0-9]{1,4}", re.ASCII)
YEAR_FIGURES = 4


@dataclass
class Form:
    """What was typed, and what is wrong with it: words by the id of the field."""

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Answering:
    """The pages of links."""

    def __init__(self, services: Services, frame: Frame) -> None:
        self._services = services
        self._frame = frame

    def lead(self, request: Request) -> Response:
        """Lead an address without a language to the page in the browser's."""
        to = f"/{language(request)}/answer/{request.path_params['token']}"
        return RedirectResponse(to, 302, headers={**ALONE, "Vary": "Accept-Language"})

    async def page(self, request: Request) -> Response:
        """Show what is asked, or write down what was answered."""
        lang, token = _lang(request), request.path_params["token"]
        if request.method != "POST":
            return await run_in_threadpool(self._open, request, lang, token)
        view = await run_in_threadpool(self._services.answering, token)
        if view.asked is None or view.status != "open":
            return await run_in_threadpool(self._show, request, lang, view, Form())
        form = read(await _body(request))
        payload = check(form, view.asked, lang)
        if form.errors:
            return await run_in_threadpool(self._show, request, lang, view, form)
        refused = await run_in_threadpool(self._services.answer, token, _number(form), form.typed["mark"], payload)
        if refused is not None:
            form.errors["answer"] = " ".join(reason.in_language(lang) for reason in refused.reasons)
            view = await run_in_threadpool(self._services.answering, token)
            return await run_in_threadpool(self._show, request, lang, view, form)
        return RedirectResponse(f"/{lang}/answer/{token}/recorded", 303, headers=ALONE)

    def recorded(self, request: Request) -> Response:
        """Show what was written down last, and what happens next; nothing of it by a link that opens no more."""
        lang, token = _lang(request), request.path_params["token"]
        view = self._services.answering(token)
        if view.asked is None or not view.asked.given or STATUS[view.status] != STATUS["open"]:
            return RedirectResponse(f"/{lang}/answer/{token}", 302, headers=ALONE)
        response = self._frame.page(
            request, lang, "recorded.html", view=view, it=view.asked, last=view.asked.given[-1], token=token
        )
        response.headers.update(ALONE)
        return response

    def _open(self, request: Request, lang: Lang, token: str) -> Response:
        with one_moment():
            return self._show(request, lang, self._services.answering(token), Form())

    def _show(self, request: Request, lang: Lang, view: AnswerView, form: Form) -> Response:
        template = "answer.html" if view.status == "open" else "answer_closed.html"
        response = self._frame.page(
            request, lang, template, code=STATUS[view.status], view=view, it=view.asked, form=form
        )
        response.headers.update(ALONE)
        return response


def _lang(request: Request) -> Lang:
    known = next((lang for lang in LANGS if lang == request.path_params["lang"]), None)
    if known is None:
        raise HTTPException(404)
    return known


async def _body(request: Request) -> bytes:
    """What was posted; raises 413 for what is too long, 400 for what is no form."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind and kind != "application/x-www-form-urlencoded":
        raise HTTPException(400)
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > MOST_BYTES:
            raise HTTPException(413)
        parts.append(part)
    return b"".join(parts)


def read(body: bytes) -> Form:
    """What a form says; of a field that comes twice the first counts. Raises 400 for what is no form."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=40)
    except ValueError as error:
        raise HTTPException(400) from error
    typed: dict[str, str] = {}
    for name, value in pairs:
        typed.setdefault(name, value.replace("\r\n", "\n").strip())
    return Form(typed)


def _number(form: Form) -> int:
    written = form.typed.get("number", "")
    return int(written) if _FIGURES.fullmatch(written) else -1


def check(form: Form, asked: Asked, lang: Lang) -> dict[str, Any]:
    """The command's payload; what is wrong is put into the form's errors, by the id of the first field to mend."""
    kind = form.typed.get("answer", "")
    if kind not in get_args(AnswerKind):
        form.errors["answer"] = said("answer.error.choose", lang)
        return {}
    if not form.typed.get("mark"):
        form.errors["answer"] = said("answer.error.stale", lang)
    for name, most in LONGEST.items():
        if len(_typed(form, kind, name)) > most:
            form.errors[f"{kind}-{name}"] = said("answer.error.long", lang, most=most)
    payload: dict[str, Any] = {"answer": kind} | CHECKS[kind](form, asked, lang)
    return payload


def _typed(form: Form, kind: str, name: str) -> str:
    return form.typed.get(f"{kind}-{name}", "")


def _day(form: Form, kind: str, lang: Lang, *, needed: bool) -> dt.date | None:
    """A day typed as day, month and year."""
    parts = [_typed(form, kind, name) for name in ("day", "month", "year")]
    if not any(parts) and not needed:
        return None
    if not all(_FIGURES.fullmatch(part) for part in parts) or len(parts[2]) != YEAR_FIGURES:
        missing = next((name for name, part in zip(("day", "month", "year"), parts, strict=True) if not part), "day")
        form.errors[f"{kind}-{missing}"] = said("answer.error.day", lang)
        return None
    try:
        return dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        form.errors[f"{kind}-day"] = said("answer.error.no_day", lang)
        return None


def _promise(form: Form, asked: Asked, lang: Lang) -> dict[str, Any]:
    until = _day(form, "promise", lang, needed=True)
    if not asked.promises_left:
        form.errors = {"answer": said("answer.error.often", lang)}
    elif until is not None and until < asked.today:
        form.errors["promise-day"] = said("answer.error.past", lang)
    elif until is not None and asked.latest is not None and until > asked.latest:
        form.errors["promise-day"] = said("answer.error.far", lang, day=dates.long_day(asked.latest, lang))
    return {"until": until.isoformat() if until else None}


def _answered(form: Form, asked: Asked, lang: Lang) -> dict[str, Any]:
    day = _day(form, "answered", lang, needed=True)
    if day is not None and day > asked.today:
        form.errors["answered-day"] = said("answer.error.future", lang)
    elif day is not None and day < asked.earliest:
        form.errors["answered-day"] = said("answer.error.long_ago", lang, day=dates.long_day(asked.earliest, lang))
    if not _typed(form, "answered", "whom"):
        form.errors["answered-whom"] = said("answer.error.whom", lang)
    return {"day": day.isoformat() if day else None, "words": _typed(form, "answered", "whom")}


def _elsewhere(form: Form, _asked: Asked, lang: Lang) -> dict[str, Any]:
    role, address = _typed(form, "elsewhere", "role"), _typed(form, "elsewhere", "address")
    if not role:
        form.errors["elsewhere-role"] = said("answer.error.role", lang)
    if address:
        try:
            check_address(address, "address")
        except UnsafeText:
            form.errors["elsewhere-address"] = said("answer.error.address", lang)
    return {"words": role, "address": address or None}


def _no_part(form: Form, _asked: Asked, _lang: Lang) -> dict[str, Any]:
    return {"words": _typed(form, "no_part", "reason")}


def _ring(form: Form, asked: Asked, lang: Lang) -> dict[str, Any]:
    telephone = _typed(form, "ring", "telephone")
    if not telephone and not asked.can_be_rung:
        form.errors["ring-telephone"] = said("answer.error.telephone.needed", lang)
    if telephone and not _NUMBER.fullmatch(telephone):
        form.errors["ring-telephone"] = said("answer.error.telephone", lang)
    return {"telephone": telephone}


CHECKS: Final = {
    "promise": _promise,
    "answered": _answered,
    "elsewhere": _elsewhere,
    "no_part": _no_part,
    "ring": _ring,
}
