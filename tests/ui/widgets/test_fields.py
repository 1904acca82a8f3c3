"""Fields: Tab leaves them, nothing disappears in silence, and what is wrong stands below in words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.accessibility import complaints, name_of
from tests.screens.harness import rest
from ui.look.theme import Theme
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, Stepper, TextArea
from ui.widgets.frames import MessageBar

TODAY = date(2026, 11, 17)  # a Tuesday


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> QWidget:
    holder = QWidget()
    holder.setLayout(QVBoxLayout())
    holder.resize(640, 480)
    qtbot.addWidget(holder)
    holder.show()
    qtbot.waitExposed(holder)
    holder.activateWindow()
    return holder


def put(form: QWidget, *parts: QWidget) -> None:
    layout = form.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    rest()


def test_tab_leaves_a_text_and_the_text_grows_with_its_lines(form: QWidget) -> None:
    area, after = TextArea(name="Wat is er?", least=2, most=5), LineField(name="Waar?")
    put(form, area, after)
    area.setFocus()
    low = area.height()
    QTest.keyClicks(area, "Gordijnen dicht.")
    assert area.height() == low
    for _ in range(3):
        QTest.keyClick(area, Qt.Key.Key_Return)
    rest()
    higher = area.height()
    assert higher > low
    area.set_value("\n" * 40)
    rest()
    assert higher < area.height() < higher * 2
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


class Sheet(QWidget):
    """A form that has a bar, as every screen and panel does."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = MessageBar()


def test_what_is_too_long_is_cut_and_the_bar_above_it_says_so(form: QWidget) -> None:
    area, line, sheet = TextArea(name="Wat is er?", longest=20), LineField(name="Waar?", longest=10), Sheet()
    column = QVBoxLayout(sheet)
    for part in (sheet.bar, Field("Wat is er?", area), line):
        column.addWidget(part)
    loose = Field("Hoe heet u?", LineField(longest=5))
    put(form, sheet, loose)
    told: list[int] = []
    area.shortened.connect(told.append)
    QGuiApplication.clipboard().setText("x" * 50)
    area.setFocus()
    area.paste()
    assert (area.toPlainText(), told) == ("x" * 20, [30])
    assert sheet.bar.text == "De tekst is te lang: de laatste 30 tekens zijn niet overgenomen."
    QTest.keyClicks(area, "y")
    assert area.toPlainText() == "x" * 20
    line.paste()
    assert line.text() == "x" * 10
    assert sheet.bar.text == "Deze regel is vol (10 tekens). Wat erna kwam, is niet overgenomen."
    QGuiApplication.clipboard().setText("Turfven")
    assert isinstance(loose.widget, LineField)
    loose.widget.paste()
    assert loose.fault == "Deze regel is vol (5 tekens). Wat erna kwam, is niet overgenomen."  # a window without a bar


def test_what_no_writing_has_stays_out_of_what_is_pasted(form: QWidget) -> None:
    area, line = TextArea(name="Wat is er?"), LineField(name="Waar?")
    put(form, area, line)
    QGuiApplication.clipboard().setText("Beu\x07ken\x1blaan 7\x7f, Łucja’s huis")
    for field in (area, line):
        field.setFocus()
        field.paste()
        assert field.value() == "Beukenlaan 7, Łucja’s huis"
    QTest.keyClicks(line, "!")
    assert line.value().endswith("huis!")


def test_what_is_pasted_from_a_web_page_or_a_letter_becomes_plain_text(form: QWidget) -> None:
    """Also where the other program gives its own layout only, and where it is dropped."""
    area, line = TextArea(name="Wat is er?"), LineField(name="Waar?")
    put(form, area, line)
    html = '<p style="color:red"><b>Post</b> puilt uit</p><img src="http://ver.example/spoor.png"><a href="file:///etc/passwd">de bus</a>'
    typed = "Post puilt uit de bus, <i>3 weken</i>"
    for field in (area, line):
        both = QMimeData()
        both.setHtml(html)
        both.setText(typed)
        QGuiApplication.clipboard().setMimeData(both)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert field.value() == typed, "signs that look like a layout are text too"
    area.clear()
    only = QMimeData()
    only.setHtml(html)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(area.viewport(), QDragEnterEvent(QPointF(9, 9), copy, only, left, Qt.KeyboardModifier.NoModifier))
    QApplication.sendEvent(area.viewport(), QDropEvent(QPointF(9, 9), copy, only, left, Qt.KeyboardModifier.NoModifier))
    assert area.value() == "Post puilt uit\nde bus"
    shown = area.document().toHtml()
    assert "spoor" not in shown and "passwd" not in shown and "red" not in shown, "nothing of the layout is kept, nor fetched"


