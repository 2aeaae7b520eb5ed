"""Appointments with their invitations, and private calendar feeds"""

import sqlalchemy as sa
from alembic import op
import models.base
import sqlmodel


revision = '0005'
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('appointment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('stream', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('begins', sa.Time(), nullable=True),
    sa.Column('ends', sa.Time(), nullable=True),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('online', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('topic', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('also', models.base.Json(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('changed_at', models.base.Instant(), nullable=False),
    sa.CheckConstraint("kind IN ('workshop', 'meeting', 'review')", name=op.f('ck_appointment_kind')),
    sa.CheckConstraint("status IN ('planned', 'held', 'cancelled')", name=op.f('ck_appointment_status')),
    sa.CheckConstraint('(begins IS NULL) = (ends IS NULL)', name=op.f('ck_appointment_both_times')),
    sa.CheckConstraint('begins IS NULL OR begins < ends', name=op.f('ck_appointment_times')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment')),
    sa.UniqueConstraint('stream', 'kind', 'number', name=op.f('uq_appointment_stream_kind_number')),
    sa.UniqueConstraint('uid', name=op.f('uq_appointment_uid'))
    )
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_day'), ['day'], unique=False)

    op.create_table('calendar_feed',
    sa.Column('stream', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('renewed_at', models.base.Instant(), nullable=False),
    sa.PrimaryKeyConstraint('stream', name=op.f('pk_calendar_feed'))
    )
    op.create_table('invitation',
    sa.Column('appointment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('method', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('said', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('at', models.base.Instant(), nullable=False),
    sa.CheckConstraint("method IN ('REQUEST', 'CANCEL')", name=op.f('ck_invitation_method')),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointment.id'], name=op.f('fk_invitation_appointment_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_invitation_letter_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_invitation_person_id')),
    sa.PrimaryKeyConstraint('appointment_id', 'person_id', 'sequence', name=op.f('pk_invitation'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_person_id'), ['person_id'], unique=False)



def downgrade() -> None:
    raise NotImplementedError("a record is not taken back to an older release: restore the backup made before it")
