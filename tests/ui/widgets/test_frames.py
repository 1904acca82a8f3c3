"""Cards, folds, messages, ticks: what they say and how they are worked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.accessibility import complaints, name_of, spoken
from tests.screens.harness import rest
from ui.look.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.checks import Check, Picker, Radio
from ui.widgets.fields import LineField
from ui.widgets.frames import Card, EmptyState, Fold, MessageBar, Scrolled, clear
from ui.widgets.labels import Chip, ChipKind, Elided, KeyHint, Label


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    holder = QWidget()
    holder.setLayout(QVBoxLayout())
    holder.resize(640, 480)
    qtbot.addWidget(holder)
    holder.show()
    qtbot.waitExposed(holder)
    holder.activateWindow()
    return holder


def put(page: QWidget, *parts: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    rest()


def test_a_fold_opens_by_key_and_says_its_state(page: QWidget) -> None:
    fold = Fold("Wie vertelt het?", "verzegeld: alleen Femke kan dit lezen", icon="lock")
    inside = LineField(name="Naam")
    fold.body.addWidget(inside)
    put(page, fold)
    assert not inside.isVisible()
    assert name_of(fold.button) == "Wie vertelt het?, dicht"
    assert fold.button.accessibleDescription() == "verzegeld: alleen Femke kan dit lezen"
    heard: list[bool] = []
    fold.opened.connect(heard.append)
    fold.button.setFocus()
    QTest.keyClick(fold.button, Qt.Key.Key_Space)
    rest()
    assert inside.isVisible()
    assert (fold.is_open, heard) == (True, [True])
    assert name_of(fold.button) == "Wie vertelt het?, open"
    fold.set_hint("nu ingevuld")
    assert "nu ingevuld" in spoken(page)
    assert complaints(page, largest=None) == []


def test_a_message_offers_what_can_be_done_and_goes_away(page: QWidget) -> None:
    bar = MessageBar()
    put(page, bar)
    assert not bar.isVisible()
    done: list[str] = []
    bar.tell("Het bestand is in gebruik door Noor. U kunt wel lezen.", "warn", [("Alleen lezen openen", lambda: done.append("lezen"))])
    rest()
    assert bar.isVisible()
    assert complaints(page, largest=None) == []
    next(button for button in bar.findChildren(Button) if button.text() == "Alleen lezen openen").click()
    assert done == ["lezen"]
    assert not bar.isVisible()
    bar.tell("Verslag maken…", closable=False)
    rest()
    assert not [button for button in bar.findChildren(Button) if button.isVisible()]
    assert not next(iter(bar.findChildren(IconButton))).isVisible()


def test_text_typed_by_people_is_never_markup(page: QWidget) -> None:
    label = Label("<b>Jansen</b> & <img src=x>")
    put(page, label)
    assert label.text() == "<b>Jansen</b> & <img src=x>"
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_where_there_is_nothing_one_thing_can_be_done(page: QWidget) -> None:
    done: list[int] = []
    empty = EmptyState("Nog geen signalen.", "Signaal opschrijven", lambda: done.append(1))
    put(page, empty)
    QTest.keyClick(empty.button, Qt.Key.Key_Space)
    assert done == [1]
    assert complaints(page, largest=None) == []
    assert EmptyState("Niets gevonden.").button.isHidden()


def test_a_chip_says_its_state_in_words(page: QWidget) -> None:
    chip = Chip("Loopt", ChipKind.RUNNING)
    put(page, chip)
    chip.show_state("Dreigt uithuiszetting", ChipKind.URGENT)
    assert (chip.text(), chip.property("chip")) == ("Dreigt uithuiszetting", "urgent")
    chip.show_state("", ChipKind.CALM)
    assert not chip.isVisible()


def test_words_that_do_not_fit_are_shortened_and_whole_in_the_tooltip(page: QWidget) -> None:
    label = Elided("Een heel lange naam van een organisatie die nergens in past")
    label.setFixedWidth(90)
    put(page, label, KeyHint("Ctrl Enter", "bewaren"))
    label.grab()
    assert label.toolTip() == label.full_text
    assert name_of(label) == label.full_text
    assert complaints(page, largest=None) == []


def test_a_long_text_in_a_scrolling_column_keeps_all_its_lines(page: QWidget) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    words = Label("Vergeet iemand zijn wachtzin, dan opent alleen dit blad het dossier. " * 6, wrap=True)
    column.addWidget(words)
    column.addWidget(LineField(name="x"))
    put(page, Scrolled(inside))
    page.resize(320, 200)
    rest()
    assert words.height() >= words.heightForWidth(words.width())
    assert complaints(page, largest=None) == []


def test_a_layout_can_be_emptied(page: QWidget) -> None:
    card = Card("Acties", "4 vandaag")
    put(page, card)
    card.body.addWidget(Label("oud"))
    clear(card.body)
    rest()
    assert "oud" not in spoken(page)
    assert "Acties" not in spoken(page)


def test_ticks_are_worked_by_the_space_bar(page: QWidget) -> None:
    check, yes, no = Check("Mag genoemd worden"), Radio("Ja"), Radio("Nee")
    put(page, check, yes, no)
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    yes.setFocus()
    QTest.keyClick(yes, Qt.Key.Key_Space)
    QTest.keyClick(yes, Qt.Key.Key_Down)
    assert (check.isChecked(), yes.isChecked(), no.isChecked()) == (True, False, True)
    page.grab()
    assert complaints(page, largest=None) == []


def test_a_picker_tells_what_the_user_chose_and_ignores_the_wheel(page: QWidget) -> None:
    picker = Picker([("n", "Noor"), ("s", "Sem"), ("i", "Iris")], name="Wie", placeholder="kies iemand")
    put(page, picker)
    heard: list[object] = []
    picker.chosen.connect(heard.append)
    assert picker.value is None
    picker.set_value("s")
    assert heard == []
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert (picker.value, heard) == ("i", ["i"])
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(picker, wheel)
    assert picker.value == "i"
    picker.set_options([("n", "Noor"), ("i", "Iris")])
    assert picker.value == "i"
    picker.set_options([("w", "Wil")])
    assert picker.value is None
    page.grab()
    assert complaints(page, largest=None) == []
