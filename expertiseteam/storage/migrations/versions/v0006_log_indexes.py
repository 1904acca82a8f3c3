"""Indexes for reading the log: the newest lines and how many there are of each kind, of everybody or of one, and those about one matter."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    # The first two do the work of these as well.
    "DROP INDEX IF EXISTS ix_log_line_at",
    "DROP INDEX IF EXISTS ix_log_line_member_kind",
    "CREATE INDEX ix_log_line_at_kind ON log_line (at, kind, member_id)",
    "CREATE INDEX ix_log_line_member_at ON log_line (member_id, at, kind)",
    "CREATE INDEX ix_log_line_about_one ON log_line (about, at) WHERE length(about) <= 32",
    "CREATE INDEX ix_log_line_about_more ON log_line (at) WHERE length(about) > 32",
)


def upgrade() -> None:
    """Make the indexes; no row changes."""
    for statement in STATEMENTS:
        op.execute(statement)
