"""The list of overleggen without Qt: which comes first, how each is told in a row, and what can be done with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expertiseteam.basics.dates import clock_time
from expertiseteam.meetings.cycle import MOVABLE
from expertiseteam.meetings.records import MeetingLine, MeetingState
from ui.meetings.parts import KINDS
from ui.meetings.words import COMING, DOT, meeting_title
from ui.widgets.rows import Row


@dataclass(frozen=True, slots=True)
class Can:
    """What can be done with an overleg. `plans`: who looks may plan."""

    shown: MeetingLine | None
    plans: bool

    @property
    def prepare(self) -> bool:
        """Whether it is still to come."""
        return self.shown is not None and self.shown.state in MOVABLE

    @property
    def move(self) -> bool:
        """Whether it may get another day, or be skipped."""
        return self.plans and self.prepare

    @property
    def restore(self) -> bool:
        """Whether it was skipped and may go on after all."""
        return self.plans and self._is(MeetingState.CANCELLED)

    @property
    def save(self) -> bool:
        """Whether people's calendars should hear of it."""
        return self.prepare or self.restore

    @property
    def go_on(self) -> bool:
        """Whether it is going on."""
        return self.plans and self._is(MeetingState.RUNNING)

    @property
    def read(self) -> bool:
        """Whether it was held, so that there are minutes."""
        return self._is(MeetingState.HELD)

    @property
    def show_agenda(self) -> bool:
        """Whether it has an agenda."""
        return self.shown is not None and self.shown.agenda_version > 0

    def _is(self, state: MeetingState) -> bool:
        return self.shown is not None and self.shown.state is state


def nearest(found: Sequence[MeetingLine], today: date) -> MeetingLine | None:
    """Return the one that is going on, else the first that is not over, else the newest. `found`: newest first."""
    coming = [m for m in reversed(found) if m.state in COMING]
    going_on = [m for m in coming if m.state is MeetingState.RUNNING]
    still_to_come = [m for m in coming if m.on >= today]
    return next(iter((*going_on, *still_to_come, *coming, *found)), None)


def is_still_skipped(shown: MeetingLine, today: date) -> bool:
    """Tell whether it was skipped and its day is not over."""
    return shown.state is MeetingState.CANCELLED and shown.on >= today


def meeting_row(shown: MeetingLine, today: date) -> Row:
    """Return an overleg in the list: its day, hour and place, and how it stands."""
    return Row(
        key=shown.id,
        title=meeting_title(shown, today),
        foot=DOT.join(part for part in (clock_time(shown.starts), shown.place) if part),
        chip=str(shown.state) if shown.state is not MeetingState.HELD else "",
        kind=KINDS[shown.state],
        faded=shown.state is MeetingState.CANCELLED,
    )
