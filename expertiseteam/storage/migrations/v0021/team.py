"""What layout 21 adds for the team: training of groups. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

GROUP_TRAINING = (
    """
CREATE TABLE group_training (
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    parts INTEGER NOT NULL,
    people INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
)


def upgrade() -> None:
    """Make the table of what groups followed."""
    run_in_its_place(GROUP_TRAINING, days=('"on"',))
