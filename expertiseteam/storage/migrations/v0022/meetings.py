"""What layout 22 adds for meetings. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place, widen

TABLES = (
    """
CREATE TABLE telling (
    said_id TEXT NOT NULL,
    hearer TEXT NOT NULL,
    teller_id TEXT,
    told_on TEXT,
    told_by_id TEXT,
    how TEXT,
    meeting_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(said_id) REFERENCES said (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(teller_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(told_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_telling_said_id ON telling (said_id)",
    "CREATE INDEX ix_telling_meeting_id ON telling (meeting_id)",
    "CREATE INDEX ix_telling_case_id ON telling (case_id)",
    "CREATE INDEX ix_telling_circle_id ON telling (circle_id)",
)
DECISION = """
CREATE TABLE decision (
    year INTEGER,
    number INTEGER,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    "on" TEXT NOT NULL,
    by_id TEXT,
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
"""


def upgrade() -> None:
    """What is still to be told; and say who wrote a decision down."""
    run_in_its_place(TABLES, days=("told_on",))
    indexes = [f"CREATE INDEX ix_decision_{column} ON decision ({column})" for column in ("case_id", "circle_id", "meeting_id")]
    numbers = "CREATE INDEX ix_decision_year_number ON decision (year, number)"
    widen("decision", DECISION, {"by_id": "NULL"}, indexes=(*indexes, numbers), days=('"on"',))
