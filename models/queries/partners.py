"""Questions about partners: by their line, those taken out included or not."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.tables.work import Partner

_OF_LINE = (
    select(Partner)
    .where(col(Partner.isp_id) == bindparam("isp"), col(Partner.line) == bindparam("line"))
    .order_by(col(Partner.id))
)


def of_line(session: Session, isp_id: int, line: int) -> Partner | None:
    """The partner of this line, whether it is still one or not."""
    return session.scalars(_OF_LINE, {"isp": isp_id, "line": line}).first()


def standing(session: Session, isp_id: int, line: int) -> Partner | None:
    """The partner of this line that has not been taken out."""
    found = of_line(session, isp_id, line)  # a line is one partner's for good
    return None if found is None or found.valid_to is not None else found
