"""The team's own words in messages: what is in force, and every version."""

from sqlmodel import Session, col, func, select

from models.tables.wording import WordingRow


def in_force(session: Session, message: str) -> WordingRow | None:
    """The latest version of a message's wording; None where it never had one."""
    mine = select(WordingRow).where(WordingRow.message == message)
    return session.exec(mine.order_by(col(WordingRow.version).desc()).limit(1)).first()


def latest(session: Session) -> dict[str, WordingRow]:
    """The latest version of every message that has one."""
    newest = select(WordingRow.message, func.max(WordingRow.version).label("newest")).group_by(WordingRow.message)
    top = newest.subquery()
    chosen = select(WordingRow).join(
        top, (col(WordingRow.message) == top.c.message) & (col(WordingRow.version) == top.c.newest)
    )
    return {row.message: row for row in session.exec(chosen)}


def versions(session: Session, message: str) -> list[WordingRow]:
    """Every version of a message's wording, the latest first."""
    mine = select(WordingRow).where(WordingRow.message == message)
    return list(session.exec(mine.order_by(col(WordingRow.version).desc())))
