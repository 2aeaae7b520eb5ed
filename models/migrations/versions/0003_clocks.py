"""Clocks: timers of any subject, tasks, drafts, alerts, digests; policies with a reason and in their new form."""

import json
import re

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.base

revision = '0003'
down_revision = "0002"
branch_labels = None
depends_on = None

ROLES = (
    "coordinator", "facilitator", "partner_contact", "signing_officer", "assurer", "team_lead", "group_member",
    "board_secretary", "designated_person", "senior_sponsor", "operator", "import", "timer",
)
FACTS = (
    "need_arose", "made_known", "first_contact", "sharing_since", "interim_basis", "predecessor", "service_launched",
    "workshops_period", "text_agreed", "approved_by_body", "signoff_underway", "assent", "submitted_to_qa",
    "qa_feedback", "assured", "in_operation_since", "compliance_review", "partners_stated", "duration", "effort",
    "area_extension_planned", "change_without_reassurance", "complete_in_welsh", "complete_in_english",
    "data_quality", "consent_relied_on", "consent_checked",
)
STREAMS = ("isp", "organisation", "person", "calendar", "policy", "queue", "group", "register", "alerts")


def _one_of(table: str, column: str, values: tuple[str, ...]) -> None:
    """Replace a CHECK of a closed list by one with more values."""
    listed = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_{column}"), f"{column} IN ({listed})")


