"""A field for a passphrase: hidden, with an eye to look at it, and a hint when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.look.theme import restyle
from ui.widgets.buttons import IconButton
from ui.widgets.caps_lock import asked_of_the_system, told_by_key
from ui.widgets.fields import LineField
from ui.widgets.labels import IconLabel, Label

LONGEST_PASSPHRASE = 1000


class PassphraseField(QWidget):
    """The line, the eye and the hint. `entered` at Enter, `typed` at every change."""

    entered = Signal()
    typed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = LineField(name=name, longest=LONGEST_PASSPHRASE)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.installEventFilter(self)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 5, 0)
        inside.addStretch(1)
        self.eye = IconButton("eye", self.tr("Wachtzin tonen"), self._on_eye, ink="text")
        inside.addWidget(self.eye)
        self.line.setTextMargins(0, 0, self.eye.minimumWidth() + 2, 0)
        self._caps = QWidget()
        hint = QHBoxLayout(self._caps)
        hint.setContentsMargins(2, 0, 0, 0)
        hint.setSpacing(6)
        hint.addWidget(IconLabel("arrow-up", size=15, ink="warn"))
        hint.addWidget(Label(self.tr("Hoofdletters staan aan"), "small", "warn"), 1)
        self._caps.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._caps)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(self.typed)

    @property
    def caps_hint(self) -> bool:
        """Whether the hint about Caps Lock is shown."""
        return not self._caps.isHidden()

    def text(self) -> str:
        """Return what was typed, spaces and all."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Fill the field in."""
        self.line.setText(text)

    def clear(self) -> None:
        """Forget what was typed and hide it again."""
        self.line.clear()
        self._show_text(False)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the field."""
        restyle(self.line, wrong="true" if wrong else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_CapsLock:
                self._hint(asked_of_the_system())
            else:
                self._hint(told_by_key(event))
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._hint(asked_of_the_system())
        return False

    def _hint(self, on: bool | None) -> None:
        if on is not None:
            self._caps.setVisible(on)

    def _on_eye(self) -> None:
        self._show_text(self.line.echoMode() is QLineEdit.EchoMode.Password)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_text(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if shown else "eye", self.tr("Wachtzin verbergen") if shown else self.tr("Wachtzin tonen"))
