"""The same stage as the settings have: the log is one button away from them."""

from __future__ import annotations

from tests.ui.team.conftest import Open, open_stage

__all__ = ["Open", "open_stage"]
