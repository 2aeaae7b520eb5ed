"""Alembic migrations, run by `models.database.migrate`."""
