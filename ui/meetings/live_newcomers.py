"""Cases that came after the agenda was made: without this they would be missing in the overleg, and nobody would know why."""

from __future__ import annotations

from PySide6.QtCore import QObject

from expertiseteam.meetings.newcomers import add_newcomers, count_newcomers
from expertiseteam.meetings.placing import place_points
from expertiseteam.meetings.records import Agenda, ItemKind, ItemState
from ui.meetings.conductor import Conductor
from ui.shell.screen import Screen


class LiveNewcomers(QObject):
    """Says it once, at the start of an overleg, with a button that puts them on the agenda."""

    def __init__(self, screen: Screen, conductor: Conductor) -> None:
        super().__init__(screen)
        self._screen, self._conductor, self._lane = screen, conductor, screen.lane()
        self._looked = False

    def begin(self) -> None:
        """Another overleg is shown."""
        self._looked = False

    def look(self, shown: Agenda) -> None:
        """Look once, as long as nothing but the opening was spoken about: after that the bar is for what happens in the room."""
        is_start = all(item.kind is ItemKind.OPENING or item.state is ItemState.PLANNED for item in shown.items)
        if is_start and not self._looked and self._screen.desk.may(add_newcomers):
            self._looked = True
            self._lane.ask(self._tell, count_newcomers, shown.meeting.id)

    def add(self) -> None:
        """Put them behind the other cases."""

        def done(count: int) -> None:
            self._screen.bar.close_bar()
            self._screen.desk.say(self._added(count))
            self._conductor.went_on.emit()

        if self._conductor.agenda is not None:
            self._conductor.do(done, add_newcomers, self._conductor.agenda.meeting.id)

    def place(self) -> None:
        """Put on the agenda what people proposed and is not there yet."""

        def done(count: int) -> None:
            nothing = self.tr("Elk voorgesteld punt staat al op de agenda.")
            one, more = self.tr("1 voorgesteld punt staat nu op de agenda."), self.tr("{0} voorgestelde punten staan nu op de agenda.")
            self._screen.desk.say(nothing if not count else one if count == 1 else more.format(count))
            self._conductor.went_on.emit()

        if self._conductor.agenda is not None:
            self._conductor.do(done, place_points, self._conductor.agenda.meeting.id)

    def _tell(self, count: int) -> None:
        if count:
            one = self.tr("1 casus is nieuw sinds het voorbereiden en staat niet op de agenda.")
            more = self.tr("{0} casussen zijn nieuw sinds het voorbereiden en staan niet op de agenda.").format(count)
            self._screen.inform(one if count == 1 else more, buttons=[(self.tr("Zet op de agenda"), self.add)])

    def _added(self, count: int) -> str:
        if not count:
            return self.tr("Elke lopende casus staat al op de agenda.")
        one = self.tr("1 casus staat nu achter de andere casussen op de agenda.")
        return one if count == 1 else self.tr("{0} casussen staan nu achter de andere casussen op de agenda.").format(count)
