"""*Iemands werk laten waarnemen*: whose, by whom, from which day and until which day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.access.who import Role
from expertiseteam.basics.dates import full_date
from expertiseteam.team.covering import cover_work
from expertiseteam.team.deputation import deputise
from expertiseteam.team.records import MemberLine
from ui.shell.desk import Desk
from ui.team.list_section import ListedPanel
from ui.team.period import Period, told_first
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field
from ui.widgets.labels import Quiet


class CoverPanel(ListedPanel):
    """Open with `open_for`."""

    form = "cover"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Iemands werk laten waarnemen"), self.tr("Laat waarnemen"))
        self._team: dict[str, MemberLine] = {}
        told = self.tr(
            "Wie waarneemt, ziet op Vandaag al het open werk van deze collega: acties, huisbezoeken, terugkoppelingen en doorverwijzingen. "
            "Ook de casussen met deze collega als regisseur, de checkrondes en de gevraagde bezoeken staan er. Het blijft op naam van de "
            "collega staan en is na de laatste dag vanzelf weer alleen van die collega. Wat in een besloten casus staat, ziet alleen "
            "wie daar al bij mag."
        )
        self.body.addWidget(Quiet(told, wrap=True))
        self.away = Picker(placeholder=self.tr("Kies een lid"), name=self.tr("Wiens werk?"))
        self.away_field = Field(self.tr("Wiens werk?"), self.away)
        self.who = Picker(placeholder=self.tr("Kies een lid"), name=self.tr("Wie neemt waar?"))
        self.who_field = Field(self.tr("Wie neemt waar?"), self.who)
        self.period = Period(desk)
        self.since, self.until = self.period.since, self.period.until
        for pair in ((self.away_field, self.who_field), self.period.fields):
            row = QHBoxLayout()
            row.setSpacing(14)
            for field in pair:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.role = Check(self.tr("Ook de rol van aandachtsfunctionaris: signalen wegen, en lezen wie iets vertelde"), checked=True)
        self.body.addWidget(self.role)
        self.keep("away", self.away)
        self.keep("who", self.who)
        self.keep("since", self.since)
        self.keep("until", self.until)
        self.away.chosen.connect(lambda _: self._show_role())
        self.who.chosen.connect(lambda _: self._show_role())
        self._acts = self.lane()

    def start(self) -> QWidget:
        return self.away

    def open_for(self, team: Sequence[MemberLine]) -> None:
        """Ask whose work and by whom; who is no aandachtsfunctionaris arranges his own only."""
        me, may_all = self.desk.me.id, self.desk.may(deputise)
        self._team = {member.id: member for member in team}
        self.away.set_options([(member.id, member.name) for member in team if may_all or member.id == me])
        able = [member for member in team if member.can_sign_in and (may_all or member.id != me)]
        self.who.set_options([(member.id, member.name_on(self.desk.workspace.today)) for member in able])
        self.fill({})
        self.away.set_value(me)
        self.period.begin()
        for field in (self.away_field, self.who_field):
            field.wrong("")
        self.begin("")
        self._show_role()
        (self.away if may_all else self.who).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        away, deputy = self._team.get(str(self.away.value)), self._team.get(str(self.who.value))
        since, until = self.since.value_date, self.until.value_date
        faults = (
            (self.away_field, "" if away else self.tr("Kies wiens werk.")),
            (self.who_field, "" if deputy else self.tr("Kies wie er waarneemt.")),
            *self.period.faults(),
        )
        first = told_first(faults)
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif away and deputy and since and until:
            said = self.tr("{0} neemt het werk van {1} waar, van {2} tot en met {3}.")
            said = said.format(deputy.name, away.name, full_date(since), full_date(until))
            self._acts.do(lambda _: self._on_done(said), cover_work, away, deputy, until, since, with_role=self._takes_role)

    @property
    def _takes_role(self) -> bool:
        return self._may_lend() and self.role.isChecked()

    def _may_lend(self) -> bool:
        """Whether the role of who is away can go along with the work."""
        away, deputy = self._team.get(str(self.away.value)), self._team.get(str(self.who.value))
        has_role = away is not None and away.role is Role.OFFICER
        return has_role and self.desk.may(deputise) and (deputy is None or deputy.role is not Role.OFFICER)

    def _show_role(self) -> None:
        self.role.setVisible(self._may_lend())

    def _on_done(self, said: str) -> None:
        self.recorded()
        self.done.emit(said)
