"""Flows with when, law, security and notes, what they inherit, and steps in which nothing is shared."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXTS = {
    "occasion": 1000,
    "items": 2000,
    "sender_team": 300,
    "recipient_team": 300,
    "sensitivity": 10,
    "special": 400,
    "gateway": 1000,
    "consent": 400,
    "controls": 1000,
    "frequency": 200,
    "volume": 200,
    "identifier": 400,
    "system": 400,
    "retention": 400,
    "language": 200,
    "notes": 2000,
}
"""The new columns of a flow, each empty in what is there, with its length."""


def upgrade() -> None:
    op.create_table(
        "flow_default",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("chosen", models.base.Json(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_flow_default_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_flow_default")),
    )
    with op.batch_alter_table("flow") as flow:
        for name, length in TEXTS.items():
            flow.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
        flow.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("process_step") as step:
        step.add_column(sa.Column("without_flows", sa.String(length=400), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("process_step") as step:
        step.drop_column("without_flows")
    with op.batch_alter_table("flow") as flow:
        for name in ("revision", *TEXTS):
            flow.drop_column(name)
    op.drop_table("flow_default")
