"""*Samen leren*: what the team wants to improve, what each trade can mean, what was learned, and what is done together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import clock_time, full_date, long_date
from expertiseteam.exchange.calendar_file import activities_file
from expertiseteam.meetings.activities import activities, call_off_activity, plan_activity
from expertiseteam.meetings.learning import (
    cards,
    evaluations,
    improvements,
    lessons,
    record_evaluation,
    take_lesson_away,
    write_card,
    write_down_lesson,
)
from expertiseteam.meetings.learning_records import ActivityLine, CardLine, EvaluationLine, ImprovementLine, LessonLine
from expertiseteam.team.settings import TeamSettings, team_settings
from ui.exchange.calendar_save import CalendarFileSaver
from ui.meetings.learning_panels import ActivityPanel, CardPanel, EvaluationPanel, ImprovedPanel, LessonPanel, ToldPanel
from ui.meetings.words import DOT, capital
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.team.list_section import ListSection
from ui.team.parts_screen import Part, PartsScreen
from ui.widgets.buttons import Button
from ui.widgets.labels import ChipKind, KeyHint
from ui.widgets.rows import Row


class ImproveSection(ListSection):
    """Points to improve, open ones first, and below them the evaluations that they came of."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr(
            "Kijk een paar keer per jaar samen terug. Wat u wilt verbeteren, staat op elke agenda tot u zegt wat ervan is gekomen."
        )
        empty = self.tr("Er is nog niet teruggekeken.")
        super().__init__(screen, self.tr("Evaluatie en verbeterpunten"), told, name=self.tr("Verbeterpunten en evaluaties"), empty=empty)
        self.may = self.desk.may(record_evaluation)
        self._points: dict[str, ImprovementLine] = {}
        self._told: dict[str, EvaluationLine] = {}
        self._questions: tuple[str, ...] = ()
        self._lane, self._more = screen.lane(latest=True), screen.lane(latest=True)
        self.list.opened.connect(lambda _: self.read())
        self.offer(Button(self.tr("Kijk terug"), self.add, icon="plus"), KeyHint("N"), shown=self.may)
        self.offer(Button(self.tr("Rond af"), self.end), KeyHint("R"), shown=self.may)

    def load(self) -> None:
        self._lane.ask(self._on_points, improvements)
        if self.may:
            self._more.ask(self._on_settings, team_settings)

    def can_add(self) -> bool:
        return self.may and self.open_panel is None

    def add(self) -> None:
        self.open(self.panel)
        self.panel.open_for(self._questions)

    def read(self) -> None:
        """Show the chosen evaluation, or say what came of the chosen point."""
        evaluation = self._told.get(self.list.current or "")
        if evaluation is None:
            self.end()
        elif self.open_panel is None:
            self.open(self.reading)
            self.reading.open_for(evaluation)

    def end(self) -> None:
        """Say what came of the chosen point."""
        point = self._points.get(self.list.current or "")
        if self.can_add() and point is not None and point.ended_on is None:
            self.open(self.improved)
            self.improved.open_for(point)

    @cached_property
    def panel(self) -> EvaluationPanel:
        return self.added(EvaluationPanel(self.desk))

    @cached_property
    def improved(self) -> ImprovedPanel:
        return self.added(ImprovedPanel(self.desk))

    @cached_property
    def reading(self) -> ToldPanel:
        return self.added(ToldPanel(self.desk))

    def _on_settings(self, settings: TeamSettings) -> None:
        self._questions = settings.evaluation_questions

    def _on_points(self, found: list[ImprovementLine]) -> None:
        self._points = {one.id: one for one in found}
        self._lane.ask(self._on_evaluations, evaluations)

    def _on_evaluations(self, found: list[EvaluationLine]) -> None:
        self._told = {one.id: one for one in found}
        rows = [
            Row(
                one.id,
                one.what,
                foot=one.result or self.tr("uit de evaluatie van {0}").format(full_date(one.evaluation_on)),
                chip=self.tr("afgerond {0}").format(full_date(one.ended_on)) if one.ended_on else self.tr("staat op de agenda"),
                kind=ChipKind.CALM if one.ended_on else ChipKind.RUNNING,
                faded=one.ended_on is not None,
            )
            for one in self._points.values()
        ]
        words = self.tr("Evaluatie van {0}")
        rows += [Row(one.id, words.format(full_date(one.on)), foot=" ".join(one.told.split()), right=one.by) for one in found]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()


