"""Hours that people say they spent on an ISP: optional, and nobody is asked for them."""

import datetime as dt

from sqlmodel import Field, SQLModel


class Effort(SQLModel, table=True):
    """Minutes that one person spent by one day; the note says on what."""

    __tablename__ = "effort"

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    day: dt.date
    minutes: int
    note: str = Field(default="", max_length=200)
