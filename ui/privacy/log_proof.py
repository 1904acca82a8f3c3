"""What proves that the log is whole: its mark, which stands on every minutes, and the whole log as a file for who checks it."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import moment_text
from expertiseteam.basics.sentences import Refused
from expertiseteam.privacy.log_export import exported_log
from expertiseteam.privacy.log_mark import LogMark, line_with_mark, log_mark
from expertiseteam.privacy.log_retention import YEARS, were_destroyed
from expertiseteam.vault.files import put_for_user
from ui.shell.screen import Screen

_MARK = re.compile(r"\w{4}([- ]?\w{4}){3}", re.ASCII)
FILE_NAME = "logboek {0} voor controle.jsonl"


def is_mark(typed: str) -> bool:
    """Whether this looks like a mark of the log, which is looked up, and not like words to look for in the lines."""
    return _MARK.fullmatch(typed.strip()) is not None


class LogProof(QObject):
    """Works on behalf of the log screen, and tells in its bar. For the aandachtsfunctionaris."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._lane, self._marks = screen, screen.lane(), screen.lane(latest=True)

    def tell_mark(self) -> None:
        """Say the mark of the log as it is now."""
        self._marks.ask(self._on_mark, log_mark)

    def look_up(self, typed: str) -> None:
        """Say which line bears the mark that is typed; nothing for a text that is none."""
        if is_mark(typed):
            self._marks.ask(self._on_line, line_with_mark, typed)

    def export(self) -> None:
        """Ask where, and write the whole log there: the line about this export is the last one in it."""
        desk = self._screen.desk
        if not desk.preferences.may_save_files:
            self._screen.inform(self.tr("Het logboek opslaan als bestand staat uit: vastgelegd door uw organisatie."), "warn")
            return
        start = str(Path(os.path.expanduser("~")) / self.tr(FILE_NAME).format(local_day(desk.clock()).isoformat()))
        path, _ = QFileDialog.getSaveFileName(self._screen, self.tr("Opslaan als"), start, self.tr("Logboek (*.jsonl)"))
        if path:
            where = Path(path if path.lower().endswith(".jsonl") else f"{path}.jsonl")
            self._screen.busy(self.tr("Het hele logboek wordt opgeslagen…"))
            self._lane.work(
                lambda log: self._lane.work(partial(self._on_exported, where), _write, where, log), exported_log, desk.workspace
            )

    def _on_mark(self, mark: LogMark | None) -> None:
        if mark is not None:
            said = self.tr("Het kenmerk van het logboek is nu {0}. Het hoort bij regel {1} van {2}.")
            self._screen.inform(said.format(mark.mark, mark.number, mark.who))

    def _on_line(self, mark: LogMark | None) -> None:
        if mark is None:
            self._marks.ask(self._on_no_line, were_destroyed)
        else:
            when = moment_text(mark.at, self._screen.desk.clock())
            self._screen.inform(
                self.tr("Dit kenmerk hoort bij regel {0} van {1}, {2}. Die staat er nog.").format(mark.number, mark.who, when)
            )

    def _on_no_line(self, were_destroyed: bool) -> None:
        if were_destroyed:
            told = self.tr("Is het ouder dan {0} jaar, dan kan zijn regel vernietigd zijn. Is het jonger, ").format(YEARS)
        else:
            told = self.tr("Klopt het, ")
        said = self.tr(
            "Dit kenmerk staat niet in het logboek. Kijk of u het goed hebt overgetypt. {0}dan is het logboek veranderd: laat het nakijken."
        )
        self._screen.inform(said.format(told), "warn")

    def _on_exported(self, where: Path, lines: int) -> None:
        self._screen.busy("")
        said = self.tr("Het hele logboek ({0} regels) is opgeslagen als {1}. Dit bestand is niet versleuteld.")
        self._screen.desk.say(said.format(lines, where.name))


def _write(path: Path, log: str) -> int:
    try:
        put_for_user(path, log.encode())
    except OSError:
        raise Refused(
            "Opslaan is niet gelukt: de map is vol of u mag er niet schrijven. Er is niets bewaard. Kies een andere map."
        ) from None
    return sum(line.startswith('{"type": "line"') for line in log.splitlines())
