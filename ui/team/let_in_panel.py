"""*Laat dit lid ontgrendelen*: in person, at this keyboard, the member types a passphrase that nobody else knows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from expertiseteam.access.sealing import Resealed
from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.custody import let_in
from expertiseteam.team.records import MemberLine
from expertiseteam.vault.passphrases import judge_passphrase, suggest_passphrase
from ui.entrances import Opened
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.team.words import resealed_words
from ui.widgets.frames import clear
from ui.widgets.labels import Quiet
from ui.widgets.new_passphrase import NewPassphrase


class LetInPanel(Panel):
    """Open with `open_for`. `done` tells a sentence. What is typed here is never kept: no draft, and gone when the panel closes."""

    done = Signal(str)

    def __init__(self, desk: Desk, opened: Opened) -> None:
        super().__init__(desk, "", "")
        self._opened = opened
        self._member: MemberLine | None = None
        self._words = Quiet("", wrap=True)
        self._sealed_words = Quiet("", wrap=True)
        self.body.addWidget(self._words)
        self.body.addWidget(self._sealed_words)
        self._holder = QVBoxLayout()
        self.body.addLayout(self._holder)
        self.passphrase: NewPassphrase | None = None
        self.closed.connect(self.forget)
        self._work = self.lane()

    def open_for(self, member: MemberLine, own_words: tuple[str, ...]) -> None:
        """Ask this member for a passphrase. `own_words` are too easy in it."""
        self._member, name = member, member.first_name
        self.bar.close_bar()
        self._set_busy(False)
        if member.can_sign_in:
            self.heading.setText(self.tr("Een nieuwe wachtzin voor {0}").format(member.name))
            self._words.setText(
                self.tr(
                    "{0} neemt nu het toetsenbord en bedenkt een nieuwe wachtzin. Kijk even de andere kant op. De oude werkt daarna niet "
                    "meer."
                ).format(name)
            )
        else:
            self.heading.setText(self.tr("{0} laten ontgrendelen").format(member.name))
            self._words.setText(
                self.tr(
                    "{0} neemt nu het toetsenbord en bedenkt een eigen wachtzin. Kijk even de andere kant op: niemand anders hoeft hem te "
                    "kennen, en niemand kan hem later opzoeken."
                ).format(name)
            )
        self._sealed_words.setText(
            self.tr("{0} is aandachtsfunctionaris. De melders worden opnieuw verzegeld, zodat ook {0} ze kan openen.").format(name)
        )
        self._sealed_words.setVisible(member.role is Role.OFFICER)
        self.forget()
        demand = self._opened.policy.demand
        judge = partial(judge_passphrase, own_words=own_words, demand=demand)
        self.passphrase = NewPassphrase(judge, partial(suggest_passphrase, demand))
        self.passphrase.entered.connect(self.submit)
        self._holder.addWidget(self.passphrase)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._member is None or self.passphrase is None or not self.button.isEnabled() or not self.passphrase.check():
            return
        self._set_busy(True)
        here, typed = self._opened, self.passphrase.text()
        then = partial(self._on_in, self._member)
        self._work.work_apart(then, let_in, here.path, here.workspace, here.identity, self._member.id, typed, policy=here.policy)

    def show_refusal(self, refused: Refused) -> None:
        self._set_busy(False)
        super().show_refusal(refused)

    def forget(self) -> None:
        """Throw the fields away with what was typed in them."""
        if self.passphrase is not None:
            self.passphrase.first.clear()
            self.passphrase.second.clear()
            self.passphrase = None
        clear(self._holder)

    def _on_in(self, member: MemberLine, resealed: Resealed) -> None:
        self._set_busy(False)
        self.recorded()
        said = self.tr("{0} kan nu zelf ontgrendelen op deze computer.").format(member.first_name)
        if resealed.left and member.role is Role.OFFICER:
            told = self.tr(
                "{0} melders nog niet: die passen niet op uw sleutel. Een andere aandachtsfunctionaris of het herstelblad kan ze "
                "opnieuw verzegelen."
            ).format(resealed.left)
        else:
            told = resealed_words(resealed.done)
        self.done.emit(f"{said} {told}".strip())

    def _set_busy(self, busy: bool) -> None:
        name = self._member.first_name if self._member else ""
        self.button.setText(self.tr("De sleutel wordt gemaakt…") if busy else self.tr("Maak de sleutel van {0}").format(name))
        self.button.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
