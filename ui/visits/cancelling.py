"""*Gaat niet door*: the duo does not go, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt

from expertiseteam.visits.duos import cancel_visit, visit_view
from expertiseteam.visits.records import VisitView
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.fields import Field, LineField


class CancellingPanel(Panel):
    """One reason."""

    form = "visit-off"
    titles = {"cancelled_because": "Waarom gaat het niet door?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Dit bezoek gaat niet door"), self.tr("Zeg het bezoek af"))
        self._visit: VisitView | None = None
        self.because = LineField(self.tr("bijvoorbeeld: meneer ligt in het ziekenhuis"))
        self.because_field = Field(self.tr("Waarom gaat het niet door?"), self.because)
        self.body.addWidget(self.because_field)
        self.keep("cancelled_because", self.because)
        self._lane = self.lane()

    def open_for(self, visit: VisitView) -> None:
        """Ask why."""
        self._visit = visit
        self.fill({})
        self.because_field.wrong("")
        self.begin(visit.id)
        self.because.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.because_field.wrong("" if self.because.value() else self.tr("Schrijf in één zin waarom."))
        if self.because.value() and self._visit is not None:
            self._lane.do(lambda _: self._on_cancelled(), cancel_visit, self._visit, self.because.value())

    def submit_anew(self) -> None:
        if self._visit is not None:
            self._lane.ask(self._on_fresh, visit_view, self._visit.id)

    def _on_fresh(self, now: VisitView) -> None:
        self._visit = now
        self.submit()

    def _on_cancelled(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het bezoek gaat niet door. De reden staat bij de casus."))
