"""Layout 23: every subject says for itself what it adds, in storage/migrations/v0023."""

from __future__ import annotations

from expertiseteam.storage.migrations.v0023 import cases, concerns, meetings, team, visits

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Widen the subjects, those that others point at first."""
    for subject in (team, concerns, cases, visits, meetings):
        subject.upgrade()
