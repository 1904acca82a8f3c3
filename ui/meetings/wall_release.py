"""F8 in the overleg: show one line in the room. First its words are looked over and shown here; F8 once more lets it through."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from expertiseteam.meetings.records import SaidLine
from expertiseteam.meetings.releasing import hide_line, is_released, release_line
from ui.meetings.lines_view import LinesView
from ui.shell.screen import Screen


class WallRelease(QObject):
    """Works on the line that has the keyboard, else on the newest of the point."""

    def __init__(self, screen: Screen, lines: LinesView) -> None:
        super().__init__(screen)
        self._screen, self._lines, self._lane = screen, lines, screen.lane()
        self._asked: SaidLine | None = None  # which line was shown to look at

    def toggle(self) -> None:
        """Let the line through, take it off again, or show it first."""
        rows = self._lines.rows
        row = next((row for row in rows if row.hasFocus()), rows[-1] if rows else None)
        if row is None:
            self._screen.inform(self.tr("Op dit punt staat nog geen regel om in de zaal te tonen."))
        elif self._asked is not None and (self._asked.id, self._asked.text) == (row.line.id, row.line.text):
            self._release(row.line)
        else:
            self._lane.ask(partial(self._on_looked, row.line), is_released, row.line.id)

    def _on_looked(self, line: SaidLine, released: bool) -> None:
        if released:
            self._lane.do(lambda _: self._said(self.tr("De regel is van het scherm in de zaal.")), hide_line, line.id)
            return
        self._asked = line
        text = self.tr("tekst verborgen") if self._screen.desk.names.hidden else line.text
        words = self.tr("Dit komt in de zaal te staan (F8 nog eens): {0}").format(text)
        self._screen.inform(words, buttons=[(self.tr("Toon in de zaal"), partial(self._release, line))])

    def _release(self, line: SaidLine) -> None:
        self._asked = None
        self._lane.do(lambda _: self._said(self.tr("De regel staat op het scherm in de zaal. F8 haalt hem weg.")), release_line, line.id)

    def _said(self, words: str) -> None:
        self._asked = None
        self._screen.bar.close_bar()
        self._screen.desk.say(words)
