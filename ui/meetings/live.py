"""The overleg itself: one input line always at hand, everything on disk at once, nothing that stops the talk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from expertiseteam.access.who import Role
from expertiseteam.cases.records import ActionLine
from expertiseteam.meetings.agenda import agenda, agenda_still_open
from expertiseteam.meetings.attending import attendance
from expertiseteam.meetings.conduct import LINE_FORM, agreed_so_far, item_file, item_still_open, start_meeting
from expertiseteam.meetings.cycle import meetings
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import Agenda, AttendanceLine, ItemFile, ItemState, MeetingLine, MeetingState, Outsider, SaidLine
from expertiseteam.meetings.room import closed_for_room
from expertiseteam.team.members import members, organisations
from expertiseteam.team.records import MemberLine, OrganisationLine
from ui.meetings.conductor import Conductor
from ui.meetings.line import Known, Typed, from_fields, in_the_room, people_of, to_fields
from ui.meetings.live_layout import LiveLayout
from ui.meetings.live_newcomers import LiveNewcomers
from ui.meetings.live_room import LiveRoom
from ui.meetings.live_told import LiveTold
from ui.meetings.live_visit import LiveVisit
from ui.meetings.live_wall import LiveWall
from ui.meetings.live_weighing import LiveWeighing
from ui.meetings.panels import End
from ui.meetings.wall import WallWindow
from ui.meetings.words import join_names, next_to_discuss
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Changes

WHY_FORM = "line_why_not"  # the draft of why an agreement is not possible any more
TICK = 1000  # milliseconds
MOST_BUTTONS = 3  # in the bar; for more people Alt+A says who is there
WATCHES = (
    "agenda_item",
    "said",
    "meeting",
    "attendance",
    "action",
    "decision",
    "door_move",
    "step_out",
    "room_move",
    "telling",
    "agreement_check",
)
WEIGHED = ("decision_mandate", "sharing_check")


class LiveScreen(Screen):
    """Kind "live", `place.id` the meeting."""

    alone = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Overleg")
        self._attendance: Sequence[AttendanceLine] = ()
        self._members: Sequence[MemberLine] = ()
        self._organisations: Sequence[OrganisationLine] = ()
        self._closed: dict[str, tuple[Outsider, ...]] = {}  # points that somebody in the room may not hear
        self._reading, self._point_lane, self._plain = self.lane(latest=True), self.lane(latest=True), self.lane()
        self.parts = LiveLayout(self.content, elsewhere=self._go_elsewhere, close=self._go_closing)
        self.on_wall = LiveWall(self, self.parts)
        self._keeper = DraftKeeper(self, desk.runner, LINE_FORM, self._draft_fields, self._restore_line)
        why = self.parts.line.why_not
        self._why_keeper = DraftKeeper(self, desk.runner, WHY_FORM, why.fields, why.restore)
        self.conductor = Conductor(self, self.parts.line, self._keeper)
        self.room = LiveRoom(self, self.parts, self.conductor)
        self.newcomers = LiveNewcomers(self, self.conductor)
        self.weighing = LiveWeighing(self, self.parts, self.conductor)
        self._visit = LiveVisit(self, self.parts.lines, self.conductor)
        self._tells = LiveTold(self, self.parts, self.conductor)
        self.parts.sharing_button.clicked.connect(self.weighing.ask_sharing)
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._show_clock)
        self._connect()

    @property
    def wall(self) -> WallWindow | None:
        """The screen in the room, while it is open."""
        return self.on_wall.window

    # Screen

    def enter(self, place: Place) -> None:
        if self.place is None or self.place.id != place.id:
            self.conductor.agenda = self.conductor.file = None
            self.parts.line.set_typed(Typed())
            self.newcomers.begin()
            self._keeper.begin(place.id or "")
            self.on_wall.close()
        super().enter(place)
        self.on_wall.offer()
        self.parts.line.take_focus()

    def load(self) -> None:
        self._plain.ask(self._on_members, members)
        self._plain.ask(self._on_organisations, organisations)
        self._read_people()
        self._read_agenda()

    def leave(self) -> None:
        for keeper in (self._keeper, self._why_keeper, *self.room.keepers(), self.weighing.keeper):
            keeper.keep_now()

    def changed(self, changes: Changes) -> None:
        if not self.conductor.is_doing and changes.touch(*WATCHES, *WEIGHED):
            self.refresh()

    def escape(self) -> bool:
        line = self.parts.line
        self._keeper.keep_now()
        self._why_keeper.leave()
        for keeper in (*self.room.keepers(), self.weighing.keeper):
            keeper.leave()
        if line.close_panel() or self.parts.side.attendance.close_remark():
            pass
        elif line.typed.mends:
            line.set_typed(Typed())
        else:
            self.bar.close_bar()
        line.take_focus()
        return True  # Esc never leaves a meeting that is going on

    def panes(self) -> Sequence[QWidget]:
        parts = self.parts
        return (parts.line, parts.agenda, parts.lines, parts.side.attendance, parts.head)

    def names_switched(self) -> None:
        self._show_point()

    def commands(self) -> Sequence[Command]:
        line, conductor, tr = self.parts.line, self.conductor, self.tr
        return (
            Command("line.note", tr("Typ een notitie"), partial(line.choose_kind, LineKind.NOTE), "F2"),
            Command("line.decision", tr("Typ een besluit"), partial(line.choose_kind, LineKind.DECISION), "F3"),
            Command("line.action", tr("Typ een actie"), partial(line.choose_kind, LineKind.ACTION), "F4"),
            Command("line.promise", tr("Maak er een toezegging van, of toch niet"), line.switch_promise, "Alt+T"),
            Command(
                "line.door",
                tr("Typ wie er aan de voordeur staat, op de achterhand of opzij"),
                partial(line.choose_kind, LineKind.DOOR),
                "F5",
            ),
            *self.weighing.commands(),
            Command("meeting.next_point", tr("Ga naar het volgende punt"), partial(conductor.step, 1), "Ctrl+Down"),
            Command("meeting.previous_point", tr("Ga naar het vorige punt"), partial(conductor.step, -1), "Ctrl+Up"),
            Command("meeting.defer", tr("Houd dit punt aan: volgende keer weer"), conductor.defer, "Ctrl+H"),
            *self.room.commands(),
            Command("meeting.card", tr("Open de kaarten: wat kan ik betekenen"), lambda: self.desk.go(Place("learning", "cards")), "Alt+W"),
            Command("meeting.newcomers", tr("Zet op de agenda wat nieuw is sinds het voorbereiden"), self.newcomers.add),
            Command("meeting.proposed", tr("Zet voorgestelde punten op de agenda"), self.newcomers.place),
            Command("meeting.earlier", tr("Ga naar wat eerder is afgesproken"), self.parts.lines.go_to_earlier, "Alt+V"),
            self._visit.command(),
            self._tells.command(),
            *self.on_wall.commands(),
            Command("meeting.previous_minutes", tr("Open de notulen van vorige keer, om ze vast te stellen"), self._previous, "Alt+N"),
            Command("meeting.close", tr("Rond het overleg af"), self._go_closing, "Ctrl+E"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _connect(self) -> None:
        line, lines, conductor = self.parts.line, self.parts.lines, self.conductor
        line.changed.connect(self._keeper.touched)
        line.entered.connect(conductor.enter)
        line.took_back.connect(conductor.take_back)
        line.went_up.connect(lines.go_in)
        line.told_who_when.connect(conductor.who_when)
        lines.left.connect(line.take_focus)
        lines.ticked.connect(conductor.tick)
        lines.gave_up.connect(self._on_gave_up)
        line.told_why_not.connect(partial(conductor.not_kept, self._why_keeper.finish))
        line.why_not.typed.connect(self._why_keeper.touched)
        lines.minuted.connect(conductor.minute)
        lines.mended.connect(conductor.mend)
        lines.incomplete.connect(self._on_incomplete)
        self.parts.agenda.list.opened.connect(self._on_opened)
        conductor.went_on.connect(self._read_agenda)
        conductor.took_down.connect(self._read_point)
        conductor.people_changed.connect(self._read_people)
        conductor.people_changed.connect(self._read_agenda)  # who came in may not hear what is open, nor what is still to come

    # Reading

    def _read_agenda(self) -> None:
        if self.place is not None and self.place.id is not None:
            again = self.conductor.agenda is not None
            self._plain.ask(self._on_room, closed_for_room, self.place.id)
            self._reading.ask(self._on_agenda, agenda_still_open if again else agenda, self.place.id)

    def _read_point(self) -> None:
        file, shown = self.conductor.file, self.conductor.agenda
        if file is not None and shown is not None:
            self._point_lane.ask(self._on_point, item_still_open, file.item.id, shown.meeting.id)
            self._plain.ask(self._on_counts, agreed_so_far, shown.meeting.id)

    def _read_people(self) -> None:
        if self.place is not None and self.place.id is not None:
            self._plain.ask(self._on_attendance, attendance, self.place.id)

    def _on_members(self, found: Sequence[MemberLine]) -> None:
        self._members = found
        self._show_known()

    def _on_organisations(self, found: Sequence[OrganisationLine]) -> None:
        self._organisations = found
        self._show_known()

    def _on_attendance(self, lines: Sequence[AttendanceLine]) -> None:
        self._attendance = lines
        if self.conductor.agenda is not None:
            self.parts.side.attendance.show_lines(lines, self.conductor.agenda.meeting)

    def _on_counts(self, counts: tuple[int, int]) -> None:
        self.parts.side.agreed.show_counts(*counts)

    def _on_room(self, closed: dict[str, tuple[Outsider, ...]]) -> None:
        if closed.keys() != self._closed.keys():
            self._closed = closed
            self._show_agenda()

    def _on_agenda(self, shown: Agenda) -> None:
        self.conductor.agenda = shown
        self._show_known()
        self._on_attendance(self._attendance)
        self._show_agenda()
        self._plain.ask(self._on_counts, agreed_so_far, shown.meeting.id)
        if shown.meeting.state is not MeetingState.RUNNING:
            self._tell_not_running(shown)
            return
        self.newcomers.look(shown)
        point = self.conductor.busy or next_to_discuss(shown.items, "") or next(iter(shown.items[-1:]), None)
        if point is None:
            return
        if point.state is ItemState.PLANNED:
            self.conductor.open(point.id)
            return
        known = self.conductor.file is not None and self.conductor.file.item.id == point.id
        self._point_lane.ask(self._on_point, item_still_open if known else item_file, point.id, shown.meeting.id)

    def _on_point(self, file: ItemFile) -> None:
        was_shut = self.conductor.file is not None and bool(self.conductor.file.outsiders)
        self.conductor.file = file
        self._show_point()
        if file.outsiders:
            self._tell_shut(file)
        elif was_shut:
            self.bar.close_bar()

    def _tell_shut(self, file: ItemFile) -> None:
        """Somebody in the room may not hear this point: it stays closed until he is out, or is not there any more."""
        room = in_the_room(self._attendance)
        called = {one.member_id: room.called_by_id(one.member_id, one.name) for one in file.outsiders}
        names = join_names(list(called.values()))
        are = self.tr("zijn er en mogen") if len(file.outsiders) > 1 else self.tr("is er en mag")
        sentence = self.tr("{0} {1} dit punt niet horen. U ziet alleen het nummer, tot de kamer klopt.").format(names, are)
        out = [
            (self.tr("{0} gaat de kamer uit").format(called[one.member_id]), partial(self.conductor.step_out, file.item.id, one.member_id))
            for one in file.outsiders[:MOST_BUTTONS]
        ]
        guests = {member.id for member in self._members if member.role is Role.GUEST}
        if len(file.outsiders) == 1 and file.outsiders[0].member_id in guests:
            only = file.outsiders[0].member_id
            out.append((self.tr("Laat {0} dit horen").format(called[only]), partial(self.room.let_in, file.item.id, only)))
        self.inform(sentence, "warn", buttons=out)

    def _restore_line(self, fields: Fields) -> None:
        self.parts.line.set_typed(from_fields(fields))
        self.inform(self.tr("Deze regel was getypt maar nog niet vastgelegd. Hij staat weer in de invoerregel; Enter legt hem vast."))

    def _draft_fields(self) -> Fields:
        file = self.conductor.file
        return to_fields(self.parts.line.typed, file.item.id if file is not None else "")

    # Showing

    def _show_known(self) -> None:
        shown = self.conductor.agenda
        if shown is not None:
            people = people_of(self._members, self._organisations)
            self.parts.line.set_known(Known(people, tuple(self._organisations), shown.meeting.on, shown.next))

    def _show_agenda(self) -> None:
        if self.conductor.agenda is not None:
            self.parts.show_agenda(self.conductor.agenda, self.conductor.busy, hidden=self.desk.names.hidden, closed=self._closed.keys())
            self._show_clock()

    def _show_point(self) -> None:
        file, shown = self.conductor.file, self.conductor.agenda
        self._show_agenda()
        if file is not None and shown is not None:
            self.parts.show_file(file, shown, hidden=self.desk.names.hidden)

    def _show_clock(self) -> None:
        if self.conductor.agenda is not None:
            self.parts.show_clock(self.conductor.agenda.meeting, self.conductor.busy, self.desk.clock())

    def _tell_not_running(self, shown: Agenda) -> None:
        meeting = shown.meeting
        if meeting.state is MeetingState.PREPARED:
            start = lambda: self.lane().do(lambda _: self.refresh(), start_meeting, meeting)  # noqa: E731
            self.inform(self.tr("Dit overleg is nog niet begonnen."), buttons=[(self.tr("Start het overleg"), start)])
        else:
            sentence = self.tr("Dit overleg is niet bezig. Er wordt niets meer genotuleerd.")
            self.inform(sentence, buttons=[(self.tr("Naar het overzicht"), self._go_elsewhere)])

    # Small things

    def _on_opened(self, item_id: str) -> None:
        self.conductor.open(item_id)
        self.parts.line.take_focus()

    def _on_gave_up(self, action: ActionLine, what: str, end: End) -> None:
        self.parts.line.ask_why_not(action, what, end)
        self._why_keeper.begin(action.id)

    def _on_incomplete(self, line: SaidLine) -> None:
        if line.action is not None:
            self.parts.line.ask_about(line.action)

    def _go_elsewhere(self) -> None:
        self.desk.go(Place("meetings"))

    def _previous(self) -> None:
        """The first point of the agenda: the minutes of the overleg before, on their own screen."""
        self._plain.ask(self._on_overleggen, meetings)

    def _on_overleggen(self, found: Sequence[MeetingLine]) -> None:
        now = self.place.id if self.place is not None else None
        on = next((m.on for m in found if m.id == now), None)
        held = [m for m in found if on is not None and m.on < on and m.state is MeetingState.HELD]
        if held:
            self.desk.go(Place("minutes", max(held, key=lambda m: m.on).id))
        else:
            self.inform(self.tr("Er is nog geen eerder overleg gehouden."))

    def _go_closing(self) -> None:
        if self.place is not None:
            self.desk.go(Place("closing", self.place.id))
