"""What happens after assurance: checks, returns, incidents and changes, benefits, training, changed forms."""

import sqlalchemy as sa
from alembic import op

import models.base


revision = '0030'
down_revision = "0029"
branch_labels = None
depends_on = None

TASKS = ("comment", "reply", "sign_off", "promise", "follow_up", "self_return", "event")


def upgrade() -> None:
    _tasks(TASKS)
    op.create_table('benefit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('shown', sa.String(length=10), nullable=False),
    sa.Column('happened_from', sa.Date(), nullable=True),
    sa.Column('happened_to', sa.Date(), nullable=True),
    sa.Column('noted_by', sa.String(length=100), nullable=False),
    sa.Column('recorded_at', models.base.Instant(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('struck_seq', sa.Integer(), nullable=True),
    sa.CheckConstraint("shown IN ('asserted', 'evidenced')", name=op.f('ck_benefit_shown')),
    sa.CheckConstraint('happened_from IS NULL OR happened_to IS NULL OR happened_from <= happened_to', name=op.f('ck_benefit_happened')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_benefit_isp_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_benefit')),
    sa.UniqueConstraint('isp_id', 'number', name=op.f('uq_benefit_isp_id_number'))
    )
    with op.batch_alter_table('benefit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_benefit_isp_id'), ['isp_id'], unique=False)

    op.create_table('changed_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=True),
    sa.Column('happened_from', sa.Date(), nullable=True),
    sa.Column('happened_to', sa.Date(), nullable=True),
    sa.Column('noted_by', sa.String(length=100), nullable=False),
    sa.Column('recorded_at', models.base.Instant(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('struck_seq', sa.Integer(), nullable=True),
    sa.CheckConstraint('happened_from IS NULL OR happened_to IS NULL OR happened_from <= happened_to', name=op.f('ck_changed_form_happened')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_changed_form_isp_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_changed_form')),
    sa.UniqueConstraint('isp_id', 'number', name=op.f('uq_changed_form_isp_id_number'))
    )
    with op.batch_alter_table('changed_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_changed_form_isp_id'), ['isp_id'], unique=False)

    op.create_table('consent_model',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(length=12), nullable=False),
    sa.Column('recorded_at', models.base.Instant(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.CheckConstraint("model IN ('required', 'sought', 'not_required')", name=op.f('ck_consent_model_model')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_consent_model_isp_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent_model'))
    )
    with op.batch_alter_table('consent_model', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_model_isp_id'), ['isp_id'], unique=False)

    op.create_table('staff_training',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=True),
    sa.Column('held', sa.Boolean(), nullable=False),
    sa.Column('planned', sa.Date(), nullable=True),
    sa.Column('happened_from', sa.Date(), nullable=True),
    sa.Column('happened_to', sa.Date(), nullable=True),
    sa.Column('people', sa.Integer(), nullable=True),
    sa.Column('noted_by', sa.String(length=100), nullable=False),
    sa.Column('recorded_at', models.base.Instant(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('struck_seq', sa.Integer(), nullable=True),
    sa.CheckConstraint('happened_from IS NULL OR happened_to IS NULL OR happened_from <= happened_to', name=op.f('ck_staff_training_happened')),
    sa.CheckConstraint('people IS NULL OR people >= 0', name=op.f('ck_staff_training_people')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_staff_training_isp_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_training')),
    sa.UniqueConstraint('isp_id', 'number', name=op.f('uq_staff_training_isp_id_number'))
    )
    with op.batch_alter_table('staff_training', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_staff_training_isp_id'), ['isp_id'], unique=False)

    op.create_table('check_made',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('answers', models.base.Json(), nullable=False),
    sa.Column('outcome', sa.String(length=15), nullable=False),
    sa.Column('happened_from', sa.Date(), nullable=True),
    sa.Column('happened_to', sa.Date(), nullable=True),
    sa.Column('made_by', sa.String(length=100), nullable=False),
    sa.Column('recorded_at', models.base.Instant(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('compliance', 'consent', 'visit')", name=op.f('ck_check_made_kind')),
    sa.CheckConstraint("outcome IN ('as_agreed', 'findings', 'not_all_known')", name=op.f('ck_check_made_outcome')),
    sa.CheckConstraint('happened_from IS NULL OR happened_to IS NULL OR happened_from <= happened_to', name=op.f('ck_check_made_happened')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_check_made_isp_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_check_made_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_made')),
    sa.UniqueConstraint('isp_id', 'number', name=op.f('uq_check_made_isp_id_number'))
    )
    with op.batch_alter_table('check_made', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_check_made_isp_id'), ['isp_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_check_made_version_id'), ['version_id'], unique=False)

    op.create_table('isp_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('calls', sa.String(length=10), nullable=False),
    sa.Column('happened_from', sa.Date(), nullable=True),
    sa.Column('happened_to', sa.Date(), nullable=True),
    sa.Column('flow', sa.Integer(), nullable=True),
    sa.Column('line', sa.Integer(), nullable=True),
    sa.Column('check_number', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('recorded_by', sa.String(length=100), nullable=False),
    sa.Column('recorded_at', models.base.Instant(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('how', sa.String(length=12), nullable=True),
    sa.Column('settled_at', models.base.Instant(), nullable=True),
    sa.Column('settled_by', sa.String(length=100), nullable=True),
    sa.Column('settled_seq', sa.Integer(), nullable=True),
    sa.CheckConstraint("calls IN ('review', 'minor', 'action')", name=op.f('ck_isp_event_calls')),
    sa.CheckConstraint("how IN ('review', 'minor', 'done', 'not_needed')", name=op.f('ck_isp_event_how')),
    sa.CheckConstraint("kind IN ('breach', 'error', 'partner_joins', 'partner_leaves', 'partner_renamed', 'law_changes', 'new_system', 'finding', 'return')", name=op.f('ck_isp_event_kind')),
    sa.CheckConstraint('(how IS NULL) = (settled_at IS NULL)', name=op.f('ck_isp_event_settled_when')),
    sa.CheckConstraint('happened_from IS NULL OR happened_to IS NULL OR happened_from <= happened_to', name=op.f('ck_isp_event_happened')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_isp_event_isp_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_isp_event_task_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_isp_event_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_isp_event')),
    sa.UniqueConstraint('isp_id', 'number', name=op.f('uq_isp_event_isp_id_number'))
    )
    with op.batch_alter_table('isp_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_isp_event_isp_id'), ['isp_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_isp_event_task_id'), ['task_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_isp_event_version_id'), ['version_id'], unique=False)

    op.create_table('self_return',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=True),
    sa.Column('answers', models.base.Json(), nullable=True),
    sa.Column('settled_at', models.base.Instant(), nullable=True),
    sa.Column('seq', sa.Integer(), nullable=True),
    sa.CheckConstraint("(answers IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'answered')", name=op.f('ck_self_return_answers')),
    sa.CheckConstraint("outcome IN ('answered', 'silent')", name=op.f('ck_self_return_outcome')),
    sa.CheckConstraint('(outcome IS NULL) = (settled_at IS NULL)', name=op.f('ck_self_return_settled_when')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_self_return_isp_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_self_return_partner_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_self_return_task_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_self_return_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_self_return')),
    sa.UniqueConstraint('isp_id', 'round', 'partner_id', name=op.f('uq_self_return_isp_id_round_partner_id')),
    sa.UniqueConstraint('task_id', name=op.f('uq_self_return_task_id'))
    )
    with op.batch_alter_table('self_return', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_self_return_isp_id'), ['isp_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_self_return_partner_id'), ['partner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_self_return_version_id'), ['version_id'], unique=False)


def downgrade() -> None:
    for name in ("self_return", "isp_event", "check_made", "staff_training", "consent_model", "changed_form", "benefit"):
        op.drop_table(name)
    gone = "SELECT id FROM task WHERE kind IN ('self_return', 'event')"
    op.execute(f"DELETE FROM link WHERE task_id IN ({gone})")
    op.execute("DELETE FROM task WHERE kind IN ('self_return', 'event')")
    _tasks(TASKS[:5])


def _tasks(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("task") as batch_op:
        batch_op.drop_constraint(op.f("ck_task_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_task_kind"), f"kind IN ({listed})")
