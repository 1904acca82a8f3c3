"""What layout 21 adds for signals. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place, widen

EARLIER_OUTCOME = (
    """
CREATE TABLE earlier_outcome (
    state TEXT NOT NULL,
    outcome TEXT NOT NULL,
    concluded TEXT,
    concluded_by_id TEXT,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    why TEXT NOT NULL,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(concluded_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_earlier_outcome_circle_id ON earlier_outcome (circle_id)",
    "CREATE INDEX ix_earlier_outcome_concern_id ON earlier_outcome (concern_id)",
)
FEEDBACK = """
CREATE TABLE feedback (
    "before" TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    is_receipt INTEGER NOT NULL,
    state TEXT NOT NULL,
    given_on TEXT,
    given_by_id TEXT,
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
"""
FEEDBACK_INDEXES = (
    'CREATE INDEX ix_feedback_before ON feedback ("before")',
    "CREATE INDEX ix_feedback_circle_id ON feedback (circle_id)",
    "CREATE INDEX ix_feedback_concern_id ON feedback (concern_id)",
    "CREATE INDEX ix_feedback_owner_id ON feedback (owner_id)",
    "CREATE INDEX ix_feedback_state ON feedback (state)",
)

JOINT_CALL = """
CREATE TABLE joint_call (
    why TEXT NOT NULL,
    asked_by_id TEXT NOT NULL,
    at TEXT NOT NULL,
    visit_id TEXT,
    moved_from_id TEXT,
    ended_at TEXT,
    ended_because TEXT NOT NULL,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(asked_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
"""
JOINT_CALL_INDEXES = (
    "CREATE INDEX ix_joint_call_circle_id ON joint_call (circle_id)",
    "CREATE INDEX ix_joint_call_concern_id ON joint_call (concern_id)",
)


def upgrade() -> None:
    """Keep what a signal had as outcome before it was taken up again; let an answer say who gave it (of earlier ones nobody knows), and a
    visit together that was asked for where it went or why it does not come."""
    run_in_its_place(EARLIER_OUTCOME, moments=("concluded", "at"))
    days = ('"before"', "given_on")
    widen("feedback", FEEDBACK, {"given_by_id": "NULL"}, indexes=FEEDBACK_INDEXES, days=days, yes_or_no=("is_receipt",))
    new = {"moved_from_id": "NULL", "ended_at": "NULL", "ended_because": "''"}
    widen("joint_call", JOINT_CALL, new, indexes=JOINT_CALL_INDEXES, moments=("at", "ended_at"))
