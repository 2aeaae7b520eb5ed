"""The Accord: whose office signed, withdrawal, actions after signing, flags; courses, advice, changes of the framework."""

import sqlalchemy as sa
from alembic import op

from models.base import Instant


revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def words(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def listed(table: str, column: str, values: str) -> sa.CheckConstraint:
    said = ", ".join(f"'{one}'" for one in values.split())
    return sa.CheckConstraint(f"{column} IN ({said})", name=op.f(f"ck_{table}_{column}"))


def of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def key(table: str, column: str = "id") -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}"))


def in_order(first: str, last: str) -> str:
    return f"{first} IS NULL OR {last} IS NULL OR {first} <= {last}"


def upgrade() -> None:
    with op.batch_alter_table("accord", schema=None) as accord:
        accord.add_column(sa.Column("office", sa.String(length=200), nullable=False, server_default=""))
        accord.add_column(sa.Column("evidence", sa.String(length=1000), nullable=False, server_default=""))
        accord.add_column(sa.Column("ended_from", sa.Date(), nullable=True))
        accord.add_column(sa.Column("ended_to", sa.Date(), nullable=True))
        accord.create_check_constraint(op.f("ck_accord_ended"), in_order("ended_from", "ended_to"))
    op.create_table(
        "accord_action",
        number("id"),
        number("organisation_id"),
        number("number"),
        words("text_en", 500),
        words("text_cy", 500),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        number("told"),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        listed("accord_action", "outcome", "done not_needed"),
        of("accord_action", "organisation_id", "organisation"),
        key("accord_action"),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_accord_action_organisation_id_number")),
    )
    op.create_index(op.f("ix_accord_action_due"), "accord_action", ["due"], unique=False)
    op.create_table(
        "accord_flag",
        number("partner_id"),
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        number("times"),
        sa.Column("cleared_at", Instant(), nullable=True),
        of("accord_flag", "partner_id", "partner"),
        key("accord_flag", "partner_id"),
    )
    op.create_table(
        "course",
        number("id"),
        words("ref", 100),
        words("kind", 20),
        sa.Column("day", sa.Date(), nullable=False),
        words("place", 300),
        words("trainer", 300),
        number("seats"),
        words("language", 10),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        listed("course", "kind", "first refresher"),
        listed("course", "language", "cy en both"),
        key("course"),
        sa.UniqueConstraint("ref", name=op.f("uq_course_ref")),
    )
    op.create_index(op.f("ix_course_day"), "course", ["day"], unique=False)
    op.create_table(
        "course_place",
        number("id"),
        number("course_id"),
        number("person_id"),
        words("status", 20),
        listed("course_place", "status", "booked attended missed cancelled"),
        of("course_place", "course_id", "course"),
        of("course_place", "person_id", "person"),
        key("course_place"),
        sa.UniqueConstraint("course_id", "person_id", name=op.f("uq_course_place_course_id_person_id")),
    )
    op.create_index(op.f("ix_course_place_person_id"), "course_place", ["person_id"], unique=False)
    op.create_table(
        "helpline_contact",
        number("id"),
        sa.Column("isp_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        words("role", 30),
        words("kind", 20),
        words("channel", 20),
        sa.Column("minutes", sa.Integer(), nullable=True),
        listed("helpline_contact", "kind", "accord law flows template assurance review training system other"),
        listed("helpline_contact", "channel", "telephone mail meeting other"),
        of("helpline_contact", "isp_id", "isp"),
        of("helpline_contact", "organisation_id", "organisation"),
        key("helpline_contact"),
    )
    for column in ("isp_id", "organisation_id", "day"):
        op.create_index(op.f(f"ix_helpline_contact_{column}"), "helpline_contact", [column], unique=False)
    op.create_table(
        "framework_change",
        number("id"),
        words("kind", 20),
        words("edition", 100),
        words("text_en", 2000),
        words("text_cy", 2000),
        words("board", 300),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        words("source", 400),
        listed("framework_change", "kind", "accord template guidance checklist other"),
        sa.CheckConstraint(in_order("happened_from", "happened_to"), name=op.f("ck_framework_change_happened")),
        key("framework_change"),
    )


def downgrade() -> None:
    for table in ("framework_change", "helpline_contact", "course_place", "course", "accord_flag", "accord_action"):
        op.drop_table(table)
    with op.batch_alter_table("accord", schema=None) as accord:
        accord.drop_constraint(op.f("ck_accord_ended"), type_="check")
        for name in ("ended_to", "ended_from", "evidence", "office"):
            accord.drop_column(name)
