"""What layout 22 adds for cases. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place, widen

CASE = """
CREATE TABLE "case" (
    year INTEGER,
    number INTEGER,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    place TEXT NOT NULL,
    place_key TEXT NOT NULL,
    village TEXT NOT NULL,
    household TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    bringing_partner TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    purpose TEXT NOT NULL,
    goal TEXT NOT NULL,
    opened TEXT NOT NULL,
    state TEXT NOT NULL,
    trusted_contact TEXT NOT NULL,
    closed_on TEXT,
    result TEXT,
    result_remark TEXT NOT NULL,
    eviction TEXT NOT NULL,
    eviction_on TEXT,
    eviction_source TEXT NOT NULL,
    eviction_reported TEXT,
    last_contact TEXT,
    opened_by_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(lead_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(opened_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
"""
ACTION = """
CREATE TABLE action (
    number INTEGER NOT NULL,
    what TEXT NOT NULL,
    owner_id TEXT,
    due TEXT,
    agreed_on TEXT NOT NULL,
    agreed_at TEXT NOT NULL,
    agreed_at_id TEXT NOT NULL,
    is_promise INTEGER NOT NULL,
    state TEXT NOT NULL,
    result TEXT NOT NULL,
    done_on TEXT,
    agreed_by_id TEXT,
    ended_by_id TEXT,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(agreed_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(ended_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
"""
ESCALATION = """
CREATE TABLE escalation (
    "to" TEXT NOT NULL,
    reason TEXT NOT NULL,
    question TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    asked_by_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT,
    answered_by_id TEXT,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(asked_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(answered_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
"""
TAKEN_BACK = """
CREATE TABLE taken_back (
    row_id TEXT NOT NULL,
    said TEXT NOT NULL,
    why TEXT NOT NULL,
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
"""


def upgrade() -> None:
    """Say who opened a case, agreed an action, ended it and wrote an answer down; and what was taken back, by whom and why."""
    widen(
        "case",
        CASE,
        {"opened_by_id": "NULL"},
        indexes=(
            *_indexes("case", "circle_id", "lead_id", "place_key", "state"),
            'CREATE INDEX ix_case_year_number ON "case" (year, number)',
        ),
        days=("opened", "closed_on", "eviction_on", "last_contact"),
        moments=("eviction_reported",),
    )
    widen(
        "action",
        ACTION,
        {"agreed_by_id": "NULL", "ended_by_id": "NULL"},
        indexes=(
            *_indexes("action", "agreed_at_id", "case_id", "circle_id", "done_on", "number", "owner_id"),
            "CREATE INDEX ix_action_signs ON action (case_id, circle_id, agreed_on, done_on)",
            "CREATE INDEX ix_action_state_due ON action (state, due)",
        ),
        days=("due", "agreed_on", "done_on"),
        yes_or_no=("is_promise",),
    )
    new = {"answered_by_id": "NULL"}
    widen("escalation", ESCALATION, new, indexes=_indexes("escalation", "case_id", "circle_id"), moments=("asked_at", "answered_at"))
    run_in_its_place([TAKEN_BACK, *_indexes("taken_back", "case_id", "circle_id", "row_id")], moments=("at",))


def _indexes(table: str, *columns: str) -> tuple[str, ...]:
    return tuple(f'CREATE INDEX ix_{table}_{column} ON "{table}" ({column})' for column in columns)
