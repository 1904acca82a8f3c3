"""The three forms beside the list of overleggen, with their drafts: a whole series, another day, and skipping one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import long_date
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.meetings.cycle import meeting, move_meeting, plan_series, restore_meeting, skip_meeting
from expertiseteam.meetings.records import MeetingLine, MeetingState
from expertiseteam.team.records import MemberLine
from expertiseteam.team.settings import team_settings
from ui.meetings.planning import Form, MoveForm, SeriesForm
from ui.meetings.skipping import SkipForm
from ui.meetings.words import moved_text
from ui.shell.conflict import ask_which
from ui.shell.drafts import DraftKeeper
from ui.shell.pages import Pages
from ui.shell.screen import Screen

AnyForm = TypeVar("AnyForm", SeriesForm, MoveForm, SkipForm)

SERIES_FORM, MOVE_FORM, SKIP_FORM = "meeting_series", "meeting_move", "meeting_skip"


class CycleForms(QObject):
    """Puts its forms on the pages of `stack`. `closed` tells that one is done with, and which overleg to show then ("": the same)."""

    closed = Signal(str)

    def __init__(self, screen: Screen, stack: Pages) -> None:
        super().__init__(screen)
        self._screen, self._stack, self._acting = screen, stack, screen.lane()
        self._keepers: dict[Form, DraftKeeper] = {}
        self._about: MeetingLine | None = None

    # The forms, each made at its first use

    @cached_property
    def series(self) -> SeriesForm:
        form = SeriesForm(self._today)
        form.planned.connect(self._on_planned)
        return self._made(form, SERIES_FORM)

    @cached_property
    def move(self) -> MoveForm:
        form = MoveForm(self._today)
        form.moved.connect(self._on_moved)
        return self._made(form, MOVE_FORM)

    @cached_property
    def skip(self) -> SkipForm:
        form = SkipForm()
        form.skipped.connect(self._on_skipped)
        return self._made(form, SKIP_FORM)

    @property
    def is_open(self) -> bool:
        """Whether one of them is shown."""
        return self._stack.currentWidget() in self._keepers

    def keep(self) -> None:
        """Keep what is typed as drafts, now."""
        for keeper in self._keepers.values():
            keeper.keep_now()

    def leave(self) -> None:
        """Close what is open; what was typed stays as a draft."""
        for keeper in self._keepers.values():
            keeper.leave()

    def open_series(self, members: Sequence[MemberLine], last: MeetingLine | None) -> None:
        """*Reeks plannen*, with the chair and the secretary of the last one."""
        me = self._screen.desk.me.id
        self._show(self.series)
        self.series.open(members, last.chair_id if last else me, last.secretary_id if last else me)
        self._keepers[self.series].begin()

    def open_move(self, shown: MeetingLine) -> None:
        """*Verzetten*."""
        self._show(self.move)
        self.move.open(shown)
        self._keepers[self.move].begin(shown.id)

    def open_skip(self, shown: MeetingLine, all_: Sequence[MeetingLine]) -> None:
        """*Overslaan*."""
        self._about = shown
        others = [m.on for m in all_ if m.state is not MeetingState.CANCELLED and m.id != shown.id]
        self._show(self.skip)
        self.skip.open(
            shown, max((d for d in others if d < shown.on), default=None), min((d for d in others if d > shown.on), default=None)
        )
        self._keepers[self.skip].begin(shown.id)

    def choose_day(self, shown: MeetingLine, day: date) -> None:
        """Move an overleg to one of the days that were proposed."""
        self._move(shown, day, shown.starts, shown.place)

    def go_on(self, shown: MeetingLine) -> None:
        """What was skipped goes on after all."""
        said = self._screen.tr("Het overleg van {0} gaat toch door.").format(long_date(shown.on))
        self._acting.do(lambda _: self._screen.desk.say(said), restore_meeting, shown)

    def _on_moved(self, day: date, starts: time, place: str) -> None:
        self._move(self.move.shown, day, starts, place)

    def _move(self, shown: MeetingLine, day: date, starts: time, place: str) -> None:
        def done(_: None) -> None:
            self._finish(self.move)
            self._screen.desk.say(self.tr("Verzet naar {0}. Geef het door met een nieuw agendabestand.").format(long_date(day)))

        insist = partial(self._again, shown, lambda now: self._move(now, day, starts, place))
        refused = self._either(insist, lambda: self._finish(self.move))
        self._screen.desk.runner.lane(self, refused).do(done, move_meeting, shown, on=day, starts=starts, place=place)

    def _on_planned(self, first: date, how_many: int, chair: str, secretary: str) -> None:
        def done(ids: list[str]) -> None:
            self._finish(self.series, ids[0])
            self._screen.desk.say(self.tr("{0} overleggen gepland, vanaf {1}.").format(len(ids), long_date(first)))
            self._screen.refresh()

        self._acting.do(done, plan_series, first=first, times=how_many, chair_id=chair, secretary_id=secretary)

    def _on_skipped(self, because: str) -> None:
        assert self._about is not None
        shown = self._about

        def done(_: None) -> None:
            self._finish(self.skip)
            said = self.tr("Het overleg van {0} gaat niet door.").format(long_date(shown.on))
            self._screen.desk.say(said, lambda: self._again(shown, self.go_on))

        def on_fresh(now: MeetingLine) -> None:
            self._about = now
            self._on_skipped(because)

        refused = self._either(lambda: self._again(shown, on_fresh), lambda: self._finish(self.skip))
        self._screen.desk.runner.lane(self, refused).do(done, skip_meeting, shown, because)

    def _either(self, insist: Callable[[], None], give_way: Callable[[], None]) -> Callable[[Refused], None]:
        """A colleague changed the same overleg: both stand there to choose from."""

        def refused(reason: Refused) -> None:
            if isinstance(reason, Conflict) and reason.fields:
                ask_which(self._screen, reason, moved_text, insist, give_way)
            else:
                self._screen.show_refusal(reason)

        return refused

    def _again(self, shown: MeetingLine, then: Callable[[MeetingLine], None]) -> None:
        self._screen.lane().ask(then, meeting, shown.id)

    def _made(self, form: AnyForm, name: str) -> AnyForm:
        self._stack.addWidget(form)
        self._keepers[form] = keeper = DraftKeeper(self, self._screen.desk.runner, name, form.kept, form.restore)
        form.typed.connect(keeper.touched)
        form.gave_up.connect(lambda: self.closed.emit(""))
        return form

    def _show(self, form: Form) -> None:
        self._screen.lane().ask(lambda settings: form.know_closed(settings.closed), team_settings)
        self._stack.setCurrentWidget(form)

    def _finish(self, form: Form, shown: str = "") -> None:
        self._keepers[form].finish()
        self.closed.emit(shown)

    def _today(self) -> date:
        return local_day(self._screen.desk.clock())
