"""Which service areas in which places each ISP is for, a row each: the queue asked it of every ISP that is assured."""

import json

import sqlalchemy as sa
from alembic import op


revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "isp_serves",
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("isp_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["isp_id"], ["isp.id"], name=op.f("fk_isp_serves_isp_id")),
        sa.PrimaryKeyConstraint("area", "place", "isp_id", name=op.f("pk_isp_serves")),
    )
    with op.batch_alter_table("isp_serves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isp_serves_isp_id"), ["isp_id"], unique=False)
    bind = op.get_bind()
    found = [
        {"area": area, "place": place, "isp": isp}
        for isp, areas, places in bind.execute(sa.text("SELECT id, service_areas, places FROM isp"))
        for area in set(json.loads(areas or "[]"))
        for place in set(json.loads(places or "[]"))
    ]
    if found:
        bind.execute(sa.text("INSERT INTO isp_serves (area, place, isp_id) VALUES (:area, :place, :isp)"), found)


def downgrade() -> None:
    op.drop_table("isp_serves")
