"""What layout 23 adds for cases. A new table, new columns (`places.widen`): both places hear of them here."""

from __future__ import annotations


def upgrade() -> None:
    """Nothing yet."""
