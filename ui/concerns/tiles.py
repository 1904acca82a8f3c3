"""The ways a signal can go, as tiles with a digit each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.look.fonts import sized
from ui.look.icons import pixmap
from ui.look.theme import colours, px, scale
from ui.look.tokens import RADIUS_CONTROL, TYPE
from ui.widgets.buttons import LOOK_CHANGES

MOST_COLUMNS = 4
GAP = 8  # pixels between tiles


class Outcome(StrEnum):
    """What can be done with a signal; the value is what the tile says."""

    CASE = "Bij een casus"
    NEW_CASE = "Nieuwe casus"
    OBSERVE = "In observatie"
    HELP = "Directe hulpvraag"
    HAND_OVER = "Overdragen"
    DOUBLE = "Dubbel"
    NOISE = "Ruis"
    ENFORCE = "Handhaving"


@dataclass(frozen=True)
class _Face:
    icon: str
    below: str


FACES = {
    Outcome.CASE: _Face("link", "bij wat al loopt"),
    Outcome.NEW_CASE: _Face("house-plus", "samen oppakken"),
    Outcome.OBSERVE: _Face("eye", "kijken op een dag"),
    Outcome.HELP: _Face("hand-helping", "naar een loket"),
    Outcome.HAND_OVER: _Face("send", "andere route"),
    Outcome.DOUBLE: _Face("copy", "samenvoegen"),
    Outcome.NOISE: _Face("volume-x", "met een reden"),
    Outcome.ENFORCE: _Face("scale", "zonder zorgvraag"),
}
DIGITS = {outcome: str(number) for number, outcome in enumerate(Outcome, 1)}


class Tile(QAbstractButton):
    """An icon, words, quieter words below, and the digit that does the same."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome
        self._face = FACES[outcome]
        self._compact = False
        self.setCheckable(True)
        self.setText(outcome.value)
        self.setAccessibleName(f"{outcome.value}, {self._face.below}, toets {DIGITS[outcome]}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, compact: bool) -> None:
        """Show the first line only, to leave room for a panel."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.needed_width() + 12, px(36 if self._compact else 54))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(110), self.sizeHint().height())

    def needed_width(self) -> int:
        """How wide the tile must be for all its words to be read."""
        top = QFontMetrics(sized(TYPE.base, scale(), semibold=True)).horizontalAdvance(self.text()) + px(18) + 7
        below = QFontMetrics(sized(TYPE.small, scale())).horizontalAdvance(self._face.below) + px(26)
        return max(top, below) + 20

    def paintEvent(self, event: QPaintEvent) -> None:
        c, on = colours(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = c.focus if self.hasFocus() else c.accent if on else c.ctl
        thick = 2 if on or self.hasFocus() else 1
        ground = c.tint if on else c.sunken if self.underMouse() else c.surface
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        inner = self.rect().adjusted(10, px(5), -8, -px(5))
        top = inner if self._compact else QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        last = inner if self._compact else QRect(inner.left(), top.bottom() + 1, inner.width(), inner.bottom() - top.bottom())
        self._cap(painter, last)
        icon = px(18)
        if not self._compact:
            painter.drawPixmap(top.left(), top.center().y() - icon // 2, pixmap(self._face.icon, c.text, icon, self.devicePixelRatioF()))
        words = top.adjusted(0, 0, -px(24), 0) if self._compact else top.adjusted(icon + 7, 0, 0, 0)
        self._write(painter, words, self.text(), sized(TYPE.base, scale(), semibold=True), c.text)
        if not self._compact:
            self._write(painter, last.adjusted(0, 0, -px(26), 0), self._face.below, sized(TYPE.small, scale()), c.muted)
        painter.end()

    def _write(self, painter: QPainter, where: QRect, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _cap(self, painter: QPainter, where: QRect) -> None:
        box = QRect(where.right() - px(20), where.center().y() - px(8), px(20), px(17))
        painter.setPen(QPen(QColor(colours().line2), 1))
        painter.setBrush(QColor(colours().surface))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(sized(TYPE.key, scale()))
        painter.setPen(QColor(colours().muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, DIGITS[self.outcome])


class Tiles(QWidget):
    """All tiles. `wanted` tells the outcome that the user chose; arrows go round, the digits are the screen's."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self._columns = MOST_COLUMNS
        self._tiles: dict[Outcome, Tile] = {}
        for outcome in Outcome:
            tile = Tile(outcome)
            tile.clicked.connect(lambda _=False, outcome=outcome: self._on_clicked(outcome))
            self._tiles[outcome] = tile
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._fit()

    def tile(self, outcome: Outcome) -> Tile:
        """Return one tile."""
        return self._tiles[outcome]

    def mark(self, chosen: Outcome | None) -> None:
        """Show which outcome is being filled in."""
        for outcome, tile in self._tiles.items():
            tile.setChecked(outcome is chosen)

    def set_compact(self, compact: bool) -> None:
        """Take less room, while a panel is open below."""
        for tile in self._tiles.values():
            tile.set_compact(compact)

    def _fit(self) -> None:
        """As many beside each other as can be read whole."""
        widest = max(tile.needed_width() for tile in self._tiles.values())
        columns = max(2, min(MOST_COLUMNS, (self.width() + GAP) // (widest + GAP)))
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for number, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, number // self._columns, number % self._columns)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def _on_clicked(self, outcome: Outcome) -> None:
        self.mark(outcome)
        self.wanted.emit(outcome)
