"""The people of the overleg on the live screen: who is there, who comes in or leaves, and who was not expected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from expertiseteam.access.who import Discipline
from expertiseteam.meetings.attending import attendance, came_or_went, join_meeting, welcome_guest
from expertiseteam.meetings.guests import invite_guest
from expertiseteam.meetings.records import AttendanceLine
from expertiseteam.team.members import members, organisations
from expertiseteam.team.records import MemberLine, OrganisationLine
from ui.meetings.conductor import Conductor
from ui.meetings.live_layout import LiveLayout
from ui.shell.commands import Command
from ui.shell.drafts import DraftKeeper
from ui.shell.screen import Screen

REMARK_FORM = "attendance_remark"
GUEST_FORM = "guest_at_meeting"


class LiveRoom(QObject):
    """Works the card *Aanwezig* and the panel in which somebody is put on it."""

    def __init__(self, screen: Screen, parts: LiveLayout, conductor: Conductor) -> None:
        super().__init__(screen)
        self._screen, self._parts, self._conductor = screen, parts, conductor
        self._lane = screen.lane()
        card, panel = parts.side.attendance, parts.line.coming
        remark = card.remark
        self.remark_keeper = DraftKeeper(
            self, screen.desk.runner, REMARK_FORM, lambda: {"remark": remark.text()}, lambda kept: remark.setText(kept["remark"])
        )
        self.guest_keeper = DraftKeeper(self, screen.desk.runner, GUEST_FORM, panel.kept, panel.restore)
        card.changed.connect(conductor.present)
        card.moved.connect(self._on_moved)
        card.wanted_more.connect(self.ask_who)
        card.remark_opened.connect(self.remark_keeper.begin)
        remark.textEdited.connect(self.remark_keeper.touched)
        conductor.people_changed.connect(self._on_people_changed)
        panel.typed.connect(self.guest_keeper.touched)
        panel.member.connect(self._on_member)
        panel.guest.connect(self._on_guest)

    def commands(self) -> Sequence[Command]:
        """The keys of the card."""
        return (
            Command("meeting.attendance", self.tr("Wijzig wie er is"), self._switch, "Alt+A"),
            Command("meeting.more_people", self.tr("Zet iemand bij de aanwezigen die er niet op stond"), self.ask_who),
        )

    def keepers(self) -> Sequence[DraftKeeper]:
        """The drafts of what is typed about people."""
        return (self.remark_keeper, self.guest_keeper)

    def ask_who(self) -> None:
        """Ask who comes in that was not expected."""
        shown = self._conductor.agenda
        if shown is None:
            return

        def listed(lines: list[AttendanceLine]) -> None:
            known = {line.member_id for line in lines}

            def team(found: list[MemberLine]) -> None:
                def partners(known_partners: list[OrganisationLine]) -> None:
                    self._parts.line.ask_who_comes([one for one in found if one.id not in known], known_partners)
                    self.guest_keeper.begin(shown.meeting.id)

                self._lane.ask(partners, organisations)

            self._lane.ask(team, members)

        self._lane.ask(listed, attendance, shown.meeting.id)

    def let_in(self, item_id: str, member_id: str) -> None:
        """A guest may hear the case of this point, here and in what comes after, until that is taken back at *Wie hoort dit*."""

        def done(_: None) -> None:
            self._screen.desk.say(self.tr("Vastgelegd: deze gast hoort dit punt."))
            self._conductor.people_changed.emit()

        self._conductor.do(done, invite_guest, item_id, member_id)

    def _switch(self) -> None:
        card = self._parts.side.attendance
        focused = QApplication.focusWidget()
        if focused is not None and card.isAncestorOf(focused):
            self._parts.line.take_focus()
        else:
            card.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_moved(self, line: AttendanceLine, is_in: bool) -> None:
        def done(_: None) -> None:
            words = self.tr("{0} komt nu binnen.") if is_in else self.tr("{0} gaat nu weg.")
            self._screen.desk.say(words.format(line.name))
            self._conductor.people_changed.emit()

        self._conductor.do(done, came_or_went, line, is_in)

    def _on_member(self, member_id: str) -> None:
        if self._conductor.agenda is not None:
            self._conductor.do(self._on_joined, join_meeting, self._conductor.agenda.meeting.id, member_id)

    def _on_guest(self, name: str, organisation_id: str, trade: Discipline) -> None:
        shown = self._conductor.agenda
        if shown is not None:
            who = {"name": name, "organisation_id": organisation_id}
            self._conductor.do(self._on_joined, welcome_guest, shown.meeting.id, **who, discipline=trade)

    def _on_joined(self, _: str) -> None:
        self.guest_keeper.finish()
        self._parts.line.close_panel()
        self._screen.desk.say(self.tr("Bij de aanwezigen gezet, vanaf nu."))
        self._screen.refresh()  # who came in may be named in a line from now on

    def _on_people_changed(self) -> None:
        if not self._parts.side.attendance.remark.isVisible():  # else it is still being typed, and another line was ticked
            self.remark_keeper.finish()
