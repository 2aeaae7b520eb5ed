"""The review date that a version would have had by itself: a date is moved from there, never from where it was moved."""

import sqlalchemy as sa
from alembic import op


revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wished_review_date", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("version", "wished_review_date")  # not as a batch: on SQLite that makes the table anew, others stand on it
