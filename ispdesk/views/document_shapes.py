"""What the pages of the document are given."""

from dataclasses import dataclass
from datetime import datetime

from ispdesk.words.text import Lang, Text
from states.differing import Piece
from states.document import Standing


@dataclass(frozen=True)
class Side:
    """A section in one language. `author` and `written_at` are None where that is not known."""

    lang: Lang
    text: str = ""
    revision: int = 0
    standing: Standing = Standing.EMPTY
    writer: Text | None = None
    writer_ref: str = ""
    author: Text | None = None
    written_at: datetime | None = None


@dataclass(frozen=True)
class SectionRow:
    """A section in both languages. `number` is 0 for an appendix; `drawn` names what the record adds to it."""

    key: str
    position: int
    heading: Text
    guidance: Text
    en: Side
    cy: Side
    number: int = 0
    drawn: str = ""
    may_be_empty: bool = False
    open_comments: int = 0

    def side(self, lang: Lang) -> Side:
        """The section in this language."""
        return self.cy if lang == "cy" else self.en


@dataclass(frozen=True)
class DocumentView:
    """The document of one version: its sections in order, and what is known of it. `versions`: the latest first."""

    ref: str
    title: Text
    version: int
    state: str
    amendable: bool
    edition: Text
    sections: tuple[SectionRow, ...]
    versions: tuple[int, ...] = ()

    def written(self, lang: Lang) -> int:
        """How many sections that need words have some in this language."""
        return sum(row.side(lang).standing is not Standing.EMPTY for row in self.needed)

    @property
    def needed(self) -> tuple[SectionRow, ...]:
        """The sections that need words."""
        return tuple(row for row in self.sections if not row.may_be_empty)

    @property
    def open_comments(self) -> int:
        """How many comments wait for somebody."""
        return sum(row.open_comments for row in self.sections)

    def section(self, key: str) -> SectionRow | None:
        """The section of this key."""
        return next((row for row in self.sections if row.key == key), None)


@dataclass(frozen=True)
class Said:
    """A comment or an answer. `text` is None where it was taken out, `removed` then says why."""

    number: int
    author: Text
    author_ref: str
    said_at: datetime
    text: str | None
    removed: str = ""


@dataclass(frozen=True)
class Thread:
    """A comment with its answers; `revision` is that of the text it was made on."""

    first: Said
    lang: Lang | None
    revision: int
    answers: tuple[Said, ...] = ()
    resolved_at: datetime | None = None
    resolved_by: Text | None = None


@dataclass(frozen=True)
class RevisionRow:
    """One revision of a section in one language."""

    revision: int
    author: Text | None
    written_at: datetime | None
    words: int


@dataclass(frozen=True)
class Candidate:
    """A person of the ISP, to whom a section can be given."""

    ref: str
    name: Text


@dataclass(frozen=True)
class SectionView:
    """Everything the page of one section shows; neighbours are keys with headings, for the links beneath."""

    document: DocumentView
    row: SectionRow
    threads: tuple[Thread, ...]
    revisions: tuple[tuple[Lang, tuple[RevisionRow, ...]], ...]
    people: tuple[Candidate, ...]
    before: SectionRow | None = None
    after: SectionRow | None = None


@dataclass(frozen=True)
class Changed:
    """What changed in one section in one language. Nothing changed where no piece but `same` is in it."""

    key: str
    heading: Text
    lang: Lang
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ChangesView:
    """Word-level changes: `before` and `after` are revisions of a section, or versions of the whole document."""

    ref: str
    title: Text
    before: int
    after: int
    changed: tuple[Changed, ...]
