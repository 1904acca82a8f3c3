"""Pictures of screens for a person to look at, in light and dark, and a sheet with all of them.

    shoot(theme, window, "casussen")                      # 1280 x 720, light and dark
    shoot(theme, window, "casussen-groot", scale=130)

Files are written only when EXPERTISETEAM_SCREENS names a folder; the pictures stay out of the repository.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.look.theme import Theme
from ui.look.tokens import MINIMUM_WINDOW, Scheme

FOLDER = "EXPERTISETEAM_SCREENS"
SHEET = "alle-schermen.png"


def folder() -> Path | None:
    """Return where pictures go, or None when nobody asked for them."""
    name = os.environ.get(FOLDER)
    return Path(name) if name else None


def shoot(
    theme: Theme,
    widget: QWidget,
    name: str,
    *,
    size: tuple[int, int] | None = MINIMUM_WINDOW,
    scale: int = 100,
    settle: Callable[[], object] | None = None,
) -> dict[Scheme, QImage]:
    """Paint the widget, and when pictures are asked for write them in light and dark as `<name>-licht.png` and `<name>-donker.png`.

    Returns the pictures. When no folder is named nobody looks: then only the present scheme is painted, enough to see it not break.

    `size` None keeps its own. `settle` is called before each picture, as `runner.wait_until_idle`. The look is put back afterwards.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = (theme.scheme, theme.scale)
    pictures = {}
    where = folder()
    other = Scheme.DARK if theme.scheme is Scheme.LIGHT else Scheme.LIGHT
    for scheme in (theme.scheme, other) if where is not None else (theme.scheme,):
        theme.apply(app, scheme, scale)
        if size is not None:
            widget.resize(QSize(*size))
        widget.show()
        if settle is not None:
            settle()
        rest()
        pictures[scheme] = painted(widget).toImage()
        if where is not None:
            where.mkdir(parents=True, exist_ok=True)
            pictures[scheme].save(str(where / f"{name}-{scheme.value}.png"))
    theme.apply(app, *before)
    return pictures


def painted(widget: QWidget) -> QPixmap:
    """Paint all of a widget, also where a test has its window leave out the painting of every step."""
    paints = widget.updatesEnabled()
    widget.setUpdatesEnabled(True)
    picture = widget.grab()
    widget.setUpdatesEnabled(paints)
    return picture


def rest() -> None:
    """Let layouts come to rest: a line that wraps asks for its height only once it knows its width."""
    for _ in range(4):
        QTest.qWait(0)


def contact_sheet(pictures: Iterable[Path], out: Path, *, columns: int = 3, width: int = 640) -> Path:
    """Write one picture with all pictures on it, each `width` pixels wide, in the order given."""
    from PIL import Image, ImageDraw

    shown = []
    for path in pictures:
        with Image.open(path) as picture:
            shown.append((path.stem, picture.convert("RGB").resize((width, round(picture.height * width / picture.width)))))
    rows = [shown[n : n + columns] for n in range(0, len(shown), columns)]
    heights = [max(picture.height for _, picture in row) + 34 for row in rows]
    sheet = Image.new("RGB", ((width + 16) * columns, max(1, sum(heights))), "#777777")
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for number, (name, picture) in enumerate(row):
            ImageDraw.Draw(sheet).text((number * (width + 16) + 8, top + 8), name, fill="white")
            sheet.paste(picture, (number * (width + 16) + 8, top + 26))
        top += height
    sheet.save(out)
    return out


def sheet_of_folder() -> Path | None:
    """Write the contact sheet of everything in the folder of pictures; None when there is none."""
    where = folder()
    if where is None or not where.is_dir():
        return None
    return contact_sheet(sorted(path for path in where.glob("*.png") if path.name != SHEET), where / SHEET)
