"""*Ernstig voorval melden*, and what the team learned of one; and the strip above a case that says what must not be let go of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month, short_date
from expertiseteam.cases.calling_in import CalledIn
from expertiseteam.cases.records import CaseView, SeriousEventLine
from expertiseteam.cases.records import Place as Behind
from expertiseteam.cases.serious import write_lesson
from expertiseteam.meetings.serious import report_serious_event
from ui.shell.desk import Desk, Place
from ui.shell.panel import Panel
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, TextArea
from ui.widgets.frames import MessageBar
from ui.widgets.labels import Label, Quiet


class SeriousPanel(Panel):
    """What happened, and when. The case becomes the first of the next agenda."""

    form = "serious"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Ernstig voorval melden"), self.tr("Meld het voorval"))
        self._case: CaseView | None = None
        self.what = TextArea(self.tr("wat er gebeurde, in gewone woorden; geen schuld, geen oordeel"), least=3, most=6)
        self.what_field = Field(self.tr("Wat is er gebeurd?"), self.what)
        self.day = DateField(lambda: local_day(desk.clock()), placeholder=self.tr("bijvoorbeeld vandaag"))
        self.day_field = Field(self.tr("Op welke dag?"), self.day)
        self.body.addWidget(self.what_field)
        self.body.addWidget(self.day_field)
        said = self.tr("Is er nu gevaar? Bel eerst 112. De casus komt als eerste op de volgende agenda, en iedereen ziet het op Vandaag.")
        self.body.addWidget(Quiet(said, small=True, wrap=True))
        self.keep("what", self.what)
        self.keep("on", self.day)
        self._lane = self.lane()

    def open_for(self, case: CaseView) -> None:
        """Ask what happened in this case."""
        self._case = case
        self.aside.setText(self.desk.names.of(case.label, case.code))
        for field in (self.what_field, self.day_field):
            field.wrong("")
        self.fill({})
        self.day.set_date(local_day(self.desk.clock()))
        self.begin(case.id)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day = self.day.value_date
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf in één zin wat er gebeurde."))
        self.day_field.wrong(self.day.fault or ("" if day else self.tr("Kies de dag waarop het gebeurde.")))
        if self.what_field.fault or self.day_field.fault:
            (self.what if self.what_field.fault else self.day).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._case is not None and day is not None:
            self._lane.do(lambda _: self._on_reported(), report_serious_event, self._case.id, on=day, what=self.what.value())

    def _on_reported(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het voorval is vastgelegd. Het staat bovenaan de volgende agenda."))


class LessonPanel(Panel):
    """What the team learned: about the work, not about who is to blame."""

    form = "lesson"
    titles = {"learned": "Wat leert het team hiervan?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Terugkijken op een ernstig voorval"), self.tr("Leg de les vast"))
        self._event: SeriousEventLine | None = None
        self.words = Label("", "strong", wrap=True)
        self.learned = TextArea(self.tr("wat doen wij voortaan anders?"), least=3, most=6)
        self.learned_field = Field(self.tr("Wat leert het team hiervan?"), self.learned)
        self.body.addWidget(self.words)
        self.body.addWidget(self.learned_field)
        self.body.addWidget(Quiet(self.tr("Daarna is het voorval geen reden meer voor de agenda. Het blijft op de tijdlijn."), small=True))
        self.keep("learned", self.learned)
        self._lane = self.lane()

    def open_for(self, event: SeriousEventLine) -> None:
        """Ask about this event."""
        self._event = event
        self.words.setText(f"{short_date(event.on, local_day(self.desk.clock()))}: {event.what}")
        self.learned_field.wrong("")
        self.fill({"learned": event.learned})
        self.begin(event.id)
        self.learned.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.learned_field.wrong("" if self.learned.value() else self.tr("Schrijf in één zin wat het team hiervan leert."))
        if self.learned.value() and self._event is not None:
            self._lane.do(lambda _: self._on_written(), write_lesson, self._event, self.learned.value())

    def _on_written(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De les staat op de tijdlijn van de casus."))


class AlertStrip(QWidget):
    """Above the tabs of a case, only when there is something: an event to look back on, a visit together that waits, or a standstill."""

    def __init__(self, desk: Desk, look_back: Callable[[SeriousEventLine], None], to_door: Callable[[str], None]) -> None:
        super().__init__()
        self._desk, self._look_back, self._to_door = desk, look_back, to_door
        self.is_empty = True
        self.serious, self.called, self.reserve, self.still = MessageBar(), MessageBar(), MessageBar(), MessageBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for bar in self._bars:
            column.addWidget(bar)
        self.show_alerts((), None, None, (), can_write=False)

    @property
    def _bars(self) -> tuple[MessageBar, ...]:
        return self.serious, self.called, self.reserve, self.still

    def show_alerts(
        self,
        to_discuss: Sequence[SeriousEventLine],
        still_since: date | None,
        called: tuple[str, str] | None,
        may_come: Sequence[CalledIn],
        *,
        can_write: bool,
    ) -> None:
        """Show what there is: events on which nobody looked back, oldest first, since when nothing happened, and the signal (id, code)
        at which a visit together waits to be planned, and who may be called in to the door."""
        for bar in self._bars:
            bar.close_bar()
        if to_discuss:
            first = to_discuss[0]
            words = self.tr("Ernstig voorval op {0}.").format(day_month(first.on))
            told = words if self._desk.names.hidden else f"{words} {first.what}"
            buttons = ((self.tr("Terugkijken"), lambda: self._look_back(first)),) if can_write else ()
            self.serious.tell(told, "warn", buttons, closable=False)
        if called is not None:
            concern_id, code = called
            look = (self.tr("Naar het signaal"), lambda: self._desk.go(Place("concern", concern_id)))
            self.called.tell(
                self.tr("Bij signaal {0} is een bezoek samen gevraagd.").format(code), "warn", (look,) if can_write else (), closable=False
            )
        if may_come and can_write:
            self._offer(may_come[0])
        if still_since is not None:
            since = day_month(still_since)
            self.still.tell(self.tr("Deze casus ligt stil: sinds {0} is er niets vastgelegd.").format(since), "calm", closable=False)
        self.is_empty = not to_discuss and still_since is None and called is None and not (may_come and can_write)
        self.setHidden(self.is_empty)

    def _offer(self, first: CalledIn) -> None:
        """Suggest to call in what was held in reserve (domain.md, row 83); the four questions come when it is one too many."""
        one = first.one
        agreed = "" if self._desk.names.hidden else one.condition
        place = self.tr("{0} doet een stapje opzij") if one.place is Behind.STEPPED_ASIDE else self.tr("{0} staat op de achterhand")
        words = ", ".join(part for part in (place.format(one.organisation), agreed) if part)
        bring = (self.tr("Zet aan de deur"), lambda: self._to_door(one.organisation_id))
        self.reserve.tell(self.tr("{0}. Nu: {1}.").format(words, first.because), "accent", (bring,), closable=False)
