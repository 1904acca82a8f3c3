"""A stage for each test of the overleg. The story is told once; every test gets its own copy of the dossier."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from expertiseteam.opening import open_dossier
from tests.dossier import PASSPHRASE, StandingClock, Team, cheap_policy, make_team
from tests.ui.meetings.stage import Stage, start, tell_the_story
from ui.look.theme import Theme

Open = Callable[[Workspace], Stage]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Team, dict[str, str]]:
    """Tell the story up to step 8, and close the dossier."""
    team = make_team(tmp_path_factory.mktemp("story"))
    ids = tell_the_story(team)
    team.close()
    return team, ids


@pytest.fixture(scope="session")
def begun(told: tuple[Team, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Begin the overleg of November in a copy, and close the dossier."""
    template, ids = told
    team = _again(template, tmp_path_factory.mktemp("begun") / "dossier", StandingClock(2026, 11, 17, 9, 0))
    start(team, ids)
    team.close()
    return team


@pytest.fixture
def team(told: tuple[Team, dict[str, str]], tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Team]:
    """Return the team of the story in a copy of its dossier, on Tuesday 17 November 2026 at 9.00 uur.

    For who asks for `live_stage` the overleg has begun, and it is 13.30 uur.
    """
    template, clock = told[0], StandingClock(2026, 11, 17, 9, 0)
    if "live_stage" in request.fixturenames:
        template, clock = request.getfixturevalue("begun"), StandingClock(2026, 11, 17, 13, 30)
    team = _again(template, tmp_path / "dossier", clock)
    yield team
    team.close()


def _again(template: Team, folder: Path, clock: StandingClock) -> Team:
    shutil.copytree(template.path.parent, folder)
    policy = cheap_policy(folder, clock)
    path = folder / template.path.name
    femke = open_dossier(path, template.ids["femke"], PASSPHRASE.format("femke"), policy=policy, clock=clock)
    return replace(template, path=path, clock=clock, policy=policy, femke=femke, _open={})


@pytest.fixture
def ids(told: tuple[Team, dict[str, str]]) -> dict[str, str]:
    """Return the ids of the case and the three overleggen."""
    return told[1]


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


@pytest.fixture
def live_stage(open_stage: Open, team: Team, ids: dict[str, str]) -> Stage:
    """Wil, in the overleg of 17 November, at its first point."""
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    return stage


@pytest.fixture
def on_case(live_stage: Stage) -> Stage:
    """The same, on 26-003."""
    live_stage.key("Ctrl+Down", "Ctrl+Down")
    return live_stage
