"""The document as pages and exports show it: sections, who writes them, comments, revisions and what changed."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from sqlmodel import Session, select

from ispdesk.commands.sections import edition_of
from ispdesk.views.document_shapes import (
    Candidate,
    Changed,
    ChangesView,
    DocumentView,
    RevisionRow,
    Said,
    SectionRow,
    SectionView,
    Side,
    Thread,
)
from ispdesk.views.listing import title_of
from ispdesk.words.text import Lang, Text
from models.queries import documents, isps
from models.tables.document import SectionComment, SectionRevision
from models.tables.isp import Isp, Version
from models.tables.journal import HistoryWords
from models.tables.person import Person
from models.tables.work import Section
from states.differing import difference, differs
from states.document import Ready, Standing, standing
from states.editions import Edition
from states.lifecycle import Party, State, amendable
from states.words import Sentence

LANGS: tuple[Lang, Lang] = ("en", "cy")
MOST_REVISIONS = 50
"""Revisions listed for a section and language; older ones are kept, and can be asked for by number."""


def at_work(session: Session, isp: Isp, number: int | None = None) -> Version | None:
    """The version of this number; without one that in progress, else in force, else the latest."""
    found = isps.versions(session, isp.id or 0)
    if number is not None:
        return next((version for version in found if version.number == number), None)
    places = {version.place: version for version in reversed(found)}
    return places.get("progress") or places.get("force") or (found[0] if found else None)


def document_view(
    session: Session, ref: str, number: int | None = None, *, working: bool = True
) -> DocumentView | None:
    """The document of an ISP's version at work, or of the version of this number; None where there is none.

    `working`: with who writes what, and the comments.
    """
    isp = isps.by_ref(session, ref)
    version = at_work(session, isp, number) if isp else None
    if isp is None or version is None:
        return None
    edition = edition_of(session, version)
    return DocumentView(
        ref=isp.ref,
        title=title_of(isp),
        version=version.number,
        state=version.state,
        amendable=version.place != "past" and amendable(State(version.state), Party(version.holder)),
        edition=_text(edition.name),
        sections=_rows(session, isp, version, edition, working=working),
        versions=tuple(one.number for one in isps.versions(session, isp.id or 0)),
    )


def _text(said: Sentence) -> Text:
    return Text(said.en, said.cy)


def _rows(session: Session, isp: Isp, version: Version, edition: Edition, *, working: bool) -> tuple[SectionRow, ...]:
    """The sections of the edition, then those that were written under names of their own."""
    written = {(one.key, one.lang): one for one in documents.sections(session, version.id or 0)}
    sides = _sides(session, version, written, working=working)
    waiting = Counter(
        row.key
        for row, _ in (documents.comments(session, f"isp:{isp.ref}", version.id or 0) if working else ())
        if row.answers is None and row.resolved_at is None
    )
    none: dict[Lang, Side] = {lang: Side(lang) for lang in LANGS}
    found, number = [], 0
    for position, section in enumerate(edition.sections, start=1):
        numbered = not section.is_appendix
        number += numbered
        found.append(
            SectionRow(
                key=section.key,
                position=position,
                heading=_text(section.heading),
                guidance=_text(section.guidance),
                en=sides.get((section.key, "en"), none["en"]),
                cy=sides.get((section.key, "cy"), none["cy"]),
                number=number if numbered else 0,
                drawn=section.drawn,
                may_be_empty=section.may_be_empty,
                open_comments=waiting[section.key],
            )
        )
    known = {section.key for section in edition.sections}
    for key in dict.fromkeys(key for key, _ in written if key not in known):
        headings = {lang: one.heading for lang in LANGS if (one := written.get((key, lang)))}
        found.append(
            SectionRow(
                key=key,
                position=len(found) + 1,
                heading=Text(headings.get("en") or key, headings.get("cy") or None),
                guidance=Text(),
                en=sides.get((key, "en"), none["en"]),
                cy=sides.get((key, "cy"), none["cy"]),
                may_be_empty=True,
                open_comments=waiting[key],
            )
        )
    return tuple(found)


def _sides(
    session: Session, version: Version, written: dict[tuple[str, str], Section], *, working: bool
) -> dict[tuple[str, str], Side]:
    """Each section in each language that is written or given to somebody."""
    writers = documents.writers(session, version.id or 0) if working else {}
    ready = documents.ready(session, version.id or 0)
    authors = documents.last_authors(session, version.id or 0) if working else {}
    names = _names(session, {author for author, _ in authors.values()})
    found = {}
    for key, lang in {*written, *writers}:
        one = written.get((key, lang))
        other = written.get((key, "cy" if lang == "en" else "en"))
        called = ready.get((key, lang))
        author, when = authors.get((key, lang), ("", None))
        writer = writers.get((key, lang))
        found[key, lang] = Side(
            lang="cy" if lang == "cy" else "en",
            text=one.text if one else "",
            revision=one.revision if one else 0,
            standing=standing(
                one.revision if one else 0,
                written=bool(one and one.text),
                ready=Ready(called.revision, called.beside) if called else None,
                other=other.revision if other and other.text else 0,
            ),
            writer=_name(writer) if writer else None,
            writer_ref=writer.ref if writer else "",
            author=names.get(author) or (Text(author) if author else None),
            written_at=when,
        )
    return found


def _name(person: Person) -> Text:
    return Text(person.name_en, person.name_cy or None)


def _names(session: Session, refs: set[str]) -> dict[str, Text]:
    """People's names by reference: one question for all."""
    if not refs:
        return {}
    return {one.ref: _name(one) for one in session.exec(select(Person).where(Person.ref.in_(sorted(refs))))}  # type: ignore[attr-defined]  # a column


