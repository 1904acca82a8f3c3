"""Matters that are only for offering help, and what partners of fixed costs tell of unpaid bills. No matter that was there is one."""

from __future__ import annotations

from alembic import op

from expertiseteam.storage.migrations.places import run_in_its_place

revision = "0016"
down_revision = "0015"

COLUMNS = "closed, ended, ended_as, id, version"
CIRCLE_IN_A_FILE = (
    "ALTER TABLE circle RENAME TO circle_before",
    """
CREATE TABLE circle (
    closed INTEGER NOT NULL,
    help_only INTEGER NOT NULL,
    ended TEXT,
    ended_as TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    f"INSERT INTO circle ({COLUMNS}, help_only) SELECT {COLUMNS}, 0 FROM circle_before",
    "DROP TABLE circle_before",
    "CREATE INDEX ix_circle_closed ON circle (closed)",
)
CIRCLE_ON_A_SERVER = (
    "ALTER TABLE circle ADD COLUMN help_only BOOLEAN NOT NULL DEFAULT false",
    "ALTER TABLE circle ALTER COLUMN help_only DROP DEFAULT",
)
TABLES = (
    "CREATE INDEX ix_circle_help_only ON circle (help_only)",
    """
CREATE TABLE arrears (
    creditor TEXT NOT NULL,
    resident TEXT NOT NULL,
    contact TEXT NOT NULL,
    cents INTEGER,
    months INTEGER,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_arrears_circle_id ON arrears (circle_id)",
    "CREATE INDEX ix_arrears_concern_id ON arrears (concern_id)",
)


def upgrade() -> None:
    """Give matters the mark, and make the table that is new."""
    is_file = op.get_bind().dialect.name == "sqlite"
    for statement in CIRCLE_IN_A_FILE if is_file else CIRCLE_ON_A_SERVER:
        op.execute(statement.strip())
    run_in_its_place(TABLES)