def test_a_text_is_given_back_without_empty_space(form: QWidget) -> None:
    area, line = TextArea(), LineField()
    area.set_value("  Hij opende.\n\n")
    line.setText("  Beukenlaan 7 ")
    assert (area.value(), line.value()) == ("Hij opende.", "Beukenlaan 7")


def test_what_is_wrong_stands_below_and_is_read_aloud(form: QWidget) -> None:
    field = Field("Waar?", LineField("straat en nummer"), number=2)
    put(form, field)
    assert name_of(field.widget) == "Waar?"
    field.wrong("Schrijf een straat of een dorp.")
    rest()
    assert field.fault == "Schrijf een straat of een dorp."
    assert field.widget.accessibleDescription() == "Schrijf een straat of een dorp."
    assert field.widget.property("wrong") == "true"
    assert complaints(form, largest=None) == []
    field.wrong("")
    assert field.widget.property("wrong") is None


def test_a_number_is_stepped_by_keys_and_buttons_within_its_bounds(form: QWidget) -> None:
    minutes = Stepper(10, name="Minuten", least=5, most=12)
    put(form, minutes)
    heard: list[int] = []
    minutes.changed.connect(heard.append)
    minutes.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Minus):
        QTest.keyClick(focus, key)
    assert heard == [11, 12, 11]
    minutes.set_value(7)
    assert (minutes.value, heard[-1]) == (7, 11)
    shown = minutes.findChild(QLineEdit)
    assert shown is not None and shown.width() >= shown.fontMetrics().horizontalAdvance("999")
    assert complaints(form, largest=None) == []


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("vr", date(2026, 11, 20), "vr 20 november"),
        ("20-11", date(2026, 11, 20), "vr 20 november"),
        ("vr 20 november", date(2026, 11, 20), "over 3 dagen"),
        ("morgen", date(2026, 11, 18), "wo 18 november"),
    ],
)
def test_a_date_is_typed_as_people_say_it_and_read_back(form: QWidget, typed: str, day: date, said: str) -> None:
    field = DateField(lambda: TODAY, name="Vóór")
    put(form, field)
    heard: list[object] = []
    field.changed.connect(heard.append)
    field.setFocus()
    QTest.keyClicks(field, typed)
    assert field.value_date == day
    assert heard[-1] == day
    assert field._said.text() == said
    assert "2026" in field.accessibleDescription()


def test_leaving_a_date_writes_it_out(form: QWidget) -> None:
    field, after = DateField(lambda: TODAY, name="Vóór"), LineField(name="na")
    put(form, field, after)
    field.setFocus()
    QTest.keyClicks(field, "vr")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "vr 20 november"
    assert field.value_date == date(2026, 11, 20)


def test_a_text_that_names_no_day_stays_and_asks(form: QWidget) -> None:
    field, after = DateField(lambda: TODAY, name="Vóór"), LineField(name="na")
    put(form, field, after)
    field.setFocus()
    QTest.keyClicks(field, "begin december")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "begin december"
    assert field.value_date is None
    assert "begin december" in field.fault
    assert field._said.text() == "welke dag?"
    field.set_date(None)
    assert (field.text(), field.fault) == ("", "")


def test_a_date_that_has_been_is_looked_for_backwards(form: QWidget) -> None:
    field = DateField(lambda: TODAY, name="Gezien op", looking_back=True)
    put(form, field)
    field.setText("vr")
    assert field.value_date == date(2026, 11, 13)
