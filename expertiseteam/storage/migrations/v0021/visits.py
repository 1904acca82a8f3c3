"""What layout 21 adds for visits: how long a contact took. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import widen

VISIT = """
CREATE TABLE visit (
    task TEXT NOT NULL,
    "before" TEXT NOT NULL,
    care_id TEXT NOT NULL,
    enforcement_id TEXT NOT NULL,
    sent_by_id TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    is_announced INTEGER NOT NULL,
    mode TEXT,
    part TEXT,
    planned_on TEXT,
    planned_at TEXT,
    ends_at TEXT,
    purpose TEXT,
    is_sensitive INTEGER NOT NULL,
    is_discreet INTEGER NOT NULL,
    said_purpose TEXT NOT NULL,
    not_open_because TEXT NOT NULL,
    why_now TEXT NOT NULL,
    lighter TEXT NOT NULL,
    risk TEXT,
    prompts TEXT NOT NULL,
    measures TEXT NOT NULL,
    safe_place TEXT NOT NULL,
    alone_because TEXT NOT NULL,
    approach TEXT NOT NULL,
    check_in_id TEXT,
    check_in_at TEXT,
    check_in_phones TEXT,
    check_in_due TEXT,
    checked_in TEXT,
    "on" TEXT,
    at TEXT,
    state TEXT NOT NULL,
    outcome TEXT,
    refusal TEXT,
    consent TEXT,
    consent_because TEXT NOT NULL,
    told_purpose INTEGER NOT NULL,
    care_view TEXT NOT NULL,
    enforcement_view TEXT NOT NULL,
    common TEXT NOT NULL,
    told TEXT NOT NULL,
    cancelled_because TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(care_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(enforcement_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(sent_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
"""
INDEXES = (
    "CREATE INDEX ix_visit_care_id ON visit (care_id)",
    "CREATE INDEX ix_visit_case_id ON visit (case_id)",
    "CREATE INDEX ix_visit_check_in_due ON visit (check_in_due)",
    "CREATE INDEX ix_visit_circle_id ON visit (circle_id)",
    "CREATE INDEX ix_visit_enforcement_id ON visit (enforcement_id)",
    'CREATE INDEX ix_visit_on ON visit ("on")',
    "CREATE INDEX ix_visit_state ON visit (state)",
)


def upgrade() -> None:
    """Widen the table of visits."""
    widen("visit", VISIT, {"minutes": "0"}, indexes=INDEXES)
