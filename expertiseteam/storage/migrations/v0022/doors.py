"""What layout 22 adds for the front door: the day that held before a move, so that taking it back brings that too. `places.widen`."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import widen

DOOR_MOVE = """
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
    is_off INTEGER NOT NULL,
    member_id TEXT,
    looked_on TEXT,
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
"""


def upgrade() -> None:
    """Give each move the day that it put aside: none."""
    indexes = tuple(f"CREATE INDEX ix_door_move_{column} ON door_move ({column})" for column in ("case_id", "circle_id"))
    days = {"days": ("looked_on",), "moments": ("at",), "yes_or_no": ("is_off",)}
    widen("door_move", DOOR_MOVE, {"looked_on": "NULL"}, indexes=indexes, **days)
