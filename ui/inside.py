"""The main window of a dossier that was unlocked, and what watches beside it.

With this module everything is loaded that the first screen needs; the way in does that while somebody types a passphrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer

from expertiseteam import opening
from expertiseteam.access.who import Who
from expertiseteam.basics.clock import Clock, local_day
from expertiseteam.basics.ids import new_id
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.reading import cases
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concern_counts
from expertiseteam.example.clock import RunningClock, catch_up
from expertiseteam.insight.alerts import my_alerts
from expertiseteam.insight.case_list import case_list
from expertiseteam.insight.opened_case import rehearse_opening
from expertiseteam.insight.today import today
from expertiseteam.meetings.cycle import meetings, next_meeting
from expertiseteam.safety.restoring import Prepared
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.deputation import deputations
from expertiseteam.visits.duos import planned_visits, recent_visits
from expertiseteam.visits.safety import missed_check_ins
from ui.entrances import Opened, settled
from ui.entries import entries
from ui.insight.search import searcher
from ui.look.theme import Theme
from ui.next_meeting import NextMeeting
from ui.privacy.log_alarm import watch_log
from ui.safety.keeper import Keeper
from ui.safety.words import latest_words
from ui.shell.errors import ErrorBoundary
from ui.shell.preferences import Preferences
from ui.shell.runner import Runner
from ui.shell.window import Window
from ui.team.folder_watch import FolderWatch
from ui.team.folder_words import foot_words, present_words
from ui.team.role_watch import RoleWatch
from ui.visits.watch import CheckInWatch

LISTEN_AFTER = 1000  # milliseconds: after what the first screen needs


class Inside(NamedTuple):
    """A main window that is not shown yet, who keeps its copies, and who watches its folder."""

    window: Window
    keeper: Keeper
    folder: FolderWatch

    def begin(self, boundary: ErrorBoundary) -> None:
        """Begin to watch the log and the folder: once the window shows its first screen."""
        watch_log(self.window.desk.runner, self.window, boundary)
        self.folder.begin()
        QTimer.singleShot(LISTEN_AFTER, self.window, partial(lock_when_left, self.window))


class Asks(NamedTuple):
    """What the main window asks of the program: to look otherwise, to put a copy back, to lock, to lock and say why."""

    look: Callable[[], None]
    put_back: Callable[[Prepared], None]
    lock: Callable[[], None]
    lock_for: Callable[[str], None]


def rehearse(clock: Clock, hurried: Callable[[], bool]) -> None:
    """Put into words what Vandaag and its watchers ask, then what every screen asks first, before somebody waits for it; for a worker.

    The screens are left for when they are opened once it is `hurried`: somebody waits for the dossier already.
    """
    now = clock()
    opening.rehearse(_questions(now, local_day(now), hurried), local_day(now))


def _questions(now: datetime, day: date, hurried: Callable[[], bool]) -> Iterator[Callable[[Any], object]]:
    anybody = new_id()
    yield lambda read: today.run(read, anybody, day)
    yield lambda read: my_alerts.run(read, anybody, day)
    yield lambda read: next_meeting.run(read, day)
    yield lambda read: missed_check_ins.run(read, now)
    yield deputations.run
    for later in (
        lambda read: case_list.run(read, day, False),
        lambda read: rehearse_opening(read, day),
        concern_counts.run,
        open_feedback.run,
        cases.run,
        meetings.run,
        open_actions.run,
        planned_visits.run,
        recent_visits.run,
        catalogue_words.run,
    ):
        if hurried():
            return
        yield later


def who_unlocked(opened: Opened, clock: Clock) -> Who:
    """Who unlocked; for a worker. The example's own time goes on where this member stopped, so that lines keep their order."""
    if isinstance(clock, RunningClock):
        catch_up(clock, opened.workspace)
    return opened.workspace.me()


def go_inside(opened: Opened, me: Who, asks: Asks, boundary: ErrorBoundary, theme: Theme, preferences: Preferences, clock: Clock) -> Inside:
    """Put the main window together."""
    runner = Runner(opened.workspace, boundary.handle)
    folder = FolderWatch(opened, boundary, runner)
    window = Window(
        runner=runner,
        theme=theme,
        preferences=preferences,
        clock=clock,
        me=me,
        entries=entries(opened, asks.look, asks.put_back, folder if opened.workspace.is_copied_here else None),
        search=searcher,
        lock=asks.lock,
        boundary=boundary,
    )
    facts: dict[str, str] = {}

    def fact(of: str, words: str) -> None:
        facts[of] = words
        window.refresh_facts(*(facts[key] for key in ("present", "folder", "copies") if facts.get(key)))

    keeper = Keeper(runner, window)
    keeper.told.connect(lambda state: fact("copies", latest_words(state, clock())))
    window.closing.connect(keeper.give_up)
    folder.setParent(window)
    folder.told.connect(lambda state: fact("folder", foot_words(state, clock())))
    folder.told.connect(lambda state: fact("present", present_words(state)))
    window.went.connect(lambda to: folder.stand_in(to.id or "" if to.kind == "case" else ""))
    folder.knocked.connect(lambda: runner.lane(window).work_apart(partial(_admitted, window, opened), settled, opened))
    folder.clock_apart.connect(window.say)
    window.closing.connect(folder.close)
    window.closing.connect(lambda: _close(runner, opened))
    NextMeeting(runner, window, clock)
    CheckInWatch(runner, window, clock)
    RoleWatch(runner, window, me).changed.connect(asks.lock_for)
    return Inside(window, keeper, folder)


def lock_when_left(window: Window) -> None:
    """Lock when the system tells that its screen is locked or the computer goes to sleep."""
    from ui.shell.away import listen

    def left() -> None:
        if window.isVisible():  # of sleep and a locked screen the second finds nothing to lock
            window.lock()

    window.ear = listen(window, left)


def _admitted(window: Window, opened: Opened, done: Opened) -> None:
    opened.identity = done.identity
    if news := [said for said in done.told if said not in opened.told]:
        window.say(" ".join(news))


def _close(runner: Runner, opened: Opened) -> None:
    runner.close()
    opened.workspace.close()
