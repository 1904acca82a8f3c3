"""The oldest lines of the log, when their term is over: proposed above the log, and destroyed when the aandachtsfunctionaris says so."""

from __future__ import annotations

from PySide6.QtCore import QObject

from expertiseteam.privacy.log_retention import MOST, YEARS, count_old_lines, destroy_old_lines
from ui.shell.screen import Screen


class LogTerm(QObject):
    """Works on behalf of the log screen, and tells in its bar. For the aandachtsfunctionaris."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._lane, self._acts = screen, screen.lane(latest=True), screen.lane()
        self.old = 0  # lines whose term is over and that leave at once

    def look(self) -> None:
        """Ask how many there are; the proposal follows."""
        self._lane.ask(self._on_count, count_old_lines, self._screen.desk.clock())

    def ask(self) -> None:
        """Ask once more before they go."""
        said = self.tr("{0}: ze gaan weg en komen niet terug. Wie tot dan keek of iets wijzigde, is daarna niet meer te zien.")
        go, stay = (self.tr("Vernietig ze"), self._destroy), (self.tr("Laat ze nog staan"), lambda: None)
        self._screen.inform(said.format(lines_words(self.old)), "warn", (stay, go))

    def _destroy(self) -> None:
        self._acts.do(self._on_destroyed, destroy_old_lines)

    def _on_count(self, count: int) -> None:
        self.old = count
        if count:
            said = self.tr(
                "{0} van meer dan {1} jaar oud: de bewaartermijn is voorbij. Vernietigen kan; het logboek blijft te controleren."
            )
            self._screen.inform(said.format(lines_words(count), YEARS), "calm", ((self.tr("Vernietigen…"), self.ask),))

    def _on_destroyed(self, gone: int) -> None:
        self._screen.desk.say(self.tr("{0} van het logboek vernietigd.").format(lines_words(gone)))
        self._screen.load()


def lines_words(count: int) -> str:
    """So many lines, as people read it; there may be more than those that leave at once."""
    return "1 regel" if count == 1 else f"{count} regels" if count < MOST else f"De {count:,} oudste regels".replace(",", ".")
