"""Check rounds, and what partners answered."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

revision = "0009"
down_revision = "0008"

STATEMENTS = (
    """
CREATE TABLE check_round (
    purpose TEXT NOT NULL,
    why TEXT NOT NULL,
    asked_by_id TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    "before" TEXT NOT NULL,
    closed_on TEXT,
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
CREATE TABLE partner_answer (
    round_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    answer TEXT,
    answered_at TEXT,
    recorded_by_id TEXT,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(round_id) REFERENCES check_round (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
)
DAYS, MOMENTS = ('"before"', "closed_on"), ("asked_at", "answered_at")
INDEXES = (
    "CREATE INDEX ix_check_round_circle_id ON check_round (circle_id)",
    "CREATE INDEX ix_check_round_concern_id ON check_round (concern_id)",
    "CREATE INDEX ix_partner_answer_circle_id ON partner_answer (circle_id)",
    "CREATE INDEX ix_partner_answer_concern_id ON partner_answer (concern_id)",
    "CREATE INDEX ix_partner_answer_round_id ON partner_answer (round_id)",
)


def upgrade() -> None:
    """Make both tables."""
    run_in_its_place((*STATEMENTS, *INDEXES), days=DAYS, moments=MOMENTS)
