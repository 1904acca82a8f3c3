"""What layout 21 adds for cases. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import widen

INVOLVEMENT = """
CREATE TABLE involvement (
    organisation_id TEXT NOT NULL,
    place TEXT NOT NULL,
    since TEXT NOT NULL,
    member_id TEXT,
    condition TEXT NOT NULL,
    back_on TEXT,
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
"""
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
    """Say when the team looks whether who stepped aside comes back, and who was taken off a case."""
    widen("involvement", INVOLVEMENT, {"back_on": "NULL"}, indexes=_indexes("involvement"), days=("since", "back_on"))
    new = {"is_off": "0", "member_id": "NULL"}
    widen("door_move", DOOR_MOVE, new, indexes=_indexes("door_move"), moments=("at",), yes_or_no=("is_off",))


def _indexes(table: str) -> tuple[str, ...]:
    return tuple(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})" for column in ("case_id", "circle_id"))
