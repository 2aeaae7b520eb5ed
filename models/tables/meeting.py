"""A QA group's meeting: what is written down for it, and the pack that went out, frozen."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of

OF_AGENDA = ("on", "off")
OF_PERSON = ("present", "apologies")
OF_MEETING = (*OF_AGENDA, *OF_PERSON, "chair", "interest", "decided")


class MeetingNote(SQLModel, table=True):
    """One thing written down for the meeting of a group on a day; what ends keeps its row.

    `on` and `off`: an ISP was put on its agenda, or taken off, by hand. `present`, `apologies`, `chair`: a person.
    `interest`: a person declared one in an ISP. Its reason lies beside the group's history row `seq`, as `reason`.
    `decided`: the ISP was decided on at it, by the row `seq` of the ISP's own history.
    """

    __tablename__ = "meeting_note"
    __table_args__ = (
        one_of("kind", OF_MEETING),
        CheckConstraint("isp_id IS NOT NULL OR person_id IS NOT NULL", name="about_something"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="qa_group.id", index=True)
    day: dt.date
    kind: str = Field(max_length=10)
    isp_id: int | None = Field(default=None, foreign_key="isp.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    seq: int
    by: str = Field(max_length=100)
    ended: bool = False


class MeetingPack(SQLModel, table=True):
    """What went out for a meeting: its ISPs in order, and the hash of the list of its files, which never changes."""

    __tablename__ = "meeting_pack"
    __table_args__ = (UniqueConstraint("group_id", "day", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="qa_group.id", index=True)
    day: dt.date
    number: int
    isps: Any = Field(default_factory=list, sa_type=Json)
    content_hash: str = Field(max_length=64)
    made_at: dt.datetime = Field(sa_type=Instant)
    made_by: str = Field(max_length=100)


class MeetingPackFile(SQLModel, table=True):
    """One file of a pack with its hash. `removed` says why words had to be taken out of it, with the whole file."""

    __tablename__ = "meeting_pack_file"
    __table_args__ = (UniqueConstraint("pack_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    pack_id: int = Field(foreign_key="meeting_pack.id", index=True)
    isp_id: int | None = Field(default=None, foreign_key="isp.id", index=True)
    name: str = Field(max_length=100)
    content_hash: str = Field(max_length=64)
    content: bytes = Field(sa_type=LargeBinary)
    removed: str = Field(default="", max_length=400)
