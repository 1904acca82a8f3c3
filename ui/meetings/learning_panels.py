"""The forms of *Samen leren*: an evaluation, what came of a point to improve, a lesson, a card, an activity."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.meetings.activities import plan_activity
from expertiseteam.meetings.learning import cards, end_improvement, record_evaluation, write_card, write_down_lesson
from expertiseteam.meetings.learning_records import ActivityKind, CardLine, EvaluationLine, ImprovementLine
from ui.shell.desk import Desk
from ui.team.list_section import ListedPanel
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.labels import Label
from ui.widgets.pills import Choice


class EvaluationPanel(ListedPanel):
    """Opened with the team's questions in the text."""

    form = "evaluation"

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, self.tr("Terugkijken op het werk"), self.tr("Leg de evaluatie vast"), aside=self.tr("nooit over één collega")
        )
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.told, self.better = TextArea(least=7, most=12), TextArea(self.tr("één punt per regel"), least=3, most=6)
        self.day_field = Field(self.tr("Wanneer?"), self.day)
        self.told_field = Field(self.tr("Wat zei het team?"), self.told)
        self.better_field = Field(
            self.tr("Wat willen we verbeteren?"), self.better, hint=self.tr("komt op elke agenda, tot het is afgerond")
        )
        for part in (self.day_field, self.told_field, self.better_field):
            self.body.addWidget(part)
        for name, widget in (("day", self.day), ("told", self.told), ("better", self.better)):
            self.keep(name, widget)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.told

    def open_for(self, questions: tuple[str, ...]) -> None:
        """Ask for an evaluation."""
        for field in (self.day_field, self.told_field):
            field.wrong("")
        self.fill({"day": self.tr("vandaag"), "told": "\n\n".join(questions) + "\n"})
        self.begin("")
        self.told.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day = self.day.value_date
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf wanneer het team terugkeek."))
        self.told_field.wrong("" if self.told.value() else self.tr("Schrijf wat het team zei."))
        if day is not None and self.told.value():
            self._lane.do(lambda _: self._on_kept(), record_evaluation, day, self.told.value(), self.better.value().splitlines())

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("De evaluatie is vastgelegd. De verbeterpunten staan op de volgende agenda."))


class ToldPanel(ListedPanel):
    """An evaluation, to be read: nothing in it changes afterwards."""

    form = "evaluation_told"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Evaluatie"), self.tr("Sluiten"))
        self.told = Label("", wrap=True)
        self.body.addWidget(self.told)
        self.cancel.hide()
        self.submit_key.hide()

    def start(self) -> QWidget:
        return self.button

    def open_for(self, evaluation: EvaluationLine) -> None:
        """Show what was said."""
        self.aside.setText(f"{full_date(evaluation.on)}, {evaluation.by}")
        self.told.setText(evaluation.told)
        self.begin(evaluation.id)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.give_up()


class ImprovedPanel(ListedPanel):
    """Opened with one point to improve."""

    form = "improvement"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Verbeterpunt afronden"), self.tr("Rond het af"))
        self._point: ImprovementLine | None = None
        self.what, self.result = Label("", "strong", wrap=True), TextArea(least=3, most=8)
        self.result_field = Field(self.tr("Wat is ervan gekomen?"), self.result)
        self.body.addWidget(self.what)
        self.body.addWidget(self.result_field)
        self.keep("result", self.result)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.result

    def open_for(self, point: ImprovementLine) -> None:
        """Ask what came of it."""
        self._point = point
        self.what.setText(point.what)
        self.result_field.wrong("")
        self.fill({})
        self.begin(point.id)
        self.result.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.result_field.wrong("" if self.result.value() else self.tr("Schrijf wat ervan is gekomen."))
        if self._point is not None and self.result.value():
            self._lane.do(lambda _: self._on_kept(), end_improvement, self._point, self.result.value())

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("Het verbeterpunt is afgerond en staat niet meer op de agenda."))


