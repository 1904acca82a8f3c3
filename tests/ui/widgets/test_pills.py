"""One stop for Tab, arrows along the row, digits pick: with and without counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.accessibility import complaints, stops
from tests.screens.harness import rest
from ui.look.theme import Theme
from ui.widgets.pills import Choice, FilterChips

Show = Callable[..., QWidget]


class Certainty(StrEnum):
    GUT = "Onderbuik"
    SEEN = "Gezien"
    HEARD = "Gehoord van een ander"
    SURE = "Bevestigd"


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    """Return a function that shows widgets below each other, and keeps them until the test ends."""
    shown: list[QWidget] = []

    def show(*parts: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        for part in parts:
            column.addWidget(part)
        holder.resize(700, 200)
        qtbot.addWidget(holder)
        shown.append(holder)
        holder.show()
        qtbot.waitExposed(holder)
        holder.activateWindow()
        rest()
        return holder

    yield show


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


@pytest.fixture
def choice(theme: Theme) -> Choice:
    return Choice([(one, one.value) for one in Certainty], name="Hoe zeker is het?")


def test_one_tab_in_a_digit_and_one_tab_out(form: Show, choice: Choice) -> None:
    before, after = QLineEdit(), QLineEdit()
    before.setAccessibleName("voor")
    after.setAccessibleName("na")
    form(before, choice, after)
    heard: list[object] = []
    choice.chosen.connect(heard.append)
    before.setFocus()
    press(Qt.Key.Key_Tab, Qt.Key.Key_2, Qt.Key.Key_Tab)
    assert choice.value is Certainty.SEEN
    assert heard == [Certainty.SEEN]
    assert QApplication.focusWidget() is after
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is choice.pill(Certainty.SEEN)


def test_nothing_is_chosen_until_the_user_does(form: Show, choice: Choice) -> None:
    form(choice)
    assert choice.value is None
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    assert choice.value is None
    press(Qt.Key.Key_Space)
    assert choice.value is Certainty.GUT


def test_arrows_choose_and_go_round(form: Show, choice: Choice) -> None:
    form(choice)
    choice.setFocus()
    press(Qt.Key.Key_Right)
    assert choice.value is Certainty.SEEN
    press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert choice.value is Certainty.SURE
    assert QApplication.focusWidget() is choice.pill(Certainty.SURE)


def test_a_digit_without_an_option_does_nothing(form: Show, choice: Choice) -> None:
    form(choice)
    choice.setFocus()
    press(Qt.Key.Key_9, Qt.Key.Key_0)
    assert choice.value is None


def test_choosing_from_the_program_tells_nobody(form: Show, choice: Choice) -> None:
    form(choice)
    heard: list[object] = []
    choice.chosen.connect(heard.append)
    choice.set_value(Certainty.SURE)
    assert heard == []
    choice.set_value(None)
    assert choice.value is None


def test_other_options_keep_what_was_chosen(form: Show, choice: Choice) -> None:
    form(choice)
    choice.set_value(Certainty.SEEN)
    choice.set_options([(Certainty.SEEN, "Gezien"), (Certainty.SURE, "Zeker")])
    assert choice.value is Certainty.SEEN
    choice.set_options([(Certainty.SURE, "Zeker")])
    assert choice.value is None


def test_a_screen_reader_hears_question_and_answer(form: Show, choice: Choice) -> None:
    holder = form(choice)
    assert stops(holder) == ["Hoe zeker is het?: Onderbuik"]
    assert complaints(holder, largest=None) == []


@pytest.fixture
def chips(theme: Theme) -> FilterChips:
    chips = FilterChips([("mine", "Van mij"), ("agenda", "Op de agenda"), ("waiting", "Wacht")], name="Welke casussen")
    chips.set_counts({"mine": 6, "agenda": 4})
    return chips


def test_filters_carry_counts_and_one_is_always_on(form: Show, chips: FilterChips) -> None:
    form(chips)
    assert [chips.pill(value).text() for value in ("mine", "agenda", "waiting")] == ["Van mij 6", "Op de agenda 4", "Wacht"]
    assert chips.value == "mine"
    heard: list[object] = []
    chips.changed.connect(heard.append)
    QTest.mouseClick(chips.pill("mine"), Qt.MouseButton.LeftButton)
    assert chips.value == "mine"
    chips.setFocus()
    press(Qt.Key.Key_3)
    assert heard[-1] == "waiting"
    assert chips.value == "waiting"


def test_new_counts_leave_the_choice_alone(form: Show, chips: FilterChips) -> None:
    form(chips)
    chips.set_value("agenda")
    chips.set_counts({"mine": 7, "agenda": 0, "waiting": 2})
    assert chips.value == "agenda"
    assert chips.pill("agenda").text() == "Op de agenda 0"
    assert chips.pill("agenda").accessibleName() == "Welke casussen: Op de agenda 0"


def test_several_filters_at_once(form: Show) -> None:
    chips = FilterChips([("a", "Zorg"), ("b", "Wonen"), ("c", "Recht")], name="Vak", several=True)
    form(chips)
    heard: list[object] = []
    chips.changed.connect(heard.append)
    assert chips.values == []
    chips.setFocus()
    press(Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert heard == [["a"], ["a", "c"], ["a", "b", "c"]]
    press(Qt.Key.Key_1)
    assert chips.values == ["b", "c"]


def test_pills_that_do_not_fit_go_on_below(form: Show, choice: Choice) -> None:
    holder = form(choice)
    wide = choice.height()
    holder.resize(260, 300)
    rest()
    tops = {choice.pill(one).y() for one in Certainty}
    assert len(tops) > 1
    assert choice.heightForWidth(240) > wide - 200
    assert complaints(holder, largest=None) == []


def test_tab_never_lands_on_a_button_that_is_going_away(qtbot: QtBot) -> None:
    choice = Choice([(Certainty.GUT, "Onderbuik")], name="Hoe zeker")
    qtbot.addWidget(choice)
    old = choice.pill(Certainty.GUT)
    choice.set_options([(Certainty.SEEN, "Gezien")])
    assert old.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert choice.pill(Certainty.SEEN).focusPolicy() != Qt.FocusPolicy.NoFocus
