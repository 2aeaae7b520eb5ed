"""Every revision of a section, who writes it, what is ready, comments, and a DOCX template of the team's own."""

import sqlalchemy as sa
from alembic import op
import models.base
import sqlmodel


revision = '0011'
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('document_template',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('content_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('adopted_at', models.base.Instant(), nullable=False),
    sa.Column('adopted_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_document_template'))
    )
    op.create_table('section_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('lang', sqlmodel.sql.sqltypes.AutoString(length=2), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('author', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('said_at', models.base.Instant(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=True),
    sa.Column('resolved_at', models.base.Instant(), nullable=True),
    sa.Column('resolved_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
    sa.CheckConstraint("lang IN ('en', 'cy')", name=op.f('ck_section_comment_lang')),
    sa.CheckConstraint('(resolved_at IS NULL) = (resolved_by IS NULL)', name=op.f('ck_section_comment_who_resolved')),
    sa.CheckConstraint('answers IS NULL OR resolved_at IS NULL', name=op.f('ck_section_comment_answers_are_not_resolved')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_section_comment_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section_comment')),
    sa.UniqueConstraint('version_id', 'number', name=op.f('uq_section_comment_version_id_number'))
    )
    with op.batch_alter_table('section_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_comment_version_id'), ['version_id'], unique=False)

    op.create_table('section_ready',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('lang', sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('beside', sa.Integer(), nullable=False),
    sa.Column('said_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('said_at', models.base.Instant(), nullable=False),
    sa.CheckConstraint("lang IN ('en', 'cy')", name=op.f('ck_section_ready_lang')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_section_ready_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'key', 'lang', name=op.f('pk_section_ready'))
    )
    op.create_table('section_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('lang', sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('heading', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('content_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('author', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('written_at', models.base.Instant(), nullable=True),
    sa.CheckConstraint("lang IN ('en', 'cy')", name=op.f('ck_section_revision_lang')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_section_revision_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section_revision')),
    sa.UniqueConstraint('version_id', 'key', 'lang', 'revision', name=op.f('uq_section_revision_version_id_key_lang_revision'))
    )
    with op.batch_alter_table('section_revision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_revision_version_id'), ['version_id'], unique=False)

    op.create_table('section_writer',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('lang', sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("lang IN ('en', 'cy')", name=op.f('ck_section_writer_lang')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_section_writer_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_section_writer_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'key', 'lang', name=op.f('pk_section_writer'))
    )
    with op.batch_alter_table('section_writer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_writer_person_id'), ['person_id'], unique=False)

    # What was written before is kept as it is; who wrote it when stands in the history only.
    op.execute(
        "INSERT INTO section_revision (version_id, key, lang, revision, heading, text, content_hash, author) "
        "SELECT version_id, key, lang, revision, heading, text, content_hash, '' FROM section"
    )


def downgrade() -> None:
    raise NotImplementedError("a record is not taken back to an older release: restore the backup made before it")
