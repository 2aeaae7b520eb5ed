"""Hours that people note, and the indices that My work asks by."""

import sqlalchemy as sa
from alembic import op
import models.base


revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "effort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("isp_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["isp_id"], ["isp.id"], name=op.f("fk_effort_isp_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_effort_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effort")),
    )
    with op.batch_alter_table("effort", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_effort_isp_id"), ["isp_id"], unique=False)

    with op.batch_alter_table("facilitator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facilitator_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("isp", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_isp_coordinator_organisation_id"), ["coordinator_organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_isp_coordinator_person_id"), ["coordinator_person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_isp_lead_id"), ["lead_id"], unique=False)

    with op.batch_alter_table("isp_facilitator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isp_facilitator_facilitator_id"), ["facilitator_id"], unique=False)

    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_assurer"), ["assurer"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_version_assurer"))

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_person_id"))
        batch_op.drop_index(batch_op.f("ix_task_partner_id"))

    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_partner_contact_id"))

    with op.batch_alter_table("isp_facilitator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_isp_facilitator_facilitator_id"))

    with op.batch_alter_table("isp", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_isp_lead_id"))
        batch_op.drop_index(batch_op.f("ix_isp_coordinator_person_id"))
        batch_op.drop_index(batch_op.f("ix_isp_coordinator_organisation_id"))

    with op.batch_alter_table("facilitator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_facilitator_person_id"))

    with op.batch_alter_table("effort", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_effort_isp_id"))

    op.drop_table("effort")