def section_view(session: Session, ref: str, key: str, number: int | None = None) -> SectionView | None:
    """One section of a document; None where there is none of this key."""
    document = document_view(session, ref, number)
    row = document.section(key) if document else None
    isp = isps.by_ref(session, ref)
    version = at_work(session, isp, number) if isp else None
    if document is None or row is None or isp is None or version is None:
        return None
    place = document.sections.index(row)
    return SectionView(
        document=document,
        row=row,
        threads=_threads(session, isp, version, key),
        revisions=tuple((lang, _revisions(session, version, key, lang)) for lang in LANGS),
        people=tuple(Candidate(one.ref, _name(one)) for one in documents.people_of(session, isp)),
        before=document.sections[place - 1] if place else None,
        after=document.sections[place + 1] if place + 1 < len(document.sections) else None,
    )


def section_of_comment(session: Session, ref: str, number: int) -> SectionView | None:
    """The section that a comment of the version at work is about; None where there is none, or it is an answer."""
    isp = isps.by_ref(session, ref)
    version = at_work(session, isp) if isp else None
    found = documents.comment(session, version.id or 0, number) if version else None
    return section_view(session, ref, found.key) if found is not None and found.answers is None else None


def _revisions(session: Session, version: Version, key: str, lang: Lang) -> tuple[RevisionRow, ...]:
    rows = documents.revisions(session, version.id or 0, key, lang)[:MOST_REVISIONS]
    names = _names(session, {row.author for row in rows if row.author})
    return tuple(
        RevisionRow(
            row.revision,
            names.get(row.author) or (Text(row.author) if row.author else None),
            row.written_at,
            len(row.text.split()),
        )
        for row in rows
    )


