"""*Botst met het overleg*: said below the day of a plan, as the week plan says it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from expertiseteam.meetings.engaged import engaged
from expertiseteam.visits.week import Engagement, monday_of
from ui.shell.desk import Desk
from ui.visits.pair import PairFields
from ui.visits.plan_fields import PlanFields


class EngagedWords(QObject):
    """Asks for the week of the day that is chosen, once for each week, and lets the fields of the plan say what clashes."""

    def __init__(self, desk: Desk, plan: PlanFields, pair: PairFields) -> None:
        super().__init__(plan)
        self._plan, self._pair = plan, pair
        self._monday: date | None = None
        self._found: list[Engagement] = []
        self._lane = desk.runner.lane(self, latest=True)
        pair.changed.connect(self.look)

    def forget(self) -> None:
        """Ask anew at the next day: another visit is planned, and the overleg may have been moved."""
        self._monday, self._found = None, []

    def look(self) -> None:
        """Say what clashes with the plan as it stands in the fields."""
        day = self._plan.day.value_date
        if day is not None and monday_of(day) != self._monday:
            self._monday, self._found = monday_of(day), []
            self._lane.ask(self._on_found, engaged, day)
        self._plan.show_engaged(self._found, self._pair.ids)

    def _on_found(self, found: list[Engagement]) -> None:
        self._found = found
        self.look()
