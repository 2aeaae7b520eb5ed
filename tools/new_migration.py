"""Write a migration from the difference between the tables and a database at the latest migration."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from models.database import alembic_config, make_engine, migrate

with tempfile.TemporaryDirectory() as folder:
    engine = make_engine(f"sqlite:///{Path(folder) / 'draft.db'}")
    if any((Path("models/migrations/versions")).glob("*.py")):
        migrate(engine)
    with engine.begin() as connection:
        command.revision(alembic_config(connection), message=sys.argv[1], autogenerate=True, rev_id=sys.argv[2])
