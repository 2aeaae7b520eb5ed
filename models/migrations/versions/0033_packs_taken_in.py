"""The signed packs by which ISPs came from another installation, kept as evidence of their history there."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taken_in",
        sa.Column("isp_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("came_from", sa.String(length=300), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("history_rows", sa.Integer(), nullable=False),
        sa.Column("history_head", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("removed", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["isp_id"], ["isp.id"], name=op.f("fk_taken_in_isp_id")),
        sa.PrimaryKeyConstraint("isp_id", name=op.f("pk_taken_in")),
        sa.UniqueConstraint("sha256", name=op.f("uq_taken_in_sha256")),
    )


def downgrade() -> None:
    op.drop_table("taken_in")
