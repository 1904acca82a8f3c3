"""*Bij een casus* and *Dubbel*: pick one out of many, what stands on the same address first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.text import fold
from expertiseteam.cases.opening import link_concern
from expertiseteam.concerns.records import ConcernView
from expertiseteam.concerns.triage import set_double
from ui.concerns.panels import Done, Panel, needed
from ui.look.theme import px
from ui.shell.runner import Lane
from ui.widgets.fields import Field, LineField
from ui.widgets.labels import Quiet
from ui.widgets.rows import Row, RowList

SHOWN = 3  # rows in sight; the list scrolls
MOST = 50


@dataclass(frozen=True)
class Option:
    """One that can be picked. `near`: on the same address, so it stands on top."""

    key: str
    title: str
    right: str
    words: str  # what it is found by
    near: bool


def fitting(options: Sequence[Option], typed: str) -> list[Option]:
    """Return the options that hold every typed word, those on the same address first; at most MOST."""
    words = fold(typed).split()
    found = [o for o in options if all(word in fold(o.words) for word in words)]
    return sorted(found, key=lambda o: not o.near)[:MOST]


class PickPanel(Panel):
    """A field to search in and the list below it; arrows go through the list while the field keeps the keyboard."""

    def __init__(self, heading: str, aside: str, label: str, missing: str, empty: str) -> None:
        super().__init__(heading, aside)
        self._missing, self._empty = missing, empty
        self._options: Sequence[Option] = ()
        self.search = LineField(self.tr("zoek op nummer, straat of woord"), name=label)
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self._field = Field(label, self.search, hint=self.tr("pijltjes kiezen"))
        self.body.addWidget(self._field)
        self.list = RowList(label, lines=1)
        self.list.setFixedHeight(SHOWN * px(38) + 2)
        self.body.addWidget(self.list)
        self._none = Quiet()
        self.body.addWidget(self._none)
        self.keep("search", self.search)

    def offer(self, options: Sequence[Option]) -> None:
        """Show what can be picked."""
        self._options = options
        self._show()

    def first(self) -> QWidget:
        return self.search

    def check(self) -> bool:
        return needed((self._field, "" if self.list.current else self._missing))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and self.list.rows:
                keys = [row.key for row in self.list.rows]
                now = keys.index(self.list.current) if self.list.current in keys else -1
                self.list.choose(keys[max(0, min(len(keys) - 1, now + steps[Qt.Key(event.key())]))])
                self.search.setAccessibleDescription(self.list.rows[keys.index(self.list.current or keys[0])].words())
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        found = fitting(self._options, self.search.text())
        near = self.tr("zelfde adres")
        rows = [Row(o.key, o.title, right=o.right, chip=near if o.near else "") for o in found]
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(self.tr("Niets gevonden met “{0}”.").format(self.search.value()) if self._options else self._empty)
        if self.search.value() or any(o.near for o in found):
            self.list.choose_first()


class LinkPanel(PickPanel):
    """The signal belongs to a case that runs."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Bij een casus"),
            self.tr("alleen casussen die lopen"),
            self.tr("Welke casus?"),
            self.tr("Kies een casus uit de lijst."),
            self.tr("Er loopt nog geen casus."),
        )
        self.button = self.tr("Bij deze casus voegen")

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        case_id = self.list.current
        if case_id:
            title = next(row.title for row in self.list.rows if row.key == case_id)
            said = self.tr("Signaal {0} hoort nu bij {1}.").format(concern.code, title)
            lane.do(lambda _: done(said), link_concern, concern, case_id)


class DoublePanel(PickPanel):
    """The same observation was written down before."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Dubbel"),
            self.tr("de melder krijgt wel antwoord"),
            self.tr("Met welk signaal?"),
            self.tr("Kies een signaal uit de lijst."),
            self.tr("Er is geen ander signaal."),
        )
        self.button = self.tr("Samenvoegen")

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        other = self.list.current
        if other:
            said = self.tr("Signaal {0} is samengevoegd.").format(concern.code)
            lane.do(lambda _: done(said), set_double, concern, other)
