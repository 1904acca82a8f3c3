"""The first second: who you are, your passphrase, and nothing else.

Nothing imported here loads SQLAlchemy or the libraries of the vault, so that the window is there at once; `preload` brings the core in
while the user types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from expertiseteam.basics.sentences import Refused, TeamIsOlder, Unopened
from ui.look.door import Door
from ui.shell.entrance import Entrance, KeyHolder, centred
from ui.shell.runner import Background, Lane
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.frames import Line, MessageBar
from ui.widgets.labels import Label, Quiet, Title
from ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from ui.shell.patience import Waiting
    from ui.shell.unlock_model import UnlockModel


class UnlockWindow(Entrance):
    """Emits `opened` with what `unlock` returned, `unusable` with what was said when `read_members` was refused.

    The other signals ask the composition for another window. `preload` is called in the background once the window is painted.
    """

    opened = Signal(object)
    unusable = Signal(object)
    other_dossier_asked = Signal()
    new_dossier_asked = Signal()
    passphrase_forgotten = Signal()
    code_asked = Signal()
    folder_asked = Signal()
    move_asked = Signal()
    mend_asked = Signal(str)  # with what was said under the passphrase
    waiting = Signal(str)  # from whatever thread unlocks: what it waits for

    def __init__(
        self,
        background: Background,
        model: UnlockModel,
        preload: Callable[[], object] | None = None,
        *,
        read_members: Callable[[], Sequence[KeyHolder]] | None = None,
    ) -> None:
        example = model.example_passphrases
        super().__init__(width=352, size=(440, 752 if example else 612))
        self._background, self._model, self._preload = background, model, preload
        self.is_opening = False
        self._lane = Lane(background, self, self._on_refused, latest=False)
        self._lane_of_members = Lane(background, self, self._on_unusable, latest=False)
        self._read_members = read_members
        self._holders: Sequence[KeyHolder] | None = None if read_members else model.members
        self._painted = False
        self._eager = False  # Enter was pressed before it was known who is here
        self._wait = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._door = Door(60 if example else 114)
        self.column.addWidget(self._door, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(4 if example else 18)
        title = centred(Title(model.team or self.tr("Expertiseteam")))
        title.setWordWrap(True)
        self.column.addWidget(title)
        if model.where:
            self.column.addWidget(centred(Quiet(model.where, wrap=True)))
        self.column.addSpacing(4 if example else 14)
        self.ground_bar = MessageBar()
        self.column.addWidget(self.ground_bar)
        self.move_button = Button(self.tr("Verplaatsen…"), self.move_asked.emit, icon="folder-open")
        self.column.addWidget(self.move_button)
        self.move_button.hide()
        self._told = Quiet("", wrap=True)
        self._told.hide()
        self.column.addWidget(self._told)
        self.waiting.connect(self.tell)
        self._slow: Waiting | None = None
        self._slow_place = QVBoxLayout()
        self.column.addLayout(self._slow_place)
        self._example_place = QVBoxLayout()
        self.column.addLayout(self._example_place)
        self._add_form()
        self._add_ways()
        if self._holders is not None:
            self._add_holders(self._holders)

    @property
    def is_ready(self) -> bool:
        """Whether it is known who can unlock."""
        return self._holders is not None

    @property
    def fault(self) -> str:
        """The sentence that is shown under the passphrase."""
        return self._fault.text()

    def tell(self, sentence: str) -> None:
        """Say something that is no fault, such as what is waited for; "" takes it away."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def unlock(self) -> None:
        """Try the passphrase."""
        if self._holders is None:
            self._eager = True
            return
        member = self.who.value
        if self._wait or not self.button.isEnabled() or not isinstance(member, str):
            return
        if not self.passphrase.text():
            self._say(self.tr("Typ eerst uw wachtzin."))
            return
        self._say("")
        self.tell("")
        self._set_busy(True)
        self._model.patience = self._waiting().begin(self.tr("Er wordt op de teammap gewacht…"))
        self._lane.work_apart(self._on_opened, self._model.unlock, member, self.passphrase.text())

    def _waiting(self) -> Waiting:
        if self._slow is None:
            from ui.shell.patience import Waiting  # behind the first paint, as all that is not asked for at once

            bar = MessageBar()
            self._slow_place.addWidget(bar)
            self._slow = Waiting(bar)
            self._slow.stopped.connect(self._on_stopped)
        return self._slow

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._on_painted)

    # Parts

    def _add_holders(self, holders: Sequence[KeyHolder]) -> None:
        self._holders = holders
        if self._model.ground:
            self._door.hide()  # the words need its room
            self.ground_bar.tell(self._model.ground, "warn" if self._model.is_misplaced else "calm")
            self.move_button.setVisible(self._model.is_misplaced)
        self._backup.setText(self._model.backup)
        if self._model.example_passphrases:
            self._add_example(holders, self._model.example_passphrases)
        self.who.set_options([(holder.id, holder.name) for holder in holders])
        self.who.setVisible(len(holders) > 1)
        self._who_words.setText(self.tr("Wie bent u?") if len(holders) > 1 else holders[0].name if holders else "")
        self._choose(self._model.last_member)
        was_waiting = not self.again_button.isHidden()
        is_waiting = not holders and bool(self._model.waits)  # then there is nothing to unlock yet
        for part in (self._passphrase_words, self.passphrase, self.button):
            part.setVisible(not is_waiting)
        self.again_button.setVisible(is_waiting)
        if is_waiting:
            self.again_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif was_waiting:
            self.tell("")
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        if not holders:
            self.tell(
                self._model.waits
                or self.tr(
                    "Op deze computer staan nog geen sleutels voor dit dossier. Kreeg u een code, of maakte u er een op uw oude laptop? "
                    "Kies: Ik heb een code. Anders brengt het herstelblad u binnen: kies Wachtzin vergeten."
                )
            )

    def _add_example(self, holders: Sequence[KeyHolder], passphrases: Mapping[str, str]) -> None:
        from ui.shell.example_well import ExampleWell

        self._example_place.addWidget(ExampleWell(holders, passphrases, self._fill_in))
        self._example_place.addSpacing(4)

    def _add_form(self) -> None:
        self.who = Picker(name=self.tr("Wie bent u?"))
        self.who.chosen.connect(self._on_who)
        self.who.hide()
        self._who_words = Label("", "strong")
        self._who_words.setBuddy(self.who)
        self.column.addWidget(self._who_words)
        self.column.addWidget(self.who)
        words = self._passphrase_words = Label(self.tr("Uw wachtzin"), "strong")
        self.passphrase = PassphraseField(self.tr("Uw wachtzin"))
        words.setBuddy(self.passphrase.line)
        self.column.addWidget(words)
        self.column.addWidget(self.passphrase)
        self._fault = Label("", "small", "alert", wrap=True)
        self._fault.hide()
        self.column.addWidget(self._fault)
        self.mend_button = Button(self.tr("Nakijken en herstellen…"), self._on_mend, icon="hand-helping")
        self.column.addWidget(self.mend_button)
        self.mend_button.hide()
        self.together_button = Button(self.tr("Het hele team laten overgaan"), self._on_together, icon="users")
        self.column.addWidget(self.together_button)
        self.together_button.hide()
        self.column.addSpacing(4)
        self.button = Button(self.tr("Ontgrendelen"), self.unlock, role="primary")
        self.column.addWidget(self.button)
        self.again_button = Button(self.tr("Kijk opnieuw"), self._look_again, role="primary")
        self.column.addWidget(self.again_button)
        self.again_button.hide()
        self.passphrase.entered.connect(self.unlock)
        self.passphrase.typed.connect(self._on_typed)

    def _add_ways(self) -> None:
        forgotten = Button(self.tr("Wachtzin vergeten"), self.passphrase_forgotten.emit, role="link")
        other = Button(self.tr("Ander dossier openen"), self.other_dossier_asked.emit, role="link")
        new = Button(self.tr("Nieuw dossier maken"), self.new_dossier_asked.emit, role="link")
        code = Button(self.tr("Ik heb een code"), self.code_asked.emit, role="link")
        ways = QHBoxLayout()
        ways.addWidget(forgotten)
        ways.addStretch(1)
        ways.addWidget(other)
        self.column.addLayout(ways)
        self.column.addStretch(1)
        self.column.addWidget(Line())
        last = QHBoxLayout()
        last.addWidget(new)
        last.addStretch(1)
        last.addWidget(code)
        self.column.addLayout(last)
        self.column.addWidget(Button(self.tr("In een teammap werken"), self.folder_asked.emit, role="link"), 0, Qt.AlignmentFlag.AlignLeft)
        self._backup = Quiet("", small=True, wrap=True)
        mend = Button(self.tr("Herstellen"), self._on_mend, role="link")
        kept = QHBoxLayout()
        kept.addWidget(self._backup, 1)
        kept.addWidget(mend)
        self.column.addLayout(kept)
        mend.setVisible(self._model.may_mend)

    def _choose(self, member: str | None) -> None:
        known = [holder.id for holder in self._holders or ()]
        self.who.set_value(member if member in known else known[0] if known else None)

    def _fill_in(self, member: str) -> None:
        self._choose(member)
        self.passphrase.set_text(self._model.example_passphrases[member])
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str, *, may_mend: bool = False, may_raise: bool = False) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.mend_button.setVisible(may_mend and self._model.may_mend)
        self.together_button.setVisible(may_raise)
        self.passphrase.set_wrong(bool(sentence))
        self.passphrase.line.setAccessibleDescription(sentence)

    def _set_busy(self, busy: bool) -> None:
        self.is_opening = busy
        self.button.setEnabled(not busy)
        self.passphrase.setEnabled(not busy)
        self.who.setEnabled(not busy)
        self.button.setText(self.tr("Bezig met openen…") if busy else self.tr("Ontgrendelen"))

    # Slots

    def _on_mend(self) -> None:
        self.mend_asked.emit(self.fault)

    def _on_together(self) -> None:
        self._model.together = True
        self.unlock()

    def _on_painted(self) -> None:
        QTimer.singleShot(0, self, self._begin_work)  # after what else waits for the paint: a worker competes with it

    def _look_again(self) -> None:
        """Whether an administrator let this member in by now."""
        self.again_button.setEnabled(False)
        self._ask_members()

    def _ask_members(self) -> None:
        if self._read_members is not None:
            self._model.patience = self._waiting().begin(self.tr("Er wordt op de teammap gewacht…"))
            self._lane_of_members.work_apart(self._on_members, self._read_members)

    def _begin_work(self) -> None:
        self._ask_members()
        preload, self._preload = self._preload, None
        if preload is not None:
            self._background.work(lambda _: None, preload)

    def _on_stopped(self) -> None:
        sentence = self.tr("U wacht niet langer op de teammap. Kijk of u met het netwerk verbonden bent en probeer het opnieuw.")
        if self._holders is None:
            self._lane_of_members.forget()
            self.unusable.emit(Refused(sentence))
            return
        self._lane.forget()
        self._lane_of_members.forget()
        self.again_button.setEnabled(True)
        self._on_refused(Refused(sentence))

    def _on_members(self, holders: Sequence[KeyHolder]) -> None:
        self._waiting().end()
        self.again_button.setEnabled(True)
        self._add_holders(holders)
        if self._eager:
            self.unlock()

    def _on_unusable(self, refused: Refused) -> None:
        self._waiting().end()
        if self._holders is None:
            self.unusable.emit(refused)
            return
        self.again_button.setEnabled(True)
        self._say(str(refused))

    def _on_opened(self, opened: object) -> None:
        self._waiting().end()
        self.passphrase.clear()
        self._set_busy(False)
        self.opened.emit(opened)

    def _on_refused(self, refused: Refused) -> None:
        self._waiting().end()
        self._set_busy(False)
        self.tell("")
        self._model.together = False
        self._say(str(refused), may_mend=isinstance(refused, Unopened), may_raise=isinstance(refused, TeamIsOlder) and refused.may_raise)
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
