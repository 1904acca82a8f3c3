"""*Mijn toegang*: what guards my own keys, my passphrase, and my next laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.custody import offer_move, own_keys
from expertiseteam.sharing.moves import take_away
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.vault.codes import GROUPS
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.moving import MoveCode, forget_this_computer
from expertiseteam.vault.overview import KeyRing
from ui.entrances import Opened
from ui.shell.screen import Screen
from ui.team.code_card import CodeCard
from ui.team.passphrase_card import PassphraseCard
from ui.team.section import Section, on_ground
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, Scrolled
from ui.widgets.labels import Label, Quiet


class OwnSection(Section):
    """Everybody has this part, of whatever role."""

    def __init__(self, screen: Screen, opened: Opened) -> None:
        super().__init__(screen)
        self._opened, self._team_name, self._was_offered = opened, "", False
        self._lane, self._keys = screen.lane(latest=True), screen.lane()
        self.passphrase = PassphraseCard(screen, opened)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        guarded = Card(self.tr("Zo zijn uw sleutels beschermd"), margins=20, gap=8)
        self.protection = Label("", wrap=True)
        guarded.body.addWidget(self.protection)
        for card in (guarded, self.passphrase, self._make_move()):
            column.addWidget(on_ground(card))
        column.addStretch(1)
        self.column.addWidget(Scrolled(inside), 1)

    # Section

    def load(self) -> None:
        self.passphrase.load()
        self._lane.ask(self._on_settings, team_settings)

    def start(self) -> QWidget:
        return self.passphrase.old

    def leave(self) -> None:
        self.passphrase.forget()

    # What people do

    def offer(self) -> None:
        """Make a code for a new laptop."""
        self.move_button.setEnabled(False)
        here = self._opened
        self._keys.work_apart(self._on_code, offer_move, here.path, here.workspace, here.identity, policy=here.policy)

    def take_back(self) -> None:
        """End the code before it was used."""
        self._was_offered = False
        self.code.forget()
        here = self._opened
        self._keys.work_apart(lambda _: self._on_taken_back(), take_away, key_file_of(here.path), self.desk.me.id, here.policy)

    def forget_here(self) -> None:
        """Take my keys off this computer, now that the new laptop has them."""
        here = self._opened
        self._keys.work(lambda _: self._on_forgotten(), forget_this_computer, key_file_of(here.path), here.identity, here.policy)

    # What comes back

    def _on_settings(self, settings: TeamSettings) -> None:
        self._team_name = settings.team_name
        self._lane.work(self._on_ring, own_keys, self._opened.path, self.desk.me.id, policy=self._opened.policy)

    def _on_ring(self, ring: KeyRing) -> None:
        self.protection.setText(ring.protection)
        self.passphrase.show_mark(ring.mark)
        self._show_move(is_moving=ring.is_moving)

    def _on_code(self, made: MoveCode) -> None:
        self._was_offered = True
        steps = (
            self.tr("Installeer het programma op de nieuwe laptop. Kies: In een teammap werken, en wijs de map van het team aan.")
            if self._opened.workspace.replica is not None
            else self.tr("Installeer het programma op de nieuwe laptop. Kies: Ander dossier openen, en wijs het dossier van het team aan."),
            self.tr("Kies onderaan: Ik heb een code. Kies uw naam en typ de vier groepen over, binnen een uur."),
            self.tr("Kies een wachtzin voor de nieuwe laptop. Dat mag dezelfde zijn."),
            self.tr("Ontgrendel. Haal daarna op de oude laptop uw sleutels weg, onder Leden en toegang, Mijn toegang."),
        )
        self.code.show_code(made.groups, made.until, receiver=self.desk.me.name, team=self._team_name, steps=steps)
        self._show_move(is_moving=True)
        self.code.paper_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken_back(self) -> None:
        self.desk.say(self.tr("De code is ingetrokken. Uw sleutels staan alleen nog op deze computer."))
        self._show_move(is_moving=False)

    def _on_forgotten(self) -> None:
        self._was_offered = False
        told = self.tr("Uw sleutels staan niet meer op deze computer. Zodra u vergrendelt, ontgrendelt u alleen nog op de nieuwe laptop.")
        self.host.inform(told, "accent")
        self.load()

    def _show_move(self, *, is_moving: bool) -> None:
        was_used = self._was_offered and not is_moving
        if was_used:
            self.code.forget()
        self._used.setVisible(was_used)
        self.forget_button.setVisible(was_used)
        self.code.setVisible(bool(self.code.groups))
        self.take_back_button.setVisible(is_moving)
        self.look_button.setVisible(is_moving)
        self.move_button.setVisible(not was_used)
        self.move_button.setEnabled(True)
        self.move_button.setText(self.tr("Maak een nieuwe code") if is_moving else self.tr("Maak een code voor mijn nieuwe laptop"))

    # Parts

    def _make_move(self) -> Card:
        card = Card(self.tr("Naar een nieuwe laptop"), margins=20, gap=10)
        told = self.tr(
            "U krijgt een code die een uur geldt. Op de nieuwe laptop typt u hem over, en kiest u een wachtzin. Het dossier zelf moet daar "
            "ook staan: uit een reservekopie, of vanzelf als uw team in een teammap werkt. Is deze laptop straks weg of stuk, dan is er "
            "het herstelblad."
        )
        card.body.addWidget(Quiet(told, wrap=True))
        self.code = CodeCard(self.desk, GROUPS)
        card.body.addWidget(self.code)
        told = self.tr("De code is gebruikt: de nieuwe laptop heeft uw sleutels. Werkt het daar? Haal ze dan hier weg.")
        self._used = Label(told, wrap=True)
        card.body.addWidget(self._used)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=10, line_gap=8)
        self.move_button = Button("", self.offer, icon="monitor")
        self.look_button = Button(self.tr("Kijk of de code gebruikt is"), self.load)
        self.take_back_button = Button(self.tr("Trek de code in"), self.take_back)
        self.forget_button = Button(self.tr("Haal mijn sleutels van deze computer"), self.forget_here)
        for part in (self.move_button, self.look_button, self.take_back_button, self.forget_button):
            row.addWidget(part)
        card.body.addWidget(buttons)
        self._show_move(is_moving=False)
        return card
