"""F15: a slow folder, at 200 ms a call. Nobody waits for it, and it is asked few things: at most 30 for a commit with its log line."""

from __future__ import annotations

import builtins
import os
from typing import Any

import pytest

from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.storage.folder import files as files_module
from tests.faults.sampling import only_long
from tests.sharing.laptops import Office

ASKED = ("open", "link", "rename", "replace", "unlink", "fsync", "listdir", "stat", "mkdir")


class Slow:
    """Stands for `os` in the room that touches the folder: counts what the server would be asked, flushes and closes too."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name in ASKED:
            self.asked.append(name)
        return getattr(os, name)

    def opened(self, *args: Any, **kwargs: Any) -> Any:
        self.asked += ["read or write", "close"]
        return builtins.open(*args, **kwargs)


@only_long
def test_an_act_asks_the_folder_nothing_and_sharing_it_asks_little(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    femke, noor = office.begun(), office.colleague("noor")
    noor.share()
    slow = Slow()
    monkeypatch.setattr(files_module, "os", slow)
    monkeypatch.setattr(files_module, "open", slow.opened, raising=False)
    for n in range(3):
        femke.workspace.do(record_concern, what=f"Post {n}", place="Kerkpad 2", certainty=Certainty.SEEN, channel=Channel.PHONE)
    assert len(femke.workspace.ask(concerns)) == 3
    assert slow.asked == [], "saving and reading do not wait for it, however slow it is"
    assert femke.sharer.share_now().is_shared
    at_200_ms = 0.2 * len(slow.asked)
    assert len(slow.asked) <= 30 and at_200_ms <= 6, slow.asked
    slow.asked.clear()
    noor.seconds += 2
    noor.sharer.turn()
    assert len(noor.workspace.ask(concerns)) == 3 and len(slow.asked) <= 30, slow.asked
