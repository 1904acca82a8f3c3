"""Who gets paper that is saved as a file or printed, and what for: asked beside the paper, and on disk before the file or the print is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.sentences import Refused
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Card

if TYPE_CHECKING:
    from expertiseteam.access.work import Act
    from expertiseteam.meetings.records import Leaving
    from ui.shell.runner import Runner


Remake: TypeAlias = Callable[[str, Callable[[bytes | None], None]], None]
"""Makes the paper again for a reader of this name, with his name on every page and only what he may know; None: it stays as it is."""


@dataclass(frozen=True)
class Saving:
    """The acts that note that a paper is saved and printed, and which paper it is, with what is proposed for whom and what for."""

    runner: Runner
    saved: Act[..., Any]
    printed: Act[..., Any]
    paper: Leaving
    remake: Remake | None = None

    def note(
        self, page: QObject, then: Callable[[object], None], refused: Callable[[Refused], None], agreed: Leaving, *, prints: bool
    ) -> None:
        """Note it as it was agreed, and go on with `then` once that is on disk."""
        self.runner.lane(page, refused).do(then, self.printed if prints else self.saved, agreed)


class SaveStrip(Card):
    """For whom and what for, filled in already: Enter saves or prints, whichever was asked; Esc takes it away."""

    agreed = Signal()

    def __init__(self, asked: Saving) -> None:
        super().__init__(margins=12, gap=6)
        self.prints = False
        self.recipient, self.purpose = LineField(), LineField()
        self.recipient.setText(asked.paper.recipient)
        self.purpose.setText(asked.paper.purpose)
        self._to, self._for = Field(self.tr("Voor wie"), self.recipient), Field(self.tr("Waarvoor"), self.purpose)
        self.go_button = Button("", self._agree, role="primary")
        self.away_button = Button("", self.hide)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._to, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._for, 2, Qt.AlignmentFlag.AlignTop)
        for button in (self.go_button, self.away_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        for field in (self.recipient, self.purpose):
            field.returnPressed.connect(self._agree)

    def ask(self, *, prints: bool) -> None:
        """Show it for saving or for printing, with the first field ready to be typed over."""
        self.prints = prints
        self.go_button.setText(self.tr("Kies een printer…") if prints else self.tr("Kies een plek…"))
        self.away_button.setText(self.tr("Niet afdrukken") if prints else self.tr("Niet opslaan"))
        self.show()
        self.recipient.setFocus(Qt.FocusReason.OtherFocusReason)
        self.recipient.selectAll()

    def _agree(self) -> None:
        self._to.wrong("" if self.recipient.value() else self.tr("Schrijf voor wie het is."))
        self._for.wrong("" if self.purpose.value() else self.tr("Schrijf waarvoor het is."))
        if empty := next((field for field in (self.recipient, self.purpose) if not field.value()), None):
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agreed.emit()
