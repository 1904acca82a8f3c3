"""*Uitnodigen*: a one-time code for a member who will unlock on a computer of his own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.custody import invite
from expertiseteam.team.records import MemberLine
from expertiseteam.vault.codes import GROUPS
from expertiseteam.vault.invitations import Invited, OpenInvitation
from ui.entrances import Opened
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.team.code_card import CodeCard
from ui.widgets.labels import Quiet


class InvitePanel(Panel):
    """Open with `open_for`. `invited` tells that a code was made; what is shown is kept nowhere and gone when the panel closes."""

    invited = Signal()

    def __init__(self, desk: Desk, opened: Opened) -> None:
        super().__init__(desk, "", "")
        self._opened, self._team_name = opened, ""
        self._member: MemberLine | None = None
        self._words, self._more = Quiet("", wrap=True), Quiet("", wrap=True)
        self.code = CodeCard(desk, GROUPS)
        for part in (self._words, self._more, self.code):
            self.body.addWidget(part)
        self.closed.connect(self.code.forget)
        self._work = self.lane()

    def open_for(self, member: MemberLine, team_name: str, earlier: OpenInvitation | None) -> None:
        """Explain, and offer to make a code. `earlier` is the invitation that stands open: its code ends when a new one is made."""
        self._member, self._team_name = member, team_name
        name = member.first_name
        self.bar.close_bar()
        self.heading.setText(self.tr("{0} uitnodigen").format(member.name))
        self._words.setText(
            self.tr(
                "U krijgt een code van vier groepen. {0} start het programma op de eigen computer, opent dit dossier, kiest “Ik heb een "
                "code” en bedenkt zelf een wachtzin. Niemand anders hoeft die te kennen."
            ).format(name)
        )
        more = [self.tr("Daarna opent u of een andere aandachtsfunctionaris het dossier nog één keer: dan komt {0} erin.").format(name)]
        if member.role is Role.OFFICER:
            more.append(self.tr("{0} wordt aandachtsfunctionaris en kan dan ook de melders openen.").format(name))
        if earlier is not None:
            more.append(self.tr("De code van eerder werkt niet meer zodra u een nieuwe maakt."))
        if not self._opened.workspace.is_copied_here:
            more.append(self.tr("Op een server moet ook de beheerder van de server {0} nog toelaten.").format(name))
        self._more.setText(" ".join(more))
        self._show_code(False)
        self._set_busy(False)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._member is None or not self.button.isEnabled() or not self.button.isVisible():
            return
        self.bar.close_bar()
        self._set_busy(True)
        here = self._opened
        then = partial(self._on_made, self._member)
        self._work.work_apart(then, invite, here.path, here.workspace, here.identity, self._member, policy=here.policy)

    def show_refusal(self, refused: Refused) -> None:
        self._set_busy(False)
        super().show_refusal(refused)

    def _on_made(self, member: MemberLine, made: Invited) -> None:
        self._set_busy(False)
        self._show_code(True)
        steps = (
            self.tr("Start het programma op uw eigen computer. Kies: Ander dossier openen, en wijs het dossier van het team aan."),
            self.tr("Kies onderaan: Ik heb een code. Kies uw naam en typ de vier groepen over."),
            self.tr("Bedenk een wachtzin van vijf gewone woorden. Alleen u kent hem."),
            self.tr("Zeg het tegen {0}. Daarna kunt u ontgrendelen.").format(self.desk.me.name),
        )
        self.code.show_code(made.groups, made.until, receiver=member.name, team=self._team_name, steps=steps)
        self.code.paper_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.invited.emit()

    def _show_code(self, shown: bool) -> None:
        self.code.setVisible(shown)
        self._words.setVisible(not shown)
        self.button.setVisible(not shown)
        self.submit_key.setVisible(not shown)
        self.cancel.setText(self.tr("Klaar: de code is doorgegeven") if shown else self.tr("Niet doen"))

    def _set_busy(self, busy: bool) -> None:
        name = self._member.first_name if self._member else ""
        self.button.setText(self.tr("De code wordt gemaakt…") if busy else self.tr("Maak een code voor {0}").format(name))
        self.button.setEnabled(not busy)
