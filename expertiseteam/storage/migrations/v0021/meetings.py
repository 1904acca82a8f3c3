"""What layout 21 adds for the overleg. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import run_in_its_place, widen

TABLES = (
    """
CREATE TABLE room_move (
    member_id TEXT NOT NULL,
    at TEXT NOT NULL,
    is_in INTEGER NOT NULL,
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
    "CREATE INDEX ix_room_move_circle_id ON room_move (circle_id)",
    "CREATE INDEX ix_room_move_meeting_id ON room_move (meeting_id)",
)
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
NEW = {"began_at": "NULL", "stopped_at": "NULL"}
INDEXES = tuple(f"CREATE INDEX ix_agenda_item_{column} ON agenda_item ({column})" for column in ("case_id", "circle_id", "meeting_id"))


def upgrade() -> None:
    """Make the tables, and widen those that are there."""
    run_in_its_place(TABLES, moments=("at",), yes_or_no=("is_in",))
    widen("agenda_item", AGENDA_ITEM, NEW, indexes=INDEXES, moments=("opened_at", "began_at", "stopped_at"))
