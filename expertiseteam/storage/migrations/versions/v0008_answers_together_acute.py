"""That a message came in is an answer of its own; visits together that were asked for; the steps of the acute path."""

from __future__ import annotations

from alembic import op

from expertiseteam.storage.migrations.places import run_in_its_place

revision = "0008"
down_revision = "0007"

COLUMNS = '"before", owner_id, state, given_on, channel, said, concern_id, circle_id, id, version'
FEEDBACK_IN_A_FILE = (
    "ALTER TABLE feedback RENAME TO feedback_before",
    """
CREATE TABLE feedback (
    "before" TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    is_receipt INTEGER NOT NULL,
    state TEXT NOT NULL,
    given_on TEXT,
    channel TEXT NOT NULL,
    said TEXT NOT NULL,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    f"INSERT INTO feedback ({COLUMNS}, is_receipt) SELECT {COLUMNS}, 0 FROM feedback_before",
    "DROP TABLE feedback_before",
    'CREATE INDEX ix_feedback_before ON feedback ("before")',
    "CREATE INDEX ix_feedback_circle_id ON feedback (circle_id)",
    "CREATE INDEX ix_feedback_concern_id ON feedback (concern_id)",
    "CREATE INDEX ix_feedback_owner_id ON feedback (owner_id)",
    "CREATE INDEX ix_feedback_state ON feedback (state)",
)
TABLES = (
    """
CREATE TABLE joint_call (
    why TEXT NOT NULL,
    asked_by_id TEXT NOT NULL,
    at TEXT NOT NULL,
    visit_id TEXT,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(asked_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE acute_step (
    step TEXT NOT NULL,
    remark TEXT NOT NULL,
    by_id TEXT NOT NULL,
    at TEXT NOT NULL,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)
FEEDBACK_ON_A_SERVER = (
    "ALTER TABLE feedback ADD COLUMN is_receipt BOOLEAN NOT NULL DEFAULT false",
    "ALTER TABLE feedback ALTER COLUMN is_receipt DROP DEFAULT",
)
INDEXES = tuple(
    f"CREATE INDEX ix_{table}_{column} ON {table} ({column})"
    for table in ("joint_call", "acute_step")
    for column in ("circle_id", "concern_id")
)


def upgrade() -> None:
    """Give answers their kind, and make the two tables that are new."""
    is_file = op.get_bind().dialect.name == "sqlite"
    for statement in FEEDBACK_IN_A_FILE if is_file else FEEDBACK_ON_A_SERVER:
        op.execute(statement.strip())
    run_in_its_place((*TABLES, *INDEXES), moments=("at",))
