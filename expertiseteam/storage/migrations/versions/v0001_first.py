"""The first tables.

Frozen: a dossier in use was made by these very statements. A change of the tables is a new file beside this one.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
CREATE TABLE circle (
    closed INTEGER NOT NULL,
    ended TEXT,
    ended_as TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE INDEX ix_circle_closed ON circle (closed)
    """,
    """
CREATE TABLE draft (
    member_id TEXT NOT NULL,
    form TEXT NOT NULL,
    about TEXT NOT NULL,
    at TEXT NOT NULL,
    fields TEXT NOT NULL,
    sealed BLOB,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE INDEX ix_draft_member_id ON draft (member_id)
    """,
    """
CREATE TABLE log_line (
    at TEXT NOT NULL,
    member_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    why TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE INDEX ix_log_line_at ON log_line (at)
    """,
    """
CREATE INDEX ix_log_line_member_id ON log_line (member_id)
    """,
    """
CREATE TABLE member (
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    discipline TEXT NOT NULL,
    function TEXT NOT NULL,
    organisation_id TEXT,
    phone TEXT NOT NULL,
    card TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE TABLE organisation (
    name TEXT NOT NULL,
    icon TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE ("key")
)
 STRICT
    """,
    """
CREATE TABLE village (
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
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
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(lead_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_case_circle_id ON "case" (circle_id)
    """,
    """
CREATE INDEX ix_case_lead_id ON "case" (lead_id)
    """,
    """
CREATE INDEX ix_case_place_key ON "case" (place_key)
    """,
    """
CREATE INDEX ix_case_state ON "case" (state)
    """,
    """
CREATE TABLE circle_member (
    circle_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_circle_member_circle_id ON circle_member (circle_id)
    """,
    """
CREATE INDEX ix_circle_member_member_id ON circle_member (member_id)
    """,
    """
CREATE TABLE concern (
    year INTEGER,
    number INTEGER,
    code TEXT NOT NULL,
    what TEXT NOT NULL,
    place TEXT NOT NULL,
    place_key TEXT NOT NULL,
    village TEXT NOT NULL,
    certainty TEXT NOT NULL,
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    urgency TEXT NOT NULL,
    received TEXT NOT NULL,
    written_by_id TEXT NOT NULL,
    triage_before TEXT NOT NULL,
    since TEXT,
    state TEXT NOT NULL,
    review_on TEXT,
    outcome TEXT NOT NULL,
    double_of_id TEXT,
    concluded TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(written_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_concern_circle_id ON concern (circle_id)
    """,
    """
CREATE INDEX ix_concern_place_key ON concern (place_key)
    """,
    """
CREATE INDEX ix_concern_received ON concern (received)
    """,
    """
CREATE INDEX ix_concern_state ON concern (state)
    """,
    """
CREATE TABLE meeting (
    "on" TEXT NOT NULL,
    starts TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    place TEXT NOT NULL,
    chair_id TEXT NOT NULL,
    secretary_id TEXT NOT NULL,
    state TEXT NOT NULL,
    agenda_version INTEGER NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(chair_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(secretary_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_meeting_circle_id ON meeting (circle_id)
    """,
    """
CREATE INDEX ix_meeting_on ON meeting ("on")
    """,
    """
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
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_action_agreed_at_id ON action (agreed_at_id)
    """,
    """
CREATE INDEX ix_action_case_id ON action (case_id)
    """,
    """
CREATE INDEX ix_action_circle_id ON action (circle_id)
    """,
    """
CREATE INDEX ix_action_number ON action (number)
    """,
    """
CREATE INDEX ix_action_owner_id ON action (owner_id)
    """,
    """
CREATE INDEX ix_action_state_due ON action (state, due)
    """,
    """
CREATE TABLE agenda_item (
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    question TEXT NOT NULL,
    since_last TEXT NOT NULL,
    last_agreement TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    because TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    opened_at TEXT,
    meeting_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_agenda_item_case_id ON agenda_item (case_id)
    """,
    """
CREATE INDEX ix_agenda_item_circle_id ON agenda_item (circle_id)
    """,
    """
CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id)
    """,
    """
CREATE TABLE attendance (
    member_id TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    remark TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_attendance_circle_id ON attendance (circle_id)
    """,
    """
CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id)
    """,
    """
CREATE TABLE decision (
    year INTEGER,
    number INTEGER,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    "on" TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_decision_case_id ON decision (case_id)
    """,
    """
CREATE INDEX ix_decision_circle_id ON decision (circle_id)
    """,
    """
CREATE INDEX ix_decision_meeting_id ON decision (meeting_id)
    """,
    """
CREATE TABLE door_move (
    organisation_id TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    front_before INTEGER NOT NULL,
    front_after INTEGER NOT NULL,
    condition TEXT NOT NULL,
    answers TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_door_move_case_id ON door_move (case_id)
    """,
    """
CREATE INDEX ix_door_move_circle_id ON door_move (circle_id)
    """,
    """
CREATE TABLE feedback (
    "before" TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    state TEXT NOT NULL,
    given_on TEXT,
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
    """,
    """
CREATE INDEX ix_feedback_before ON feedback ("before")
    """,
    """
CREATE INDEX ix_feedback_circle_id ON feedback (circle_id)
    """,
    """
CREATE INDEX ix_feedback_concern_id ON feedback (concern_id)
    """,
    """
CREATE INDEX ix_feedback_owner_id ON feedback (owner_id)
    """,
    """
CREATE INDEX ix_feedback_state ON feedback (state)
    """,
    """
CREATE TABLE involvement (
    organisation_id TEXT NOT NULL,
    place TEXT NOT NULL,
    since TEXT NOT NULL,
    member_id TEXT,
    condition TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_involvement_case_id ON involvement (case_id)
    """,
    """
CREATE INDEX ix_involvement_circle_id ON involvement (circle_id)
    """,
    """
CREATE TABLE note (
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    written_by_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(written_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_note_case_id ON note (case_id)
    """,
    """
CREATE INDEX ix_note_circle_id ON note (circle_id)
    """,
    """
CREATE TABLE person (
    name TEXT NOT NULL,
    part TEXT NOT NULL,
    phone TEXT NOT NULL,
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
CREATE INDEX ix_person_case_id ON person (case_id)
    """,
    """
CREATE INDEX ix_person_circle_id ON person (circle_id)
    """,
    """
CREATE TABLE reporter (
    sealed BLOB NOT NULL,
    concern_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(concern_id) REFERENCES concern (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_reporter_circle_id ON reporter (circle_id)
    """,
    """
CREATE INDEX ix_reporter_concern_id ON reporter (concern_id)
    """,
    """
CREATE TABLE visit (
    task TEXT NOT NULL,
    "before" TEXT NOT NULL,
    care_id TEXT NOT NULL,
    enforcement_id TEXT NOT NULL,
    sent_by_id TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    is_announced INTEGER NOT NULL,
    "on" TEXT,
    at TEXT,
    state TEXT NOT NULL,
    outcome TEXT,
    care_view TEXT NOT NULL,
    enforcement_view TEXT NOT NULL,
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
    """
