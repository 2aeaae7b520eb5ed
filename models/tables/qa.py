"""Quality assurance: groups with members and meetings, findings, the queue's measurements and its alarm."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of, ordered

LEVELS = ("green", "amber", "red")
MARKS = ("override", "aside")
TEAM_TIME = ("training", "meetings")
SEVERITIES = ("must", "should", "observation")


class QaGroup(SQLModel, table=True):
    """A regional QA group."""

    __tablename__ = "qa_group"

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, max_length=100)
    name_en: str = Field(max_length=200)
    name_cy: str = Field(default="", max_length=200)
    places: Any = Field(default_factory=list, sa_type=Json)


class GroupMember(SQLModel, table=True):
    """A person's membership of a QA group."""

    __tablename__ = "group_member"
    __table_args__ = (ordered("valid_from", "valid_to", name="valid"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="qa_group.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    chair: bool = False
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


class Meeting(SQLModel, table=True):
    """A meeting of a QA group: its day, how many ISPs it can take, and the last day to submit for it."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("group_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="qa_group.id", index=True)
    day: dt.date
    capacity: int
    last_submission: dt.date


class Finding(SQLModel, table=True):
    """What an assurer found in a round, how the coordinator answered, and whether it is met.

    `about` points at a section, a flow, the flows or the partners (`states.reviewing.pointer`); `item` is the question
    of the checklist that it is on; `due` the day by which a correction is asked for.
    """

    __tablename__ = "finding"
    __table_args__ = (one_of("severity", SEVERITIES), one_of("answer", ("answered", "contested")))

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    round: int
    number: int
    severity: str = Field(default="must", max_length=20)
    about: str = Field(default="", max_length=100)
    text: str = Field(default="", max_length=4000)
    correction: bool = False
    item: str = Field(default="", max_length=20)
    author: str = Field(default="", max_length=100)
    due: dt.date | None = None
    answer: str | None = Field(default=None, max_length=10)
    answer_text: str = Field(default="", max_length=4000)
    closed: bool = False


class Declaration(SQLModel, table=True):
    """An assurer's word that they are independent of one version, or the recorded exception.

    `interest`: what they declare beside it, such as working for another partner; it is shown with the decision.
    """

    __tablename__ = "declaration"
    __table_args__ = (UniqueConstraint("version_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    exception: str = Field(default="", max_length=1000)
    interest: str = Field(default="", max_length=1000)


class MeasurementRow(SQLModel, table=True):
    """The queue at one close in one scope: a unique row, whoever measures and however often."""

    __tablename__ = "measurement"
    __table_args__ = (one_of("level", LEVELS),)

    scope: str = Field(primary_key=True, max_length=100)
    day: dt.date = Field(primary_key=True)
    count: int
    oldest_min: int | None = None
    oldest_max: int | None = None
    oldest_known_for: int = 0
    share_permille: int | None = None
    share_known_for: int = 0
    clearance_min: int | None = None
    clearance_max: int | None = None
    method: str = Field(default="", max_length=400)
    method_cy: str = Field(default="", max_length=400)
    level: str = Field(max_length=10)
    reached: Any = Field(sa_type=Json)
    recorded_at: dt.datetime = Field(sa_type=Instant)


class AlarmRow(SQLModel, table=True):
    """What has been said about a scope's queue, who acknowledged it, and which level that silences until when."""

    __tablename__ = "alarm"
    __table_args__ = (one_of("announced", LEVELS),)

    scope: str = Field(primary_key=True, max_length=100)
    announced: str = Field(default="green", max_length=10)
    clear: int = 0
    acknowledged_by: str | None = Field(default=None, max_length=100)
    acknowledged_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    silenced_until: dt.date | None = None
    silenced_level: str | None = Field(default=None, max_length=10)


class QueueMark(SQLModel, table=True):
    """What somebody of the team said of one version's place in the queue in one round, up to and with a day.

    Its reason lies beside the history row that wrote it. A later mark of the same kind takes its place.
    """

    __tablename__ = "queue_mark"
    __table_args__ = (UniqueConstraint("version_id", "round", "kind", "seq"), one_of("kind", MARKS))

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    round: int
    kind: str = Field(max_length=10)
    points: int = 0
    until: dt.date
    by: str = Field(max_length=100)
    stream: str = Field(max_length=120)
    seq: int
    ended: bool = False


class TeamTime(SQLModel, table=True):
    """Days on which one of the team has training or meetings, and how much of each day that takes."""

    __tablename__ = "team_time"
    __table_args__ = (
        one_of("kind", TEAM_TIME),
        ordered("first_day", "last_day", name="days"),
        CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
        UniqueConstraint("person_id", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    number: int
    kind: str = Field(max_length=10)
    first_day: dt.date
    last_day: dt.date
    percent: int = 100
