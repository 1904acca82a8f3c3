"""What layout 20 adds for the overleg. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

TABLES = (
    """
CREATE TABLE not_before (
    action_id TEXT,
    until TEXT NOT NULL,
    because TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_not_before_case_id ON not_before (case_id)",
    "CREATE INDEX ix_not_before_circle_id ON not_before (circle_id)",
    """
CREATE TABLE agreed_again (
    action_id TEXT NOT NULL,
    before_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(before_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_agreed_again_action_id ON agreed_again (action_id)",
    "CREATE INDEX ix_agreed_again_before_id ON agreed_again (before_id)",
    "CREATE INDEX ix_agreed_again_case_id ON agreed_again (case_id)",
    "CREATE INDEX ix_agreed_again_circle_id ON agreed_again (circle_id)",
    """
CREATE TABLE sharing_check (
    organisation_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    shares INTEGER NOT NULL,
    necessity TEXT NOT NULL,
    proportion TEXT NOT NULL,
    less TEXT NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_sharing_check_case_id ON sharing_check (case_id)",
    "CREATE INDEX ix_sharing_check_circle_id ON sharing_check (circle_id)",
    """
CREATE TABLE wall_line (
    said_id TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_wall_line_said_id ON wall_line (said_id)",
    "CREATE INDEX ix_wall_line_meeting_id ON wall_line (meeting_id)",
    "CREATE INDEX ix_wall_line_case_id ON wall_line (case_id)",
    "CREATE INDEX ix_wall_line_circle_id ON wall_line (circle_id)",
)


def upgrade() -> None:
    """Make the tables: what waits, what was agreed again, whether a case is shared with a partner, and lines let through to the room."""
    run_in_its_place(TABLES, days=("until", '"on"'), moments=("at",), yes_or_no=("shares",))
