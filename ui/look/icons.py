"""Line icons (Lucide, ISC) tinted in a colour of the scheme and sharp on every screen."""

from __future__ import annotations

import os
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    with open(os.path.join(os.path.dirname(resources.__file__), "icons", f"{name}.svg"), encoding="utf-8") as file:
        return file.read()


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return one picture of an icon. `size` in logical pixels, `ratio` the screen's device pixel ratio.

    Raises FileNotFoundError for a name that is not in resources/icons: a typing error of ours, found by the first test.
    """
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int = 20, after: int = 0) -> QIcon:
    """Return the icon `resources/icons/<name>.svg` in one colour, with a picture for plain and for dense screens.

    `after` is empty room at the right, in logical pixels: Qt puts words close against an icon.
    """
    result = QIcon()
    for ratio in (1.0, 2.0):
        picture = QPixmap(round((size + after) * ratio), round(size * ratio))
        picture.fill(Qt.GlobalColor.transparent)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.drawPixmap(0, 0, pixmap(name, colour, size, ratio))
        painter.end()
        result.addPixmap(picture)
    return result
