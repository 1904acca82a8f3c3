"""What layout 20 adds for signals. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

CAMPAIGN = (
    """
CREATE TABLE campaign (
    "on" TEXT NOT NULL,
    village TEXT NOT NULL,
    what TEXT NOT NULL,
    by_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    'CREATE INDEX ix_campaign_on ON campaign ("on")',
)


def upgrade() -> None:
    """Make the table of what was done in a village."""
    run_in_its_place(CAMPAIGN, days=('"on"',))
