"""What a case is about, the people of a household and what happened to them, and cases that belong together."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"

STATEMENTS = (
    """
CREATE TABLE kin (
    person_id TEXT NOT NULL,
    words TEXT NOT NULL,
    other_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(other_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE person_change (
    kind TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    pair_id TEXT,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    undone_at TEXT,
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
    """
CREATE TABLE case_subject (
    kind TEXT NOT NULL,
    tenure TEXT,
    age_band TEXT,
    has_child INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE chosen_domain (
    domain TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE case_link (
    other_id TEXT NOT NULL,
    why TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(other_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)
ON_A_SERVER = (
    """
CREATE TABLE kin (
    person_id TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    other_id TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(other_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
CREATE TABLE person_change (
    kind TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    "on" DATE NOT NULL,
    before TEXT COLLATE "C" NOT NULL,
    pair_id TEXT COLLATE "C",
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
CREATE TABLE case_subject (
    kind TEXT COLLATE "C" NOT NULL,
    tenure TEXT COLLATE "C",
    age_band TEXT COLLATE "C",
    has_child BOOLEAN NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
CREATE TABLE chosen_domain (
    domain TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
CREATE TABLE case_link (
    other_id TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(other_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
)
INDEXES = (
    "CREATE INDEX ix_case_link_case_id ON case_link (case_id)",
    "CREATE INDEX ix_case_link_circle_id ON case_link (circle_id)",
    "CREATE INDEX ix_case_subject_case_id ON case_subject (case_id)",
    "CREATE INDEX ix_case_subject_circle_id ON case_subject (circle_id)",
    "CREATE INDEX ix_chosen_domain_case_id ON chosen_domain (case_id)",
    "CREATE INDEX ix_chosen_domain_circle_id ON chosen_domain (circle_id)",
    "CREATE INDEX ix_kin_case_id ON kin (case_id)",
    "CREATE INDEX ix_kin_circle_id ON kin (circle_id)",
    "CREATE INDEX ix_kin_other_id ON kin (other_id)",
    "CREATE INDEX ix_kin_person_id ON kin (person_id)",
    "CREATE INDEX ix_person_change_case_id ON person_change (case_id)",
    "CREATE INDEX ix_person_change_circle_id ON person_change (circle_id)",
    "CREATE INDEX ix_person_change_person_id ON person_change (person_id)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*(STATEMENTS if op.get_bind().dialect.name == "sqlite" else ON_A_SERVER), *INDEXES):
        op.execute(statement.strip())
