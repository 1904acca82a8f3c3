"""From what to what a field changed, who did it and when; and what was thrown away."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"

STATEMENTS = (
    """
CREATE TABLE field_change (
    row_kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    field TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE binned (
    row_kind TEXT NOT NULL,
    said TEXT NOT NULL,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)
ON_A_SERVER = (
    """
CREATE TABLE field_change (
    row_kind TEXT COLLATE "C" NOT NULL,
    row_id TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    before TEXT COLLATE "C" NOT NULL,
    after TEXT COLLATE "C" NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
CREATE TABLE binned (
    row_kind TEXT COLLATE "C" NOT NULL,
    said TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
)
INDEXES = (
    "CREATE INDEX ix_binned_case_id ON binned (case_id)",
    "CREATE INDEX ix_binned_circle_id ON binned (circle_id)",
    "CREATE INDEX ix_field_change_circle_id ON field_change (circle_id)",
    "CREATE INDEX ix_field_change_row_id ON field_change (row_id)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*(STATEMENTS if op.get_bind().dialect.name == "sqlite" else ON_A_SERVER), *INDEXES):
        op.execute(statement.strip())
