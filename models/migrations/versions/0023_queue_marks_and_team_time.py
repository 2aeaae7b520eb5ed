"""Marks on places in the queue, and the team's training and meetings."""

import sqlalchemy as sa
from alembic import op


revision = "0023"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("team_time",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(length=10), nullable=False),
    sa.Column("first_day", sa.Date(), nullable=False),
    sa.Column("last_day", sa.Date(), nullable=False),
    sa.Column("percent", sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('training', 'meetings')", name=op.f("ck_team_time_kind")),
    sa.CheckConstraint("first_day IS NULL OR last_day IS NULL OR first_day <= last_day", name=op.f("ck_team_time_days")),
    sa.CheckConstraint("percent BETWEEN 1 AND 100", name=op.f("ck_team_time_percent")),
    sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_team_time_person_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_team_time")),
    sa.UniqueConstraint("person_id", "number", name=op.f("uq_team_time_person_id_number"))
    )
    with op.batch_alter_table("team_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_time_person_id"), ["person_id"], unique=False)

    op.create_table("queue_mark",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version_id", sa.Integer(), nullable=False),
    sa.Column("round", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(length=10), nullable=False),
    sa.Column("points", sa.Integer(), nullable=False),
    sa.Column("until", sa.Date(), nullable=False),
    sa.Column("by", sa.String(length=100), nullable=False),
    sa.Column("stream", sa.String(length=120), nullable=False),
    sa.Column("seq", sa.Integer(), nullable=False),
    sa.Column("ended", sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind IN ('override', 'aside')", name=op.f("ck_queue_mark_kind")),
    sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_queue_mark_version_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_mark")),
    sa.UniqueConstraint("version_id", "round", "kind", "seq", name=op.f("uq_queue_mark_version_id_round_kind_seq"))
    )
    with op.batch_alter_table("queue_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_queue_mark_version_id"), ["version_id"], unique=False)



def downgrade() -> None:
    with op.batch_alter_table("queue_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_queue_mark_version_id"))

    op.drop_table("queue_mark")
    with op.batch_alter_table("team_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_time_person_id"))

    op.drop_table("team_time")
