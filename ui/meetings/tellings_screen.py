"""*Nog te vertellen*: what an overleg decided and somebody is to tell, and on which day that was done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.meetings.telling import record_told, take_back_told, tellings
from expertiseteam.meetings.telling_records import TellingLine, ToldHow
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from ui.meetings.listed_screen import ListedScreen
from ui.meetings.words import DOT, capital
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.team.list_section import ListedPanel
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field
from ui.widgets.labels import ChipKind, KeyHint, Label
from ui.widgets.pills import Choice
from ui.widgets.rows import Row


def telling_row(one: TellingLine, *, hidden: bool) -> Row:
    """Return one thing to tell; with names hidden neither the household nor the words of the line."""
    title = one.code if hidden else DOT.join(part for part in (one.code, one.label) if part)
    words = "" if hidden else one.words
    chip = f"verteld {short_date(one.told_on)}" if one.told_on else "nog vertellen"
    kind = ChipKind.CALM if one.told_on else ChipKind.WAITING
    foot = DOT.join(part for part in (one.said, one.teller if one.told_on is None else "", words) if part)
    return Row(one.id, title, foot=foot, chip=chip, kind=kind, faded=one.told_on is not None)


class ToldPanel(ListedPanel):
    """When it was told, by whom and how."""

    form = "told"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Het is verteld"), self.tr("Leg vast"))
        self._one: TellingLine | None = None
        self.what = Label("", "strong", wrap=True)
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.by = Picker(name=self.tr("Wie heeft het verteld?"))
        self.how = Choice([(how.name, capital(how)) for how in ToldHow], name=self.tr("Hoe?"))
        self.day_field, self.how_field = Field(self.tr("Wanneer?"), self.day), Field(self.tr("Hoe?"), self.how)
        for part in (self.what, self.day_field, Field(self.tr("Wie heeft het verteld?"), self.by), self.how_field):
            self.body.addWidget(part)
        for name, widget in (("day", self.day), ("by", self.by), ("how", self.how)):
            self.keep(name, widget)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.day

    def open_for(self, one: TellingLine, team: Sequence[MemberLine]) -> None:
        """Ask about one thing to tell; today, and who was to tell it, stand there already."""
        self._one = one
        self.what.setText(capital(one.said))
        self.by.set_options([(member.id, member.name) for member in team if member.is_active])
        for field in (self.day_field, self.how_field):
            field.wrong("")
        self.fill({"day": self.tr("vandaag"), "by": one.teller_id or self.desk.me.id})
        self.begin(one.id)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day, how = self.day.value_date, self.how.value
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf op welke dag het is verteld."))
        self.how_field.wrong("" if how else self.tr("Kies hoe het is verteld."))
        if self._one is not None and day is not None and how is not None:
            told_by = str(self.by.value) if self.by.value else None
            self._lane.do(lambda _: self._on_kept(), record_told, self._one, on=day, how=ToldHow[str(how)], by_id=told_by)

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("Vastgelegd. Het staat ook in de notulen van het volgende overleg."))


class TellingsScreen(ListedScreen):
    """Kind of place: "tellings"; `place.id` may name one of them. Enter asks when it was told."""

    title = "Nog te vertellen"
    watches = frozenset({"telling", "said", "decision", "meeting", "case", "member"})

    def __init__(self, desk: Desk) -> None:
        told = self.tr(
            "Wat een overleg besloot en iemand aan het huishouden of de melder vertelt. Wat nog niet verteld is, komt terug op de agenda."
        )
        super().__init__(desk, told=told, empty=self.tr("Er is niets te vertellen."))
        self._found: dict[str, TellingLine] = {}
        self._team: Sequence[MemberLine] = ()
        self._wanted: str | None = None
        self._lane, self._more = self.lane(latest=True), self.lane(latest=True)
        self._may = desk.may(record_told)
        self.list.opened.connect(lambda _: self.tell())
        if self._may:
            self.offer(Button(self.tr("Het is verteld"), self.tell, role="primary"), KeyHint(self.tr("Enter")))
            self.offer(Button(self.tr("Toch niet verteld"), self.take_back), KeyHint("T"))
        self.offer(Button(self.tr("Naar de casus"), self.go_to_case), KeyHint("C"))

    @cached_property
    def panel(self) -> ToldPanel:
        return self.added(ToldPanel(self.desk))

    # Screen

    def enter(self, place: Place) -> None:
        self._wanted = place.id
        super().enter(place)

    def load(self) -> None:
        self._lane.ask(self._on_tellings, tellings)
        self._more.ask(self._on_members, members)

    def commands(self) -> Sequence[Command]:
        can_tell_back = lambda: self._may and self._is_chosen()  # noqa: E731
        return (
            Command("tellings.back", self.tr("Het is toch niet verteld"), self.take_back, "T", can_tell_back),
            Command("tellings.case", self.tr("Ga naar de casus"), self.go_to_case, "C", self._is_chosen),
        )

    def names_switched(self) -> None:
        self._show()

    # What can be done

    def tell(self) -> None:
        """Ask when the chosen one was told."""
        one = self._chosen()
        if one is not None and one.told_on is None and self._may and self.is_listed:
            self.open(self.panel)
            self.panel.open_for(one, self._team)

    def take_back(self) -> None:
        """Say that the chosen one was not told after all."""
        one = self._chosen()
        if one is not None and one.told_on is not None:
            self.lane().do(lambda _: self.refresh(), take_back_told, one)
        elif one is not None:
            self.inform(self.tr("Dit is nog niet verteld. Er is niets veranderd."))

    def go_to_case(self) -> None:
        """Open the case of the chosen one."""
        if (one := self._chosen()) is not None:
            self.desk.go(Place("case", one.case_id))

    # Inside

    def _chosen(self) -> TellingLine | None:
        return self._found.get(self.list.current or "")

    def _is_chosen(self) -> bool:
        return self._chosen() is not None and self.is_listed

    def _on_members(self, found: Sequence[MemberLine]) -> None:
        self._team = found

    def _on_tellings(self, found: list[TellingLine]) -> None:
        self._found = {one.id: one for one in found}
        self._show()

    def _show(self) -> None:
        wanted, self._wanted = self._wanted, None
        rows = [telling_row(one, hidden=self.desk.names.hidden) for one in self._found.values()]
        self.list.set_rows(rows, current=wanted or self.list.current)
        self.list.choose_first()
