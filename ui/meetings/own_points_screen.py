"""*Punten voor het overleg*: what people want to speak about that is no case, until it was spoken about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.dates import full_date, short_date
from expertiseteam.meetings.own_point_records import OwnPointLine, PointKind
from expertiseteam.meetings.own_points import LEAST, MOST, end_point, own_points, propose_point
from ui.meetings.listed_screen import ListedScreen
from ui.meetings.words import DOT, capital, minutes_text
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.team.list_section import ListedPanel
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.labels import ChipKind, KeyHint, Label
from ui.widgets.pills import Choice
from ui.widgets.rows import Row

PROPOSE = "PROPOSE"  # `extra` of the place: open the form at once


def own_point_row(one: OwnPointLine) -> Row:
    """Return a proposed point: who proposed it, what is asked, and how it stands."""
    if one.ended_on is not None:
        said = one.result if one.result.startswith("besproken") else f"van de lijst op {full_date(one.ended_on)}: {one.result}"
        return Row(one.id, one.title, foot=DOT.join((one.about, said)), chip="klaar", faded=True)
    waits = one.not_before is not None
    chip = f"niet voor {short_date(one.not_before)}" if one.not_before is not None else "voor het overleg"
    foot = DOT.join(part for part in (one.about, minutes_text(one.minutes), one.question) if part)
    return Row(one.id, one.title, foot=foot, chip=chip, kind=ChipKind.CALM if waits else ChipKind.RUNNING)


class ProposePanel(ListedPanel):
    """What, why, and how long it takes."""

    form = "own_point"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Een punt voorstellen"), self.tr("Stel het voor"), aside=self.tr("zonder naam of adres"))
        self.kind = Choice([(kind.name, capital(kind)) for kind in PointKind], name=self.tr("Wat voor punt is het?"))
        self.title, self.question, self.minutes = LineField(longest=120), LineField(longest=300), LineField("5", longest=2)
        self.kind_field = Field(self.tr("Wat voor punt is het?"), self.kind)
        self.title_field = Field(self.tr("Waarover wilt u het hebben?"), self.title)
        self.minutes_field = Field(self.tr("Hoeveel minuten?"), self.minutes)
        question = Field(self.tr("Wat is de vraag aan het team?"), self.question, hint=self.tr("mag leeg"))
        for part in (self.kind_field, self.title_field, question, self.minutes_field):
            self.body.addWidget(part)
        for name, widget in (("kind", self.kind), ("title", self.title), ("question", self.question), ("minutes", self.minutes)):
            self.keep(name, widget)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.title

    def open_for(self) -> None:
        """Ask for a point."""
        for field in (self.kind_field, self.title_field, self.minutes_field):
            field.wrong("")
        self.fill({"kind": PointKind.THEME.name, "minutes": "5"})
        self.begin("")
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        typed, kind = self.minutes.value(), self.kind.value
        minutes = int(typed) if typed.isdecimal() and LEAST <= int(typed) <= MOST else 0
        self.kind_field.wrong("" if kind else self.tr("Kies wat voor punt het is."))
        self.title_field.wrong("" if self.title.value() else self.tr("Schrijf waarover u het wilt hebben."))
        self.minutes_field.wrong("" if minutes else self.tr("Vul een aantal minuten in van 1 tot en met 60."))
        if kind and minutes and self.title.value():
            done = lambda _: self._on_kept()  # noqa: E731
            what = PointKind[str(kind)], self.title.value()
            self._lane.do(done, propose_point, *what, question=self.question.value(), minutes=minutes)

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("Voorgesteld. Wie het overleg voorbereidt, zet het op de agenda."))


class EndPanel(ListedPanel):
    """Why a point need not be spoken about any more."""

    form = "own_point_end"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Van de lijst halen"), self.tr("Haal het van de lijst"))
        self._point: OwnPointLine | None = None
        self.what, self.because = Label("", "strong", wrap=True), TextArea(least=2, most=5)
        self.because_field = Field(self.tr("Waarom hoeft het niet meer?"), self.because)
        self.body.addWidget(self.what)
        self.body.addWidget(self.because_field)
        self.keep("because", self.because)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.because

    def open_for(self, point: OwnPointLine) -> None:
        """Ask about one point."""
        self._point = point
        self.what.setText(point.title)
        self.because_field.wrong("")
        self.fill({})
        self.begin(point.id)
        self.because.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.because_field.wrong("" if self.because.value() else self.tr("Schrijf waarom het niet meer hoeft."))
        if self._point is not None and self.because.value():
            self._lane.do(lambda _: self._on_kept(), end_point, self._point, self.because.value())

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("Het punt staat niet meer op de lijst."))


class OwnPointsScreen(ListedScreen):
    """Kind of place: "own-points"; with PROPOSE as `extra` the form opens at once."""

    title = "Punten voor het overleg"
    watches = frozenset({"own_point", "agenda_item", "meeting"})

    def __init__(self, desk: Desk) -> None:
        told = self.tr(
            "Een thema, bezoek van buiten, een leerpunt of een vraag, zonder naam of adres. Wat niet aan de beurt kwam, komt vanzelf terug."
        )
        super().__init__(desk, told=told, empty=self.tr("Er is nog geen punt voorgesteld."))
        self._found: dict[str, OwnPointLine] = {}
        self._lane = self.lane(latest=True)
        self._may = desk.may(propose_point)
        self._off = Button(self.tr("Haal van de lijst, omdat…"), self.end)
        if self._may:
            self.offer(Button(self.tr("Stel een punt voor"), self.propose, role="primary", icon="plus"), KeyHint("N"))
            self.offer(self._off, KeyHint("O"))
            self.list.chosen.connect(lambda _: self._fit_off())

    @cached_property
    def panel(self) -> ProposePanel:
        return self.added(ProposePanel(self.desk))

    @cached_property
    def ending(self) -> EndPanel:
        return self.added(EndPanel(self.desk))

    def enter(self, place: Place) -> None:
        super().enter(place)
        if place.extra == PROPOSE:
            self.propose()

    def load(self) -> None:
        self._lane.ask(self._on_points, own_points)

    def commands(self) -> Sequence[Command]:
        can = lambda: self._may and self.is_listed  # noqa: E731
        return (
            Command("own_points.propose", self.tr("Stel een punt voor"), self.propose, "N", can),
            Command("own_points.end", self.tr("Haal het punt van de lijst, omdat…"), self.end, "O", can),
        )

    def propose(self) -> None:
        """Ask for a point."""
        if self._may and self.is_listed:
            self.open(self.panel)
            self.panel.open_for()

    def end(self) -> None:
        """Ask why the chosen point need not be spoken about any more."""
        point = self._found.get(self.list.current or "")
        if self._may and self.is_listed and point is not None and point.ended_on is None:
            self.open(self.ending)
            self.ending.open_for(point)

    def _on_points(self, found: list[OwnPointLine]) -> None:
        self._found = {one.id: one for one in found}
        self.list.set_rows([own_point_row(one) for one in found], current=self.list.current)
        self.list.choose_first()
        self._fit_off()

    def _fit_off(self) -> None:
        """Only what still stands on the list can be taken off it."""
        point = self._found.get(self.list.current or "")
        self._off.setEnabled(point is not None and point.ended_on is None)
