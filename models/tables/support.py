"""What the team does beside assurance: advice by telephone or mail, and changes of the framework and its templates."""

import datetime as dt

from sqlmodel import Field, SQLModel

from models.base import one_of, ordered

QUESTION_KINDS = (
    "accord", "law", "flows", "template", "assurance", "review", "training", "system", "other",
)  # fmt: skip
CHANNELS = ("telephone", "mail", "meeting", "other")
CHANGE_KINDS = ("accord", "template", "guidance", "checklist", "other")


class HelplineContact(SQLModel, table=True):
    """One contact for advice (report 3.13): who asked by role and organisation, never by name."""

    __tablename__ = "helpline_contact"
    __table_args__ = (one_of("kind", QUESTION_KINDS), one_of("channel", CHANNELS))

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int | None = Field(default=None, foreign_key="isp.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    day: dt.date = Field(index=True)
    role: str = Field(max_length=30)
    kind: str = Field(max_length=20)
    channel: str = Field(max_length=20)
    minutes: int | None = None


class FrameworkChange(SQLModel, table=True):
    """A change of the framework or of a template (report 3.5): what, in force from when, decided by which board."""

    __tablename__ = "framework_change"
    __table_args__ = (one_of("kind", CHANGE_KINDS), ordered("happened_from", "happened_to", name="happened"))

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    edition: str = Field(default="", max_length=100)
    text_en: str = Field(default="", max_length=2000)
    text_cy: str = Field(default="", max_length=2000)
    board: str = Field(default="", max_length=300)
    decided_on: dt.date | None = None
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    source: str = Field(default="", max_length=400)
