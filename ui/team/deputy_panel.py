"""*Iemand laten waarnemen*: who, from which day and until which day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.access.sealing import Resealed
from expertiseteam.access.who import Role
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.team.deputation import deputise
from expertiseteam.team.records import MemberLine
from ui.shell.desk import Desk
from ui.team.list_section import ListedPanel
from ui.team.period import Period, told_first
from ui.team.words import resealed_words
from ui.widgets.checks import Picker
from ui.widgets.fields import Field
from ui.widgets.labels import Quiet


class DeputyPanel(ListedPanel):
    """Open with `open_for`."""

    form = "deputation"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Iemand laten waarnemen"), self.tr("Laat waarnemen"))
        self._team: dict[str, MemberLine] = {}
        told = self.tr(
            "Wie waarneemt, is zolang aandachtsfunctionaris: weegt signalen, opent en sluit casussen, ziet ook besloten casussen en kan "
            "lezen wie iets vertelde. Leden uitnodigen of laten vertrekken kan wie waarneemt niet. Het begint vanzelf op de eerste dag en "
            "houdt na de laatste dag vanzelf op, ook als u er dan niet bent. De melders worden daarom nu al ook voor dit lid verzegeld; "
            "het programma toont ze pas vanaf de eerste dag."
        )
        self.body.addWidget(Quiet(told, wrap=True))
        self.who = Picker(placeholder=self.tr("Kies een lid"), name=self.tr("Wie neemt waar?"))
        self.who_field = Field(self.tr("Wie neemt waar?"), self.who)
        self.period = Period(desk)
        self.since, self.until = self.period.since, self.period.until
        self.body.addWidget(self.who_field)
        days = QHBoxLayout()
        days.setSpacing(14)
        for field in self.period.fields:
            days.addWidget(field, 1)
        self.body.addLayout(days)
        self.keep("who", self.who)
        self.keep("since", self.since)
        self.keep("until", self.until)
        self._acts = self.lane()

    def start(self) -> QWidget:
        return self.who

    def open_for(self, team: Sequence[MemberLine]) -> None:
        """Ask who of the team. Only who can unlock, and has not the role already."""
        able = [member for member in team if member.can_sign_in and member.role is not Role.OFFICER]
        self._team = {member.id: member for member in able}
        self.who.set_options([(member.id, member.name_on(local_day(self.desk.clock()))) for member in able])
        self.fill({})
        self.period.begin()
        self.who_field.wrong("")
        self.begin("")
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        member, since, until = self._team.get(str(self.who.value)), self.since.value_date, self.until.value_date
        first = told_first(((self.who_field, "" if member else self.tr("Kies wie er waarneemt.")), *self.period.faults()))
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif member and since and until:
            said = self.tr("{0} neemt waar tot en met {1}.").format(member.name, full_date(until))
            if since > local_day(self.desk.clock()):
                said = self.tr("{0} neemt waar van {1} tot en met {2}.").format(member.name, full_date(since), full_date(until))
            self._acts.do(lambda sealed: self._on_done(said, sealed), deputise, member, until, since)

    def _on_done(self, said: str, sealed: Resealed) -> None:
        self.recorded()
        self.done.emit(f"{said} {resealed_words(sealed.done)}".strip())
