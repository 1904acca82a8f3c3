"""Who tells the household, made an action with one key, for who wants a day beside it: to tell it stands on Vandaag as it is."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject

from expertiseteam.basics.dates import short_date
from expertiseteam.basics.working_days import SERIES_DAYS
from expertiseteam.meetings.conduct import agree
from expertiseteam.meetings.people_in_text import Person
from expertiseteam.meetings.recognise import LineKind, recognise
from ui.meetings.conductor import Conductor
from ui.meetings.line import Typed
from ui.meetings.line_bar import LineBar
from ui.shell.commands import Command
from ui.shell.screen import Screen


class LiveTold(QObject):
    """Offers it when such a line was taken down, and does it when the key is pressed; nobody has to."""

    def __init__(self, screen: Screen, line: LineBar, conductor: Conductor) -> None:
        super().__init__(screen)
        self._screen, self._line, self._conductor = screen, line, conductor
        conductor.told.connect(self._offer)

    def command(self) -> Command:
        """The key."""
        return Command("meeting.tells", self.tr("Maak een actie van wie het de bewoner vertelt"), self._make_last, "Alt+J")

    def _offer(self, kind: LineKind, text: str) -> None:
        owner, due = self._who_when(text)
        if kind is LineKind.RESIDENT and owner is not None:
            who = self._line.known.called(owner)
            words = self.tr("Het staat bij {0} op Vandaag tot het verteld is. Met een dag erbij wordt het ook een actie (Alt J).").format(
                who
            )
            button = self.tr("Actie voor {0}, uiterlijk {1}").format(who, short_date(due, self._line.known.today))
            self._screen.inform(words, buttons=[(button, self._make_last)])

    def _make_last(self) -> None:
        """Make an action of the last line of this point that says who tells the household."""
        file = self._conductor.file
        lines = file.lines if file is not None else ()
        last = next((line for line in reversed(lines) if line.kind is LineKind.RESIDENT), None)
        if file is None or last is None:
            self._screen.inform(self.tr("Bij dit punt staat nog niet wie het de bewoner vertelt. Typ dat eerst, met Alt B."))
            return
        owner, due = self._who_when(last.text)
        what = self.tr("Vertelt de bewoner wat is afgesproken")
        if any(line.action is not None and line.action.what == what and line.action.due == due for line in lines):
            self._screen.inform(self.tr("Die actie staat er al."))
        elif owner is not None:
            self._conductor.do(self._done, agree, file.item.id, what, owner_id=owner.id, due=due)
        elif self._line.typed.text.strip():
            self._screen.inform(self.tr("Leg eerst de regel vast die u typt. Daarna maakt Alt J er een actie van."))
        else:  # nobody, or more than one: who it is stays a question, as at every action
            self._line.set_typed(Typed(text=what, kind=LineKind.ACTION, due=due, has_due=True))

    def _done(self, _: object) -> None:
        self._screen.bar.close_bar()
        self._screen.desk.say(self.tr("Actie vastgelegd."), self._conductor.take_back)
        self._conductor.took_down.emit()

    def _who_when(self, text: str) -> tuple[Person | None, date]:
        """The one who is named, and the day that is; without a day the next overleg."""
        known = self._line.known
        names = [one.name for one in known.organisations]
        found = recognise(
            text, people=known.people, organisations=names, today=known.today, next_meeting=known.next_meeting, kind=LineKind.ACTION
        )
        owners = list({one.person.id: one.person for one in found.people}.values())
        by_then = found.due.day if found.due else known.next_meeting or known.today + timedelta(days=SERIES_DAYS)
        return owners[0] if len(owners) == 1 and not found.ambiguous else None, by_then
