"""A stage for each test of cases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from expertiseteam.opening import open_dossier
from tests.dossier import PASSPHRASE, StandingClock, Team, cheap_policy, make_team
from tests.ui.cases.stage import Stage, Story, tell
from ui.look.theme import Theme

Open = Callable[[Workspace], Stage]


@dataclass(frozen=True)
class Told:
    """A dossier in which the story has been told up to the case: made once, copied for each test."""

    folder: Path
    team: Team
    case: str


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Make the dossier that the tests copy. Eight people with keys take longer to make than to copy."""
    folder = tmp_path_factory.mktemp("told")
    team = make_team(folder)
    case = tell(team).case
    team.close()
    return Told(folder, team, case)


@pytest.fixture
def team(tmp_path: Path, told: Told) -> Iterator[Team]:
    """Return the team of the story, in a dossier of its own."""
    folder = tmp_path / "dossier"
    shutil.copytree(told.folder, folder)
    clock = StandingClock(2026, 11, 2, 9, 5)  # after what was told
    policy, path = cheap_policy(folder, clock), folder / told.team.path.name
    femke = open_dossier(path, told.team.ids["femke"], PASSPHRASE.format("femke"), policy=policy, clock=clock)
    team = Team(path, clock, policy, told.team.recovery, femke, dict(told.team.ids), dict(told.team.organisations))
    yield team
    team.close()


@pytest.fixture
def story(team: Team, told: Told) -> Story:
    """Return the case of the story."""
    return Story(told.case, team)


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
