"""How a point of the agenda is drawn, and where its columns stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look.fonts import sized
from ui.look.icons import pixmap
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE
from ui.widgets.list_model import Index
from ui.widgets.rows import paint_ground

MOST_LINES = 3  # of reasons; a screen reader and the paper have them all


@dataclass(frozen=True)
class PointRow:
    """One point as it is drawn. `tone` colours the first reason."""

    key: str
    number: int
    title: str
    is_case: bool
    tone: str
    reason: str
    more: str
    question: str
    since: str
    minutes: int
    is_hidden: bool = False  # its question is not shown, so it cannot be changed either

    def words(self) -> str:
        """Return the point as it is read aloud."""
        since = f"sinds vorige keer: {self.since}" if self.since else ""
        parts = (f"{self.number}. {self.title}", self.reason, self.more, self.question, since, f"{self.minutes} minuten")
        return ", ".join(part for part in parts if part)


class Columns:
    """The columns as rectangles of no height, fitted to a width."""

    def __init__(self) -> None:
        self.fit(800)

    def fit(self, width: int) -> None:
        """Divide a width."""
        minutes = px(98)
        rest = width - px(30) - px(30) - minutes - px(14)
        title, since = round(rest * 0.38), round(rest * 0.17)
        why = rest - title - since
        x = px(10)
        self.grip = QRect(x, 0, px(18), 1)
        x += px(20)
        self.number = QRect(x, 0, px(24), 1)
        x += px(30)
        self.title = QRect(x, 0, title - px(12), 1)
        x += title
        self.why = QRect(x, 0, why - px(14), 1)
        x += why
        self.since = QRect(x, 0, since - px(8), 1)
        x += since
        self.minutes = QRect(width - minutes - px(12), 0, minutes, 1)

    def less_area(self, row: QRect) -> QRect:
        """Where − stands in a row."""
        box = self.stepper_area(row)
        return QRect(box.left(), box.top(), px(30), box.height())

    def more_area(self, row: QRect) -> QRect:
        """Where + stands in a row."""
        box = self.stepper_area(row)
        return QRect(box.right() + 1 - px(30), box.top(), px(30), box.height())

    def stepper_area(self, row: QRect) -> QRect:
        """Where [ − 10 + ] stands in a row."""
        height = px(28)
        return QRect(self.minutes.left(), row.top() + (row.height() - height) // 2, self.minutes.width(), height)

    def question_area(self, row: QRect) -> QRect:
        """Where the field for the question stands in a row: over its lowest lines, in the middle of a low row."""
        height = px(36)
        top = row.top() + (row.height() - height) // 2 if row.height() < px(60) else row.bottom() - height - 2
        return QRect(self.why.left() - px(8), top, self.why.width() + px(8), height)


class AgendaPainter(QStyledItemDelegate):
    """Draws one point."""

    def __init__(self, columns: Columns, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self._measure = (0, 0)
        self._fits: dict[tuple[str, str, bool], list[tuple[int, int]]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: PointRow = index.data(Qt.ItemDataRole.UserRole)
        return QSize(120, px(14) + px(18) * (len(self._fit_lines(row)) + 1) if row.is_case else px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PointRow = index.data(Qt.ItemDataRole.UserRole)
        c, area, state, at = colours(), option.rect, option.state, self._columns
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = paint_ground(painter, option)
        grip = px(18)
        picture = pixmap("grip-vertical", c.accent if chosen else c.ctl, grip, painter.device().devicePixelRatioF())
        painter.drawPixmap(at.grip.left(), area.center().y() - grip // 2 + 1, picture)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._word(painter, at.number, area, str(row.number), c.muted, align=Qt.AlignmentFlag.AlignRight | middle)
        self._word(painter, at.title, area, row.title, c.text, semibold=row.is_case, wrap=row.is_case)
        self._reasons(painter, area, row)
        self._word(painter, at.since, area, row.since if row.is_case else "", c.muted, size=TYPE.small, wrap=True)
        self._stepper(painter, area, row.minutes)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(2, 1, -2, -2), 5, 5)
        painter.restore()

    def _reasons(self, painter: QPainter, area: QRect, row: PointRow) -> None:
        c, at = colours(), self._columns
        whole = _reasons_text(row)
        lines = self._fit_lines(row)
        height = px(18) * (len(lines) + (1 if row.is_case else 0))
        top = area.top() + (area.height() - height) // 2
        for number, (start, length) in enumerate(lines):
            last = number == MOST_LINES - 1
            text = whole[start:] if last else whole[start : start + length]
            self._toned(painter, QRect(at.why.left(), top + number * px(18), at.why.width(), px(18)), text.strip(), start, row)
        if row.is_case:
            where = QRect(at.why.left(), top + len(lines) * px(18), at.why.width(), px(18))
            self._word(painter, where, where, row.question, c.muted, size=TYPE.small)

    def _toned(self, painter: QPainter, where: QRect, text: str, start: int, row: PointRow) -> None:
        """Draw a line of reasons: the part within the first reason in its tone and semibold, the rest muted."""
        strong = max(0, len(row.reason) - start)
        x = where.left()
        for part, font, ink in (
            (text[:strong], sized(TYPE.small, scale(), semibold=row.is_case), self._ink(row)),
            (text[strong:], sized(TYPE.small, scale()), colours().muted),
        ):
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, max(0, where.right() - x))
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(QPointF(x, where.top() + metrics.ascent() + (where.height() - metrics.height()) / 2), shown)
            x += metrics.horizontalAdvance(shown)

    def _ink(self, row: PointRow) -> str:
        return str(getattr(colours(), row.tone))

    def _fit_lines(self, row: PointRow) -> list[tuple[int, int]]:
        """Return (start, length) of at most MOST_LINES lines of words that fit the column. Remembered, for a list asks for every row."""
        measure = (self._columns.why.width(), scale())
        if measure != self._measure:
            self._measure, self._fits = measure, {}
        key = (row.reason, row.more, row.is_case)
        if key not in self._fits:
            self._fits[key] = _broken(row, measure[0])
        return self._fits[key]

    def _word(
        self,
        painter: QPainter,
        column: QRect,
        row: QRect,
        text: str,
        ink: str,
        *,
        size: int = TYPE.base,
        semibold: bool = False,
        wrap: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        font = sized(size, scale(), semibold=semibold)
        metrics = QFontMetrics(font)
        where = QRect(column.left(), row.top(), column.width(), row.height())
        painter.setFont(font)
        painter.setPen(QColor(ink))
        if wrap and metrics.horizontalAdvance(text) > where.width():
            painter.drawText(where.adjusted(0, 2, 0, -2), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text)
        else:
            painter.drawText(
                where, align | Qt.TextFlag.TextSingleLine, metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
            )

    def _stepper(self, painter: QPainter, area: QRect, minutes: int) -> None:
        c, at = colours(), self._columns
        box = at.stepper_area(area)
        painter.setPen(QPen(QColor(c.ctl), 1))
        painter.setBrush(QColor(c.surface))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        size = px(16)
        for name, where in (("minus", at.less_area(area)), ("plus", at.more_area(area))):
            picture = pixmap(name, c.text, size, painter.device().devicePixelRatioF())
            painter.drawPixmap(where.center().x() - size // 2 + 1, where.center().y() - size // 2 + 1, picture)
        painter.setFont(sized(TYPE.base, scale()))
        painter.setPen(QColor(c.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(minutes))


def _reasons_text(row: PointRow) -> str:
    return " · ".join(part for part in (row.reason, row.more) if part)


def _broken(row: PointRow, width: int) -> list[tuple[int, int]]:
    layout = QTextLayout(_reasons_text(row), sized(TYPE.small, scale()))
    strong = QTextLayout.FormatRange()
    strong.start, strong.length = 0, len(row.reason)
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.DemiBold)
    strong.format = form
    layout.setFormats([strong] if row.is_case else [])
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    found: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(found) < MOST_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return found
