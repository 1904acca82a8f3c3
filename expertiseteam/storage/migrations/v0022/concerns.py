"""What layout 22 adds for signals: who of the team was at a buurtkeet or inloop. Both places hear of it here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

TABLES = (
    """
CREATE TABLE presence (
    "on" TEXT NOT NULL,
    channel TEXT NOT NULL,
    spot TEXT NOT NULL,
    present TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    'CREATE INDEX ix_presence_on ON presence ("on")',
)


def upgrade() -> None:
    """Make the table."""
    run_in_its_place(TABLES, days=('"on"',))