def _threads(session: Session, isp: Isp, version: Version, key: str) -> tuple[Thread, ...]:
    """Comments with their answers; those that wait for somebody first."""
    rows = documents.comments(session, f"isp:{isp.ref}", version.id or 0, key)
    refs = {row.author for row, _ in rows} | {row.resolved_by for row, _ in rows if row.resolved_by}
    names = _names(session, refs)
    answers: dict[int, list[Said]] = {}
    for row, words in rows:
        if row.answers is not None:
            answers.setdefault(row.answers, []).append(_said(row, words, names))
    found = [
        Thread(
            first=_said(row, words, names),
            lang="cy" if row.lang == "cy" else "en" if row.lang else None,
            revision=row.revision,
            answers=tuple(answers.get(row.number, ())),
            resolved_at=row.resolved_at,
            resolved_by=names.get(row.resolved_by, Text(row.resolved_by)) if row.resolved_by else None,
        )
        for row, words in rows
        if row.answers is None
    ]
    return tuple(sorted(found, key=lambda thread: thread.resolved_at is not None))


def _said(row: SectionComment, words: HistoryWords | None, names: dict[str, Text]) -> Said:
    return Said(
        number=row.number,
        author=names.get(row.author, Text(row.author)),
        author_ref=row.author,
        said_at=row.said_at,
        text=words.text if words else None,
        removed=(words.removed or "") if words else "",
    )


def revision_text(session: Session, ref: str, key: str, lang: str, number: int) -> str | None:
    """The text of one revision of the version at work; None where there is none."""
    isp = isps.by_ref(session, ref)
    version = at_work(session, isp) if isp else None
    if version is None:
        return None
    if number == 0:
        return ""
    found = documents.revision(session, version.id or 0, key, lang, number)
    return found.text if found else None


def revision_changes(session: Session, ref: str, key: str, lang: Lang, numbers: tuple[int, int]) -> ChangesView | None:
    """What changed between two revisions of a section in one language; 0 is before anything was written."""
    document = document_view(session, ref)
    row = document.section(key) if document else None
    before, after = (revision_text(session, ref, key, lang, number) for number in numbers)
    if document is None or row is None or before is None or after is None:
        return None
    changed = Changed(key, row.heading, lang, difference(before, after))
    return ChangesView(document.ref, document.title, numbers[0], numbers[1], (changed,))


def version_changes(session: Session, ref: str, numbers: tuple[int, int]) -> ChangesView | None:
    """What changed between two versions of an ISP's document, section by section."""
    before, after = (document_view(session, ref, number) for number in numbers)
    if before is None or after is None:
        return None
    return ChangesView(after.ref, after.title, before.version, after.version, _between(before, after))


def changes_since(session: Session, ref: str, since: dt.datetime, number: int | None = None) -> ChangesView | None:
    """What changed in a document since an instant, such as that of a signature; both numbers are its version."""
    after = document_view(session, ref, number)
    isp = isps.by_ref(session, ref)
    version = at_work(session, isp, number) if isp else None
    if after is None or version is None:
        return None
    then = {(row.key, row.lang): row for row in documents.as_at(session, version.id or 0, since)}
    sections = tuple(
        replace(row, en=_as_then(row.en, then.get((row.key, "en"))), cy=_as_then(row.cy, then.get((row.key, "cy"))))
        for row in after.sections
    )
    before = replace(after, sections=sections)
    return ChangesView(after.ref, after.title, after.version, after.version, _between(before, after))


def _as_then(side: Side, row: SectionRevision | None) -> Side:
    if row is None:
        return replace(side, text="", revision=0, standing=Standing.EMPTY)
    return replace(side, text=row.text, revision=row.revision)


def _between(before: DocumentView, after: DocumentView) -> tuple[Changed, ...]:
    """Every section and language in which something changed, in the order of the later document."""
    keys = [*(row.key for row in after.sections), *(row.key for row in before.sections if not after.section(row.key))]
    found = []
    for key in keys:
        old, new = before.section(key), after.section(key)
        shown = new or old
        for lang in LANGS:
            pieces = difference(old.side(lang).text if old else "", new.side(lang).text if new else "")
            if shown is not None and differs(pieces):
                found.append(Changed(key, shown.heading, lang, pieces))
    return tuple(found)
