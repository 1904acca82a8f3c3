"""Somebody waits for a folder on the network, and may stop waiting."""

from __future__ import annotations

import errno
import threading


class Patience:
    """Goes along with one piece of work that asks things of a folder. From `give_up` on the folder is to that work as one that is away.

    What is being asked at that moment cannot be called back: the work ends once the folder answers, and nobody waits for that.
    """

    def __init__(self) -> None:
        self._is_over = threading.Event()
        self.has_asked = False  # whether the folder was asked anything at all

    @property
    def is_over(self) -> bool:
        """Whether nobody waits any more."""
        return self._is_over.is_set()

    def ask(self) -> None:
        """Called before each thing that is asked of the folder. OSError once nobody waits any more."""
        self.has_asked = True
        self.go_on()

    def go_on(self) -> None:
        """OSError once nobody waits any more; for between two steps."""
        if self._is_over.is_set():
            raise OSError(errno.ECANCELED, "nobody waits for this any more")

    def give_up(self) -> None:
        """Wait no longer. From any thread."""
        self._is_over.set()
