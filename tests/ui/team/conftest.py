"""A stage for each test of settings and log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.basics.workplace import Workplace
from tests.dossier import Team
from tests.ui.team.stage import Stage, open_as
from ui.look.theme import Theme

Open = Callable[..., Stage]


@pytest.fixture
def open_stage(qtbot: QtBot, team: Team, tmp_path: Path, theme: Theme) -> Iterator[Open]:
    """Return a function that opens the window of a member: open_stage("femke")."""
    stages: list[Stage] = []

    def open_(first_name: str, passphrase: str = "", workplace: Workplace | None = None) -> Stage:
        stages.append(Stage(qtbot, team, open_as(team, first_name, passphrase), tmp_path, theme, workplace))
        return stages[-1]

    yield open_
    for stage in stages:
        stage.close()
