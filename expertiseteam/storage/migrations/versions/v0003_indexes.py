"""Indexes for what grows: what ended last, the next number of a year, every door."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    # `ix_concern_doors` does the work of the first as well.
    "DROP INDEX IF EXISTS ix_concern_place_key",
    "CREATE INDEX IF NOT EXISTS ix_concern_doors ON concern (place_key, place, received, state, circle_id)",
    "CREATE INDEX IF NOT EXISTS ix_concern_year_number ON concern (year, number)",
    "CREATE INDEX IF NOT EXISTS ix_concern_concluded ON concern (concluded)",
    'CREATE INDEX IF NOT EXISTS ix_case_year_number ON "case" (year, number)',
    "CREATE INDEX IF NOT EXISTS ix_decision_year_number ON decision (year, number)",
    "CREATE INDEX IF NOT EXISTS ix_action_done_on ON action (done_on)",
    'CREATE INDEX IF NOT EXISTS ix_visit_on ON visit ("on")',
)


def upgrade() -> None:
    """Make the indexes; no row changes."""
    for statement in STATEMENTS:
        op.execute(statement)
