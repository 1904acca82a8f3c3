"""A forgotten passphrase: the recovery sheet opens the dossier, and a new passphrase is set at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.sentences import Refused
from ui.shell.entrance import Entrance, KeyHolder
from ui.shell.runner import Background, Lane
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.fields import LineField
from ui.widgets.frames import MessageBar
from ui.widgets.groups import GroupsField
from ui.widgets.labels import Label, Quiet, Title
from ui.widgets.new_passphrase import NewPassphrase


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
        self.sheet = GroupsField(model.group_count, model.group_size)
        self.column.addWidget(self.sheet)
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
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def groups(self) -> list[LineField]:
        """The fields of the groups."""
        return self.sheet.groups

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
        empty = self.sheet.unfinished()
        self.sheet.mark(empty)
        if empty:
            self.bar.tell(
                self.tr("Nog niet alle groepen zijn ingevuld. Elke groep heeft {0} tekens.").format(self._model.group_size), "warn"
            )
            return
        if not self.passphrase.check():
            return
        member = self.who.value
        if not isinstance(member, str):
            return
        self.bar.close_bar()
        self._set_busy(True)
        self._lane.work(self._on_recovered, self._model.recover, member, self.sheet.text(), self.passphrase.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _set_busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.setText(self._words.busy if busy else self._words.button)

    def _on_recovered(self, result: object) -> None:
        self._set_busy(False)
        self.recovered.emit(result)

    def _on_refused(self, refused: Refused) -> None:
        self._set_busy(False)
        self.bar.tell(str(refused), "warn")
        self.sheet.mark(list(getattr(refused, "groups", ())))
