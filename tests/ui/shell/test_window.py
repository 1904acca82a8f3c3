"""The window: where one can go and how, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertiseteam.basics.sentences import Refused
from tests.faults.sampling import LONG
from tests.screens.accessibility import complaints, name_of, spoken, stops
from tests.screens.harness import rest, shoot
from tests.ui.shell.paper import one_page
from tests.ui.shell.stage import Desktop, Other, Stage
from ui.look.theme import Theme
from ui.shell.desk import Place
from ui.shell.window import clamp

CONTROL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)
    rest()


def test_screens_are_made_at_their_first_visit_and_kept(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    first = stage.screen
    press(Qt.Key.Key_2, CONTROL)
    assert isinstance(stage.screen, Other)
    assert first.left == 1
    press(Qt.Key.Key_1, CONTROL)
    assert stage.screen is first
    assert stage.window.rail.button("desktop").isChecked()
    assert not stage.window.rail.button("other").isChecked()


def test_only_the_screen_that_is_shown_is_laid_out(stage: Stage) -> None:
    class Wrapped(QWidget):
        """As high as its width asks for."""

        asked = 0

        def hasHeightForWidth(self) -> bool:
            return True

        def heightForWidth(self, width: int) -> int:
            self.asked += 1
            return 20

    parts = []
    for kind in ("other", "desktop"):
        stage.window.go(Place(kind))
        parts.append(Wrapped())
        stage.screen.content.layout().addWidget(parts[-1])
        rest()
    hidden, shown = (part.asked for part in parts)
    stage.window.resize(1400, 720)
    rest()
    assert parts[1].asked > shown
    assert parts[0].asked == hidden


def test_a_kind_of_place_leads_to_its_screen(stage: Stage) -> None:
    stage.window.go(Place("case", "26-041"))
    assert type(stage.screen) is Desktop
    assert stage.screen.loads == [Place("case", "26-041")]
    with pytest.raises(LookupError):
        stage.window.go(Place("moon"))


def test_a_screen_off_the_rail_marks_the_one_it_belongs_to(stage: Stage) -> None:
    stage.window.go(Place("deeper"))
    assert stage.window.rail.button("other").isChecked()
    assert not stage.window.rail.button("desktop").isChecked()


def test_closed_paper_gives_the_keyboard_back_to_where_it_was(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    stage.screen.field.setFocus()
    stage.window.show_paper("Agenda", one_page(), "agenda.pdf")
    assert stage.window.screen_now is None
    press(Qt.Key.Key_Escape)
    assert focus() is stage.screen.field
    stage.window.show_paper("Agenda", one_page(), "agenda.pdf")
    press(Qt.Key.Key_2, CONTROL)
    assert isinstance(stage.screen, Other)
    assert stage.screen.isAncestorOf(focus())


def test_escape_goes_back_unless_the_screen_needs_it(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    stage.window.go(Place("case", "1"))
    stage.window.go(Place("other"))
    stage.screen.escapes = 1
    press(Qt.Key.Key_Escape)
    assert stage.window.place == Place("other")
    press(Qt.Key.Key_Escape)
    assert stage.window.place == Place("case", "1")
    press(Qt.Key.Key_Left, ALT)
    assert stage.window.place == Place("desktop")
    press(Qt.Key.Key_Escape)
    assert stage.window.place == Place("desktop")


def test_a_form_that_is_done_leads_back_and_is_no_place_to_come_back_to(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    stage.window.go(Place("deeper", "1"))
    stage.window.go(Place("other"))
    stage.window.go(Place("deeper", "1"))
    stage.window.desk.back()
    assert stage.window.place == Place("other")
    press(Qt.Key.Key_Left, ALT)
    assert stage.window.place == Place("desktop")


def test_a_form_that_is_done_leads_to_the_first_screen_when_one_began_there(stage: Stage) -> None:
    stage.window.go(Place("deeper", "1"))
    stage.window.desk.back()
    assert stage.window.place == Place("desktop")


def test_a_screen_that_stands_alone_has_the_width_of_the_window(stage: Stage) -> None:
    stage.window.go(Place("alone"))
    rest()
    assert stage.screen.width() == stage.window.width()
    assert not stage.window.rail.isVisible()
    stage.window.go(Place("desktop"))
    rest()
    assert stage.window.rail.isVisible() and stage.window.top.isVisible()


def test_the_keys_of_a_screen_work_there_and_not_while_typing(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    screen = stage.screen
    press(Qt.Key.Key_V)
    press(Qt.Key.Key_X)
    assert screen.did == ["huisbezoek"]
    screen.field.setFocus()
    QTest.keyClicks(focus(), "vv")
    assert screen.field.text() == "vv"
    assert screen.did == ["huisbezoek"]
    stage.window.go(Place("other"))
    press(Qt.Key.Key_V)
    assert screen.did == ["huisbezoek"]


def test_f6_goes_round_the_panes_and_remembers_the_place_in_each(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    stage.screen.list.setFocus()
    names = []
    for _ in range(5):
        press(Qt.Key.Key_F6)
        names.append(name_of(focus()))
    assert names[:2] == ["Notitie", "Casussen"]
    assert names[2].startswith("Zoeken of opdracht geven")
    assert names[3:] == ["Casussen", "Notitie"]


def test_f1_shows_the_keys_of_this_screen_and_escape_closes_them(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    stage.screen.list.setFocus()
    press(Qt.Key.Key_F1)
    said = spoken(stage.window.keys_panel)
    assert "Leg een huisbezoek vast" in said
    assert "Ctrl K" in said
    assert "Doe iets dat nu niet kan" not in said
    press(Qt.Key.Key_Escape)
    assert not stage.window.keys_panel.isVisible()
    assert focus() is stage.screen.list
    press(Qt.Key.Key_F1)
    press(Qt.Key.Key_F1)
    assert not stage.window.keys_panel.isVisible()


def test_names_are_hidden_everywhere_with_one_key(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    assert "Familie Haagdoorn" in spoken(stage.window)
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert "Familie Haagdoorn" not in spoken(stage.window)
    assert stage.window.top.names_button.text() == "Namen verborgen"
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert "Familie Haagdoorn" in spoken(stage.window)


def test_the_title_in_the_task_bar_never_says_more_than_the_program(stage: Stage) -> None:
    stage.window.go(Place("case", "26-041"))
    assert stage.window.windowTitle() == "Expertiseteam"


def test_a_screen_reloads_when_something_it_watches_changes_and_a_hidden_one_waits(stage: Stage) -> None:
    def act() -> None:
        return None

    act.touches = ("case",)  # type: ignore[attr-defined]
    stage.window.go(Place("desktop"))
    desktop = stage.screen
    stage.window.go(Place("other"))
    other = stage.screen
    before = len(desktop.loads), len(other.loads)
    stage.runner.do(lambda _: None, act)  # type: ignore[arg-type]
    stage.runner.wait_until_idle()
    assert (len(desktop.loads), len(other.loads)) == before
    stage.window.stack.setCurrentWidget(desktop)
    assert len(desktop.loads) == before[0] + 1
    stage.runner.do(lambda _: None, act)  # type: ignore[arg-type]
    stage.runner.wait_until_idle()
    assert len(desktop.loads) == before[0] + 2
    assert stage.window.foot.text == "Alles bewaard om 14.02 uur"


def test_what_was_done_can_be_undone_from_the_status_line(stage: Stage) -> None:
    undone: list[str] = []
    stage.window.go(Place("desktop"))
    stage.window.foot.saved("Alles bewaard om 14.02 uur")
    stage.window.say("Casus afgesloten.", lambda: undone.append("casus"))
    rest()
    assert stage.window.foot.undo_button.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert undone == ["casus"]
    assert stage.window.foot.text == "Alles bewaard om 14.02 uur"
    press(Qt.Key.Key_Z, CONTROL)
    assert undone == ["casus"]


def test_a_message_without_undo_gives_way_to_what_stays(stage: Stage) -> None:
    stage.window.say("Genoteerd.")
    stage.window.foot.saved("Alles bewaard om 14.02 uur")
    assert stage.window.foot.text == "Genoteerd."
    stage.window.foot._on_old()
    assert stage.window.foot.text == "Alles bewaard om 14.02 uur"


def test_a_refusal_is_said_above_the_screen_and_stops_nothing(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    stage.boundary.handle(Refused("Dit mag u niet. Er is niets gewijzigd. Vraag Femke."))
    rest()
    assert stage.window.bar.isVisible()
    assert stage.window.bar.text == "Dit mag u niet. Er is niets gewijzigd. Vraag Femke."
    stage.window.bar.close_bar()
    rest()
    assert stage.window.bar.parentWidget().isHidden()  # type: ignore[union-attr]


def test_the_next_overleg_and_who_is_signed_in_stand_above(stage: Stage) -> None:
    stage.window.top.set_next_meeting("di 8 december, 13.30 uur", "over 3 werkdagen")
    said = spoken(stage.window.top)
    assert "di 8 december, 13.30 uur" in said
    assert "U bent Femke Aarts" in said
    stage.window.top.set_next_meeting("")
    assert "Geen overleg gepland" in spoken(stage.window.top)


@pytest.mark.parametrize("scale", (130, 115, 100) if LONG else (130,))
def test_the_window_can_be_worked_by_everyone(stage: Stage, theme: Theme, scale: int) -> None:
    stage.window.top.set_next_meeting("di 8 december, 13.30 uur", "over 3 werkdagen")
    stage.window.go(Place("desktop"))
    shoot(theme, stage.window, f"venster-{scale}", scale=scale)
    from ui.look.tokens import Scheme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Scheme.LIGHT, scale)
    stage.window.resize(1280, 720)
    rest()
    assert complaints(stage.window) == []
    top = stage.window.top  # said less, but no half words: who is signed in can always be read
    assert top.me.text() == top.me.full_text == ("Femke Aarts" if scale < 130 else "Femke")
    assert "U bent Femke Aarts" in spoken(top)
    assert top._after.isVisible() == (scale < 130)


def test_tab_goes_through_the_window_in_the_order_in_which_it_is_read(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    assert stops(stage.window) == [
        "Casussen", "Huisbezoeken", "Instellingen", "Vergrendel", "Zoeken of opdracht geven, Ctrl K", "Namen zichtbaar",
        "Casussen", "Notitie", "Opslaan",
    ]  # fmt: skip


def test_the_window_stands_where_it_stood_within_a_screen_that_is_there(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    stage = Stage(qtbot, theme, tmp_path)
    stage.window.setGeometry(10, 20, 1300, 740)
    stage.close()
    assert stage.preferences.settings.geometry == (10, 20, 1300, 740)
    again = Stage(qtbot, theme, tmp_path)
    again.window.show_where_it_was()
    assert again.window.geometry().size() == QRect(0, 0, 1300, 740).size() or again.window.width() >= 1280
    again.close()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (QRect(100, 100, 1280, 720), QRect(100, 100, 1280, 720)),
        (QRect(5000, 300, 1280, 720), QRect(640, 300, 1280, 720)),
        (QRect(-4000, -50, 1280, 720), QRect(0, 0, 1280, 720)),
        (QRect(0, 0, 9000, 9000), QRect(0, 0, 1920, 1080)),
    ],
)
def test_a_window_never_opens_outside_the_screen(wanted: QRect, expected: QRect) -> None:
    assert clamp(wanted, [QRect(0, 0, 1920, 1080)]) == expected


def test_a_window_stays_on_the_second_screen() -> None:
    screens = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1920, 1080)]
    assert clamp(QRect(2000, 10, 1280, 720), screens) == QRect(2000, 10, 1280, 720)
    assert clamp(QRect(3, 3, 5, 5), []) == QRect(3, 3, 5, 5)


def test_a_notice_about_preferences_is_said_once_in_the_window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "venster.json").write_text("kapot")
    stage = Stage(qtbot, theme, tmp_path)
    rest()
    assert "waren niet te lezen" in stage.window.bar.text
    stage.close()
