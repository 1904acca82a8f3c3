"""What layout 20 adds for what goes along to a door: the totals of a budget that a resident wants kept; and the weekly rounds."""

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
    """
CREATE TABLE round_series (
    area TEXT NOT NULL,
    weekday INTEGER NOT NULL,
    starts TEXT NOT NULL,
    spot TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE TABLE round (
    series_id TEXT NOT NULL,
    "on" TEXT NOT NULL,
    by_id TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    guests TEXT NOT NULL,
    learned TEXT NOT NULL,
    signals INTEGER NOT NULL,
    because TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(series_id) REFERENCES round_series (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_round_series_id ON round (series_id)",
    """
CREATE TABLE round_member (
    round_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(round_id) REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_round_member_round_id ON round_member (round_id)",
)


def upgrade() -> None:
    """Make the tables."""
    run_in_its_place(STATEMENTS, days=('"on"',), moments=("at",), yes_or_no=("is_active",), times=("starts",))
