"""What tests of windows share: our look on the application of pytest-qt, and nothing left on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.look.theme import Theme, wear
from ui.look.tokens import Scheme
from ui.shell.application import make_application
from ui.shell.sweeper import Sweeper


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Sweep up after each test what is due, on this thread: the application has switched Python's own sweeping off."""
    yield
    app = QApplication.instance()
    sweeper = app.findChild(Sweeper) if app is not None else None
    if sweeper is not None:
        sweeper.sweep()


@pytest.fixture(autouse=True)
def bare_screen() -> Iterator[None]:
    """Nothing a test did may leave a window behind: it would stand there for a user too, and take the keyboard from the next test.

    What was thrown away is gone first, here and not somewhere in the next test.
    """
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    # A closed program keeps its windows until Python sweeps; every later change of letters or colours would dress them all anew.
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not left, "still on the screen: " + ", ".join(f"{type(widget).__name__} {widget.accessibleName()}" for widget in left)


@pytest.fixture(autouse=True)
def worn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that a test shows by itself is a window of its own, and wears what windows wear."""
    add = QtBot.addWidget

    def add_dressed(bot: QtBot, widget: QWidget, **more: Any) -> None:
        if widget.isWindow() and not widget.styleSheet():
            wear(widget)
        add(bot, widget, **more)

    monkeypatch.setattr(QtBot, "addWidget", add_dressed)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Return the theme, applied in light at 100 %; a test may apply another."""
    make_application([])
    theme = Theme()
    theme.apply(qapp, Scheme.LIGHT)
    yield theme
    if theme.scheme is not Scheme.LIGHT or theme.scale != 100:
        theme.apply(qapp, Scheme.LIGHT)
