"""The points of the overleg that was chosen in the list, and what came of them. Sentences are fetched only once somebody stays on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import short_date
from expertiseteam.meetings.outline import meeting_outline, what_was_decided
from expertiseteam.meetings.outline_records import MeetingOutline, PointLine
from expertiseteam.meetings.records import ItemState, MeetingLine, MeetingState, ReasonKind
from ui.meetings.agenda_head import Budget
from ui.meetings.words import TONES, capital, deadlines_text, minutes_text, outcome_text, outline_text
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.runner import Lane
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState
from ui.widgets.labels import ChipKind, Label, Quiet
from ui.widgets.rows import Row, RowList

SETTLED = 300  # milliseconds on an overleg before its decisions are read, which is a line in the log
CHIPS = {"alert": ChipKind.URGENT, "warn": ChipKind.WAITING, "calm": ChipKind.NEW, "accent": ChipKind.RUNNING}


class PointsView(QWidget):
    """`show_meeting` shows the points; Enter on one opens its case. `read` tells that the decisions are asked for."""

    read = Signal()
    chose_day = Signal(object)  # a date, in place of one that does not suit

    def __init__(self, desk: Desk, lane: Lane) -> None:
        super().__init__()
        self._desk, self._lane = desk, lane
        self._meeting: MeetingLine | None = None
        self._outline: MeetingOutline | None = None
        self._may_move = False
        self._decided: dict[str, Mapping[str, tuple[tuple[str, str], ...]]] = {}  # by meeting, then by point; only what was looked at
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(self.read_decisions)
        self.remark = Label("", "strong", "warn", wrap=True)
        self.gap, self.deadlines = Label("", "small", "warn", wrap=True), Quiet("", small=True, wrap=True)
        self._days = QWidget()
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(10)
        self.before_button, self.after_button = Button("", lambda: self._choose(0)), Button("", lambda: self._choose(1))
        for button in (self.before_button, self.after_button):
            days.addWidget(button)
        days.addStretch(1)
        self.budget = Budget(indent=0)
        self.summary = Quiet("", small=True)
        self.list = RowList(self.tr("Punten van dit overleg"))
        self.list.opened.connect(self._open)
        self.empty = EmptyState(door=64)
        self._pages = Pages()
        for page in (self.empty, self.list):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.remark, self._days, self.gap, self.deadlines):
            column.addWidget(part)
        column.addWidget(self.budget)
        column.addWidget(self.summary)
        column.addWidget(self._pages, 1)
        for part in (self.remark, self._days, self.gap, self.deadlines, self.budget, self.summary, self._pages):
            part.hide()

    def show_meeting(self, meeting: MeetingLine, *, may_move: bool = False) -> None:
        """Show another overleg, or how the same stands now. `may_move`: whether another day may be chosen."""
        self._may_move = may_move
        if self._meeting is None or self._meeting.id != meeting.id:
            self._outline = None
            self.list.setCurrentIndex(QModelIndex())
        self._meeting = meeting
        self._settled.stop()
        self._lane.ask(partial(self._on_outline, meeting), meeting_outline, meeting.id)
        if _is_told(meeting) and meeting.id not in self._decided:
            self._settled.start()

    def read_decisions(self) -> None:
        """Fetch the sentences of the decisions now."""
        self._settled.stop()
        if (meeting := self._meeting) is not None and self.isVisible():
            self._desk.runner.lane(self, latest=True).ask(partial(self._on_decided, meeting), what_was_decided, meeting.id)
            self.read.emit()

    def stop(self) -> None:
        """Nobody looks any more: what was not read yet is not read."""
        self._settled.stop()

    def show_names(self) -> None:
        """Show the points again, with names or without."""
        if self._outline is not None:
            self._show()

    def _on_outline(self, meeting: MeetingLine, outline: MeetingOutline) -> None:
        if self._meeting is not None and self._meeting.id == meeting.id:
            self._outline = outline
            self._show()

    def _on_decided(self, meeting: MeetingLine, decided: dict[str, tuple[tuple[str, str], ...]]) -> None:
        self._decided[meeting.id] = decided
        if self._meeting is not None and self._meeting.id == meeting.id and self._outline is not None:
            self._show()

    def _show(self) -> None:
        meeting, outline = self._meeting, self._outline
        assert meeting is not None and outline is not None
        told = _is_told(meeting)
        self._show_day(meeting, outline)
        self.budget.setVisible(bool(outline.points) and not told)
        self.budget.show_minutes(sum(point.minutes for point in outline.points), meeting.minutes)
        self.summary.setVisible(bool(outline.points))
        self.summary.setText(outline_text(outline, told=told))
        shown = [
            p for p in outline.points if not told or p.case_id or p.is_own or p.decisions or p.actions
        ]  # of a fixed point without outcome, nothing
        self.list.set_rows([self._told_row(p, meeting) if told else self._coming_row(p) for p in shown])
        self.empty.say(self._why_empty(meeting))
        self._pages.setCurrentWidget(self.list if shown else self.empty)
        self._pages.show()

    def _show_day(self, meeting: MeetingLine, outline: MeetingOutline) -> None:
        """What the calendar says: that the day does not suit, with the days to choose from, that it comes late, and the deadlines."""
        told, goes_on = _is_told(meeting), meeting.state is not MeetingState.CANCELLED
        for label, words in ((self.remark, outline.day.remark), (self.gap, outline.gap_remark)):
            label.setText(words)
            label.setVisible(bool(words) and not told and goes_on)
        for button, day in ((self.before_button, outline.day.before), (self.after_button, outline.day.after)):
            button.setText(self.tr("Verzet naar {0}").format(short_date(day, meeting.on)))
        self._days.setVisible(bool(outline.day.remark) and self._may_move)
        self.deadlines.setText(deadlines_text(outline.deadlines, told=told))
        self.deadlines.setVisible(goes_on)

    def _choose(self, which: int) -> None:
        if self._outline is not None:
            self.chose_day.emit((self._outline.day.before, self._outline.day.after)[which])

    def _why_empty(self, meeting: MeetingLine) -> str:
        if meeting.state is MeetingState.CANCELLED:
            return self.tr("Dit overleg gaat niet door. De overleggen daarna blijven op hun eigen dag.")
        if meeting.state is MeetingState.PLANNED:
            return self.tr("De agenda is nog leeg. Bij het voorbereiden komt elke lopende casus er vanzelf op, met de reden erbij.")
        return self.tr("Van dit overleg staan er geen punten in het dossier.")

    def _coming_row(self, point: PointLine) -> Row:
        first, *rest = point.reasons or (None,)
        tone = TONES[first] if first is not None else "muted"
        return Row(
            key=point.id,
            title=self._title(point),
            foot=self._kinds(rest) if point.case_id else self._fixed(point).lower(),
            right=minutes_text(point.minutes),
            chip=capital(str(first)) if first is not None and tone in CHIPS else "",
            kind=CHIPS.get(tone, ChipKind.CALM),
        )

    def _fixed(self, point: PointLine) -> str:
        return self.tr("Voorgesteld punt") if point.is_own else self.tr("Vast punt")

    def _kinds(self, kinds: Iterable[ReasonKind | None]) -> str:
        return " · ".join(dict.fromkeys(str(kind) for kind in kinds if kind is not None))

    def _told_row(self, point: PointLine, meeting: MeetingLine) -> Row:
        known = {} if self._desk.names.hidden or point.is_shut else self._decided.get(meeting.id, {})
        decided = "  ".join(self.tr("besluit {0}: {1}").format(number, text) for number, text in known.get(point.id, ())) or ", ".join(
            self.tr("besluit {0}").format(number) for number in point.decisions
        )
        none = self.tr("Geen besluit genomen") if point.case_id else self._fixed(point)
        over = meeting.state is MeetingState.HELD
        open_still = point.state is not ItemState.DISCUSSED and (over or point.state is not ItemState.PLANNED)
        return Row(
            key=point.id,
            title=self._title(point),
            foot=capital(decided) or none,
            right=outcome_text(point),
            chip=(self.tr("niet besproken") if point.state is ItemState.PLANNED else str(point.state)) if open_still else "",
            kind=ChipKind.WAITING,
            faded=point.state is ItemState.PLANNED,
        )

    def _title(self, point: PointLine) -> str:
        if point.case_id is None:
            return point.title
        return point.code if point.is_shut else self._desk.names.of(f"{point.code} · {point.title}", point.code)

    def _open(self, item_id: str) -> None:
        point = next((p for p in (self._outline.points if self._outline is not None else ()) if p.id == item_id), None)
        if point is not None and point.case_id is not None:
            self._desk.go(Place("case", point.case_id))


def _is_told(meeting: MeetingLine) -> bool:
    """Whether there is something to tell of it already, instead of only what is planned."""
    return meeting.state in (MeetingState.RUNNING, MeetingState.HELD)
