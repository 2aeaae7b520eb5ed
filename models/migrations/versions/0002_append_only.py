"""History, its words' place in it, the ledger and attempts can only grow; the ledger's head exists from the start."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GROWING = ("history", "ledger", "attempt", "rung_claim", "measurement", "holding")
"""Tables whose rows are evidence: nobody changes or deletes one."""


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE OR REPLACE FUNCTION ispdesk_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are evidence and cannot be changed', TG_TABLE_NAME; END $$"
        )
    for table in GROWING:
        if postgresql:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION ispdesk_append_only()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are evidence and cannot be changed'); END"
            )
    op.execute("INSERT INTO ledger_head (id, n, chain) VALUES (1, 0, '')")


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in GROWING:
        if postgresql:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        else:
            op.execute(f"DROP TRIGGER {table}_no_update")
            op.execute(f"DROP TRIGGER {table}_no_delete")
    op.execute("DELETE FROM ledger_head")
