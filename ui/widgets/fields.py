"""Fields to type in. Tab leaves every one; what is wrong is said below the field, in words, and what was cut off in the bar above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QTextDocumentFragment
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from expertiseteam.basics.text import writable
from ui.look.theme import restyle
from ui.widgets.buttons import IconButton
from ui.widgets.frames import MessageBar
from ui.widgets.labels import Label, Quiet

LONGEST_LINE = 500  # characters; what a form line holds at most
LONGEST_TEXT = 20_000
PICTURE = "\ufffc"  # the sign where one stood


class LineField(QLineEdit):
    """One line. `name` is for the screen reader where no label stands before it."""

    def __init__(self, placeholder: str = "", *, name: str = "", longest: int = LONGEST_LINE) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        if name:
            self.setAccessibleName(name)
        self.textChanged.connect(self._keep_writable)
        self.inputRejected.connect(self._on_full)

    def _on_full(self) -> None:
        """Also where only a part of what was pasted fits."""
        tell_cut(self, self.tr("Deze regel is vol ({0} tekens). Wat erna kwam, is niet overgenomen.").format(self.maxLength()))

    def _keep_writable(self, text: str) -> None:
        """What is pasted may hold signs that no writing has; they stay out."""
        if (kept := writable(text)) != text:
            at = self.cursorPosition() - len(text) + len(kept)
            self.setText(kept)
            self.setCursorPosition(max(0, at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # Esc belongs to the screen
        else:
            super().keyPressEvent(event)

    def value(self) -> str:
        """Return the text without spaces around it."""
        return self.text().strip()


class TextArea(QPlainTextEdit):
    """Several lines. Grows with its text from `least` to `most` lines; what is longer than `longest` characters is not taken.

    `shortened` tells that a paste was cut off; the bar above the field says it too, so that nothing disappears in silence.
    """

    shortened = Signal(int)

    def __init__(self, placeholder: str = "", *, name: str = "", least: int = 2, most: int = 8, longest: int = LONGEST_TEXT) -> None:
        super().__init__()
        self._least, self._most, self._longest = least, most, longest
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # its lines wrap
        if name:
            self.setAccessibleName(name)
        self.textChanged.connect(self._on_changed)
        self._fit()

    def value(self) -> str:
        """Return the text without empty space around it."""
        return self.toPlainText().strip()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take over what is pasted or dropped, as plain text, without signs that no writing has."""
        text = source.text() or QTextDocumentFragment.fromHtml(source.html()).toPlainText().replace(PICTURE, "")
        self.textCursor().insertText(writable(text))
        self.ensureCursorVisible()

    def set_value(self, text: str) -> None:
        """Show a text, as long as it is; the cursor stands at its end."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def _on_changed(self) -> None:
        over = self.document().characterCount() - 1 - self._longest
        if over > 0:
            cursor = self.textCursor()
            end = cursor.position()
            cursor.setPosition(max(0, end - over))
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self.shortened.emit(over)
            lost = self.tr("het laatste teken is") if over == 1 else self.tr("de laatste {0} tekens zijn").format(over)
            tell_cut(self, self.tr("De tekst is te lang: {0} niet overgenomen.").format(lost))
        self._fit()

    def _fit(self) -> None:
        lines = min(self._most, max(self._least, int(self.document().size().height())))
        height = round(lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin() + 12)
        if height != self.height():
            self.setFixedHeight(height)


class Stepper(QWidget):
    """A small number between buttons: [ − 10 + ]. Arrow keys and + and − step, digits type."""

    changed = Signal(int)

    def __init__(self, value: int, *, name: str, least: int = 0, most: int = 999, step: int = 1) -> None:
        super().__init__()
        self._spin = _Spin()
        self._spin.setRange(least, most)
        self._spin.setSingleStep(step)
        self._spin.setValue(value)
        self._spin.setAccessibleName(name)
        less = IconButton("minus", self.tr("{0}: minder").format(name), self._spin.stepDown, size=16)
        more = IconButton("plus", self.tr("{0}: meer").format(name), self._spin.stepUp, size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (less, self._spin, more):
            row.addWidget(part)
        for button in (less, more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard steps in the number itself
        self.setFocusProxy(self._spin)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._spin.valueChanged.connect(self.changed)

    @property
    def value(self) -> int:
        return self._spin.value()

    def set_value(self, value: int) -> None:
        """Set the number without telling."""
        blocked = self._spin.blockSignals(True)
        self._spin.setValue(value)
        self._spin.blockSignals(blocked)


class _Spin(QSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setButtonSymbols(
            QSpinBox.ButtonSymbols.UpDownArrows
        )  # of no size, see the style sheet: without any Qt leaves no room for digits
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "stepper")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "+":
            self.stepUp()
        elif event.text() in ("-", "−"):
            self.stepDown()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()


class Field(QWidget):
    """A label, a widget, and room for what is wrong. `number` puts "1" before the label, as in a form of four questions."""

    def __init__(self, label: str, widget: QWidget, *, number: int | None = None, hint: str = "") -> None:
        super().__init__()
        self.widget = widget
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._number = number
        self._words = Label("", "strong")
        self._words.setBuddy(widget)
        self._head.addWidget(self._words)
        self._head.addStretch(1)
        column.addLayout(self._head)
        column.addWidget(widget)
        # Made when there is something to say: a form has tens of fields, and most never say anything.
        self._hint: Label | None = None
        self._wrong: Label | None = None
        self.say(hint)
        self._named = not widget.accessibleName()
        self.rename(label)

    @property
    def fault(self) -> str:
        return self._wrong.text() if self._wrong is not None else ""

    def rename(self, label: str) -> None:
        """Give the field another label."""
        self._words.setText(label if self._number is None else f"{self._number}\u2002{label}")
        if self._named:
            self.widget.setAccessibleName(label)

    def wrong(self, sentence: str) -> None:
        """Say below the field what is wrong with it; an empty sentence takes it away."""
        if sentence == self.fault:
            return
        if self._wrong is None:
            self._wrong = Label("", "small", "alert", wrap=True, parent=self)
            column = self.layout()
            assert column is not None
            column.addWidget(self._wrong)
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.widget.setAccessibleDescription(sentence)
        restyle(self.widget, wrong="true" if sentence else "")

    def say(self, hint: str) -> None:
        """Write quiet words beside the label."""
        if self._hint is not None:
            self._hint.setText(hint)
        elif hint:
            self._hint = Quiet(hint, small=True)
            self._head.insertWidget(1, self._hint)


def tell_cut(field: QWidget, sentence: str) -> None:
    """Say that not all was taken: in the nearest bar above the field, or below it where a window has none. For every form, here only."""
    above, under = field.parentWidget(), None
    while above is not None:
        if isinstance(bar := getattr(above, "bar", None), MessageBar):
            bar.tell(sentence, "warn")
            return
        under = above if under is None and isinstance(above, Field) else under
        above = above.parentWidget()
    if under is not None:
        under.wrong(sentence)


def beside(*fields: QWidget) -> QWidget:
    """Put fields beside each other, equally wide, their labels at one height."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(18)
    for field in fields:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return both
