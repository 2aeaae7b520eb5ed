"""The migrations' file names are the revisions, in one line, and they make what the tables say."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from models.database import alembic_config, make_engine, migrate, revisions, schema_state


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a name of the database is one of the metadata's: the words of search have no model (FTS5, tsvector)."""
    return not (kind == "table" and (name or "").startswith("isp_search"))


def test_file_names_are_the_revisions_in_order(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    assert schema_state(engine) == "empty"
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(revisions()))
    assert scripts.get_current_head() == revisions()[-1]
    engine.dispose()


def test_the_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(engine)
    migrate(engine)
    assert schema_state(engine) == "current"
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False, "include_name": ours})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()
