"""Questions about what the checks found and people said to it."""

from sqlmodel import Session, col, select

from models.database import remembered
from models.tables.checking import OpenPoint


def points(session: Session, version_id: int) -> list[OpenPoint]:
    """The open points of every round of a version."""

    def read() -> list[OpenPoint]:
        chosen = select(OpenPoint).where(OpenPoint.version_id == version_id)
        return list(session.exec(chosen.order_by(col(OpenPoint.round), col(OpenPoint.code))))

    return list(remembered(session, frozenset({"open_point"}), ("open points", version_id), read))
