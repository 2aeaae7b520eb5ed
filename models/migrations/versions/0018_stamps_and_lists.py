"""Stamps of calendar and policies, so that a process need not read them anew; what the list of ISPs is asked by."""

import sqlalchemy as sa
from alembic import op

from states.folding import plain

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

STAMPED = {"calendar_year": "calendar_stamp", "closure": "calendar_stamp", "policy": "policy_stamp"}
CHANCE = {"sqlite": "hex(randomblob(16))", "postgresql": "gen_random_uuid()::text"}
INDICES = (("isp", "ix_isp_counted_as", ["counted_as"]), ("isp", "ix_isp_places", ["places"]))


def _set(stamp: str, chance: str) -> str:
    return (
        f"INSERT INTO home_fact (key, value) VALUES ('{stamp}', {chance}) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    )


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for table, stamp in STAMPED.items():
        if dialect == "postgresql":
            op.execute(
                f"CREATE OR REPLACE FUNCTION ispdesk_{stamp}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {_set(stamp, CHANCE[dialect])}; RETURN NULL; END $$"
            )
            op.execute(
                f"CREATE TRIGGER {table}_stamped AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION ispdesk_{stamp}()"
            )
            continue
        for verb in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_stamped_{verb.lower()} AFTER {verb} ON {table} "
                f"BEGIN {_set(stamp, CHANCE[dialect])}; END"
            )
    for stamp in sorted(set(STAMPED.values())):
        op.execute(_set(stamp, CHANCE[dialect]))
    for table, name, columns in INDICES:
        op.create_index(name, table, columns)
    op.execute("CREATE TABLE isp_search_line (isp_id integer PRIMARY KEY REFERENCES isp (id), words text NOT NULL)")
    _fill()


def _fill() -> None:
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT id, ref, title_en, title_cy, purpose FROM isp")).all()
    found = [{"isp": isp, "words": plain(f"{ref} {en} {cy} {purpose}")} for isp, ref, en, cy, purpose in rows]
    if found:
        bind.execute(sa.text("INSERT INTO isp_search_line (isp_id, words) VALUES (:isp, :words)"), found)


def downgrade() -> None:
    op.drop_table("isp_search_line")
    for table, name, _ in INDICES:
        op.drop_index(name, table_name=table)
    for table in STAMPED:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {table}_stamped ON {table}")
            continue
        for verb in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER {table}_stamped_{verb}")
    if op.get_bind().dialect.name == "postgresql":
        for stamp in sorted(set(STAMPED.values())):
            op.execute(f"DROP FUNCTION ispdesk_{stamp}()")
    op.execute("DELETE FROM home_fact WHERE key IN ('calendar_stamp', 'policy_stamp')")
