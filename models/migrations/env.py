"""How Alembic runs: always over the connection that `models.database.migrate` hands it."""

from alembic import context
from sqlmodel import SQLModel

import models.tables  # noqa: F401 - fills the metadata


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a name of the database is one of the metadata's: the words of search have no model (FTS5, tsvector)."""
    return not (kind == "table" and (name or "").startswith("isp_search"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
    include_name=ours,
)
with context.begin_transaction():
    context.run_migrations()
