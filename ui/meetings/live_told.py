"""What is told and gone through on the live screen: an earlier decision, the team's agreements, and who tells the household now."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject

from expertiseteam.basics.dates import short_date
from expertiseteam.basics.working_days import SERIES_DAYS
from expertiseteam.meetings.agreement_records import AgreementLine
from expertiseteam.meetings.agreements import check_agreement
from expertiseteam.meetings.conduct import agree
from expertiseteam.meetings.people_in_text import Person
from expertiseteam.meetings.recognise import LineKind, recognise
from expertiseteam.meetings.telling import record_told
from expertiseteam.meetings.telling_records import TellingLine, ToldHow
from ui.meetings.conductor import Conductor
from ui.meetings.line import Typed
from ui.meetings.live_layout import LiveLayout
from ui.meetings.words import capital
from ui.shell.commands import Command
from ui.shell.screen import Screen


class LiveTold(QObject):
    """Offers it when such a line was taken down, and does it when the key is pressed; nobody has to."""

    def __init__(self, screen: Screen, parts: LiveLayout, conductor: Conductor) -> None:
        super().__init__(screen)
        self._screen, self._line, self._conductor = screen, parts.line, conductor
        conductor.told.connect(self._offer)
        lines, line = parts.lines, parts.line
        lines.telling.connect(lambda one: line.ask_when_told(one, capital(one.said)))
        line.told_when.connect(self._was_told)
        lines.went_through.connect(lambda one: self._go_through(one, not one.is_ticked, one.remark))
        lines.remarked.connect(line.ask_remark)
        line.told_remark.connect(lambda one, remark: self._go_through(one, True, remark))

    def command(self) -> Command:
        """The key."""
        return Command("meeting.tells", self.tr("Maak een actie van wie het de bewoner vertelt"), self._make_last, "Alt+J")

    def _was_told(self, one: TellingLine, on: date, how: ToldHow) -> None:
        """An earlier decision was told: on a day, by who was to tell it."""

        def done(_: None) -> None:
            self._line.close_panel()
            self._screen.desk.say(self.tr("Vastgelegd: verteld aan {0}.").format(one.hearer))
            self._conductor.took_down.emit()

        self._conductor.do(done, record_told, one, on=on, how=how, by_id=one.teller_id or None)

    def _go_through(self, one: AgreementLine, is_ticked: bool, remark: str) -> None:
        """One of the team's agreements was gone through, with what is to be said of it."""

        def done(_: None) -> None:
            self._line.close_panel()
            self._conductor.took_down.emit()

        if self._conductor.agenda is not None:
            meeting_id = self._conductor.agenda.meeting.id
            self._conductor.do(done, check_agreement, meeting_id, one, is_ticked=is_ticked, remark=remark)

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
