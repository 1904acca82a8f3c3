"""One member as everyone in the team may see: what somebody does, where to reach, and whether the dossier opens for this member."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from expertiseteam.team.records import MemberLine
from ui.team.words import ROLE_MAY, needs_key, unlock_words
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Line
from ui.widgets.labels import Chip, ChipKind, KeyHint, Label, Quiet, Title

LABEL_WIDTH = 120


class MemberCard(QWidget):
    """`change`, `let_in` and `leave_or_return` are what the buttons do; `may_change` hides them for who would only be refused."""

    def __init__(
        self, *, may_change: bool, my_id: str, change: Callable[[], None], let_in: Callable[[], None], leave_or_return: Callable[[], None]
    ) -> None:
        super().__init__()
        self._may_change, self._my_id = may_change, my_id
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
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(18)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._facts.setColumnStretch(1, 1)
        self._values: list[Label] = []
        for number, title in enumerate(self._titles()):
            value = Label("", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(Quiet(title), number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, number, 1)
            self._values.append(value)
        column.addLayout(self._facts)
        column.addStretch(1)
        self.let_in_button = Button("", let_in, icon="key-round")
        self.change_button = Button(self.tr("Wijzigen"), change, icon="pencil")
        self.leave_button = Button("", leave_or_return)
        self._buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        row = FlowLayout(self._buttons, gap=10, line_gap=10)
        self._let_in_key = KeyHint("O")
        for part in (self.let_in_button, self._let_in_key, self.change_button, KeyHint("W"), self.leave_button):
            row.addWidget(part)
        column.addWidget(self._buttons)
        self._buttons.setVisible(may_change)

    def show_member(self, member: MemberLine, organisation: str) -> None:
        """Show somebody."""
        self.name.setText(member.name)
        is_me = member.id == self._my_id
        words, kind = self.tr("nog geen sleutel"), ChipKind.WAITING
        if not member.is_active:
            words, kind = self.tr("vertrokken"), ChipKind.CALM
        elif not needs_key(member):
            words, kind = (self.tr("dat bent u"), ChipKind.NEW) if is_me else ("", ChipKind.CALM)
        self.chip.show_state(words, kind)
        self._may.setText(ROLE_MAY[member.role])
        facts = (member.role.value, member.discipline.value, member.function, organisation, member.phone, unlock_words(member))
        for label, value in zip(self._values, facts, strict=True):
            label.setText(value or "–")
        self._show_buttons(member, is_me=is_me)

    def _show_buttons(self, member: MemberLine, *, is_me: bool) -> None:
        name = member.first_name
        can_be_let_in = self._may_change and not is_me and (needs_key(member) or (member.is_active and member.can_sign_in))
        first = needs_key(member)
        self.let_in_button.setText(
            self.tr("Laat {0} ontgrendelen").format(name) if first else self.tr("Nieuwe wachtzin voor {0}").format(name)
        )
        for part in (self.let_in_button, self._let_in_key):
            part.setVisible(can_be_let_in)
        self.change_button.setEnabled(member.is_active)
        self.leave_button.setText(self.tr("Laat vertrekken") if member.is_active else self.tr("Zet terug in het team"))
        self.leave_button.setVisible(not is_me)

    def _titles(self) -> Sequence[str]:
        return (
            self.tr("Rol"),
            self.tr("Discipline"),
            self.tr("Functie"),
            self.tr("Organisatie"),
            self.tr("Telefoon"),
            self.tr("Ontgrendelen"),
        )
