"""The settings and the log in a real window on a real encrypted dossier, worked by keys."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from expertiseteam.basics.workplace import Workplace
from expertiseteam.opening import unlock_dossier
from tests.dossier import PASSPHRASE, Team
from tests.ui.stage import Stage as Shared
from ui.entrances import Opened
from ui.look.theme import Theme
from ui.privacy.log_screen import LogScreen
from ui.shell.application import dress, make_application
from ui.shell.desk import Desk
from ui.shell.rail import Entry
from ui.team.members_screen import MembersScreen
from ui.team.settings_screen import SettingsScreen


def open_as(team: Team, first_name: str, passphrase: str = "") -> Opened:
    """Unlock as one of the team, with the keys in hand."""
    workspace, identity = unlock_dossier(
        team.path, team.ids[first_name], passphrase or PASSPHRASE.format(first_name), policy=team.policy, clock=team.clock
    )
    return Opened(team.path, workspace, identity, team.policy)


class Stage(Shared):
    """The window of one member with settings and log. `dressed` counts how often the look was applied."""

    def __init__(self, qtbot: QtBot, team: Team, opened: Opened, folder: Path, theme: Theme, workplace: Workplace | None = None) -> None:
        self.opened, self.dressed = opened, 0
        entries = (
            Entry("log", "Logboek", "history", LogScreen, rail=False),
            Entry("members", "Leden", "users", self._members, at_foot=True),
            Entry("settings", "Instellingen", "settings", self._settings, at_foot=True),
        )
        super().__init__(qtbot, theme, team, opened.workspace, folder, entries, workplace=workplace)

    @property
    def settings(self) -> SettingsScreen:
        screen = self.screen
        assert isinstance(screen, SettingsScreen)
        return screen

    @property
    def members(self) -> MembersScreen:
        screen = self.screen
        assert isinstance(screen, MembersScreen)
        return screen

    @property
    def log(self) -> LogScreen:
        screen = self.screen
        assert isinstance(screen, LogScreen)
        return screen

    def close(self) -> None:
        """Close the window, finish what it asked for, and lock."""
        super().close()
        self.opened.workspace.close()

    def _settings(self, desk: Desk) -> SettingsScreen:
        return SettingsScreen(desk, self._dress)

    def _members(self, desk: Desk) -> MembersScreen:
        return MembersScreen(desk, self.opened)

    def _dress(self) -> None:
        self.dressed += 1
        dress(make_application([]), self.theme, self.preferences)
        self.window.refresh_facts()
