"""The two tracks of a case: the social plan, the enforcement path, and switches between them."""

from __future__ import annotations

import re

from alembic import op

revision = "0012"
down_revision = "0011"

STATEMENTS = (
    """
CREATE TABLE social_plan (
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    why TEXT NOT NULL,
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
CREATE TABLE plan_goal (
    plan_id TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    helper TEXT NOT NULL,
    due TEXT,
    state TEXT NOT NULL,
    remark TEXT NOT NULL,
    ended_on TEXT,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(plan_id) REFERENCES social_plan (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE plan_step (
    plan_id TEXT NOT NULL,
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
    FOREIGN KEY(plan_id) REFERENCES social_plan (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE enforcement_path (
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    "order" TEXT NOT NULL,
    until TEXT,
    held_in TEXT,
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
CREATE TABLE path_step (
    path_id TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    until TEXT,
    remark TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(path_id) REFERENCES enforcement_path (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE track_switch (
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    why TEXT NOT NULL,
    authority TEXT NOT NULL,
    decision TEXT NOT NULL,
    refused INTEGER NOT NULL,
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
    "CREATE INDEX ix_social_plan_case_id ON social_plan (case_id)",
    "CREATE INDEX ix_social_plan_circle_id ON social_plan (circle_id)",
    "CREATE INDEX ix_plan_goal_case_id ON plan_goal (case_id)",
    "CREATE INDEX ix_plan_goal_circle_id ON plan_goal (circle_id)",
    "CREATE INDEX ix_plan_step_case_id ON plan_step (case_id)",
    "CREATE INDEX ix_plan_step_circle_id ON plan_step (circle_id)",
    "CREATE INDEX ix_enforcement_path_case_id ON enforcement_path (case_id)",
    "CREATE INDEX ix_enforcement_path_circle_id ON enforcement_path (circle_id)",
    "CREATE INDEX ix_path_step_case_id ON path_step (case_id)",
    "CREATE INDEX ix_path_step_circle_id ON path_step (circle_id)",
    "CREATE INDEX ix_track_switch_case_id ON track_switch (case_id)",
    "CREATE INDEX ix_track_switch_circle_id ON track_switch (circle_id)",
)
ON_A_SERVER = (
    (r"^ STRICT$", ""),
    (r'^    ("on"|due|ended_on|since|until) TEXT', r"    \1 DATE"),
    (r"^    (at) TEXT", r"    \1 TIMESTAMP WITH TIME ZONE"),
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