CREATE INDEX ix_visit_care_id ON visit (care_id)
    """,
    """
CREATE INDEX ix_visit_case_id ON visit (case_id)
    """,
    """
CREATE INDEX ix_visit_circle_id ON visit (circle_id)
    """,
    """
CREATE INDEX ix_visit_enforcement_id ON visit (enforcement_id)
    """,
    """
CREATE INDEX ix_visit_state ON visit (state)
    """,
    """
CREATE TABLE said (
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    in_minutes INTEGER NOT NULL,
    decision_id TEXT,
    action_id TEXT,
    move_id TEXT,
    front_before INTEGER,
    front_after INTEGER,
    meeting_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE INDEX ix_said_case_id ON said (case_id)
    """,
    """
CREATE INDEX ix_said_circle_id ON said (circle_id)
    """,
    """
CREATE INDEX ix_said_item_id ON said (item_id)
    """,
    """
CREATE INDEX ix_said_meeting_id ON said (meeting_id)
    """,
    """
CREATE TABLE search_entry(n INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id TEXT NOT NULL UNIQUE, circle_id TEXT, said TEXT NOT NULL) STRICT
    """,
    """
CREATE VIRTUAL TABLE search_text USING fts5(said, content='', contentless_delete=1)
    """,
)


def upgrade() -> None:
    """Make every table, index and the search index."""
    for statement in STATEMENTS:
        op.execute(statement.strip())
