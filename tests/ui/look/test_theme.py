"""One table dresses everything, and a live switch reaches what is already shown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.harness import rest
from ui.look.fonts import ON_SCREEN
from ui.look.icons import icon, pixmap
from ui.look.theme import Theme, colours, px, scale
from ui.look.tokens import DARK, FAMILY, LIGHT, SCALES, Scheme
from ui.widgets.buttons import Button
from ui.widgets.labels import Chip, IconLabel, Label


def test_the_shipped_letters_are_there_in_all_weights_used_on_screen(theme: Theme) -> None:
    assert FAMILY in QFontDatabase.families()
    assert {"Regular", "Semibold"} <= set(QFontDatabase.styles(FAMILY))
    assert len(ON_SCREEN) == 2


def test_a_live_switch_to_dark_recolours_what_is_shown(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    label = Label("Zichtbaar")
    label.setProperty("role", "page")
    label.setMinimumSize(80, 40)
    qtbot.addWidget(label)
    icon_label = IconLabel("house", ink="text")
    qtbot.addWidget(icon_label)
    label.show()
    light = icon_label.pixmap().toImage()
    theme.apply(qapp, Scheme.DARK)
    rest()
    assert colours() is DARK
    assert icon_label.pixmap().toImage() != light
    assert label.palette().windowText().color() == QColor(DARK.text)


def test_letters_grow_with_the_scale(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    button = Button("Bewaren")
    qtbot.addWidget(button)
    button.show()
    rest()
    small = button.sizeHint()
    theme.apply(qapp, Scheme.LIGHT, 130)
    rest()
    assert scale() == 130
    assert px(100) == 130
    assert button.sizeHint().width() > small.width()


@pytest.mark.parametrize("role", ["filter", "tab"])
def test_a_chosen_chip_has_room_for_its_semibold_words(qtbot: QtBot, theme: Theme, role: str) -> None:
    button = Button("Dreigende uithuiszetting 128", role=role)
    qtbot.addWidget(button)
    button.show()
    rest()
    before = button.sizeHint().width()
    button.setChecked(True)
    rest()
    font = button.font()
    font.setWeight(font.Weight.DemiBold)
    from PySide6.QtGui import QFontMetrics

    words = QFontMetrics(font).horizontalAdvance(button.text())
    assert before >= words + 2 * (4 + 1)
    assert button.sizeHint().width() == before, "choosing must not move its neighbours"


def test_an_icon_takes_the_colour_and_is_sharp_on_a_dense_screen(theme: Theme) -> None:
    picture = pixmap("house", LIGHT.accent, 24, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (48, 2.0)
    inks = {
        picture.toImage().pixelColor(x, y).name().upper()
        for x in range(48)
        for y in range(48)
        if picture.toImage().pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT.accent}
    assert not icon("house", LIGHT.accent).isNull()


def test_a_misspelt_icon_is_found_at_once(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("huis", LIGHT.accent, 24)


@pytest.mark.parametrize("percent", SCALES)
def test_chips_are_round_at_every_letter_size(qtbot: QtBot, qapp: QApplication, theme: Theme, percent: int) -> None:
    theme.apply(qapp, Scheme.LIGHT, percent)
    holder = QWidget()
    holder.setLayout(QVBoxLayout())
    chip = Chip("vandaag")
    layout = holder.layout()
    assert layout is not None
    layout.addWidget(chip)
    qtbot.addWidget(holder)
    holder.show()
    qtbot.waitExposed(holder)
    rest()
    picture = holder.grab().toImage()
    ground = picture.pixelColor(1, 1)
    assert picture.pixelColor(chip.geometry().topLeft()) == ground
    assert picture.pixelColor(chip.geometry().center().x(), chip.geometry().top()) != ground


def test_windows_are_dressed_and_the_application_is_not(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    window = QWidget()
    button = Button("Bewaren", role="danger", parent=window)
    menu = QMenu(button)
    qtbot.addWidget(window)
    for scheme, colours_then in ((Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)):
        theme.apply(qapp, scheme)
        for part in (button, menu):
            part.ensurePolished()
        assert qapp.styleSheet() == "", "else a screen is dressed anew at each step of putting it together"
        assert button.palette().buttonText().color() == QColor(colours_then.alert)
        assert menu.palette().window().color() == QColor(colours_then.surface)
