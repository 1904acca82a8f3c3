"""The first second: who you are, your passphrase, and nothing else.

Nothing imported here loads SQLAlchemy or the libraries of the vault, so that the window is there at once; `preload` brings the core in
while the user types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.sentences import Refused
from ui.look.door import Door
from ui.shell.entrance import Entrance, centred
from ui.shell.runner import Background, Lane
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.frames import Line, Well
from ui.widgets.labels import Label, Quiet, Title
from ui.widgets.passphrase import PassphraseField


@dataclass(frozen=True)
class KeyHolder:
    """Someone who can unlock this dossier on this computer."""

    id: str
    name: str


class UnlockModel(Protocol):
    """What the window needs to know and can ask. Cheap to make: reading the names must not open the dossier.

    `team` heads the window; `where` and `backup` are quiet lines, or empty. `example_passphrases` (by member) is empty for a real dossier.
    """

    @property
    def team(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def backup(self) -> str: ...
    @property
    def members(self) -> Sequence[KeyHolder]: ...
    @property
    def last_member(self) -> str | None: ...
    @property
    def example_passphrases(self) -> Mapping[str, str]: ...

    def unlock(self, member_id: str, passphrase: str) -> object:
        """Open the dossier; called in a background thread. Raises Refused, with `seconds` when the next try has to wait."""
        ...


class UnlockWindow(Entrance):
    """Emits `opened` with what `unlock` returned; the other signals ask the composition for another window."""

    opened = Signal(object)
    other_dossier_asked = Signal()
    new_dossier_asked = Signal()
    passphrase_forgotten = Signal()

    def __init__(self, background: Background, model: UnlockModel, preload: Callable[[], object] | None = None) -> None:
        example = model.example_passphrases
        super().__init__(width=352, size=(440, 720 if example else 580))
        self._background, self._model, self._preload = background, model, preload
        self._lane = Lane(background, self, self._on_refused, latest=False)
        self._wait = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self.column.addWidget(Door(76 if example else 114), 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(8 if example else 18)
        title = centred(Title(model.team or self.tr("Expertiseteam")))
        title.setWordWrap(True)
        self.column.addWidget(title)
        if model.where:
            self.column.addWidget(centred(Quiet(model.where, wrap=True)))
        self.column.addSpacing(8 if example else 14)
        if example:
            self._add_example(example)
        self._add_form()
        self._add_ways()
        self._choose(model.last_member)

    @property
    def fault(self) -> str:
        """The sentence that is shown under the passphrase."""
        return self._fault.text()

    def unlock(self) -> None:
        """Try the passphrase."""
        member = self.who.value
        if self._wait or not self.button.isEnabled() or not isinstance(member, str):
            return
        if not self.passphrase.text():
            self._say(self.tr("Typ eerst uw wachtzin."))
            return
        self._say("")
        self._set_busy(True)
        self._lane.work(self._on_opened, self._model.unlock, member, self.passphrase.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._preload is not None:
            preload, self._preload = self._preload, None
            QTimer.singleShot(0, self, lambda: self._background.work(lambda _: None, preload))

    # Parts

    def _add_example(self, passphrases: Mapping[str, str]) -> None:
        well = Well()
        well.body.addWidget(Label(self.tr("Dit is een voorbeeld"), "strong"))
        well.body.addWidget(Quiet(self.tr("Alle mensen en adressen zijn verzonnen. Kies iemand en kijk rond."), small=True, wrap=True))
        for holder in self._model.members:
            if (passphrase := passphrases.get(holder.id)) is None:
                continue
            row = QHBoxLayout()
            row.setSpacing(8)
            fill = Button(holder.name, partial(self._fill_in, holder.id), role="link")
            fill.setAccessibleDescription(self.tr("Vult deze wachtzin in: {0}").format(passphrase))
            words = Quiet(passphrase, small=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(fill)
            row.addStretch(1)
            row.addWidget(words)
            well.body.addLayout(row)
        self.column.addWidget(well)
        self.column.addSpacing(4)

    def _add_form(self) -> None:
        holders = self._model.members
        self.who = Picker([(holder.id, holder.name) for holder in holders], name=self.tr("Wie bent u?"))
        self.who.chosen.connect(self._on_who)
        if len(holders) > 1:
            who = Label(self.tr("Wie bent u?"), "strong")
            who.setBuddy(self.who)
            self.column.addWidget(who)
            self.column.addWidget(self.who)
        else:
            self.column.addWidget(Label(holders[0].name if holders else "", "strong"))
        words = Label(self.tr("Uw wachtzin"), "strong")
        self.passphrase = PassphraseField(self.tr("Uw wachtzin"))
        words.setBuddy(self.passphrase.line)
        self.column.addWidget(words)
        self.column.addWidget(self.passphrase)
        self._fault = Label("", "small", "alert", wrap=True)
        self._fault.hide()
        self.column.addWidget(self._fault)
        self.column.addSpacing(4)
        self.button = Button(self.tr("Ontgrendelen"), self.unlock, role="primary")
        self.column.addWidget(self.button)
        self.passphrase.entered.connect(self.unlock)
        self.passphrase.typed.connect(self._on_typed)

    def _add_ways(self) -> None:
        ways = QHBoxLayout()
        ways.addWidget(Button(self.tr("Wachtzin vergeten"), self.passphrase_forgotten.emit, role="link"))
        ways.addStretch(1)
        ways.addWidget(Button(self.tr("Ander dossier openen"), self.other_dossier_asked.emit, role="link"))
        self.column.addLayout(ways)
        self.column.addStretch(1)
        self.column.addWidget(Line())
        self.column.addWidget(Button(self.tr("Nieuw dossier maken"), self.new_dossier_asked.emit, role="link"))
        if self._model.backup:
            self.column.addWidget(Quiet(self._model.backup, small=True, wrap=True))

    def _choose(self, member: str | None) -> None:
        known = [holder.id for holder in self._model.members]
        self.who.set_value(member if member in known else known[0] if known else None)

    def _fill_in(self, member: str) -> None:
        self._choose(member)
        self.passphrase.set_text(self._model.example_passphrases[member])
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.passphrase.set_wrong(bool(sentence))
        self.passphrase.line.setAccessibleDescription(sentence)

    def _set_busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.passphrase.setEnabled(not busy)
        self.who.setEnabled(not busy)
        self.button.setText(self.tr("Bezig met openen…") if busy else self.tr("Ontgrendelen"))

    # Slots

    def _on_opened(self, opened: object) -> None:
        self.passphrase.clear()
        self._set_busy(False)
        self.opened.emit(opened)

    def _on_refused(self, refused: Refused) -> None:
        self._set_busy(False)
        self._say(str(refused))
        self._wait = getattr(refused, "seconds", 0)
        if self._wait:
            self._on_tick(first=True)
            self._tick.start()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.line.selectAll()

    def _on_tick(self, *, first: bool = False) -> None:
        if not first:
            self._wait = max(0, self._wait - 1)
        self.button.setEnabled(not self._wait)
        self.button.setText(self.tr("Nog {0} seconden wachten").format(self._wait) if self._wait else self.tr("Ontgrendelen"))
        if not self._wait:
            self._tick.stop()

    def _on_typed(self, text: str) -> None:
        if self.fault and not self._wait:
            self._say("")

    def _on_who(self, member: object) -> None:
        self._say("")
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