class LessonPanel(ListedPanel):
    """One text."""

    form = "lesson"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Leerpunt opschrijven"), self.tr("Bewaar het leerpunt"))
        self.text = TextArea(self.tr("bijvoorbeeld: bij verzamelwoede helpt één kamer tegelijk"), least=4, most=10)
        self.text_field = Field(self.tr("Wat leerden we?"), self.text, hint=self.tr("zonder naam, adres of nummer"))
        self.body.addWidget(self.text_field)
        self.keep("text", self.text)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.text

    def open_for(self) -> None:
        """Ask for a lesson."""
        self.text_field.wrong("")
        self.fill({})
        self.begin("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.text_field.wrong("" if self.text.value() else self.tr("Schrijf wat u leerde."))
        if self.text.value():
            self._lane.do(lambda _: self._on_kept(), write_down_lesson, self.text.value())

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("Het leerpunt is bewaard. Iedereen vindt het met Ctrl K."))


class CardPanel(ListedPanel):
    """Opened with the card of one trade."""

    form = "discipline_card"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Wat kan ik betekenen"), self.tr("Bewaar de kaart"))
        self.titles = {"text": self.tr("Wat een ander kan vragen")}
        self._card: CardLine | None = None
        self.text = TextArea(self.tr("bijvoorbeeld: ik mag een pand laten schoonmaken, en weet wie de eigenaar is"), least=5, most=12)
        self.text_field = Field(self.tr("Wat kan een ander aan u vragen?"), self.text)
        self.body.addWidget(self.text_field)
        self.keep("text", self.text)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.text

    def open_for(self, card: CardLine) -> None:
        """Ask what is on it."""
        self._card = card
        self.aside.setText(str(card.discipline))
        self.text_field.wrong("")
        self.fill({"text": card.text})
        self.begin(card.id or card.discipline.name, table="discipline_card" if card.id else "")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._card is not None:
            self._write(self._card)

    def submit_anew(self) -> None:
        if (card := self._card) is not None:
            self._lane.ask(lambda found: self._write(next(one for one in found if one.discipline is card.discipline)), cards)

    def _write(self, card: CardLine) -> None:
        self.text_field.wrong("" if self.text.value() else self.tr("Schrijf wat een ander aan dit vak kan vragen."))
        if self.text.value():
            self._lane.do(lambda _: self._on_kept(), write_card, card, self.text.value())

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("De kaart is bewaard."))


class ActivityPanel(ListedPanel):
    """What, when and where."""

    form = "team_activity"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Iets samen plannen"), self.tr("Zet in de agenda"))
        self.kind = Choice([(kind.name, kind.value) for kind in ActivityKind], name=self.tr("Wat?"))
        self.kind_field = Field(self.tr("Wat?"), self.kind)
        self.day = DateField(lambda: local_day(desk.clock()))
        self.time, self.place, self.what = LineField("12.30"), LineField(), LineField(self.tr("bijvoorbeeld: met de wijkverpleging"))
        self.day_field, self.time_field = Field(self.tr("Welke dag?"), self.day), Field(self.tr("Hoe laat?"), self.time)
        self.what_field = Field(self.tr("Waarover of met wie?"), self.what, hint=self.tr("mag leeg"))
        place = Field(self.tr("Waar?"), self.place, hint=self.tr("mag leeg"))
        for part in (self.kind_field, beside(self.day_field, self.time_field), beside(place, self.what_field)):
            self.body.addWidget(part)
        for name, widget in (("kind", self.kind), ("day", self.day), ("time", self.time), ("place", self.place), ("what", self.what)):
            self.keep(name, widget)
        self._lane = self.lane()

    def start(self) -> QWidget:
        return self.kind

    def open_for(self) -> None:
        """Ask for something to do together."""
        for field in (self.kind_field, self.day_field, self.time_field):
            field.wrong("")
        self.fill({"kind": ActivityKind.LUNCH.name, "time": "12.30"})
        self.begin("")
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day, starts = self.day.value_date, read_time(self.time.value())
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf welke dag."))
        self.time_field.wrong("" if starts else self.tr("Schrijf een tijd als 12.30."))
        if day is not None and starts is not None:
            kind, where = ActivityKind[str(self.kind.value)], self.place.value()
            self._lane.do(lambda _: self._on_kept(), plan_activity, kind, day, starts, place=where, what=self.what.value())

    def _on_kept(self) -> None:
        self.recorded()
        self.done.emit(self.tr("Het staat in de agenda van het team, en bij Vandaag als het aan de beurt is."))
