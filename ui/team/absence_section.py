"""*Afwezigheid*: who is away on which days, never why. Who is away is suggested for no duo and stands in for nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertiseteam.access.who import DESK
from expertiseteam.basics.clock import local_day
from expertiseteam.team.absence import AbsenceLine, absences, days_words, record_absence, withdraw_absence
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.duos import planned_visits
from expertiseteam.visits.records import VisitLine
from ui.shell.desk import Desk
from ui.shell.screen import Screen
from ui.team.list_section import ListedPanel, ListSection
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, beside
from ui.widgets.labels import ChipKind, KeyHint
from ui.widgets.rows import Row


class AbsencePanel(ListedPanel):
    """Open with `open_for`."""

    form = "absence"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Afwezigheid vastleggen"), self.tr("Leg de afwezigheid vast"))
        self.who = Picker(placeholder=self.tr("Kies een lid"), name=self.tr("Wie is er afwezig?"))
        self.who_field = Field(self.tr("Wie is er afwezig?"), self.who, hint=self.tr("waarom hoeft niemand te weten"))
        self.since = DateField(lambda: local_day(desk.clock()), name=self.tr("Vanaf"))
        self.until = DateField(lambda: local_day(desk.clock()), name=self.tr("Tot en met"))
        self.since_field = Field(self.tr("Vanaf"), self.since)
        self.until_field = Field(self.tr("Tot en met"), self.until, hint=self.tr("leeg: één dag"))
        self.body.addWidget(self.who_field)
        self.body.addWidget(beside(self.since_field, self.until_field))
        for name, widget in (("who", self.who), ("since", self.since), ("until", self.until)):
            self.keep(name, widget)
        self._names: dict[str, str] = {}
        self._lane, self._look = self.lane(), desk.runner.lane(self, latest=True)

    def start(self) -> QWidget:
        return self.since

    def open_for(self, team: Sequence[MemberLine]) -> None:
        """Ask who is away on which days; who may only say it for himself is asked for nobody else."""
        me, may_others = self.desk.me, self.desk.me.role in DESK
        self._names = {m.id: m.name for m in team if m.is_active and (may_others or m.id == me.id)}
        self.who.set_options(self._names.items())
        self.fill({"who": me.id})
        for field in (self.who_field, self.since_field, self.until_field):
            field.wrong("")
        self.begin("")
        (self.who if may_others else self.since).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        who, since = str(self.who.value or ""), self.since.value_date
        until = self.until.value_date or (None if self.until.text().strip() else since)
        self.who_field.wrong("" if who else self.tr("Kies wie er afwezig is."))
        self.since_field.wrong("" if since else self.since.fault or self.tr("Vul de eerste dag in."))
        self.until_field.wrong("" if until or not since else self.until.fault or self.tr("Vul de laatste dag in."))
        wrong = next((field for field in (self.who_field, self.since_field, self.until_field) if field.fault), None)
        if wrong is not None or since is None or until is None:
            (wrong or self.since_field).widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        said = self.tr("{0} is afwezig {1}.").format(self._names[who], days_words(since, until))

        def recorded(_: str) -> None:
            self._look.ask(lambda found: self._on_kept(said, found, since, until), planned_visits, who)

        self._lane.do(recorded, record_absence, who, since, until)

    def _on_kept(self, said: str, planned: Sequence[VisitLine], since: date, until: date) -> None:
        """What stands on one of these days must go to another day, or to somebody else: that is told at once."""
        codes = [one.code for one in planned if one.planned_on is not None and since <= one.planned_on <= until]
        if codes:
            said += self.tr(" In die dagen staat nog een huisbezoek: {0}. Verplaats het in het weekplan.").format(", ".join(codes))
        self.recorded()
        self.done.emit(said)


class AbsenceSection(ListSection):
    """Who is away today or later; to add days and to withdraw them."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr(
            "Vakantie, ziek of een cursus: schrijf alleen op welke dagen iemand er niet is, niet waarom. Wie afwezig is, wordt voor geen "
            "huisbezoek gekozen en kan in die dagen niet waarnemen."
        )
        name, empty = self.tr("Wie is er afwezig"), self.tr("Niemand is afwezig, nu of later.")
        super().__init__(screen, self.tr("Afwezigheid"), told, name=name, empty=empty)
        self._team: dict[str, MemberLine] = {}
        self._lines: dict[str, AbsenceLine] = {}
        self._lane, self._acts = screen.lane(latest=True), screen.lane()
        self.list.chosen.connect(self._on_chosen)
        self.add_button = Button(self.tr("Leg afwezigheid vast"), self.add, icon="plus")
        self.withdraw_button, self._withdraw_key = Button(self.tr("Is er weer"), self.withdraw), KeyHint("B")
        self.offer(self.add_button, KeyHint("N"), shown=self.desk.may(record_absence))
        self.offer(self.withdraw_button, self._withdraw_key, shown=False)

    # Section

    def load(self) -> None:
        self._lane.ask(self._on_members, members, active_only=False)

    def add(self) -> None:
        self.open(self.panel)
        self.panel.open_for(list(self._team.values()))

    def can_add(self) -> bool:
        return self.desk.may(record_absence) and self.open_panel is None

    @cached_property
    def panel(self) -> AbsencePanel:
        return self.added(AbsencePanel(self.desk))

    def can_withdraw(self) -> bool:
        """Whether the chosen days can be withdrawn by who is signed in."""
        one = self._lines.get(self.list.current or "")
        return one is not None and self.open_panel is None and (self.desk.me.role in DESK or one.member_id == self.desk.me.id)

    def withdraw(self) -> None:
        """Say that the member of the chosen days is there after all."""
        if self.can_withdraw():
            one = self._lines[self.list.current or ""]
            said = self.tr("{0} is er weer.").format(self._name(one))
            self._acts.do(lambda _: self.host.inform(said, "accent"), withdraw_absence, one)

    # What comes back

    def _on_members(self, team: list[MemberLine]) -> None:
        self._team = {member.id: member for member in team}
        self._lane.ask(self._on_lines, absences, self.desk.workspace.today)

    def _on_lines(self, lines: list[AbsenceLine]) -> None:
        self._lines = {one.id: one for one in lines}
        today = self.desk.workspace.today
        rows = [
            Row(
                one.id,
                self._name(one),
                foot=days_words(one.since, one.until),
                chip=self.tr("afwezig") if one.since <= today else "",
                kind=ChipKind.WAITING,
            )
            for one in lines
        ]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()
        self._on_chosen()

    def _on_chosen(self, *_: object) -> None:
        for part in (self.withdraw_button, self._withdraw_key):
            part.setVisible(self.can_withdraw())

    def _name(self, one: AbsenceLine) -> str:
        member = self._team.get(one.member_id)
        return member.name if member else self.tr("een lid dat er niet meer is")
