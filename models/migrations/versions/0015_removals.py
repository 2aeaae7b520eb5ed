"""Words that must go: proposed by one person, agreed by another."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("isp_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(length=2000), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("proposed_by", sa.String(length=100), nullable=False),
        sa.Column("proposed_at", models.base.Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=100), nullable=True),
        sa.Column("decided_at", models.base.Instant(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("found", models.base.Json(), nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'done', 'dropped')", name=op.f("ck_removal_status")),
        sa.ForeignKeyConstraint(["isp_id"], ["isp.id"], name=op.f("fk_removal_isp_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
    )
    with op.batch_alter_table("removal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removal_isp_id"), ["isp_id"], unique=False)

    op.create_table(
        "evidence_name",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_cy", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evidence_name_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_evidence_name")),
    )


def downgrade() -> None:
    op.drop_table("evidence_name")
    op.drop_table("removal")
