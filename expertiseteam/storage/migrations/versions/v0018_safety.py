"""A threatened home through time, the reporting code, AVE, escalations and mandates, and who followed which training."""

from __future__ import annotations

import re

from alembic import op

revision = "0018"
down_revision = "0017"

STATEMENTS = (
    """
CREATE TABLE eviction_step (
    state TEXT NOT NULL,
    day TEXT,
    source TEXT NOT NULL,
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
    """
CREATE TABLE reporting_code (
    kind TEXT NOT NULL,
    begun_on TEXT NOT NULL,
    suspicion TEXT,
    danger TEXT,
    can_help TEXT,
    accepted TEXT,
    in_time TEXT,
    children_asked INTEGER NOT NULL,
    decided_on TEXT,
    reports INTEGER,
    helps INTEGER,
    why_not TEXT NOT NULL,
    seen_on TEXT,
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
CREATE TABLE code_step (
    code_id TEXT NOT NULL,
    step TEXT NOT NULL,
    owner_id TEXT,
    done_on TEXT,
    remark TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(code_id) REFERENCES reporting_code (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(owner_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE ave_step (
    "before" TEXT,
    "after" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    why TEXT NOT NULL,
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
CREATE TABLE escalation (
    "to" TEXT NOT NULL,
    reason TEXT NOT NULL,
    question TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    asked_by_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(asked_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE decision_mandate (
    decision_id TEXT NOT NULL,
    mandate TEXT NOT NULL,
    escalation_id TEXT,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(escalation_id) REFERENCES escalation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE training (
    member_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    parts INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_eviction_step_case_id ON eviction_step (case_id)",
    "CREATE INDEX ix_eviction_step_circle_id ON eviction_step (circle_id)",
    "CREATE INDEX ix_reporting_code_case_id ON reporting_code (case_id)",
    "CREATE INDEX ix_reporting_code_circle_id ON reporting_code (circle_id)",
    "CREATE INDEX ix_code_step_case_id ON code_step (case_id)",
    "CREATE INDEX ix_code_step_circle_id ON code_step (circle_id)",
    "CREATE INDEX ix_ave_step_case_id ON ave_step (case_id)",
    "CREATE INDEX ix_ave_step_circle_id ON ave_step (circle_id)",
    "CREATE INDEX ix_escalation_case_id ON escalation (case_id)",
    "CREATE INDEX ix_escalation_circle_id ON escalation (circle_id)",
    "CREATE INDEX ix_decision_mandate_case_id ON decision_mandate (case_id)",
    "CREATE INDEX ix_decision_mandate_circle_id ON decision_mandate (circle_id)",
    "CREATE INDEX ix_decision_mandate_decision_id ON decision_mandate (decision_id)",
    "CREATE INDEX ix_training_member_id ON training (member_id)",
)
ON_A_SERVER = (
    (r"^ STRICT$", ""),
    (r'^    ("on"|begun_on|day|decided_on|done_on|seen_on) TEXT', r"    \1 DATE"),
    (r"^    (answered_at|asked_at|at) TEXT", r"    \1 TIMESTAMP WITH TIME ZONE"),
    (r"^    (children_asked|helps|reports) INTEGER", r"    \1 BOOLEAN"),
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