def _protect(table: str, *, on: bool) -> None:
    """Lift the guard of a table of evidence while it changes its shape, and put it back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ispdesk_append_only()"
            if on
            else f"DROP TRIGGER {table}_append_only ON {table}"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are evidence and cannot be changed'); END"
            if on
            else f"DROP TRIGGER {table}_no_{verb.lower()}"
        )


def _renewed(content: str) -> str:
    """A policy of the first form in the form of this release: the same numbers under other keys."""
    policy = json.loads(content)
    for timer in policy.get("timers", {}).values():
        if "parties" in timer:
            timer["held_by"] = timer.pop("parties")
        if isinstance(timer.get("budget"), int) or re.fullmatch(r"\d+", str(timer.get("budget"))):
            timer["budget"] = f"{timer['budget']} working days"
        if isinstance(timer.get("rungs"), list):
            timer["rungs"] = {
                rung.pop("name"): {("on" if key == "offset" else key): value for key, value in rung.items()}
                for rung in timer["rungs"]
            }
    return models.base.canonical(policy)


def _renew_policies() -> None:
    bind = op.get_bind()
    for version, content in bind.execute(sa.text("SELECT version, content FROM policy")).all():
        bind.execute(
            sa.text("UPDATE policy SET content = :content WHERE version = :version"),
            {"content": _renewed(content), "version": version},
        )


def upgrade() -> None:
    op.create_table('alert',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('values', models.base.Json(), nullable=False),
    sa.Column('opened_at', models.base.Instant(), nullable=False),
    sa.Column('closed_at', models.base.Instant(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert'))
    )
    with op.batch_alter_table('alert', schema=None) as batch_op:
        batch_op.create_index('uq_alert_open', ['kind', 'subject'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.create_table('task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('waits', sa.Boolean(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('asked_at', models.base.Instant(), nullable=False),
    sa.Column('asked_seq', sa.Integer(), nullable=False),
    sa.Column('done_at', models.base.Instant(), nullable=True),
    sa.Column('done_seq', sa.Integer(), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
    sa.CheckConstraint("kind IN ('comment', 'reply', 'sign_off', 'promise', 'follow_up')", name=op.f('ck_task_kind')),
    sa.CheckConstraint("outcome IN ('done', 'no_answer', 'withdrawn')", name=op.f('ck_task_outcome')),
    sa.CheckConstraint('(done_at IS NULL) = (outcome IS NULL)', name=op.f('ck_task_outcome_when_done')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_task_isp_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_task_partner_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_task_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_task_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task')),
    sa.UniqueConstraint('isp_id', 'number', name=op.f('uq_task_isp_id_number'))
    )
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_isp_id'), ['isp_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_version_id'), ['version_id'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stream', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('timer_id', sa.Integer(), nullable=False),
    sa.Column('timer_kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('rung', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('audiences', models.base.Json(), nullable=False),
    sa.Column('before', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('drafted_at', models.base.Instant(), nullable=False),
    sa.Column('drafted_seq', sa.Integer(), nullable=False),
    sa.Column('team_from', sa.Date(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('decided_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
    sa.Column('decided_at', models.base.Instant(), nullable=True),
    sa.CheckConstraint("before IN ('coordinator', 'team')", name=op.f('ck_draft_before')),
    sa.CheckConstraint("status IN ('waiting', 'sent', 'dropped', 'overtaken')", name=op.f('ck_draft_status')),
    sa.ForeignKeyConstraint(['timer_id'], ['timer.id'], name=op.f('fk_draft_timer_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_draft_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('stream', 'timer_kind', 'subject', 'round', 'rung', name=op.f('uq_draft_stream_timer_kind_subject_round_rung'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_stream'), ['stream'], unique=False)

    with op.batch_alter_table('alarm', schema=None) as batch_op:
        batch_op.add_column(sa.Column('silenced_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('silenced_level', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True))

    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('version_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('entered_seq', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('gone_at', models.base.Instant(), nullable=True))
        batch_op.add_column(sa.Column('gone_why', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=True))
        batch_op.create_check_constraint(batch_op.f('ck_notice_gone_why'), "gone_why IN ('left', 'hold', 'taken_back', 'higher_rung', 'stopped', 'answered', 'decided', 'passed_on')")
        batch_op.create_check_constraint(batch_op.f('ck_notice_why_gone'), '(gone_at IS NULL) = (gone_why IS NULL)')
        batch_op.create_index('ix_notice_waiting', ['person_id'], unique=False, sqlite_where=sa.text('letter_id IS NULL AND gone_at IS NULL'), postgresql_where=sa.text('letter_id IS NULL AND gone_at IS NULL'))
        batch_op.create_foreign_key(batch_op.f('fk_notice_version_id'), 'version', ['version_id'], ['id'])

    with op.batch_alter_table('policy', schema=None) as batch_op:
        batch_op.add_column(sa.Column('adopted_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('reprojected', sa.Boolean(), nullable=False, server_default=sa.true()))
    _renew_policies()

    _protect('rung_claim', on=False)
    with op.batch_alter_table('rung_claim', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stream', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True))
    op.execute("UPDATE rung_claim SET stream = 'isp:' || isp_ref")
    with op.batch_alter_table('rung_claim', schema=None) as batch_op:
        batch_op.alter_column('stream', existing_type=sa.String(length=120), nullable=False)
        batch_op.drop_constraint(op.f('pk_rung_claim'), type_='primary')
        batch_op.drop_column('isp_ref')
        batch_op.create_primary_key(op.f('pk_rung_claim'), ['stream', 'timer_kind', 'subject', 'round', 'rung'])
    _protect('rung_claim', on=True)

    with op.batch_alter_table('timer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stream', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True))
        batch_op.add_column(sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))
        batch_op.add_column(sa.Column('anchor', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('stopped_at', models.base.Instant(), nullable=True))
    op.execute(
        "UPDATE timer SET stream = (SELECT 'isp:' || isp.ref FROM version JOIN isp ON isp.id = version.isp_id "
        "WHERE version.id = timer.version_id), subject = (SELECT 'v' || version.number FROM version "
        "WHERE version.id = timer.version_id)"
    )
    with op.batch_alter_table('timer', schema=None) as batch_op:
        batch_op.alter_column('stream', existing_type=sa.String(length=120), nullable=False)
        batch_op.alter_column('subject', existing_type=sa.String(length=60), nullable=False)
        batch_op.alter_column('version_id', existing_type=sa.INTEGER(), nullable=True)
        batch_op.drop_constraint(batch_op.f('uq_timer_version_id_kind_round'), type_='unique')
        batch_op.create_index('ix_timer_kind', ['kind', 'status', 'due_day'], unique=False)
        batch_op.create_unique_constraint(batch_op.f('uq_timer_stream_kind_subject_round'), ['stream', 'kind', 'subject', 'round'])

    _one_of('role_grant', 'role', ROLES)
    _one_of('dated_fact', 'kind', FACTS)
    _one_of('stream', 'kind', STREAMS)


def downgrade() -> None:
    raise NotImplementedError("a record is not taken back to an older release: restore the backup made before it")
