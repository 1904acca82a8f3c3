"""Where the keyboard stops within a window, and F6: from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Panes:
    """Goes round the parts of a window. Each part gets the focus back where it last was in it."""

    def __init__(self) -> None:
        self._last: dict[int, QWidget] = {}

    def go_on(self, panes: Sequence[QWidget], focused: QWidget | None) -> None:
        """Move the focus to the next part at which anything can stop."""
        at = next((n for n, pane in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)), -1)
        if at >= 0 and focused is not None:
            self._last[id(panes[at])] = focused
        for step in range(1, len(panes) + 1):
            pane = panes[(at + step) % len(panes)]
            stop = self._last.get(id(pane))
            if stop is None or not can_stop(stop) or not pane.isAncestorOf(stop):
                stop = first_stop(pane)
            if stop is not None:
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return


def can_stop(widget: QWidget) -> bool:
    """Whether the widget is still there and can have the focus now."""
    import shiboken6

    return shiboken6.isValid(widget) and widget.isVisible() and widget.isEnabled()


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first widget within a pane at which Tab stops."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus and pane.isVisible() and pane.isEnabled():
        return pane
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if pane.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and can_stop(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None
