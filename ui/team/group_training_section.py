"""*Training per groep*: which part of the team lacks what, and which groups that signal were never trained."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.team.group_training import GroupStanding, record_group_training, training_by_group
from expertiseteam.team.training import HIGHEST
from ui.shell.desk import Desk
from ui.shell.screen import Screen
from ui.team.list_section import ListedPanel, ListSection
from ui.widgets.buttons import Button
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.labels import ChipKind, KeyHint
from ui.widgets.pills import Choice
from ui.widgets.rows import Row


class GroupTrainingPanel(ListedPanel):
    """Open with `open_for`."""

    form = "group-training"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Training van een groep vastleggen"), self.tr("Leg de training vast"))
        self.name = LineField(self.tr("bijvoorbeeld: Vrijwilligers van de inloop"))
        self.name_field = Field(self.tr("Welke groep?"), self.name, hint=self.tr("wie signaleert en geen lid is; geen namen"))
        self.subject = LineField(self.tr("bijvoorbeeld: Signaleren van zorg"))
        self.subject_field = Field(self.tr("Waarover?"), self.subject)
        parts = ((str(n), self.tr("1 dagdeel") if n == 1 else self.tr("{0} dagdelen").format(n)) for n in range(1, HIGHEST + 1))
        self.parts = Choice(parts, name=self.tr("Hoe lang?"))
        self.people = LineField(self.tr("mag leeg blijven"), longest=3)
        self.people_field = Field(self.tr("Hoeveel mensen waren er?"), self.people)
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.day_field = Field(self.tr("Wanneer?"), self.day)
        for part in (
            beside(self.name_field, self.subject_field),
            Field(self.tr("Hoe lang?"), self.parts),
            beside(self.day_field, self.people_field),
        ):
            self.body.addWidget(part)
        for name, widget in (
            ("name", self.name),
            ("subject", self.subject),
            ("parts", self.parts),
            ("people", self.people),
            ("day", self.day),
        ):
            self.keep(name, widget)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.name

    def open_for(self, group: str) -> None:
        """Ask what a group followed; `group`: the one that was chosen in the list, "" for none."""
        self.fill({"name": group, "parts": "1"})
        for field in (self.name_field, self.subject_field, self.people_field, self.day_field):
            field.wrong("")
        self.begin("")
        (self.subject if group else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day, people = self.day.value_date, self.people.value()
        self.name_field.wrong("" if self.name.value() else self.tr("Schrijf welke groep de training volgde."))
        self.subject_field.wrong("" if self.subject.value() else self.tr("Schrijf waarover de training ging."))
        self.people_field.wrong("" if not people or people.isdecimal() else self.tr("Schrijf alleen een getal."))
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf wanneer de training was."))
        fields = (self.name_field, self.subject_field, self.people_field, self.day_field)
        wrong = next((field for field in fields if field.fault), None)
        if wrong is not None or day is None:
            (wrong or self.day_field).widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._lane.do(
            lambda _: self._on_kept(),
            record_group_training,
            name=self.name.value(),
            subject=self.subject.value(),
            parts=int(str(self.parts.value)),
            people=int(people or 0),
            on=day,
        )

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("De training is vastgelegd."))


class GroupTrainingSection(ListSection):
    """The disciplines of the team, then who signals besides; to add what such a group followed."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr(
            "Wie in het team mist welk dagdeel, per vak. Daaronder wie signaleert en geen lid is: partners, en groepen zoals "
            "vrijwilligers. "
            "Van hen is alleen het eerste dagdeel gevraagd: wat u ziet, en aan wie u het vertelt."
        )
        name, empty = self.tr("Training per groep"), self.tr("Er zijn nog geen groepen.")
        super().__init__(screen, self.tr("Training per groep"), told, name=name, empty=empty)
        self.may_change = self.desk.may(record_group_training)
        self._groups: dict[str, GroupStanding] = {}
        self._lane = screen.lane(latest=True)
        self.add_button = Button(self.tr("Leg training van een groep vast"), self.add, icon="plus")
        self.offer(self.add_button, KeyHint("N"), shown=self.may_change)

    # Section

    def load(self) -> None:
        self._lane.ask(self._show, training_by_group, self.desk.workspace.today)

    def add(self) -> None:
        chosen = self._groups.get(self.list.current or "")
        self.open(self.panel)
        self.panel.open_for(chosen.name if chosen is not None and not chosen.members else "")

    def can_add(self) -> bool:
        return self.may_change and self.open_panel is None

    @cached_property
    def panel(self) -> GroupTrainingPanel:
        return self.added(GroupTrainingPanel(self.desk))

    def _show(self, found: list[GroupStanding]) -> None:
        self._groups = {str(number): one for number, one in enumerate(found)}
        self.list.set_rows([_row(key, one) for key, one in self._groups.items()], current=self.list.current)
        self.list.choose_first()


def _row(key: str, one: GroupStanding) -> Row:
    many = "" if not one.members else " · 1 lid" if one.members == 1 else f" · {one.members} leden"
    chip, kind = ("Mist iets", ChipKind.WAITING) if one.lacking else ("Op orde", ChipKind.CALM)
    return Row(key, f"{one.name}{many}", foot=" · ".join([*one.lacking, *one.followed]), chip=chip, kind=kind)
