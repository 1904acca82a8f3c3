"""Standing in for the aandachtsfunctionaris; and every sealed text says for which keys it was sealed. Older ones do not say, so they are
sealed again the first time that an aandachtsfunctionaris opens the dossier.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
CREATE TABLE deputation (
    member_id TEXT NOT NULL,
    role_before TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    ended TEXT,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_deputation_member_id ON deputation (member_id)",
    "ALTER TABLE draft RENAME TO draft_before",
    """
CREATE TABLE draft (
    member_id TEXT NOT NULL,
    form TEXT NOT NULL,
    about TEXT NOT NULL,
    at TEXT NOT NULL,
    fields TEXT NOT NULL,
    sealed BLOB,
    sealed_for TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
INSERT INTO draft (member_id, form, about, at, fields, sealed, sealed_for, id, version)
    SELECT member_id, form, about, at, fields, sealed, '', id, version FROM draft_before
    """,
    "DROP TABLE draft_before",
    "CREATE INDEX ix_draft_member_id ON draft (member_id)",
    "ALTER TABLE reporter RENAME TO reporter_before",
    """
CREATE TABLE reporter (
    sealed BLOB NOT NULL,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    sealed_for TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
INSERT INTO reporter (sealed, concern_id, circle_id, sealed_for, id, version)
    SELECT sealed, concern_id, circle_id, '', id, version FROM reporter_before
    """,
    "DROP TABLE reporter_before",
    "CREATE INDEX ix_reporter_concern_id ON reporter (concern_id)",
    "CREATE INDEX ix_reporter_circle_id ON reporter (circle_id)",
)


def upgrade() -> None:
    """Make the table, and give the two sealed ones their column."""
    for statement in STATEMENTS:
        op.execute(statement.strip())
