"""What is written down for a QA group's meeting, the pack that went out for it, and questions to the team."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0025'
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('meeting_pack',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('isps', models.base.Json(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', models.base.Instant(), nullable=False),
    sa.Column('made_by', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['qa_group.id'], name=op.f('fk_meeting_pack_group_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_pack')),
    sa.UniqueConstraint('group_id', 'day', 'number', name=op.f('uq_meeting_pack_group_id_day_number'))
    )
    op.create_index('ix_meeting_pack_group_id', 'meeting_pack', ['group_id'])

    op.create_table('meeting_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(length=100), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind IN ('on', 'off', 'present', 'apologies', 'chair', 'interest', 'decided')", name=op.f('ck_meeting_note_kind')),
    sa.CheckConstraint('isp_id IS NOT NULL OR person_id IS NOT NULL', name=op.f('ck_meeting_note_about_something')),
    sa.ForeignKeyConstraint(['group_id'], ['qa_group.id'], name=op.f('fk_meeting_note_group_id')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_meeting_note_isp_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_meeting_note_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_note'))
    )
    op.create_index('ix_meeting_note_group_id', 'meeting_note', ['group_id'])
    op.create_index('ix_meeting_note_isp_id', 'meeting_note', ['isp_id'])

    op.create_table('meeting_pack_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pack_id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('removed', sa.String(length=400), nullable=False),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_meeting_pack_file_isp_id')),
    sa.ForeignKeyConstraint(['pack_id'], ['meeting_pack.id'], name=op.f('fk_meeting_pack_file_pack_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_pack_file')),
    sa.UniqueConstraint('pack_id', 'name', name=op.f('uq_meeting_pack_file_pack_id_name'))
    )
    op.create_index('ix_meeting_pack_file_isp_id', 'meeting_pack_file', ['isp_id'])
    op.create_index('ix_meeting_pack_file_pack_id', 'meeting_pack_file', ['pack_id'])

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('asked_by', sa.String(length=100), nullable=False),
    sa.Column('asked_at', models.base.Instant(), nullable=False),
    sa.Column('asked_seq', sa.Integer(), nullable=False),
    sa.Column('answered_by', sa.String(length=100), nullable=True),
    sa.Column('answered_at', models.base.Instant(), nullable=True),
    sa.Column('answered_seq', sa.Integer(), nullable=True),
    sa.CheckConstraint('(answered_at IS NULL) = (answered_by IS NULL)', name=op.f('ck_question_who_answered')),
    sa.CheckConstraint('(answered_at IS NULL) = (answered_seq IS NULL)', name=op.f('ck_question_answer_said')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_question_isp_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('isp_id', 'number', name=op.f('uq_question_isp_id_number'))
    )
    op.create_index('ix_question_answered_at', 'question', ['answered_at'])
    op.create_index('ix_question_isp_id', 'question', ['isp_id'])



def downgrade() -> None:

    op.drop_table('question')

    op.drop_table('meeting_pack_file')

    op.drop_table('meeting_note')

    op.drop_table('meeting_pack')
