"""Assurance records, for anybody: what was assured, what that does not show, and whether a paper is genuine."""

import hashlib
import re
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access, handed_out
from ispdesk.documents import record_paper
from ispdesk.views.assurance import RecordView, record_view
from ispdesk.web.hall import MOST_UPLOADED, Gate, Hall, Route, Visit
from ispdesk.words import said
from states.calendar import local_day

PLACE: Final = "/{lang}/records/{number}"
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,78}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Assurance:
    """The public pages of assurance records."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(PLACE, get=self.show, post=self.check, gate=Gate.PUBLIC, most=MOST_UPLOADED),
            Route(PLACE + "/record.pdf", get=self.paper, gate=Gate.PUBLIC),
        )

    def _seen(self, visit: Visit) -> RecordView:
        number = visit.path["number"]
        if not _NUMBER.fullmatch(number):
            raise HTTPException(404)
        found = self._hall.ask(record_view, number)
        if found is None:
            raise HTTPException(404)
        return found

    def show(self, visit: Visit) -> Response:
        """One record; with the name of whoever decided for those who have a part in the ISP."""
        return self._page(visit, None)

    def _page(self, visit: Visit, checked: str | None) -> Response:
        seen = self._seen(visit)
        if visit.viewer is not None:
            day = local_day(self._hall.services.now())
            roles = self._hall.ask(access.roles_for_isp, visit.viewer.ref, seen.ref, day) or frozenset()
            if roles & access.INSIDERS:
                seen = self._hall.ask(record_view, seen.number, "inside") or seen
        facts = record_paper.facts(seen, visit.lang)
        return self._hall.page(
            visit, "assurance.html", seen=seen, facts=facts, not_shown=record_paper.NOT_SHOWN, checked=checked
        )

    def check(self, visit: Visit) -> Response:
        """Whether a file, or a SHA-256 that somebody computed, is that of a paper of this record."""
        seen = self._seen(visit)
        upload = visit.form.files.get("file")
        typed = visit.form.text("sha256").lower().replace(" ", "")
        if upload is not None:
            typed = hashlib.sha256(upload.content).hexdigest()
        if not _SHA256.fullmatch(typed):
            visit.form.errors["sha256"] = said("assurance.check.error", visit.lang)
            return self._page(visit, None)
        lang = self._hall.ask(handed_out.language_of, seen.id, typed)
        same_content = typed == seen.content_hash
        return self._page(visit, lang or ("content" if same_content else "no"))

    def paper(self, visit: Visit) -> Response:
        """The record as a PDF in the page's language: made once, and the same ever after."""
        seen = self._seen(visit)
        content = self._hall.ask(handed_out.kept, seen.id, visit.lang)
        if content is None:
            content = self._made(visit, seen)
        headers = {"Content-Disposition": f'attachment; filename="{seen.number}-{visit.lang}.pdf"'}
        return Response(content, media_type="application/pdf", headers=headers)

    def _made(self, visit: Visit, seen: RecordView) -> bytes:
        settings = self._hall.services.settings
        base = (settings.base_url or str(visit.request.base_url)).rstrip("/")
        made = record_paper.paper(seen, visit.lang, f"{base}/{visit.lang}/records/{seen.number}")
        return self._hall.services.act(handed_out.keep, seen.id, visit.lang, made, self._hall.services.now())
