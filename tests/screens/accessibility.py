"""What every screen must be for someone who cannot see it, or has no mouse: the walk that all screen tests take.

assert not complaints(window)
assert stops(window)[:3] == ["Zoeken of opdracht geven, Ctrl K", ...]
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from ui.look.tokens import BORDER_PAIRS, COLOURS, MINIMUM_WINDOW, TEXT_PAIRS, contrast
from ui.widgets.labels import Elided

LEAST_TARGET = 24  # pixels (WCAG 2.2, 2.5.8)
LEAST_TEXT = 4.5  # WCAG 2.2, 1.4.3
LEAST_BORDER = 3.0  # WCAG 2.2, 1.4.11


def complaints(window: QWidget, *, largest: tuple[int, int] | None = MINIMUM_WINDOW) -> list[str]:
    """Return what is wrong with a shown window or screen, each with the place; empty when all is well.

    Looks for stops without a name, targets under 24 pixels, words that are cut off, and a least size above `largest` (None: any).
    """
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisibleTo(window) or _is_inner(widget):
            continue
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None and not name_of(widget):
            found.append(f"no name: {_where(widget)}")
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox):
            if widget.isEnabled() and min(widget.width(), widget.height()) < LEAST_TARGET:
                found.append(f"{widget.width()} x {widget.height()} is too small: {_where(widget)}")
        if _is_cut_off(widget):
            found.append(f"{widget.width()} x {widget.height()} cuts off {_wanted(widget)}: {_where(widget)}")
    if largest is not None:
        least = window.minimumSizeHint().expandedTo(window.minimumSize())
        if least.width() > largest[0] or least.height() > largest[1]:
            found.append(f"needs {least.width()} x {least.height()}")
    return found


def stops(window: QWidget) -> list[str]:
    """Return the names of the places where Tab stops, in order from the top."""
    found: list[str] = []
    widget = window
    while True:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled():
            if widget is window or window.isAncestorOf(widget):
                found.append(name_of(widget))
        widget = widget.nextInFocusChain()
        if widget is window:
            return found


def name_of(widget: QWidget) -> str:
    """Return the name that a screen reader says."""
    if isinstance(widget, QComboBox):  # on Linux Qt gives what is chosen; the name comes from the label before it
        labels = (label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget)
        return widget.accessibleName() or next(labels, "")
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def spoken(window: QWidget) -> str:
    """Return everything that the accessibility tree of a window says, one text a line: for looking up that a name is nowhere in it."""
    said: list[str] = []

    def visit(interface: object, depth: int = 0) -> None:
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
            if text := interface.text(kind):  # type: ignore[attr-defined]
                said.append(text)
        if depth < 40:
            for number in range(interface.childCount()):  # type: ignore[attr-defined]
                child = interface.child(number)  # type: ignore[attr-defined]
                if child is not None:
                    visit(child, depth + 1)

    root = QAccessible.queryAccessibleInterface(window)
    if root is not None:
        visit(root)
    return "\n".join(said)


def poor_contrast() -> list[str]:
    """Return every pair of colours of the token table with too little contrast."""
    return [
        f"{scheme.value}: {ink} on {ground} is {ratio:.2f}"
        for scheme, c in COLOURS.items()
        for pairs, least in ((TEXT_PAIRS, LEAST_TEXT), (BORDER_PAIRS, LEAST_BORDER))
        for ink, grounds in pairs
        for ground in grounds
        if (ratio := contrast(getattr(c, ink), getattr(c, ground))) < least
    ]


def _is_inner(widget: QWidget) -> bool:
    """Whether this is a part that Qt made within a field or a list, for which the whole speaks."""
    parent = widget.parentWidget()
    return (
        isinstance(parent, QAbstractSpinBox | QComboBox)
        or (isinstance(parent, QAbstractScrollArea) and widget is parent.viewport() and type(widget) is QWidget)
        or widget.objectName().startswith("qt_")
    )


def _is_cut_off(widget: QWidget) -> bool:
    if isinstance(widget, Elided) or not isinstance(widget, QLabel | QPushButton) or not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + 1 < widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel):
        return widget.width() + 1 < widget.sizeHint().width() or widget.height() + 1 < widget.sizeHint().height()
    if widget.property("role") == "search":
        return False
    return widget.width() + 1 < widget.sizeHint().width() or widget.height() + 2 < widget.sizeHint().height()


def _wanted(widget: QWidget) -> str:
    size = widget.sizeHint()
    return f"{size.width()} x {size.height()}"


def _where(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    at = widget.mapTo(widget.window(), QPoint(0, 0))
    return f"{type(widget).__name__} {words[:40]!r} at {at.x()}, {at.y()}"
