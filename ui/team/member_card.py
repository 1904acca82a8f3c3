"""One member as everyone in the team may see: what somebody does, where to reach, and whether the dossier opens for this member."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from expertiseteam.access.who import Role
from expertiseteam.team.records import MemberLine
from expertiseteam.vault.invitations import OpenInvitation
from ui.team.words import ROLE_MAY, needs_key
from ui.widgets.buttons import Button
from ui.widgets.facts import Facts
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Line
from ui.widgets.labels import Chip, ChipKind, KeyHint, Quiet, Title


@dataclass(frozen=True)
class Doings:
    """What the buttons do."""

    invite: Callable[[], None]
    withdraw: Callable[[], None]
    let_in: Callable[[], None]
    change: Callable[[], None]
    leave_or_return: Callable[[], None]
    lose_laptop: Callable[[], None]


class MemberCard(QWidget):
    """`may_change` and `may_keys` hide the buttons for who would only be refused."""

    def __init__(self, doings: Doings, *, may_change: bool, may_keys: bool, my_id: str) -> None:
        super().__init__()
        self._may_change, self._may_keys, self._my_id = may_change, may_keys, my_id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.name, self.chip = Title(), Chip()
        head.addWidget(self.name)
        head.addWidget(self.chip)
        head.addStretch(1)
        column.addLayout(head)
        self._may = Quiet("", wrap=True)
        column.addWidget(self._may)
        column.addWidget(Line())
        self._facts = Facts()
        column.addWidget(self._facts)
        column.addStretch(1)
        self.invite_button = Button("", doings.invite, icon="send")
        self.withdraw_button = Button(self.tr("Trek de uitnodiging in"), doings.withdraw)
        self.let_in_button = Button("", doings.let_in, icon="key-round")
        self.change_button = Button(self.tr("Wijzigen"), doings.change, icon="pencil")
        self.leave_button = Button("", doings.leave_or_return)
        self.lost_button = Button(self.tr("Laptop gestolen of kwijt…"), doings.lose_laptop)
        self._buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        row = FlowLayout(self._buttons, gap=10, line_gap=10)
        self._invite_key, self._let_in_key = KeyHint("U"), KeyHint("O")
        for part in (
            self.invite_button, self._invite_key, self.withdraw_button, self.let_in_button, self._let_in_key,
            self.change_button, KeyHint("W"), self.leave_button, self.lost_button,
        ):  # fmt: skip
            row.addWidget(part)
        column.addWidget(self._buttons)
        self._buttons.setVisible(may_change)

    @property
    def facts(self) -> dict[str, str]:
        """What stands there, by its title."""
        return self._facts.told

    def show_member(self, member: MemberLine, facts: dict[str, str], invited: OpenInvitation | None) -> None:
        """Show somebody. `facts` by title, in order; those without words are left out."""
        self.name.setText(member.name)
        is_me = member.id == self._my_id
        words, kind = self.tr("geen toegang"), ChipKind.WAITING
        if not member.is_active:
            words, kind = self.tr("vertrokken"), ChipKind.CALM
        elif invited is not None:
            words, kind = self.tr("uitgenodigd"), ChipKind.RUNNING
        elif not needs_key(member):
            words, kind = (self.tr("dat bent u"), ChipKind.NEW) if is_me else ("", ChipKind.CALM)
        self.chip.show_state(words, kind)
        self._may.setText(ROLE_MAY[member.role])
        self._facts.tell(facts)
        self._show_buttons(member, invited, is_me=is_me)

    def _show_buttons(self, member: MemberLine, invited: OpenInvitation | None, *, is_me: bool) -> None:
        name, first = member.first_name, needs_key(member)
        self.invite_button.setText(
            self.tr("Nieuwe code voor {0}").format(name) if invited else self.tr("Nodig {0} uit met een code").format(name)
        )
        for part in (self.invite_button, self._invite_key):
            part.setVisible(self._may_keys and first)
        self.withdraw_button.setVisible(self._may_keys and invited is not None)
        can_be_let_in = self._may_keys and not is_me and (first or (member.is_active and member.can_sign_in))
        self.let_in_button.setText(
            self.tr("Laat {0} hier ontgrendelen").format(name) if first else self.tr("Nieuwe wachtzin voor {0}").format(name)
        )
        for part in (self.let_in_button, self._let_in_key):
            part.setVisible(can_be_let_in)
        self.change_button.setEnabled(member.is_active)
        self.leave_button.setText(self.tr("Beëindig de toegang…") if member.is_active else self.tr("Zet terug in het team"))
        has_keys = member.can_sign_in or member.role is Role.OFFICER
        self.lost_button.setVisible(self._may_keys and not is_me and member.is_active and member.can_sign_in)
        self.leave_button.setVisible(not is_me and (self._may_keys or not has_keys))
