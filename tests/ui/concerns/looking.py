"""What the tests of *Signalen* look at: its screen, its words, which signal is open, and how often one was."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from tests.ui.stage import Stage
from ui.concerns.inbox import ConcernsScreen


def inbox(bench: Stage) -> ConcernsScreen:
    assert isinstance(bench.screen, ConcernsScreen)
    return bench.screen


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def opened(bench: Stage) -> str:
    """The code of the signal that is open, or ""."""
    view = inbox(bench)._opened
    return view.code if view else ""


def views(bench: Stage) -> int:
    return bench.did.count("signaal bekeken")
