"""The team's own words in messages."""

import sqlalchemy as sa
from alembic import op

import models.base


revision = "0036"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('wording',
    sa.Column('message', sa.String(length=60), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('content', models.base.Json(), nullable=False),
    sa.Column('adopted_at', models.base.Instant(), nullable=False),
    sa.Column('adopted_by', sa.String(length=100), nullable=False),
    sa.Column('reason', sa.String(length=1000), nullable=False),
    sa.PrimaryKeyConstraint('message', 'version', name=op.f('pk_wording'))
    )


def downgrade() -> None:
    op.drop_table('wording')
