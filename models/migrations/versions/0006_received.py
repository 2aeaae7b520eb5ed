"""What came back to us, and addresses at which mail fails."""

import sqlalchemy as sa
from alembic import op
import models.base
import sqlmodel


revision = '0006'
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('received',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('proven', sa.Boolean(), nullable=False),
    sa.Column('action', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('enhanced', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('diagnostic', sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
    sa.Column('sender', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('at', models.base.Instant(), nullable=False),
    sa.CheckConstraint("kind IN ('hard', 'soft', 'report', 'forged', 'automatic', 'human', 'unreadable')", name=op.f('ck_received_kind')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_received_letter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_received')),
    sa.UniqueConstraint('hash', name=op.f('uq_received_hash'))
    )
    with op.batch_alter_table('received', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_received_letter_id'), ['letter_id'], unique=False)

    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index('ix_attempt_started', ['at'], unique=False, sqlite_where=sa.text("phase = 'started'"), postgresql_where=sa.text("phase = 'started'"))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('address_failed_at', models.base.Instant(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('address_failed_at')

    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_attempt_started', sqlite_where=sa.text("phase = 'started'"), postgresql_where=sa.text("phase = 'started'"))

    with op.batch_alter_table('received', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_received_letter_id'))

    op.drop_table('received')
