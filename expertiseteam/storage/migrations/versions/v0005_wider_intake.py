"""More that may be said of a signal, what was seen through both lenses, and the words of the catalogues as a team wants them.

What is new in `concern` is empty for the signals that were there, so that the log's hashes of those rows still hold (access/log_rows.py).
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

COLUMNS = (
    "year, number, code, what, place, place_key, village, certainty, channel, source, urgency, received, written_by_id, triage_before,"
    " since, state, review_on, outcome, double_of_id, concluded, circle_id, id, version"
)
STATEMENTS = (
    "ALTER TABLE concern RENAME TO concern_before",
    """
CREATE TABLE concern (
    year INTEGER,
    number INTEGER,
    code TEXT NOT NULL,
    what TEXT NOT NULL,
    place TEXT NOT NULL,
    place_key TEXT NOT NULL,
    village TEXT NOT NULL,
    certainty TEXT NOT NULL,
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    urgency TEXT NOT NULL,
    received TEXT NOT NULL,
    written_by_id TEXT NOT NULL,
    triage_before TEXT NOT NULL,
    since TEXT,
    state TEXT NOT NULL,
    review_on TEXT,
    outcome TEXT NOT NULL,
    double_of_id TEXT,
    concluded TEXT,
    kind TEXT,
    directness TEXT,
    internally TEXT,
    on_behalf INTEGER NOT NULL,
    signs TEXT NOT NULL,
    spot TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(written_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    f"INSERT INTO concern ({COLUMNS}, on_behalf, signs, spot) SELECT {COLUMNS}, 0, '', '' FROM concern_before",
    "DROP TABLE concern_before",
    "CREATE INDEX ix_concern_circle_id ON concern (circle_id)",
    "CREATE INDEX ix_concern_received ON concern (received)",
    "CREATE INDEX ix_concern_state ON concern (state)",
    "CREATE INDEX ix_concern_concluded ON concern (concluded)",
    "CREATE INDEX ix_concern_doors ON concern (place_key, place, received, state, circle_id)",
    "CREATE INDEX ix_concern_year_number ON concern (year, number)",
    """
CREATE TABLE observation (
    lens TEXT NOT NULL,
    text TEXT NOT NULL,
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
    """
CREATE TABLE catalogue_word (
    catalogue TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    "of" TEXT NOT NULL,
    is_offered INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code)
)
 STRICT
    """,
)
INDEXES = (
    "CREATE INDEX ix_observation_circle_id ON observation (circle_id)",
    "CREATE INDEX ix_observation_concern_id ON observation (concern_id)",
)


def upgrade() -> None:
    """Widen the table of signals, and make the two that are new."""
    for statement in (*STATEMENTS, *INDEXES):
        op.execute(statement.strip())
