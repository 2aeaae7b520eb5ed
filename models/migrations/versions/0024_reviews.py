"""A round's review: checks at claim, what assurers say, decisions and assurance records."""

import sqlalchemy as sa
from alembic import op

from models.base import Instant, Json

revision = '0024'
down_revision = "0023"
branch_labels = None
depends_on = None

ADDED = (("declaration", "interest", 1000), ("finding", "item", 20), ("finding", "author", 100))


def upgrade() -> None:
    op.create_table('assurance_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=80), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('trigger', sa.String(length=30), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('content_now', sa.String(length=64), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('issued_at', Instant(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=30), nullable=False),
    sa.Column('title_en', sa.String(length=300), nullable=False),
    sa.Column('title_cy', sa.String(length=300), nullable=False),
    sa.Column('review_date', sa.Date(), nullable=True),
    sa.Column('conditions_en', sa.String(length=2000), nullable=False),
    sa.Column('conditions_cy', sa.String(length=2000), nullable=False),
    sa.Column('observations', sa.Integer(), nullable=False),
    sa.Column('interest', sa.Boolean(), nullable=False),
    sa.Column('exception', sa.Boolean(), nullable=False),
    sa.Column('second_reader', sa.Boolean(), nullable=False),
    sa.Column('void_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_assurance_record_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assurance_record_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_assurance_record_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assurance_record')),
    sa.UniqueConstraint('number', name=op.f('uq_assurance_record_number'))
    )
    op.create_index(op.f('ix_assurance_record_version_id'), 'assurance_record', ['version_id'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('trigger', sa.String(length=30), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=30), nullable=False),
    sa.Column('reason_en', sa.String(length=4000), nullable=False),
    sa.Column('reason_cy', sa.String(length=4000), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('undone_seq', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_decision_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_decision_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('version_id', 'seq', name=op.f('uq_decision_version_id_seq'))
    )
    op.create_index(op.f('ix_decision_version_id'), 'decision', ['version_id'], unique=False)

    op.create_table('review_draft',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('typed', Json(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('saved_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_review_draft_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_review_draft_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'round', 'person_id', name=op.f('pk_review_draft'))
    )
    op.create_index(op.f('ix_review_draft_person_id'), 'review_draft', ['person_id'], unique=False)

    op.create_table('review_item',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('text', sa.String(length=4000), nullable=False),
    sa.CheckConstraint("outcome IN ('pass', 'fail', 'observation', 'not_applicable')", name=op.f('ck_review_item_outcome')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_review_item_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_review_item_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'round', 'person_id', 'code', name=op.f('pk_review_item'))
    )
    op.create_index(op.f('ix_review_item_person_id'), 'review_item', ['person_id'], unique=False)

    op.create_table('round_checks',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.Column('begun', sa.Date(), nullable=True),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('asked', Json(), nullable=False),
    sa.Column('found', Json(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_round_checks_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'round', name=op.f('pk_round_checks'))
    )
    op.create_table('second_word',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('agrees', sa.Boolean(), nullable=False),
    sa.Column('text', sa.String(length=4000), nullable=False),
    sa.Column('said_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_second_word_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_second_word_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'round', 'person_id', name=op.f('pk_second_word'))
    )
    op.create_index(op.f('ix_second_word_person_id'), 'second_word', ['person_id'], unique=False)

    op.create_table('record_paper',
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('lang', sa.String(length=2), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', Instant(), nullable=False),
    sa.CheckConstraint("lang IN ('en', 'cy')", name=op.f('ck_record_paper_lang')),
    sa.ForeignKeyConstraint(['record_id'], ['assurance_record.id'], name=op.f('fk_record_paper_record_id')),
    sa.PrimaryKeyConstraint('record_id', 'lang', name=op.f('pk_record_paper'))
    )
    op.create_index(op.f('ix_record_paper_sha256'), 'record_paper', ['sha256'], unique=False)

    for table, column, longest in ADDED:
        op.add_column(table, sa.Column(column, sa.String(length=longest), nullable=False, server_default=""))
    op.add_column("finding", sa.Column("due", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("finding", "due")
    for table, column, _ in ADDED:
        op.drop_column(table, column)
    op.drop_table('record_paper')
    op.drop_table('second_word')
    op.drop_table('round_checks')
    op.drop_table('review_item')
    op.drop_table('review_draft')
    op.drop_table('decision')
    op.drop_table('assurance_record')
