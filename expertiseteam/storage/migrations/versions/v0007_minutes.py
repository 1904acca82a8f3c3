"""Minutes that are adopted and stay, what is said about them later, paper that went out, and covenants. New tables only."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    """
CREATE TABLE covenant (
    organisation_id TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (organisation_id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    """
CREATE TABLE minutes (
    adopted_on TEXT NOT NULL,
    adopted_at_id TEXT,
    by_id TEXT NOT NULL,
    parts TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(adopted_at_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_minutes_circle_id ON minutes (circle_id)",
    "CREATE INDEX ix_minutes_meeting_id ON minutes (meeting_id)",
    """
CREATE TABLE minutes_part (
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
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
    "CREATE INDEX ix_minutes_part_case_id ON minutes_part (case_id)",
    "CREATE INDEX ix_minutes_part_circle_id ON minutes_part (circle_id)",
    "CREATE INDEX ix_minutes_part_meeting_id ON minutes_part (meeting_id)",
    """
CREATE TABLE minutes_remark (
    item_id TEXT,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
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
    "CREATE INDEX ix_minutes_remark_case_id ON minutes_remark (case_id)",
    "CREATE INDEX ix_minutes_remark_circle_id ON minutes_remark (circle_id)",
    "CREATE INDEX ix_minutes_remark_meeting_id ON minutes_remark (meeting_id)",
    """
CREATE TABLE issued_paper (
    meeting_id TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    encrypted INTEGER NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(by_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
    """,
    "CREATE INDEX ix_issued_paper_circle_id ON issued_paper (circle_id)",
    "CREATE INDEX ix_issued_paper_meeting_id ON issued_paper (meeting_id)",
    "CREATE INDEX ix_issued_paper_sha256 ON issued_paper (sha256)",
)
DAYS, YES_OR_NO = ("adopted_on", "signed_on", '"on"'), ("encrypted",)


def upgrade() -> None:
    """Make the tables."""
    run_in_its_place(STATEMENTS, days=DAYS, moments=("at",), yes_or_no=YES_OR_NO)
