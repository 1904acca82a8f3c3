"""Hears from the operating system that something came into a folder, as far as it tells that of a folder on a network.

In a thread of its own, which nobody waits for: a folder that hangs also hangs who asks to be told of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QMetaObject, QObject, Qt

GOODBYE = 0.3  # seconds that closing waits for a folder that answers
_POLLS = "QPollingFileSystemWatcherEngine"


class FolderNotice:
    """From now on `noticed` is called, in a thread of its own, after names came or went in `folder`; once at the start too.

    Where the system gives no notices it stays silent: Qt would then look by itself every second, which costs a network more than our
    own look. A folder that went away and came back needs a new one.
    """

    def __init__(self, folder: Path, noticed: Callable[[], None]) -> None:
        self._folder, self._noticed = folder, noticed
        self._loop: QEventLoop | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="folder-notice", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hear no more."""
        self._is_closed = True
        if self._loop is not None:
            QMetaObject.invokeMethod(self._loop, "quit", Qt.ConnectionType.QueuedConnection)
        self._thread.join(GOODBYE)

    def _run(self) -> None:
        if not self._folder.is_dir() or self._is_closed:  # a folder that hangs does so here, where nothing of Qt would be left behind
            return
        loop = QEventLoop()  # first: the watcher needs the loop of this thread
        watcher = QFileSystemWatcher()
        watcher.directoryChanged.connect(self._on_changed, Qt.ConnectionType.DirectConnection)
        self._loop = loop
        is_told = watcher.addPath(str(self._folder))
        if any(part.metaObject().className() == _POLLS for part in watcher.findChildren(QObject)):
            is_told = False
        if is_told and not self._is_closed:
            self._noticed()  # what came while nobody listened yet
            loop.exec()
        self._loop = None
        del watcher, loop  # here, in the thread where they live

    def _on_changed(self, _: str) -> None:
        if not self._is_closed:
            self._noticed()
