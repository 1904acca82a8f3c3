"""A stage for each test of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from tests.dossier import Team, make_team
from tests.ui.cases.stage import Stage, Story, tell
from ui.look.theme import Theme

Open = Callable[[Workspace], Stage]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Return the team of the story."""
    team = make_team(tmp_path)
    yield team
    team.close()


@pytest.fixture
def story(team: Team) -> Story:
    """Return the case of the story."""
    return tell(team)


@pytest.fixture
def open_stage(qtbot: QtBot, tmp_path: Path, team: Team, theme: Theme) -> Iterator[Open]:
    """Return a function that opens the window of a member."""
    stages: list[Stage] = []

    def open_(workspace: Workspace) -> Stage:
        stages.append(Stage(qtbot, team, workspace, tmp_path, theme))
        return stages[-1]

    yield open_
    for stage in stages:
        stage.close()
