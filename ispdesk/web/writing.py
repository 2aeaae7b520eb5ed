"""Writing a section: its page, the choice when somebody else wrote meanwhile, who writes it, and calling it ready."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.isps import EDITORS
from ispdesk.commands.sections import may_write
from ispdesk.commands.shape import Refused
from ispdesk.views import document as views
from ispdesk.views.document_shapes import SectionView, Side
from ispdesk.web.documents import ONE, in_language, section_of
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.words import Lang, said
from states.differing import Piece, difference
from states.merging import merged

MOST = 200_000


@dataclass(frozen=True)
class Clash:
    """Somebody wrote meanwhile: what they changed, what mine would change in theirs, and both where that can be."""

    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]
    both: tuple[Piece, ...] | None


class Writing:
    """The pages on which a section is written and given to somebody."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(ONE + "/write/{of}", get=self.edit, post=self.save),
            Route(ONE + "/writer", get=self.writer, post=self.give),
            Route(ONE + "/ready/{of}", post=self.ready),
        )

    def edit(self, visit: Visit) -> Response:
        """The text in a box; beside what somebody else wrote meanwhile, where they did."""
        standing, found, side = self._side(visit)
        base = _revision(visit, "base", side.revision)
        clash = None
        if base != side.revision:
            clash = self._clash(standing.ref, found, side, base, visit.form.text("text"))
        return self._hall.page(
            visit, "document_write.html", ref=standing.ref, view=found, row=found.row, side=side, base=base, clash=clash
        )

    def _side(self, visit: Visit) -> tuple[Standing, SectionView, Side]:
        standing, found = section_of(self._hall, visit)
        side = found.row.side(in_language(visit.path["of"]))
        given = side.writer_ref == visit.who.ref
        if not found.document.amendable or not may_write(standing.roles, given=given):
            raise HTTPException(403)
        return standing, found, side

    def _clash(self, ref: str, found: SectionView, side: Side, base: int, mine: str) -> Clash:
        before = self._hall.ask(views.revision_text, ref, found.row.key, side.lang, base) or ""
        both = merged(before, mine, side.text)
        return Clash(
            difference(before, side.text),
            difference(side.text, mine),
            difference(side.text, both) if both is not None and both not in (mine, side.text) else None,
        )

    def save(self, visit: Visit) -> Response:
        """Save what was written, or what was chosen; nothing that somebody else saved meanwhile is overwritten."""
        standing, found, side = self._side(visit)
        text, seen = visit.form.text("text"), _revision(visit, "revision", side.revision)
        base = _revision(visit, "base", seen)
        if len(text) > MOST:
            visit.form.errors["text"] = said("edit.too_long", visit.lang)
            return self.edit(visit)
        if base != side.revision and seen == side.revision:
            choice = visit.form.text("choice")
            if choice == "theirs":
                return self._back(visit, standing, found, "theirs_kept")
            if choice not in ("mine", "both"):
                visit.form.errors["choice"] = said("clash.choose.need", visit.lang)
                return self.edit(visit)
            if choice == "both":
                before = self._hall.ask(views.revision_text, standing.ref, found.row.key, side.lang, base) or ""
                text = merged(before, text, side.text) or text
        payload = {"key": found.row.key, "lang": side.lang, "text": text}
        result = self._hall.do(visit, "write_section", f"isp:{standing.ref}", payload, expected=str(seen))
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.edit(visit)
        return self._back(
            visit, standing, found, "section_unchanged" if "unchanged" in result.answer else "section_saved"
        )

    def _back(self, visit: Visit, standing: Standing, found: SectionView, notice: str) -> Response:
        return self._hall.away(visit, f"/isps/{standing.ref}/document/sections/{found.row.key}", notice=notice)

    def writer(self, visit: Visit) -> Response:
        """Who writes a section in each language."""
        standing, found = section_of(self._hall, visit)
        if not standing.roles & EDITORS or not found.document.amendable:
            raise HTTPException(403)
        return self._hall.page(visit, "document_writer.html", ref=standing.ref, view=found, row=found.row)

    def give(self, visit: Visit) -> Response:
        """Give a section to people of the ISP, one for each language."""
        standing, found = section_of(self._hall, visit)
        for lang in ("cy", "en"):
            person = visit.form.text(lang) or None
            if person == (found.row.side(_lang(lang)).writer_ref or None):
                continue
            payload = {"key": found.row.key, "lang": lang, "person": person}
            result = self._hall.do(visit, "assign_section", f"isp:{standing.ref}", payload, part=lang)
            if isinstance(result, Refused):
                visit.form.refuse(result, visit.lang)
                return self.writer(visit)
        return self._back(visit, standing, found, "writer_named")

    def ready(self, visit: Visit) -> Response:
        """Call a section ready in one language, or not ready after all."""
        standing, found, side = self._side(visit)
        ready = visit.form.text("ready") != "no"
        payload = {"key": found.row.key, "lang": side.lang, "ready": ready}
        expected = str(_revision(visit, "revision", side.revision))
        result = self._hall.do(visit, "call_ready", f"isp:{standing.ref}", payload, expected=expected)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.edit(visit)
        return self._back(visit, standing, found, "section_ready" if ready else "section_unready")


def _lang(value: str) -> Lang:
    return "cy" if value == "cy" else "en"


def _revision(visit: Visit, name: str, now: int) -> int:
    """A revision that the form names; without one that is a number, the present one."""
    typed = visit.form.text(name)
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else now  # noqa: PLR2004 - no more
