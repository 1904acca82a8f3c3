"""*Teammap*: putting the dossier in a folder that the team shares, how that stands, and what clashed with a colleague."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from expertiseteam.founding import begin_folder
from expertiseteam.sharing.forgetting import forgetting
from expertiseteam.sharing.not_shared import not_shared
from expertiseteam.sharing.records import Forgetting, NotShared, SharedState
from expertiseteam.team.key_notes import note_folder
from expertiseteam.vault.policy import VaultPolicy
from ui.entrances import Opened
from ui.shell.patience import SAID_AFTER, Waiting
from ui.shell.screen import Screen
from ui.team.clash_card import ClashCard
from ui.team.folder_watch import FolderWatch
from ui.team.folder_words import ABOUT, BEFORE, forgetting_words, here_words, more_words, waiting_lines
from ui.team.section import Section, on_ground
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, MessageBar, Scrolled
from ui.widgets.labels import Label, Quiet

READING_WIDTH = 720  # pixels


class FolderSection(Section):
    """`working` is called when putting the dossier in a folder begins and ends: meanwhile the dossier is closed for moments."""

    def __init__(self, screen: Screen, opened: Opened, watch: FolderWatch, *, working: Callable[[bool], None]) -> None:
        super().__init__(screen)
        self._opened, self._watch, self._working = opened, watch, working
        self._work = self.desk.runner.lane(self, self._on_refused)
        self._waits = self.desk.runner.lane(self, self._on_refused, latest=True)
        self._may_begin = self.desk.may(note_folder) and opened.identity.is_admin
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        card = Card(self.tr("De teammap"), margins=20, gap=10)
        self.state_words, self.more, self.place = Label("", "strong", wrap=True), Label("", wrap=True), Quiet("", wrap=True)
        self.forgetting, self.waiting = Label("", wrap=True), Label("", wrap=True)
        self.forgetting.hide()
        self.waiting.hide()
        for words in (self.state_words, self.more, self.waiting, self.forgetting, self.place):
            words.setMaximumWidth(READING_WIDTH)
            card.body.addWidget(words)
        self.slow = MessageBar()
        card.body.addWidget(self.slow)
        self._waiting = Waiting(self.slow)
        self._waiting.stopped.connect(self._on_stopped)
        self.desk.runner.closing.connect(self._waiting.leave)
        self._busy = QTimer(self, interval=SAID_AFTER)
        self._busy.timeout.connect(self._show)
        self.begin_button = Button(self.tr("Kies een map en begin…"), self._choose, role="primary")
        self.share_button = Button(self.tr("Deel nu"), self._share)
        self.elsewhere_button = Button(self.tr("De map staat nu ergens anders…"), self._choose)
        row = QWidget()
        flow = FlowLayout(row, gap=10, line_gap=8)
        for button in (self.begin_button, self.share_button, self.elsewhere_button):
            flow.addWidget(button)
        card.body.addWidget(row)
        column.addWidget(on_ground(card))
        self.clashes = ClashCard(self.desk, self._on_refused)
        column.addWidget(on_ground(self.clashes))
        column.addStretch(1)
        self.column.addWidget(Scrolled(inside), 1)
        watch.told.connect(self._on_state)
        self.clashes.settled.connect(self._wake)
        self._show()

    def load(self) -> None:
        """Also when names are shown or hidden: what clashed may bear one."""
        self._show()
        self._ask_waiting()
        if self._watch.sharer is not None:
            self.clashes.load()
            if self.desk.may(forgetting):
                self.desk.runner.lane(self, self._on_refused, latest=True).ask(self._on_forgetting, forgetting, self.desk.clock())

    def start(self) -> QWidget:
        return next((b for b in (self.begin_button, self.share_button) if b.isVisibleTo(self)), self)

    def begin(self, folder: Path) -> None:
        """Try this folder, and put the dossier in it; or note that the folder of the dossier stands there now."""
        here = self._opened
        self._working(True)
        self._set_busy(True)
        self.more.setText(self.tr("Dat duurt even; sluit het programma niet."))
        policy = replace(here.policy, patience=self._waiting.begin(self.tr("De map wordt beproefd, en daarna gaat het dossier erin.")))
        self._work.work_apart(self._on_begun, begin_folder, here.path, here.workspace, here.identity, folder, policy=policy)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("De map van het team op het netwerk"))
        if folder:
            self.begin(Path(folder))

    def _share(self) -> None:
        self._wake()
        self._busy.start()
        self.desk.say(self.tr("Er wordt gedeeld met het team."))

    def _wake(self) -> None:
        if self._watch.sharer is not None:
            self._watch.sharer.wake()

    def _on_stopped(self) -> None:
        self._work.forget()
        said = self.tr("U wacht niet langer op de teammap. U kunt later opnieuw beginnen: dan gaat het programma verder.")
        self._on_refused(Refused(said))

    def _on_begun(self, policy: VaultPolicy) -> None:
        self._waiting.end()
        self._opened.policy = replace(policy, patience=None)
        self._watch.begin()
        self._set_busy(False)
        self._working(False)
        self.host.inform(self.tr("Het dossier staat in de teammap. Nodig collega’s uit bij Leden; zij wijzen deze map aan."), "accent")
        self._show()

    def _on_forgetting(self, found: Forgetting | None) -> None:
        self.forgetting.setText(forgetting_words(found) if found is not None else "")
        self.forgetting.setVisible(found is not None)

    def _ask_waiting(self) -> None:
        if self._watch.sharer is not None:
            self._waits.ask(self._on_waiting, not_shared)

    def _on_waiting(self, found: list[NotShared]) -> None:
        state = self._watch.state
        lines = waiting_lines(found, state, self.desk.clock()) if state is not None else []
        self.waiting.setText("\n".join((self.tr("Nog niet bij het team:"), *lines)))
        self.waiting.setVisible(bool(lines))

    def _on_refused(self, refused: Refused) -> None:
        self._waiting.end()
        self._set_busy(False)
        self._working(False)
        self._show()
        self.start().setFocus(Qt.FocusReason.OtherFocusReason)  # the button that began it could not keep it meanwhile
        self.host.inform(str(refused), "warn")

    def _on_state(self, state: SharedState) -> None:
        self._show()
        self._ask_waiting()
        if state.aside or state.lost:
            self.clashes.load()

    def _set_busy(self, busy: bool) -> None:
        for button in (self.begin_button, self.share_button, self.elsewhere_button):
            button.setEnabled(not busy)

    def _show(self) -> None:
        sharer, state = self._watch.sharer, self._watch.state
        is_shared = sharer is not None
        self.begin_button.setVisible(not is_shared and self._may_begin)
        self.share_button.setVisible(is_shared)
        self.elsewhere_button.setVisible(is_shared and self._may_begin)
        self.place.setVisible(is_shared)
        if sharer is None:
            self.state_words.setText(self.tr("Dit dossier staat alleen op deze computer."))
            self.more.setText(ABOUT + (f" {BEFORE}" if self._may_begin else ""))
            return
        self.place.setText(self.tr("De map: {0}").format(sharer.folder) if sharer.folder is not None else "")
        self.state_words.setText(here_words(state, self.desk.clock()) if state is not None else self.tr("De teammap wordt bekeken…"))
        is_busy = self._busy.isActive() and sharer.is_busy
        if not is_busy:
            self._busy.stop()
        self.more.setText(self.tr("Er wordt nu gedeeld…") if is_busy else more_words(state) if state is not None else "")
