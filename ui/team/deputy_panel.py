"""*Iemand laten waarnemen*: who, and until which day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from expertiseteam.access.sealing import Resealed
from expertiseteam.access.who import Role
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.team.deputation import deputise
from expertiseteam.team.records import MemberLine
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.team.words import resealed_words
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field
from ui.widgets.labels import Quiet


class DeputyPanel(Panel):
    """Open with `open_for`. `done` tells a sentence once it is on disk."""

    form = "deputation"
    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Iemand laten waarnemen"), self.tr("Laat waarnemen"))
        self._team: dict[str, MemberLine] = {}
        told = self.tr(
            "Wie waarneemt, is zolang aandachtsfunctionaris: weegt signalen, opent en sluit casussen, ziet ook besloten casussen en kan "
            "lezen wie iets vertelde. Leden uitnodigen of laten vertrekken kan wie waarneemt niet. Het begint meteen, want uw sleutels "
            "zijn nodig om de melders ook voor dit lid te verzegelen. Na de laatste dag houdt het vanzelf op."
        )
        self.body.addWidget(Quiet(told, wrap=True))
        self.who = Picker(placeholder=self.tr("Kies een lid"), name=self.tr("Wie neemt waar?"))
        self.who_field = Field(self.tr("Wie neemt waar?"), self.who)
        self.until = DateField(lambda: local_day(desk.clock()), name=self.tr("Tot en met"))
        self.until_field = Field(self.tr("Tot en met"), self.until, hint=self.tr("hoogstens een half jaar vooruit"))
        self.body.addWidget(self.who_field)
        self.body.addWidget(self.until_field)
        self.keep("who", self.who)
        self.keep("until", self.until)
        self._acts = self.lane()

    def open_for(self, team: Sequence[MemberLine]) -> None:
        """Ask who of the team. Only who can unlock, and has not the role already."""
        able = [member for member in team if member.can_sign_in and member.role is not Role.OFFICER]
        self._team = {member.id: member for member in able}
        self.who.set_options([(member.id, member.name) for member in able])
        self.fill({})
        for field in (self.who_field, self.until_field):
            field.wrong("")
        self.begin("")
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        member, until = self._team.get(str(self.who.value)), self.until.value_date
        self.who_field.wrong("" if member else self.tr("Kies wie er waarneemt."))
        self.until_field.wrong("" if until else self.until.fault or self.tr("Vul de laatste dag in."))
        if member is None:
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
        elif until is None:
            self.until.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            said = self.tr("{0} neemt waar tot en met {1}.").format(member.name, full_date(until))
            self._acts.do(lambda sealed: self._on_done(said, sealed), deputise, member, until)

    def _on_done(self, said: str, sealed: Resealed) -> None:
        self.recorded()
        self.done.emit(f"{said} {resealed_words(sealed.done)}".strip())
