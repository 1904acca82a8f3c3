"""One page at a time, as large as that page needs; a page that is not shown neither keeps the window large nor costs anything."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QStackedWidget):
    """A stack of which only the page that is shown counts for the size. It takes the height that is left: give it a stretch.

    Qt's own stack asks every page how high it would be at each width that is tried, whenever one comes in front; stacks within stacks
    ask twice as often at each step inward. Coming back to a screen took twice as long once ten had been visited.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return False
