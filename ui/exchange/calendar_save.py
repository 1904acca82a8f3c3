"""Saving a file for calendars (.ics), where the organisation allows files."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.vault.files import put_for_user
from ui.shell.screen import Screen


class CalendarFileSaver(QObject):
    """Asks where, and writes there, on behalf of one screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._lane = screen, screen.lane()

    def save(self, name: str, told: str, make: Callable[[str, datetime], bytes]) -> None:
        """Ask where, and write `make(name of the team, now)` there; `told` is said after it."""
        if not self._screen.desk.preferences.may_save_files:
            self._screen.inform(self.tr("Opslaan als bestand staat uit: vastgelegd door uw organisatie."), "warn")
            return
        start = str(Path(os.path.expanduser("~")) / name)
        path, _ = QFileDialog.getSaveFileName(self._screen, self.tr("Opslaan als"), start, self.tr("Agendabestand (*.ics)"))
        if not path:
            return
        where = Path(path if path.lower().endswith(".ics") else f"{path}.ics")

        def on_settings(settings: TeamSettings) -> None:
            now = self._screen.desk.clock()
            self._lane.work(partial(self._on_saved, where, told), _write, where, make, settings.team_name, now)

        self._lane.ask(on_settings, team_settings)

    def _on_saved(self, where: Path, told: str, saved: bool) -> None:
        if saved:
            self._screen.desk.say(self.tr("Opgeslagen als {0}. {1}").format(where.name, told))
        else:
            self._screen.inform(
                self.tr("Opslaan is niet gelukt: de map is vol of u mag er niet schrijven. Er is niets bewaard. Kies een andere map."),
                "warn",
            )


def _write(where: Path, make: Callable[[str, datetime], bytes], team: str, now: datetime) -> bool:
    try:
        put_for_user(where, make(team, now))
    except OSError:
        return False
    return True
