"""F15: a slow folder, at 200 ms a call. Nobody waits for it, and it is asked little: at most 30 for a commit, 8 in 5 idle seconds."""

from __future__ import annotations

import builtins
import os
from bisect import bisect_left
from typing import Any

import pytest

from expertiseteam.concerns.intake import concern_view, concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.sharing import sharer as sharer_module
from expertiseteam.storage.folder import files as files_module
from tests.sharing.laptops import Laptop, Office

ASKED = ("open", "link", "rename", "replace", "unlink", "fsync", "listdir", "stat", "mkdir")


class Slow:
    """Stands for `os` in the room that touches the folder: notes when the server is asked something, reads and closes too.

    Each takes `delay` seconds, by the clock of the laptop that asks: nobody sleeps.
    """

    def __init__(self, laptop: Laptop, delay: float) -> None:
        self.laptop, self.delay = laptop, delay
        self.asked: list[float] = []

    def __getattr__(self, name: str) -> Any:
        if name in ASKED:
            self._ask()
        return getattr(os, name)

    def opened(self, *args: Any, **kwargs: Any) -> Any:
        self._ask()
        self._ask()
        return builtins.open(*args, **kwargs)

    def _ask(self) -> None:
        self.asked.append(self.laptop.seconds)
        self.laptop.seconds += self.delay

    @property
    def most_in_five_seconds(self) -> int:
        return max(bisect_left(self.asked, at + 5) - n for n, at in enumerate(self.asked))


def test_the_folder_is_asked_little_however_slow_it_is_and_reading_goes_by_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    femke = office.begun()
    slow = Slow(femke, 0.0)
    monkeypatch.setattr(files_module, "os", slow)
    monkeypatch.setattr(files_module, "open", slow.opened, raising=False)
    for slow.delay in (0.0, 0.2):
        for _ in range(3 * sharer_module.AROUND):
            femke.seconds += sharer_module.POLL
            femke.sharer.turn()
        assert 0 < slow.most_in_five_seconds <= 8
        slow.asked.clear()
    said: dict[str, Any] = {"what": "Ruzie op straat", "place": "Kerkpad 2", "certainty": Certainty.SEEN, "channel": Channel.PHONE}
    concern = femke.workspace.do(record_concern, **said)
    assert len(femke.workspace.ask(concerns)) == 1
    assert slow.asked == [], "saving and reading do not wait for it"
    entries = len(list((office.folder / "log").iterdir()))
    femke.share()
    assert 0 < len(slow.asked) <= 30
    femke.workspace.ask(concern_view, concern)
    femke.seconds += sharer_module.POLL
    femke.sharer.turn()
    assert len(list((office.folder / "log").iterdir())) == entries + 1
    femke.seconds += sharer_module.QUARTER
    femke.sharer.turn()
    assert len(list((office.folder / "log").iterdir())) == entries + 2
    assert femke.states[-1].is_shared
