"""Layout 22: every subject says for itself what it adds, in storage/migrations/v0022."""

from __future__ import annotations

from expertiseteam.storage.migrations.v0022 import cases, concerns, doors, meetings, team, visits

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Widen the subjects, those that others point at first."""
    for subject in (team, concerns, cases, doors, visits, meetings):
        subject.upgrade()
