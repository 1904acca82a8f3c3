"""The day that an overleg has in the rhythm when it was moved, and why one is skipped: both empty for what was there."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"

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
)
ON_A_SERVER = (
    "ALTER TABLE meeting ADD COLUMN series_on DATE",
    "ALTER TABLE meeting ADD COLUMN because TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ALTER COLUMN because DROP DEFAULT",
)


def upgrade() -> None:
    """Widen the table of overleggen."""
    for statement in STATEMENTS if op.get_bind().dialect.name == "sqlite" else ON_A_SERVER:
        op.execute(statement.strip())
