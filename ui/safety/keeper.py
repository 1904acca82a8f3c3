"""Makes a copy after every quarter of an hour in which something changed, behind the work, and says how the copies stand."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from expertiseteam.basics.sentences import Refused

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace
    from expertiseteam.safety.records import CopiesState, CopyLine
    from ui.shell.runner import Runner

QUARTER = 15 * 60  # seconds
AFTER_OPENING = 60  # seconds, when the last copy is older than the dossier
LOOKS = 20_000  # milliseconds between looking at the clock


class Keeper(QObject):
    """Belongs to one unlocked window. `told` gives how the copies stand, after every change of that."""

    told = Signal(object)

    def __init__(self, runner: Runner, owner: QObject, *, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock that never jumps: sleep and summer time make no copy early or late by more than they last."""
        super().__init__(owner)
        self._runner, self._seconds = runner, seconds
        self._lane = runner.lane(self, self._on_refused)
        self._due: float | None = None
        self._is_copying = self._gives_up = False
        self._timer = QTimer(self, interval=LOOKS)
        if not runner.workspace.is_copied_here:
            return
        runner.changed.connect(lambda _: self._be_due(QUARTER))
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._lane.work(self._on_opened, _look_back, runner.workspace.path)

    def look(self) -> None:
        """Make a copy when it is time."""
        if self._due is not None and self._seconds() >= self._due and not self._is_copying:
            self._due, self._is_copying = None, True
            self._lane.work(self._on_copied, _keep, self._runner.workspace, lambda: self._gives_up)

    def give_up(self) -> None:
        """The dossier closes: a copy that is being made is not finished, so that closing need not wait for it."""
        self._gives_up = True
        self._timer.stop()

    def _be_due(self, wait: float) -> None:
        if self._due is None:
            self._due = self._seconds() + wait

    def _on_opened(self, found: tuple[CopiesState, bool]) -> None:
        state, is_behind = found
        if is_behind:
            self._be_due(AFTER_OPENING)
        self.told.emit(state)

    def _on_copied(self, _: CopyLine) -> None:
        self._is_copying = False
        self._lane.work(self.told.emit, _state, self._runner.workspace.path)

    def _on_refused(self, _: Refused) -> None:
        """It is remembered with the copies, and told on *Vandaag*. The next change tries again."""
        self._is_copying = False
        self._lane.work(self.told.emit, _state, self._runner.workspace.path)


def _keep(workspace: Workspace, give_up: Callable[[], bool]) -> CopyLine:
    from expertiseteam.safety.keeping import keep_copy
    from expertiseteam.vault.copies import Reason

    return keep_copy(workspace, Reason.CHANGE, give_up)


def _state(path: Path) -> CopiesState:
    from expertiseteam.safety.keeping import copies_state

    return copies_state(path)


def _look_back(path: Path) -> tuple[CopiesState, bool]:
    """How the copies stand, and whether the dossier changed after the newest."""
    state = _state(path)
    changed = max((file.stat().st_mtime for file in (path, Path(f"{path}-wal")) if file.exists()), default=0.0)
    newest = state.lines[0].made if state.lines else 0.0
    return state, changed > newest
