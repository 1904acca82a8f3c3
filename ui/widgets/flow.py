"""A layout that breaks its widgets into lines, as words do."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets from left to right and goes on below when the line is full. Widgets on one line are centred on each other.

    What the widgets want is asked once, until Qt says that something changed: it asks for the height of many widths, many times over.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._wants: list[tuple[QLayoutItem, QSize, QSize]] | None = None  # of what is shown: its size, and its least size
        self._heights: dict[int, int] = {}  # by width
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._wants = None
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [size for _, size, _ in self._wanted()]
        margins = self.contentsMargins()
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1) + margins.left() + margins.right()
        height = max((size.height() for size in shown), default=0) + margins.top() + margins.bottom()
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        shown = [least for _, _, least in self._wanted()]
        margins = self.contentsMargins()
        return QSize(
            max((size.width() for size in shown), default=0) + margins.left() + margins.right(),
            max((size.height() for size in shown), default=0) + margins.top() + margins.bottom(),
        )

    def _wanted(self) -> list[tuple[QLayoutItem, QSize, QSize]]:
        if self._wants is None:
            self._wants = [(item, item.sizeHint(), item.minimumSize()) for item in self._items if not item.isEmpty()]
        return self._wants

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        x, y = inner.x(), inner.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        lines: list[list[tuple[QLayoutItem, QRect]]] = []
        for item, wanted, least in self._wanted():
            size = wanted.boundedTo(QSize(max(inner.width(), least.width()), 1 << 20))
            if line and x + size.width() > inner.right() + 1:
                lines.append(line)
                y += max(r.height() for _, r in line) + self._line_gap
                x, line = inner.x(), []
            line.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
        if line:
            lines.append(line)
            y += max(r.height() for _, r in line)
        if move:
            for row in lines:
                tallest = max(r.height() for _, r in row)
                for item, place in row:
                    item.setGeometry(place.translated(0, (tallest - place.height()) // 2))
        return y - rect.y() + margins.bottom()
