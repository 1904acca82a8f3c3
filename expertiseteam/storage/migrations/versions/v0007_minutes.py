"""Minutes that are adopted and stay, what is said about them later, paper that went out, and covenants. New tables only."""

from __future__ import annotations

import re

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    """
CREATE TABLE covenant (
    organisation_id TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (organisation_id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE minutes (
    adopted_on TEXT NOT NULL,
    adopted_at_id TEXT,
    by_id TEXT NOT NULL,
    parts TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(adopted_at_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_minutes_circle_id ON minutes (circle_id)",
    "CREATE INDEX ix_minutes_meeting_id ON minutes (meeting_id)",
    """
CREATE TABLE minutes_part (
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_minutes_part_case_id ON minutes_part (case_id)",
    "CREATE INDEX ix_minutes_part_circle_id ON minutes_part (circle_id)",
    "CREATE INDEX ix_minutes_part_meeting_id ON minutes_part (meeting_id)",
    """
CREATE TABLE minutes_remark (
    item_id TEXT,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_minutes_remark_case_id ON minutes_remark (case_id)",
    "CREATE INDEX ix_minutes_remark_circle_id ON minutes_remark (circle_id)",
    "CREATE INDEX ix_minutes_remark_meeting_id ON minutes_remark (meeting_id)",
    """
CREATE TABLE issued_paper (
    meeting_id TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    encrypted INTEGER NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_issued_paper_circle_id ON issued_paper (circle_id)",
    "CREATE INDEX ix_issued_paper_meeting_id ON issued_paper (meeting_id)",
    "CREATE INDEX ix_issued_paper_sha256 ON issued_paper (sha256)",
)
ON_A_SERVER = (
    (r"^ STRICT$", ""),
    (r"^    ((?:adopted|signed)_on|\"on\") TEXT", r"    \1 DATE"),
    (r"^    at TEXT", "    at TIMESTAMP WITH TIME ZONE"),
    (r"^    encrypted INTEGER", "    encrypted BOOLEAN"),
    (r" INTEGER( NOT NULL)?,$", r" BIGINT\1,"),
    (r" TEXT( NOT NULL)?,$", r' TEXT COLLATE "C"\1,'),
)


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    on_server = connection.dialect.name == "postgresql"
    for statement in STATEMENTS:
        connection.exec_driver_sql(_for_server(statement) if on_server else statement.strip())


def _for_server(statement: str) -> str:
    for here, there in ON_A_SERVER:
        statement = re.sub(here, there, statement, flags=re.MULTILINE)
    return statement
