"""The document's pages: what is written and by whom, one section, what changed, and the document as a file."""

import re

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.comments import INSIDERS as COMMENTERS
from ispdesk.commands.comments import may_resolve
from ispdesk.commands.isps import EDITORS
from ispdesk.commands.sections import may_write
from ispdesk.commands.shape import Refused
from ispdesk.documents.export import FORMS, Form, export
from ispdesk.documents.machine import SCHEMAS, schema_text
from ispdesk.documents.summary import summary
from ispdesk.views import document as views
from ispdesk.views.document_shapes import DocumentView, SectionView, Side
from ispdesk.views.protocol import protocol
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Standing, Visit
from ispdesk.words import LANGS, Lang, said
from states.calendar import local_day

KEY = re.compile(r"[a-z0-9_-]{1,60}")
_NUMBER = re.compile(r"[0-9]{1,5}")
PLACE = "/{lang}/isps/{ref}/document"
ONE = PLACE + "/sections/{key}"
MOST_COMMENT = 4000


class Documents:
    """The pages of a document that are read, and those of its comments."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(PLACE, get=self.document),
            Route(PLACE + "/summary", get=self.summary),
            Route(PLACE + "/files/{form}", get=self.file),
            Route(PLACE + "/changes", get=self.versions),
            Route(ONE, get=self.section, post=self.comment),
            Route(ONE + "/changes", get=self.revisions),
            Route(PLACE + "/comments/{number}", get=self.thread, post=self.answer),
            Route(PLACE + "/comments/{number}/resolve", post=self.resolve),
            *(Route(f"/schema/{name}", get=self.schema, gate=Gate.PUBLIC) for name in SCHEMAS),
        )

    # What is read.

    def document(self, visit: Visit) -> Response:
        """All sections of the version at work, or of the version asked for."""
        standing, document = self._document(visit)
        own = _rights(visit, standing, document)
        return self._hall.page(
            visit, "document.html", ref=standing.ref, document=document, rights=own, forms_of_file=FORMS
        )

    def _document(self, visit: Visit) -> tuple[Standing, DocumentView]:
        standing = self._hall.inside(visit)
        number = _asked(visit, "version")
        found = self._hall.ask(views.document_view, standing.ref, number)
        if found is None:
            raise HTTPException(404)
        return standing, found

    def section(self, visit: Visit) -> Response:
        """One section in both languages, with its comments and earlier revisions."""
        standing, found = section_of(self._hall, visit)
        rights = _rights(visit, standing, found.document)
        return self._hall.page(
            visit, "document_section.html", ref=standing.ref, view=found, row=found.row, rights=rights
        )

    def summary(self, visit: Visit) -> Response:
        """The one-page summary, as a page."""
        standing = self._hall.inside(visit)
        found = self._hall.ask(protocol, standing.ref)
        if found is None:
            raise HTTPException(404)
        data = summary(found, visit.lang, local_day(self._hall.services.now()))
        return self._hall.page(visit, "document_summary.html", ref=standing.ref, summary=data, document=found.document)

    def file(self, visit: Visit) -> Response:
        """The document as a file in the page's language."""
        standing = self._hall.inside(visit)
        form: Form | None = next((one for one in FORMS if one == visit.path["form"]), None)
        number = _asked(visit, "version")
        found = self._hall.ask(protocol, standing.ref, number) if form else None
        if found is None or form is None:
            raise HTTPException(404)
        made = self._hall.ask(export, found, form, visit.lang, local_day(self._hall.services.now()))
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
        return Response(made.content, media_type=made.media_type, headers=headers)

    def schema(self, visit: Visit) -> Response:
        """A schema of the machine-readable export, for whoever asks."""
        name = visit.request.url.path.rpartition("/")[2]
        return Response(schema_text(name), media_type="application/schema+json")

    def revisions(self, visit: Visit) -> Response:
        """What changed between two revisions of a section in one language."""
        standing, found = section_of(self._hall, visit)
        asked = query.values(visit.request, {"in", "from", "to"})
        lang = in_language(asked.get("in", ""))
        numbers = (_number(asked.get("from", "")), _number(asked.get("to", "")))
        changes = self._hall.ask(views.revision_changes, standing.ref, found.row.key, lang, numbers)
        if changes is None:
            raise HTTPException(404)
        back = f"/isps/{standing.ref}/document/sections/{found.row.key}"
        return self._hall.page(visit, "document_changes.html", ref=standing.ref, view=changes, of_lang=lang, back=back)

    def versions(self, visit: Visit) -> Response:
        """What changed between two versions of the whole document."""
        standing = self._hall.inside(visit)
        asked = query.values(visit.request, {"from", "to"})
        numbers = (_number(asked.get("from", "")), _number(asked.get("to", "")))
        changes = self._hall.ask(views.version_changes, standing.ref, numbers)
        if changes is None:
            raise HTTPException(404)
        back = f"/isps/{standing.ref}/document"
        return self._hall.page(visit, "document_changes.html", ref=standing.ref, view=changes, of_lang=None, back=back)

    # Comments.

    def comment(self, visit: Visit) -> Response:
        """Make a comment on a section."""
        standing, found = section_of(self._hall, visit)
        text = _comment_text(visit)
        about = visit.form.text("about")
        if visit.form.wrong:
            return self.section(visit)
        payload = {"key": found.row.key, "lang": about if about in LANGS else None, "text": text}
        result = self._hall.do(visit, "comment", f"isp:{standing.ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.section(visit)
        to = f"/isps/{standing.ref}/document/sections/{found.row.key}#comments"
        return self._hall.away(visit, to, notice="comment_added")

    def thread(self, visit: Visit) -> Response:
        """One comment with its answers, and a form for one more."""
        standing, found, number = self._thread(visit)
        thread = next(one for one in found.threads if one.first.number == number)
        return self._hall.page(
            visit, "document_comment.html", ref=standing.ref, view=found, row=found.row, thread=thread
        )

    def _thread(self, visit: Visit) -> tuple[Standing, SectionView, int]:
        standing = self._hall.inside(visit)
        number = _number(visit.path["number"])
        found = self._hall.ask(views.section_of_comment, standing.ref, number)
        if found is None:
            raise HTTPException(404)
        return standing, found, number

    def answer(self, visit: Visit) -> Response:
        """Answer a comment."""
        standing, found, number = self._thread(visit)
        text = _comment_text(visit)
        if visit.form.wrong:
            return self.thread(visit)
        result = self._hall.do(visit, "comment", f"isp:{standing.ref}", {"answers": number, "text": text})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.thread(visit)
        to = f"/isps/{standing.ref}/document/sections/{found.row.key}#comments"
        return self._hall.away(visit, to, notice="comment_added")

    def resolve(self, visit: Visit) -> Response:
        """Resolve a comment, or open it again."""
        standing, found, number = self._thread(visit)
        resolved = visit.form.text("resolved") != "no"
        payload = {"number": number, "resolved": resolved}
        result = self._hall.do(visit, "resolve_comment", f"isp:{standing.ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.thread(visit)
        to = f"/isps/{standing.ref}/document/sections/{found.row.key}#comments"
        return self._hall.away(visit, to, notice="comment_resolved" if resolved else "comment_reopened")


class Rights:
    """What a reader may do on a document's pages, as the commands have it."""

    def __init__(self, visit: Visit, standing: Standing, document: DocumentView) -> None:
        self._who, self._roles = visit.who.ref, standing.roles
        self._amendable = document.amendable
        self.assign = document.amendable and bool(self._roles & EDITORS)
        self.comment = bool(self._roles & COMMENTERS)

    def write(self, side: Side) -> bool:
        """Whether they may write this section in this language now."""
        return self._amendable and may_write(self._roles, given=side.writer_ref == self._who)

    def resolve(self, author: str) -> bool:
        """Whether they may resolve a comment of this author's."""
        return self.comment and may_resolve(self._roles, mine=author == self._who)


def _rights(visit: Visit, standing: Standing, document: DocumentView) -> Rights:
    return Rights(visit, standing, document)


def section_of(hall: Hall, visit: Visit) -> tuple[Standing, SectionView]:
    """The section of this address. Raises 403 or 404."""
    standing = hall.inside(visit)
    key = visit.path["key"]
    found = hall.ask(views.section_view, standing.ref, key) if KEY.fullmatch(key) else None
    if found is None:
        raise HTTPException(404)
    return standing, found


def in_language(value: str) -> Lang:
    """The language that an address names. Raises 404."""
    found = next((lang for lang in LANGS if lang == value), None)
    if found is None:
        raise HTTPException(404)
    return found


def _comment_text(visit: Visit) -> str:
    text = visit.form.need("text", said("comments.text.need", visit.lang))
    if len(text) > MOST_COMMENT:
        visit.form.errors["text"] = said("comments.text.long", visit.lang)
    return text


def _number(value: str) -> int:
    if not _NUMBER.fullmatch(value):
        raise HTTPException(404)
    return int(value)


def _asked(visit: Visit, name: str) -> int | None:
    found = query.values(visit.request, {name}).get(name)
    return _number(found) if found else None
