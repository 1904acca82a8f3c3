"""A forgotten passphrase: the recovery sheet opens the dossier, and a new passphrase is set at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from ui.look.theme import px, restyle
from ui.shell.entrance import Entrance
from ui.shell.runner import Background, Lane
from ui.shell.unlock import KeyHolder
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.fields import LineField
from ui.widgets.frames import MessageBar
from ui.widgets.labels import Label, Quiet, Title
from ui.widgets.new_passphrase import NewPassphrase

COLUMNS = 5


class RecoverModel(Protocol):
    """What the window asks of the composition. `group_count` and `group_size` as they stand on the sheet."""

    @property
    def members(self) -> Sequence[KeyHolder]: ...
    @property
    def group_count(self) -> int: ...
    @property
    def group_size(self) -> int: ...

    def judge(self, passphrase: str) -> str | None: ...
    def suggest(self) -> str: ...

    def recover(self, member_id: str, sheet: str, passphrase: str) -> object:
        """Open the dossier with the sheet and set a new passphrase; called in a background thread.

        Raises Refused, with `groups` (numbers from 1) when certain groups were typed wrongly.
        """
        ...


class Words(NamedTuple):
    """What stands on the window."""

    title: str
    intro: str
    groups: str
    button: str
    busy: str


class RecoverWindow(Entrance):
    """Emits `recovered` with what `recover` returned, `cancelled` when the user goes back."""

    recovered = Signal(object)
    cancelled = Signal()

    def __init__(self, background: Background, model: RecoverModel) -> None:
        super().__init__(width=560, size=(720, 700))
        self._model, self._words = model, self.words()
        self._lane = Lane(background, self, self._on_refused, latest=False)
        self.bar = MessageBar()
        self.column.addWidget(Title(self._words.title))
        self.column.addWidget(Quiet(self._words.intro, wrap=True))
        self.column.addWidget(self.bar)
        self.column.addSpacing(6)
        self.who = Picker([(one.id, one.name) for one in model.members], name=self.tr("Wie bent u?"))
        who = Label(self.tr("Wie bent u?"), "strong")
        who.setBuddy(self.who)
        self.column.addWidget(who)
        self.column.addWidget(self.who)
        self.column.addWidget(Label(self._words.groups, "strong"))
        self.groups = [self._group(number) for number in range(1, model.group_count + 1)]
        self.column.addWidget(self._grid())
        self.passphrase = NewPassphrase(model.judge, model.suggest)
        self.passphrase.entered.connect(self.recover)
        self.column.addWidget(self.passphrase)
        self.column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(Button(self.tr("Terug"), self.cancelled.emit))
        foot.addStretch(1)
        self.button = Button(self._words.button, self.recover, role="primary")
        foot.addWidget(self.button)
        self.column.addLayout(foot)
        self.groups[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> Words:
        """Return what stands on this window."""
        return Words(
            self.tr("Wachtzin vergeten"),
            self.tr("Neem het herstelblad uit de kluis. Typ de groepen over en bedenk een nieuwe wachtzin."),
            self.tr("De groepen op het herstelblad"),
            self.tr("Wachtzin vervangen"),
            self.tr("Bezig met openen…"),
        )

    def recover(self) -> None:
        """Try the sheet, if everything is filled in."""
        empty = [number for number, group in enumerate(self.groups, 1) if len(group.value()) != self._model.group_size]
        self._mark(empty)
        if empty:
            self.bar.tell(
                self.tr("Nog niet alle groepen zijn ingevuld. Elke groep heeft {0} tekens.").format(self._model.group_size), "warn"
            )
            self.groups[empty[0] - 1].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.passphrase.check():
            return
        member = self.who.value
        if not isinstance(member, str):
            return
        self.bar.close_bar()
        self._set_busy(True)
        sheet = " ".join(group.value() for group in self.groups)
        self._lane.work(self._on_recovered, self._model.recover, member, sheet, self.passphrase.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A whole sheet that is pasted into a group is spread over all of them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Paste):
            pasted = "".join(QGuiApplication.clipboard().text().replace("-", " ").split())
            if len(pasted) > self._model.group_size and watched in self.groups:
                self._spread(self.groups.index(watched), pasted)
                return True
        return False

    def _grid(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for number, group in enumerate(self.groups):
            cell = QHBoxLayout()
            cell.setSpacing(4)
            label = Quiet(str(number + 1), small=True)
            label.setFixedWidth(px(18))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            cell.addWidget(label)
            cell.addWidget(group)
            grid.addLayout(cell, number // COLUMNS, number % COLUMNS)
        return holder

    def _group(self, number: int) -> LineField:
        group = LineField(name=self.tr("Groep {0}").format(number), longest=self._model.group_size)
        group.setInputMethodHints(Qt.InputMethodHint.ImhPreferUppercase | Qt.InputMethodHint.ImhNoPredictiveText)
        group.setFixedWidth(px(78))
        group.textEdited.connect(partial(self._on_group, number))
        group.installEventFilter(self)
        return group

    def _spread(self, first: int, text: str) -> None:
        size = self._model.group_size
        for offset, group in enumerate(self.groups[first:]):
            part = text[offset * size : (offset + 1) * size]
            if part:
                group.setText(part.upper())

    def _mark(self, wrong: Sequence[int]) -> None:
        for number, group in enumerate(self.groups, 1):
            restyle(group, wrong="true" if number in wrong else "")

    def _set_busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.setText(self._words.busy if busy else self._words.button)

    def _on_group(self, number: int, text: str) -> None:
        group = self.groups[number - 1]
        place = group.cursorPosition()
        group.setText(text.upper())
        group.setCursorPosition(place)
        restyle(group, wrong="")
        if len(text) == self._model.group_size and place == len(text) and number < len(self.groups):
            self.groups[number].setFocus(Qt.FocusReason.TabFocusReason)
            self.groups[number].selectAll()

    def _on_recovered(self, result: object) -> None:
        self._set_busy(False)
        self.recovered.emit(result)

    def _on_refused(self, refused: Refused) -> None:
        self._set_busy(False)
        self.bar.tell(str(refused), "warn")
        wrong = list(getattr(refused, "groups", ()))
        self._mark(wrong)
        if wrong:
            self.groups[wrong[0] - 1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.groups[wrong[0] - 1].selectAll()
