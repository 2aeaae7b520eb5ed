"""The words by which ISPs are found: FTS5 on SQLite, tsvector on PostgreSQL; what is there already is put in."""

import sqlalchemy as sa
from alembic import op

from states.searching import indexed

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE isp_search USING fts5(open, inner_words, tokenize = 'ascii')")
    else:
        op.execute(
            "CREATE TABLE isp_search (isp_id integer PRIMARY KEY REFERENCES isp (id), "
            "open tsvector NOT NULL, inner_words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_isp_search_open ON isp_search USING gin (open)")
        op.execute("CREATE INDEX ix_isp_search_all ON isp_search USING gin ((open || inner_words))")
    _fill()


def _fill() -> None:
    bind = op.get_bind()
    partners: dict[int, list[str]] = {}
    for isp, name in bind.execute(sa.text("SELECT isp_id, name FROM partner WHERE valid_to IS NULL ORDER BY line")):
        partners.setdefault(isp, []).append(name)
    flows: dict[int, list[str]] = {}
    asked = sa.text(
        "SELECT v.isp_id, f.information, f.purpose FROM flow f JOIN version v ON v.id = f.version_id "
        "WHERE v.place <> 'past' ORDER BY f.number"
    )
    for isp, information, purpose in bind.execute(asked):
        flows.setdefault(isp, []).extend((information, purpose))
    sqlite = bind.dialect.name == "sqlite"
    insert = sa.text(
        "INSERT INTO isp_search (rowid, open, inner_words) VALUES (:isp, :open, :inner)"
        if sqlite
        else "INSERT INTO isp_search (isp_id, open, inner_words) "
        "VALUES (:isp, to_tsvector('simple', :open), to_tsvector('simple', :inner))"
    )
    for isp, ref, en, cy, purpose in bind.execute(sa.text("SELECT id, ref, title_en, title_cy, purpose FROM isp")).all():
        words = indexed(" ".join([ref, en, cy, purpose, *partners.get(isp, [])]))
        bind.execute(insert, {"isp": isp, "open": words, "inner": indexed(" ".join(flows.get(isp, [])))})


def downgrade() -> None:
    op.drop_table("isp_search")
