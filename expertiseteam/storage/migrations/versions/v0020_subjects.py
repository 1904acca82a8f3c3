"""Layout 20: every subject says for itself what it adds, in storage/migrations/v0020."""

from __future__ import annotations

from expertiseteam.storage.migrations.v0020 import cases, concerns, door_papers, learning, meetings, team, visits

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Widen the subjects, those that others point at first."""
    for subject in (team, concerns, cases, visits, meetings, door_papers, learning):
        subject.upgrade()
