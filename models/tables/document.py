"""The document beside its sections: every revision, who writes what, what is ready, comments, and the DOCX template."""

import datetime as dt

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, one_of

LANGUAGES = ("en", "cy")


class SectionRevision(SQLModel, table=True):
    """A section as it was written at one revision. `author` and `written_at` are empty where that is not known."""

    __tablename__ = "section_revision"
    __table_args__ = (UniqueConstraint("version_id", "key", "lang", "revision"), one_of("lang", LANGUAGES))

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    key: str = Field(max_length=60)
    lang: str = Field(max_length=2)
    revision: int
    heading: str = Field(default="", max_length=300)
    text: str = ""
    content_hash: str = Field(max_length=64)
    author: str = Field(default="", max_length=100)
    written_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class SectionWriter(SQLModel, table=True):
    """Who writes a section in one language."""

    __tablename__ = "section_writer"
    __table_args__ = (one_of("lang", LANGUAGES),)

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    key: str = Field(primary_key=True, max_length=60)
    lang: str = Field(primary_key=True, max_length=2)
    person_id: int = Field(foreign_key="person.id", index=True)


class SectionReady(SQLModel, table=True):
    """Somebody said that a section is ready at a revision, and beside which revision of the other language."""

    __tablename__ = "section_ready"
    __table_args__ = (one_of("lang", LANGUAGES),)

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    key: str = Field(primary_key=True, max_length=60)
    lang: str = Field(primary_key=True, max_length=2)
    revision: int
    beside: int = 0
    said_by: str = Field(max_length=100)
    said_at: dt.datetime = Field(sa_type=Instant)


class SectionComment(SQLModel, table=True):
    """A comment on a section, or an answer to one. Its words lie beside the history row `seq`, under the name `said`.

    `answers`: the number of the comment it answers, which is no answer itself; only such a one is resolved.
    """

    __tablename__ = "section_comment"
    __table_args__ = (
        UniqueConstraint("version_id", "number"),
        one_of("lang", LANGUAGES),
        CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name="who_resolved"),
        CheckConstraint("answers IS NULL OR resolved_at IS NULL", name="answers_are_not_resolved"),
    )

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    number: int
    key: str = Field(max_length=60)
    lang: str | None = Field(default=None, max_length=2)
    revision: int = 0
    seq: int
    author: str = Field(max_length=100)
    said_at: dt.datetime = Field(sa_type=Instant)
    answers: int | None = None
    resolved_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    resolved_by: str | None = Field(default=None, max_length=100)


class DocumentTemplate(SQLModel, table=True):
    """The DOCX template that the team put in place of the shipped one; without content, the shipped one again."""

    __tablename__ = "document_template"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(default="", max_length=200)
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    content_hash: str = Field(default="", max_length=64)
    adopted_at: dt.datetime = Field(sa_type=Instant)
    adopted_by: str = Field(max_length=100)
