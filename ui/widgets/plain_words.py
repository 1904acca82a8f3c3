"""Advice below a text that residents read: what could be easier, as it is typed. It never stands in the way."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from expertiseteam.basics.readability import Limits, measure
from ui.widgets.fields import TextArea
from ui.widgets.labels import Label

_REST = 400  # milliseconds after the last key: advice in the middle of a word only disturbs


class PlainWords(Label):
    """Follows a text area. Give it the team's `limits`; without them it says nothing."""

    def __init__(self, area: TextArea) -> None:
        super().__init__("", "small", wrap=True)
        self._area = area
        self._limits: Limits | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(self.look)
        area.textChanged.connect(self._later.start)
        self.hide()

    def follow(self, limits: Limits) -> None:
        """Take the limits of the team, and look at once."""
        self._limits = limits
        self.look()

    def look(self) -> None:
        """Say what could be easier in the text that stands there now."""
        text = self._area.toPlainText()
        if self._limits is None or not text.strip():
            self.hide()
            return
        found = measure(text, self._limits)
        advice = found.advice(self._limits)
        score = self.tr("leesscore {0}").format(found.score) if found.score is not None else self.tr("te kort voor een leesscore")
        self.setText(" ".join([self.tr("Gewone taal:"), *advice]) if advice else self.tr("Gewone taal: leest vlot ({0}).").format(score))
        self.set_tone("warn" if advice else "")
        self.show()
