"""A field for a place: known doors are suggested while typing. Taking one is an offer; what is typed may stay as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from expertiseteam.basics.addresses import AddressBook, normalise, same_address
from expertiseteam.basics.text import fold
from expertiseteam.cases.records import CaseLine
from expertiseteam.concerns.records import KnownDoor
from ui.concerns.words import door_hint
from ui.look.theme import px
from ui.widgets.fields import LineField
from ui.widgets.rows import Row, RowList

MOST = 4  # suggestions; more is a list to read, not a choice to make
REST = 200  # milliseconds of rest before `settled`
AS_TYPED = ""  # key of the row that leaves the text alone


@dataclass(frozen=True)
class Suggestion:
    """A place to take over, and the few words behind it."""

    place: str
    hint: str
    is_village: bool = False


class Doors:
    """What is known of doors, ready for a suggestion at every keystroke. Made in a worker: reading thousands of addresses takes time."""

    def __init__(self, doors: Iterable[KnownDoor], villages: Sequence[str], cases: Iterable[tuple[str, str]]) -> None:
        """`cases` are (place, code) of those that run."""
        self._doors = {door.place: door for door in doors}
        self._villages = tuple(villages)
        self._cases = {normalise(place): code for place, code in cases if place}
        self._folded = {fold(v): v for v in villages}
        self._book = AddressBook(place for place in self._doors if fold(place) not in self._folded)
        self._book.similar("Voorbeeldstraat", 1)  # loads what compares spellings here, not at somebody's first key

    def suggest(self, typed: str) -> list[Suggestion]:
        """Return at most MOST places for what was typed; two spellings of one door are one suggestion."""
        begun = fold(typed.strip())
        if len(begun) < 2:
            return []
        villages = [Suggestion(name, "dorp", is_village=True) for folded, name in self._folded.items() if folded.startswith(begun)]
        found: list[KnownDoor] = []
        for match in self._book.similar(typed, 2 * MOST):
            door = self._doors[match.text]
            same = next((n for n, other in enumerate(found) if same_address(other.place, door.place)), None)
            if same is None:
                found.append(door)
            else:
                fuller = max(found[same], door, key=lambda d: len(d.place))
                found[same] = replace(fuller, earlier=found[same].earlier + door.earlier, waiting=found[same].waiting + door.waiting)
        doors = [Suggestion(d.place, door_hint(d.earlier, d.waiting, self._cases.get(normalise(d.place), ""))) for d in found]
        return [*villages, *doors][:MOST]


def cases_on(place: str, running: Sequence[CaseLine]) -> list[CaseLine]:
    """Return the cases on this door, however it was spelled. For a worker: there may be hundreds to compare."""
    return [case for case in running if case.place and same_address(case.place, place)]


class AddressField(LineField):
    """The field with its list. `settled` tells the place when typing rests and when a suggestion was taken.

    `over` is the widget on which the list floats, so that what stands below the field does not move.
    """

    settled = Signal(str)

    def __init__(self, over: QWidget, *, name: str) -> None:
        super().__init__(self.tr("straat en huisnummer, of een dorp"), name=name)
        self._over = over
        self._doors: Doors | None = None
        self._list = RowList(self.tr("Adressen die we kennen"), lines=1)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMinimumSize(0, 0)
        self._list.clicked.connect(lambda: self._take())
        self._float = QFrame(over)
        self._float.setProperty("role", "float")
        inside = QVBoxLayout(self._float)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self._list)
        self._float.hide()
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(lambda: self.settled.emit(self.value()))
        self.textChanged.connect(lambda: self._rest.start())
        self.textEdited.connect(self._on_edited)

    @property
    def suggestions(self) -> list[Row]:
        """What the list shows now, for a screen reader's user and for tests."""
        return list(self._list.rows) if self._float.isVisible() else []

    def know(self, doors: Doors) -> None:
        """Suggest from these doors, at once when somebody was typing already."""
        waited, self._doors = self._doors is None, doors
        if waited and self.hasFocus() and self.text():
            self._on_edited(self.text())

    def set_place(self, place: str) -> None:
        """Show a place without suggesting."""
        self.setText(place)
        self.close_list()

    def close_list(self) -> None:
        """Put the list away; the text stays."""
        self._float.hide()
        self.setAccessibleDescription("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._float.isVisible():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._move(1 if key == Qt.Key.Key_Down else -1)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._take()
                return
            if key == Qt.Key.Key_Escape:
                self.close_list()
                return
        elif key == Qt.Key.Key_Down:
            self._on_edited(self.text())
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_list()

    def _on_edited(self, text: str) -> None:
        found = self._doors.suggest(text) if self._doors is not None else []
        if not found or (len(found) == 1 and found[0].place == text.strip()):
            self.close_list()
            return
        rows = [Row(s.place, s.place, right=s.hint, icon="trees" if s.is_village else "map-pin") for s in found]
        rows.append(Row(AS_TYPED, self.tr("Ergens anders: “{0}” zo laten staan").format(text.strip()), icon="pencil"))
        self._list.set_rows(rows, current=rows[0].key)
        self._place_list(len(rows))
        self._describe()

    def _place_list(self, rows: int) -> None:
        corner = self.mapTo(self._over, QPoint(0, self.height() + 4))
        self._float.setGeometry(corner.x(), corner.y(), self.width(), rows * px(38) + 10)
        self._float.show()
        self._float.raise_()

    def _move(self, step: int) -> None:
        keys = [row.key for row in self._list.rows]
        now = keys.index(self._list.current) if self._list.current in keys else -1
        self._list.choose(keys[(now + step) % len(keys)])
        self._describe()

    def _take(self) -> None:
        place = self._list.current
        if place:
            self.setText(place)
        self.close_list()
        self._rest.stop()
        self.settled.emit(self.value())

    def _describe(self) -> None:
        row = next((r for r in self._list.rows if r.key == self._list.current), None)
        self.setAccessibleDescription(row.words() if row else "")
