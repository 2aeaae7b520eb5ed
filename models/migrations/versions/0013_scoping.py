"""Scoping, its exemplar, open points, attendance, language and expected end of workshops."""

import sqlalchemy as sa
from alembic import op
import models.base
import sqlmodel


revision = '0013'
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('translation',
    sa.Column('appointment_id', sa.Integer(), nullable=False),
    sa.Column('at', models.base.Instant(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointment.id'], name=op.f('fk_translation_appointment_id')),
    sa.PrimaryKeyConstraint('appointment_id', name=op.f('pk_translation'))
    )
    op.create_table('language_wish',
    sa.Column('appointment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('welsh', sa.Boolean(), nullable=False),
    sa.Column('at', models.base.Instant(), nullable=False),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointment.id'], name=op.f('fk_language_wish_appointment_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_language_wish_person_id')),
    sa.PrimaryKeyConstraint('appointment_id', 'person_id', name=op.f('pk_language_wish'))
    )
    op.create_table('scoping',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('answers', models.base.Json(), nullable=False),
    sa.Column('begun_at', models.base.Instant(), nullable=False),
    sa.Column('changed_at', models.base.Instant(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_scoping_isp_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_scoping_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scoping')),
    sa.UniqueConstraint('isp_id', name=op.f('uq_scoping_isp_id')),
    sa.UniqueConstraint('person_id', 'number', name=op.f('uq_scoping_person_id_number'))
    )
    op.create_table('attendance',
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_attendance_partner_id')),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_attendance_workshop_id')),
    sa.PrimaryKeyConstraint('workshop_id', 'partner_id', name=op.f('pk_attendance'))
    )
    op.create_table('open_point',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('found', models.base.Json(), nullable=True),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
    sa.Column('answered_at', models.base.Instant(), nullable=True),
    sa.CheckConstraint("answer IN ('advise', 'explained')", name=op.f('ck_open_point_answer')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_open_point_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'round', 'code', name=op.f('pk_open_point'))
    )
    op.execute("ALTER TABLE isp ADD COLUMN exemplar_id INTEGER CONSTRAINT fk_isp_exemplar_id REFERENCES isp (id)")
    with op.batch_alter_table('isp', schema=None) as batch_op:
        batch_op.add_column(sa.Column('dpia', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True))
        batch_op.add_column(sa.Column('dpia_note', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False, server_default=''))

    with op.batch_alter_table('version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('flows_expected', sa.Date(), nullable=True))

    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False, server_default=''))


def downgrade() -> None:
    raise NotImplementedError("a record is not taken back to an older release: restore the backup made before it")
