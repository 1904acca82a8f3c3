"""What layout 22 adds for the team: how a household is best approached, by what people see. `places.widen`: both places hear of it here."""

from __future__ import annotations

from expertiseteam.storage.migrations.places import widen

CATALOGUE_WORD = """
CREATE TABLE catalogue_word (
    catalogue TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    "of" TEXT NOT NULL,
    is_offered INTEGER NOT NULL,
    way TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code)
)
 STRICT
"""


def upgrade() -> None:
    """Give each word of a catalogue its own way of approaching a household: "" is as shipped."""
    widen("catalogue_word", CATALOGUE_WORD, {"way": "''"}, yes_or_no=("is_offered",))
