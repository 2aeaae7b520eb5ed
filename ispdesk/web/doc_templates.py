"""The page on which the team puts its own DOCX template in place of the shipped one."""

import base64

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.doc_templates import STREAM
from ispdesk.commands.shape import Refused
from ispdesk.documents.export import MEDIA_TYPES, shipped_template
from ispdesk.docx import MOST_BYTES
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.words import said
from models.queries import documents

ADOPTERS = COMMANDS["adopt_template"].by or frozenset()
PLACE = "/{lang}/document-template"


class DocTemplates:
    """The template of documents, which is one for the whole installation."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route(PLACE, get=self.show, post=self.adopt, gate=Gate.OFFICE, most=MOST_BYTES + 500_000),
            Route(PLACE + "/file", get=self.file, gate=Gate.OFFICE),
            Route(PLACE + "/drop", post=self.drop, gate=Gate.OFFICE),
        )

    def show(self, visit: Visit) -> Response:
        """Which template is in use, and a form for another."""
        own = self._hall.ask(documents.template)
        kept = own if own and own.content is not None else None
        return self._hall.page(visit, "document_template.html", own=kept, may=bool(visit.who.roles & ADOPTERS))

    def file(self, visit: Visit) -> Response:  # noqa: ARG002 - the same for everybody who is let in
        """The template in use."""
        own = self._hall.ask(documents.template)
        content = own.content if own and own.content is not None else shipped_template()
        headers = {"Content-Disposition": 'attachment; filename="template.docx"'}
        return Response(content, media_type=MEDIA_TYPES["docx"], headers=headers)

    def adopt(self, visit: Visit) -> Response:
        """Use another template from now on."""
        _check(visit)
        upload = visit.form.files.get("file")
        if upload is None or not upload.content:
            visit.form.errors["file"] = said("doc_template.file.need", visit.lang)
            return self.show(visit)
        content = base64.b64encode(upload.content).decode()
        result = self._hall.do(visit, "adopt_template", STREAM, {"name": upload.name[:200], "content": content})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.show(visit)
        return self._hall.away(visit, "/document-template", notice="template_adopted")

    def drop(self, visit: Visit) -> Response:
        """Use the shipped template again."""
        _check(visit)
        result = self._hall.do(visit, "adopt_template", STREAM, {})
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.show(visit)
        return self._hall.away(visit, "/document-template", notice="template_adopted")


def _check(visit: Visit) -> None:
    """Raise 403 for whoever may see the template and not change it."""
    if not visit.who.roles & ADOPTERS:
        raise HTTPException(403)
