"""The board's pack: writing its words, making it in one press, and taking its files."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access, board
from ispdesk.commands.boarding import STREAM
from ispdesk.commands.shape import Refused
from ispdesk.documents.board_paper import quarter_words
from ispdesk.documents.export import MEDIA_TYPES
from ispdesk.views.board_page import BoardPage, board_page
from ispdesk.web import query
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said
from models.queries import board as queries
from models.tables.target import PARTS
from states.calendar import local_day
from states.targets import Quarter, a_quarter, last_over

AT: Final = "/{lang}/board-pack"
LONGEST: Final = 8000


class Boarding:
    """The pack's pages."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(AT, get=self.show, post=self.write),
            Route(f"{AT}/make", post=self.make),
            Route(f"{AT}/{{quarter}}/{{number:int}}/{{name}}", get=self.download),
        )

    def _quarter(self, visit: Visit) -> Quarter:
        """The quarter asked for, or the last one over. Raises 403; 404 for one that has not begun."""
        if not visit.who.roles & access.PROGRAMME:
            raise HTTPException(403)
        today = local_day(self._hall.services.now())
        written = visit.form.text("quarter") or query.values(visit.request, {"quarter"}).get("quarter", "")
        found = a_quarter(written) if written else last_over(today)
        if found is None or not board.begun(found, today):
            raise HTTPException(404)
        return found

    def _view(self, quarter: Quarter) -> BoardPage:
        return self._hall.ask(board_page, quarter, local_day(self._hall.services.now()))

    def show(self, visit: Visit) -> Response:
        """What is written, and the packs that were made."""
        view = self._view(self._quarter(visit))
        named = [(one, quarter_words(one.first, visit.lang)) for one in view.quarters]
        return self._hall.page(visit, "board_pack.html", view=view, named=named, words=dict(named)[view.quarter])

    def write(self, visit: Visit) -> Response:
        """Save each part that was changed, by itself."""
        quarter, form = self._quarter(visit), visit.form
        stored = {part.name: (part.text_en, part.text_cy) for part in self._view(quarter).parts}
        typed = {part: (form.text(f"{part}_en"), form.text(f"{part}_cy")) for part in PARTS}
        for part, texts in typed.items():
            for lang, text in zip(("en", "cy"), texts, strict=True):
                if len(text) > LONGEST:
                    form.errors[f"{part}_{lang}"] = said("answer.error.long", visit.lang, most=LONGEST)
        changed = [part for part in PARTS if typed[part] != stored[part]]
        if not changed:
            form.general.append(said("board.write.nothing", visit.lang))
        for part in changed if not form.wrong else ():
            payload = {"quarter": str(quarter), "part": part, "text_en": typed[part][0], "text_cy": typed[part][1]}
            done = self._hall.do(visit, "write_board_text", STREAM, payload, part=f":{part}")
            if isinstance(done, Refused):
                form.refuse(done, visit.lang)
        if form.wrong:
            return self.show(visit)
        return self._hall.away(visit, f"/board-pack?quarter={quarter}", notice="board_text_written")

    def make(self, visit: Visit) -> Response:
        """Make the pack and keep it."""
        quarter = self._quarter(visit)
        pack = self._hall.ask(board.made, quarter, self._hall.services.now())
        done = self._hall.do(visit, "keep_board_pack", STREAM, pack.payload())
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.show(visit)
        return self._hall.away(visit, f"/board-pack?quarter={quarter}", notice="board_pack_made")

    def download(self, visit: Visit) -> Response:
        """A file of a pack, as it was kept."""
        if not visit.who.roles & access.PROGRAMME:
            raise HTTPException(403)
        path = visit.path
        found = self._hall.ask(queries.file, path["quarter"], int(path["number"]), path["name"])
        if found is None:
            raise HTTPException(404)
        name, content = found
        media = MEDIA_TYPES["pdf" if name.endswith(".pdf") else "docx"]
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=media, headers=headers)
