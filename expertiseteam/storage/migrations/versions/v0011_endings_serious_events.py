"""How cases ended, each time that they did, and serious events with what was learned of them."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = (
    """
CREATE TABLE case_ending (
    "on" TEXT NOT NULL,
    by_id TEXT NOT NULL,
    result TEXT NOT NULL,
    remark TEXT NOT NULL,
    goal_reached TEXT,
    watch TEXT NOT NULL,
    resident_told TEXT,
    told_how TEXT NOT NULL,
    reporters_told TEXT,
    dropped_because TEXT NOT NULL,
    reopened_at TEXT,
    reopened_by_id TEXT,
    reopened_why TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(reopened_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE serious_event (
    "on" TEXT NOT NULL,
    what TEXT NOT NULL,
    told_by_id TEXT NOT NULL,
    at TEXT NOT NULL,
    learned TEXT NOT NULL,
    learned_on TEXT,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(told_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)
ON_A_SERVER = (
    """
CREATE TABLE case_ending (
    "on" DATE NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    result TEXT COLLATE "C" NOT NULL,
    remark TEXT COLLATE "C" NOT NULL,
    goal_reached TEXT COLLATE "C",
    watch TEXT COLLATE "C" NOT NULL,
    resident_told TEXT COLLATE "C",
    told_how TEXT COLLATE "C" NOT NULL,
    reporters_told TEXT COLLATE "C",
    dropped_because TEXT COLLATE "C" NOT NULL,
    reopened_at TIMESTAMP WITH TIME ZONE,
    reopened_by_id TEXT COLLATE "C",
    reopened_why TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(reopened_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
CREATE TABLE serious_event (
    "on" DATE NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    told_by_id TEXT COLLATE "C" NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    learned TEXT COLLATE "C" NOT NULL,
    learned_on DATE,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(told_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
)
INDEXES = (
    "CREATE INDEX ix_case_ending_case_id ON case_ending (case_id)",
    "CREATE INDEX ix_case_ending_circle_id ON case_ending (circle_id)",
    "CREATE INDEX ix_serious_event_case_id ON serious_event (case_id)",
    "CREATE INDEX ix_serious_event_circle_id ON serious_event (circle_id)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*(STATEMENTS if op.get_bind().dialect.name == "sqlite" else ON_A_SERVER), *INDEXES):
        op.execute(statement.strip())
