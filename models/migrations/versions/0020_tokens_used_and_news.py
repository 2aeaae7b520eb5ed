"""When a token was last used; the page that somebody who signs in wanted; what public changes are asked by."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NEWS = sa.text(
    "kind IN ('start_workshops', 'assure', 'assure_with_observations', 'assure_once_corrected', "
    "'accept_minor_update', 'confirm_unchanged', 'lapse', 'retire', 'supersede', 'reopen', 'taken_on')"
)


def upgrade() -> None:
    op.add_column("api_token", sa.Column("used_at", models.base.Instant(), nullable=True))
    op.add_column("sign_in", sa.Column("back_to", sa.String(length=400), nullable=False, server_default=""))
    op.create_index(
        "ix_history_news", "history", ["recorded_at", "stream", "seq"], sqlite_where=NEWS, postgresql_where=NEWS
    )


def downgrade() -> None:
    op.drop_index("ix_history_news", "history")
    op.drop_column("sign_in", "back_to")
    op.drop_column("api_token", "used_at")
