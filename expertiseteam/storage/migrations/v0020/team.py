"""What layout 20 adds for the team: when its members are away. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place, widen

ABSENCE = (
    """
CREATE TABLE absence (
    member_id TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_absence_member_id ON absence (member_id)",
    "CREATE INDEX ix_absence_until ON absence (until)",
)

COVER = (
    """
CREATE TABLE cover (
    member_id TEXT NOT NULL,
    deputy_id TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    ended TEXT,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(deputy_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)

ROUTE = (
    """
CREATE TABLE internal_route (
    organisation_id TEXT NOT NULL,
    first TEXT NOT NULL,
    contact TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (organisation_id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)

VILLAGE = """
CREATE TABLE village (
    name TEXT NOT NULL,
    member_id TEXT,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
"""


def upgrade() -> None:
    """Make the new tables, and tell who knows a village best."""
    run_in_its_place(ABSENCE, days=("since", "until"))
    widen("village", VILLAGE, {"member_id": "NULL"})
    run_in_its_place(ROUTE)
    run_in_its_place(COVER, days=("since", "until"), moments=("ended",))
