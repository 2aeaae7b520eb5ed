"""Links by which a partner answers without an account; people have a telephone, and addresses may be shared."""

import sqlalchemy as sa
from alembic import op
import models.base
import sqlmodel


revision = '0004'
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('made_at', models.base.Instant(), nullable=False),
    sa.Column('expires', sa.Date(), nullable=False),
    sa.Column('ended_at', models.base.Instant(), nullable=True),
    sa.Column('ended_why', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('ended_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
    sa.CheckConstraint("ended_why IN ('withdrawn', 'passed_on')", name=op.f('ck_link_ended_why')),
    sa.CheckConstraint('(ended_at IS NULL) = (ended_why IS NULL)', name=op.f('ck_link_why_ended')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_link_isp_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_link_person_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_link_task_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link'))
    )
    with op.batch_alter_table('link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_link_isp_id'), ['isp_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_link_task_id'), ['task_id'], unique=False)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('telephone', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('shared', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    raise NotImplementedError("a record is not taken back to an older release: restore the backup made before it")
