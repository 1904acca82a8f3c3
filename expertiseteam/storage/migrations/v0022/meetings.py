"""What layout 22 adds for meetings. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place, widen

TABLES = (
    """
CREATE TABLE telling (
    said_id TEXT NOT NULL,
    hearer TEXT NOT NULL,
    teller_id TEXT,
    told_on TEXT,
    told_by_id TEXT,
    how TEXT,
    meeting_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(said_id) REFERENCES said (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(teller_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(told_by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_telling_said_id ON telling (said_id)",
    "CREATE INDEX ix_telling_meeting_id ON telling (meeting_id)",
    "CREATE INDEX ix_telling_case_id ON telling (case_id)",
    "CREATE INDEX ix_telling_circle_id ON telling (circle_id)",
    """
CREATE TABLE own_point (
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    question TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    by_id TEXT NOT NULL,
    "on" TEXT NOT NULL,
    not_before TEXT,
    because TEXT NOT NULL,
    ended_on TEXT,
    result TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_own_point_circle_id ON own_point (circle_id)",
    """
CREATE TABLE agreement_check (
    text TEXT NOT NULL,
    is_ticked INTEGER NOT NULL,
    remark TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_agreement_check_meeting_id ON agreement_check (meeting_id)",
    "CREATE INDEX ix_agreement_check_circle_id ON agreement_check (circle_id)",
)
DECISION = """
CREATE TABLE decision (
    year INTEGER,
    number INTEGER,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    "on" TEXT NOT NULL,
    by_id TEXT,
    meeting_id TEXT NOT NULL,
    case_id TEXT,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
"""
AGENDA_ITEM = """
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
    began_at TEXT,
    stopped_at TEXT,
    point_id TEXT NOT NULL,
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
"""
INDEXES = tuple(f"CREATE INDEX ix_agenda_item_{column} ON agenda_item ({column})" for column in ("case_id", "circle_id", "meeting_id"))


def upgrade() -> None:
    """Make the tables; say who wrote a decision down, and which point of an agenda somebody proposed."""
    run_in_its_place(TABLES, days=("told_on", '"on"', "not_before", "ended_on"), moments=("at",), yes_or_no=("is_ticked",))
    moments = ("opened_at", "began_at", "stopped_at")
    widen("agenda_item", AGENDA_ITEM, {"point_id": "''"}, indexes=INDEXES, moments=moments)
    indexes = [f"CREATE INDEX ix_decision_{column} ON decision ({column})" for column in ("case_id", "circle_id", "meeting_id")]
    numbers = "CREATE INDEX ix_decision_year_number ON decision (year, number)"
    widen("decision", DECISION, {"by_id": "NULL"}, indexes=(*indexes, numbers), days=('"on"',))
