"""*Training*: who followed what, in dagdelen, and which step of the work that makes fit for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.training import HIGHEST, LEVELS, TrainingLine, record_training, refresh_words, step_of, trainings
from ui.shell.desk import Desk
from ui.shell.screen import Screen
from ui.team.list_section import ListedPanel, ListSection
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.labels import ChipKind, KeyHint
from ui.widgets.pills import Choice
from ui.widgets.rows import Row


class TrainingPanel(ListedPanel):
    """Open with `open_for`."""

    form = "training"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Training vastleggen"), self.tr("Leg de training vast"))
        self.who = Picker(placeholder=self.tr("Kies een lid"), name=self.tr("Wie volgde de training?"))
        self.who_field = Field(self.tr("Wie volgde de training?"), self.who)
        self.subject = LineField(self.tr("bijvoorbeeld: Signaleren van zorg"))
        again = self.tr("nog eens dezelfde is opfrissen; een vervolg: tel alle dagdelen samen")
        self.subject_field = Field(self.tr("Waarover?"), self.subject, hint=again)
        parts = ((str(n), self.tr("1 dagdeel") if n == 1 else self.tr("{0} dagdelen").format(n)) for n in range(1, HIGHEST + 1))
        self.parts = Choice(parts, name=self.tr("Hoe lang?"))
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.day_field = Field(self.tr("Wanneer?"), self.day)
        for part in (self.who_field, self.subject_field, beside(Field(self.tr("Hoe lang?"), self.parts), self.day_field)):
            self.body.addWidget(part)
        for name, widget in (("who", self.who), ("subject", self.subject), ("parts", self.parts), ("day", self.day)):
            self.keep(name, widget)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.who

    def open_for(self, team: Sequence[MemberLine], chosen: str) -> None:
        """Ask who followed what; `chosen`: the member that was chosen in the list."""
        self.who.set_options([(member.id, member.name) for member in team if member.is_active])
        self.fill({"who": chosen, "parts": "1"})
        for field in (self.who_field, self.subject_field, self.day_field):
            field.wrong("")
        self.begin("")
        (self.subject if chosen else self.who).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        who, day = str(self.who.value or ""), self.day.value_date
        self.who_field.wrong("" if who else self.tr("Kies wie de training volgde."))
        self.subject_field.wrong("" if self.subject.value() else self.tr("Schrijf waarover de training ging."))
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf wanneer de training was."))
        wrong = next((field for field in (self.who_field, self.subject_field, self.day_field) if field.fault), None)
        if wrong is not None or day is None:
            (wrong or self.day_field).widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        parts = int(str(self.parts.value))
        self._lane.do(lambda _: self._on_kept(), record_training, who, subject=self.subject.value(), parts=parts, on=day)

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("De training is vastgelegd."))


class TrainingSection(ListSection):
    """Every member with the training step; to add what somebody followed."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr(
            "Wie één dagdeel volgde, signaleert. Met twee deelt iemand ook met het team of Veilig Thuis, met drie voert iemand "
            "het gesprek. Dezelfde training nog eens volgen is opfrissen: de stap blijft gelijk. "
            "De meldcode vraagt dat bij stap 3 en stap 5. Van een duo heeft minstens één stap 2, bij een gevoelig gesprek stap 3. "
            "Legt uw team geen trainingen vast, dan vraagt een huisbezoek er ook niet om."
        )
        name, empty = self.tr("Training van de leden"), self.tr("Er zijn nog geen leden.")
        super().__init__(screen, self.tr("Training"), told, name=name, empty=empty)
        self.may_change = self.desk.may(record_training)
        self._team: list[MemberLine] = []
        self._lane = screen.lane(latest=True)
        self.add_button = Button(self.tr("Leg een training vast"), self.add, icon="plus")
        self.offer(self.add_button, KeyHint("N"), shown=self.may_change)

    # Section

    def load(self) -> None:
        self._lane.ask(self._on_members, members)

    def add(self) -> None:
        self.open(self.panel)
        self.panel.open_for(self._team, self.list.current or "")

    def can_add(self) -> bool:
        return self.may_change and self.open_panel is None

    @cached_property
    def panel(self) -> TrainingPanel:
        return self.added(TrainingPanel(self.desk))

    # What comes back

    def _on_members(self, team: list[MemberLine]) -> None:
        self._team = team
        self._lane.ask(self._on_trainings, trainings)

    def _on_trainings(self, found: list[TrainingLine]) -> None:
        self._lane.ask(partial(self._show, found), team_settings)

    def _show(self, found: list[TrainingLine], settings: TeamSettings) -> None:
        of: dict[str, list[TrainingLine]] = defaultdict(list)
        for one in found:
            of[one.member_id].append(one)
        rows = []
        for member in self._team:
            level = step_of(of[member.id])
            fresh = refresh_words(
                max((one.on for one in of[member.id]), default=None),
                self.desk.workspace.today,
                years=settings.training_years,
                warning_days=settings.training_warning_days,
            )
            told = " · ".join([*filter(None, [fresh]), *(f"{one.subject}, {full_date(one.on)}" for one in of[member.id])])
            chip = self.tr("stap {0}").format(level) if level else self.tr("nog geen training")
            kind = ChipKind.WAITING if fresh or not level else ChipKind.CALM
            rows.append(Row(member.id, f"{member.name}: {LEVELS[level]}", foot=told, chip=chip, kind=kind))
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()
