"""*Mijn wachtzin*: change the passphrase with which I unlock. Nothing that is typed here is ever kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from expertiseteam.team.members import villages
from expertiseteam.team.records import VillageLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.vault.keys import change_passphrase, key_file_of
from expertiseteam.vault.passphrases import judge_passphrase, suggest_passphrase
from ui.entrances import Opened
from ui.shell.screen import Screen
from ui.team.words import own_words_of
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, MessageBar, Well, clear
from ui.widgets.labels import KeyHint, Label, Quiet
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.passphrase import PassphraseField

FORM_WIDTH = 520  # pixels


class PassphraseCard(Card):
    """The passphrase now, the new one twice, and which recovery sheet belongs to this dossier."""

    def __init__(self, screen: Screen, opened: Opened) -> None:
        super().__init__(_tr("Mijn wachtzin"), margins=20, gap=10)
        self.desk = screen.desk
        self._opened, self._own_words = opened, own_words_of(self.desk.me.name, "", "", ())
        self._lane = screen.lane(latest=True)
        self._work = self.desk.runner.lane(self, self._on_refused)
        card = self
        self.bar = MessageBar()
        card.body.addWidget(self.bar)
        told = self.tr("Met deze wachtzin ontgrendelt u het dossier op deze computer. Alleen u kent hem; niemand kan hem opzoeken.")
        card.body.addWidget(Quiet(told, wrap=True))
        form = QWidget()
        form.setMaximumWidth(FORM_WIDTH)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.old = PassphraseField(self.tr("Uw wachtzin van nu"))
        label = Label(self.tr("Uw wachtzin van nu"), "strong")
        label.setBuddy(self.old.line)
        column.addWidget(label)
        column.addWidget(self.old)
        column.addSpacing(6)
        self._holder = QVBoxLayout()
        column.addLayout(self._holder)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.button = Button("", self.submit, role="primary")
        foot.addWidget(self.button)
        foot.addWidget(KeyHint("Ctrl Enter"))
        foot.addStretch(1)
        column.addSpacing(6)
        column.addLayout(foot)
        card.body.addWidget(form)
        card.body.addSpacing(6)
        well = Well()
        well.body.addWidget(Label(self.tr("Wachtzin vergeten?"), "strong"))
        self.mark = Quiet("", wrap=True)
        well.body.addWidget(self.mark)
        card.body.addWidget(well)
        self.old.entered.connect(self._on_old_entered)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        self._set_busy(False)
        self._make_new()
        self.show_mark("")

    def load(self) -> None:
        """Get the words that are too easy in a passphrase here."""
        self._lane.ask(self._on_settings, team_settings)

    def forget(self) -> None:
        """Forget what was typed."""
        self.old.clear()
        self._make_new()

    def submit(self) -> None:
        """Change the passphrase, if the new one is good and typed twice."""
        if not self.button.isEnabled():
            return
        self.old.set_wrong(not self.old.text())
        if not self.old.text():
            self.bar.tell(self.tr("Typ eerst uw wachtzin van nu."), "warn")
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.new.check():
            self.bar.close_bar()
            self._set_busy(True)
            key_path, me = key_file_of(self._opened.path), self.desk.me.id
            self._work.work(self._on_changed, change_passphrase, key_path, me, self.old.text(), self.new.text(), self._opened.policy)

    def _make_new(self) -> None:
        clear(self._holder)
        self.new = NewPassphrase(self._judge, partial(suggest_passphrase, self._opened.policy.demand))
        self.new.entered.connect(self.submit)
        self._holder.addWidget(self.new)

    def _judge(self, text: str) -> str | None:
        return judge_passphrase(text, own_words=self._own_words, demand=self._opened.policy.demand)

    def _set_busy(self, busy: bool) -> None:
        self.button.setText(self.tr("De wachtzin wordt gewijzigd…") if busy else self.tr("Wijzig mijn wachtzin"))
        self.button.setEnabled(not busy)

    def _on_settings(self, settings: TeamSettings) -> None:
        self._lane.ask(partial(self._on_villages, settings), villages)

    def _on_villages(self, settings: TeamSettings, known: list[VillageLine]) -> None:
        self._own_words = own_words_of(self.desk.me.name, settings.municipality, settings.team_name, [v.name for v in known])

    def show_mark(self, mark: str) -> None:
        """Say which recovery sheet opens this dossier."""
        kept = self.tr("Het herstelblad met kenmerk {0} opent dit dossier").format(mark) if mark else self.tr("Het herstelblad opent het")
        self.mark.setText(self.tr("{0}. Een aandachtsfunctionaris kan u ook onder Leden een nieuwe wachtzin laten kiezen.").format(kept))

    def _on_old_entered(self) -> None:
        self.new.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self, _: None) -> None:
        self._set_busy(False)
        self.forget()
        self.bar.tell(self.tr("Uw wachtzin is gewijzigd. De volgende keer ontgrendelt u met de nieuwe."), "accent")
        self.old.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, refused: Refused) -> None:
        self._set_busy(False)
        self.bar.tell(str(refused), "warn")
        self.old.setFocus(Qt.FocusReason.OtherFocusReason)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PassphraseCard", text)
