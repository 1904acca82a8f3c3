"""A small PDF for tests of the window, made by Qt itself."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter


def pages(*texts: str) -> bytes:
    """Return a PDF with one text a page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for number, text in enumerate(texts):
        if number:
            writer.newPage()
        painter.drawText(QPoint(1000, 1000), text)
    painter.end()
    return bytes(buffer.data().data())


def one_page() -> bytes:
    return pages("Herstelblad")
