"""Ctrl+K: everything that can be done and found, in one field. Shows the shortcuts, and so teaches them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from expertiseteam.basics.text import fold
from ui.look.fonts import sized
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE
from ui.shell.commands import Command, key_text
from ui.shell.desk import Place
from ui.shell.overlay import Overlay
from ui.widgets.fields import LineField
from ui.widgets.labels import IconLabel, KeyHint

REST = 150  # milliseconds of rest before the dossier is searched
LONGEST_QUERY = 200
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class PaletteHit:
    """Something found in the dossier. `kind_label` ("Casus") heads the group; a title is never a reporter."""

    kind_label: str
    title: str
    subtitle: str
    place: Place


Deliver = Callable[[list[PaletteHit]], None]
Search = Callable[[str, Deliver], None]
Groups = Sequence[tuple[str, Sequence[Command]]]


@dataclass(frozen=True)
class _Entry:
    title: str
    subtitle: str = ""
    shortcut: str = ""
    command: Command | None = None
    place: Place | None = None

    @property
    def can_be_chosen(self) -> bool:
        return self.command is not None or self.place is not None


class Palette(Overlay):
    """The field and the list. `commands` gives the groups of commands that fit now; `search` finds in the dossier, in the background."""

    went = Signal(object)

    def __init__(self, window: QWidget, commands: Callable[[], Groups], search: Search) -> None:
        super().__init__(window, width=680, height=560)
        self._commands, self._search = commands, search
        self._generation = 0
        self._used: list[str] = []
        self._hits: list[PaletteHit] = []
        self._searching = False
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._on_rest)
        self.field = LineField(
            self.tr("Zoek een naam, adres of opdracht…"), name=self.tr("Zoeken of opdracht geven"), longest=LONGEST_QUERY
        )
        self.field.setProperty("role", "bare")
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 0)
        head.addWidget(IconLabel("search"))
        head.addWidget(self.field, 1)
        head.addWidget(KeyHint("Esc", self.tr("sluiten")))
        self.body.addLayout(head)
        self._model = _Entries()
        self.list = _List(self._model)
        self.list.setAccessibleName(self.tr("Gevonden"))
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.body.addWidget(self.list)

    def open(self) -> None:
        super().open()
        self._hits, self._searching = [], False
        self._generation += 1
        self.field.clear()
        self._show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        self._timer.stop()
        self._generation += 1  # what is still being searched is not wanted any more
        super().close_overlay()

    @property
    def titles(self) -> list[str]:
        """What stands in the list that can be chosen."""
        return [entry.title for entry in self._model.entries if entry.can_be_chosen]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._move(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex().row())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if key == Qt.Key.Key_Tab else -1)  # the field keeps the focus; nothing behind the veil may get it
        else:
            return False
        return True

    def _on_text(self, text: str) -> None:
        self._generation += 1
        if text.strip():
            self._searching = True
            self._timer.start()
        else:
            self._timer.stop()
            self._searching, self._hits = False, []
        self._show()

    def _on_rest(self) -> None:
        generation = self._generation

        def deliver(hits: list[PaletteHit]) -> None:
            if generation == self._generation:
                self._hits, self._searching = hits, False
                self._show()

        self._search(self.field.value(), deliver)

    def _show(self) -> None:
        entries: list[_Entry] = []
        words = fold(self.field.value()).split()
        for heading, commands in self._commands():
            fitting = [c for c in commands if not c.key_only and c.enabled() and all(word in fold(c.title) for word in words)]
            fitting.sort(key=lambda c: self._used.index(c.id) if c.id in self._used else len(self._used))
            if fitting:
                entries += [_Entry(heading), *(_Entry(c.title, shortcut=key_text(c.shortcut), command=c) for c in fitting)]
        if words:
            entries = [*self._found(), *entries]
        self._model.replace(entries)
        self.list.setFixedHeight(min(px(500), self.list.rows_height()))
        self.fit_height(self.panel.sizeHint().height())
        self._move(0)

    def _found(self) -> list[_Entry]:
        if not self._hits:
            said = self.tr("Zoeken…") if self._searching else self.tr("In het dossier staat niets met “{0}”.").format(self.field.value())
            return [_Entry(said)]
        groups: dict[str, list[PaletteHit]] = {}
        for hit in self._hits:
            groups.setdefault(hit.kind_label, []).append(hit)
        return [
            entry
            for heading, hits in groups.items()
            for entry in (_Entry(heading), *(_Entry(hit.title, hit.subtitle, place=hit.place) for hit in hits))
        ]

    def _move(self, step: int) -> None:
        """Go to the next entry that can be chosen; step 0 to the first one."""
        able = [n for n, entry in enumerate(self._model.entries) if entry.can_be_chosen]
        if not able:
            self.field.setAccessibleDescription("")
            return
        now = self.list.currentIndex().row()
        at = able.index(now) if now in able and step else (-step if step else 0)
        target = able[(at + step) % len(able) if abs(step) == 1 else max(0, min(len(able) - 1, at + step))]
        self.list.setCurrentIndex(self._model.index(target))
        self.list.scrollTo(self._model.index(max(0, target - 1)))
        self.list.scrollTo(self._model.index(target))
        self.field.setAccessibleDescription(self._model.entries[target].title)

    def _run(self, number: int) -> None:
        if not 0 <= number < len(self._model.entries):
            return
        entry = self._model.entries[number]
        if not entry.can_be_chosen:
            return
        self.close_overlay()
        if entry.command is not None:
            self._used = [entry.command.id, *(i for i in self._used if i != entry.command.id)][:20]
            entry.command.run()
        elif entry.place is not None:
            self.went.emit(entry.place)


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[_Entry] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.subtitle, entry.shortcut) if part)
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able if self.entries[index.row()].can_be_chosen else Qt.ItemFlag.NoItemFlags

    def replace(self, entries: list[_Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _List(QListView):
    def __init__(self, model: _Entries) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_EntryPainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def rows_height(self) -> int:
        """How high the list is with all its rows."""
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount())) + 4


class _EntryPainter(QStyledItemDelegate):
    """Headings small and quiet; entries with their shortcut on a key cap, or where they were found, at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: _Entry = index.data(Qt.ItemDataRole.UserRole)
        return QSize(100, px(36 if entry.can_be_chosen else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: _Entry = index.data(Qt.ItemDataRole.UserRole)
        c = colours()
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = area.adjusted(10, 0, -10, 0)
        if not entry.can_be_chosen:
            self._words(painter, inner.adjusted(0, px(6), 0, 0), entry.title, "muted", TYPE.small, semibold=True)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(QPen(QColor(c.accent), 1))
                painter.setBrush(QColor(c.tint))
                painter.drawRoundedRect(area.adjusted(1, 1, -2, -2), 6, 6)
            if entry.shortcut:
                inner.setRight(inner.right() - self._key(painter, inner, entry.shortcut) - 12)
            title = self._words(painter, inner, entry.title, "text", TYPE.base)
            if entry.subtitle:
                self._words(painter, inner.adjusted(title + 12, 0, 0, 0), entry.subtitle, "muted", TYPE.small)
        painter.restore()

    def _words(self, painter: QPainter, where: QRect, text: str, ink: str, size: int, *, semibold: bool = False) -> int:
        font = sized(size, scale(), semibold=semibold)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.setFont(font)
        painter.setPen(QColor(getattr(colours(), ink)))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return QFontMetrics(font).horizontalAdvance(shown)

    def _key(self, painter: QPainter, where: QRect, shortcut: str) -> int:
        font = sized(TYPE.key, scale())
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(shortcut) + 12, metrics.height() + 3
        box = QRect(where.right() - width, where.center().y() - height // 2, width, height)
        painter.setPen(QPen(QColor(colours().line2), 1))
        painter.setBrush(QColor(colours().surface))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(colours().muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shortcut)
        return width
