"""PySide6 6.12.0 drops references to None and True; on Python 3.11 that used to end the program after a few hundred signals."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.look.singletons import PLENTY, keep_singletons


class Bell(QObject):
    rang = Signal()


def test_thousands_of_signals_and_missing_objects_leave_the_program_alive(qapp: object) -> None:
    bell, widget, heard = Bell(), QWidget(), []
    bell.rang.connect(lambda: heard.append(1))
    for _ in range(5000):
        bell.rang.emit()
        assert widget.parentWidget() is None
    assert len(heard) == 5000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="immortal from Python 3.12 on")
def test_none_and_true_have_plenty_of_references_and_get_them_once() -> None:
    keep_singletons()
    before = sys.getrefcount(None)
    keep_singletons()
    assert PLENTY // 2 < sys.getrefcount(None) < before + 1000
    assert PLENTY // 2 < sys.getrefcount(True)
