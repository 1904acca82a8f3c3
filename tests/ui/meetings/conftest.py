"""A stage for each test of the overleg."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from tests.dossier import Team, make_team
from tests.ui.meetings.stage import Stage, tell_the_story
from ui.look.theme import Theme

Open = Callable[[Workspace], Stage]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Return the team of the story."""
    team = make_team(tmp_path)
    yield team
    team.close()


@pytest.fixture
def ids(team: Team) -> dict[str, str]:
    """Tell the story up to step 8."""
    return tell_the_story(team)


@pytest.fixture
def open_stage(qtbot: QtBot, team: Team, tmp_path: Path, theme: Theme) -> Iterator[Open]:
    """Return a function that opens the window of a member."""
    stages: list[Stage] = []

    def open_(workspace: Workspace) -> Stage:
        stages.append(Stage(qtbot, team, workspace, tmp_path, theme))
        return stages[-1]

    yield open_
    for stage in stages:
        stage.close()
