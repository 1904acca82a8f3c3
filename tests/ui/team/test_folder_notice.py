"""A name that comes into a folder is heard at once; who only looks is not heard, so two windows never keep each other awake."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from expertiseteam.storage.folder.files import Files, entry_name
from ui.team.folder_notice import FolderNotice


def test_what_comes_is_heard_and_looking_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.prepare()
    heard: list[bool] = []  # whether the name was there by then
    something = threading.Event()

    def noticed() -> None:
        heard.append((tmp_path / entry_name(1)).exists())
        something.set()

    notice = FolderNotice(tmp_path / "log", noticed)
    assert something.wait(30), "what came before it listened may have been missed"
    something.clear()
    for _ in range(200):
        files.refuse_away()
        assert files.read(entry_name(1), 0) is None and files.names("log") == []
    files.publish(b"1", entry_name(1))
    assert something.wait(30)
    notice.close()
    assert heard[:1] == [False] and all(heard[1:])
    assert not notice._thread.is_alive()
    said = len(heard)
    files.publish(b"2", entry_name(2))
    assert len(heard) == said
    gone = FolderNotice(tmp_path / "weg", noticed)  # a folder that is away: it ends by itself, and polling goes on
    gone.close()
    assert len(heard) == said and not gone._thread.is_alive()
