"""A duo that was not heard of stands in red on every screen, until somebody says that it is back. It is no alarm."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from expertiseteam.access.workspace import Changes
from expertiseteam.basics.clock import Clock
from expertiseteam.basics.dates import clock_time
from expertiseteam.basics.sentences import Refused
from expertiseteam.visits.safety import MissedCheckIn, check_in, missed_check_ins
from ui.shell.desk import Place
from ui.shell.runner import Runner
from ui.shell.window import Window
from ui.visits.plan_fields import NOT_AN_ALARM

EVERY = 60_000  # milliseconds: nobody else need do anything for a term to pass


class CheckInWatch(QObject):
    """Looks every minute, and when a visit changes."""

    def __init__(self, runner: Runner, window: Window, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self._lane, self._acts = runner.lane(self, _nothing, latest=True), runner.lane(self)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        runner.changed.connect(self._on_changed)
        self.look()

    def look(self) -> None:
        """Ask who was missed by now."""
        self._lane.ask(self._on_found, missed_check_ins, self._clock())

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("visit"):
            self.look()

    def _on_found(self, missed: list[MissedCheckIn]) -> None:
        if not missed:
            self._window.show_alarm("")
            return
        first = missed[0]
        more = self.tr(" En nog {0}.").format(len(missed) - 1) if len(missed) > 1 else ""
        phone = self.tr(" Bel {0}.").format(first.duo_phones) if first.duo_phones else ""
        words = self.tr("Van {0} ({1}) is om {2} niets gehoord; {3} wacht.{4}{5} {6}").format(
            first.duo, first.code, clock_time(first.due), first.contact, phone, more, NOT_AN_ALARM
        )
        self._window.show_alarm(
            words,
            (
                (self.tr("Het duo is terug"), lambda: self._acts.do(lambda _: None, check_in, first.visit_id)),
                (self.tr("Open het bezoek"), lambda: self._window.go(Place("visit", first.visit_id))),
            ),
        )


def _nothing(refused: Refused) -> None:
    """A guest knows of no visits."""
