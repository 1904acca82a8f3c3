"""Help that was offered, objections to the use of data, when and how a duo goes and how safe, and what went wrong at a door.

What is new in `visit` is empty for the visits that were there, so that the log's hashes of those rows still hold (access/log_rows.py).
"""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"

VISIT = (
    'task, "before", care_id, enforcement_id, sent_by_id, sent_on, is_announced, "on", at, state, outcome, care_view, '
    "enforcement_view, told, cancelled_because, case_id, circle_id, id, version"
)
NEW = "common, is_discreet, said_purpose, not_open_because, why_now, lighter, prompts, measures, safe_place, alone_because"
EMPTY = "'', 0, '', '', '', '', '', '', '', ''"
STATEMENTS = (
    "ALTER TABLE visit RENAME TO visit_before",
    """
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
    care_view TEXT NOT NULL,
    enforcement_view TEXT NOT NULL,
    common TEXT NOT NULL,
    told TEXT NOT NULL,
    cancelled_because TEXT NOT NULL,
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
    """,
    f"INSERT INTO visit ({VISIT}, {NEW}) SELECT {VISIT}, {EMPTY} FROM visit_before",
    "DROP TABLE visit_before",
    "CREATE INDEX ix_visit_care_id ON visit (care_id)",
    "CREATE INDEX ix_visit_case_id ON visit (case_id)",
    "CREATE INDEX ix_visit_check_in_due ON visit (check_in_due)",
    "CREATE INDEX ix_visit_circle_id ON visit (circle_id)",
    "CREATE INDEX ix_visit_enforcement_id ON visit (enforcement_id)",
    'CREATE INDEX ix_visit_on ON visit ("on")',
    "CREATE INDEX ix_visit_state ON visit (state)",
    """
CREATE TABLE help_offer (
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    offered_on TEXT NOT NULL,
    by_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    to_whom TEXT NOT NULL,
    reply_before TEXT,
    referral TEXT,
    answered_on TEXT,
    remark TEXT NOT NULL,
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
CREATE TABLE objection (
    said TEXT NOT NULL,
    made_on TEXT NOT NULL,
    "before" TEXT NOT NULL,
    state_before TEXT NOT NULL,
    was_closed INTEGER NOT NULL,
    members_before TEXT NOT NULL,
    decision TEXT,
    because TEXT NOT NULL,
    decided_on TEXT,
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
CREATE TABLE incident (
    visit_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    done TEXT NOT NULL,
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
)
ON_A_SERVER = (
    'ALTER TABLE visit ADD COLUMN mode TEXT COLLATE "C"',
    'ALTER TABLE visit ADD COLUMN part TEXT COLLATE "C"',
    'ALTER TABLE visit ADD COLUMN refusal TEXT COLLATE "C"',
    "ALTER TABLE visit ADD COLUMN common TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN common DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN planned_on DATE",
    "ALTER TABLE visit ADD COLUMN planned_at TIME WITHOUT TIME ZONE",
    "ALTER TABLE visit ADD COLUMN ends_at TIME WITHOUT TIME ZONE",
    'ALTER TABLE visit ADD COLUMN purpose TEXT COLLATE "C"',
    "ALTER TABLE visit ADD COLUMN is_discreet BOOLEAN NOT NULL DEFAULT false",
    "ALTER TABLE visit ALTER COLUMN is_discreet DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN said_purpose TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN said_purpose DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN not_open_because TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN not_open_because DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN why_now TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN why_now DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN lighter TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN lighter DROP DEFAULT",
    'ALTER TABLE visit ADD COLUMN risk TEXT COLLATE "C"',
    "ALTER TABLE visit ADD COLUMN prompts TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN prompts DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN measures TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN measures DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN safe_place TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN safe_place DROP DEFAULT",
    "ALTER TABLE visit ADD COLUMN alone_because TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "ALTER TABLE visit ALTER COLUMN alone_because DROP DEFAULT",
    'ALTER TABLE visit ADD COLUMN check_in_id TEXT COLLATE "C"',
    "ALTER TABLE visit ADD COLUMN check_in_at TIME WITHOUT TIME ZONE",
    'ALTER TABLE visit ADD COLUMN check_in_phones TEXT COLLATE "C"',
    "ALTER TABLE visit ADD COLUMN check_in_due TIMESTAMP WITH TIME ZONE",
    "ALTER TABLE visit ADD COLUMN checked_in TIMESTAMP WITH TIME ZONE",
    "CREATE INDEX ix_visit_check_in_due ON visit (check_in_due)",
    """
CREATE TABLE help_offer (
    what TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    offered_on DATE NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    visit_id TEXT COLLATE "C" NOT NULL,
    to_whom TEXT COLLATE "C" NOT NULL,
    reply_before DATE,
    referral TEXT COLLATE "C",
    answered_on DATE,
    remark TEXT COLLATE "C" NOT NULL,
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
CREATE TABLE objection (
    said TEXT COLLATE "C" NOT NULL,
    made_on DATE NOT NULL,
    before DATE NOT NULL,
    state_before TEXT COLLATE "C" NOT NULL,
    was_closed BOOLEAN NOT NULL,
    members_before TEXT COLLATE "C" NOT NULL,
    decision TEXT COLLATE "C",
    because TEXT COLLATE "C" NOT NULL,
    decided_on DATE,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
CREATE TABLE incident (
    visit_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    done TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    circle_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
)
INDEXES: tuple[str, ...] = (
    "CREATE INDEX ix_help_offer_case_id ON help_offer (case_id)",
    "CREATE INDEX ix_help_offer_circle_id ON help_offer (circle_id)",
    "CREATE INDEX ix_help_offer_referral ON help_offer (referral)",
    "CREATE INDEX ix_help_offer_visit_id ON help_offer (visit_id)",
    "CREATE INDEX ix_objection_case_id ON objection (case_id)",
    "CREATE INDEX ix_objection_circle_id ON objection (circle_id)",
    "CREATE INDEX ix_incident_case_id ON incident (case_id)",
    "CREATE INDEX ix_incident_circle_id ON incident (circle_id)",
    "CREATE INDEX ix_incident_visit_id ON incident (visit_id)",
)


def upgrade() -> None:
    """Widen the table of visits, and make the three that are new."""
    for statement in (*(STATEMENTS if op.get_bind().dialect.name == "sqlite" else ON_A_SERVER), *INDEXES):
        op.execute(statement.strip())
