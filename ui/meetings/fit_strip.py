"""Below the time that is planned: how the agenda can be made to fit, and which cases there is no time for even then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.meetings.fitting import fit_agenda, leave_for_next
from expertiseteam.meetings.minutes_fit import Fit, fit
from expertiseteam.meetings.records import Agenda, AgendaLine, ItemState
from ui.shell.desk import Desk
from ui.shell.runner import Lane
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

MOST = 3  # codes that are named; the rest is counted


class FitStrip(QWidget):
    """`save` writes down the minutes that were stepped, and then does something."""

    def __init__(self, desk: Desk, lane: Lane, save: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self._desk, self._lane, self._save, self._meeting_id = desk, lane, save, ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 8)
        row.setSpacing(10)
        self._words = Label("", "small", "warn", wrap=True)
        self.fit_button = Button(self.tr("Maak passend (P)"), self.shorten, role="link")
        self.later_button = Button(self.tr("Naar de volgende keer (T)"), self.send, role="link")
        row.addWidget(self._words, 1)
        row.addWidget(self.fit_button)
        row.addWidget(self.later_button)
        self.beyond: tuple[AgendaLine, ...] = ()
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_agenda(self, agenda: Agenda, planned: int, *, may_change: bool) -> None:
        """Say what is wrong with the time, if anything; `planned` counts what was stepped and is not saved yet."""
        self._meeting_id = agenda.meeting.id
        too_much = planned - agenda.meeting.minutes
        self.beyond = ()
        self.setVisible(too_much > 0)
        if too_much <= 0:
            return
        cases = [item for item in agenda.items if item.case_id is not None and item.state is ItemState.PLANNED]
        found = fitted(agenda, cases)
        shorter = any(found.minutes[item.id] != item.minutes for item in cases)
        self.beyond = tuple(item for item in cases if item.id in found.beyond)
        self.fit_button.setVisible(may_change and shorter)
        self.later_button.setVisible(may_change and bool(self.beyond) and not shorter)
        self._words.setText(self._say(agenda, shorter))

    def shorten(self) -> None:
        """Give the last cases fewer minutes, where that helps."""
        if self.fit_button.isVisibleTo(self):
            said = self.tr("De laatste casussen kregen minder minuten. Met + en − verandert u het.")
            self._save(lambda: self._lane.do(lambda _: self._desk.say(said), fit_agenda, self._meeting_id))

    def send(self) -> None:
        """What there is no time for waits for the next overleg."""
        if self.later_button.isVisibleTo(self):
            items = self.beyond
            said = self.tr("Volgende keer: {0}.").format(", ".join(item.code for item in items))
            self._save(lambda: self._lane.do(lambda _: self._desk.say(said), leave_for_next, items))

    def _say(self, agenda: Agenda, shorter: bool) -> str:
        codes = [item.code for item in self.beyond]
        named = ", ".join(codes[:MOST]) + (self.tr(" en nog {0}").format(len(codes) - MOST) if len(codes) > MOST else "")
        if shorter and not codes:
            least = agenda.least_minutes
            return self.tr("Het past als de laatste casussen korter duren (minstens {0} minuten).").format(least)
        if shorter:
            return self.tr("Ook als de laatste casussen korter duren, is er geen tijd voor {0}.").format(named)
        if codes:
            return self.tr("Geen tijd voor {0}. Kies, of typ N: niet bespreken, omdat…").format(named)
        return self.tr("Alleen de vaste punten duren al te lang. Geef ze minder minuten, of maak het overleg langer.")


def fitted(agenda: Agenda, cases: list[AgendaLine]) -> Fit:
    """How these cases would fit beside the other points."""
    others = agenda.planned - sum(item.minutes for item in cases)
    return fit([(item.id, item.minutes) for item in cases], agenda.meeting.minutes - others, agenda.least_minutes)
