"""Sign-off in detail: contents, rounds, marks, members, sponsors and offers."""

import sqlalchemy as sa
from alembic import op

import models.base


revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('handover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=True),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('offered_by', sa.String(length=100), nullable=False),
    sa.Column('offered_at', models.base.Instant(), nullable=False),
    sa.Column('offered_seq', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=True),
    sa.Column('answered_at', models.base.Instant(), nullable=True),
    sa.CheckConstraint("outcome IN ('accepted', 'declined', 'withdrawn')", name=op.f('ck_handover_outcome')),
    sa.ForeignKeyConstraint(['from_id'], ['person.id'], name=op.f('fk_handover_from_id')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_handover_isp_id')),
    sa.ForeignKeyConstraint(['to_id'], ['person.id'], name=op.f('fk_handover_to_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover'))
    )
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handover_to_id'), ['to_id'], unique=False)
        batch_op.create_index('uq_handover_open', ['isp_id'], unique=True, sqlite_where=sa.text('outcome IS NULL'), postgresql_where=sa.text('outcome IS NULL'))

    op.create_table('signing_plan',
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('sign_off', sa.Boolean(), nullable=False),
    sa.Column('assent', sa.Boolean(), nullable=False),
    sa.Column('qa_order', sa.String(length=10), nullable=False),
    sa.CheckConstraint("qa_order IN ('before_qa', 'after_qa', 'either')", name=op.f('ck_signing_plan_qa_order')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_signing_plan_isp_id')),
    sa.PrimaryKeyConstraint('isp_id', name=op.f('pk_signing_plan'))
    )
    op.create_table('minor_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=120), nullable=False),
    sa.Column('before', sa.String(length=64), nullable=False),
    sa.Column('after', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('object_until', sa.Date(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('spelling', 'contacts', 'dates')", name=op.f('ck_minor_change_kind')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_minor_change_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minor_change')),
    sa.UniqueConstraint('version_id', 'part', 'before', 'after', name=op.f('uq_minor_change_version_id_part_before_after'))
    )
    op.create_table('partner_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_partner_member_partner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner_member')),
    sa.UniqueConstraint('partner_id', 'position', name=op.f('uq_partner_member_partner_id_position'))
    )
    with op.batch_alter_table('partner_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_partner_member_partner_id'), ['partner_id'], unique=False)

    op.create_table('signed_content',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('purpose_hash', sa.String(length=64), nullable=False),
    sa.Column('parts', models.base.Json(), nullable=False),
    sa.Column('kept_at', models.base.Instant(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_signed_content_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signed_content')),
    sa.UniqueConstraint('version_id', 'content_hash', 'purpose_hash', name=op.f('uq_signed_content_version_id_content_hash_purpose_hash'))
    )
    op.create_table('sponsor',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('post', sa.String(length=300), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_sponsor_isp_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_sponsor_partner_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sponsor_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sponsor'))
    )
    with op.batch_alter_table('sponsor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sponsor_isp_id'), ['isp_id'], unique=False)

    op.create_table('objection',
    sa.Column('minor_id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['minor_id'], ['minor_change.id'], name=op.f('fk_objection_minor_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_objection_partner_id')),
    sa.PrimaryKeyConstraint('minor_id', 'partner_id', name=op.f('pk_objection'))
    )
    op.create_table('partner_request',
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=10), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("what IN ('contact', 'accord')", name=op.f('ck_partner_request_what')),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_partner_request_partner_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_partner_request_task_id')),
    sa.PrimaryKeyConstraint('partner_id', 'what', name=op.f('pk_partner_request'))
    )
    op.create_table('signing_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('content_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', models.base.Instant(), nullable=False),
    sa.Column('opened_seq', sa.Integer(), nullable=False),
    sa.Column('window', sa.Integer(), nullable=True),
    sa.Column('closes', sa.Date(), nullable=True),
    sa.Column('closed_at', models.base.Instant(), nullable=True),
    sa.CheckConstraint("kind IN ('comment', 'sign-off', 'assent')", name=op.f('ck_signing_round_kind')),
    sa.ForeignKeyConstraint(['content_id'], ['signed_content.id'], name=op.f('fk_signing_round_content_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_signing_round_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signing_round')),
    sa.UniqueConstraint('version_id', 'number', name=op.f('uq_signing_round_version_id_number'))
    )
    with op.batch_alter_table('signing_round', schema=None) as batch_op:
        batch_op.create_index('ix_signing_round_open', ['closes'], unique=False, sqlite_where=sa.text('closed_at IS NULL AND closes IS NOT NULL'), postgresql_where=sa.text('closed_at IS NULL AND closes IS NOT NULL'))

    op.create_table('signoff_mark',
    sa.Column('signoff_id', sa.Integer(), nullable=False),
    sa.Column('content_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('signed', sa.Integer(), nullable=True),
    sa.Column('of_all', sa.Integer(), nullable=True),
    sa.Column('by_whom', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('how', sa.String(length=10), nullable=True),
    sa.Column('recorded_by', sa.String(length=100), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('withdrawn_at', models.base.Instant(), nullable=True),
    sa.Column('withdrawn_by', sa.String(length=100), nullable=True),
    sa.CheckConstraint("how IN ('product', 'code', 'paper', 'mail', 'minute')", name=op.f('ck_signoff_mark_how')),
    sa.CheckConstraint('signed IS NULL OR (of_all IS NOT NULL AND signed <= of_all)', name=op.f('ck_signoff_mark_k_of_n')),
    sa.ForeignKeyConstraint(['content_id'], ['signed_content.id'], name=op.f('fk_signoff_mark_content_id')),
    sa.ForeignKeyConstraint(['member_id'], ['partner_member.id'], name=op.f('fk_signoff_mark_member_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_signoff_mark_person_id')),
    sa.ForeignKeyConstraint(['signoff_id'], ['signoff.id'], name=op.f('fk_signoff_mark_signoff_id')),
    sa.PrimaryKeyConstraint('signoff_id', name=op.f('pk_signoff_mark'))
    )
    op.create_table('round_task',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['signing_round.id'], name=op.f('fk_round_task_round_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_round_task_task_id')),
    sa.PrimaryKeyConstraint('round_id', 'task_id', name=op.f('pk_round_task'))
    )
    with op.batch_alter_table('round_task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_task_task_id'), ['task_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('round_task', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_task_task_id'))

    op.drop_table('round_task')
    op.drop_table('signoff_mark')
    with op.batch_alter_table('signing_round', schema=None) as batch_op:
        batch_op.drop_index('ix_signing_round_open', sqlite_where=sa.text('closed_at IS NULL AND closes IS NOT NULL'), postgresql_where=sa.text('closed_at IS NULL AND closes IS NOT NULL'))

    op.drop_table('signing_round')
    op.drop_table('partner_request')
    op.drop_table('objection')
    with op.batch_alter_table('sponsor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sponsor_isp_id'))

    op.drop_table('sponsor')
    op.drop_table('signed_content')
    with op.batch_alter_table('partner_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_partner_member_partner_id'))

    op.drop_table('partner_member')
    op.drop_table('minor_change')
    op.drop_table('signing_plan')
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.drop_index('uq_handover_open', sqlite_where=sa.text('outcome IS NULL'), postgresql_where=sa.text('outcome IS NULL'))
        batch_op.drop_index(batch_op.f('ix_handover_to_id'))

    op.drop_table('handover')
