"""How people wish to be written to."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("days", models.base.Json(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("choices", models.base.Json(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_preference_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_preference")),
    )


def downgrade() -> None:
    op.drop_table("preference")
