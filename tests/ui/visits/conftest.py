"""A stage for each test of visits: that of cases, for a duo goes on its way from a case."""

from __future__ import annotations

from tests.ui.cases.conftest import open_stage, story, team, told

__all__ = ["open_stage", "story", "team", "told"]
