"""What layout 20 adds for cases. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

INDEXES = ("CREATE INDEX ix_action_signs ON action (case_id, circle_id, agreed_on, done_on)",)


def upgrade() -> None:
    """Let the last signs of life of a case be read from an index."""
    run_in_its_place(INDEXES)
