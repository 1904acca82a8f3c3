"""What layout 20 adds for what goes along to a door: the totals of a budget that a resident wants kept."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

STATEMENTS = (
    """
CREATE TABLE budget (
    visit_id TEXT NOT NULL,
    earned INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    "on" TEXT NOT NULL,
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
    "CREATE INDEX ix_budget_visit_id ON budget (visit_id)",
    "CREATE INDEX ix_budget_case_id ON budget (case_id)",
    "CREATE INDEX ix_budget_circle_id ON budget (circle_id)",
)


def upgrade() -> None:
    """Make the table."""
    run_in_its_place(STATEMENTS, days=('"on"',))
