"""*Training*: who followed what, in dagdelen, and which step of the work that makes fit for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.training import HIGHEST, LEVELS, TrainingLine, level_from, record_training, refresh_words, trainings
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import ChipKind, Heading, KeyHint, Quiet
from ui.widgets.pills import Choice
from ui.widgets.rows import Row, RowList


class TrainingPanel(Panel):
    """Open with `open_for`. `done` tells a sentence once it is on disk."""

    form = "training"
    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Training vastleggen"), self.tr("Leg de training vast"))
        self.who = Picker(placeholder=self.tr("Kies een lid"), name=self.tr("Wie volgde de training?"))
        self.who_field = Field(self.tr("Wie volgde de training?"), self.who)
        self.subject = LineField(self.tr("bijvoorbeeld: Signaleren van zorg"))
        self.subject_field = Field(self.tr("Waarover?"), self.subject)
        parts = ((str(n), self.tr("1 dagdeel") if n == 1 else self.tr("{0} dagdelen").format(n)) for n in range(1, HIGHEST + 1))
        self.parts = Choice(parts, name=self.tr("Hoe lang?"))
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.day_field = Field(self.tr("Wanneer?"), self.day)
        for part in (self.who_field, self.subject_field, beside(Field(self.tr("Hoe lang?"), self.parts), self.day_field)):
            self.body.addWidget(part)
        for name, widget in (("who", self.who), ("subject", self.subject), ("parts", self.parts), ("day", self.day)):
            self.keep(name, widget)
        self._lane = self.lane()

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


class TrainingSection(Section):
    """Every member with the training step; to add what somebody followed."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.may_change = self.desk.may(record_training)
        self._team: list[MemberLine] = []
        self._lane = screen.lane(latest=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_list())
        card = Card(margins=20)
        card.body.addWidget(self.stack, 1)
        self.column.addWidget(card, 1)

    # Section

    def load(self) -> None:
        self._lane.ask(self._on_members, members)

    def start(self) -> QWidget:
        panel = self.open_panel
        return self.list if panel is None else panel.who

    def leave(self) -> None:
        if (panel := self.open_panel) is not None:
            panel.kept.keep_now()

    def escape(self) -> bool:
        panel = self.open_panel
        if panel is not None:
            panel.give_up()
        return panel is not None

    def add(self) -> None:
        panel = self.panel
        self.stack.setCurrentIndex(1)
        panel.open_for(self._team, self.list.current or "")

    def can_add(self) -> bool:
        return self.may_change and self.open_panel is None

    @property
    def open_panel(self) -> TrainingPanel | None:
        """The form, while it is open."""
        return self.panel if self.stack.currentIndex() > 0 else None

    @cached_property
    def panel(self) -> TrainingPanel:
        panel = TrainingPanel(self.desk)
        panel.closed.connect(self._on_closed)
        panel.done.connect(lambda said: self.host.inform(said, "accent"))
        self.stack.addWidget(Scrolled(panel))
        return panel

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
            level = level_from(sum(one.parts for one in of[member.id]))
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

    def _on_closed(self) -> None:
        self.stack.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _make_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Heading(self.tr("Training")))
        told = self.tr(
            "Wie één dagdeel volgde, signaleert. Met twee deelt iemand ook met het team of Veilig Thuis, met drie voert iemand "
            "het gesprek. "
            "De meldcode vraagt dat bij stap 3 en stap 5. Van een duo heeft minstens één stap 2, bij een gevoelig gesprek stap 3. "
            "Legt uw team geen trainingen vast, dan vraagt een huisbezoek er ook niet om."
        )
        column.addWidget(Quiet(told, wrap=True))
        self.list = RowList(self.tr("Training van de leden"), lines=2, empty=EmptyState(self.tr("Er zijn nog geen leden.")))
        column.addWidget(self.list, 1)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=10, line_gap=8)
        self.add_button = Button(self.tr("Leg een training vast"), self.add, icon="plus")
        for part in (self.add_button, KeyHint("N")):
            row.addWidget(part)
        column.addWidget(buttons)
        buttons.setVisible(self.may_change)  # only now that it has a parent: else it is a window of its own
        return page
