"""The screen in the room. It is made from ProjectionItem, a type that has no field for a name, an address or a sentence.

Words stand on it only of lines that somebody let through one by one (meetings/releasing.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.access.workspace import Changes
from expertiseteam.basics.clock import Clock, local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.meetings.projection import ProjectionItem, ProjectionLine, projection
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.releasing import released_lines
from ui.look.theme import scale, wear
from ui.meetings.words import DOT, capital, minutes_text, stopwatch
from ui.shell.runner import Runner
from ui.widgets.frames import Line, clear
from ui.widgets.labels import IconLabel, Label

TICK = 1000  # milliseconds
MOST_LINES = 5  # the newest; older ones stand in the minutes
MOST_RELEASED = 2
LARGE, MIDDLE, SMALL = 46, 28, 22  # pixels at 100 %
WATCHES = ("meeting", "agenda_item", "said", "decision", "action", "door_move", "case", "setting", "wall_line", "attendance", "step_out")


class WallWindow(QWidget):
    """Its own window, on the second screen where there is one. `closed` when somebody closes it."""

    closed = Signal()

    def __init__(self, runner: Runner, clock: Clock, meeting_id: str) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        wear(self)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # typing goes on in the other window
        self.setWindowTitle(self.tr("Scherm in de zaal"))
        self.setAccessibleName(self.tr("Scherm in de zaal"))
        self.resize(960, 540)
        self._clock, self._meeting_id = clock, meeting_id
        self._shown: ProjectionItem | None = None
        self._blank = False
        self._released: list[str] = []
        self._lane, self._words = runner.lane(self, latest=True), runner.lane(self, latest=True)
        self._lay_out()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._show_clock)
        self._timer.start()
        runner.changed.connect(self._on_changed)
        self.ask()

    @property
    def is_blank(self) -> bool:
        return self._blank

    @property
    def lines(self) -> list[str]:
        """What stands below the case: "Actie: vóór vr 20 november"."""
        items = [self._lines.itemAt(number) for number in range(self._lines.count())]
        rows = [item.widget() for item in items if item is not None]
        return [row.accessibleName() for row in rows if row is not None and row.accessibleName()]

    def blank(self, blank: bool) -> None:
        """Show nothing but the foot, or show the point again."""
        self._blank = blank
        self._show()

    def ask(self) -> None:
        """Ask what is spoken about now."""
        self._lane.ask(self._on_item, projection, self._meeting_id)
        self._words.ask(self._on_released, released_lines, self._meeting_id)

    def show_on(self, other_than: QScreen | None) -> None:
        """Fill the second screen; with one screen only, be a window of its own."""
        second = next((screen for screen in QGuiApplication.screens() if screen is not other_than), None)
        if second is None or other_than is None:
            self.show()
            return
        self.setGeometry(second.geometry())
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F9:
            self.blank(not self._blank)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._position, self._time = self._label(SMALL, "quiet"), self._label(SMALL, "quiet")
        self._title, self._about = self._label(LARGE, semibold=True), self._label(SMALL, "quiet")
        self._pause = self._label(MIDDLE, "quiet")
        top = QHBoxLayout()
        top.addWidget(self._position)
        top.addStretch(1)
        top.addWidget(self._time)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(IconLabel("eye-off", size=24))
        words = self._label(SMALL, "quiet")
        words.setText(self.tr("Dit scherm toont geen namen en adressen"))
        foot.addWidget(words)
        foot.addStretch(1)
        self._matter = QWidget()
        column = QVBoxLayout(self._matter)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(22)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._about)
        column.addSpacing(24)
        column.addLayout(self._lines)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(72, 44, 72, 36)
        outer.addWidget(self._matter, 1)
        outer.addWidget(self._pause, 1)
        outer.addLayout(foot)
        self._show()

    def _label(self, pixels: int, role: str = "", *, semibold: bool = False) -> Label:
        label = Label("", role)
        # Letters to be read from across a room; the roles of the kit are for a desk.
        label.setStyleSheet(f"font-size: {round(pixels * scale() / 100)}px; font-weight: {600 if semibold else 400};")
        return label

    def _on_item(self, item: ProjectionItem | None) -> None:
        self._shown = item
        self._show()

    def _on_released(self, lines: list[str]) -> None:
        self._released = lines
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*WATCHES):
            self.ask()

    def _show(self) -> None:
        item = self._shown
        showing = item is not None and not self._blank
        self._matter.setVisible(showing)
        self._pause.setVisible(not showing)
        self._pause.setText("" if self._blank else self.tr("Het overleg gaat zo verder"))
        clear(self._lines)
        if item is None or self._blank:
            return
        self._position.setText(self.tr("Punt {0} van {1}").format(item.position, item.count))
        self._title.setText(self.tr("Casus {0}").format(item.code) if item.code else str(item.kind))
        self._about.setText(DOT.join(about(item, self.tr)))
        self._about.setVisible(bool(self._about.text()))
        self._show_clock()
        for said in self._released[-MOST_RELEASED:]:
            words = self._label(MIDDLE)
            words.setText(said)
            words.setWordWrap(True)
            words.setAccessibleName(said)
            words.setContentsMargins(0, 0, 0, 16)
            self._lines.addWidget(words)
        lines = item.lines[-(MOST_LINES - len(self._released[-MOST_RELEASED:])) :]
        if lines:
            self._lines.addWidget(Line())
        for line in lines:
            self._lines.addWidget(self._row(line))
            self._lines.addWidget(Line())

    def _row(self, line: ProjectionLine) -> QFrame:
        row = QFrame()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 16, 0, 16)
        inside.setSpacing(0)
        kind = self._label(SMALL, semibold=True)
        kind.setProperty("tone", "accent")
        kind.setText(capital(line.kind))
        kind.setFixedWidth(round(168 * scale() / 100))
        inside.addWidget(kind)
        words = self._label(MIDDLE)
        said = line_words(line, local_day(self._clock()), self.tr)
        words.setText(said)
        inside.addWidget(words, 1)
        is_own_sentence = line.kind is LineKind.DECISION
        row.setAccessibleName(said if is_own_sentence else f"{capital(line.kind)}: {said[:1].lower()}{said[1:]}")
        return row

    def _show_clock(self) -> None:
        item = self._shown
        if item is None:
            return
        running = (self._clock() - item.opened_at).total_seconds() if item.opened_at is not None else 0
        spoken = stopwatch(item.seconds + max(0, int(running)))
        self._time.setText(self.tr("{0} van {1}").format(spoken, minutes_text(item.minutes)))


def about(item: ProjectionItem, tr: Callable[[str], str]) -> list[str]:
    """Return village, kind of household and threat: each from a list of the program or of the team."""
    household = [str(item.household)] if item.household is not None else []
    return [part for part in (item.village, *household, tr("dreigende uithuiszetting") if item.is_threatened else "") if part]


def line_words(line: ProjectionLine, today: date, tr: Callable[[str], str]) -> str:
    """Return that something was decided, agreed or moved; not what."""
    if line.kind is LineKind.DECISION:
        return tr("Besluit genomen")
    if line.kind is LineKind.DOOR:
        return tr("Van {0} naar {1} organisaties").format(line.front_before, line.front_after)
    return tr("Vóór {0}").format(short_date(line.due, today)) if line.due is not None else tr("Nog zonder datum")
