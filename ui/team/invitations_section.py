"""*Uitnodigingen*: which codes are out, until when, and whether they were used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.custody import withdraw
from expertiseteam.team.key_notes import note_invited
from expertiseteam.vault.invitations import OpenInvitation
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.overview import KeyRing, key_ring
from ui.entrances import Opened
from ui.shell.screen import Screen
from ui.team.access_words import until_words
from ui.team.section import Section, key_hints
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import ChipKind, Heading, Quiet
from ui.widgets.rows import Row, RowList


class InvitationsSection(Section):
    """The open invitations. `go_to_members` shows where one invites; `keys_changed` is called when one was withdrawn."""

    def __init__(self, screen: Screen, opened: Opened, *, go_to_members: Callable[[], None], keys_changed: Callable[[], None]) -> None:
        super().__init__(screen)
        self._opened, self._keys_changed = opened, keys_changed
        self.may_keys = self.desk.may(note_invited) and opened.identity.is_admin
        self._invited: dict[str, OpenInvitation] = {}
        self._lane, self._work = screen.lane(latest=True), screen.lane()
        card = Card(margins=0, gap=0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 12)
        head.setSpacing(4)
        head.addWidget(Heading(self.tr("Open uitnodigingen")))
        told = self.tr(
            "Een code werkt één keer en zeven dagen lang. Wie hem gebruikte, komt erin zodra een aandachtsfunctionaris het dossier opent; "
            "staat u hier, dan gebeurt het nu."
        )
        head.addWidget(Quiet(told, wrap=True))
        card.body.addLayout(head)
        if self.may_keys:
            sentence = self.tr("Er staat geen uitnodiging open. U nodigt iemand uit bij Leden: kies het lid en druk op U.")
            empty = EmptyState(sentence, self.tr("Ga naar Leden"), go_to_members)
        else:
            empty = EmptyState(self.tr("Uitnodigen doet de aandachtsfunctionaris. Wie waarneemt, nodigt niemand uit."))
        self.list = RowList(self.tr("Open uitnodigingen"), lines=2, empty=empty)
        self.list.chosen.connect(lambda _: self._show_buttons())
        self.list.key("Delete", lambda _: self.withdraw())
        card.body.addWidget(self.list, 1)
        self._foot = QWidget()
        foot = FlowLayout(self._foot, gap=10, line_gap=8)
        foot.setContentsMargins(14, 8, 14, 12)
        self.withdraw_button = Button(self.tr("Trek deze uitnodiging in"), self.withdraw)
        foot.addWidget(self.withdraw_button)
        foot.addWidget(key_hints(("↑ ↓", self.tr("kiezen")), ("Delete", self.tr("intrekken"))))
        card.body.addWidget(self._foot)
        self.column.addWidget(card, 1)

    def load(self) -> None:
        self._lane.work(self._on_ring, key_ring, key_file_of(self._opened.path), self.desk.me.id, self._opened.policy)

    def start(self) -> QWidget:
        return self.list

    def withdraw(self) -> None:
        """End the chosen invitation."""
        one = self._invited.get(self.list.current or "")
        if one is None or not self.may_keys:
            return
        here, said = self._opened, self.tr("De uitnodiging van {0} is ingetrokken. De code werkt niet meer.").format(one.name)
        self._work.work_apart(
            lambda _: self._on_withdrawn(said), withdraw, here.path, here.workspace, here.identity, one.member_id, policy=here.policy
        )

    def _on_ring(self, ring: KeyRing) -> None:
        shown = ring.invited if self.may_keys else ()
        self._invited = {one.member_id: one for one in shown}
        self.list.set_rows([_row(one, until_words(one.until, self.desk.clock())) for one in shown], current=self.list.current)
        self.list.choose_first()
        self._show_buttons()

    def _on_withdrawn(self, said: str) -> None:
        self.desk.say(said)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keys_changed()

    def _show_buttons(self) -> None:
        self._foot.setVisible(bool(self._invited))


def _row(one: OpenInvitation, until: str) -> Row:
    if one.is_accepted:
        return Row(one.member_id, one.name, foot="De code is gebruikt; dit lid wacht op toelaten.", chip="gebruikt", kind=ChipKind.NEW)
    return Row(one.member_id, one.name, foot=f"Geldig tot {until}.", chip="nog niet gebruikt", kind=ChipKind.RUNNING)
