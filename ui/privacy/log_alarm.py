"""Looks behind the work, once after opening, at each line of the log and at what acts by itself in the file; says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.shell.errors import ErrorBoundary
from ui.shell.runner import Runner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from expertiseteam.access.workspace import Workspace

AFTER = 60_000  # milliseconds after opening: it takes some seconds, and nobody waits for it


def watch_log(runner: Runner, window: QWidget, boundary: ErrorBoundary) -> None:
    """How far the log reaches was looked at while unlocking; its lines are looked at here."""
    lane = runner.lane(window)

    def tell(alarm: str) -> None:
        if alarm:
            boundary.told.emit(alarm, "alert")

    QTimer.singleShot(AFTER, window, lambda: lane.work(tell, _alarm, runner.workspace))


def _alarm(workspace: Workspace) -> str:
    """The first thing that is wrong says enough; "" when the log is whole and nothing was put in the file."""
    if workspace.planted():
        from expertiseteam.insight.soundness import MEANING  # loads every subject's tables: not before it is needed

        return MEANING["PLANTED"]
    return next((finding.sentence for finding in workspace.look_at_log(deep=True)), "")