class CardsSection(ListSection):
    """One card for each trade."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr("Wat mag een collega u vragen? Vijf minuten per overleg, één kaart per vak. Zo weet iedereen wie wat kan.")
        super().__init__(screen, self.tr("Wat kan ik betekenen"), told, name=self.tr("Kaarten per vak"), empty="")
        self.may = self.desk.may(write_card)
        self._cards: dict[str, CardLine] = {}
        self._lane = screen.lane(latest=True)
        self.list.opened.connect(lambda _: self.add())
        self.offer(Button(self.tr("Schrijf op de kaart"), self.add, icon="pencil"), KeyHint("N"), shown=self.may)

    def load(self) -> None:
        self._lane.ask(self._on_cards, cards)

    def can_add(self) -> bool:
        return self.may and self.open_panel is None and bool(self._cards)

    def add(self) -> None:
        card = self._cards.get(self.list.current or "")
        if card is not None and self.can_add():
            self.open(self.panel)
            self.panel.open_for(card)

    @cached_property
    def panel(self) -> CardPanel:
        return self.added(CardPanel(self.desk))

    def _on_cards(self, found: list[CardLine]) -> None:
        self._cards = {one.discipline.name: one for one in found}
        nothing = self.tr("nog niets opgeschreven")
        rows = [Row(key, capital(one.discipline), foot=one.text or nothing, faded=not one.text) for key, one in self._cards.items()]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()


class LessonsSection(ListSection):
    """What was learned, newest first."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr("Wat de een leert, weet de ander morgen ook. Zonder naam, adres of nummer: het programma kijkt dat na.")
        empty = self.tr("Er is nog geen leerpunt opgeschreven.")
        super().__init__(screen, self.tr("Leerpunten"), told, name=self.tr("Leerpunten"), empty=empty)
        self._lessons: dict[str, LessonLine] = {}
        self._lane, self._acts = screen.lane(latest=True), screen.lane()
        self.offer(Button(self.tr("Schrijf een leerpunt op"), self.add, icon="plus"), KeyHint("N"), shown=self.desk.may(write_down_lesson))
        self.offer(Button(self.tr("Haal weg"), self.end), KeyHint("R"), shown=self.desk.may(take_lesson_away))

    def load(self) -> None:
        self._lane.ask(self._on_lessons, lessons)

    def can_add(self) -> bool:
        return self.desk.may(write_down_lesson) and self.open_panel is None

    def add(self) -> None:
        self.open(self.panel)
        self.panel.open_for()

    def end(self) -> None:
        """Take the chosen lesson away."""
        lesson = self._lessons.get(self.list.current or "")
        if lesson is not None and self.open_panel is None and self.desk.may(take_lesson_away):
            self._acts.do(lambda _: self.host.inform(self.tr("Het leerpunt is weg."), "accent"), take_lesson_away, lesson)

    @cached_property
    def panel(self) -> LessonPanel:
        return self.added(LessonPanel(self.desk))

    def _on_lessons(self, found: list[LessonLine]) -> None:
        self._lessons = {one.id: one for one in found}
        rows = [Row(one.id, one.text, foot=DOT.join((full_date(one.on), one.by))) for one in found]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()


class TogetherSection(ListSection):
    """What the team does together, first to come first."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr("Lunch, spreekuur of een bijeenkomst: wat als eerste komt, staat ook bij Vandaag. Wie elkaar kent, belt elkaar.")
        empty = self.tr("Er staat niets gepland om samen te doen.")
        super().__init__(screen, self.tr("Samen doen"), told, name=self.tr("Wat het team samen doet"), empty=empty)
        self._found: dict[str, ActivityLine] = {}
        self._lane, self._acts = screen.lane(latest=True), screen.lane()
        self._saver = CalendarFileSaver(screen)
        may = self.desk.may(plan_activity)
        self.offer(Button(self.tr("Plan iets"), self.add, icon="plus"), KeyHint("N"), shown=may)
        self.offer(Button(self.tr("Zeg af"), self.end), KeyHint("R"), shown=may)
        self.offer(Button(self.tr("Agendabestand"), self.save, icon="calendar-days"), shown=True)

    def load(self) -> None:
        self._lane.ask(self._on_found, activities, local_day(self.desk.clock()))

    def can_add(self) -> bool:
        return self.desk.may(plan_activity) and self.open_panel is None

    def add(self) -> None:
        self.open(self.panel)
        self.panel.open_for()

    def end(self) -> None:
        """Call the chosen one off."""
        one = self._found.get(self.list.current or "")
        if one is not None and self.can_add():
            self._acts.do(lambda _: self.host.inform(self.tr("Het gaat niet door."), "accent"), call_off_activity, one)

    def save(self) -> None:
        """Save all of them for a calendar."""
        shown = tuple(self._found.values())
        if shown:
            told = self.tr("Stuur het mee met een e-mail.")
            self._saver.save(self.tr("samen doen.ics"), told, lambda team, now: activities_file(shown, team, now))

    @cached_property
    def panel(self) -> ActivityPanel:
        return self.added(ActivityPanel(self.desk))

    def _on_found(self, found: list[ActivityLine]) -> None:
        self._found = {one.id: one for one in found}
        rows = [
            Row(one.id, activity_words(one), foot=DOT.join(part for part in (long_date(one.on), clock_time(one.starts), one.place) if part))
            for one in found
        ]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()


class LearningScreen(PartsScreen):
    """Kind of place: "learning"; `place.id` names a part ("improve", "cards", "lessons", "together")."""

    title = "Samen leren"
    watches = frozenset({"evaluation", "improvement", "lesson", "discipline_card", "team_activity", "setting"})

    def __init__(self, desk: Desk) -> None:
        parts = (
            Part("improve", _tr("Verbeterpunten"), "list-checks", lambda: ImproveSection(self)),
            Part("cards", _tr("Wat kan ik betekenen"), "users", lambda: CardsSection(self)),
            Part("lessons", _tr("Leerpunten"), "book-open", lambda: LessonsSection(self)),
            Part("together", _tr("Samen doen"), "calendar-days", lambda: TogetherSection(self)),
        )
        super().__init__(desk, parts, nav_name=_tr("Onderdelen van samen leren"))

    def commands(self) -> Sequence[Command]:
        end: Callable[[], None] = lambda: getattr(self.section, "end", lambda: None)()  # noqa: E731
        return (
            Command("learning.add", self.tr("Voeg iets toe"), lambda: self.section.add(), "N", lambda: self.section.can_add()),
            Command("learning.end", self.tr("Rond af of haal weg"), end, "R", lambda: self.section.can_add()),
            *self.go_commands("learning", self.tr("Ga naar samen leren: {0}")),
        )

    def escape(self) -> bool:
        if super().escape():
            return True
        self.desk.go(Place("meetings"))
        return True


def activity_words(one: ActivityLine) -> str:
    """Return what is done together: "Lunch: met de wijkverpleging"."""
    return f"{capital(one.kind)}: {one.what}" if one.what else capital(one.kind)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningScreen", text)
