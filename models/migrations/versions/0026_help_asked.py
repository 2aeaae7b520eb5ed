"""Trained facilitators asked to help, and the role of a peer reviewer."""

import sqlalchemy as sa
from alembic import op

import models.base


revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ROLES = (
    "coordinator", "facilitator", "partner_contact", "signing_officer", "assurer", "team_lead", "group_member",
    "peer_reviewer", "board_secretary", "designated_person", "senior_sponsor", "operator", "import", "timer",
)


def upgrade() -> None:
    _grant(ROLES)
    op.create_table('help_asked',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=12), nullable=False),
    sa.Column('note', sa.String(length=1000), nullable=False),
    sa.Column('asked_by', sa.String(length=100), nullable=False),
    sa.Column('asked_at', models.base.Instant(), nullable=False),
    sa.Column('answer_by', sa.Date(), nullable=False),
    sa.Column('later', sa.Date(), nullable=True),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('answered_at', models.base.Instant(), nullable=True),
    sa.Column('interest', sa.String(length=1000), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.CheckConstraint("outcome IN ('accepted', 'declined', 'withdrawn', 'ended')", name=op.f('ck_help_asked_outcome')),
    sa.CheckConstraint("what IN ('review', 'facilitate')", name=op.f('ck_help_asked_what')),
    sa.ForeignKeyConstraint(['facilitator_id'], ['facilitator.id'], name=op.f('fk_help_asked_facilitator_id')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_help_asked_isp_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_help_asked_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_help_asked_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_asked'))
    )
    with op.batch_alter_table('help_asked', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_help_asked_isp_id'), ['isp_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_help_asked_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_help_asked_open', ['version_id', 'facilitator_id'], unique=True, sqlite_where=sa.text('outcome IS NULL'), postgresql_where=sa.text('outcome IS NULL'))


def downgrade() -> None:
    op.drop_table('help_asked')
    op.execute("DELETE FROM role_grant WHERE role = 'peer_reviewer'")
    _grant(tuple(role for role in ROLES if role != "peer_reviewer"))


def _grant(roles: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{role}'" for role in roles)
    with op.batch_alter_table("role_grant") as batch_op:
        batch_op.drop_constraint(op.f("ck_role_grant_role"), type_="check")
        batch_op.create_check_constraint(op.f("ck_role_grant_role"), f"role IN ({listed})")
