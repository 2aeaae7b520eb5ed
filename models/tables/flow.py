"""What the flows of a version inherit where their own cell is empty."""

from typing import Any

from sqlmodel import Field, SQLModel

from models.base import Json


class FlowDefault(SQLModel, table=True):
    """The values set once for all flows of a version, by column. `revision` counts their changes."""

    __tablename__ = "flow_default"

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    chosen: Any = Field(default_factory=dict, sa_type=Json)
    revision: int = 1
