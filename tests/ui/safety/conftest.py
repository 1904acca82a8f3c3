"""A stage with *Reservekopieën*, for each test of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.basics.workplace import Workplace
from expertiseteam.safety.restoring import Prepared
from tests.dossier import Team
from tests.ui.stage import Stage
from tests.ui.team.stage import open_as
from ui.look.theme import Theme
from ui.safety.copies_screen import CopiesScreen
from ui.shell.rail import Entry


class CopiesStage(Stage):
    """The window of one member with the copies. `put_back` collects what the screen hands over."""

    def __init__(self, qtbot: QtBot, team: Team, first_name: str, folder: Path, theme: Theme, workplace: Workplace | None = None) -> None:
        self.opened, self.put_back = open_as(team, first_name), list[Prepared]()
        copies = Entry("copies", "Reservekopieën", "copy", lambda desk: CopiesScreen(desk, self.opened, self.put_back.append), at_foot=True)
        super().__init__(qtbot, theme, team, self.opened.workspace, folder, (copies,), workplace=workplace)
        self.go("copies")

    @property
    def copies(self) -> CopiesScreen:
        screen = self.screen
        assert isinstance(screen, CopiesScreen)
        return screen

    def close(self) -> None:
        super().close()
        self.opened.workspace.close()


Open = Callable[..., CopiesStage]


@pytest.fixture
def open_copies(qtbot: QtBot, team: Team, tmp_path: Path, theme: Theme) -> Iterator[Open]:
    """Return a function that opens the window of a member: open_copies("femke")."""
    stages: list[CopiesStage] = []

    def open_(first_name: str, workplace: Workplace | None = None) -> CopiesStage:
        stages.append(CopiesStage(qtbot, team, first_name, tmp_path, theme, workplace))
        return stages[-1]

    yield open_
    for stage in stages:
        stage.close()
