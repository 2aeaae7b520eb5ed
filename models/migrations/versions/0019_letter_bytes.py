"""A letter's bytes in a table of their own, apart from the row that changes as it is sent; they never change.

Only words that must go are taken out of them, once and with the reason beside.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_bytes",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("removed", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_bytes_letter_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_bytes")),
    )
    op.execute("INSERT INTO letter_bytes (letter_id, raw, removed) SELECT id, raw, '' FROM letter ORDER BY id")
    op.execute("ALTER TABLE letter DROP COLUMN raw")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER letter_bytes_append_only BEFORE DELETE OR TRUNCATE ON letter_bytes "
            "FOR EACH STATEMENT EXECUTE FUNCTION ispdesk_append_only()"
        )
        op.execute(
            "CREATE TRIGGER letter_bytes_taken_out_once BEFORE UPDATE ON letter_bytes FOR EACH ROW "
            "WHEN (OLD.removed <> '' OR NEW.removed = '') EXECUTE FUNCTION ispdesk_append_only()"
        )
        return
    for verb, when in (("UPDATE", " WHEN OLD.removed <> '' OR NEW.removed = ''"), ("DELETE", "")):
        op.execute(
            f"CREATE TRIGGER letter_bytes_no_{verb.lower()} BEFORE {verb} ON letter_bytes{when} "
            "BEGIN SELECT RAISE(ABORT, 'rows of letter_bytes are evidence and cannot be changed'); END"
        )


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    empty = "''::bytea" if postgresql else "x''"
    op.execute(f"ALTER TABLE letter ADD COLUMN raw {'BYTEA' if postgresql else 'BLOB'} DEFAULT {empty} NOT NULL")
    op.execute("UPDATE letter SET raw = (SELECT b.raw FROM letter_bytes b WHERE b.letter_id = letter.id)")
    if postgresql:
        op.execute("ALTER TABLE letter ALTER COLUMN raw DROP DEFAULT")
    op.drop_table("letter_bytes")
