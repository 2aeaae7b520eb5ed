"""Targets, denominators and the board's packs."""

import sqlalchemy as sa
from alembic import op


revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "board_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_pack")),
        sa.UniqueConstraint("quarter", "number", name=op.f("uq_board_pack_quarter_number")),
    )
    with op.batch_alter_table("board_pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_pack_quarter"), ["quarter"], unique=False)

    op.create_table(
        "board_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_en", sa.String(length=8000), nullable=False),
        sa.Column("text_cy", sa.String(length=8000), nullable=False),
        sa.Column("written_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("part IN ('summary', 'decisions', 'notes')", name=op.f("ck_board_text_part")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_text")),
        sa.UniqueConstraint("quarter", "part", "version", name=op.f("uq_board_text_quarter_part_version")),
    )
    with op.batch_alter_table("board_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_text_quarter"), ["quarter"], unique=False)

    op.create_table(
        "denominator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("what IN ('sector', 'kind')", name=op.f("ck_denominator_what")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_denominator_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_denominator")),
        sa.UniqueConstraint("what", "code", "place", "version", name=op.f("uq_denominator_what_code_place_version")),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "measure IN ('signatories', 'assured', 'trained', 'active', 'decision')", name=op.f("ck_target_measure")
        ),
        sa.CheckConstraint("value > 0", name=op.f("ck_target_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "measure", "year", "sector", "place", "version", name=op.f("uq_target_measure_year_sector_place_version")
        ),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_year"), ["year"], unique=False)

    op.create_table(
        "board_pack_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["board_pack.id"], name=op.f("fk_board_pack_file_pack_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_pack_file")),
        sa.UniqueConstraint("pack_id", "name", name=op.f("uq_board_pack_file_pack_id_name")),
    )
    with op.batch_alter_table("board_pack_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_pack_file_pack_id"), ["pack_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("board_pack_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_pack_file_pack_id"))

    op.drop_table("board_pack_file")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_year"))

    op.drop_table("target")
    op.drop_table("denominator")
    with op.batch_alter_table("board_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_text_quarter"))

    op.drop_table("board_text")
    with op.batch_alter_table("board_pack", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_pack_quarter"))

    op.drop_table("board_pack")
