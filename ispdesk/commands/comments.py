"""Comments on sections of the text: made, answered, resolved and opened again."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints

from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import EDITORS, find
from ispdesk.commands.sections import Key, edition_of
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import documents
from models.tables.document import SectionComment
from models.tables.isp import Isp, Version
from states.lifecycle import Role

INSIDERS = EDITORS - {Role.IMPORT} | {Role.PARTNER_CONTACT, Role.SIGNING_OFFICER, Role.GROUP_MEMBER}
"""Whoever has a part in the ISP may say something; in any state, since QA reads the text too."""
Number = Annotated[int, Ge(1), Le(99_999)]


class Comment(Payload):
    """A comment on a section (in one language, or on both), or an answer to the comment of this number."""

    key: Key | None = None
    lang: Literal["en", "cy"] | None = None
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    answers: Number | None = None


class ResolveComment(Payload):
    """What a comment asked for is done, or needs nothing; or it is opened again."""

    number: Number
    resolved: bool = True


def comment(tx: Tx, payload: Comment) -> Mapping[str, Any]:
    """Say something about a section; its words lie beside the history row, where they can be taken out."""
    isp, version = _of_this(tx)
    asked = _head(tx, version, payload.answers) if payload.answers else None
    if asked is not None and asked.answers is not None:
        asked = _head(tx, version, asked.answers)  # an answer to an answer stands with it, under the same comment
    key = asked.key if asked else payload.key
    lang = asked.lang if asked else payload.lang
    if key is None or not _known(tx, version, key):
        raise decline(
            "not_found",
            "Say which section it is about: its text has none of that name.",
            "Dywedwch am ba adran y mae: nid oes un o'r enw hwnnw yn ei destun.",
        )
    number = documents.last_comment(tx.session, version.id or 0) + 1
    section = documents.section(tx.session, version.id or 0, key, lang or "en")
    body = {"number": number, "key": key, "lang": lang, "version": version.number}
    if asked:
        row = tx.record("comment_answered", body | {"answers": asked.number}, words={"said": payload.text})
    else:
        row = tx.record("commented", body, words={"said": payload.text})
    tx.session.add(
        SectionComment(
            version_id=version.id or 0,
            number=number,
            key=key,
            lang=lang,
            revision=section.revision if section else 0,
            seq=row.seq,
            author=tx.order.actor,
            said_at=tx.at,
            answers=asked.number if asked else None,
        )
    )
    if asked is not None and asked.resolved_at is not None:
        asked.resolved_at = asked.resolved_by = None  # whoever answers a resolved comment opens it again
        tx.session.add(asked)
    return {"ref": isp.ref, "comment": number}


def resolve_comment(tx: Tx, payload: ResolveComment) -> Mapping[str, Any]:
    """Resolve a comment or open it again: who edits the text may, and who made the comment."""
    isp, version = _of_this(tx)
    found = _head(tx, version, payload.number)
    if found.answers is not None:
        raise decline(
            "wrong_value",
            f"Comment {found.number} is an answer: resolve comment {found.answers}.",
            f"Ateb yw sylw {found.number}: datryswch sylw {found.answers}.",
        )
    if not may_resolve(tx.roles, mine=found.author == tx.order.actor):
        raise decline(
            "not_yours",
            "Only who made a comment, or who edits the text, resolves it.",
            "Dim ond pwy bynnag a roddodd sylw, neu sy'n golygu'r testun, sy'n ei ddatrys.",
        )
    if (found.resolved_at is not None) == payload.resolved:
        return {"ref": isp.ref, "comment": found.number, "resolved": payload.resolved}
    found.resolved_at = tx.at if payload.resolved else None
    found.resolved_by = tx.order.actor if payload.resolved else None
    tx.session.add(found)
    body = {"number": found.number, "key": found.key, "version": version.number}
    if payload.resolved:
        tx.record("comment_resolved", body)
    else:
        tx.record("comment_reopened", body)
    return {"ref": isp.ref, "comment": found.number, "resolved": payload.resolved}


def may_resolve(roles: AbstractSet[Role], *, mine: bool) -> bool:
    """Whether somebody with these roles resolves a comment that is theirs (`mine`) or another's."""
    return bool(roles & EDITORS) or mine


def _of_this(tx: Tx) -> tuple[Isp, Version]:
    isp = find(tx.session, tx.stream.ref)
    return isp, at_work(tx, isp)


def _known(tx: Tx, version: Version, key: str) -> bool:
    if edition_of(tx.session, version).section(key) is not None:
        return True
    return any(section.key == key for section in documents.sections(tx.session, version.id or 0))


def _head(tx: Tx, version: Version, number: int) -> SectionComment:
    found = documents.comment(tx.session, version.id or 0, number)
    if found is None:
        raise decline("not_found", f"There is no comment {number}.", f"Nid oes sylw {number}.")
    return found


SPECS: tuple[Spec[Any], ...] = (
    Spec("comment", "isp", Comment, INSIDERS, comment),
    Spec("resolve_comment", "isp", ResolveComment, INSIDERS, resolve_comment),
)
