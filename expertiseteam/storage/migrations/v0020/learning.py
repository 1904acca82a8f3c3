"""What layout 20 adds for what the team learns and does together: evaluations, points to improve, lessons, cards, activities."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

TABLES = (
    """
CREATE TABLE evaluation (
    "on" TEXT NOT NULL,
    told TEXT NOT NULL,
    by_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE improvement (
    evaluation_id TEXT NOT NULL,
    what TEXT NOT NULL,
    result TEXT NOT NULL,
    ended_on TEXT,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(evaluation_id) REFERENCES evaluation (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_improvement_evaluation_id ON improvement (evaluation_id)",
    """
CREATE TABLE lesson (
    "on" TEXT NOT NULL,
    text TEXT NOT NULL,
    by_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_lesson_circle_id ON lesson (circle_id)",
    """
CREATE TABLE discipline_card (
    discipline TEXT NOT NULL,
    text TEXT NOT NULL,
    "on" TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE TABLE team_activity (
    kind TEXT NOT NULL,
    "on" TEXT NOT NULL,
    starts TEXT NOT NULL,
    place TEXT NOT NULL,
    what TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    'CREATE INDEX ix_team_activity_on ON team_activity ("on")',
)


def upgrade() -> None:
    """Make the tables."""
    run_in_its_place(TABLES, days=('"on"', "ended_on"), times=("starts",))
