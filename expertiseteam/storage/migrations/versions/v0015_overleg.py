"""The day that an overleg has in the rhythm when it was moved, why one is skipped, and who left the room for a point.

What is new in `meeting` is empty for what was there, so that the log's hashes of those rows still hold (access/log_rows.py).
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"

COLUMNS = '"on", starts, minutes, place, chair_id, secretary_id, state, agenda_version, started_at, ended_at, circle_id, id, version'
STATEMENTS = (
    "ALTER TABLE meeting RENAME TO meeting_before",
    """
CREATE TABLE meeting (
    "on" TEXT NOT NULL,
    starts TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    place TEXT NOT NULL,
    chair_id TEXT NOT NULL,
    secretary_id TEXT NOT NULL,
    state TEXT NOT NULL,
    agenda_version INTEGER NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    series_on TEXT,
    because TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(chair_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(secretary_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    f"INSERT INTO meeting ({COLUMNS}, because) SELECT {COLUMNS}, '' FROM meeting_before",
    "DROP TABLE meeting_before",
    "CREATE INDEX ix_meeting_circle_id ON meeting (circle_id)",
    'CREATE INDEX ix_meeting_on ON meeting ("on")',
    """
CREATE TABLE step_out (
    item_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    at TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)
ON_A_SERVER = (
    "ALTER TABLE meeting ADD COLUMN series_on DATE",
    "ALTER TABLE meeting ADD COLUMN because TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ALTER COLUMN because DROP DEFAULT",
    """
CREATE TABLE step_out (
    item_id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    meeting_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
)
INDEXES = tuple(f"CREATE INDEX ix_step_out_{column} ON step_out ({column})" for column in ("circle_id", "item_id", "meeting_id"))


def upgrade() -> None:
    """Widen the table of overleggen, and make the one that is new."""
    for statement in (*(STATEMENTS if op.get_bind().dialect.name == "sqlite" else ON_A_SERVER), *INDEXES):
        op.execute(statement.strip())
