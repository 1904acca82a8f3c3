"""A form within a screen: a heading, fields, one button that does it and one that does not. Nothing stops while it is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from ui.shell.desk import Desk
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.runner import Lane
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import TextArea
from ui.widgets.frames import MessageBar
from ui.widgets.labels import Heading, KeyHint, Quiet
from ui.widgets.pills import Choice


class Panel(QWidget):
    """Base of the forms on a case and a visit. Give `form`, build in `body`, name fields with `keep`, and write `submit`.

    `closed` tells that the panel is done with, recorded or not. Ctrl+Enter submits. Esc (the screen calls `give_up`) closes without
    recording; what was typed is there again when the panel opens about the same thing.

    Values in a Choice or Picker that is kept are texts: the code of an enumeration, the id of a row.
    """

    form = ""
    closed = Signal()

    def __init__(self, desk: Desk, title: str, verb: str, *, aside: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._fields: dict[str, QWidget] = {}
        self._first: Fields = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.heading, self.aside = Heading(title), Quiet(aside)
        head.addWidget(self.heading)
        head.addWidget(self.aside)
        head.addStretch(1)
        self.anew = Button(self.tr("Uw tekst van eerder staat er nog. Opnieuw beginnen"), self._on_anew, role="link")
        self.anew.hide()
        head.addWidget(self.anew)
        outer.addLayout(head)
        self.bar = MessageBar()
        outer.addWidget(self.bar)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body)
        self.button = Button(verb, self.submit, role="primary")
        self.cancel = Button(self.tr("Niet doen"), self.give_up)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        for part in (self.button, KeyHint("Ctrl Enter"), self.cancel, KeyHint("Esc")):
            self.foot.addWidget(part)
        self.foot.addStretch(1)
        outer.addLayout(self.foot)
        outer.addStretch(1)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        self.kept = DraftKeeper(self, desk.runner, self.form, self.typed, self.restore)

    # What a panel writes itself

    def submit(self) -> None:
        """Record what was typed."""
        raise NotImplementedError

    # What a panel uses

    def keep(self, name: str, widget: QWidget) -> None:
        """Let a field be part of the draft under this name."""
        self._fields[name] = widget
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.textChanged.connect(self._on_touched)
        elif isinstance(widget, Choice | Picker):
            widget.chosen.connect(self._on_touched)
        elif isinstance(widget, Check):
            widget.toggled.connect(self._on_touched)

    def begin(self, about: str) -> None:
        """Let an earlier draft about this come back. Call it when the fields are in their first state."""
        self.bar.close_bar()
        self.anew.hide()
        self._first = self.typed()
        self.kept.begin(about)

    def lane(self) -> Lane:
        """Return a lane whose refusals stand above the fields; what was typed stays."""
        return self.desk.runner.lane(self, self.show_refusal)

    def show_refusal(self, refused: Refused) -> None:
        """Say calmly why it was not done."""
        self.bar.tell(str(refused), "warn")

    def give_up(self) -> None:
        """Close without recording. The draft stays."""
        self.kept.leave()
        self.closed.emit()

    def recorded(self) -> None:
        """It is on disk: forget the draft and close."""
        self.kept.finish()
        self.closed.emit()

    def typed(self) -> Fields:
        """Return what is in the named fields, as text."""
        return {name: text for name, widget in self._fields.items() if (text := _text_of(widget))}

    def restore(self, fields: Fields) -> None:
        """Put an earlier draft back."""
        self.fill(fields)
        self.anew.show()

    def fill(self, fields: Fields) -> None:
        """Put texts into the named fields; a field that is not named becomes empty."""
        for name, widget in self._fields.items():
            _put(widget, fields.get(name, ""))

    def _on_anew(self) -> None:
        self.anew.hide()
        self.fill(self._first)
        self.kept.touched()
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_touched(self, *_: object) -> None:
        self.kept.touched()


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, Choice | Picker):
        return str(widget.value or "")
    if isinstance(widget, Check):
        return "ja" if widget.isChecked() else ""
    raise TypeError(type(widget))


def _put(widget: QWidget, text: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, TextArea):
        widget.set_value(text)
    elif isinstance(widget, Picker | Choice):
        widget.set_value(text or None)
    elif isinstance(widget, Check):
        widget.setChecked(bool(text))
