"""A forgotten passphrase: the sheet is typed over group by group, and a wrong group is pointed at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertiseteam.basics.sentences import Refused
from tests.screens.accessibility import complaints
from tests.screens.harness import rest, shoot
from ui.look.theme import Theme
from ui.shell.entrance import KeyHolder
from ui.shell.recover import RecoverWindow
from ui.shell.runner import Background

SHEET = "DC1P9 6KZF4 AA0AG J1Q10"
GOOD = "lantaarn fiets kersen wolk herfst"


class WrongGroups(Refused):
    groups = (3,)


class Model:
    members = (KeyHolder("f", "Femke Aarts"), KeyHolder("n", "Noor Elzinga"))
    group_count, group_size = 4, 5

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def judge(self, passphrase: str) -> str | None:
        return None if len(passphrase) >= 15 else "De wachtzin is te kort."

    def suggest(self) -> str:
        return GOOD

    def recover(self, member_id: str, sheet: str, passphrase: str) -> object:
        self.asked.append((member_id, sheet, passphrase))
        if sheet != SHEET:
            raise WrongGroups("Groep 3 klopt niet. Vergelijk die groep met het herstelblad en typ hem opnieuw. Er is niets gewijzigd.")
        return "open"


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background([].append)
    yield background
    background.close()


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, background: Background, model: Model) -> RecoverWindow:
    window = RecoverWindow(background, model)
    window.done = []  # type: ignore[attr-defined]
    window.recovered.connect(window.done.append)  # type: ignore[attr-defined]
    window.cancelled.connect(lambda: window.done.append("terug"))  # type: ignore[attr-defined]
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    rest()
    return window


def type_here(text: str) -> None:
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)


def test_groups_follow_each_other_while_typing_in_small_letters(window: RecoverWindow, background: Background, model: Model) -> None:
    type_here(SHEET.replace(" ", "").lower())
    assert [group.text() for group in window.groups] == SHEET.split()
    window.passphrase.first.set_text(GOOD)
    window.passphrase.second.set_text(GOOD)
    QTest.keyClick(window.passphrase.second.line, Qt.Key.Key_Return)
    background.wait_until_idle()
    assert model.asked == [("f", SHEET, GOOD)]
    assert window.done == ["open"]  # type: ignore[attr-defined]


def test_a_whole_sheet_can_be_pasted(window: RecoverWindow) -> None:
    QGuiApplication.clipboard().setText("dc1p9-6kzf4-aa0ag-j1q10\n")
    QTest.keyClick(window.groups[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [group.text() for group in window.groups] == SHEET.split()


def test_the_wrong_group_is_marked_and_has_the_focus(window: RecoverWindow, background: Background) -> None:
    type_here(SHEET.replace(" ", "").replace("AA0AG", "AA0AH"))
    window.passphrase.first.set_text(GOOD)
    window.passphrase.second.set_text(GOOD)
    window.recover()
    background.wait_until_idle()
    assert window.bar.text.startswith("Groep 3 klopt niet.")
    assert QApplication.focusWidget() is window.groups[2]
    assert [group.property("wrong") for group in window.groups] == [None, None, "true", None]
    assert window.passphrase.text() == GOOD


def test_an_empty_group_is_pointed_at_before_anything_is_tried(window: RecoverWindow, model: Model) -> None:
    type_here("DC1P9")
    window.recover()
    assert "Nog niet alle groepen" in window.bar.text
    assert QApplication.focusWidget() is window.groups[1]
    assert model.asked == []


def test_a_weak_new_passphrase_is_not_taken(window: RecoverWindow, model: Model) -> None:
    type_here(SHEET.replace(" ", ""))
    window.passphrase.first.set_text("kort")
    window.recover()
    assert window.passphrase.fault == "De wachtzin is te kort."
    assert model.asked == []


def test_escape_goes_back(window: RecoverWindow) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert window.done == ["terug"]  # type: ignore[attr-defined]


def test_everyone_can_work_it(window: RecoverWindow, theme: Theme) -> None:
    window.recover()
    shoot(theme, window, "wachtzin-vergeten", size=None)
    assert complaints(window) == []
